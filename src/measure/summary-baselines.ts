/**
 * What a summary is compared with: sentences taken whole, in an order any program could choose, while they fit.
 */
import type { Essay, Span } from '../essay/types.js';
import type { EssayVectors, RankedSentence } from '../retrieval/types.js';
import type { SummaryLength } from '../summaries/types.js';
import { countWords } from '../summaries/word-count.js';

/** A line with what it cites: the pieces of the paragraphs that it shows. */
export interface CitedLine {
  readonly text: string;
  readonly shown: readonly (Span & { readonly paragraph: number })[];
}

/** What no summary may pass, and what the baselines may use up, in words. */
export const mostWords: Readonly<Record<SummaryLength, number>> = { sentence: 40, short: 88, full: 220 };
/** The weight of nearness to the whole against novelty in MMR. */
const relevance = 0.7;

type Sentence = EssayVectors['sentences'][number];

/** The lines in the order given, those left out that no longer fit; one line where one sentence is asked for. */
export function whileTheyFit(lines: readonly CitedLine[], length: SummaryLength): readonly CitedLine[] {
  let left = mostWords[length];
  const fitting = lines.filter(({ text }) => {
    const count = countWords(text);
    if (count > left) return false;
    left -= count;
    return true;
  });
  return length === 'sentence' ? fitting.slice(0, 1) : fitting;
}

/** First sentences of paragraphs in reading order, then second ones, and so on. */
export function leadLines(essay: Essay, sentences: readonly Sentence[]): readonly CitedLine[] {
  const seen = new Map<number, number>();
  const placed = sentences.map((sentence) => {
    const place = seen.get(sentence.paragraph) ?? 0;
    seen.set(sentence.paragraph, place + 1);
    return { sentence, place };
  });
  placed.sort((a, b) => a.place - b.place || a.sentence.paragraph - b.sentence.paragraph);
  return placed.map(({ sentence }) => lineOf(essay, sentence));
}

/** Maximal marginal relevance over sentence vectors, near to the middle of them all. */
export function mmrLines(essay: Essay, sentences: readonly Sentence[]): readonly CitedLine[] {
  const left = [...sentences];
  const middle = new Float32Array(left[0]?.vector.length ?? 0);
  for (const { vector } of left)
    for (let d = 0; d < middle.length; d += 1) middle[d] = (middle[d] ?? 0) + (vector[d] ?? 0);
  const size = Math.hypot(...middle) || 1;
  const near = new Map(left.map((line) => [line, dot(line.vector, middle) / size]));
  const chosen: Sentence[] = [];
  while (left.length > 0) {
    const worth = left.map(
      (line) =>
        relevance * (near.get(line) ?? 0) -
        (1 - relevance) * Math.max(0, ...chosen.map(({ vector }) => dot(line.vector, vector))),
    );
    chosen.push(...left.splice(worth.indexOf(Math.max(...worth)), 1));
  }
  return chosen.map((sentence) => lineOf(essay, sentence));
}

/** The sentences that were found for a theme, best first. */
export function foundLines(essay: Essay, found: readonly RankedSentence[]): readonly CitedLine[] {
  return found.map(({ paragraph, start, end }) => lineOf(essay, { paragraph, span: { start, end } }));
}

function lineOf(essay: Essay, { paragraph, span }: Pick<Sentence, 'paragraph' | 'span'>): CitedLine {
  const text = essay.paragraphs[paragraph - 1]?.text.slice(span.start, span.end) ?? '';
  return { text, shown: [{ ...span, paragraph }] };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
