import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import { createSnapshots, snapshotName } from '../../../src/retrieval/snapshot.js';
import type { Retrieval, Retriever } from '../../../src/retrieval/types.js';
import { graphThreshold, loadHnswlib } from '../../../src/retrieval/vectors.js';
import { hashEmbedder, randomFrom, unit } from '../../helpers/hash-embedder.js';
import { readingOf, textEssay } from '../../helpers/reading-of.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { skipBecause } from '../../helpers/skip-reason.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

/** Two essays of one shape: the same number of paragraphs and of passages, so that only a name tells their files apart. */
const tides = textEssay('tides', [
  'The moon pulls the sea towards it. Twice a day the harbour fills.',
  'Sailors learned the hours of the tide by heart. Merchants paid for the almanac.',
]);
const clocks = textEssay('clocks', [
  'The church clock told the town when to rise. Nobody owned a watch.',
  'Railways needed one time for every station. Noon was no longer local.',
]);
const questions: readonly (readonly [string, string])[] = [
  ['tides', 'who paid for the almanac?'],
  ['clocks', 'what did railways need?'],
];

let pristine: Map<string, Buffer>;
let truth: (Retrieval | undefined)[];
let sound: string;

async function open(folder: string): Promise<Retriever> {
  return openRetriever({ embedder: hashEmbedder(), folder, log: recordingLog() });
}

async function answers(retriever: Retriever): Promise<(Retrieval | undefined)[]> {
  return Promise.all(questions.map(async ([slug, text]) => (await retriever.retrieve({ text, essays: [slug] }))[0]));
}

/** A copy of the index of both essays, with one file changed. */
async function damaged(file: string, change: (bytes: Buffer) => Buffer | undefined): Promise<string> {
  const folder = await temporaryFolder();
  await cp(sound, folder, { recursive: true });
  const left = change(Buffer.from(pristine.get(file) ?? []));
  if (left === undefined) await rm(join(folder, file));
  else await writeFile(join(folder, file), left);
  return folder;
}

beforeAll(async () => {
  sound = await mkdtemp(join(tmpdir(), 'pilcrow-'));
  const retriever = await open(sound);
  await retriever.refresh(readingOf(tides, clocks));
  truth = await answers(retriever);
  pristine = new Map();
  for (const entry of await readdir(sound, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    pristine.set(path.slice(sound.length + 1), await readFile(path));
  }
  return () => rm(sound, { recursive: true, force: true });
});

const flip = (at: (length: number) => number) => (bytes: Buffer) => {
  const position = at(bytes.length);
  bytes[position] = (bytes[position] ?? 0) ^ 1;
  return bytes;
};
const headerEnd = (bytes: Buffer): number => bytes.indexOf(10);
const damages: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
  'the first bit flipped': flip(() => 0),
  'a bit of its beginning flipped': flip(() => 40),
  'a bit of its middle flipped': flip((length) => length >> 1),
  'its last bit flipped': flip((length) => length - 1),
  'its first line cut off': (bytes) => bytes.subarray(headerEnd(bytes) + 1),
  'only its first line left': (bytes) => bytes.subarray(0, headerEnd(bytes) + 1),
  'half of it left': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'its last byte missing': (bytes) => bytes.subarray(0, -1),
  'a byte too many': (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
  'nothing left in it': () => Buffer.alloc(0),
  'been deleted': () => undefined,
  'a line that is no header': (bytes) => Buffer.concat([Buffer.from('null\n'), bytes.subarray(headerEnd(bytes) + 1)]),
  'other words in it': () => Buffer.from('Dear diary,\nnothing happened.\n'.repeat(50)),
  'noise in it': () => Buffer.from(Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256)),
};

