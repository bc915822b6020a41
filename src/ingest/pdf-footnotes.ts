/** Footnotes at the bottom of PDF pages: smaller lines that begin with the number raised in the text above. */
import { type DraftNote, markOf } from './draft.js';
import type { PdfLine } from './pdf-lines.js';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const noteStart = /^(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})[.)]?(?=\s)|([*†‡]))\s*/u;

/** Takes notes out of `lines`. A small line that no mark points at stays in the text. */
export function takeFootnotes(lines: readonly PdfLine[]): { body: PdfLine[]; notes: DraftNote[] } {
  const bodySize = mainSize(lines);
  const notes: DraftNote[] = [];
  const body: PdfLine[] = [];
  const ids = new Set<string>();
  for (const page of pagesOf(lines)) {
    const start = footStart(page, bodySize);
    const text = page.slice(0, start);
    let open: { id: string; text: string } | undefined;
    const rest: PdfLine[] = [];
    for (const line of page.slice(start)) {
      const match = noteStart.exec(line.text);
      const label = match && (match[1] ? digitsOf(match[1]) : (match[2] ?? match[3]));
      const at = label ? placeOf(text, label) : undefined;
      if (label && at && match) {
        const id = freshId(label, ids);
        const marked = text[at.index];
        if (marked)
          text[at.index] = { ...marked, text: marked.text.slice(0, at.start) + markOf(id) + marked.text.slice(at.end) };
        open = { id, text: line.text.slice(match[0].length) };
        notes.push(open);
      } else if (open) open.text = joined(open.text, line.text);
      else rest.push(line);
    }
    body.push(...text, ...rest);
  }
  return { body, notes };
}

function mainSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const line of lines)
    letters.set(Math.round(line.size), (letters.get(Math.round(line.size)) ?? 0) + line.text.length);
  return [...letters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

function pagesOf(lines: readonly PdfLine[]): PdfLine[][] {
  const pages: PdfLine[][] = [];
  for (const line of lines) {
    if (pages.at(-1)?.[0]?.page === line.page) pages.at(-1)?.push(line);
    else pages.push([line]);
  }
  return pages;
}

/** Where the last run of small lines begins, at a line that starts like a note. */
function footStart(page: readonly PdfLine[], bodySize: number): number {
  let start = page.length;
  while (start > 0 && (page[start - 1]?.size ?? bodySize) < bodySize * 0.93) start -= 1;
  while (start < page.length && !noteStart.test(page[start]?.text ?? '')) start += 1;
  return start;
}

function placeOf(lines: readonly PdfLine[], label: string): { index: number; start: number; end: number } | undefined {
  const raised = /^\d+$/.test(label)
    ? [...label].map((digit) => superscripts.charAt(Number(digit))).join('')
    : undefined;
  const pattern = raised
    ? new RegExp(`(?<=\\S)${raised}(?![${superscripts}])|\\[${label}\\]`, 'u')
    : new RegExp(`(?<=\\S)\\${label}(?!\\S)`, 'u');
  for (const [index, line] of lines.entries()) {
    const match = pattern.exec(line.text);
    if (match) return { index, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

function joined(text: string, next: string): string {
  return /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next) ? text.slice(0, -1) + next : `${text} ${next}`;
}

function freshId(label: string, ids: Set<string>): string {
  let id = label;
  for (let n = 2; ids.has(id); n += 1) id = `${label}-${n}`;
  ids.add(id);
  return id;
}

function digitsOf(raised: string): string {
  return [...raised].map((sign) => superscripts.indexOf(sign)).join('');
}
