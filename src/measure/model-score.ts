/** What written answers are worth beside quoted ones to the same questions: counted by the program, no opinion in it. */
import type { Essay } from '../essay/types.js';
import type { Asked } from './asking.js';
import { type Estimate, estimateMean } from './interval.js';
import { factsHeld, keyFacts } from './key-facts.js';
import type { KnownQuestion } from './question-sets.js';
import { scoresOf } from './score.js';

/** One question, answered with the model and without it. */
export interface Pair {
  readonly question: KnownQuestion;
  readonly model: Asked;
  readonly keyless: Asked;
}

export const modelMeasures = {
  citationPrecision: 'cited paragraphs that are acceptable',
  citationRecall: 'paragraphs of a full answer that are cited',
  oneRight: 'at least one of these cited',
  exactQuotes: 'quotes that stand in the essay letter for letter',
  wordsFound: 'the answering words in sentences or quotes',
  factsFound: 'key numbers and names in sentences or quotes',
  expected: 'outcome as expected',
  missed: 'answerable, said to be not in the essay',
  falseAnswers: 'not answerable, answered',
  noAnswer: 'no answer at all: a fault, or taken for a command',
} as const;

export type ModelMeasure = keyof typeof modelMeasures;
export type ModelScores = Readonly<Record<ModelMeasure, Estimate>>;

/** Every measure over what one way of answering made of its questions; `essayOf` by slug. */
export function modelScoresOf(asked: readonly Asked[], essayOf: (slug: string) => Essay | undefined): ModelScores {
  const outcomes = asked.map(({ outcome }) => outcome);
  const { citationPrecision, citationRecall, spanAnswered, expected, abstainedAnswerable } = scoresOf(outcomes);
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const placed = answerable.filter(({ question }) => question.gold.minimal.length > 0 && question.metadata !== true);
  const unanswerable = outcomes.filter(({ question }) => !question.answerable);
  return {
    citationPrecision,
    citationRecall,
    oneRight: share(placed, ({ question, sentences, isAbstention }) => {
      const cited = sentences.flatMap(({ paragraphs }) => paragraphs);
      return !isAbstention && question.gold.minimal.some((n) => cited.includes(n));
    }),
    exactQuotes: share(
      asked.flatMap(({ quotes }) => quotes),
      (isThere) => isThere,
    ),
    wordsFound: spanAnswered,
    factsFound: estimateMean(placed.flatMap((outcome) => factsShare(outcome, essayOf(outcome.question.essay)))),
    expected,
    missed: abstainedAnswerable,
    falseAnswers: share(unanswerable, ({ isAbstention }) => !isAbstention),
    noAnswer: share(asked, ({ answer }) => answer === undefined),
  };
}

/** Nothing where the answer can be given without a number or a name. */
function factsShare({ question, sentences, isAbstention }: Asked['outcome'], essay: Essay | undefined): number[] {
  if (!essay || question.answers.length === 0) return [];
  const facts = question.answers.map((answer) => keyFacts(answer, essay));
  if (facts.some((each) => each.length === 0)) return [];
  if (isAbstention) return [0];
  const shown = sentences.map(({ text }) => text).join(' ');
  return [Math.max(...facts.map((each) => factsHeld(each, shown)))];
}

export interface TypeReport {
  readonly type: string;
  readonly questions: number;
  readonly answerable: number;
  readonly model: ModelScores;
  readonly keyless: ModelScores;
}

/** The same measures for each type of question. */
export function byType(pairs: readonly Pair[], essayOf: (slug: string) => Essay | undefined): TypeReport[] {
  const types = [...new Set(pairs.map(({ question }) => question.type))].sort();
  return types.map((type) => {
    const own = pairs.filter(({ question }) => question.type === type);
    return {
      type,
      questions: own.length,
      answerable: own.filter(({ question }) => question.answerable).length,
      model: modelScoresOf(
        own.map(({ model }) => model),
        essayOf,
      ),
      keyless: modelScoresOf(
        own.map(({ keyless }) => keyless),
        essayOf,
      ),
    };
  });
}

/** The share of `items` of which `is` holds. */
export function share<Item>(items: readonly Item[], is: (item: Item) => boolean): Estimate {
  return estimateMean(items.map((item) => (is(item) ? 1 : 0)));
}
