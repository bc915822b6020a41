import { describe, expect, it } from 'vitest';
import { type Checked, checkAnswer } from '../../../src/classroom/check.js';
import { sentences } from '../../../src/essay/sentences.js';
import type { Citation } from '../../../src/essay/types.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

const essay = fakeEssay('grazing', [
  'The village of Alder kept its meadow for three hundred years, because every family paid two pence a year, and the warden counted the cows in May.',
  'The meadow was not ruined by greed. It was ruined by a law of 1804 that took the warden away.',
  'Hay from the northern slopes fed the horses of the mill through the winter.',
]);

function sentence(n: number, part: string): Citation {
  const text = essay.paragraphs[n - 1]?.text ?? '';
  const span = sentences(text, 'en').find(({ start, end }) => text.slice(start, end).includes(part));
  if (!span) throw new Error(part);
  return { essay: essay.slug, paragraph: n, quote: text.slice(span.start, span.end), ...span };
}

function check(own: string, near: readonly Citation[] = []): Checked {
  const question = 'How did the village keep its meadow?';
  return checkAnswer(own, { essay, question, words: [sentence(1, 'warden')], near });
}

describe('an answer held against the essay', () => {
  it('has the points whose words or word families it uses, and not the others', () => {
    const { there, missing } = check('Families were paying two pence each year.');
    expect(there.map(({ quote }) => quote.quote)).toEqual(['because every family paid two pence a year']);
    expect(there[0]?.said).toContain('pence');
    expect(missing.map(({ quote }) => quote.quote)).toContain('and the warden counted the cows in May.');
  });

  it('has every point when it says them all, and none when it says nothing of the matter', () => {
    const all = check(
      'For three hundred years families paid two pence, and in May a warden counted the cows. That was Alder.',
    );
    expect(all.missing).toEqual([]);
    expect(check('I think they simply liked it.').there).toEqual([]);
  });

  it('gets no credit for the words of the question', () => {
    expect(check('The village did keep its meadow.').there).toEqual([]);
  });

  it('is told what of it the essay says the opposite of', () => {
    const { against } = check('The meadow was ruined by greed.', [sentence(2, 'greed')]);
    expect(against).toMatchObject([{ sentence: 'The meadow was ruined by greed.', quote: { paragraph: 2 } }]);
    expect(check('The meadow was not ruined by greed.', [sentence(2, 'greed')]).against).toEqual([]);
  });

  it('is told which names and numbers stand nowhere in the essay', () => {
    const { unknown } = check('In 1804 a law took the warden away, but Napoleon paid 500 francs.');
    expect(unknown).toContain('Napoleon');
    expect(unknown.join(' ')).toContain('500');
    expect(unknown.join(' ')).not.toContain('1804');
  });

  it('is told which other paragraph it comes close to', () => {
    const { elsewhere } = check('The horses of the mill had hay in winter.', [sentence(3, 'Hay')]);
    expect(elsewhere).toMatchObject([{ quote: { paragraph: 3 } }]);
  });

  it('in another language is compared by names and numbers alone, and contradicts nothing', () => {
    const checked = check('В деревне Alder каждая семья платила, и это длилось триста лет при Наполеоне.');
    expect(checked).toMatchObject({ isComparable: false, against: [], unknown: [] });
  });
});
