/**
 * Cuts text into sentences and clauses with offsets kept. `Intl.Segmenter` finds the breaks, this file takes back those
 * that stand after abbreviations, initials, ordinals and quoted speech. Offsets are UTF-16 units of the text given.
 */
import { abbreviations, openers, ordinalStopLanguages } from './abbreviations.js';
import type { Span } from './types.js';

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The sentences of `text` in order, trimmed of white space, never overlapping; empty for blank text.
 * Any language tag works, an unknown one like `und`. A single line break is a blank, an empty line ends a sentence.
 */
export function sentences(text: string, language: string): Span[] {
  const flat = text.replace(/(?<!\n)\n(?!\n)/g, ' ');
  const spans: Span[] = [];
  let start = 0;
  for (const at of breaks(flat, language)) {
    if (!isBreak(flat, start, at, language)) continue;
    pushTrimmed(spans, flat, start, at);
    start = at;
  }
  pushTrimmed(spans, flat, start, flat.length);
  return spans;
}

/** The segmenter's time grows with the square of its input: it gets this much at once, restarted at its last break. */
const windowChars = 8_192;

/** Where the segmenter would cut `text`, its ends left out. */
function* breaks(text: string, language: string): Generator<number> {
  const segmenter = segmenterFor(language);
  let start = 0;
  let size = windowChars;
  while (start < text.length) {
    const window = text.slice(start, start + size);
    let last = 0;
    for (const { index } of segmenter.segment(window)) {
      if (index > 0) yield start + index;
      last = index;
    }
    if (start + window.length >= text.length) return;
    if (last === 0) size *= 2;
    else {
      start += last;
      size = windowChars;
    }
  }
}

const minClauseChars = 25;
/** Wide characters say more: fewer of them make a clause. */
const minWideClauseChars = 10;

/**
 * The clauses of the sentence at `span`, in order: cut at semicolons, colons and dashes, then at commas, never inside
 * brackets or quotation marks and never so that a piece falls under 25 characters (10 of Chinese, Japanese or Korean).
 * The sign at the cut belongs to no piece; one piece, the whole span, when there is nothing to cut.
 */
export function clauses(text: string, span: Span): Span[] {
  const inside = enclosed(text, span);
  const strong = /[;；:：](?=\s|$)|[；：]|\s[-–—―](?=\s)|—|――/gu;
  const weak = /,(?=\s)|[，、]/gu;
  return cut(text, span, strong, inside).flatMap((piece) => cut(text, piece, weak, inside));
}

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(language === 'und' ? 'en' : language, { granularity: 'sentence' });
    } catch {
      segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    }
    segmenters.set(language, segmenter);
  }
  return segmenter;
}

function pushTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && isBlank(text, start)) start += 1;
  while (end > start && isBlank(text, end - 1)) end -= 1;
  if (end > start) spans.push({ start, end });
}

function isBlank(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}

/** How far the rules look around a break: long enough for any abbreviation, short enough to stay linear. */
const lookChars = 48;

