import { describe, expect, it } from 'vitest';
import { abstainingAtBest, latencyOf, rankOf, scoresOf, showsSpan } from '../../../src/measure/score.js';
import { known, misplaced, outcome } from './outcomes.js';

describe('the rank of the right paragraph', () => {
  it('is that of the first acceptable one, and infinite for none', () => {
    const question = known({ gold: { minimal: [2], acceptable: [2, 5] } });
    expect(rankOf(outcome({ question, ranking: [7, 5, 2] }))).toBe(2);
    expect(rankOf(outcome({ question, ranking: [7, 8] }))).toBe(Number.POSITIVE_INFINITY);
  });

  it('makes hit@1, hit@3 and the mean reciprocal rank', () => {
    const scores = scoresOf([
      outcome({ ranking: [2] }),
      outcome({ ranking: [1, 2] }),
      outcome({ ranking: [1, 3, 2] }),
      outcome({ ranking: [1, 3, 4, 2] }),
      outcome({ ranking: [1] }),
    ]);
    expect(scores.hit1.value).toBe(0.2);
    expect(scores.hit3.value).toBe(0.6);
    expect(scores.reciprocalRank.value).toBeCloseTo((1 + 1 / 2 + 1 / 3 + 1 / 4 + 0) / 5);
  });

  it('is not asked for where the title page answers', () => {
    expect(scoresOf([outcome({ question: known({ metadata: true }), ranking: [] })]).hit1.count).toBe(0);
  });
});

describe('a gold span', () => {
  it('is shown whatever its case and signs, also across two sentences side by side', () => {
    expect(showsSpan(outcome({ sentences: [{ text: 'THE  Village Council', paragraphs: [2] }] }))).toBe(true);
    const halves = ['It was the village', 'council that did.'].map((text) => ({ text, paragraphs: [2] }));
    expect(showsSpan(outcome({ sentences: halves }))).toBe(true);
  });

  it('is not shown by a sentence from a wrong paragraph', () => {
    expect(showsSpan(outcome({ sentences: [{ text: 'The village council.', paragraphs: [3] }] }))).toBe(false);
  });

  it('counts in a note only where the answer stands in one', () => {
    const beside = 'Note: the village council.';
    expect(showsSpan(outcome({ sentences: [], beside }))).toBe(false);
    expect(showsSpan(outcome({ sentences: [], beside, question: known({ inNote: true }) }))).toBe(true);
  });

  it('does not count as answered when the answer is that there is none', () => {
    const scores = scoresOf([outcome({ isAbstention: true })]);
    expect([scores.spanAnswered.value, scores.spanShown.value]).toEqual([0, 1]);
  });
});

describe('citations', () => {
  it('are precise by the paragraphs cited, and complete by the paragraphs wanted', () => {
    const question = known({ gold: { minimal: [2, 4], acceptable: [2, 4, 5] } });
    const cited = [1, 2, 5].map((n) => ({ text: 'x', paragraphs: [n] }));
    const scores = scoresOf([outcome({ question, sentences: cited })]);
    expect(scores.citationPrecision.value).toBeCloseTo(2 / 3);
    expect(scores.citationRecall.value).toBe(0.5);
  });

  it('of an abstention find nothing and are not judged for precision', () => {
    const scores = scoresOf([outcome({ isAbstention: true })]);
    expect(scores.citationRecall.value).toBe(0);
    expect(scores.citationPrecision.count).toBe(0);
  });

  it('are exact by the quote', () => {
    expect(scoresOf([outcome({ citations: 4, inexactCitations: 1 })]).exactQuotes.value).toBe(0.75);
  });
});

describe('abstention', () => {
  it('is balanced over what can be answered and what cannot', () => {
    const scores = scoresOf([
      outcome(),
      outcome(),
      outcome({ isAbstention: true }),
      outcome(),
      outcome({ question: misplaced(), isAbstention: true }),
    ]);
    expect(scores.abstainedAnswerable.value).toBe(0.25);
    expect(scores.wrongEssay.value).toBe(1);
    expect(scores.wrongEssayBalanced.value).toBeCloseTo((0.75 + 1) / 2);
    expect(scores.nearMissBalanced.count).toBe(0);
  });

  it('calls "never mentions" false only where the essay answers', () => {
    const reasons = ['never-mentions Portsmouth'];
    const halves = known({ parts: [{ answerable: true }, { answerable: false }] });
    const scores = scoresOf([
      outcome({ reasons }),
      outcome({ reasons, question: halves }),
      outcome({ reasons, question: misplaced() }),
      outcome(),
    ]);
    expect(scores.neverMentions.value).toBe(0.75);
    expect(scores.neverMentionsFalse.value).toBeCloseTo(1 / 3);
  });

  it('is given to a baseline at the threshold that parts best', () => {
    const sure = [0.9, 0.8, 0.3].map((confidence) => outcome({ confidence }));
    const unsure = [0.5, 0.2].map((confidence) => outcome({ confidence, question: misplaced() }));
    const judged = abstainingAtBest([...sure, ...unsure]);
    expect(judged.map(({ isAbstention }) => isAbstention)).toEqual([false, false, true, true, true]);
    const tied = [0.5, 0.9].map((confidence) => outcome({ confidence }));
    const alike = abstainingAtBest([...tied, outcome({ confidence: 0.5, question: misplaced() })]);
    expect(alike.map(({ isAbstention }) => isAbstention)).toEqual([true, false, true]);
  });
});

describe('the outcome a teacher expects', () => {
  it('may be one of two kinds', () => {
    const question = known({ expect: 'answered-or-partly' });
    const scores = scoresOf([
      outcome({ question, kind: 'partly' }),
      outcome({ question, kind: 'not-in-essay' }),
      outcome({ question: known({ expect: 'answered' }), kind: 'partly' }),
      outcome(),
    ]);
    expect(scores.expected).toMatchObject({ count: 3 });
    expect(scores.expected.value).toBeCloseTo(1 / 3);
  });
});

describe('latency', () => {
  it('is told by the middle and by the slow end', () => {
    const outcomes = Array.from({ length: 100 }, (_, at) => outcome({ wallMs: 100 - at }));
    expect(latencyOf(outcomes)).toEqual({ p50: 51, p95: 96 });
  });
});
