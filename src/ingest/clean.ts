/**
 * Tells a text from the page around it. Lines go only at the head and the foot of a page, where furniture stands; inside
 * the body nothing goes but the labels of advertisements. Weak evidence (a short line without a full stop) counts only
 * between lines of strong evidence. Whatever is dropped is reported.
 */
import { isoDate } from './dates.js';
import { bylineAuthor, isDateLine, isEndOfPage, isFurniture, isInterruption, isNameShaped } from './furniture.js';
import { isNoteLine, isNotesHeading } from './note-marks.js';
import { fold } from './tidy.js';

export interface Line {
  readonly text: string;
  /** Part of a paragraph of sentences: never furniture, and where the body begins or ends. */
  readonly isProse: boolean;
  /** The line stands alone between empty lines, or is a heading. */
  readonly isAlone: boolean;
  readonly isHeading?: boolean;
  /** An item of a list or a quotation: never a title. */
  readonly isInset?: boolean;
}

export interface Cleaning {
  /** Indices of furniture. */
  readonly dropped: ReadonlySet<number>;
  /** Indices of the lines that gave title and author: no paragraphs, no furniture. */
  readonly consumed: ReadonlySet<number>;
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
}

/** Whether a paragraph reads as running text rather than as a label. */
export function isProse(text: string): boolean {
  if (isFurniture(text)) return false;
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  return text.length >= (wide ? 50 : 140) && /[.!?…。！？]/u.test(text);
}

/** What of `lines` is the page's and not the text's. `pageTitle` is what the page calls itself, e.g. its `<title>`. */
export function cleanLines(lines: readonly Line[], pageTitle?: string): Cleaning {
  const dropped = new Set<number>();
  const consumed = new Set<number>();
  const strong = lines.map((line) => !line.isProse && isFurniture(line.text));
  dropEndOfPage(lines, dropped);
  const { bodyStart, bodyEnd } = bodyOf(lines, strong, dropped);
  const head = lines.slice(0, bodyStart);
  const strongInHead = head.filter((_, index) => strong[index]).length;
  let titleIndex = findTitle(head, strong, pageTitle, strongInHead > 0);
  for (const [index, line] of head.entries()) {
    if (strong[index]) dropped.add(index);
    else if (strongInHead >= 2 && titleIndex !== undefined && index < titleIndex && isLabel(line.text))
      dropped.add(index);
  }
  let afterStrong = false;
  for (let index = bodyEnd; index < lines.length; index += 1) {
    const text = lines[index]?.text ?? '';
    if (strong[index]) {
      dropped.add(index);
      afterStrong = true;
    } else if (afterStrong && isLabel(text) && !isNoteLine(text) && !isNotesHeading(text)) dropped.add(index);
  }
  if (dropped.size > 0) {
    for (const [index, line] of lines.entries()) if (isInterruption(line.text)) dropped.add(index);
  }
  // A text of one line is its own title, but still a text.
  if (titleIndex !== undefined && lines.every((_, index) => index === titleIndex || dropped.has(index)))
    titleIndex = undefined;
  const title = titleIndex === undefined ? undefined : lines[titleIndex]?.text;
  if (titleIndex !== undefined) {
    consumed.add(titleIndex);
    dropped.delete(titleIndex);
    // The title is often there twice: in the page's head and over the text.
    for (let index = 0; index < bodyStart; index += 1) {
      if (index !== titleIndex && fold(lines[index]?.text ?? '') === fold(title ?? '')) dropped.add(index);
    }
  }
  const author = findAuthor(lines, { bodyStart, titleIndex, dropped, consumed });
  const date = head
    .map((line, index) => (strong[index] ? dateIn(line.text) : undefined))
    .find((found) => found !== undefined);
  return {
    dropped,
    consumed,
    ...(title === undefined ? {} : { title }),
    ...(author === undefined ? {} : { author: displayName(author, title, head) }),
    ...(date === undefined ? {} : { date }),
  };
}

/** A short line that is no sentence and no speech: a menu entry, a name, a heading. */
function isLabel(text: string): boolean {
  const line = text.trim();
  return line.length <= 100 && !/[.!?…。！？,;:"”»]$/u.test(line) && !/^[-–—"“«„*]/u.test(line);
}

/** Everything after "Comments (3)" or "Related articles" goes, if it stands late and is the smaller part of the page. */
function dropEndOfPage(lines: readonly Line[], dropped: Set<number>): void {
  const firstProse = lines.findIndex((line) => line.isProse);
  if (firstProse < 0) return;
  const total = lines.reduce((sum, line) => sum + line.text.length, 0);
  for (let index = firstProse + 1; index < lines.length; index += 1) {
    const stands = lines[index]?.isAlone === true || isFurniture(lines[index - 1]?.text ?? '');
    if (!stands || !isEndOfPage(lines[index]?.text ?? '')) continue;
    const rest = lines.slice(index).reduce((sum, line) => sum + line.text.length, 0);
    if (rest > total * 0.4) continue;
    for (let at = index; at < lines.length; at += 1) if (!isNoteLine(lines[at]?.text ?? '')) dropped.add(at);
    return;
  }
}

