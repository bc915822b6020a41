import { describe, expect, it } from 'vitest';
import type { Asked } from '../../../src/measure/asking.js';
import { modelScoresOf } from '../../../src/measure/model-score.js';
import type { Outcome } from '../../../src/measure/outcome.js';
import { nothingUsed } from '../../../src/measure/use.js';
import { known, misplaced, outcome } from './outcomes.js';
import { tinySet } from './tiny-set.js';

const asked = (given: Partial<Outcome>, quotes: readonly boolean[] = [true]): Asked => ({
  outcome: outcome(given),
  quotes,
  firstMs: 1,
  use: nothingUsed,
});
const scoresOf = (...all: readonly Asked[]) =>
  modelScoresOf(all, (slug) => tinySet.essays.find((e) => e.slug === slug));

describe('what written answers are worth', () => {
  it('is nothing where an answerable question was said to be not in the essay', () => {
    const scores = scoresOf(asked({}), asked({ isAbstention: true, kind: 'not-in-essay' }));
    expect(scores.missed.value).toBe(0.5);
    expect(scores.oneRight.value).toBe(0.5);
    expect(scores.citationRecall.value).toBe(0.5);
    expect(scores.wordsFound.value).toBe(0.5);
    // What cites nothing cites nothing wrongly: precision is that of answers alone.
    expect(scores.citationPrecision).toMatchObject({ value: 1, count: 1 });
  });

  it('has one false answer for each unanswerable question that was answered', () => {
    const right = { question: misplaced(), isAbstention: true, kind: 'not-in-essay' } as const;
    expect(scoresOf(asked({ question: misplaced() }), asked(right)).falseAnswers).toMatchObject({
      value: 0.5,
      count: 2,
    });
  });

  it('counts quotes one by one, not answer by answer', () => {
    const scores = scoresOf(asked({}, [true, true, true]), asked({}, [false]));
    expect(scores.exactQuotes).toMatchObject({ value: 0.75, count: 4 });
  });

  it('asks for numbers and names only where every answer that will do has some', () => {
    const year = known({ answers: ['in 1871'] });
    const either = known({ answers: ['in 1871', 'long ago'] });
    const shows = (text: string) => [{ text, paragraphs: [2] }];
    const scores = scoresOf(
      asked({ question: year, sentences: shows('It was in 1871.') }),
      asked({ question: year, sentences: shows('It was in 1817.') }),
      asked({ question: either, sentences: shows('It was long ago.') }),
    );
    expect(scores.factsFound).toMatchObject({ value: 0.5, count: 2 });
  });

  it('says how often no answer came at all', () => {
    expect(scoresOf(asked({})).noAnswer).toMatchObject({ value: 1, count: 1 });
  });
});
