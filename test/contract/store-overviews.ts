/** Part of the store's contract: what is read over many places of a tenant, and over all tenants. */
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { day, elsewhere, seminar, turn } from './store-samples.js';

const at = (place: string) => ({ ...seminar, place });

export function readsOverPlaces(open: () => Promise<Store>, pass: (ms: number) => void): void {
  const start = Date.UTC(2026, 0, 1);

  describe('turns', () => {
    it('of a channel are found together with those of its threads, and with no other channel’s', async () => {
      const { turns } = await open();
      for (const [place, id] of [
        ['C1', 'a'],
        ['C1:7', 'b'],
        ['C10', 'c'],
        ['C10:7', 'd'],
        ['C_:7', 'e'],
        ['C1:8', 'f'],
      ] as const)
        await turns.add(at(place), turn(id));
      await turns.add(at('C1:8'), { ...turn('g', 'bob'), isPrivate: true });
      expect((await turns.recentWithin(at('C1'), 'ann')).map((each) => each.id)).toEqual(['a', 'b', 'f']);
      expect((await turns.recentWithin(at('C_'), 'ann')).map((each) => each.id)).toEqual(['e']);
      expect((await turns.recentWithin(at('C1'), 'ann', 2)).map((each) => each.id)).toEqual(['b', 'f']);
    });

    it('tell in which places something was asked lately, the latest first', async () => {
      const { turns } = await open();
      await turns.add({ ...seminar, place: 'old' }, turn('a'));
      pass(day);
      await turns.add({ ...seminar, place: 'C1:1' }, turn('b'));
      await turns.add({ ...seminar, place: 'C1:2' }, turn('c'));
      await turns.add({ ...seminar, place: 'C1:1' }, turn('d'));
      await turns.add({ ...elsewhere, place: 'C9' }, turn('e'));
      expect(await turns.places(seminar, start + day)).toEqual(['C1:1', 'C1:2']);
      expect(await turns.places(seminar, start + day, 1)).toEqual(['C1:1']);
    });

    it('tell which tenants asked something lately, the latest first', async () => {
      const { turns } = await open();
      await turns.add({ platform: 'slack', tenant: 'TOLD', place: 'C1' }, turn('old'));
      pass(day);
      await turns.add(at('C1'), turn('a'));
      await turns.add({ ...elsewhere, place: 'C9' }, turn('b'));
      await turns.add(at('C2'), turn('c'));
      const { platform, tenant } = seminar;
      expect(await turns.tenants(start + day)).toEqual([
        { platform, tenant },
        { platform: elsewhere.platform, tenant: elsewhere.tenant },
      ]);
    });

    it('of a tenant since a time are read oldest first, private ones too, each with its place', async () => {
      const { turns } = await open();
      await turns.add(at('C1'), turn('old'));
      pass(day);
      for (const [place, id] of [
        ['C1', 'a'],
        ['C1:7', 'b'],
        ['C10', 'c'],
        ['C_', 'd'],
      ] as const) {
        await turns.add(at(place), turn(id));
        pass(1);
      }
      await turns.add(at('D5'), { ...turn('e', 'bob'), isPrivate: true });
      await turns.add(elsewhere, turn('theirs'));
      const ids = async (narrowed?: Parameters<typeof turns.within>[2]): Promise<string> =>
        (await turns.within(seminar, start + day, narrowed)).map(({ id }) => id).join('');
      expect(await ids()).toBe('abcde');
      expect(await ids({ limit: 2 })).toBe('de');
      expect(await ids({ places: ['C1', 'D5'] })).toBe('abe');
      expect(await ids({ places: ['C_'] })).toBe('d');
      expect(await ids({ places: [] })).toBe('');
      const [first, second] = await turns.within(seminar, start, { places: ['C1'] });
      expect(first).toEqual({ ...turn('old'), place: 'C1', askedAt: start });
      expect(second?.askedAt).toBe(start + day);
    });
  });

  describe('settings', () => {
    it('tell who of a tenant has something set for themselves', async () => {
      const { settings } = await open();
      const tenant = { ...seminar, place: '' };
      await settings.change({ ...tenant, person: 'bob' }, { role: 'teacher' });
      await settings.change({ ...tenant, person: 'ann' }, { role: 'teacher', language: 'ru' });
      await settings.change({ ...seminar, person: 'eve' }, { role: 'teacher' });
      await settings.change({ ...elsewhere, place: '', person: 'zoe' }, { role: 'teacher' });
      await settings.change(tenant, { role: 'nobody' });
      expect(await settings.people(seminar, 'role')).toEqual(['ann', 'bob']);
    });

    it('that are set anywhere are found with their scopes, on one platform or on all', async () => {
      const { settings } = await open();
      await settings.change(at('C1'), { digest: { day: 5 }, essay: 'shanghai' });
      await settings.change({ ...at(''), person: 'ann' }, { digest: false });
      await settings.change(elsewhere, { digest: 'weekly' });
      await settings.change({ platform: 'discord', tenant: 'T1', place: 'D' }, { digest: null });
      const ours = [
        { platform: 'slack', tenant: 'T1', place: '', person: 'ann', value: false },
        { platform: 'slack', tenant: 'T1', place: 'C1', person: '', value: { day: 5 } },
        { platform: 'slack', tenant: 'T2', place: 'C1', person: '', value: 'weekly' },
      ];
      expect(await settings.everywhere('slack', 'digest')).toEqual(ours);
      const theirs = { platform: 'discord', tenant: 'T1', place: 'D', person: '', value: null };
      expect(await settings.everywhere('', 'digest')).toEqual([theirs, ...ours]);
      expect(await settings.everywhere('terminal', 'digest')).toEqual([]);
    });
  });
}