function bodyOf(
  lines: readonly Line[],
  strong: readonly boolean[],
  dropped: ReadonlySet<number>,
): { bodyStart: number; bodyEnd: number } {
  const prose = lines.findIndex((line) => line.isProse);
  const lastProse = lines.findLastIndex((line, index) => line.isProse && !dropped.has(index));
  if (prose >= 0) return { bodyStart: prose, bodyEnd: lastProse + 1 };
  // A poem or a dialogue: its head reaches as far as furniture does, within the first third.
  const third = Math.max(2, Math.floor(lines.length / 3));
  const lastStrong = strong.slice(0, third).lastIndexOf(true);
  const bodyStart = Math.min(lines.length, Math.max(lastStrong + 3, 2));
  return { bodyStart, bodyEnd: Math.max(bodyStart, lines.length - third) };
}

const maxTitleChars = 200;

function findTitle(
  head: readonly Line[],
  strong: readonly boolean[],
  pageTitle: string | undefined,
  isPage: boolean,
): number | undefined {
  let best: { index: number; score: number } | undefined;
  const folded = head.map((line) => fold(line.text));
  const page = pageTitle === undefined ? undefined : fold(pageTitle);
  const lastStrong = strong.slice(0, head.length).lastIndexOf(true);
  for (const [index, line] of head.entries()) {
    const text = folded[index] ?? '';
    if (
      strong[index] ||
      line.isProse ||
      line.isInset ||
      !isTitleShaped(line.text) ||
      (isPage && index > lastStrong + 3)
    )
      continue;
    const repeated =
      text.length >= 8 && folded.some((other, at) => at !== index && other !== text && other.includes(text));
    const named = page !== undefined && text.length >= 4 && page.includes(text);
    // Without a page around it only the first line, standing alone, is a title.
    const isFirst = index === 0 && (line.isAlone || bylineAuthor(head[1]?.text ?? '') !== undefined);
    if (!isPage && !isFirst && !named && !(line.isHeading && index < 3)) continue;
    if (bylineAuthor(line.text) !== undefined) continue;
    const nameShaped = isNameShaped(line.text) ? -2 : 0;
    const words =
      text.split(' ').length >= 3 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{6}/u.test(text) ? 2 : 0;
    const score =
      (repeated ? 5 : 0) +
      (named ? 6 : 0) +
      (line.isHeading ? 4 : 0) +
      (line.isAlone ? 1 : 0) +
      words +
      nameShaped +
      index / (head.length + 1) -
      (isPage ? 0 : index);
    if (!best || score > best.score) best = { index, score };
  }
  return best?.index;
}

function isTitleShaped(text: string): boolean {
  const line = text.trim();
  if (line.length > maxTitleChars || /[.,;:、。]$/u.test(line.replace(/\b\p{Lu}\.$/u, '')) || !/\p{L}/u.test(line))
    return false;
  return !/^[-–—•*]\s/.test(line) && !/^["“«„「].*[?!.,…]["”»」]$/u.test(line);
}

function findAuthor(
  lines: readonly Line[],
  page: { bodyStart: number; titleIndex: number | undefined; dropped: ReadonlySet<number>; consumed: Set<number> },
): string | undefined {
  const { bodyStart, titleIndex, consumed, dropped } = page;
  for (let index = 0; index < bodyStart; index += 1) {
    const author = consumed.has(index) ? undefined : bylineAuthor(lines[index]?.text ?? '');
    if (author === undefined) continue;
    consumed.add(index);
    return author;
  }
  if (titleIndex === undefined) return undefined;
  let body: string | undefined;
  let after = titleIndex + 1;
  while (after < bodyStart && dropped.has(after)) after += 1;
  for (const index of [after, titleIndex - 1]) {
    const text = index >= 0 && index < bodyStart && !dropped.has(index) ? (lines[index]?.text ?? '') : '';
    if (!isNameShaped(text)) continue;
    body ??= lines
      .slice(bodyStart)
      .map((line) => line.text)
      .join('\n');
    if (!isOrdinaryWords(text, body)) {
      consumed.add(index);
      return text.trim();
    }
  }
  return undefined;
}

/** "Early Life" is no name: its words stand in the text in lower case. */
function isOrdinaryWords(name: string, body: string): boolean {
  const own = (name.match(/\p{Lu}[\p{L}'’-]+/gu) ?? []).map((word) => word.toLowerCase());
  return own.some((word) => new RegExp(`(?<!\\p{L})${word.replace(/[^\p{L}]/gu, '.')}(?!\\p{L})`, 'u').test(body));
}

/** Catalogues of Russian sites put the surname first ("Surname Name. Title"); people write it last. */
function displayName(author: string, title: string | undefined, head: readonly Line[]): string {
  const parts = author.split(/\s+/);
  const [surname, name] = parts;
  if (parts.length !== 2 || surname === undefined || name === undefined || title === undefined) return author;
  const entry = fold(`${author}. ${title}`);
  const isCatalogued = head.some((line) => fold(line.text).includes(entry));
  const isRussianPage = head.some((line) => /\p{Script=Cyrillic}{3}/u.test(line.text));
  return isCatalogued && isRussianPage ? `${name} ${surname}` : author;
}

function dateIn(text: string): string | undefined {
  if (!isDateLine(text)) return undefined;
  for (const part of [text, ...text.split(/\s*[|•·]\s*|\s+by\s+/u)]) {
    const date = isoDate(part);
    if (date !== undefined) return date;
  }
  const found =
    /\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}年\d{1,2}月\d{1,2}日|\p{L}+\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{1,2}\.? \p{L}+ \d{4}/u.exec(
      text,
    );
  return found ? isoDate(found[0]) : undefined;
}
