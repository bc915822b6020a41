/** Part of the store's contract: what models cost is counted once, within limits, and kept. */
import { describe, expect, it } from 'vitest';
import type { Spender, Spending } from '../../src/store/spending-types.js';
import type { Store } from '../../src/store/store.js';
import { day, elsewhere, seminar } from './store-samples.js';

const ann: Spender = { ...seminar, person: 'ann' };
const bob: Spender = { ...seminar, person: 'bob' };
const small = 'openai:small';
const nothing = {
  micros: 0,
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  answers: 0,
  written: 0,
  stood: 0,
  repaired: 0,
  dropped: 0,
  fellBack: 0,
  byModel: [],
};

/** What every Spending does, with a store or in memory. The clock begins at the start of a month, in UTC. */
export function countsSpending(open: () => Promise<Spending>, pass: (ms: number) => void): void {
  describe('spending', () => {
    it('adds up what was reserved and what it came to, by model', async () => {
      const spending = await open();
      expect(await spending.totals(0)).toEqual(nothing);
      const first = idOf(await spending.reserve(ann, { micros: 900, model: small }, {}));
      const second = idOf(await spending.reserve(bob, { micros: 500, model: small }, {}));
      await spending.reserve(bob, { micros: 40, model: 'anthropic:other' }, {});
      await spending.settle(first, { micros: 300, inputTokens: 1_000, outputTokens: 50, outcome: 'done' });
      await spending.settle(second, { micros: 0, inputTokens: 0, outputTokens: 0, outcome: 'failed' });
      expect(await spending.totals(0)).toEqual({
        ...nothing,
        micros: 340,
        requests: 3,
        failed: 1,
        inputTokens: 1_000,
        outputTokens: 50,
        byModel: [
          { model: 'anthropic:other', micros: 40, requests: 1 },
          { model: small, micros: 300, requests: 2 },
        ],
      });
    });

    it('settles a request once', async () => {
      const spending = await open();
      const id = idOf(await spending.reserve(ann, { micros: 900, model: small }, {}));
      await spending.settle(id, { micros: 300, inputTokens: 1, outputTokens: 1, outcome: 'done' });
      await spending.settle(id, { micros: 0, inputTokens: 0, outputTokens: 0, outcome: 'failed' });
      expect(await spending.totals(0)).toMatchObject({ micros: 300, failed: 0 });
    });

    it('counts what became of sentences', async () => {
      const spending = await open();
      await spending.recordAnswer({ written: 5, stood: 3, repaired: 1, dropped: 1, fellBack: false });
      pass(day);
      await spending.recordAnswer({ written: 2, stood: 0, repaired: 0, dropped: 2, fellBack: true });
      const sums = { answers: 2, written: 7, stood: 3, repaired: 1, dropped: 3, fellBack: 1 };
      expect(await spending.totals(0)).toEqual({ ...nothing, ...sums });
      expect(await spending.totals(Date.UTC(2026, 0, 2))).toMatchObject({ answers: 1, written: 2, fellBack: 1 });
    });

    it('goes up to a limit, not beyond, and counts nothing that it refuses', async () => {
      const spending = await open();
      const limits = { month: 100 };
      expect(await spending.reserve(ann, { micros: 60, model: small }, limits)).toHaveProperty('id');
      expect(await spending.reserve(ann, { micros: 41, model: small }, limits)).toEqual({ limit: 'month' });
      expect(await spending.reserve(ann, { micros: 40, model: small }, limits)).toHaveProperty('id');
      expect(await spending.reserve(ann, { micros: 0, model: small }, limits)).toHaveProperty('id');
      expect(await spending.totals(0)).toMatchObject({ micros: 100, requests: 3 });
    });

    it('has room again for what cost less than was reserved', async () => {
      const spending = await open();
      const id = idOf(await spending.reserve(ann, { micros: 100, model: small }, { day: 100 }));
      expect(await spending.reserve(ann, { micros: 50, model: small }, { day: 100 })).toEqual({ limit: 'day' });
      await spending.settle(id, { micros: 50, inputTokens: 1, outputTokens: 1, outcome: 'done' });
      expect(await spending.reserve(ann, { micros: 50, model: small }, { day: 100 })).toHaveProperty('id');
    });

    it('gives each person and each channel a day’s share of their own', async () => {
      const spending = await open();
      const ask = (spender: Spender, limits: object) => spending.reserve(spender, { micros: 60, model: small }, limits);
      expect(await ask(ann, { person: 100, channel: 150 })).toHaveProperty('id');
      expect(await ask(ann, { person: 100, channel: 150 })).toEqual({ limit: 'person' });
      expect(await ask(bob, { person: 100, channel: 150 })).toHaveProperty('id');
      expect(await ask({ ...seminar, person: 'eve' }, { person: 100, channel: 150 })).toEqual({ limit: 'channel' });
      // A person is counted over the channels of a tenant, and apart from one of that name elsewhere.
      expect(await ask({ ...ann, place: 'C2' }, { person: 100, channel: 150 })).toEqual({ limit: 'person' });
      expect(await ask({ ...elsewhere, person: 'ann' }, { person: 100, channel: 150 })).toHaveProperty('id');
      expect(await ask({ ...ann, platform: 'discord' }, { person: 100, channel: 150 })).toHaveProperty('id');
    });

    it('names the widest limit that is met', async () => {
      const spending = await open();
      await spending.reserve(ann, { micros: 10, model: small }, {});
      const all = { month: 10, day: 10, channel: 10, person: 10 };
      const ask = (limits: object) => spending.reserve(ann, { micros: 1, model: small }, limits);
      expect(await ask(all)).toEqual({ limit: 'month' });
      expect(await ask({ ...all, month: 11 })).toEqual({ limit: 'day' });
      expect(await ask({ ...all, month: 11, day: 11 })).toEqual({ limit: 'channel' });
    });

    it('begins a day at midnight and a month on its first, in UTC', async () => {
      const spending = await open();
      pass(30 * day - 1);
      await spending.reserve(ann, { micros: 10, model: small }, {});
      const ask = (limits: object) => spending.reserve(ann, { micros: 5, model: small }, limits);
      expect(await ask({ day: 10 })).toEqual({ limit: 'day' });
      pass(1);
      // The 31st of January.
      expect(await ask({ month: 10, day: 10 })).toEqual({ limit: 'month' });
      expect(await ask({ day: 10, channel: 10, person: 10 })).toHaveProperty('id');
      pass(day);
      expect(await ask({ month: 10 })).toHaveProperty('id');
    });

    it('lets no more through when many ask at once', async () => {
      const spending = await open();
      const asked = Array.from({ length: 30 }, () => spending.reserve(ann, { micros: 10, model: small }, { day: 100 }));
      expect((await Promise.all(asked)).filter((each) => 'id' in each)).toHaveLength(10);
    });
  });
}

