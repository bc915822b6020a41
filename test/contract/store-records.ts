/** Part of the store's contract: small things of a class, changed by many at once. */
import { describe, expect, it } from 'vitest';
import type { Records } from '../../src/store/record-types.js';
import { elsewhere, seminar } from './store-samples.js';

const kind = 'quiz';
const quiz = (id: string, person = '') => ({ kind, id, person, data: { id } });

/** What every Records does, in a database or in memory. */
export function keepsRecords(open: () => Promise<Records>, pass: (ms: number) => void): void {
  describe('records', () => {
    it('come back as they were put, and a second one replaces the first whole', async () => {
      const records = await open();
      const data = { text: 'a\u0000b “上海” \' "', list: [1, null, { deep: true }] };
      await records.put(seminar, { kind, id: '1', person: 'ann', data });
      const place = seminar.place;
      const savedAt = Date.UTC(2026, 0, 1);
      expect(await records.get(seminar, kind, '1')).toEqual({ place, kind, id: '1', person: 'ann', data, savedAt });
      pass(5);
      await records.put({ ...seminar, place: 'C2' }, { kind, id: '1', data: null });
      const replaced = { place: 'C2', kind, id: '1', person: '', data: null, savedAt: savedAt + 5 };
      expect(await records.get(seminar, kind, '1')).toEqual(replaced);
      expect(await records.list(seminar, kind)).toEqual([replaced]);
    });

    it('of another kind, id or tenant are others', async () => {
      const records = await open();
      await records.put(seminar, quiz('1'));
      expect(await records.get(seminar, 'hint', '1')).toBeUndefined();
      expect(await records.get(seminar, kind, '2')).toBeUndefined();
      expect(await records.get(elsewhere, kind, '1')).toBeUndefined();
      expect(await records.remove(elsewhere, kind, '1')).toBe(false);
      expect(await records.update(elsewhere, kind, '1', () => 'theirs')).toBeUndefined();
      expect(await records.list(seminar, kind)).toHaveLength(1);
    });

    it('are added by exactly one of many who add at once', async () => {
      const records = await open();
      const added = await Promise.all(
        Array.from({ length: 20 }, (_, n) => records.add(seminar, { kind, id: 'one', data: n })),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect((await records.get(seminar, kind, 'one'))?.data).toBe(added.indexOf(true));
    });

    it('lose no change of many who change at once', async () => {
      const records = await open();
      await records.put(seminar, { kind, id: 'count', data: 0 });
      await Promise.all(
        Array.from({ length: 30 }, () => records.update(seminar, kind, 'count', (count) => Number(count) + 1)),
      );
      expect((await records.get(seminar, kind, 'count'))?.data).toBe(30);
    });

    it('go when an update takes them out, and are removed by exactly one of many who remove', async () => {
      const records = await open();
      await records.put(seminar, quiz('1'));
      expect(await records.update(seminar, kind, '1', () => undefined)).toBeUndefined();
      expect(await records.get(seminar, kind, '1')).toBeUndefined();
      await records.put(seminar, quiz('2'));
      const removed = await Promise.all(Array.from({ length: 5 }, () => records.remove(seminar, kind, '2')));
      expect(removed.filter(Boolean)).toHaveLength(1);
    });

    it('tell what an update made of them, and when', async () => {
      const records = await open();
      await records.put(seminar, quiz('1', 'ann'));
      pass(7);
      const changed = await records.update(seminar, kind, '1', (data) => [data]);
      expect(changed).toMatchObject({ person: 'ann', data: [{ id: '1' }], savedAt: Date.UTC(2026, 0, 1) + 7 });
      expect(await records.get(seminar, kind, '1')).toEqual(changed);
    });

    it('are listed the last written first, of one place and one person where asked', async () => {
      const records = await open();
      for (const [place, id, person] of [
        ['C1', 'a', 'ann'],
        ['C1', 'b', 'bob'],
        ['C1:7', 'c', 'ann'],
        ['', 'd', ''],
      ] as const) {
        await records.put({ ...seminar, place }, quiz(id, person));
        pass(1);
      }
      await records.update(seminar, kind, 'a', (data) => data);
      const ids = async (narrowed?: Parameters<Records['list']>[2]): Promise<string> =>
        (await records.list(seminar, kind, narrowed)).map(({ id }) => id).join('');
      expect(await ids()).toBe('adcb');
      expect(await ids({ limit: 2 })).toBe('ad');
      expect(await ids({ place: 'C1' })).toBe('ab');
      expect(await ids({ place: '' })).toBe('d');
      expect(await ids({ person: 'ann' })).toBe('ac');
      expect(await ids({ place: 'C1', person: 'bob' })).toBe('b');
      expect(await ids({ person: '' })).toBe('d');
    });

    it('are found in every tenant at start, each with its own', async () => {
      const records = await open();
      await records.put(seminar, quiz('1'));
      await records.put(elsewhere, quiz('1', 'ann'));
      await records.put({ platform: 'discord', tenant: 'T1', place: 'D' }, quiz('1'));
      await records.put(seminar, { kind: 'hint', id: '1', data: 1 });
      const found = await records.all(kind);
      expect(found.map(({ platform, tenant, place, person }) => [platform, tenant, place, person])).toEqual([
        ['slack', 'T1', 'C1', ''],
        ['slack', 'T2', 'C1', 'ann'],
        ['discord', 'T1', 'D', ''],
      ]);
      expect(await records.all('none')).toEqual([]);
    });
  });
}
