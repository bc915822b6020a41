/** What this folder promises: a cited summary at a chosen length. */
import type { AnswerSentence, Essay, Language } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';

/** One sentence, about 80 words, about 200 words; never over 110 % of it. */
export type SummaryLength = 'sentence' | 'short' | 'full';

export interface SummaryRequest {
  readonly length: SummaryLength;
  /** Paragraph numbers, both included; the whole essay when absent. */
  readonly range?: { readonly first: number; readonly last: number };
  /** The asker's language: of the lead-in and the last line. */
  readonly language: Language;
}

export interface Summary {
  readonly essay: string;
  readonly length: SummaryLength;
  readonly writer: 'extractive' | 'generated';
  /** One plain line before the lines, e.g. `The argument in its own words (84 words):`. */
  readonly leadIn: string;
  readonly lines: readonly [AnswerSentence, ...AnswerSentence[]];
  /** Words in all lines together; for languages without word spaces, by Intl.Segmenter. */
  readonly words: number;
  /** Paragraph numbers cited, and those of the range that are not. */
  readonly restsOn: readonly number[];
  readonly leavesOut: readonly number[];
  readonly lastLine: string;
  readonly language: Language;
}

/** Turns an essay and its vectors into a summary; pure, so that the web page and every adapter get the same one. */
export type Summarise = (essay: Essay, vectors: EssayVectors, request: SummaryRequest) => Summary;
