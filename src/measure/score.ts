/** What outcomes are worth: pure measures, each an estimate over the questions that it can be taken on. */
import { fold } from '../essay/words.js';
import { bootstrap, type Estimate, estimateMean, mean, quantile } from './interval.js';
import type { Outcome } from './outcome.js';
import type { KnownQuestion } from './question-sets.js';

export const measures = {
  hit1: 'hit@1',
  hit3: 'hit@3',
  reciprocalRank: 'MRR',
  spanAnswered: 'gold span in the answer (<= 3 sentences)',
  spanShown: 'gold span shown, abstentions included',
  citationPrecision: 'citation precision (paragraphs)',
  citationRecall: 'citation recall (paragraphs)',
  abstainedAnswerable: 'answerable, abstained on',
  wrongEssay: 'wrong essay, abstained on',
  wrongEssayBalanced: 'wrong essay, balanced accuracy',
  nearMiss: 'near-miss, abstained on',
  nearMissBalanced: 'near-miss, balanced accuracy',
  absent: 'absent, abstained on',
  neverMentions: '"never mentions" said',
  neverMentionsFalse: '"never mentions" said falsely (of those)',
  exactQuotes: 'quotes exact',
  expected: 'outcome as expected',
} as const;

export type Measure = keyof typeof measures;
export type Scores = Readonly<Record<Measure, Estimate>>;

/** Every measure over `outcomes`; count 0 where there is no question to take it on. */
export function scoresOf(outcomes: readonly Outcome[]): Scores {
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const placed = answerable.filter(({ question }) => isPlaced(question));
  const spanned = placed.filter(({ question }) => question.answers.length > 0);
  const wrong = outcomes.filter(({ question }) => isWrongEssay(question));
  const near = outcomes.filter(({ question }) => isNearMiss(question));
  const absent = outcomes.filter(({ question }) => question.type === 'absent');
  const never = outcomes.filter(saysNeverMentions);
  const cited = outcomes.filter(({ citations }) => citations > 0);
  const expecting = outcomes.filter(({ question, kind }) => question.expect !== undefined && kind !== undefined);
  const share = (list: readonly Outcome[], is: (outcome: Outcome) => boolean) =>
    estimateMean(list.map((o) => (is(o) ? 1 : 0)));
  return {
    hit1: share(placed, (o) => rankOf(o) <= 1),
    hit3: share(placed, (o) => rankOf(o) <= 3),
    reciprocalRank: estimateMean(placed.map((o) => 1 / rankOf(o))),
    spanAnswered: share(spanned, (o) => !o.isAbstention && showsSpan(o)),
    spanShown: share(spanned, showsSpan),
    citationPrecision: estimateMean(placed.filter((o) => !o.isAbstention && o.sentences.length > 0).map(precisionOf)),
    citationRecall: estimateMean(placed.map((o) => (o.isAbstention ? 0 : recallOf(o)))),
    abstainedAnswerable: share(answerable, (o) => o.isAbstention),
    wrongEssay: share(wrong, (o) => o.isAbstention),
    wrongEssayBalanced: balanced(answerable, wrong),
    nearMiss: share(near, (o) => o.isAbstention),
    nearMissBalanced: balanced(answerable, near),
    absent: share(absent, (o) => o.isAbstention),
    neverMentions: share(outcomes, saysNeverMentions),
    neverMentionsFalse: share(never, ({ question }) => question.answerable && !hasAbsentPart(question)),
    exactQuotes: estimateMean(cited.map((o) => 1 - o.inexactCitations / o.citations)),
    expected: share(expecting, isAsExpected),
  };
}

/** Retrieval is measured where a paragraph is right: not on questions that the title page answers. */
function isPlaced(question: KnownQuestion): boolean {
  return question.gold.acceptable.length > 0 && question.metadata !== true;
}

export function isWrongEssay({ type }: KnownQuestion): boolean {
  return type === 'other-essay' || type === 'squad-other-essay';
}

