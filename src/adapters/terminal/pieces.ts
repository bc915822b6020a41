/**
 * Pieces of a line by their style, and a quotation with its mark.
 */
import { markOf } from '../../conversation/marks.js';
import { quoted } from '../../conversation/proof.js';
import type { Source } from '../../conversation/types.js';
import type { Citation } from '../../essay/types.js';
import { type Look, type Piece, paint } from './paint.js';

/** Stands before what belongs to the line above it. */
export const indent = '  ';

export const plain = (text: string): Piece => ({ text, style: 'plain' });
export const bold = (text: string): Piece => ({ text, style: 'bold' });
export const mark = (text: string): Piece => ({ text, style: 'mark' });
export const small = (text: string): Piece => ({ text, style: 'small' });
export const typed = (text: string): Piece => ({ text, style: 'typed' });

/** The essay's words, indented. */
export function quoteLine(citation: Citation, sources: readonly Source[], look: Look): string {
  return paint([plain(`${quoted(citation)} `), mark(markOf(sources, citation))], look, indent);
}
