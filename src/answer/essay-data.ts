/**
 * What of the essays a model is given to read: a short essay whole, a long one by what was retrieved with its
 * neighbours, always numbered, always in reading order.
 */
import type { Essay } from '../essay/types.js';
import type { Retrieval } from '../retrieval/types.js';

export interface EssayData {
  /** The numbered text, to stand inside a fenced part. */
  readonly text: string;
  /** The essays by the keys the text gives them, the main one first. */
  readonly essays: ReadonlyMap<string, Essay>;
}

/**
 * Essays that together are no longer than this go whole, in characters: about 6,000 tokens, a sixth of a cent with a
 * small model. Longer ones would cost more than they help: the re-scorer has the paragraph among its first eight in .99
 * of the development questions.
 */
const mostWholeChars = 24_000;
/** Of a long essay: paragraphs that were retrieved, and their neighbours on both sides. */
const paragraphsOfLong = 8;
const mostChars = 20_000;
const mostEssays = 3;

/** The data of up to three essays out of `retrievals`, the most promising first. */
export function essayData(retrievals: readonly Retrieval[]): EssayData {
  const chosen = distinctEssays(retrievals).slice(0, mostEssays);
  const length = chosen.reduce((sum, { essay }) => sum + lengthOf(essay), 0);
  const isWhole = length <= mostWholeChars;
  const parts = chosen.map((found, at) => {
    const all = found.essay.paragraphs.map(({ n }) => n);
    const room = isWhole ? mostWholeChars : Math.floor(mostChars / chosen.length);
    return printed(String.fromCharCode(65 + at), found.essay, isWhole ? all : promising(found, room), room);
  });
  return {
    text: parts.join('\n\n'),
    essays: new Map(chosen.map(({ essay }, at) => [String.fromCharCode(65 + at), essay])),
  };
}

/** The data of one essay; of a long one the paragraphs `best` with their neighbours. */
export function dataOn(essay: Essay, best: readonly number[]): EssayData {
  const isWhole = lengthOf(essay) <= mostWholeChars;
  const room = isWhole ? mostWholeChars : mostChars;
  const numbers = isWhole ? essay.paragraphs.map(({ n }) => n) : promising({ essay, best }, room);
  return { text: printed('A', essay, numbers, room), essays: new Map([['A', essay]]) };
}

/**
 * The data of the paragraphs `within` of one essay; of more than fit the ones in `best` with their neighbours, and then
 * as many of the others as there is room for, spread evenly.
 */
export function dataWithin(essay: Essay, within: readonly number[], best: readonly number[]): EssayData {
  const inside = new Set(within);
  const whole = {
    paragraphs: essay.paragraphs.filter(({ n }) => inside.has(n)),
    notes: essay.notes.filter(({ paragraph }) => paragraph !== undefined && inside.has(paragraph)),
  };
  const isWhole = lengthOf(whole) <= mostWholeChars;
  const room = isWhole ? mostWholeChars : mostChars;
  const wanted = [...best, ...best.flatMap((n) => [n - 1, n + 1]), ...spread(within)].filter((n) => inside.has(n));
  const numbers = isWhole ? within : fitting(essay, wanted, room);
  return { text: printed('A', essay, numbers, room), essays: new Map([['A', essay]]) };
}

/** All of `numbers`, in an order of which every beginning is spread over the whole. */
function spread(numbers: readonly number[]): readonly number[] {
  const steps = [16, 8, 4, 2, 1];
  return [...new Set(steps.flatMap((step) => numbers.filter((_, at) => at % step === 0)))];
}

/** Whether the main essay of `retrieval` is given whole, so that nothing hangs on what was retrieved. */
export function isShort(essay: Essay): boolean {
  return lengthOf(essay) <= mostWholeChars;
}

/** With its notes, which are printed as well. */
function lengthOf({ paragraphs, notes }: Pick<Essay, 'paragraphs' | 'notes'>): number {
  return [...paragraphs, ...notes].reduce((sum, { text }) => sum + text.length, 0);
}

/** What was found of one essay, for all the questions of a message together. */
interface Found {
  readonly essay: Essay;
  /** The best first, of each question in turn. */
  readonly best: readonly number[];
}

function distinctEssays(retrievals: readonly Retrieval[]): Found[] {
  const essays = [...new Set(retrievals.map(({ essay }) => essay))];
  return essays.map((essay) => {
    const lists = retrievals.filter((each) => each.essay === essay).map(({ paragraphs }) => paragraphs);
    const ranks = Array.from({ length: paragraphsOfLong }, (_, rank) => rank);
    return { essay, best: ranks.flatMap((rank) => lists.flatMap((list) => list[rank]?.paragraph ?? [])) };
  });
}

/** Numbers in reading order: the best paragraphs first, then their neighbours and the opening, while there is room. */
function promising({ essay, best }: Found, room: number): readonly number[] {
  return fitting(essay, [...best, 1, ...best.flatMap((n) => [n - 1, n + 1])], room);
}

/** Of the paragraphs `wanted`, the first one always and then each that still fits; in reading order. */
function fitting(essay: Essay, wanted: readonly number[], room: number): readonly number[] {
  const kept = new Set<number>();
  let length = 0;
  for (const n of wanted) {
    const paragraph = essay.paragraphs[n - 1];
    if (!paragraph || kept.has(n)) continue;
    const own = lengthOf({ paragraphs: [paragraph], notes: essay.notes.filter((note) => note.paragraph === n) });
    if (kept.size > 0 && length + own > room) continue;
    kept.add(n);
    length += own;
  }
  return [...kept].sort((a, b) => a - b);
}

/** No paragraph or note is longer than `room`: files without paragraphs have all of their text in one. */
function printed(key: string, essay: Essay, numbers: readonly number[], room: number): string {
  const begun = (text: string): string => (text.length <= room ? text : `${text.slice(0, room)} [goes on]`);
  const facts = [`“${essay.title}”`, essay.author && `by ${essay.author}`, essay.date && `dated ${essay.date}`];
  const lines = [`Essay ${key}: ${facts.filter(Boolean).join(', ')}. Language: ${essay.language}.`];
  let before = 0;
  for (const n of numbers) {
    if (n !== before + 1) lines.push('[paragraphs left out]');
    for (const { title, firstParagraph } of essay.sections) if (firstParagraph === n) lines.push(`Section: ${title}`);
    lines.push(`¶${n} ${begun(essay.paragraphs[n - 1]?.text ?? '')}`);
    for (const { paragraph, text } of essay.notes) if (paragraph === n) lines.push(`Note to ¶${n}: ${begun(text)}`);
    before = n;
  }
  if (before < essay.paragraphs.length) lines.push('[paragraphs left out]');
  return lines.join('\n');
}
