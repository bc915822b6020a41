import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../../src/answer/answer.js';
import { createExtractiveWriter } from '../../../src/answer/extractive.js';
import type { Answerer, Question, Writer } from '../../../src/answer/types.js';
import type { Answer, AnswerSentence, Essay } from '../../../src/essay/types.js';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import type { Retriever } from '../../../src/retrieval/types.js';
import { hashEmbedder } from '../../helpers/hash-embedder.js';
import { readingOf, textEssay } from '../../helpers/reading-of.js';
import { recordingLog } from '../../helpers/recording-log.js';

const pasture = textEssay(
  'pasture',
  [
    'The pasture of the village belongs to nobody. Each herder gains from one more cow.',
    'By the end of summer the grass is gone. It was eaten by the cows of all herders together.',
    'The village council wrote rules for the hay. Since then families count their cows in public.',
  ],
  { title: 'The Pasture', author: 'Ada Frost' },
);
const lamp = textEssay('lamp', ['The keeper lit the lamp for forty years. Ships were saved by it.'], {
  title: 'The Lamp',
});
let retriever: Retriever;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pilcrow-'));
  retriever = await openRetriever({ embedder: hashEmbedder(), folder, log: recordingLog() });
  await retriever.refresh(readingOf(pasture, lamp));
  return () => rm(folder, { recursive: true, force: true });
});

async function lastOf(answerer: Answerer, question: Question, signal?: AbortSignal): Promise<Answer> {
  let last: Answer | undefined;
  for await (const answer of answerer.answer(question, signal ? { signal } : {})) last = answer;
  if (last === undefined) throw new Error('no answer');
  return last;
}
const ask = (text: string, essays: readonly string[] = ['pasture'], more: Partial<Question> = {}) =>
  lastOf(createAnswerer({ retriever, writers: [createExtractiveWriter()] }), { text, essays, ...more });

const citing = (essay: Essay, paragraph: number, quote: string): AnswerSentence => ({
  text: 'So it is.',
  isQuotation: false,
  citations: [{ essay: essay.slug, paragraph, quote, start: 0, end: 0 }],
});
const writer = (name: Writer['name'], ...sentences: readonly AnswerSentence[]): Writer => ({
  name,
  async *write() {
    for (const sentence of sentences) yield { sentence };
  },
});

describe('an answer', () => {
  it('quotes the essay under a lead-in that says so', async () => {
    const answer = await ask('who gains from one more cow?');
    expect(answer).toMatchObject({
      kind: 'answered',
      writer: 'extractive',
      leadIn: "In the author's words:",
      essays: ['pasture'],
      language: 'en',
    });
    expect(answer.sentences.map(({ text }) => text).join(' ')).toContain('Each herder gains from one more cow.');
  });

  it('never opens with a sentence that hangs on one that is not shown', async () => {
    const { sentences } = await ask('what was eaten by the cows of all herders together?');
    for (const { text } of sentences) expect(text).not.toMatch(/^It /);
  });

  it('names the essay when several were asked, and only then', async () => {
    expect((await ask('who lit the lamp for forty years?', ['pasture', 'lamp'])).leadIn).toContain('The Lamp');
    expect((await ask('who lit the lamp for forty years?', ['lamp'])).leadIn).not.toContain('The Lamp');
  });

  it('fails with the names for essays that are not here, and never takes another', async () => {
    await expect(ask('who?', ['nowhere'])).rejects.toMatchObject({ code: 'essay-unknown' });
    await expect(ask('who?', [])).rejects.toMatchObject({ code: 'essay-unknown' });
  });

  it('says half where one of two questions is answered', async () => {
    const answer = await ask('Who gains from one more cow and what does Portsmouth say?');
    expect(answer.kind).toBe('partly');
    expect(answer.leadIn).toContain('Portsmouth');
    expect(answer.sentences.length).toBeLessThanOrEqual(3);
  });

  it('abstains with the closest paragraph, cited', async () => {
    const answer = await ask('What does he say about Portsmouth?');
    expect(answer.kind).toBe('not-in-essay');
    expect(answer.leadIn).toContain('never mentions Portsmouth');
    expect(answer.sentences).toHaveLength(1);
  });

  it('reads a short follow-up with the question before it', async () => {
    const answer = await ask('and the council?', ['pasture'], {
      history: [{ role: 'user', content: 'What rules are there for the cows?' }],
    });
    expect(answer.leadIn).toBe('Read together with your question above:');
    expect(answer.sentences.some(({ citations: [{ paragraph }] }) => paragraph === 3)).toBe(true);
  });

  it('gives title and author when asked for them', async () => {
    expect((await ask('who wrote this essay?')).leadIn).toContain('Ada Frost');
  });

  it('speaks the language that is asked for', async () => {
    expect((await ask('who gains from one more cow?', ['pasture'], { language: 'de' })).leadIn).toBe(
      'In den Worten des Autors:',
    );
  });

  it('points at what else is near, never at what it cites', async () => {
    for (const text of ['cows', 'who counts cows in public', 'the village']) {
      const { nearest, sentences } = await ask(text);
      const cited = sentences.flatMap(({ citations }) => citations.map(({ paragraph }) => paragraph));
      expect(nearest.length).toBeLessThanOrEqual(3);
      for (const { paragraph } of nearest) expect(cited).not.toContain(paragraph);
    }
  });

  it('stops when told to', async () => {
    const answerer = createAnswerer({ retriever, writers: [createExtractiveWriter()] });
    await expect(lastOf(answerer, { text: 'who?', essays: ['pasture'] }, AbortSignal.abort())).rejects.toThrow();
  });
});

describe('writers', () => {
  const written = (...writers: readonly Writer[]) =>
    lastOf(createAnswerer({ retriever, writers }), { text: 'who counts cows in public?', essays: ['pasture'] });

  it('are believed only as far as their quotes stand', async () => {
    const answer = await written(
      writer(
        'generated',
        citing(pasture, 3, 'families count their cows in public'),
        citing(pasture, 3, 'families count their sheep in secret'),
        citing(pasture, 99, 'The pasture of the village belongs to nobody'),
      ),
    );
    expect(answer.writer).toBe('generated');
    expect(answer.sentences.map(({ citations: [{ paragraph }] }) => paragraph)).toEqual([3, 1]);
  });

  it('that invent everything are followed by the next', async () => {
    const answer = await written(
      writer('generated', citing(pasture, 1, 'The moon is made of cheese')),
      createExtractiveWriter(),
    );
    expect(answer.writer).toBe('extractive');
  });

  it('that quote are cut off after three sentences and never repeat themselves', async () => {
    const answer = await written(
      writer(
        'extractive',
        ...[
          'The pasture of the village',
          'The pasture of the village',
          'Each herder gains',
          'families count their cows',
        ].map((quote) => citing(pasture, 1, quote)),
        citing(pasture, 2, 'By the end of summer'),
      ),
    );
    expect(answer.sentences).toHaveLength(3);
  });

  it('that all fail are a fault, not a made-up answer', async () => {
    await expect(written(writer('generated'))).rejects.toMatchObject({ code: 'model-failed' });
  });
});
