/**
 * The printed form of a paragraph, `¶4`, and every way people write it. Pure; whether a paragraph exists is not asked here.
 */
import { cardinalPattern, ordinalPattern, parseNumeral } from './numerals.js';
import type { Span } from './types.js';

export interface MarkOptions {
  /** The essay's short name, printed where several essays are in play. */
  readonly essay?: string;
  /** The page, for essays that have pages. */
  readonly page?: number;
}

/** `¶4`, `Streltsov ¶4`, `¶12 (p. 4)`. */
export function printMark(paragraph: number, options: MarkOptions = {}): string {
  const essay = options.essay === undefined ? '' : `${options.essay} `;
  const page = options.page === undefined ? '' : ` (p. ${options.page})`;
  return `${essay}¶${paragraph}${page}`;
}

/** The paragraphs in reading order, neighbours joined: `¶1, ¶4, ¶8-9`; empty for none. */
export function printMarks(paragraphs: readonly number[]): string {
  const sorted = [...new Set(paragraphs)].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const n of sorted) {
    const range = ranges.at(-1);
    if (range && range.last === n - 1) range.last = n;
    else ranges.push({ first: n, last: n });
  }
  return ranges.map(({ first, last }) => (first === last ? `¶${first}` : `¶${first}-${last}`)).join(', ');
}

/** One mark as it stands in a text: a paragraph or a run of them. */
export interface ParsedMark extends Span {
  /** -1 means the last paragraph of whatever essay is meant; see `resolveMark`. */
  readonly first: number;
  readonly last: number;
  readonly page?: number;
}

const dash = String.raw`(?:[-‐‑–—−~〜～]|\.\.\.?|…)`;
const joinWord = "(?:to|through|thru|till|bis|hasta|al?|à|jusqu'à|по|до|から)";
const signs = '(?:¶{1,2}|§{1,2}|pilcrow)';
const singular = '(?:paragraph|para?|paragraf|пар|параграф|абз|absatz|abs|párrafo|párr|parrafo|paragraphe|abschnitt)';
const abbreviated = '(?:p|п)';
const plural = '(?:paragraphs|paras|pars|pp|absätzen?|párrafos|parrafos|paragraphes|абзац(?:ы|ах|ев|ам|ами))';
const russian = '(?:абзац(?:е|а|у|ем)?)';
const noun = `(?:${plural}|${russian}|${singular}|${abbreviated})`;

const before = String.raw`(?<![\p{L}\p{N}#@/_])`;
const after = String.raw`(?![\p{L}\p{N}_])`;
/** A number that is a decimal, a date or a share is no paragraph. */
const wholeNumber = String.raw`(?![.,:/]?\d)(?!\s?%)`;
const page = String.raw`(?:\s\(p\.\s(?<page>\d{1,5})\))?`;

const range = (start: string): string =>
  String.raw`(?<first>${start})(?:(?:\s*${dash}\s*|\s+${joinWord}\s+)(?:${signs}|${noun}\.?)?\s*(?<last>${cardinalPattern})(?![\p{L}\p{N}_]))?`;

