/**
 * Columns of a terminal: how many a text takes and where a line may break. Chinese, Japanese and Korean letters and
 * emoji take two.
 */
import type { Span } from '../../essay/types.js';

const wide =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Never at the start of a line. */
const closing = /^[\p{Pe}\p{Pf}、。，．！？：；・ー々〜…]/u;
const opening = /[\p{Ps}\p{Pi}]$/u;

/** Columns of one line of text. */
export function columnsOf(text: string): number {
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += columnsOfGrapheme(segment);
  return columns;
}

function columnsOfGrapheme(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return /^\p{M}/u.test(grapheme) ? 0 : 1;
}

interface Piece extends Span {
  readonly columns: number;
  readonly isBlank: boolean;
}

/** The lines of `text` at `width` columns, as spans; blanks at a break belong to no line. A word that is too long is cut. */
export function wrapSpans(text: string, width: number): readonly Span[] {
  const lines: Span[] = [];
  let line: { start: number; end: number; columns: number } | undefined;
  const close = (): void => {
    if (line) lines.push({ start: line.start, end: line.end });
    line = undefined;
  };
  for (const piece of pieces(text, width)) {
    if (text[piece.start] === '\n') {
      if (line) close();
      else lines.push({ start: piece.start, end: piece.start });
    } else if (piece.isBlank) {
      if (line) line.columns += piece.columns;
    } else if (line && line.columns + piece.columns <= width) {
      line.end = piece.end;
      line.columns += piece.columns;
    } else {
      close();
      line = { start: piece.start, end: piece.end, columns: piece.columns };
    }
  }
  close();
  return lines;
}

/** Blanks and unbreakable pieces in order. */
function pieces(text: string, width: number): readonly Piece[] {
  const found: Piece[] = [];
  let glue: Piece | undefined;
  const flush = (): void => {
    if (glue) found.push(glue);
    glue = undefined;
  };
  for (const { segment, index } of segmenter.segment(text)) {
    const columns = columnsOfGrapheme(segment);
    const one: Piece = {
      start: index,
      end: index + segment.length,
      columns,
      isBlank: /^[\s\u200b]$/u.test(segment) && segment !== '\u00a0' && !isBeforeMark(text, index),
    };
    if (one.isBlank) {
      flush();
      found.push(one);
    } else if (!glue) glue = one;
    else {
      const before = text.slice(glue.start, glue.end);
      const isBreak =
        (columns === 2 || wide.test(lastGrapheme(before))) && !closing.test(segment) && !opening.test(before);
      if (isBreak || glue.columns + columns > width) {
        flush();
        glue = one;
      } else glue = { ...glue, end: one.end, columns: glue.columns + columns };
    }
  }
  flush();
  return found;
}

/** A mark stays with the words before it. */
function isBeforeMark(text: string, at: number): boolean {
  return text[at] === ' ' && text[at + 1] === '¶';
}

function lastGrapheme(text: string): string {
  return [...text].at(-1) ?? '';
}
