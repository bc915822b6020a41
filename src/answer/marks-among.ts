/** Marks in our own lines: with the name of the essay where several are in play. */
import { printMark, printMarks } from '../essay/citation.js';
import { shortNames } from '../essay/short-name.js';
import type { Essay, ParagraphRef } from '../essay/types.js';

/** The mark of a paragraph, with its essay where several are in play. */
export function markAmong(inPlay: readonly Essay[], { essay, paragraph }: ParagraphRef): string {
  const name = inPlay.length > 1 ? shortNames(inPlay).get(essay) : undefined;
  return printMark(paragraph, name === undefined ? {} : { essay: name });
}

/** The marks of paragraphs, each essay's together. */
export function marksAmong(inPlay: readonly Essay[], refs: readonly ParagraphRef[]): string {
  const names = inPlay.length > 1 ? shortNames(inPlay) : undefined;
  return [...new Set(refs.map(({ essay }) => essay))]
    .map((slug) => {
      const marks = printMarks(refs.filter(({ essay }) => essay === slug).map(({ paragraph }) => paragraph));
      const name = names?.get(slug);
      return name === undefined ? marks : `${name} ${marks}`;
    })
    .join('; ');
}
