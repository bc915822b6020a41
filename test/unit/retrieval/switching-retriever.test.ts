import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PilcrowError } from '../../../src/base/errors.js';
import type { Essay } from '../../../src/essay/types.js';
import { openOpenaiEmbedder } from '../../../src/models/openai-embedder.js';
import type { Embedder } from '../../../src/models/types.js';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import { openSwitchingRetriever, type SwitchingRetriever } from '../../../src/retrieval/switching-retriever.js';
import { startModelServer } from '../../emulators/model/model-server.js';
import { type HashEmbedder, hashEmbedder } from '../../helpers/hash-embedder.js';
import { readingOf, textEssay } from '../../helpers/reading-of.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const commons = textEssay('commons', [
  'The pasture of the village belongs to nobody. Each herder gains from one more cow.',
  'By the end of summer the grass is gone. Nobody wanted this to happen.',
  'The village council wrote rules for the hay. Since then families count cows in public.',
]);
const keeper = textEssay('keeper', [
  'The keeper of the lighthouse lit the lamp for forty years. He never saw a ship come close.',
  'When the lamp became electric the keeper moved to the harbour. There he repaired clocks.',
]);

interface Model extends HashEmbedder {
  isClosed: boolean;
}

/** Embedders by setting; one that is asked for again is a new one. */
function models(away: readonly string[] = []): { made: Model[]; open: (setting: string) => Promise<Embedder> } {
  const made: Model[] = [];
  const open = async (setting: string): Promise<Embedder> => {
    if (away.includes(setting)) throw new PilcrowError('model-failed', `${setting} is away.`);
    const model = Object.assign(hashEmbedder(`hash-${setting}@1`), { isClosed: false });
    model.close = async () => {
      model.isClosed = true;
    };
    made.push(model);
    return model;
  };
  return { made, open };
}

async function openWith(
  folder: string,
  setting: string,
  openEmbedder: (setting: string) => Promise<Embedder> = models().open,
): Promise<SwitchingRetriever> {
  return await openSwitchingRetriever({ setting, openEmbedder, folder, log: recordingLog() });
}

/** A folder whose index was made with the setting `old`. */
async function folderOf(old: string, ...essays: readonly Essay[]): Promise<string> {
  const folder = await temporaryFolder();
  await (await openWith(folder, old)).refresh(readingOf(...essays));
  return folder;
}