/** What only a store does: spending outlasts the process and whoever spent. */
export function keepsSpending(open: () => Promise<Store>, pass: (ms: number) => void): void {
  describe('spending that is kept', () => {
    it('is shared by all processes and there after a restart, left open by a crash or not', async () => {
      const stores = [await open(), await open()] as const;
      const asked = Array.from({ length: 30 }, (_, index) =>
        stores[index % 2 === 0 ? 0 : 1].spending.reserve(ann, { micros: 10, model: small }, { month: 100 }),
      );
      expect((await Promise.all(asked)).filter((each) => 'id' in each)).toHaveLength(10);
      await Promise.all(stores.map((store) => store.close()));
      const { spending } = await open();
      expect(await spending.totals(0)).toMatchObject({ micros: 100, requests: 10 });
      expect(await spending.reserve(ann, { micros: 1, model: small }, { month: 100 })).toEqual({ limit: 'month' });
    });

    it('is part of what a person can take along', async () => {
      const store = await open();
      await store.spending.reserve(ann, { micros: 10, model: small }, {});
      await store.spending.reserve(bob, { micros: 20, model: small }, {});
      await store.spending.reserve({ ...elsewhere, person: 'ann' }, { micros: 30, model: small }, {});
      expect((await store.exportPerson(seminar, 'ann')).modelRequests).toEqual([
        { place: 'C1', at: Date.UTC(2026, 0, 1), model: small, micros: 10 },
      ]);
    });

    it('stays spent when the person or the tenant is forgotten, without their names', async () => {
      const store = await open();
      for (const each of [ann, bob]) await store.spending.reserve(each, { micros: 10, model: small }, {});
      expect(await store.forgetPerson(seminar, 'ann')).toBe(1);
      expect((await store.exportPerson(seminar, 'ann')).modelRequests).toEqual([]);
      expect((await store.exportPerson(seminar, 'bob')).modelRequests).toHaveLength(1);
      expect(await store.forgetTenant(seminar)).toBe(2);
      expect((await store.exportPerson(seminar, 'bob')).modelRequests).toEqual([]);
      expect(await store.spending.reserve(ann, { micros: 1, model: small }, { month: 20 })).toEqual({ limit: 'month' });
      expect(await store.spending.reserve(ann, { micros: 1, model: small }, { person: 1 })).toHaveProperty('id');
    });

    it('loses its names with the retention and goes after 400 days', async () => {
      const store = await open();
      await store.spending.reserve(ann, { micros: 10, model: small }, {});
      await store.spending.recordAnswer({ written: 1, stood: 1, repaired: 0, dropped: 0, fellBack: false });
      pass(30 * day);
      expect(await store.forgetOlderThan(30 * day)).toBe(0);
      pass(1);
      expect(await store.forgetOlderThan(30 * day)).toBe(1);
      expect((await store.exportPerson(seminar, 'ann')).modelRequests).toEqual([]);
      expect(await store.spending.totals(0)).toMatchObject({ micros: 10, answers: 1 });
      pass(370 * day);
      expect(await store.forgetOlderThan(30 * day)).toBe(2);
      expect(await store.spending.totals(0)).toEqual(nothing);
    });

    it('keeps the names while the day is not over, however short the retention', async () => {
      const store = await open();
      await store.spending.reserve(ann, { micros: 10, model: small }, {});
      pass(1_000);
      await store.forgetOlderThan(1);
      expect(await store.spending.reserve(ann, { micros: 1, model: small }, { person: 10 })).toEqual({
        limit: 'person',
      });
    });
  });
}

function idOf(reserved: Awaited<ReturnType<Spending['reserve']>>): number {
  if ('id' in reserved) return reserved.id;
  throw new Error(`refused: ${reserved.limit}`);
}
