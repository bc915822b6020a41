/** Paragraphs from the lines of a PDF: by gaps, indents, short last lines and changes of size; also over the page. */
import type { Block } from './draft.js';
import { withoutMarks } from './draft.js';
import type { PdfLine } from './pdf-lines.js';

interface Column {
  readonly left: number;
  readonly right: number;
}

/** The blocks of a body without furniture and notes. A paragraph has the page on which it starts. */
export function toBlocks(lines: readonly PdfLine[]): Block[] {
  const size = weightedMode(lines.map((line) => [Math.round(line.size * 2) / 2, line.text.length]));
  const gap = usualGap(lines, size);
  const columns = lines.map((line, index) => columnOf(lines, index, line));
  const usesIndents = countIndents(lines, columns, size) >= Math.max(2, lines.length / 40);
  const whole = lines.map((line) => withoutMarks(line.text)).join('\n');
  const groups: PdfLine[][] = [];
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    if (
      last &&
      groups.length > 0 &&
      !isStart({ last, line, column: columns[index], lastColumn: columns[index - 1], gap, size, usesIndents })
    ) {
      groups.at(-1)?.push(line);
    } else groups.push([line]);
  }
  return groups.map((group) => toBlock(group, size, whole));
}

function toBlock(group: readonly PdfLine[], bodySize: number, whole: string): Block {
  const text = group.reduce((joined, line) => joinLine(joined, line.text, whole), '');
  const page = group[0]?.page ?? 1;
  const size = group[0]?.size ?? bodySize;
  if (size > bodySize * 1.12 && text.length <= 200)
    return { kind: 'heading', text, level: size > bodySize * 1.4 ? 1 : 2, page };
  return { kind: /^[•▪◦‣]\s/.test(text) ? 'item' : 'paragraph', text: text.replace(/^[•▪◦‣]\s+/, ''), page };
}

/** A hyphen at a line's end goes, unless the word stands with it elsewhere in the text. */
function joinLine(text: string, next: string, whole: string): string {
  if (text === '') return next;
  const head = /([\p{L}\p{M}]+)[-‐]$/u.exec(text);
  const tail = /^\p{Ll}[\p{L}\p{M}]*/u.exec(next)?.[0];
  if (head && tail) {
    const isCompound = whole.includes(`${head[1]}-${tail}`);
    return isCompound ? text + next : text.slice(0, -1) + next;
  }
  if (/[\p{L}\p{N}][-‐–—/]$/u.test(text) && /^[\p{L}\p{N}]/u.test(next) && !/\s.$/u.test(text)) return text + next;
  const isWide =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」）]$/u.test(text) &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「（]/u.test(next);
  return text + (isWide ? '' : ' ') + next;
}

interface Step {
  readonly last: PdfLine;
  readonly line: PdfLine;
  readonly column: Column | undefined;
  readonly lastColumn: Column | undefined;
  readonly gap: number;
  readonly size: number;
  readonly usesIndents: boolean;
}

function isStart({ last, line, column, lastColumn, gap, size, usesIndents }: Step): boolean {
  if (Math.abs(last.size - line.size) > Math.max(1, size * 0.1)) return true;
  if (/^[•▪◦‣]\s/.test(line.text)) return true;
  const isIndented = column !== undefined && line.x - column.left > size * 0.8 && line.x - column.left < size * 6;
  const ends = /[.!?…:。！？]["'”’»」)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$/u.test(withoutMarks(last.text));
  const isShort =
    lastColumn !== undefined &&
    last.right < lastColumn.right - Math.max(size * 2, (lastColumn.right - lastColumn.left) * 0.12);
  const startsUpper = !/^[\p{Ll},;)]/u.test(line.text);
  const isSameRun = line.page === last.page && line.y < last.y;
  if (!isSameRun) {
    // A new page or column: only the end of a sentence and a sign of a beginning part paragraphs here.
    if (last.size > size * 1.12) return true;
    return ends && startsUpper && (isIndented || (isShort && startsUpper) || (!usesIndents && isShort));
  }
  if (last.y - line.y > gap * 1.35) return true;
  const wasIndented = lastColumn !== undefined && last.x - lastColumn.left > size * 0.8;
  if (isIndented && !wasIndented) return true;
  return ends && isShort && startsUpper && (!usesIndents || isIndented);
}

function usualGap(lines: readonly PdfLine[], size: number): number {
  const gaps: [number, number][] = [];
  for (const [index, line] of lines.entries()) {
    const last = lines[index - 1];
    if (last?.page === line.page && last.y > line.y && last.y - line.y < size * 4)
      gaps.push([Math.round(last.y - line.y), 1]);
  }
  // The smallest gap that is common: in a text of one-line paragraphs the usual gap is the one between paragraphs.
  const counts = new Map<number, number>();
  for (const [value] of gaps) counts.set(value, (counts.get(value) ?? 0) + 1);
  const common = [...counts].filter(
    ([value, count]) => count >= Math.max(2, gaps.length * 0.08) && value >= size * 0.8,
  );
  return Math.min(...common.map(([value]) => value), size * 1.9);
}

function weightedMode(values: readonly (readonly [number, number])[]): number {
  const weights = new Map<number, number>();
  for (const [value, weight] of values) weights.set(value, (weights.get(value) ?? 0) + weight);
  return [...weights].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

const neighbourLines = 8;

/** The column a line stands in, from its neighbours on the page that overlap it. */
function columnOf(lines: readonly PdfLine[], index: number, line: PdfLine): Column {
  let left = line.x;
  let right = line.right;
  for (let at = Math.max(0, index - neighbourLines); at <= index + neighbourLines; at += 1) {
    const other = lines[at];
    if (!other || other.page !== line.page || other.x > line.right || other.right < line.x) continue;
    if (Math.abs(other.size - line.size) > 1 || Math.abs(other.x - line.x) > line.size * 6) continue;
    left = Math.min(left, other.x);
    right = Math.max(right, other.right);
  }
  return { left, right };
}

function countIndents(lines: readonly PdfLine[], columns: readonly Column[], size: number): number {
  return lines.filter((line, index) => {
    const offset = line.x - (columns[index]?.left ?? line.x);
    return offset > size * 0.8 && offset < size * 6;
  }).length;
}
