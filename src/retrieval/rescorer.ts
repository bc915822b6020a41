/**
 * Weighs signals into scores: linear, over signals made relative to the essay, with weights that were chosen by
 * listwise softmax on public questions (`npm run train`) and stand in weights.ts with their provenance.
 */
import {
  type Columns,
  type NearestSignal,
  nearestSignals,
  type ParagraphSignal,
  paragraphSignals,
  type SentenceSignal,
  type Signals,
  sentenceSignals,
  standardise,
} from './signals.js';

/** One set of weights; a signal that is missing weighs nothing. */
export interface Weights {
  readonly paragraph: Readonly<Partial<Record<ParagraphSignal, number>>>;
  readonly sentence: Readonly<Partial<Record<SentenceSignal, number>>>;
  /** A logistic over the raw nearest signals: is this essay about what is asked? */
  readonly aboutness: { readonly bias: number } & Readonly<Partial<Record<NearestSignal, number>>>;
}

/** Signals that are 0 or 1 already and lose their meaning when standardised. */
const absolute: ReadonlySet<string> = new Set(['offersTime', 'offersReason']);

/** The columns of `signals` as rows of features, standardised; the shape that training and scoring share. */
export function features<Name extends string>(columns: Columns<Name>, names: readonly Name[]): Float64Array[] {
  return names.map((name) => (absolute.has(name) ? columns[name] : standardise(columns[name])));
}

/** A score for each candidate paragraph, in the order of `signals.candidates`. */
export function scoreParagraphs(signals: Signals, weights: Weights): Float64Array {
  return weigh(
    features(signals.paragraphs, paragraphSignals),
    paragraphSignals.map((name) => weights.paragraph[name] ?? 0),
  );
}

/** A score for each sentence, in the order of `signals.entries`. */
export function scoreSentences(signals: Signals, weights: Weights): Float64Array {
  return weigh(
    features(signals.sentences, sentenceSignals),
    sentenceSignals.map((name) => weights.sentence[name] ?? 0),
  );
}

/** The probability, 0 to 1, that the essay speaks of what is asked. */
export function aboutness(signals: Signals, weights: Weights): number {
  let sum = weights.aboutness.bias;
  for (const name of nearestSignals) sum += (weights.aboutness[name] ?? 0) * signals.nearest[name];
  return 1 / (1 + Math.exp(-sum));
}

function weigh(columns: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const scores = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, k) => {
    const weight = weights[k] ?? 0;
    if (weight === 0) return;
    for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) + weight * (column[i] ?? 0);
  });
  return scores;
}
