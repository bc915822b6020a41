import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/ingest/parse.js';
import type { IngestedEssay } from '../../../src/ingest/types.js';
import { makePdf, type PdfText } from '../../helpers/make-documents.js';

async function ingest(bytes: Uint8Array): Promise<IngestedEssay> {
  const parsed = await parseFile({ file: 'paper.pdf', bytes });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested;
}

/** Lines of a column, 14 points apart from `top` down; a line that begins with a tab is indented, an empty one is a gap. */
function column(lines: readonly string[], top: number, size = 11): PdfText[] {
  let y = top;
  return lines.flatMap((line) => {
    y -= line === '' ? 8 : 14;
    return line === '' ? [] : [{ x: line.startsWith('\t') ? 90 : 72, y, size, text: line.trim() }];
  });
}

const full = 'These words fill the whole of the line from its left edge to its right one';

describe('PDF', () => {
  it('drops running heads and page numbers, joins hyphens and goes on over the page', async () => {
    const head = (page: number): PdfText[] => [
      { x: 200, y: 800, size: 9, text: 'Journal of Dull Matters 12' },
      { x: 290, y: 40, size: 9, text: String(page) },
    ];
    const { essay, dropped } = await ingest(
      makePdf(
        [
          [
            ...head(1),
            { x: 150, y: 760, size: 18, text: 'On Dull Matters' },
            { x: 220, y: 735, size: 11, text: 'Ann Lee' },
            ...column(
              [full, `${full.slice(0, -10)} consider-`, 'able harm, and it ends here.', '', full, 'A well-known'],
              700,
            ),
          ],
          [
            ...head(2),
            ...column(
              [
                'matter is continued on this page until it',
                'ends.',
                '',
                `${full} well-`,
                'known, and then the third paragraph is over.',
              ],
              760,
            ),
          ],
          [...head(3), ...column([full, 'and the fourth paragraph ends.'], 760)],
        ],
        { Title: 'Microsoft Word - dull.doc', Author: 'Ann Lee', CreationDate: 'D:20190304101112' },
      ),
    );
    expect(essay).toMatchObject({ title: 'On Dull Matters', author: 'Ann Lee', language: 'en' });
    expect(essay.date, 'the day the file was made is not the day it was written').toBeUndefined();
    expect(essay.paragraphs.map(({ text, page }) => [page, text])).toEqual([
      [1, `${full} ${full.slice(0, -10)} considerable harm, and it ends here.`],
      [1, `${full} A well-known matter is continued on this page until it ends.`],
      [2, `${full} well-known, and then the third paragraph is over.`],
      [3, `${full} and the fourth paragraph ends.`],
    ]);
    expect(dropped.filter((line) => line.startsWith('Journal'))).toHaveLength(3);
    expect(dropped).toEqual(expect.arrayContaining(['1', '2', '3']));
  });

  it('parts paragraphs by indents and links footnotes that start again on each page', async () => {
    const page = (n: number): PdfText[] => [
      ...column(
        [`\tParagraph ${n} begins with an indent and it fills this line to the edge`, 'and makes a claim'],
        760,
      ),
      { x: 160, y: 736, size: 7, text: '1' },
      { x: 165, y: 732, size: 11, text: 'in its second line, which goes on to the edge of it all' },
      ...column(
        [
          'until it ends at last, after many words that fill the line to its edge.',
          `\tA second one of page ${n} follows, and it fills the line to its edge too,`,
          'and ends.',
        ],
        732,
      ),
      { x: 72, y: 103, size: 6, text: '1' },
      { x: 76, y: 100, size: 8, text: `The source of page ${n}, which is a long` },
      { x: 72, y: 90, size: 8, text: `book ${n} of all.` },
    ];
    const { essay } = await ingest(makePdf([page(1), page(2)]));
    expect(essay.paragraphs.map(({ text }) => text.slice(0, 20))).toEqual([
      'Paragraph 1 begins w',
      'A second one of page',
      'Paragraph 2 begins w',
      'A second one of page',
    ]);
    expect(essay.notes).toEqual([
      { id: '1', text: 'The source of page 1, which is a long book 1 of all.', paragraph: 1 },
      { id: '1-2', text: 'The source of page 2, which is a long book 2 of all.', paragraph: 3 },
    ]);
    expect(essay.paragraphs[0]?.text).toContain('makes a claim in its second line');
  });

  it('reads two columns one after the other', async () => {
    const left = column(
      ['The left column holds this text and', 'it goes on to the next line of it and', 'on to the right'],
      700,
    );
    const right = column(['column, where it ends after a while.'], 700).map((line) => ({ ...line, x: line.x + 240 }));
    const { essay } = await ingest(makePdf([[...left, ...right]]));
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([
      'The left column holds this text and it goes on to the next line of it and on to the right column, where it ends after a while.',
    ]);
  });

  it('refuses a PDF without text and says that it is probably a scan', async () => {
    await expect(ingest(makePdf([[], []]))).rejects.toMatchObject({
      code: 'file-refused',
      message: expect.stringContaining('scan'),
      hint: expect.stringContaining('OCR'),
    });
  });

  it('refuses a truncated PDF and other bytes by name', async () => {
    const whole = makePdf([column([full, full, full], 700)]);
    const outcome = await ingest(whole.subarray(0, 400)).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ code: expect.stringMatching(/parse-failed|file-refused/) });
    await expect(ingest(Buffer.from('not a PDF at all'))).rejects.toMatchObject({ code: 'parse-failed' });
  });
});