describe('an index on disk', () => {
  it('is three files for two essays', () => {
    const names = [...pristine.keys()].map((name) => name.replace(/^.*[/.]/, ''));
    expect(names.sort()).toEqual(['json', 'vectors', 'vectors']);
  });

  it.each(Object.keys(damages))(
    'with %s gives no wrong answer in any file, and is whole after the next refresh',
    async (name) => {
      const change = damages[name] as (bytes: Buffer) => Buffer | undefined;
      for (const file of pristine.keys()) await expectHealed(await damaged(file, change));
    },
  );

  it('is not fooled by any single changed bit of a header', async () => {
    for (const file of pristine.keys()) {
      const bytes = pristine.get(file) as Buffer;
      const end = headerEnd(bytes);
      const step = Math.max(1, Math.floor(end / 25));
      for (let at = 0; at <= end; at += step) {
        const folder = await damaged(
          file,
          flip(() => at),
        );
        await expectNothingWrong(await open(folder));
      }
    }
  });

  it("does not take another essay's file for its own", async () => {
    const [own, other] = [tides, clocks].map((essay) => snapshotName(essay, 'hash@1'));
    const file = [...pristine.keys()].find((name) => name.includes(own ?? '')) ?? '';
    const foreign = [...pristine.keys()].find((name) => name.includes(other ?? '')) ?? '';
    await expectHealed(await damaged(file, () => pristine.get(foreign)));
  });

  it("does not take another model's file for its own", async () => {
    const elsewhere = await temporaryFolder();
    const snapshots = createSnapshots(elsewhere, 'another model', 32);
    const whole = await createSnapshots(sound, 'hash@1', 32).load(tides, snapshotName(tides, 'hash@1'));
    if (whole === undefined) throw new Error('the sound snapshot did not load');
    await snapshots.save(snapshotName(tides, 'hash@1'), whole.embeddings);
    const [saved] = (await readdir(elsewhere, { recursive: true })).filter((name) => name.endsWith('.vectors'));
    const foreign = await readFile(join(elsewhere, saved ?? ''));
    const file = [...pristine.keys()].find((name) => name.includes(snapshotName(tides, 'hash@1'))) ?? '';
    await expectHealed(await damaged(file, () => foreign));
  });

  it('is made again when its files vanish under a running program and the essay gets a new title', async () => {
    const folder = await temporaryFolder();
    const retriever = await open(folder);
    await retriever.refresh(readingOf(tides));
    await rm(folder, { recursive: true });
    await retriever.refresh(readingOf({ ...tides, title: 'Of Tides' }));
    const [found] = await retriever.retrieve({ text: 'who paid for the almanac?', essays: ['tides'] });
    expect(found?.paragraphs[0].paragraph).toBe(2);
    expect(found?.essay.title).toBe('Of Tides');
  });

  it('is made again from memory when its files vanish under a running program and nothing else changed', async () => {
    const folder = await temporaryFolder();
    const retriever = await open(folder);
    await retriever.refresh(readingOf(tides, clocks));
    expect(await answers(retriever)).toEqual(truth);
    await rm(folder, { recursive: true });
    await retriever.refresh(readingOf(tides, clocks));
    expect(await answers(await open(folder))).toEqual(truth);
  });

  it('names equal texts equally, and texts of another language or model differently', () => {
    const name = snapshotName(tides, 'a');
    expect(snapshotName({ ...tides, title: 'Other', slug: 'other' }, 'a')).toBe(name);
    expect(snapshotName(tides, 'b')).not.toBe(name);
    expect(snapshotName({ ...tides, language: 'de' }, 'a')).not.toBe(name);
    expect(snapshotName(clocks, 'a')).not.toBe(name);
  });
});

const hasNoGraph = skipBecause(loadHnswlib().hnswlib === undefined, 'graphs on disk need hnswlib-node.');

describe.skipIf(hasNoGraph)('the graph of a very long essay', () => {
  it('is kept beside its vectors and left out when it is damaged or gone', async () => {
    const dimension = 4;
    const next = randomFrom(3);
    const row = () => unit(Float32Array.from({ length: dimension }, () => next() - 0.5));
    const long = textEssay(
      'long',
      Array.from({ length: graphThreshold }, (_, at) => `Sentence number ${at} stands here alone.`),
    );
    const rows = Array.from({ length: graphThreshold }, row);
    const folder = await temporaryFolder();
    const snapshots = createSnapshots(folder, 'm', dimension);
    const name = snapshotName(long, 'm');
    await snapshots.save(name, { dimension, paragraphs: rows, passages: rows });
    const { graphFile } = (await snapshots.load(long, name)) ?? {};
    if (graphFile === undefined) throw new Error('no graph was kept');
    const bytes = await readFile(graphFile);
    await writeFile(graphFile, flip((length) => length >> 1)(bytes));
    expect(Object.keys((await snapshots.load(long, name)) ?? {})).toEqual(['embeddings']);
    await rm(graphFile);
    expect(Object.keys((await snapshots.load(long, name)) ?? {})).toEqual(['embeddings']);
  });
});

/** Every question gets the true answer, none, or the fault that says what to do. */
async function expectNothingWrong(retriever: Retriever): Promise<void> {
  for (const [at, [slug, text]] of questions.entries()) {
    try {
      const [found] = await retriever.retrieve({ text, essays: [slug] });
      if (found !== undefined) expect(found).toEqual(truth[at]);
    } catch (error) {
      expect(error).toMatchObject({ code: 'index-damaged' });
    }
  }
}

async function expectHealed(folder: string): Promise<void> {
  const retriever = await open(folder);
  await expectNothingWrong(retriever);
  await retriever.refresh(readingOf(tides, clocks));
  expect(await answers(retriever)).toEqual(truth);
  expect(await answers(await open(folder))).toEqual(truth);
}
