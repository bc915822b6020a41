/** Lines of a page, rebuilt from pieces of text with positions, in the order the file draws them. */
import { tidy } from './tidy.js';

export interface PdfPiece {
  readonly text: string;
  readonly x: number;
  /** From the bottom of the page. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly endsLine: boolean;
}

export interface PdfLine {
  /** Raised digits stand as superscripts, so that note marks are seen. */
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  /** The size most of its letters have. */
  readonly size: number;
  readonly page: number;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Groups pieces into lines; blank ones are left out. */
export function toLines(pieces: readonly PdfPiece[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: PdfPiece[] = [];
  const flush = (): void => {
    const line = toLine(open, page);
    if (line) lines.push(line);
    open = [];
  };
  for (const piece of pieces) {
    const first = open.find((other) => other.text.trim() !== '');
    const last = open.at(-1);
    if (first && last && piece.text.trim() !== '' && isNewLine(first, last, piece)) flush();
    if (piece.text !== '') open.push(piece);
    if (piece.endsLine && !nextIsRaised(open)) flush();
  }
  flush();
  return mergeRaised(lines);
}

function isNewLine(first: PdfPiece, last: PdfPiece, piece: PdfPiece): boolean {
  const size = Math.max(first.size, piece.size);
  if (Math.abs(piece.y - first.y) > size * 0.6) return true;
  // Another column at the same height.
  return piece.x < last.x - size || piece.x > last.x + last.width + size * 4;
}

/** A mark drawn before its line (a footnote's number) ends no line, though pdf.js says so. */
function nextIsRaised(open: readonly PdfPiece[]): boolean {
  const text = open
    .map((piece) => piece.text)
    .join('')
    .trim();
  return /^\d{1,3}$/.test(text) && (open[0]?.size ?? 12) < 7.5;
}

function toLine(pieces: readonly PdfPiece[], page: number): PdfLine | undefined {
  const solid = pieces.filter((piece) => piece.text.trim() !== '');
  const first = solid[0];
  if (!first) return undefined;
  const size = mainSize(solid);
  const base = solid.find((piece) => Math.abs(piece.size - size) < 0.6)?.y ?? first.y;
  let text = '';
  let end = Number.NaN;
  for (const piece of pieces) {
    if (piece.text.trim() === '') {
      if (text !== '' && !text.endsWith(' ')) text += ' ';
      continue;
    }
    if (!Number.isNaN(end) && piece.x - end > size * 0.17 && !text.endsWith(' ') && !piece.text.startsWith(' '))
      text += ' ';
    const isRaised = piece.size < size * 0.85 && piece.y > base + size * 0.12;
    text += isRaised && /^\s*\d{1,3}\s*$/.test(piece.text) ? raised(piece.text) : piece.text;
    end = piece.x + piece.width;
  }
  const line = withoutLigatures(text).replace(/\u00AD\s*$/, '-');
  const clean = tidy(line).replace(/\s+/g, ' ').trim();
  if (clean === '') return undefined;
  const right = Math.max(...solid.map((piece) => piece.x + piece.width));
  return { text: clean, x: Math.min(...solid.map((piece) => piece.x)), right, y: base, size, page };
}

function mainSize(pieces: readonly PdfPiece[]): number {
  const letters = new Map<number, number>();
  for (const piece of pieces) {
    const size = Math.round(piece.size * 10) / 10;
    letters.set(size, (letters.get(size) ?? 0) + piece.text.length);
  }
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** A mark that pdf.js gave a line of its own, because it stands higher, goes back to the line it belongs to. */
function mergeRaised(lines: readonly PdfLine[]): PdfLine[] {
  const merged: PdfLine[] = [];
  for (const line of lines) {
    const last = merged.at(-1);
    const isNear = last !== undefined && Math.abs(line.y - last.y) < Math.max(line.size, last.size) * 0.75;
    if (last && isNear && /^\d{1,3}$/.test(line.text) && line.size < last.size * 0.85 && line.x >= last.right - 2) {
      merged[merged.length - 1] = { ...last, text: last.text + raised(line.text), right: line.right };
    } else if (
      last &&
      isNear &&
      /^(\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})$/.test(last.text) &&
      last.size < line.size * 0.85 &&
      line.x >= last.right - 2
    ) {
      merged[merged.length - 1] = { ...line, text: `${raised(last.text)}${line.text}`, x: last.x };
    } else if (
      last &&
      isNear &&
      /[⁰¹²³⁴⁵⁶⁷⁸⁹]$/.test(last.text) &&
      line.x >= last.right - 2 &&
      line.x - last.right < line.size
    ) {
      // The rest of the line after its mark.
      const gap = line.x - last.right > line.size * 0.17 ? ' ' : '';
      merged[merged.length - 1] = { ...last, text: last.text + gap + line.text, right: line.right };
    } else merged.push(line);
  }
  return merged;
}

function raised(digits: string): string {
  return [...digits.trim()].map((digit) => superscripts['0123456789'.indexOf(digit)] ?? digit).join('');
}

function withoutLigatures(text: string): string {
  return text.replace(/[\uFB00-\uFB06]/g, (sign) => sign.normalize('NFKC'));
}
