import { cp, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Essay } from '../../../src/essay/types.js';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import type { Retriever } from '../../../src/retrieval/types.js';
import { type HashEmbedder, hashEmbedder } from '../../helpers/hash-embedder.js';
import { readingOf, textEssay } from '../../helpers/reading-of.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const pasture = [
  'The pasture of the village belongs to nobody. Each herder gains from one more cow.',
  'By the end of summer the grass is gone. Nobody wanted this to happen.',
  'The village council wrote rules for the hay. Since then families count cows in public.',
];
const lighthouse = [
  'The keeper of the lighthouse lit the lamp for forty years. He never saw a ship come close.',
  'When the lamp became electric the keeper moved to the harbour. There he repaired clocks.',
];
const commons = textEssay('commons', pasture);
const keeper = textEssay('keeper', lighthouse);

async function open(folder: string, embedder: HashEmbedder = hashEmbedder()): Promise<Retriever> {
  return openRetriever({ embedder, folder, log: recordingLog() });
}

async function best(retriever: Retriever, text: string, ...essays: string[]): Promise<string | undefined> {
  const [found] = await retriever.retrieve({ text, essays });
  return found && `${found.essay.slug} ${found.paragraphs[0].paragraph}`;
}

describe('refreshing', () => {
  it('embeds each paragraph once, and nothing again when nothing changed', async () => {
    const folder = await temporaryFolder();
    const embedder = hashEmbedder();
    const retriever = await open(folder, embedder);
    expect(await retriever.refresh(readingOf(commons, keeper))).toEqual({
      indexed: ['commons', 'keeper'],
      unchanged: [],
      removed: [],
      changed: [],
    });
    expect(embedder.passages).toEqual([...pasture, ...lighthouse]);
    expect(await retriever.refresh(readingOf(commons, keeper))).toMatchObject({ unchanged: ['commons', 'keeper'] });
    expect(embedder.passages).toHaveLength(5);
  });

  it('embeds nothing after a restart over an unchanged corpus', async () => {
    const folder = await temporaryFolder();
    await (await open(folder)).refresh(readingOf(commons));
    const embedder = hashEmbedder();
    const again = await open(folder, embedder);
    expect(await best(again, 'who counts cows in public?', 'commons')).toBe('commons 3');
    expect(await again.refresh(readingOf(structuredClone(commons)))).toMatchObject({ unchanged: ['commons'] });
    expect(embedder.passages).toEqual([]);
  });

  it('embeds only the paragraphs that are new when an essay is edited, moved or joined by another', async () => {
    const folder = await temporaryFolder();
    const embedder = hashEmbedder();
    const retriever = await open(folder, embedder);
    await retriever.refresh(readingOf(commons));
    const added = 'A stranger brought goats to the hill. They eat what cows leave.';
    const edited = textEssay('commons', [added, ...pasture]);
    const report = await retriever.refresh(readingOf(edited));
    expect(embedder.passages.slice(3)).toEqual([added]);
    expect(report).toMatchObject({ indexed: ['commons'], changed: [{ before: commons, after: edited }] });
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 4');
    expect(await best(retriever, 'who brought goats to the hill?', 'commons')).toBe('commons 1');
    const renamed = textEssay('the-commons', [...pasture].reverse());
    expect(await retriever.refresh(readingOf(renamed))).toMatchObject({
      indexed: ['the-commons'],
      removed: ['commons'],
    });
    expect(embedder.passages).toHaveLength(4);
    expect(await best(retriever, 'who counts cows in public?', 'the-commons')).toBe('the-commons 1');
  });

  it('embeds passages one by one for a model without token vectors, and answers the same way', async () => {
    const folder = await temporaryFolder();
    const retriever = await open(folder, hashEmbedder('plain@1', false));
    await retriever.refresh(readingOf(commons, keeper));
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');
    expect(await best(await open(folder, hashEmbedder('plain@1', false)), 'who repaired clocks?', 'keeper')).toBe(
      'keeper 2',
    );
  });

  it('tells its progress over all essays that changed', async () => {
    const told: string[] = [];
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(commons, keeper), {
      onProgress: (done, total, { slug }) => told.push(`${slug} ${done}/${total}`),
    });
    expect(told).toEqual([
      'commons 0/5',
      'commons 1/5',
      'commons 2/5',
      'commons 3/5',
      'keeper 3/5',
      'keeper 4/5',
      'keeper 5/5',
    ]);
  });

  it('takes a changed title or note without embedding anything', async () => {
    const embedder = hashEmbedder();
    const retriever = await open(await temporaryFolder(), embedder);
    await retriever.refresh(readingOf(commons));
    await retriever.refresh(readingOf({ ...commons, title: 'Another title' }));
    expect(retriever.essay('commons')?.title).toBe('Another title');
    expect((await retriever.retrieve({ text: 'who counts cows?', essays: ['commons'] }))[0]?.essay.title).toBe(
      'Another title',
    );
    expect(embedder.passages).toHaveLength(3);
  });

  it('leaves the old index whole when it is stopped or the embedder fails', async () => {
    const folder = await temporaryFolder();
    const embedder = hashEmbedder();
    const retriever = await open(folder, embedder);
    await retriever.refresh(readingOf(commons));
    const stop = new AbortController();
    await expect(
      retriever.refresh(readingOf(commons, keeper), {
        signal: stop.signal,
        onProgress: (done) => done === 1 && stop.abort(),
      }),
    ).rejects.toThrow();
    embedder.beforePassage = () => Promise.reject(new Error('no memory'));
    await expect(retriever.refresh(readingOf(keeper))).rejects.toThrow('no memory');
    for (const serving of [retriever, await open(folder)]) {
      expect(serving.essays().map(({ slug }) => slug)).toEqual(['commons']);
      expect(await best(serving, 'who counts cows in public?', 'commons')).toBe('commons 3');
    }
  });
});

