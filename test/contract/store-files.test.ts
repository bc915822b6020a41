/** What happens to the SQLite store's files: damage, kills, forgetting, folders that cannot be written. */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { recordingLog } from '../helpers/recording-log.js';
import { runWriter, startWriter, writerScript } from '../helpers/store-writer.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const place = { platform: 'test', tenant: 'T', place: 'P' };
const turn = (id: string, question = 'Why?') => ({
  id,
  person: 'ann',
  isPrivate: false,
  question,
  answer: 'Because.',
  kind: 'answered',
  cited: [],
});

async function open(file: string, log = recordingLog()): Promise<Store> {
  const store = await openStore({ file, log });
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}

describe('a damaged database', () => {
  const page = 4096;
  const kinds: Record<string, (file: string) => Promise<void>> = {
    'that is no database': (file) => writeFile(file, 'not a database '.repeat(1_000)),
    'with a torn header': (file) => overwrite(file, 0, Buffer.alloc(64)),
    'cut in the middle of a page': (file) => truncate(file, 3 * page + 100),
    'cut to its first page': (file) => truncate(file, page),
    'with noise over its tables': (file) => overwrite(file, page, randomBytes(4 * page)),
  };

  it.each(Object.keys(kinds))('%s is set aside with a warning, and a fresh one serves', async (kind) => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pilcrow.db');
    const before = await openStore({ file, log: recordingLog() });
    for (let n = 0; n < 40; n += 1) await before.turns.add(place, turn(`${n}`, 'x'.repeat(500)));
    await before.close();
    await kinds[kind]?.(file);

    const log = recordingLog();
    const store = await open(file, log);
    await store.turns.add(place, turn('after'));
    expect((await store.turns.recent(place, 'ann')).map((each) => each.id)).toEqual(['after']);
    expect(log.lines.filter((line) => line.includes('warn') && line.includes('set aside'))).toHaveLength(1);
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).not.toEqual([]);
  });

  it('is set aside once when several open it at once', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pilcrow.db');
    await writeFile(file, 'not a database '.repeat(1_000));
    const stores = await Promise.all([open(file), open(file), open(file)]);
    await Promise.all(stores.map((store, n) => store.turns.add(place, turn(`${n}`))));
    expect(await stores[0].turns.recent(place, 'ann')).toHaveLength(3);
    expect((await readdir(folder)).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
  });

  it('with a damaged write-ahead log still opens', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pilcrow.db');
    const lines = await runWriter([file, 'a', '5']);
    expect(lines).toHaveLength(5);
    await writeFile(`${file}-wal`, randomBytes(5_000));
    expect(await (await open(file)).turns.recent(place, 'ann', 10)).toHaveLength(5);
  });

  it('that was set aside goes when a person is forgotten, or when it is old', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pilcrow.db');
    let now = Date.UTC(2026, 0, 1);
    await writeFile(file, 'canary '.repeat(1_000));
    const store = await openStore({ file, log: recordingLog(), clock: () => now });
    onTestFinished(() => store.close());
    now += 1_000;
    await store.forgetOlderThan(1_000);
    expect(await findBytes(folder, 'canary')).toHaveLength(1);
    now += 1;
    await store.forgetOlderThan(1_000);
    expect(await findBytes(folder, 'canary')).toEqual([]);
  });
});

describe('forgetting', () => {
  it('leaves no byte of a person in any file, while the rest stays readable', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pilcrow.db');
    const store = await open(file);
    const other = await open(file);
    const canary = 'canary-of-ann';
    for (let n = 0; n < 200; n += 1) {
      await store.turns.add(place, { ...turn(`a${n}`, `${canary} ${'w '.repeat(n * 7)}`), person: canary });
      await store.turns.add(place, { ...turn(`b${n}`), person: 'bob' });
      await store.claims.claim({ ...place, event: `a${n}` }, { person: canary, payload: canary });
    }
    for (let n = 0; n < 100; n += 1) await store.claims.done({ ...place, event: `a${n}` });
    await store.feedback.give(place, { turn: 'b1', person: canary, verdict: 'bad', reason: canary });
    await store.settings.change({ ...place, person: canary }, { note: canary });
    await store.records.put(place, { kind: 'hint', id: canary, person: canary, data: { [canary]: canary } });
    await store.records.update(place, 'hint', canary, (data) => [data, canary]);
    await store.records.put(place, { kind: 'note', id: 'n1', person: canary, data: 'kept', keeps: true });
    await store.audit.add(place, { person: canary, subject: canary, action: 'x', details: null });
    await store.spending.reserve({ ...place, person: canary }, { micros: 1, model: 'openai:small' }, {});
    await writeFile(`${file}.damaged-2026-01-01T00-00-00-000Z-1`, canary);
    await other.turns.recent(place, 'bob');
    expect(await findBytes(folder, canary)).not.toEqual([]);

    await store.forgetPerson(place, canary);
    expect(await findBytes(folder, canary)).toEqual([]);
    expect(await other.turns.recent(place, 'bob', 500)).toHaveLength(200);
    expect(await other.records.get(place, 'note', 'n1')).toMatchObject({ person: '', data: 'kept' });
  });

  it('what somebody takes back leaves no byte either: a message with its answer, a removed record', async () => {
    const folder = await temporaryFolder();
    const store = await open(join(folder, 'pilcrow.db'));
    const key = { ...place, event: 'm1' };
    await store.claims.claim(key, { person: 'ann', payload: 'canary' });
    await store.turns.add(place, turn('m1', 'canary'));
    await store.claims.done(key);
    await store.turns.forget(place, 'm1');
    expect(await findBytes(folder, 'canary')).toEqual([]);
    for (const id of ['1', '2']) await store.records.put(place, { kind: 'relay', id, data: 'canary' });
    await store.records.remove(place, 'relay', '1');
    await store.records.update(place, 'relay', '2', () => undefined);
    expect(await findBytes(folder, 'canary')).toEqual([]);
  });

  it('by age leaves no byte of the old questions', async () => {
    const folder = await temporaryFolder();
    let now = Date.UTC(2026, 0, 1);
    const store = await openStore({ file: join(folder, 'pilcrow.db'), log: recordingLog(), clock: () => now });
    onTestFinished(() => store.close());
    for (let n = 0; n < 50; n += 1) await store.turns.add(place, turn(`${n}`, `canary ${n}`));
    await store.records.put(place, { kind: 'relay', id: '1', data: 'canary' });
    now += 1_001;
    await store.forgetOlderThan(1_000);
    expect(await findBytes(folder, 'canary')).toEqual([]);
  });
});

