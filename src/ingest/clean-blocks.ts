/** Cleaning for formats that come as blocks rather than lines: web pages, Word files, PDFs. */
import { cleanLines, isProse, type Line } from './clean.js';
import { type Draft, withoutMarks } from './draft.js';

/**
 * Takes furniture, title and byline out of `draft.blocks`. `pageTitle` is what the page calls itself. A title, author or
 * date that the format states stays; what is found in the text fills the gaps.
 */
export function cleanBlocks(draft: Draft, pageTitle: string | undefined): void {
  const lines: Line[] = draft.blocks.map(({ kind, text }) => {
    const plain = withoutMarks(text);
    return {
      text: plain,
      isProse: kind !== 'heading' && isProse(plain),
      isAlone: true,
      isHeading: kind === 'heading',
      isInset: kind === 'item' || kind === 'quotation',
    };
  });
  const cleaning = cleanLines(lines, pageTitle);
  draft.dropped.push(...lines.filter((_, index) => cleaning.dropped.has(index)).map((line) => line.text));
  draft.blocks = draft.blocks.filter((_, index) => !cleaning.dropped.has(index) && !cleaning.consumed.has(index));
  const { title, author, date } = cleaning;
  if (title !== undefined) draft.meta.title = title;
  if (author !== undefined) draft.meta.author ??= author;
  if (date !== undefined) draft.meta.date ??= date;
}
