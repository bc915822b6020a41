import { describe, expect, it } from 'vitest';
import { aboutness, scoreParagraphs, scoreSentences, type Weights } from '../../../src/retrieval/rescorer.js';
import {
  nearestSignals,
  paragraphSignals,
  type Signals,
  sentenceSignals,
  standardise,
} from '../../../src/retrieval/signals.js';
import { fullWeights, lexicalWeights, withoutTokensWeights } from '../../../src/retrieval/weights.js';

const columns = <Name extends string>(names: readonly Name[], rows: number) =>
  Object.fromEntries(names.map((name) => [name, new Float64Array(rows)])) as Record<Name, Float64Array>;

function signals(rows: number) {
  return {
    candidates: Array.from({ length: rows }, (_, at) => at),
    paragraphs: columns(paragraphSignals, rows),
    entries: [],
    sentences: columns(sentenceSignals, rows),
    nearest: Object.fromEntries(nearestSignals.map((name) => [name, 0])) as Record<
      (typeof nearestSignals)[number],
      number
    >,
  } satisfies Signals;
}
const none: Weights = { paragraph: {}, sentence: {}, aboutness: { bias: 0 } };

describe('the re-scorer', () => {
  it('adds each signal, relative to the essay, by its weight', () => {
    const given = signals(2);
    given.paragraphs.stems.set([1, 3]);
    given.paragraphs.dense.set([0.9, 0.1]);
    const scores = scoreParagraphs(given, { ...none, paragraph: { stems: 2, dense: 0.5 } });
    expect([...scores]).toEqual([-1.5, 1.5]);
  });

  it('lets a signal without a weight weigh nothing, whatever it says', () => {
    const given = signals(3);
    given.paragraphs.stems.set([1, 2, 3]);
    const before = scoreParagraphs(given, { ...none, paragraph: { stems: 1 } });
    given.paragraphs.interaction.set([9, 0, -9]);
    expect(scoreParagraphs(given, { ...none, paragraph: { stems: 1 } })).toEqual(before);
    expect([...scoreParagraphs(given, none)]).toEqual([0, 0, 0]);
  });

  it('lets a signal that is the same everywhere weigh nothing', () => {
    const given = signals(3);
    given.paragraphs.stems.fill(7);
    expect([...scoreParagraphs(given, { ...none, paragraph: { stems: 5 } })]).toEqual([0, 0, 0]);
  });

  it('takes yes-or-no signals as they are', () => {
    const given = signals(3);
    given.sentences.offersTime.set([1, 0, 1]);
    expect([...scoreSentences(given, { ...none, sentence: { offersTime: 0.5 } })]).toEqual([0.5, 0, 0.5]);
  });

  it('gives a probability that the essay speaks of it', () => {
    const given = signals(1);
    expect(aboutness(given, none)).toBe(0.5);
    given.nearest.coverage = 1;
    expect(aboutness(given, { ...none, aboutness: { bias: -1, coverage: 3 } })).toBeCloseTo(1 / (1 + Math.exp(-2)), 10);
  });

  it('has weights without token vectors for models that give none, and without any vectors for other languages', () => {
    const vectors = /^(?:dense|bestPassage|passage|paragraphDense)$/;
    const late = /[iI]nteraction|BestPair|weakestWord/;
    const named = (weights: Weights) =>
      Object.keys({ ...weights.paragraph, ...weights.sentence, ...weights.aboutness });
    expect(named(fullWeights).some((name) => late.test(name))).toBe(true);
    expect(named(withoutTokensWeights).filter((name) => late.test(name))).toEqual([]);
    expect(named(lexicalWeights).filter((name) => late.test(name) || vectors.test(name))).toEqual([]);
  });

  it('makes values relative: mean 0, standard deviation 1', () => {
    const made = standardise(Float64Array.of(2, 4, 4, 6));
    expect(made.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10);
    expect(made.reduce((sum, value) => sum + value ** 2, 0) / 4).toBeCloseTo(1, 10);
    expect([...standardise(new Float64Array())]).toEqual([]);
  });
});