async function best(retriever: SwitchingRetriever, text: string, essay: string): Promise<string | undefined> {
  const [found] = await retriever.retrieve({ text, essays: [essay] });
  return found && `${found.essay.slug} ${found.paragraphs[0].paragraph}`;
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('embeddings that did not change', () => {
  it('serve at once, with nothing to switch', async () => {
    const folder = await folderOf('a', commons);
    const { made, open } = models();
    const retriever = await openWith(folder, 'a', open);
    expect(retriever.switching()).toBeUndefined();
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');
    expect(await retriever.switchOver(readingOf(commons))).toMatchObject({ unchanged: ['commons'] });
    expect(made).toHaveLength(1);
  });

  it('are remembered by their setting, and nothing else is', async () => {
    const folder = await folderOf('a', commons);
    expect(JSON.parse(await readFile(join(folder, 'served.json'), 'utf8'))).toEqual({
      setting: 'a',
      id: 'hash-a@1',
      dimension: 32,
    });
  });
});

describe('changed embeddings', () => {
  it('serve when they are whole; the old index answers until then, and questions in flight finish on it', async () => {
    const folder = await folderOf('a', commons);
    const { made, open } = models();
    const retriever = await openWith(folder, 'b', open);
    const [old] = made;
    expect(retriever.switching()).toEqual({ from: 'hash-a', to: 'b' });
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');

    const [passages, question] = [deferred(), deferred()];
    const begun = deferred();
    const switching = retriever.switchOver(readingOf(commons, keeper), { onProgress: begun.resolve });
    await begun.promise;
    const [, wanted] = made;
    if (!old || !wanted) throw new Error('An embedder is missing.');
    wanted.beforePassage = () => passages.promise;
    expect(await best(retriever, 'when is the grass gone?', 'commons')).toBe('commons 2');
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBeUndefined();

    old.beforeQuestion = () => question.promise;
    const inFlight = best(retriever, 'who gains from one more cow?', 'commons');
    passages.resolve();
    await expect.poll(() => retriever.switching()).toBeUndefined();
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
    expect(wanted.questions).toContain('who repaired clocks?');
    expect(old.isClosed).toBe(false);
    question.resolve();
    expect(await inFlight).toBe('commons 1');
    await switching;
    expect(old.isClosed).toBe(true);
    expect(wanted.isClosed).toBe(false);

    const again = models();
    const restarted = await openWith(folder, 'b', again.open);
    expect(restarted.switching()).toBeUndefined();
    expect(again.made.map(({ id }) => id)).toEqual(['hash-b@1']);
    expect(await best(restarted, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
  });

  it('take up what changed in the corpus while they were made, and the old index does at once', async () => {
    const folder = await folderOf('a', commons);
    const { made, open } = models();
    const retriever = await openWith(folder, 'b', open);
    const gate = deferred();
    const begun = deferred();
    const switching = retriever.switchOver(readingOf(commons), { onProgress: begun.resolve });
    await begun.promise;
    const [, wanted] = made;
    if (!wanted) throw new Error('An embedder is missing.');
    wanted.beforePassage = () => gate.promise;
    await retriever.refresh(readingOf(commons, keeper));
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
    expect(retriever.switching()).toBeDefined();
    gate.resolve();
    await switching;
    expect(retriever.essays().map(({ slug }) => slug)).toEqual(['commons', 'keeper']);
    expect(wanted.passages).toHaveLength(5);
    expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
  });

  it('report the essays that were edited since the old index was made', async () => {
    const folder = await folderOf('a', commons);
    const retriever = await openWith(folder, 'b');
    const edited = textEssay('commons', ['A stranger brought goats.', ...commons.paragraphs.map(({ text }) => text)]);
    const report = await retriever.switchOver(readingOf(edited));
    expect(report.changed).toMatchObject([{ before: { hash: commons.hash }, after: { hash: edited.hash } }]);
  });

  it('that cannot be had leave the old index serving, in this run and after a restart', async () => {
    const folder = await folderOf('a', commons);
    const away = models(['b']);
    for (let run = 0; run < 2; run++) {
      const retriever = await openWith(folder, 'b', away.open);
      await expect(retriever.switchOver(readingOf(commons))).rejects.toMatchObject({ code: 'model-failed' });
      expect(retriever.switching()).toEqual({ from: 'hash-a', to: 'b' });
      expect(await retriever.refresh(readingOf(commons, keeper))).toMatchObject({ removed: [] });
      expect(await best(retriever, 'who repaired clocks?', 'keeper')).toBe('keeper 2');
    }
    await expect(openWith(await temporaryFolder(), 'b', away.open)).rejects.toMatchObject({ code: 'model-failed' });
  });

  it('are made whole after a stop in the middle, without embedding again what was done', async () => {
    const folder = await folderOf('a', commons, keeper);
    const stop = new AbortController();
    const stopped = await openWith(folder, 'b');
    const onProgress = (done: number): void => {
      if (done === 4) stop.abort();
    };
    const { signal } = stop;
    await expect(stopped.switchOver(readingOf(commons, keeper), { signal, onProgress })).rejects.toThrow();
    const { made, open } = models();
    const retriever = await openWith(folder, 'b', open);
    expect(retriever.switching()).toBeDefined();
    await retriever.switchOver(readingOf(commons, keeper));
    expect(made.find(({ id }) => id === 'hash-b@1')?.passages).toEqual(keeper.paragraphs.map(({ text }) => text));
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');
  });
});

describe('an index without a memory of its setting', () => {
  it('serves on when it was made with the usual model, by an earlier version', async () => {
    const folder = await temporaryFolder();
    const log = recordingLog();
    await (await openRetriever({ embedder: hashEmbedder('hash-@1'), folder, log })).refresh(readingOf(commons));
    const retriever = await openWith(folder, 'b');
    expect(retriever.switching()).toEqual({ from: 'hash-', to: 'hash-b' });
    expect(await best(retriever, 'who counts cows in public?', 'commons')).toBe('commons 3');
  });

  it('is nothing to switch from when there is none, or when the wanted one is there', async () => {
    const folder = await temporaryFolder();
    expect((await openWith(folder, 'b')).switching()).toBeUndefined();
    const log = recordingLog();
    for (const id of ['hash-@1', 'hash-b@1'])
      await (await openRetriever({ embedder: hashEmbedder(id), folder, log })).refresh(readingOf(commons));
    await writeFile(join(folder, 'served.json'), 'half a');
    expect((await openWith(folder, 'b')).switching()).toBeUndefined();
  });

  it('is not served by an embedder that is another one by now', async () => {
    const folder = await folderOf('a', commons);
    const other = async (): Promise<Embedder> => hashEmbedder('hash-a@2');
    const retriever = await openWith(folder, 'b', other);
    expect(retriever.switching()).toBeUndefined();
    expect(retriever.essays()).toEqual([]);
  });
});

describe('from a local model to a hosted one', () => {
  it('no question goes without an answer, and no key is written down', async () => {
    const server = await startModelServer();
    onTestFinished(() => server.close());
    const { key: apiKey, baseUrl } = server;
    const folder = await folderOf('a', commons);
    const local = models();
    const openEmbedder = async (setting: string): Promise<Embedder> =>
      setting === 'a' ? local.open(setting) : openOpenaiEmbedder({ model: setting, apiKey, baseUrl, waitMs: 100 });
    const retriever = await openWith(folder, 'text-embedding-3-small', openEmbedder);
    server.fail('embeddings', { fault: 'status', status: 503 });
    let isDone = false;
    const switching = retriever.switchOver(readingOf(commons)).finally(() => {
      isDone = true;
    });
    const answers: (string | undefined)[] = [];
    while (!isDone) {
      answers.push(await best(retriever, 'who counts cows in public?', 'commons'));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await switching;
    answers.push(await best(retriever, 'who counts cows in public?', 'commons'));
    expect(answers.length).toBeGreaterThan(3);
    expect(new Set(answers)).toEqual(new Set(['commons 3']));
    expect(local.made[0]?.isClosed).toBe(true);
    expect(server.requests.at(-1)?.body).toMatchObject({ input: ['who counts cows in public?'] });
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect(await readFile(join(entry.parentPath, entry.name), 'latin1')).not.toContain(apiKey);
    }
    await retriever.close();
  });
});
