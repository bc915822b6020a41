import { describe, expect, it } from 'vitest';
import { createExtractiveWriter } from '../../../src/answer/extractive.js';
import type { Verdict } from '../../../src/answer/gate.js';
import type { AnswerSentence } from '../../../src/essay/types.js';
import type { Retrieval } from '../../../src/retrieval/types.js';
import { textEssay } from '../../helpers/reading-of.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';
import { taskOf } from '../../helpers/task-of.js';

const writer = createExtractiveWriter();

async function write(
  retrieval: Retrieval,
  { verdict = { kind: 'answered' }, most = 3 }: { verdict?: Verdict; most?: number } = {},
): Promise<string[]> {
  const written: AnswerSentence[] = [];
  for await (const piece of writer.write(taskOf(retrieval, { verdict, most }), {})) {
    if ('sentence' in piece) written.push(piece.sentence);
  }
  return written.map(({ text }) => text);
}

const keeper = 'The keeper lit the lamp every evening.';
const saved = 'This saved many ships.';
const debt = 'The poor state of the harbour is not the result of the storms.';
const rather = 'Rather it comes from debt.';
const known = 'It is well-known that storms come in March.';
const essay = textEssay('lamp', [`${keeper} ${saved} Nobody paid him.`, `${debt} ${rather}`, known]);

describe('the writer that quotes', () => {
  it('gives sentences in reading order, each once', async () => {
    const found = retrievalOf(essay, [known, keeper, known, debt]);
    expect(await write(found, { most: 2 })).toEqual([keeper, known]);
  });

  it('keeps a sentence that points back together with the one before it', async () => {
    expect(await write(retrievalOf(essay, [saved]))).toEqual([`${keeper} ${saved}`]);
  });

  it('keeps a correction with the denial that it corrects', async () => {
    const texts = await write(retrievalOf(essay, [debt]));
    expect(texts.join(' ')).toBe(`${debt} ${rather}`);
  });

  it('takes an "it" that points nowhere for no pointer', async () => {
    expect(await write(retrievalOf(essay, [known]))).toEqual([known]);
  });

  it('takes a word inside a Russian sentence for no pointer at its beginning', async () => {
    const sentences = ['Смотритель зажёг лампу.', 'Город построил он один.', 'Он никому не сказал об этом.'];
    const russian = textEssay('лампа', [sentences.join(' ')], { language: 'ru' });
    expect(await write(retrievalOf(russian, [sentences[1] as string]))).toEqual([sentences[1]]);
    expect(await write(retrievalOf(russian, [sentences[2] as string]))).toEqual([`${sentences[1]} ${sentences[2]}`]);
  });

  it('shows the sentence that the gate speaks of', async () => {
    const found = retrievalOf(essay, [keeper, debt]);
    const otherwise = found.sentences[1];
    if (otherwise === undefined) throw new Error('no second sentence');
    const texts = await write(found, { verdict: { kind: 'answered', otherwise }, most: 1 });
    expect(texts).toEqual([debt]);
  });

  it('gives the beginning where nothing of a question in another language could be matched', async () => {
    const found = retrievalOf(essay, [known], { bridged: [] });
    expect(await write(found, { verdict: { kind: 'other-language' } })).toEqual([keeper]);
  });
});
