/**
 * The numbers and dates of a text as values, however they are written: digits with any grouping, words, ordinals, spans,
 * Roman numerals, months, decades. Nothing is rounded and nothing is reckoned.
 */
import type { Span } from '../../essay/types.js';
import { type Word, words } from '../../essay/words.js';
import { namedDecades, namedMonths } from './calendar-words.js';
import { countedSigns } from './japanese-numbers.js';
import { wordNumber } from './number-words.js';
import type { NumberKind, StatedNumber } from './stated-number.js';

/** Digits with groups, decimals or neither; a letter before them makes a name of them (G7). */
const digitRun =
  /(?<![\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}])(?<!\p{Lu}-)(?:\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)/gu;
const fullDate = /(?<!\d)(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))(?!\d)/g;
const clock = /(?<!\d)\d{1,2}:\d{2}(?!\d)/g;
const percentAfter =
  /^(?:\s?[-‐–]\s?\d+(?:[.,]\d+)?)?\s?(?:%|％|‰|per ?cent|percent|процент|prozent|por ?ciento|pour ?cent|パーセント)/iu;
const scaleAfter =
  /^[\s\u00a0-]?(hundred|thousand|million|billion|trillion|тыс\.?|тысяч\p{L}*|млн\.?|миллион\p{L}*|млрд\.?|миллиард\p{L}*|tausend|mio\.?|million(?:en|es)?|mrd\.?|milliarden?|mil(?: millones)?|millones|millón|mille|milliards?|millions)(?!\p{L})/iu;
const roman =
  /(?<![\p{L}\p{N}])(?:(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})(?=(?:e|er|ème)?(?![\p{L}\p{N}]))|[VX](?=(?:e|ème)?\s(?:век|вв?\.|siècle|century))|(?<=siglos?\s)[VX](?!\p{L}))/gu;
const romanValue: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
const halves = /(?<!\p{L})(?:half|halves|половин\p{L}+|hälften?|mitad|moitié)(?![\p{L}-])|半分|半数/giu;
const oneAndHalf = /(?<!\p{L})(?:полтор(?:а|ы|у)|полутора|anderthalb|eineinhalb)(?!\p{L})/giu;
const vagueWords: Readonly<Record<string, number>> = {
  'dozens|десятки|десятков|десяткам|dutzende|docenas|douzaines|dizaines|decenas': 12,
  'hundreds|сотни|сотен|сотням|сотнями|hunderte|cientos|centenares|centaines|数百': 100,
  'thousands|tausende|miles|milliers|数千': 1e3,
  'millions of|millionen von|millones de|des millions|数百万': 1e6,
};
const vague = Object.entries(vagueWords).map(
  ([source, value]) => [new RegExp(`(?<!\\p{L})(?:${source})(?![\\p{L}])`, 'giu'), value] as const,
);

