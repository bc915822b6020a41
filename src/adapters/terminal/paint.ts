/**
 * Styled lines: pieces of text with a style each, wrapped to a width and coloured or not.
 */
import pico from 'picocolors';
import { columnsOf, wrapSpans } from './width.js';

export type Style = 'plain' | 'bold' | 'mark' | 'small' | 'typed' | 'warning';

export interface Piece {
  readonly text: string;
  readonly style: Style;
}

export interface Look {
  /** Columns to wrap at; no wrapping when absent. */
  readonly columns?: number;
  readonly isColour: boolean;
}

/** One paragraph of output. `indent` stands before every line and is not wrapped away. */
export function paint(pieces: readonly Piece[], look: Look, indent = ''): string {
  const text = pieces.map((piece) => piece.text).join('');
  const width = look.columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, look.columns - columnsOf(indent));
  const lines = width === Number.POSITIVE_INFINITY ? [{ start: 0, end: text.length }] : wrapSpans(text, width);
  return lines.map(({ start, end }) => indent + paintSlice(pieces, start, end, look.isColour)).join('\n');
}

function paintSlice(pieces: readonly Piece[], start: number, end: number, isColour: boolean): string {
  const colours = pico.createColors(isColour);
  const draw: Readonly<Record<Style, (text: string) => string>> = {
    plain: (text) => text,
    bold: colours.bold,
    mark: colours.cyan,
    small: colours.dim,
    typed: colours.cyan,
    warning: colours.yellow,
  };
  let at = 0;
  let out = '';
  for (const { text, style } of pieces) {
    const from = Math.max(start, at) - at;
    const to = Math.min(end, at + text.length) - at;
    if (from < to) out += draw[style](text.slice(from, to));
    at += text.length;
  }
  return out;
}