describe('processes', () => {
  it('lose nothing they acknowledged when they are killed in mid-writing', async () => {
    const file = join(await temporaryFolder(), 'pilcrow.db');
    const acknowledged: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const killAfter = 1 + Math.floor(Math.random() * 60);
      const both = ['x', 'y'].map((name) => runWriter([file, `${name}${round}`], killAfter));
      acknowledged.push(...(await Promise.all(both)).flat());
    }
    expect(acknowledged.length).toBeGreaterThan(15);
    const log = recordingLog();
    const store = await open(file, log);
    const kept = new Set((await store.turns.recent(place, 'ann', 100_000)).map((each) => each.id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    for (const id of acknowledged.slice(-10)) {
      expect(await store.claims.claim({ ...place, event: id }, { payload: '' })).toBe(false);
    }
    expect(log.lines).toEqual([]);
  }, 120_000);

  it('leave files that only their own user may read', async () => {
    const folder = await temporaryFolder();
    const store = await open(join(folder, 'pilcrow.db'));
    await store.turns.add(place, turn('a'));
    const modes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).mode));
    expect(modes.length).toBeGreaterThan(1);
    if (process.platform !== 'win32') expect(modes.filter((mode) => (mode & 0o077) !== 0)).toEqual([]);
  });

  it('that start at once on a new folder all write', async () => {
    const file = join(await temporaryFolder(), 'data', 'pilcrow.db');
    const written = await Promise.all(['a', 'b', 'c', 'd'].map((name) => runWriter([file, name, '10'])));
    expect(written.flat()).toHaveLength(40);
    expect(await (await open(file)).turns.recent(place, 'ann', 100)).toHaveLength(40);
  });
});

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  it('is one fault with a hint, and what was acknowledged is kept', async () => {
    const file = join(await temporaryFolder(), 'pilcrow.db');
    // No file of this process may grow beyond 1 MB.
    const writer = startWriter('bash', [
      '-c',
      'ulimit -f 1000 && exec "$0" "$@"',
      process.execPath,
      writerScript,
      file,
      'a',
    ]);
    const { code, ids, complaints } = await writer;
    expect(code).toBe(3);
    expect(complaints).toMatch(/^store-failed \| Free some space/);
    expect(ids.length).toBeGreaterThan(10);
    const kept = new Set((await (await open(file)).turns.recent(place, 'ann', 100_000)).map((each) => each.id));
    expect(ids.filter((id) => !kept.has(id))).toEqual([]);
  });
});

describe('a folder that cannot be used', () => {
  it('because it may not be written is one fault with a hint', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    const file = join(folder, 'pilcrow.db');
    await (await openStore({ file, log: recordingLog() })).close();
    await chmod(folder, 0o555);
    await chmod(file, 0o444);
    await asNobody(() => expectRefusal(openStore({ file, log: recordingLog() })));
    await asNobody(() => expectRefusal(openStore({ file: join(folder, 'new.db'), log: recordingLog() })));
    await asNobody(() => expectRefusal(openStore({ file: join(folder, 'deep', 'new.db'), log: recordingLog() })));
    await chmod(folder, 0o755);
  });

  it('because it is a file, or the file is a folder, is one fault with a hint', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'data'), '');
    await mkdir(join(folder, 'pilcrow.db'));
    await expectRefusal(openStore({ file: join(folder, 'data', 'pilcrow.db'), log: recordingLog() }));
    await expectRefusal(openStore({ file: join(folder, 'pilcrow.db'), log: recordingLog() }));
  });
});

async function expectRefusal(opening: Promise<unknown>): Promise<void> {
  await expect(opening).rejects.toMatchObject({
    name: 'PilcrowError',
    code: 'store-failed',
    hint: expect.stringContaining('DATA_DIR'),
  });
}

/** Root may write anywhere, so as root the work is done with the rights of the user `nobody`. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return await work();
  const nobody = 65_534;
  process.seteuid?.(nobody);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

async function overwrite(file: string, at: number, bytes: Buffer): Promise<void> {
  const content = await readFile(file);
  bytes.copy(content, at);
  await writeFile(file, content);
}

/** The files under `folder` that hold `text` somewhere in their bytes. */
async function findBytes(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && (await readFile(path)).includes(text)) found.push(entry.name);
  }
  return found;
}
