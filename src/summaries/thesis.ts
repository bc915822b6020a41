/** What makes a sentence likely to be the thesis of the whole, beside how much it carries: its place, and what leads up to it. */
import type { Essay } from '../essay/types.js';
import { announces, concludes, standing } from './cues.js';
import type { Voiced } from './showable.js';

/** "This is what I came to believe": what follows is it. */
const announced = 1.5;
/** A heading that promises a proposal or a conclusion. */
const concluding = 1.2;
const inTitle = 1.15;

export interface ThesisOptions {
  /** The range that is summed up, in paragraphs. */
  readonly first: number;
  readonly last: number;
  /** The sentences before it in its paragraph, nearest first. */
  readonly before: readonly (Voiced | undefined)[];
  /** It holds a word of the title or a heading. */
  readonly isInTitle: boolean;
}

/** How much likelier than others the sentence is to be the thesis; 0.6 to about 2.7. */
export function thesisFactor(essay: Essay, sentence: Voiced, options: ThesisOptions): number {
  const { first, last, before, isInTitle } = options;
  const { paragraph, text, start, end, language } = sentence;
  return (
    standing(text.slice(start, end), language) *
    placeFactor(paragraph, first, last) *
    (isAnnounced(before) ? announced : 1) *
    (isUnderConclusion(essay, paragraph) ? concluding : 1) *
    (isInTitle ? inTitle : 1)
  );
}

/** A thesis is stated at the beginning or, after what it answers, in the last third. */
function placeFactor(n: number, first: number, last: number): number {
  const depth = (n - first) / Math.max(1, last - first);
  if (depth < 0.15) return 1.15;
  return depth > 0.65 ? 1.3 : 1;
}

function isAnnounced(before: readonly (Voiced | undefined)[]): boolean {
  return before.some(
    (each) => each?.stance.kind === 'own' && announces(each.text.slice(each.start, each.end), each.language),
  );
}

function isUnderConclusion(essay: Essay, n: number): boolean {
  const heading = essay.sections.findLast(({ firstParagraph }) => firstParagraph <= n);
  return heading !== undefined && concludes(heading.title, essay.language);
}
