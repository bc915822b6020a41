/** Part of the store's contract: what a person can take away, and what time takes. */
import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.js';
import { day, elsewhere, leaveTraces, seminar, turn } from './store-samples.js';

export function forgetsAndExports(open: () => Promise<Store>, pass: (ms: number) => void): void {
  it('exports all that one person left, and nothing of anyone else', async () => {
    const store = await open();
    await leaveTraces(store, seminar, 'ann');
    await leaveTraces(store, seminar, 'bob');
    await leaveTraces(store, elsewhere, 'ann');
    const exported = await store.exportPerson(seminar, 'ann');
    expect(exported.turns).toHaveLength(1);
    expect(exported.feedback).toHaveLength(1);
    expect(exported.settings).toEqual([{ place: 'C1', key: 'secret', value: 'ann of T1' }]);
    expect(exported.records.map(({ place, kind, data }) => [place, kind, data])).toEqual([
      ['C1', 'hint', 'ann of T1'],
      ['C1', 'note', 'kept'],
    ]);
    expect(exported.openClaims).toEqual([{ place: 'C1', event: 'open ann', payload: 'ann of T1' }]);
    expect(exported.audit).toHaveLength(2);
    expect(JSON.stringify(exported)).not.toMatch(/bob|T2/);
  });

  it('forgets a person in one tenant and leaves everyone else as they were', async () => {
    const store = await open();
    for (const person of ['ann', 'bob']) await leaveTraces(store, seminar, person);
    await leaveTraces(store, elsewhere, 'ann');
    const others = [await store.exportPerson(seminar, 'bob'), await store.exportPerson(elsewhere, 'ann')];
    expect(await store.forgetPerson(seminar, 'ann')).toBe(8);
    expect(await store.exportPerson(seminar, 'ann')).toEqual(await store.exportPerson(seminar, 'nobody'));
    expect([await store.exportPerson(seminar, 'bob'), await store.exportPerson(elsewhere, 'ann')]).toEqual(others);
    expect(await store.audit.list(seminar)).toHaveLength(4);
    expect((await store.records.list(seminar, 'hint')).map(({ person }) => person)).toEqual(['bob']);
    expect((await store.records.list(seminar, 'note')).map(({ person, data }) => [person, data])).toEqual([
      ['bob', 'kept'],
      ['', 'kept'],
    ]);
    expect(await store.claims.claim({ ...seminar, event: 'open ann' }, { payload: '' })).toBe(false);
    expect(await store.forgetPerson(seminar, '')).toBe(0);
    // What was put by for their direct messages names them in its place.
    const direct = { ...seminar, place: '@bob', event: 'put-by:told' };
    await store.claims.claim(direct, { person: 'bob', payload: 'told' });
    await store.claims.done(direct);
    expect(await store.forgetPerson(seminar, 'bob')).toBe(9);
    expect(await store.claims.claim(direct, { payload: '' })).toBe(true);
  });

  it('forgets a tenant and nothing of the others', async () => {
    const store = await open();
    await leaveTraces(store, seminar, 'ann');
    await leaveTraces(store, elsewhere, 'ann');
    const other = await store.exportPerson(elsewhere, 'ann');
    await store.forgetTenant(seminar);
    expect(await store.audit.list(seminar)).toEqual([]);
    expect(await store.turns.recent(seminar, 'ann')).toEqual([]);
    expect([...(await store.records.list(seminar, 'hint')), ...(await store.records.list(seminar, 'note'))]).toEqual(
      [],
    );
    expect(await store.exportPerson(elsewhere, 'ann')).toEqual(other);
  });

  it('forgets what is older than the retention and keeps what is younger', async () => {
    const store = await open();
    await leaveTraces(store, seminar, 'ann');
    pass(30 * day);
    await store.turns.add(seminar, turn('young'));
    await store.records.add(seminar, { kind: 'hint', id: 'young', person: 'ann', data: 1 });
    expect(await store.forgetOlderThan(30 * day)).toBe(1);
    pass(1);
    expect(await store.forgetOlderThan(30 * day)).toBe(3);
    const left = await store.exportPerson(seminar, 'ann');
    expect(left.turns.map((each) => each.id)).toEqual(['young']);
    expect(left.records.map(({ id }) => id)).toEqual(['note of ann', 'young']);
    expect(left.settings).toHaveLength(1);
    expect(left.audit).toHaveLength(2);
    pass(366 * day);
    expect(await store.forgetOlderThan(30 * day)).toBe(4);
    expect(await store.records.all('note')).toHaveLength(1);
  });
}
