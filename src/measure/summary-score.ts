/**
 * What summaries are worth: the share of a reader's points that they make, beside two baselines held to the same words.
 * A point is made when a line is cited from one of its paragraphs and holds at least half of the stems of its keywords.
 */
import type { Essay } from '../essay/types.js';
import { words } from '../essay/words.js';
import type { EssayVectors } from '../retrieval/types.js';
import type { Summarise, SummaryLength } from '../summaries/types.js';
import { countWords } from '../summaries/word-count.js';

/** A row of `summary-points.jsonl`. */
export interface SummaryPoint {
  readonly essay: string;
  readonly point: string;
  readonly paragraphs: readonly number[];
  readonly keywords: readonly string[];
  readonly weight: number;
}

/** An essay with its vectors and the points a good reader lists. */
export interface SummarySubject {
  readonly essay: Essay;
  readonly vectors: EssayVectors;
  readonly points: readonly SummaryPoint[];
}

/** A line and the paragraph it is cited from. */
interface CitedLine {
  readonly paragraph: number;
  readonly text: string;
}

/** Shares of weighted points made, 0 to 1. */
export interface SummaryScore {
  readonly essay: string;
  readonly length: SummaryLength;
  readonly ours: number;
  readonly words: number;
  /** The first sentence of each paragraph in turn, while they fit. */
  readonly leads: number;
  /** Maximal marginal relevance over sentence vectors, while they fit. */
  readonly mmr: number;
}

const lengths: readonly SummaryLength[] = ['sentence', 'short', 'full'];
/** What no summary may pass, and what the baselines may use up. */
const mostWords: Readonly<Record<SummaryLength, number>> = { sentence: 40, short: 88, full: 220 };
/** The weight of nearness to the essay against novelty in MMR. */
const relevance = 0.7;

/** One row for each essay and length; `summarise` is passed in so that another one can be measured. */
export function scoreSummaries(subjects: readonly SummarySubject[], summarise: Summarise): readonly SummaryScore[] {
  return subjects.flatMap((subject) =>
    lengths.map((length): SummaryScore => {
      const { essay, vectors } = subject;
      const summary = summarise(essay, vectors, { length, language: 'en' });
      const lines = summary.lines.map(({ text, citations }) => ({ paragraph: citations[0].paragraph, text }));
      return {
        essay: essay.slug,
        length,
        ours: shareMade(subject, lines),
        words: summary.words,
        leads: shareMade(subject, whileTheyFit(leadsOf(subject), length)),
        mmr: shareMade(subject, whileTheyFit(mmrOf(subject), length)),
      };
    }),
  );
}

/** The weighted share of the points that `lines` make. */
export function shareMade({ essay, points }: SummarySubject, lines: readonly CitedLine[]): number {
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const told = lines.map(({ paragraph, text }) => ({ paragraph, stems: new Set(stemsOf(text, essay.language)) }));
  const made = points.filter(({ paragraphs, keywords }) => {
    const wanted = new Set(keywords.flatMap((keyword) => stemsOf(keyword, essay.language)));
    return told.some(
      ({ paragraph, stems }) =>
        paragraphs.includes(paragraph) && [...wanted].filter((stem) => stems.has(stem)).length * 2 >= wanted.size,
    );
  });
  return total === 0 ? 0 : made.reduce((sum, { weight }) => sum + weight, 0) / total;
}

function stemsOf(text: string, language: string): string[] {
  return words(text, language).flatMap((word) => (word.isStop ? [] : [word.stem]));
}

/** The lines in the order given, those left out that no longer fit; one line where one sentence is asked for. */
function whileTheyFit(lines: readonly CitedLine[], length: SummaryLength): readonly CitedLine[] {
  let left = mostWords[length];
  const fitting = lines.filter(({ text }) => {
    const count = countWords(text);
    if (count > left) return false;
    left -= count;
    return true;
  });
  return length === 'sentence' ? fitting.slice(0, 1) : fitting;
}

function sentencesOf({ essay, vectors }: SummarySubject): readonly (CitedLine & { readonly vector: Float32Array })[] {
  return vectors.sentences.map(({ paragraph, span, vector }) => ({
    paragraph,
    vector,
    text: essay.paragraphs[paragraph - 1]?.text.slice(span.start, span.end) ?? '',
  }));
}

/** First sentences in reading order, then second ones, and so on. */
function leadsOf(subject: SummarySubject): readonly CitedLine[] {
  const seen = new Map<number, number>();
  const placed = sentencesOf(subject).map((line) => {
    const place = seen.get(line.paragraph) ?? 0;
    seen.set(line.paragraph, place + 1);
    return { line, place };
  });
  return placed.sort((a, b) => a.place - b.place || a.line.paragraph - b.line.paragraph).map(({ line }) => line);
}

function mmrOf(subject: SummarySubject): readonly CitedLine[] {
  const left = [...sentencesOf(subject)];
  const middle = new Float32Array(subject.vectors.dimension);
  for (const { vector } of left)
    for (let d = 0; d < middle.length; d += 1) middle[d] = (middle[d] ?? 0) + (vector[d] ?? 0);
  const size = Math.hypot(...middle) || 1;
  const near = new Map(left.map((line) => [line, dot(line.vector, middle) / size]));
  const chosen: (typeof left)[number][] = [];
  while (left.length > 0) {
    const worth = left.map(
      (line) =>
        relevance * (near.get(line) ?? 0) -
        (1 - relevance) * Math.max(0, ...chosen.map(({ vector }) => dot(line.vector, vector))),
    );
    chosen.push(...left.splice(worth.indexOf(Math.max(...worth)), 1));
  }
  return chosen;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}
