/** What this folder promises: a cited summary at a chosen length, of an essay, a part of it, a theme in it, or a thread set against it. */
import type { Asker } from '../answer/types.js';
import type { AnswerSentence, Essay, Language } from '../essay/types.js';
import type { EssayVectors, Retrieval } from '../retrieval/types.js';

/** One sentence, about 80 words, about 200 words; never over 110 % of it. */
export type SummaryLength = 'sentence' | 'short' | 'full';

/** Of range, section, theme and messages at most one is given: messages count first, then the theme, then the section. */
export interface SummaryRequest {
  readonly length: SummaryLength;
  /** Paragraph numbers, both included; the whole essay when absent. */
  readonly range?: ParagraphRange;
  /** What stands under a heading, as `findSection` or `sectionAt` gives it. */
  readonly section?: SectionRange;
  /** What is said about something: what it is called, and what the retriever found for it in this essay. */
  readonly theme?: SummaryTheme;
  /** A chat thread to be set against the essay, oldest message first. Nothing of it is kept. */
  readonly messages?: readonly ThreadMessage[];
  /** The asker's language: of the lead-in and the last line. */
  readonly language: Language;
}

export interface ParagraphRange {
  readonly first: number;
  readonly last: number;
}

export interface SectionRange extends ParagraphRange {
  readonly title: string;
}

export interface SummaryTheme {
  /** As it was asked. */
  readonly text: string;
  readonly retrieval: Retrieval;
}

export interface ThreadMessage {
  readonly text: string;
  /** What it claims, each claim with what the retriever found for it in this essay. */
  readonly claims: readonly SummaryTheme[];
}

export interface Summary {
  readonly essay: string;
  readonly length: SummaryLength;
  readonly writer: 'extractive' | 'generated';
  /** One plain line before the lines, e.g. `The argument in its own words (84 words):`. */
  readonly leadIn: string;
  readonly lines: readonly [AnswerSentence, ...AnswerSentence[]];
  /** The lines again in groups with a line before each, where they are of several kinds: a thread's claims, what nobody
   * mentioned. Absent where `leadIn` says all. */
  readonly parts?: readonly SummaryPart[];
  /** Words in all lines together; for languages without word spaces, by Intl.Segmenter. */
  readonly words: number;
  /** Paragraph numbers cited, and those that are not: of the range, or of those that speak of the theme. */
  readonly restsOn: readonly number[];
  readonly leavesOut: readonly number[];
  readonly lastLine: string;
  readonly language: Language;
  /** The essay does not speak of the theme: the one line only comes nearest. */
  readonly isAbsent?: true;
  /** The words of the theme tell of the asker's own distress: they need a person, and no summary. */
  readonly isDistress?: true;
  /** More lines may follow; there is no last line yet. */
  readonly isGrowing?: true;
}

export interface SummaryPart {
  /** May hold words of a message, which are data. */
  readonly leadIn: string;
  readonly lines: readonly AnswerSentence[];
}

/** Turns an essay and its vectors into a summary; pure, so that the web page and every adapter get the same one. */
export type Summarise = (essay: Essay, vectors: EssayVectors, request: SummaryRequest) => Summary;

/**
 * A summary that a model writes, as it grows: each snapshot holds all the lines of the one before, the last is complete.
 * Where the model gives too little that stands it is the keyless one, and its last line says why. Never of a thread:
 * what people say to each other goes to no model.
 */
export interface SummaryWriter {
  /** @throws PilcrowError `aborted` */
  write(
    essay: Essay,
    vectors: EssayVectors,
    request: Omit<SummaryRequest, 'messages'>,
    options: { readonly asker?: Asker; readonly signal?: AbortSignal },
  ): AsyncIterable<Summary>;
}