/** Whether the segmenter's break at `at` is a real one. */
function isBreak(text: string, sentenceStart: number, at: number, language: string): boolean {
  const left = text.slice(Math.max(sentenceStart, at - lookChars), at);
  if (/\n\s*\n\s*$/.test(left)) return true;
  const before = left.trimEnd();
  const after = text.slice(at, at + lookChars).trimStart();
  if (before === '' || after === '') return true;
  if (!/[\p{L}\p{N}]/u.test(before) || !/[\p{L}\p{N}]/u.test(after)) return false;
  if (/^[)\]}»”’」』）】〉》]/u.test(after)) return false;
  // Speech goes on after the quotation: 「行く。」と言った, "Why?" he asked.
  if (/[」』）]$/u.test(before) && /^(と|って|という|など|の|を|に|は|が|も)/u.test(after)) return false;
  if (/^\p{Ll}/u.test(after)) return !/[.…?!]["'”’»)\]]*$/u.test(before);
  if (/^[\s"'“‘«([„]*\p{Lu}/u.test(after) && /(\.\.\.|…)["'”’»)\]]*$/u.test(before)) {
    return text.slice(sentenceStart, at).trim().length > 12;
  }
  return !endsOpen(before, after, language);
}

/** Whether the full stop that ends `before` belongs to an abbreviation, an initial or an ordinal. */
function endsOpen(before: string, after: string, language: string): boolean {
  const word = /(?:^|[\s("'“‘«„[/–—-])([\p{L}\p{N}°№][\p{L}\p{N}.°-]*)\.$/u.exec(before)?.[1];
  if (word === undefined) return false;
  const next = /^[\p{L}\p{N}'’-]+/u.exec(after)?.[0] ?? '';
  const lower = word.toLowerCase();
  const wordOpensSentence = word.length === before.length - 1;
  if (/^\d{1,3}$/.test(word)) {
    if (wordOpensSentence) return true;
    return word.length <= 2 && ordinalStopLanguages.has(language.split('-')[0] ?? '') && /^\p{Lu}/u.test(after);
  }
  if (abbreviations.beforeNumbers.has(lower) && /^[\d§IVXLC]/.test(after)) return true;
  if (abbreviations.anywhere.has(lower)) {
    if (/^[\d([]/.test(after)) return true;
    return /^\p{Lu}(\.\p{Lu})+$/u.test(word) && /^\p{Lu}/u.test(after) && !openers.has(next);
  }
  if (abbreviations.beforeNames.has(lower)) return true;
  // Initials: "D. Streltsov", "J.P. Smith", but "plan B. The next ...". "I." ends a sentence ("So do I. We left.").
  if (/^(\p{Lu}\.)*\p{Lu}$/u.test(word) && word !== 'I') {
    return /^\p{Lu}/u.test(after) && (/^\p{Lu}\./u.test(after) || !openers.has(next));
  }
  if (/^\p{Ll}$/u.test(word)) return /^(\p{L}\.|\d)/u.test(after);
  // "21 st. century", "in the 3 rd. Army"
  return /^(st|nd|rd|th)$/.test(lower) && /\d\s*(st|nd|rd|th)\.$/.test(before);
}

function cut(text: string, span: Span, signs: RegExp, inside: ReadonlySet<number>): Span[] {
  const piece = text.slice(span.start, span.end);
  const pieces: Span[] = [];
  let start = span.start;
  for (const match of piece.matchAll(signs)) {
    const at = span.start + match.index;
    const next = at + match[0].length;
    if (inside.has(at + match[0].length - 1) || !isLongEnough(text, start, at)) continue;
    if (!isLongEnough(text, next, span.end)) continue;
    pushTrimmed(pieces, text, start, at);
    start = next;
  }
  pushTrimmed(pieces, text, start, span.end);
  return pieces;
}

function isLongEnough(text: string, start: number, end: number): boolean {
  const piece = text.slice(start, end).trim();
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(piece);
  return piece.length >= (wide ? minWideClauseChars : minClauseChars);
}

const pairs: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '（': '）',
};

/** Positions inside brackets or quotation marks that close again within the span; marks around the whole span do not count. */
function enclosed(text: string, span: Span): ReadonlySet<number> {
  const inside = new Set<number>();
  const open: { close: string; at: number }[] = [];
  for (let at = span.start; at < span.end; at += 1) {
    const sign = text.charAt(at);
    const index = open.findLastIndex((entry) => entry.close === sign);
    if (index >= 0) {
      const from = open[index]?.at ?? at;
      open.length = index;
      if (from > span.start + 1 || at < span.end - 3) for (let i = from; i <= at; i += 1) inside.add(i);
    } else if (sign === '"') open.push({ close: '"', at });
    else if (pairs[sign] !== undefined) open.push({ close: pairs[sign], at });
  }
  return inside;
}
