/**
 * The lines a sentence could give: itself, and itself cut at clauses. A cut never drops a condition, a turn ("but"), a
 * negation at the head of a clause or whose opinion it is, and what is left has a verb.
 */
import { clauses } from '../essay/sentences.js';
import type { Span } from '../essay/types.js';
import {
  goesOn,
  hasVerb,
  introductionLength,
  isDroppable,
  isIntroduction,
  isSubordinate,
  linkLength,
  mayEndBefore,
  mayStart,
  opensWithVerb,
  pointsBack,
  reports,
} from './openings.js';
import { countWords } from './word-count.js';

/** A sentence of the essay, ready to be cut. */
export interface Sentence extends Span {
  readonly paragraph: number;
  /** The paragraph's text. */
  readonly text: string;
  readonly language: string;
}

/** A line that could stand in a summary: pieces of one sentence in order, `…` between them. */
export interface Extract {
  readonly pieces: readonly [Span, ...Span[]];
  readonly words: number;
  readonly isWhole: boolean;
  /** Opens with a word whose antecedent stands before the sentence. */
  readonly pointsBack: boolean;
  /** The places of sentences shown before the line's own one, and where the first of them begins. */
  readonly also?: { readonly at: readonly number[]; readonly start: number };
}

/** More clauses than this are taken as they come: such a sentence is a list. */
const maxClauses = 12;
/** A line of fewer words says too little to stand alone. */
const minLineWords = 6;

/** A sentence this short is not cut, and one this short not before its "and". */
const uncutWords = 16;
const unsplitWords = 34;

/** The fit lines of a sentence, the whole one first. */
export function extractsOf(sentence: Sentence): Extract[] {
  const { text, language } = sentence;
  const parts = clauses(text, sentence).slice(0, maxClauses);
  const whole = extract(sentence, [sentence], true);
  const found = new Map<string, Extract>([[keyOf(whole.pieces), whole]]);
  const add = (pieces: readonly Span[]): void => {
    const joined = join(pieces);
    if (joined === undefined || found.has(keyOf(joined))) return;
    const line = extract(sentence, joined, false);
    if (line.words >= minLineWords) found.set(keyOf(joined), line);
  };
  const own = text.slice(sentence.start, sentence.end);
  const link = linkLength(own, language) || introductionLength(own, language);
  if (link > 0) add([{ start: sentence.start + link, end: sentence.end }]);
  const last = parts.length - 1;
  if (last < 1 || whole.words <= uncutWords) return [...found.values()];
  for (const from of starts(sentence, parts)) {
    const head = parts[from];
    const needsNext =
      head !== undefined && isSubordinate(text.slice(head.start + (from === 0 ? link : 0), head.end), language);
    for (let to = needsNext ? from + 1 : from; to <= last; to += 1) {
      if (!mayEndAt(sentence, parts, from, to, whole.words)) continue;
      const kept = parts.slice(from, to + 1).map((part, at) => {
        const isFirst = at === 0 && from === 0;
        return { start: isFirst ? part.start + link : part.start, end: at + from === last ? sentence.end : part.end };
      });
      const main = kept.filter(
        (part, at) =>
          at === 0 || leadsTo(text, parts, from + at) || !isDroppable(text.slice(part.start, part.end), language),
      );
      if (!isVerbFinal(language) && !main.some((part) => hasVerb(text.slice(part.start, part.end), language))) continue;
      add(kept);
      if (main.length < kept.length) add(main);
    }
  }
  return [...found.values()];
}

/** Any run of clauses, fit or not: for filling up when nothing better is left. */
export function clauseRuns(sentence: Sentence): Extract[] {
  const parts = clauses(sentence.text, sentence);
  const found = [extract(sentence, [sentence], true)];
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = from; to < Math.min(parts.length, from + maxClauses); to += 1) {
      const start = parts[from]?.start ?? sentence.start;
      const end = to === parts.length - 1 ? sentence.end : (parts[to]?.end ?? sentence.end);
      if (start > sentence.start || end < sentence.end) found.push(extract(sentence, [{ start, end }], false));
    }
  }
  return found;
}

