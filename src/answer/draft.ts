/**
 * A sentence as a model wrote it, before anything of it is believed.
 */
import { parseMarks } from '../essay/citation.js';

export interface DraftSupport {
  /** As the model names it; empty where it names none. */
  readonly essay: string;
  readonly paragraph: number;
  /** Empty where only a mark was given. */
  readonly quote: string;
  readonly translation: string;
}

/** A sentence as a model wrote it. */
export interface Draft {
  readonly text: string;
  /** The same in the essay's language, where the text is in another; else empty. */
  readonly claim: string;
  readonly support: readonly DraftSupport[];
}

/** A run of more paragraphs names none in particular: its first ones count. */
const mostOfRun = 3;

/** The paragraphs that the marks in `text` name, in order, as often as they stand there. */
export function markedParagraphs(text: string): readonly number[] {
  return parseMarks(text).flatMap(({ first, last }) =>
    Array.from({ length: Math.min(last - first + 1, mostOfRun) }, (_, index) => first + index),
  );
}

/** A paragraph named without words of it. */
export function bareSupport(paragraph: number): DraftSupport {
  return { essay: '', paragraph, quote: '', translation: '' };
}
