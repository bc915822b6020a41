/**
 * The pieces that are searched. Rule: every sentence of the paragraph by itself, and every two neighbours together; three
 * together where two are shorter than 120 characters. A sentence under 25 characters says too little alone and stands
 * only inside its windows, unless the paragraph has no other. No passage leaves its paragraph.
 */
import { sentences } from '../essay/sentences.js';
import type { Paragraph, Passage, Span } from '../essay/types.js';

const minAloneChars = 25;
const shortPairChars = 120;
/** A window of two is not made when it would be longer than this: each half is long enough to be found alone. */
const maxWindowChars = 1200;

/** The passages of `paragraph`, ordered by start, then by end; at least one for a paragraph with text. */
export function passages(paragraph: Pick<Paragraph, 'n' | 'text'>, language: string): Passage[] {
  const cuts = sentences(paragraph.text, language);
  const found: Passage[] = [];
  const add = (from: Span, to: Span): void => {
    found.push({ paragraph: paragraph.n, start: from.start, end: to.end });
  };
  for (const [index, sentence] of cuts.entries()) {
    if (sentence.end - sentence.start >= minAloneChars || cuts.length === 1) add(sentence, sentence);
    const second = cuts[index + 1];
    if (!second || second.end - sentence.start > maxWindowChars) continue;
    add(sentence, second);
    const third = cuts[index + 2];
    if (third && second.end - sentence.start < shortPairChars && third.end - sentence.start <= maxWindowChars) {
      add(sentence, third);
    }
  }
  return found;
}
