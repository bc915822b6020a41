/** The teacher's digest as a table for a spreadsheet: paragraph, how often, public questions. Cells are text, never formulas. */
import { printMark } from '../essay/citation.js';
import type { Digest } from './digest.js';

/**
 * The table of `digest` under the names of its three `columns`, with a byte order mark, so that spreadsheets read it as
 * UTF-8. Essays are named where there are several; the last row, without a paragraph, is what no essay answers.
 */
export async function digestCsv(
  { heats, outside }: Pick<Digest, 'heats' | 'outside'>,
  columns: readonly [string, string, string],
): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const rows = heats.flatMap(({ essay, paragraphs }) =>
    paragraphs.map(({ paragraph, count, questions }) => {
      const mark = printMark(paragraph, heats.length > 1 ? { essay: essay.slug } : {});
      return [mark, String(count), questions.join('\n')];
    }),
  );
  const last = outside.length > 0 ? [['', String(outside.length), outside.join('\n')]] : [];
  return stringify([columns, ...rows, ...last], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
