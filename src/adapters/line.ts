/**
 * A reply as lines of styled runs: what every way of drawing on a chat platform starts from. Runs are literal text; nothing in
 * them is markup.
 */

export interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  readonly strike?: true;
  /** Covered until somebody uncovers it; only where the platform can. */
  readonly spoiler?: true;
}

export interface Run {
  readonly text: string;
  readonly style?: Style;
  /** Where it leads, for a mark; an address of our own page, never of anybody's words. */
  readonly href?: string;
}

/** `lead` and `text` are paragraphs, `quote` the essay's words, `small` a last line, `code` keeps its columns. */
export type LineForm = 'note' | 'lead' | 'quote' | 'text' | 'small' | 'code';

export interface Line {
  readonly form: LineForm;
  readonly runs: readonly Run[];
  /** It goes on in the paragraph of the line before, behind these signs; where none of its form is before it, it begins one. */
  readonly joint?: string;
}

export function plainRun(text: string): Run {
  return { text };
}

export function boldRun(text: string): Run {
  return { text, style: { bold: true } };
}

/** One line of one form; nothing for no text. */
export function line(form: LineForm, ...runs: readonly Run[]): readonly Line[] {
  const some = runs.filter(({ text }) => text !== '');
  return some.length === 0 ? [] : [{ form, runs: some }];
}

export function textOf({ runs }: Line): string {
  return runs.map(({ text }) => text).join('');
}

/** Whether the line at `index` goes on in the paragraph before it. */
export function goesOn(lines: readonly Line[], index: number): boolean {
  return lines[index]?.joint !== undefined && lines[index - 1]?.form === lines[index]?.form;
}

/** The lines as `draw` makes them, `lineEnd` between paragraphs. `draw` is told whether a line begins a paragraph. */
export function drawLines(
  lines: readonly Line[],
  draw: (line: Line, isStart: boolean) => string,
  lineEnd: string,
): string {
  return lines
    .map((line, index) => {
      const isStart = !goesOn(lines, index);
      return `${isStart ? (index === 0 ? '' : lineEnd) : line.joint}${draw(line, isStart)}`;
    })
    .join('');
}

/** UTF-16 units of a line. */
export function lengthOf({ runs }: Line): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}