/** Every number and date of `text`, by kind, not in order; `language` is BCP 47. One is none; marks (¶4) are not known here. */
export function statedNumbers(text: string, language: string): StatedNumber[] {
  const tongue = language.split('-')[0] ?? 'und';
  const plain = text.replace(/[０-９．，]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const found: StatedNumber[] = [];
  const isFree = ({ start, end }: Span): boolean => !found.some((other) => start < other.end && other.start < end);
  const add = (span: Span, kind: NumberKind, values: readonly number[], isPercent = false): void => {
    found.push({ start: span.start, end: span.end, kind, values, isPercent });
  };
  for (const { start, end, year } of namedDecades(plain, tongue)) add({ start, end }, 'decade', [year]);
  for (const { start, end, month } of namedMonths(plain, tongue)) add({ start, end }, 'month', [month]);
  for (const match of plain.matchAll(fullDate)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const [year, month, day] = [match[1] ?? match[6], match[2] ?? match[5], match[3] ?? match[4]].map(Number);
    for (const value of [year, day]) if (value !== undefined) add(span, 'digits', [value]);
    if (month !== undefined) add(span, 'month', [month]);
  }
  for (const match of plain.matchAll(clock)) {
    const span = { start: match.index, end: match.index + match[0].length };
    for (const part of match[0].split(':')) add(span, 'digits', [Number(part)]);
  }
  if (tongue === 'ja') for (const each of countedSigns(plain)) if (isFree(each)) found.push(each);
  for (const match of plain.matchAll(digitRun)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (isFree(span)) found.push(readDigits(plain, span, match[0], tongue));
  }
  for (const [pattern, value] of vague)
    for (const span of spans(plain, pattern)) if (isFree(span)) add(span, 'vague', [value]);
  for (const span of spans(plain, oneAndHalf)) found.push(scaled(plain, span, 1.5));
  for (const span of spans(plain, roman)) {
    const value = readRoman(plain.slice(span.start, span.end));
    if (value > 0 && isFree(span)) add(span, 'digits', [value]);
  }
  for (const each of inWords(plain, tongue)) if (isFree(each)) found.push(each);
  for (const span of spans(plain, halves)) if (isFree(span)) add(span, 'word', [0.5]);
  return tongue === 'ja' ? found.flatMap((each) => withJapaneseUnit(each, plain)) : found;
}

/** 4月 is a month, 九十年代 a decade, and 四割 is 40 % as well. */
function withJapaneseUnit(number: StatedNumber, text: string): StatedNumber[] {
  if (text.startsWith('月', number.end)) return [{ ...number, kind: 'month' }];
  if (text.startsWith('年代', number.end)) return [{ ...number, kind: 'decade' }];
  if (!text.startsWith('割', number.end)) return [number];
  return [{ ...number, values: [...number.values, ...number.values.map((tenth) => tenth * 10)], isPercent: true }];
}

function* spans(text: string, pattern: RegExp): Generator<Span> {
  for (const { index, 0: surface } of text.matchAll(pattern)) yield { start: index, end: index + surface.length };
}

/** What digits may mean; in a span the end may be cut short (1941-45). */
function readDigits(text: string, { start, end }: Span, surface: string, tongue: string): StatedNumber {
  const after = text.slice(end);
  const isPercent = percentAfter.test(after);
  const scaled = scaleAfter.exec(after);
  const factor = scaled ? scaleOf(scaled[1] ?? '') : 1;
  const compact = surface.replace(/['’\s\u00a0\u202f\u2009]/gu, '');
  const values = new Set<number>();
  const [, grouping] = /^\d{1,3}([.,])\d{3}(?:\1\d{3})*$/.exec(compact) ?? [];
  // English groups with commas; elsewhere a comma may be either.
  const isEnglish = tongue === 'en' || tongue === 'ja';
  if (grouping !== undefined && (grouping === ',' || !isEnglish)) values.add(Number(compact.replace(/[.,]/g, '')));
  const decimal = /^(\d+(?:[.,]\d{3})*)[.,](\d+)$/.exec(compact);
  const isGroupedOnly = grouping !== undefined && (grouping === ',') === isEnglish;
  if (decimal && !isGroupedOnly) values.add(Number(`${decimal[1]?.replace(/[.,]/g, '')}.${decimal[2]}`));
  if (/^\d+$/.test(compact)) values.add(Number(compact));
  const century = /(\d{2})\d{2}\s?[-‐‑–—−/〜～]\s?$/u.exec(text.slice(0, start))?.[1];
  if (century !== undefined && /^\d{2}$/.test(surface)) values.add(Number(century + surface));
  const scaledValues = [...values].map((value) => Math.round(value * factor * 1e6) / 1e6);
  return { start, end: scaled ? end + scaled[0].length : end, kind: 'digits', values: scaledValues, isPercent };
}

/** A number in words with the scale after it, if there is one: "anderthalb Millionen". */
function scaled(text: string, { start, end }: Span, value: number): StatedNumber {
  const after = scaleAfter.exec(text.slice(end));
  const values = [value * (after ? scaleOf(after[1] ?? '') : 1)];
  return { start, end: end + (after?.[0].length ?? 0), kind: 'word', values, isPercent: false };
}

function scaleOf(word: string): number {
  const lower = word.toLowerCase();
  if (/^(?:млн|миллион|million|mio|millones|millón)/u.test(lower)) return 1e6;
  if (/^(?:млрд|миллиард|billion|mrd|milliard)|^mil millones/u.test(lower)) return 1e9;
  if (/^trillion/u.test(lower)) return 1e12;
  return /^hundred/u.test(lower) ? 100 : 1e3;
}

function readRoman(surface: string): number {
  const values = [...surface].map((sign) => romanValue[sign] ?? 0);
  return values.reduce((sum, value, at) => ((values[at + 1] ?? 0) > value ? sum - value : sum + value), 0);
}

/** Words of a number that may stand between its parts. */
const joiners: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(['and']),
  es: new Set(['y']),
  fr: new Set(['et']),
  de: new Set(['und']),
};
/** "neuf" is new, "Acht" is care: such a word counts only where what follows is counted. */
const doubtful: Readonly<Record<string, RegExp>> = { fr: /^neuf$/u, de: /^acht$/u };

function inWords(text: string, tongue: string): StatedNumber[] {
  const list = words(text, tongue);
  const found: StatedNumber[] = [];
  for (let at = 0; at < list.length; at++) {
    const read = readNumber(list, at, text, tongue);
    if (read === undefined) continue;
    const { value, next, span } = read;
    at = next - 1;
    const word = list[at];
    // "Pour cent" is a share; one counts nothing.
    const isNone = value === 1 || /(?<!\p{L})(?:por|pour)\s+$/iu.test(text.slice(0, span.start));
    const isDoubtful =
      word !== undefined &&
      doubtful[tongue]?.test(word.form) &&
      !/^\s+\p{L}+(?:s|x|en|e|er)(?!\p{L})/u.test(text.slice(word.end));
    if (isNone || isDoubtful) continue;
    const isPercent = percentAfter.test(text.slice(span.end));
    found.push({ ...span, kind: 'word', values: [value], isPercent });
  }
  return found;
}

interface ReadNumber {
  readonly value: number;
  readonly span: Span;
  /** The index of the word after it. */
  readonly next: number;
}

/** The number that begins with the word at `from`; undefined when none does. */
function readNumber(list: readonly Word[], from: number, text: string, tongue: string): ReadNumber | undefined {
  const first = list[from];
  const begin = first && wordNumber(first.form, tongue);
  if (first === undefined || begin === undefined) return undefined;
  let sum = begin >= 1000 ? begin : 0;
  let current = begin >= 1000 ? 0 : begin;
  let next = from + 1;
  let end = first.end;
  for (;;) {
    const joined = list[next];
    if (joined === undefined || !isBlank(text, end, joined.start)) break;
    const skips = joiners[tongue]?.has(joined.form) ? 1 : 0;
    const word = list[next + skips];
    if (word === undefined || (skips > 0 && !isBlank(text, joined.end, word.start))) break;
    const half = list[next + 2];
    if (skips > 0 && word.form === 'a' && half?.form === 'half') {
      const span = scaled(text, { start: first.start, end: half.end }, sum + current + 0.5);
      const after = list.findIndex(({ start }, at) => at >= next + 3 && start >= span.end);
      return { value: span.values[0] ?? 0, span, next: after < 0 ? list.length : after };
    }
    const value = wordNumber(word.form, tongue);
    const joins = value === undefined ? undefined : extend(current, value, tongue, skips > 0, sum > 0);
    if (joins === undefined) break;
    if (joins >= 1000) {
      sum += joins;
      current = 0;
    } else current = joins;
    next += 1 + skips;
    end = word.end;
  }
  return { value: sum + current, span: { start: first.start, end }, next };
}

function isBlank(text: string, from: number, to: number): boolean {
  return /^[\s\u00a0-]*$/u.test(text.slice(from, to));
}

/** `current` with the word `value` after it, if the two are one number. */
function extend(
  current: number,
  value: number,
  tongue: string,
  isJoined: boolean,
  hasThousands: boolean,
): number | undefined {
  if (current === 0) return hasThousands && value < 1000 ? value : undefined;
  if (value >= 1000) return isJoined ? undefined : current * value;
  if (value === 100) return isJoined || current >= 100 || tongue === 'ru' ? undefined : current * 100;
  const below = current % 100;
  if (tongue === 'fr' && value === 20 && below === 4 && !isJoined) return current + 76;
  if (tongue === 'fr' && value >= 10 && value < 20 && (below === 60 || below === 80)) return current + value;
  if (below === 0 && current >= 100 && value < 100) return current + value;
  if (tongue === 'fr' && value >= 7 && value < 10 && below === 10) return current + value;
  const joinsTens = tongue === 'es' || tongue === 'fr';
  if (value < 10 && below >= 20 && below % 10 === 0) return isJoined && !joinsTens ? undefined : current + value;
  return undefined;
}
