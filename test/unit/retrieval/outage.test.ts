/** What retrieval does when the embedder fails: the words decide, and nothing is made up for the vectors. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { PilcrowError } from '../../../src/base/errors.js';
import { openOpenaiEmbedder } from '../../../src/models/openai-embedder.js';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import type { Retriever } from '../../../src/retrieval/types.js';
import { startModelServer } from '../../emulators/model/model-server.js';
import { hashEmbedder } from '../../helpers/hash-embedder.js';
import { readingOf, textEssay } from '../../helpers/reading-of.js';
import { type RecordingLog, recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const commons = textEssay('commons', [
  'The pasture of the village belongs to nobody. Each herder gains from one more cow.',
  'By the end of summer the grass is gone. Nobody wanted this to happen.',
  'The village council wrote rules for the hay. Since then families count cows in public.',
]);
const others = Array.from({ length: 6 }, (_, at) =>
  textEssay(`essay-${at}`, [`Here the subject is number ${at} and nothing else at all.`]),
);
const question = 'who counts cows in public?';

async function best(retriever: Retriever, text: string, ...essays: string[]): Promise<string | undefined> {
  const [found] = await retriever.retrieve({ text, essays });
  return found && `${found.essay.slug} ${found.paragraphs[0].paragraph}`;
}

const outages = (log: RecordingLog): readonly string[] => log.lines.filter((line) => line.includes('words alone'));

describe('an embedder that fails', () => {
  it('costs the vectors and not the answer, and is told once a minute', async () => {
    const log = recordingLog();
    const embedder = hashEmbedder('plain@1', false);
    const retriever = await openRetriever({ embedder, folder: await temporaryFolder(), log });
    await retriever.refresh(readingOf(commons, ...others));
    const fault = new PilcrowError('model-failed', 'The server is away.');
    let asked = 0;
    embedder.beforeQuestion = () => {
      asked++;
      return Promise.reject(fault);
    };
    expect(await best(retriever, question, 'commons')).toBe('commons 3');
    const all = ['commons', ...others.map(({ slug }) => slug)];
    expect(await best(retriever, question, ...all)).toBe('commons 3');
    expect(asked).toBe(2);
    expect(outages(log)).toHaveLength(1);
    expect(log.lines.join()).not.toContain('counts');
  });

  it('is asked again with the next question', async () => {
    const embedder = hashEmbedder();
    const retriever = await openRetriever({ embedder, folder: await temporaryFolder(), log: recordingLog() });
    await retriever.refresh(readingOf(commons));
    embedder.beforeQuestion = () => Promise.reject(new PilcrowError('model-failed', 'Away.'));
    const [without] = await retriever.retrieve({ text: question, essays: ['commons'] });
    embedder.beforeQuestion = async () => undefined;
    const [again] = await retriever.retrieve({ text: question, essays: ['commons'] });
    expect(embedder.questions).toEqual(['who counts cows in public?']);
    expect(again?.paragraphs[0].score).not.toBe(without?.paragraphs[0].score);
  });

  it('still stops at once when the question is called off, and tells what a restart would not mend', async () => {
    const embedder = hashEmbedder();
    const retriever = await openRetriever({ embedder, folder: await temporaryFolder(), log: recordingLog() });
    await retriever.refresh(readingOf(commons));
    for (const code of ['aborted', 'model-missing', 'model-damaged'] as const) {
      embedder.beforeQuestion = () => Promise.reject(new PilcrowError(code, 'No.'));
      await expect(best(retriever, question, 'commons')).rejects.toMatchObject({ code });
    }
  });

  it('leaves names and numbers of another language to be found, as without a model for it', async () => {
    const embedder = hashEmbedder('plain@1', false);
    const retriever = await openRetriever({ embedder, folder: await temporaryFolder(), log: recordingLog() });
    const essay = textEssay('trip', ['We stayed at home for long.', 'Then we went to Japan by ship.']);
    await retriever.refresh(readingOf(essay));
    const [found] = await retriever.retrieve({ text: 'Когда они поехали в Японию?', essays: ['trip'] });
    expect(found?.bridged).toBeUndefined();
    embedder.beforeQuestion = () => Promise.reject(new PilcrowError('model-failed', 'Away.'));
    const [alone] = await retriever.retrieve({ text: 'Когда они поехали в Японию?', essays: ['trip'] });
    expect(alone?.bridged?.map(({ to }) => to)).toContain('Japan');
    expect(alone?.paragraphs[0].paragraph).toBe(2);
  });
});

describe('a hosted embedder', () => {
  it('serves questions, and its outage is bridged by words', async () => {
    const server = await startModelServer();
    onTestFinished(() => server.close());
    const { key: apiKey, baseUrl } = server;
    const embedder = await openOpenaiEmbedder({
      model: 'text-embedding-3-small',
      apiKey,
      baseUrl,
      questionMs: 200,
      restMs: 1,
      waitMs: 5,
    });
    const log = recordingLog();
    const retriever = await openRetriever({ embedder, folder: await temporaryFolder(), log });
    await retriever.refresh(readingOf(commons, ...others));
    expect(server.requests).toHaveLength(7);
    expect(await best(retriever, question, 'commons')).toBe('commons 3');
    expect(outages(log)).toEqual([]);
    server.fail('embeddings', { fault: 'hang-before-headers' });
    expect(await best(retriever, 'when is the grass gone?', 'commons')).toBe('commons 2');
    await server.close();
    expect(await best(retriever, 'who gains from one more cow?', 'commons')).toBe('commons 1');
    expect(outages(log)).toHaveLength(1);
    expect(log.lines.join()).not.toContain(apiKey);
    await server.listen();
    await expect
      .poll(async () => (await best(retriever, 'who wrote rules for the hay?', 'commons')) && server.requests.length)
      .toBeGreaterThan(8);
    await retriever.close();
  });

  it('ranks by its vectors; whether the essay speaks of it at all is decided by words', async () => {
    const [plain, other] = await Promise.all(
      [hashEmbedder('plain@1', false), hashEmbedder('plain@1', false)].map(async (embedder) => {
        const folder = await temporaryFolder();
        const retriever = await openRetriever({ embedder, folder, log: recordingLog() });
        await retriever.refresh(readingOf(commons));
        return { embedder, retriever };
      }),
    );
    if (!plain || !other) throw new Error('A retriever is missing.');
    other.embedder.beforeQuestion = () => Promise.reject(new PilcrowError('model-failed', 'Away.'));
    const query = { text: question, essays: ['commons'] };
    const [withVectors] = await plain.retriever.retrieve(query);
    const [alone] = await other.retriever.retrieve(query);
    expect(withVectors?.aboutness).toBe(alone?.aboutness);
    expect(withVectors?.paragraphs[0].score).not.toBe(alone?.paragraphs[0].score);
  });
});