const patterns: readonly RegExp[] = [
  // ¶4, ¶ 4, ¶¶3-6, § 4: a sign needs no boundary behind it in scripts without blanks.
  new RegExp(
    String.raw`${signs}\s?(?<first>\d{1,5})(?!\d)(?:\s*(?:${dash}|${joinWord})\s*${signs}?\s?(?<last>\d{1,5})(?!\d))?${page}`,
    'giu',
  ),
  // paragraph 4, para. four, p4, абзац 4, Absatz 4, paragraphs 3 to 6
  new RegExp(
    String.raw`${before}${noun}\.?\s{0,2}(?:#|№|nº|nr\.|no\.)?\s?${range(cardinalPattern)}${after}${wholeNumber}`,
    'giu',
  ),
  // #4
  new RegExp(
    String.raw`(?<![\p{L}\p{N}#&/_])#(?<first>\d{1,5})(?:\s?${dash}\s?#?(?<last>\d{1,5}))?${after}${wholeNumber}`,
    'giu',
  ),
  // fourth paragraph, 4th paragraph, 4-й абзац, в четвёртом абзаце, 4. Absatz, the last paragraph
  new RegExp(
    String.raw`${before}(?<first>${ordinalPattern})\s+(?:paragraph|para|абзац(?:е|а|у|ем)?|absatz(?:es)?|párrafo|parrafo|paragraphe)${after}`,
    'giu',
  ),
  // párrafo cuarto, paragraphe premier
  new RegExp(String.raw`${before}(?:párrafo|parrafo|paragraphe|абзац)\s+(?<first>${ordinalPattern})${after}`, 'giu'),
  // 段落4, 第4段落, 第四段, 第3〜6段落, 最後の段落
  new RegExp(String.raw`段落\s?(?<first>\d{1,5}|[一二三四五六七八九十]{1,3})(?:\s?${dash}\s?(?<last>\d{1,5}))?`, 'gu'),
  new RegExp(
    String.raw`第\s?(?<first>\d{1,5}|[一二三四五六七八九十]{1,3})(?:\s?(?:${dash}|から)\s?第?(?<last>\d{1,5}|[一二三四五六七八九十]{1,3}))?\s?段落?`,
    'gu',
  ),
  /(?<first>最後)の段落/gu,
];

/** After a plural or a doubled sign a list may go on: `¶¶3, 5 and 7`, `paragraphs 2, 3 and 9`. */
const listHead = new RegExp(`^(?:¶¶|§§|${plural})`, 'iu');
const listTail = new RegExp(
  String.raw`\s?(?:,|;|&|,?\s(?:and|und|y|et|и))\s?(?:${signs})?\s?(?<first>\d{1,5})(?:\s?${dash}\s?(?<last>\d{1,5}))?(?![\p{L}\p{N}_])(?![.:/]?\d)(?!\s?%)`,
  'yiu',
);

/**
 * The marks in a text, in order, never overlapping. Understands `¶4`, `p4`, `para four`, `#4`, `fourth paragraph`,
 * `абзац 4`, `段落4` and their like; leaves years, shares and words such as `p4p` alone.
 */
export function parseMarks(text: string): readonly ParsedMark[] {
  const digits = toAsciiDigits(text);
  const found: ParsedMark[] = [];
  for (const pattern of patterns) {
    for (const match of digits.matchAll(pattern)) {
      const mark = readMatch(match, match.index);
      if (!mark || found.some((other) => mark.start < other.end && other.start < mark.end)) continue;
      found.push(mark, ...(listHead.test(match[0]) ? readList(digits, mark.end) : []));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The paragraphs a mark means in an essay of `count`, those that do not exist left out. */
export function resolveMark(mark: Pick<ParsedMark, 'first' | 'last'>, count: number): readonly number[] {
  const first = mark.first === -1 ? count : mark.first;
  const last = Math.min(mark.last === -1 ? count : mark.last, count);
  return first > last ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function readMatch(match: RegExpMatchArray, start: number): ParsedMark | undefined {
  const one = parseNumeral(match.groups?.first ?? '');
  const other = match.groups?.last === undefined ? one : parseNumeral(match.groups.last);
  if (one === undefined || other === undefined) return undefined;
  const paged = match.groups?.page === undefined ? {} : { page: Number(match.groups.page) };
  return { start, end: start + match[0].length, first: Math.min(one, other), last: Math.max(one, other), ...paged };
}

function readList(text: string, from: number): readonly ParsedMark[] {
  const list: ParsedMark[] = [];
  for (let at = from; ; ) {
    listTail.lastIndex = at;
    const match = listTail.exec(text);
    const mark = match ? readMatch(match, match.index) : undefined;
    if (!mark) return list;
    list.push(mark);
    at = mark.end;
  }
}

/** Full-width digits become ASCII ones; every offset stays. */
function toAsciiDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