/** The first `limit` words of a sentence that has no clause as short: better broken off than over the limit. */
export function brokenOff(sentence: Sentence, limit: number): Extract {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  let end = sentence.start;
  for (const part of segmenter.segment(sentence.text.slice(sentence.start, sentence.end))) {
    const next = sentence.start + part.index + part.segment.length;
    if (countWords(sentence.text.slice(sentence.start, next)) > limit) break;
    if (part.isWordLike) end = next;
  }
  return extract(sentence, [{ start: sentence.start, end: Math.max(end, sentence.start + 1) }], false);
}

function extract(sentence: Sentence, pieces: readonly Span[], isWhole: boolean): Extract {
  const [first = sentence, ...rest] = pieces.map(({ start, end }) => ({ start, end }));
  return {
    pieces: [first, ...rest],
    words: pieces.reduce((sum, { start, end }) => sum + countWords(sentence.text.slice(start, end)), 0),
    isWhole,
    pointsBack: pointsBack(sentence.text.slice(first.start, sentence.end), sentence.language),
  };
}

function keyOf(pieces: readonly Span[]): string {
  return pieces.map(({ start, end }) => `${start}-${end}`).join(' ');
}

/** "2. under a lamp": an item of a list says nothing without its head. */
const itemNumber = /^\s*\(?(?:\d{1,2}|\p{L})[.)]\s/u;

/** Where a line may start: at the head, after an introduction that can go, and after a semicolon. */
function starts({ text, language }: Sentence, parts: readonly Span[]): number[] {
  const found = [0];
  for (let at = 1; at < parts.length; at += 1) {
    const part = parts[at];
    const before = parts.slice(0, at).map(({ start, end }) => text.slice(start, end));
    if (part === undefined || before.some((piece) => !mayEndBefore(piece, language))) continue;
    const own = text.slice(part.start, part.end);
    if (itemNumber.test(own)) continue;
    if (isVerbFinal(language)) {
      if (/[はが]/.test(own)) found.push(at);
      continue;
    }
    if (isDroppable(own, language) || !mayStart(own, language) || linkLength(own, language) > 0) continue;
    const afterIntroduction =
      at === 1 && !opensWithVerb(language) && isIntroduction(before[0] ?? '', language) && hasVerb(own, language);
    if (afterIntroduction || (isStrong(text, parts, at) && hasVerb(own, language))) found.push(at);
  }
  return found;
}

/** Whether a line from part `from` may end with part `to`: nothing that follows may change what it claims. */
function mayEndAt(
  { text, language }: Sentence,
  parts: readonly Span[],
  from: number,
  to: number,
  words: number,
): boolean {
  if (to === parts.length - 1) return true;
  if (isVerbFinal(language)) return false;
  const [next = '', ...left] = parts.slice(to + 1).map(({ start, end }) => text.slice(start, end));
  if (words <= unsplitWords && goesOn(next)) return false;
  // "…, and once the rain had come": its own main clause is still to come.
  const end = text.slice(parts[to]?.start, parts[to]?.end);
  if (to > from && goesOn(end) && isSubordinate(end.replace(/^\S+\s+/u, ''), language)) return false;
  if (reports(text.slice(parts[from]?.start, parts[to]?.end), language)) return false;
  return [next, ...left].every((clause) => mayEndBefore(clause, language));
}

/** Whether what part `at` announces with a colon stands after it. */
function leadsTo(text: string, parts: readonly Span[], at: number): boolean {
  return /[:：]/.test(text.slice(parts[at]?.end ?? 0, parts[at + 1]?.start ?? 0));
}

/** Whether part `at` stands after a semicolon. After a colon it may be what someone else says, or one item of a list. */
function isStrong(text: string, parts: readonly Span[], at: number): boolean {
  return /[;；]/.test(text.slice(parts[at - 1]?.end ?? 0, parts[at]?.start ?? 0));
}

/** The predicate stands last: the head of such a sentence says nothing without its end. */
function isVerbFinal(language: string): boolean {
  return /^(?:ja|ko)(?:-|$)/.test(language);
}

/** Parts that touch, or have only signs between them, as one; undefined for none. */
export function join(parts: readonly Span[]): Span[] | undefined {
  const joined: Span[] = [];
  for (const { start, end } of parts) {
    const last = joined.at(-1);
    if (last !== undefined && start - last.end <= 4) joined[joined.length - 1] = { start: last.start, end };
    else joined.push({ start, end });
  }
  return joined.length > 0 ? joined : undefined;
}
