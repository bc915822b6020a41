/**
 * Sentences out of prose: each with the marks that stand in it and right after it.
 */
import { parseMarks } from '../essay/citation.js';
import { sentences as cutSentences } from '../essay/sentences.js';
import { bareSupport, type Draft, markedParagraphs } from './draft.js';

interface ProsePiece {
  readonly text: string;
  readonly end: number;
}

/** Where a line ends something: before an item of a list or a heading, and after a heading or a colon. */
const lineBreak = /\n(?=[ \t]*(?:[-*•–]|\d{1,2}[.)]|#{1,6}) )|(?<=(?:^|\n)#[^\n]{0,200})\n|(?<=[:：])\n/gu;

/** Sentences of prose in order, each with the marks that follow it; `end` is the offset behind those. */
export function proseSentences(text: string, language: string): readonly ProsePiece[] {
  const pieces: ProsePiece[] = [];
  let from = 0;
  for (const at of [...[...text.matchAll(lineBreak)].map(({ index }) => index), text.length]) {
    const block = text.slice(from, at);
    let done = 0;
    for (const { start, end } of cutSentences(plain(block), language)) {
      if (end <= done) continue;
      const next = end + marksAfter(block.slice(end));
      pieces.push({ text: block.slice(Math.max(start, done), next), end: from + next });
      done = next;
    }
    from = at;
  }
  return pieces;
}

const bracket = String.raw`[[(【（［〔]([^[\]()【】（）［］〔〕\n]{1,80})[\])】）］〕]`;
const brackets = new RegExp(bracket, 'gu');
const bracketed = new RegExp(String.raw`^\s*${bracket}`, 'u');
const bare = /^\s*(?:[—–-]\s*)?¶{1,2}\s?\d{1,5}(?:\s?[-–]\s?¶?\d{1,5})?/u;
const between = /^\s*[,;·.。、]/u;

/** `text` as it is cut, of equal length: "[para. 4]" with its full stop and small letters would hide the end before it. */
function plain(text: string): string {
  return text
    .replace(brackets, (all, inner: string) => (holdsMarksAlone(inner) ? ' '.repeat(all.length) : all))
    .replace(/¶{1,2}\s?\d{1,5}/gu, (all) => `A${'a'.repeat(all.length - 1)}`);
}

/** How much of the beginning of `rest` are marks that belong to the sentence before. */
function marksAfter(rest: string): number {
  let at = 0;
  for (;;) {
    const left = rest.slice(at);
    const inner = bracketed.exec(left);
    if (inner && holdsMarksAlone(inner[1] ?? '')) at += inner[0].length;
    else {
      const mark = bare.exec(left)?.[0];
      // "¶4 says" begins the next sentence; a mark belongs to the one before where nothing is said of it.
      if (mark !== undefined && !/^(?:\s*\p{Ll}|[\p{L}\p{N}'’])/u.test(left.slice(mark.length))) at += mark.length;
      else {
        const sign = at > 0 ? between.exec(left)?.[0] : undefined;
        if (sign === undefined) return at;
        at += sign.length;
      }
    }
  }
}

/** "¶4, ¶5", "see paragraph 4", "Streltsov ¶4", "4, 5"; not "he returns to this in ¶4 and denies it". */
function holdsMarksAlone(inner: string): boolean {
  if (/^[\s\d,;–-]+$/.test(inner) && /\d/.test(inner)) return true;
  const marks = parseMarks(inner);
  if (marks.length === 0) return false;
  const rest = marks.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), inner);
  return (rest.match(/\p{L}+/gu) ?? []).length <= 2;
}

/** Longer is no sentence, in characters. */
const mostChars = 2_000;

/** A sentence of prose with its marks; undefined where there is not a word, and for headings and what announces a list. */
export function proseDraft(piece: string): Draft | undefined {
  const text = piece.replace(/^\s*```[a-z]*\s*|\s*```\s*$/gi, '').trim();
  if (text.length > mostChars || !/\p{L}{2}/u.test(text) || /^#{1,6} |[:：]$/u.test(text)) return undefined;
  return { text, claim: '', support: markedParagraphs(text).map(bareSupport) };
}
