/**
 * Which old paragraph is which new one after an essay was edited, so that old links and stored citations open the right
 * words. Pure; storing the map is done elsewhere.
 */
import type { Paragraph } from '../essay/types.js';

/**
 * How alike the words of two paragraphs must be to count as one edited paragraph: shared words over all words, each as
 * often as it stands there. At one half, a rewritten sentence of three is still found, a new paragraph on the same matter
 * is not.
 */
export const sameParagraphThreshold = 0.5;

/** How far a paragraph is looked for from where its neighbours went. */
const windowParagraphs = 40;

/**
 * Old number to new number. Equal paragraphs first, in order where order can be kept; then edited ones by their words,
 * between the neighbours already found; then moved ones anywhere. A removed paragraph has no entry; no two share one.
 */
export function aliasMap(
  oldParagraphs: readonly Pick<Paragraph, 'n' | 'text' | 'hash'>[],
  newParagraphs: readonly Pick<Paragraph, 'n' | 'text' | 'hash'>[],
): Map<number, number> {
  const map = new Map<number, number>();
  const taken = new Set<number>();
  const join = (oldIndex: number, newIndex: number): void => {
    map.set(oldIndex, newIndex);
    taken.add(newIndex);
  };
  matchEqual(oldParagraphs, newParagraphs, join);
  matchEdited(oldParagraphs, newParagraphs, map, taken, join);
  const numbered = [...map].map(([from, to]) => [oldParagraphs[from]?.n ?? 0, newParagraphs[to]?.n ?? 0] as const);
  return new Map(numbered.toSorted((a, b) => a[0] - b[0]));
}

type Hashed = Pick<Paragraph, 'hash'>;

/** Paragraphs with one hash are paired in order, the k-th old with the k-th new. */
function matchEqual(
  before: readonly Hashed[],
  after: readonly Hashed[],
  join: (from: number, to: number) => void,
): void {
  const places = new Map<string, number[]>();
  for (const [index, { hash }] of after.entries()) {
    const list = places.get(hash) ?? [];
    list.push(index);
    places.set(hash, list);
  }
  const used = new Map<string, number>();
  for (const [index, { hash }] of before.entries()) {
    const at = used.get(hash) ?? 0;
    const found = places.get(hash)?.[at];
    if (found === undefined) continue;
    used.set(hash, at + 1);
    join(index, found);
  }
}

function matchEdited(
  before: readonly Pick<Paragraph, 'text'>[],
  after: readonly Pick<Paragraph, 'text'>[],
  map: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
  join: (from: number, to: number) => void,
): void {
  const lost = before.flatMap((_, index) => (map.has(index) ? [] : [index]));
  const free = after.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  const words = new Map(free.map((index) => [index, countWords(after[index]?.text ?? '')]));
  const pairs: { from: number; to: number; score: number; distance: number }[] = [];
  for (const from of lost) {
    const own = countWords(before[from]?.text ?? '');
    const expected = expectedPlace(from, map);
    for (const to of nearest(free, expected)) {
      const score = similarity(own, words.get(to) ?? new Map());
      if (score >= sameParagraphThreshold) pairs.push({ from, to, score, distance: Math.abs(to - expected) });
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.distance - b.distance || a.from - b.from);
  const done = new Set<number>();
  for (const { from, to } of pairs) {
    if (done.has(from) || taken.has(to)) continue;
    done.add(from);
    join(from, to);
  }
}

/** Where a paragraph would be if it had moved with the nearest one before it. */
function expectedPlace(from: number, map: ReadonlyMap<number, number>): number {
  for (let before = from - 1; before >= 0 && before > from - windowParagraphs; before -= 1) {
    const to = map.get(before);
    if (to !== undefined) return to + (from - before);
  }
  return from;
}

/** The free places around `expected`, bounded, so that two books are compared in seconds. */
function nearest(free: readonly number[], expected: number): readonly number[] {
  if (free.length <= windowParagraphs * 2) return free;
  let low = 0;
  let high = free.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((free[middle] ?? 0) < expected) low = middle + 1;
    else high = middle;
  }
  return free.slice(Math.max(0, low - windowParagraphs), low + windowParagraphs);
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const folded = text.normalize('NFKC').toLowerCase();
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(folded);
  // Text without blanks is compared by pairs of characters.
  const parts = wide ? pairsOf(folded.replace(/[^\p{L}\p{N}]/gu, '')) : (folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  return counts;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
}

function similarity(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  let all = 0;
  for (const [word, count] of a) {
    shared += Math.min(count, b.get(word) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 0 : (2 * shared) / all;
}
