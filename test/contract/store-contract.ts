/** What every Store must do, whichever database stands behind it. */
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { forgetsAndExports } from './store-forgetting.js';
import { readsOverPlaces } from './store-overviews.js';
import { keepsRecords } from './store-records.js';
import { day, elsewhere, seminar, turn } from './store-samples.js';
import { countsSpending, keepsSpending } from './store-spending.js';
import { keepsTenantsApart } from './store-tenants.js';

export interface StoreHarness {
  /** Empties the database behind `open`. */
  reset(): Promise<void>;
  /** Opens it; calls between two resets open the same database. */
  open(clock: () => number): Promise<Store>;
}

export function storeContract(harness: StoreHarness): void {
  let now = 0;
  const clock = (): number => now;
  const open = async (): Promise<Store> => {
    const store = await harness.open(clock);
    onTestFinished(() => store.close());
    return store;
  };

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1);
    await harness.reset();
  });

  describe('turns', () => {
    it('come back oldest first, the newest kept when there are too many', async () => {
      const { turns } = await open();
      for (const id of ['a', 'b', 'c']) await turns.add(seminar, turn(id));
      expect((await turns.recent(seminar, 'ann', 2)).map((each) => each.id)).toEqual(['b', 'c']);
      expect(await turns.get(seminar, 'a')).toEqual({ ...turn('a'), askedAt: now });
      expect(await turns.get(seminar, 'nothing')).toBeUndefined();
    });

    it('that are private are part of nobody else’s history', async () => {
      const { turns } = await open();
      await turns.add(seminar, { ...turn('a'), isPrivate: true });
      expect(await turns.recent(seminar, 'ann')).toHaveLength(1);
      expect(await turns.recent(seminar, 'bob')).toHaveLength(0);
    });

    it('are replaced when the same message is answered again', async () => {
      const { turns } = await open();
      await turns.add(seminar, turn('a'));
      await turns.add(seminar, { ...turn('a'), answer: 'Better.' });
      expect((await turns.recent(seminar, 'ann')).map((each) => each.answer)).toEqual(['Better.']);
    });

    it('go with their feedback and open claim when the message is deleted', async () => {
      const store = await open();
      await store.turns.add(seminar, turn('a'));
      await store.feedback.give(seminar, { turn: 'a', person: 'bob', verdict: 'bad', reason: 'no' });
      await store.claims.claim({ ...seminar, event: 'a' }, { payload: 'words' }, 0);
      await store.turns.forget(seminar, 'a');
      expect(await store.turns.get(seminar, 'a')).toBeUndefined();
      expect(await store.feedback.list(seminar)).toEqual([]);
      expect(await store.claims.takeUp('slack')).toEqual([]);
    });

    it('keep any text, except what no database keeps', async () => {
      const { turns } = await open();
      const odd = '¶4 “Шанхай” 上海 😀 \u202e \' " \\ ; drop table turn; -- \u0001';
      await turns.add(seminar, { ...turn('a'), question: odd, answer: `a\u0000b\ud800c${'x'.repeat(100_000)}` });
      const kept = await turns.get(seminar, 'a');
      expect(kept?.question).toBe(odd);
      expect(kept?.answer).toBe(`ab\ufffdc${'x'.repeat(100_000)}`);
    });
  });

  describe('settings', () => {
    it('belong to exactly one scope, and a change is a change', async () => {
      const { settings } = await open();
      await settings.change(seminar, { essay: 'shanghai', quiet: { from: 22, to: 7 }, gone: 1 });
      await settings.change(seminar, { essay: 'other', gone: undefined });
      await settings.change({ ...seminar, person: 'ann' }, { language: 'ru' });
      await settings.change({ ...seminar, place: '' }, { essay: null });
      expect(await settings.read(seminar)).toEqual({ essay: 'other', quiet: { from: 22, to: 7 } });
      expect(await settings.read({ ...seminar, person: 'ann' })).toEqual({ language: 'ru' });
      expect(await settings.read({ ...seminar, place: '' })).toEqual({ essay: null });
      expect(await settings.read(elsewhere)).toEqual({});
    });
  });

  it('keeps an installation for each tenant until it is removed or the tenant forgotten', async () => {
    const { installations, forgetTenant } = await open();
    expect(await installations.find(seminar)).toBeUndefined();
    await installations.save(seminar, '{"token":"one"}');
    await installations.save(seminar, '{"token":"two"}');
    await installations.save(elsewhere, '{"token":"other"}');
    expect(await installations.find(seminar)).toBe('{"token":"two"}');
    expect([...(await installations.tenants('slack'))].sort()).toEqual(['T1', 'T2']);
    expect(await installations.tenants('discord')).toEqual([]);
    await forgetTenant(seminar);
    await installations.remove(elsewhere);
    expect(await installations.tenants('slack')).toEqual([]);
  });

  describe('claims', () => {
    const event = { ...seminar, event: '1700000000.000100' };

    it('are given to exactly one of many who ask at once', async () => {
      const stores = [await open(), await open()];
      const asked = Array.from({ length: 40 }, (_, index) =>
        (stores[index % 2] as Store).claims.claim(event, { payload: `p${index}` }),
      );
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
    });

    it('that arrive together are each on disk before they are told so', async () => {
      const { claims } = await open();
      const events = Array.from({ length: 250 }, (_, index) => ({ ...seminar, event: `e${index % 200}` }));
      const taken = await Promise.all(
        events.map((each) => claims.claim(each, { person: 'ann', payload: each.event }, 0)),
      );
      expect(taken.filter(Boolean)).toHaveLength(200);
      const open_ = await claims.takeUp('slack', { limit: 300 });
      expect(new Set(open_.map(({ payload }) => payload)).size).toBe(200);
    });

    it('are refused for 24 hours, done or not, and given again after', async () => {
      const { claims } = await open();
      expect(await claims.claim(event, { payload: 'p' })).toBe(true);
      await claims.done(event);
      now += day - 1;
      expect(await claims.claim(event, { payload: 'p' })).toBe(false);
      now += 1;
      expect(await claims.claim(event, { payload: 'p' })).toBe(true);
    });

    it('do not mind a clock that is set back', async () => {
      const { claims } = await open();
      await claims.claim(event, { payload: 'p' });
      now -= day;
      expect(await claims.claim(event, { payload: 'p' })).toBe(false);
    });

    it('are taken up once nobody holds them, oldest first, each by one process', async () => {
      const stores = [await open(), await open()] as const;
      for (const name of ['a', 'b', 'c']) {
        await stores[0].claims.claim({ ...seminar, event: name }, { person: 'ann', payload: `do ${name}` }, 1_000);
        now += 1;
      }
      await stores[0].claims.done({ ...seminar, event: 'b' });
      expect(await stores[1].claims.takeUp('slack')).toEqual([]);
      now += 1_000;
      expect(await stores[1].claims.takeUp('discord')).toEqual([]);
      const taken = await Promise.all([stores[0].claims.takeUp('slack'), stores[1].claims.takeUp('slack')]);
      expect(taken.flat().map((each) => [each.event, each.person, each.payload, each.tries])).toEqual([
        ['a', 'ann', 'do a', 1],
        ['c', 'ann', 'do c', 1],
      ]);
    });

    it('can be held on to while the work takes long, until done', async () => {
      const { claims } = await open();
      await claims.claim(event, { payload: 'p' }, 1_000);
      expect(await claims.renew(event, 10_000)).toBe(true);
      now += 5_000;
      expect(await claims.takeUp('slack')).toEqual([]);
      await claims.done(event);
      expect(await claims.renew(event)).toBe(false);
    });
  });

  describe('aliases', () => {
    it('lead from any older version to the present one', async () => {
      const { aliases } = await open();
      await aliases.record('shanghai', 'v1', 'v2', { 4: 5, 5: 6, 6: null });
      await aliases.record('shanghai', 'v2', 'v3', { 5: 7 });
      expect(await aliases.follow('shanghai', 'v1', 'v3', 4)).toBe(7);
      expect(await aliases.follow('shanghai', 'v1', 'v3', 1)).toBe(1);
      expect(await aliases.follow('shanghai', 'v1', 'v3', 6)).toBeNull();
      expect(await aliases.follow('shanghai', 'v2', 'v2', 4)).toBe(4);
      expect(await aliases.follow('shanghai', 'v0', 'v3', 4)).toBeUndefined();
      expect(await aliases.follow('other', 'v1', 'v3', 4)).toBeUndefined();
    });

    it('end for an essay that was edited back and forth', async () => {
      const { aliases } = await open();
      await aliases.record('shanghai', 'v1', 'v2', { 1: 2 });
      await aliases.record('shanghai', 'v2', 'v1', { 2: 1 });
      expect(await aliases.follow('shanghai', 'v2', 'v1', 2)).toBe(1);
      expect(await aliases.follow('shanghai', 'v1', 'v9', 1)).toBeUndefined();
    });
  });

  it('keeps one verdict a person and turn, newest first', async () => {
    const { feedback } = await open();
    await feedback.give(seminar, { turn: 'a', person: 'ann', verdict: 'bad', reason: 'too long' });
    now += 1;
    await feedback.give(seminar, { turn: 'b', person: 'ann', verdict: 'good' });
    await feedback.give(seminar, { turn: 'a', person: 'ann', verdict: 'good' });
    expect((await feedback.list(seminar)).map((each) => [each.turn, each.verdict, each.reason])).toEqual([
      ['b', 'good', undefined],
      ['a', 'good', undefined],
    ]);
    expect(await feedback.list(elsewhere)).toEqual([]);
  });

  it('opens once for many who open at once, and again with all it kept', async () => {
    const stores = await Promise.all(Array.from({ length: 5 }, open));
    await Promise.all(stores.map((store, index) => store.turns.add(seminar, turn(`t${index}`))));
    const again = await open();
    expect(await again.turns.recent(seminar, 'ann', 10)).toHaveLength(5);
  });

  it('says in one line where it is, and translates what the database throws', async () => {
    const store = await open();
    expect(store.describe()).toMatch(/^(SQLite|PostgreSQL), \S/);
    await expect(
      store.turns.add(seminar, { ...turn('a'), question: { not: 'text' } as unknown as string }),
    ).rejects.toMatchObject({ code: 'store-failed' });
  });

  const pass = (ms: number): void => {
    now += ms;
  };
  readsOverPlaces(open, pass);
  keepsRecords(async () => (await open()).records, pass);
  forgetsAndExports(open, pass);
  countsSpending(async () => (await open()).spending, pass);
  keepsSpending(open, pass);
  keepsTenantsApart(open);
}