export function isNearMiss({ type }: KnownQuestion): boolean {
  return type === 'near-miss' || type === 'squad-unanswerable';
}

function hasAbsentPart({ parts = [] }: KnownQuestion): boolean {
  return parts.some(({ answerable }) => !answerable);
}

function saysNeverMentions({ reasons }: Outcome): boolean {
  return reasons.some((reason) => reason.startsWith('never-mentions'));
}

/** The rank of the first acceptable paragraph, from 1; infinite when it is not among the ranked. */
export function rankOf({ ranking, question }: Outcome): number {
  const at = ranking.findIndex((paragraph) => question.gold.acceptable.includes(paragraph));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

/** Whether one of the answers stands in a sentence from an acceptable paragraph, or in a note that is shown with it. */
export function showsSpan({ sentences, beside, question }: Outcome): boolean {
  const rightly = sentences.filter(({ paragraphs }) => paragraphs.some((n) => question.gold.acceptable.includes(n)));
  // Sentences shown side by side may hold a span together.
  const shown = [...rightly.map(({ text }) => shadow(text)), shadow(rightly.map(({ text }) => text).join(' '))];
  if (question.inNote === true) shown.push(shadow(beside));
  return question.answers.some((answer) => shown.some((text) => text.includes(shadow(answer))));
}

function shadow(text: string): string {
  return fold(text).replace(/\s+/g, ' ').trim();
}

function citedBy({ sentences }: Outcome): number[] {
  return [...new Set(sentences.flatMap(({ paragraphs }) => paragraphs))];
}

function precisionOf(outcome: Outcome): number {
  return mean(citedBy(outcome).map((n) => (outcome.question.gold.acceptable.includes(n) ? 1 : 0)));
}

function recallOf(outcome: Outcome): number {
  const cited = citedBy(outcome);
  return mean(outcome.question.gold.minimal.map((n) => (cited.includes(n) ? 1 : 0)));
}

/** The mean of answering what can be answered and abstaining from what cannot. */
function balanced(answerable: readonly Outcome[], unanswerable: readonly Outcome[]): Estimate {
  const right = answerable.map((o) => (o.isAbstention ? 0 : 1));
  const refused = unanswerable.map((o) => (o.isAbstention ? 1 : 0));
  if (right.length === 0 || refused.length === 0)
    return { value: Number.NaN, low: Number.NaN, high: Number.NaN, count: 0 };
  return bootstrap([right, refused], ([a = [], b = []]) => (mean(a) + mean(b)) / 2);
}

/** Whether the kind of answer is the one a sceptical teacher expects. */
export function isAsExpected({ question, kind }: Outcome): boolean {
  if (question.expect === 'answered-or-partly') return kind === 'answered' || kind === 'partly';
  return kind === question.expect;
}

/**
 * The outcomes of a system that never abstains, as if it did below a confidence; the one that parts these very
 * questions best from those asked of the wrong essay. Generous: a real user cannot know it.
 */
export function abstainingAtBest(outcomes: readonly Outcome[]): Outcome[] {
  const sure = outcomes.filter(({ question }) => question.answerable).map(({ confidence }) => confidence);
  const unsure = outcomes.filter(({ question }) => isWrongEssay(question)).map(({ confidence }) => confidence);
  if (sure.length === 0 || unsure.length === 0) return [...outcomes];
  let best = Number.NEGATIVE_INFINITY;
  let most = 0;
  for (const threshold of [...sure, ...unsure]) {
    const worth =
      mean(sure.map((value) => (value >= threshold ? 1 : 0))) +
      mean(unsure.map((value) => (value < threshold ? 1 : 0)));
    if (worth > most) [best, most] = [threshold, worth];
  }
  return outcomes.map((outcome) => ({ ...outcome, isAbstention: outcome.confidence < best }));
}

/** Wall time of an answer, in milliseconds. */
export function latencyOf(outcomes: readonly Outcome[]): { readonly p50: number; readonly p95: number } {
  const times = outcomes.map(({ wallMs }) => wallMs);
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