describe('the swap', () => {
  it('serves the old essays until the refresh is done, then the new ones', async () => {
    const embedder = hashEmbedder();
    const retriever = await open(await temporaryFolder(), embedder);
    await retriever.refresh(readingOf(commons));
    const gate = deferred();
    embedder.beforePassage = () => gate.promise;
    const refreshing = retriever.refresh(readingOf(keeper));
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBeUndefined();
    gate.resolve();
    await refreshing;
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBeUndefined();
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
  });

  it('lets a question in flight finish on the essay it began with', async () => {
    const embedder = hashEmbedder();
    const retriever = await open(await temporaryFolder(), embedder);
    await retriever.refresh(readingOf(commons));
    const gate = deferred();
    embedder.beforeQuestion = () => gate.promise;
    const asked = retriever.retrieve({ text: 'who counts cows in public?', essays: ['commons'] });
    const edited = textEssay('commons', ['Nothing is left here of cows or hay.', 'And nobody counts in public now.']);
    await retriever.refresh(readingOf(edited));
    gate.resolve();
    const [found] = await asked;
    expect(found?.essay.paragraphs).toHaveLength(3);
    expect(found?.paragraphs[0].paragraph).toBe(3);
  });

  it('keeps the files of an essay that left the shelf for a process that still serves it', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    await first.refresh(readingOf(commons));
    const other = await open(folder);
    await eachFile(folder, (path) => utimes(path, new Date(0), new Date(0)));
    await first.refresh(readingOf(keeper));
    expect(await best(other, 'who counts cows in public?', 'commons')).toBe('commons 3');
    await eachFile(folder, (path) => utimes(path, new Date(0), new Date(0)));
    await first.refresh(readingOf(keeper));
    expect(await filesIn(folder)).toHaveLength(2);
  });

  it('clears away what a killed writer left', async () => {
    const folder = await temporaryFolder();
    const retriever = await open(folder);
    await retriever.refresh(readingOf(commons));
    for (const path of await filesIn(folder)) await cp(path, `${path}.4711.abcd.tmp`);
    await eachFile(folder, (path) => utimes(path, new Date(0), new Date(0)));
    await retriever.refresh(readingOf(commons));
    expect((await filesIn(folder)).filter((path) => path.endsWith('.tmp'))).toEqual([]);
    expect(await best(await open(folder), 'who counts cows in public?', 'commons')).toBe('commons 3');
  });
});

describe('two models', () => {
  it('never mix their vectors', async () => {
    const folder = await temporaryFolder();
    await (await open(folder, hashEmbedder('hash@1'))).refresh(readingOf(commons));
    const embedder = hashEmbedder('hash@2');
    const other = await open(folder, embedder);
    expect(other.essays()).toEqual([]);
    await other.refresh(readingOf(commons));
    expect(embedder.passages).toEqual(pasture);
    expect(await best(await open(folder, hashEmbedder('hash@1')), 'who counts cows?', 'commons')).toBe('commons 3');
  });
});

describe('finding an essay by name', () => {
  const essays: readonly Essay[] = [
    textEssay('commons', pasture, { file: 'The Commons.md' }),
    textEssay('reading', pasture, { file: 'week-01/reading.md', collection: 'week-01' }),
    textEssay('week-02-reading', lighthouse, { file: 'week-02/reading.md', collection: 'week-02' }),
    textEssay('летопись', lighthouse, { file: 'Летопись.txt' }),
  ];

  it.each([
    ['commons', 'commons'],
    ['COMMONS', 'commons'],
    [' commons ', 'commons'],
    ['The Commons.md', 'commons'],
    ['the commons', 'commons'],
    ['The Commons.txt', undefined],
    ['common', undefined],
    ['', undefined],
    ['week-01/reading.md', 'reading'],
    ['week-02/reading', 'week-02-reading'],
    ['week-02/READING.MD', 'week-02-reading'],
    ['reading.md', 'reading'],
    ['летопись.TXT', 'летопись'],
    ['Летопись', 'летопись'],
    ['__proto__', undefined],
  ])('%j gives %s', async (name, slug) => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(...essays));
    expect(retriever.essay(name)?.slug).toBe(slug);
  });

  it('keeps essays of one file name in two collections apart', async () => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(...essays));
    expect(await best(retriever, 'who counts cows in public?', 'week-01/reading')).toBe('reading 3');
    expect(await best(retriever, 'who repaired clocks?', 'week-02/reading')).toBe('week-02-reading 2');
    expect(retriever.paragraph('week-02-reading', 2)?.text).toBe(lighthouse[1]);
    expect(retriever.paragraph('week-02-reading', 3)).toBeUndefined();
  });

  it('keeps copies of one text apart when they are asked at the same time', async () => {
    const retriever = await open(await temporaryFolder());
    const copies = ['a', 'b', 'c'].map((slug) => textEssay(slug, pasture));
    await retriever.refresh(readingOf(...copies));
    const found = await Promise.all(['a', 'b', 'c'].map((slug) => best(retriever, 'who counts cows?', slug)));
    expect(found).toEqual(['a 3', 'b 3', 'c 3']);
  });
});

