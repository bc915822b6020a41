/** Running heads, running feet and page numbers: lines at the edge of pages that repeat, or that only count. */
import type { PdfLine } from './pdf-lines.js';

/** Parts `lines` (all pages, in order) into the text's and the page's. */
export function dropRunningLines(lines: readonly PdfLine[], pages: number): { kept: PdfLine[]; dropped: string[] } {
  const byPage = groupPages(lines);
  const seen = new Map<string, number>();
  const edges = new Set<PdfLine>();
  for (const page of byPage.values()) {
    const byHeight = page.toSorted((a, b) => b.y - a.y);
    for (const line of new Set([...byHeight.slice(0, 2), ...byHeight.slice(-2)])) {
      edges.add(line);
      seen.set(keyOf(line), (seen.get(keyOf(line)) ?? 0) + 1);
    }
  }
  const dropped: string[] = [];
  const gone = new Set<PdfLine>();
  for (const page of byPage.values()) {
    const byHeight = page.toSorted((a, b) => b.y - a.y);
    let left = page.length;
    for (const fromEdge of [byHeight.slice(0, 2), byHeight.slice(-2).reverse()]) {
      for (const line of fromEdge) {
        // Furniture lies at the very edge: behind a line of text there is none.
        if (!edges.has(line) || !(isPageNumber(line.text) || isRepeated(line, seen, pages)) || left <= 1) break;
        if (!gone.has(line)) left -= 1;
        gone.add(line);
      }
    }
  }
  const kept = lines.filter((line) => !gone.has(line));
  for (const line of lines) if (gone.has(line)) dropped.push(line.text);
  return { kept, dropped };
}

function groupPages(lines: readonly PdfLine[]): Map<number, PdfLine[]> {
  const pages = new Map<number, PdfLine[]>();
  for (const line of lines) pages.set(line.page, [...(pages.get(line.page) ?? []), line]);
  return pages;
}

/** Text with a page number at its end levelled, and its height on the page: a running head is the same in both. */
function keyOf(line: PdfLine): string {
  return `${line.text
    .toLowerCase()
    .replace(/^\d+|\d+$/g, '#')
    .replace(/\s+/g, ' ')}@${Math.round(line.y / 6)}`;
}

function isRepeated(line: PdfLine, seen: ReadonlyMap<string, number>, pages: number): boolean {
  const count = seen.get(keyOf(line)) ?? 0;
  return pages >= 2 && line.text.length <= 150 && count >= Math.max(2, Math.ceil(pages * 0.2));
}

function isPageNumber(text: string): boolean {
  return (
    /^[-–—[(\s]*(\d{1,4}|[ivxlc]{1,6})[-–—\])\s]*$/i.test(text) ||
    /^(page|p\.|seite|стр\.?|страница|página)\s*\d{1,4}(\s*(of|von|из|de|sur|\/)\s*\d{1,4})?$/i.test(text) ||
    /^\d{1,4}\s*\/\s*\d{1,4}$/.test(text)
  );
}
