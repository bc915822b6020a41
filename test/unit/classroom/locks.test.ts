import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isLockedAnywhere, readLocks } from '../../../src/classroom/locks.js';
import { quizRunKind } from '../../../src/classroom/quiz-lock.js';
import { openStore } from '../../../src/store/open-store.js';
import type { JsonValue, Store } from '../../../src/store/store.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const one = fakeEssay('one', ['x'], { collection: 'week-01' });
const two = fakeEssay('two', ['x'], { collection: 'week-02' });
const brought = fakeEssay('brought', ['x'], { owner: 'slack:T1' });
const essays = [one, two, brought];
const t1 = { platform: 'slack', tenant: 'T1' };

async function withSettings(
  set: readonly (readonly [place: string, values: Record<string, JsonValue>, tenant?: string])[],
): Promise<Store> {
  const file = join(await temporaryFolder(), 'locks.db');
  const store = await openStore({ url: undefined, file, log: recordingLog() });
  onTestFinished(() => store.close());
  for (const [place, values, tenant = 'T1'] of set)
    await store.settings.change({ platform: 'slack', tenant, place }, values);
  return store;
}

const locked = async (store: Store, classes: { platform: string; tenant?: string } = t1): Promise<string[]> =>
  [...(await readLocks(store, classes, essays)).keys()].sort();

describe('a lock', () => {
  it.each([
    ['nothing set: everything', [['C1', { lock: 'on' }]], ['brought', 'one', 'two']],
    ['one essay', [['C1', { lock: 'on', essay: 'one' }]], ['one']],
    ['a collection', [['C1', { lock: 'on', essay: 'week-02/' }]], ['two']],
    [
      'the choice of the whole class',
      [
        ['', { essay: 'two' }],
        ['C1', { lock: 'on' }],
      ],
      ['two'],
    ],
    [
      'the place’s own choice before that',
      [
        ['', { essay: 'two' }],
        ['C1', { lock: 'on', essay: 'one' }],
      ],
      ['one'],
    ],
    ['a choice that is gone: everything', [['C1', { lock: 'on', essay: 'gone' }]], ['brought', 'one', 'two']],
    ['switched off', [['C1', { lock: 'off', essay: 'one' }]], []],
  ] as const)('holds what its place talks about: %s', async (_what, set, expected) => {
    expect(await locked(await withSettings(set))).toEqual(expected);
  });

  it('counts for the class, however many other places hold the essay open', async () => {
    const store = await withSettings([
      ['C1', { lock: 'on', essay: 'one' }],
      ['C2', { lock: 'off', essay: 'one' }],
      ['C3', {}],
    ]);
    expect(await locked(store)).toEqual(['one']);
  });

  it('of the whole class holds in each place that does not lift it', async () => {
    const store = await withSettings([
      ['', { lock: 'on', essay: 'one' }],
      ['C1', { essay: 'two' }],
      ['C2', { essay: 'brought', lock: 'off' }],
    ]);
    expect(await locked(store)).toEqual(['one', 'two']);
  });

  it('is of one class, and counts apart from any class for the whole platform', async () => {
    const store = await withSettings([['C9', { lock: 'on', essay: 'one' }, 'T2']]);
    expect(await locked(store)).toEqual([]);
    expect((await readLocks(store, { platform: 'slack' }, essays)).get('one')).toEqual([
      { platform: 'slack', tenant: 'T2' },
    ]);
    expect(await locked(store, { platform: 'discord' })).toEqual([]);
    expect(await isLockedAnywhere(store, one, essays)).toBe(true);
    expect(await isLockedAnywhere(store, two, essays)).toBe(false);
  });

  it('holds no essay that another class brought', async () => {
    const store = await withSettings([['C9', { lock: 'on' }, 'T2']]);
    expect(await locked(store, { platform: 'slack' })).toEqual(['one', 'two']);
  });

  it('is nobody’s own to set', async () => {
    const store = await withSettings([]);
    await store.settings.change({ ...t1, place: '', person: 'ann' }, { lock: 'on' });
    expect(await locked(store)).toEqual([]);
  });
});

describe('a running quiz', () => {
  it('locks its essay for its class until it is over', async () => {
    const store = await withSettings([]);
    const run = (id: string, essay: string, until: number) =>
      store.records.put({ ...t1, place: 'C1' }, { kind: quizRunKind, id, data: { essay, until } });
    await run('a', 'one', Date.now() + 60_000);
    await run('b', 'two', Date.now() - 60_000);
    expect(await locked(store)).toEqual(['one']);
    expect(await locked(store, { platform: 'slack', tenant: 'T2' })).toEqual([]);
    expect(await locked(store, { platform: 'slack' })).toEqual(['one']);
    expect(await isLockedAnywhere(store, one, essays)).toBe(true);
  });
});