describe('retrieving', () => {
  it('puts the essay that speaks of it first, and leaves out what is not here', async () => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(commons, keeper));
    expect(await best(retriever, 'when did the lamp become electric?', 'commons', 'nowhere', 'keeper')).toBe(
      'keeper 2',
    );
    expect(await retriever.retrieve({ text: 'what?', essays: ['nowhere'] })).toEqual([]);
    expect(await retriever.retrieve({ text: 'what?', essays: [] })).toEqual([]);
  });

  it('searches the most promising four of many essays in full', async () => {
    const retriever = await open(await temporaryFolder());
    const many = Array.from({ length: 9 }, (_, at) =>
      textEssay(`essay-${at}`, [`Here the subject is number ${at} and nothing else at all.`]),
    );
    await retriever.refresh(readingOf(...many, keeper));
    const found = await retriever.retrieve({
      text: 'when did the lamp become electric?',
      essays: [...many.map(({ slug }) => slug), 'keeper'],
    });
    expect(found).toHaveLength(4);
    expect(found[0]?.essay.slug).toBe('keeper');
  });

  it('ranks sentences by their exact places in their paragraphs', async () => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(commons));
    const [found] = await retriever.retrieve({ text: 'who gains from one more cow?', essays: ['commons'] });
    const [sentence] = found?.sentences ?? [];
    expect(pasture[(sentence?.paragraph ?? 0) - 1]?.slice(sentence?.start, sentence?.end)).toBe(
      'Each herder gains from one more cow.',
    );
    expect(found?.sentences).toHaveLength(6);
    expect(found?.aboutness).toBeGreaterThan(0.5);
  });

  it('gives the vectors of every paragraph and sentence', async () => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(commons));
    const vectors = await retriever.vectors('commons');
    expect(vectors?.paragraphs).toHaveLength(3);
    expect(vectors?.sentences.map(({ paragraph }) => paragraph)).toEqual([1, 1, 2, 2, 3, 3]);
    expect(await retriever.vectors('nowhere')).toBeUndefined();
  });

  it('stops when told to', async () => {
    const retriever = await open(await temporaryFolder());
    await retriever.refresh(readingOf(commons));
    const signal = AbortSignal.abort();
    await expect(retriever.retrieve({ text: 'who?', essays: ['commons'] }, { signal })).rejects.toThrow();
  });

  it('says what to do when the index of the one essay asked is gone, and answers from the others', async () => {
    const folder = await temporaryFolder();
    const log = recordingLog();
    await (await open(folder)).refresh(readingOf(commons, keeper));
    const retriever = await openRetriever({ embedder: hashEmbedder(), folder, log });
    await best(retriever, 'who repaired clocks?', 'keeper');
    await eachFile(folder, (path) => (path.endsWith('.vectors') ? rm(path) : Promise.resolve()));
    await expect(best(retriever, 'who counts cows?', 'commons')).rejects.toMatchObject({ code: 'index-damaged' });
    expect(await best(retriever, 'who counts cows?', 'commons', 'keeper')).toMatch(/^keeper/);
    expect(log.lines.join()).toContain('"essay":"commons"');
  });
});

describe('a query that is kept here', () => {
  it('is found by its words where the embedder sends texts away, and by vectors where it does not', async () => {
    const asked = { text: 'who counts cows in public?', essays: ['commons'], isKeptHere: true } as const;
    for (const [embedder, count] of [
      [{ ...hashEmbedder(), sendsTexts: true } as const, 0],
      [hashEmbedder(), 1],
    ] as const) {
      const retriever = await open(await temporaryFolder(), embedder);
      await retriever.refresh(readingOf(commons));
      const [found] = await retriever.retrieve(asked);
      expect(found?.paragraphs[0].paragraph).toBe(3);
      expect(embedder.questions).toHaveLength(count);
      await retriever.retrieve({ ...asked, isKeptHere: false });
      expect(embedder.questions.length).toBeGreaterThan(count);
    }
  });
});

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function eachFile(folder: string, act: (path: string) => Promise<void>): Promise<void> {
  for (const path of await filesIn(folder)) await act(path);
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
