/**
 * Plain text to blocks. Paragraphs are parted by empty lines; where there are none, by indented first lines, by long
 * lines (each its own paragraph), or, in hard-wrapped text, by lines that stop short at the end of a sentence.
 */
import { cleanLines, isProse, type Line } from './clean.js';
import { isoDate } from './dates.js';
import { type Block, type Draft, emptyDraft, type Meta } from './draft.js';
import { isNoteLine, isNotesHeading, linkTextMarks } from './note-marks.js';
import { isHeadingLine } from './text-headings.js';
import { oneLine } from './tidy.js';

/** The draft of a plain text that `tidy` has been over. */
export function readPlainText(text: string): Draft {
  const draft = emptyDraft();
  const lines = withoutGutenberg(text, draft)
    .split('\n')
    .map((line) => line.trimEnd());
  takeFields(lines, draft.meta);
  const chunks = chunksOf(lines);
  const isWrapped = !lines.some((line) => line.length > 160);
  const numbered: { line: Line; chunk: number }[] = [];
  for (const [chunk, chunkLines] of chunks.entries()) {
    const prose = isWrapped && chunkLines.length > 1 && isWrappedProse(chunkLines);
    for (const text of chunkLines) {
      const isAlone = chunkLines.length === 1;
      numbered.push({ chunk, line: { text: text.trim(), isProse: prose || isProse(text.trim()), isAlone } });
    }
  }
  const cleaning = cleanLines(
    numbered.map((entry) => entry.line),
    draft.meta.title,
  );
  draft.meta = {
    ...(cleaning.title === undefined ? {} : titleAndAuthor(cleaning.title)),
    ...(cleaning.author === undefined ? {} : { author: cleaning.author }),
    ...(cleaning.date === undefined ? {} : { date: cleaning.date }),
    ...draft.meta,
  };
  const kept: string[][] = chunks.map(() => []);
  let index = 0;
  for (const [chunk, chunkLines] of chunks.entries()) {
    for (const line of chunkLines) {
      if (cleaning.dropped.has(index)) draft.dropped.push(line.trim());
      else if (!cleaning.consumed.has(index)) kept[chunk]?.push(line);
      index += 1;
    }
  }
  draft.blocks = toBlocks(
    kept.filter((chunk) => chunk.length > 0),
    isWrapped,
    chunks.length <= 2,
  );
  return linkTextMarks(draft);
}

/** "Title by Author Name" on one line. */
function titleAndAuthor(line: string): Meta {
  const found = /^(.{3,120}?),?\s+by\s+((?:\p{Lu}[\p{L}.'’-]*\s+){1,3}\p{Lu}[\p{L}'’-]+)$/u.exec(line);
  return found?.[1] && found[2] ? { title: found[1], author: found[2] } : { title: line };
}

/** The boilerplate of Project Gutenberg stands before and after two fixed lines. */
function withoutGutenberg(text: string, draft: Draft): string {
  const start = /^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]*\n/im.exec(text);
  if (!start) return text;
  const end = /^\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG/im.exec(text);
  const head = text.slice(0, start.index).split('\n');
  takeFields(head, draft.meta, head.length);
  const tail = end && end.index > start.index ? text.slice(end.index) : '';
  draft.dropped.push(
    ...[...head, start[0], ...tail.split('\n')].map((line) => line.trim()).filter((line) => line !== ''),
  );
  return text.slice(start.index + start[0].length, text.length - tail.length);
}

const fields: Readonly<Record<string, keyof Omit<Meta, 'questions'>>> = {
  title: 'title',
  название: 'title',
  заголовок: 'title',
  titel: 'title',
  タイトル: 'title',
  題名: 'title',
  author: 'author',
  автор: 'author',
  著者: 'author',
  autor: 'author',
  date: 'date',
  дата: 'date',
  'release date': 'date',
  日付: 'date',
  source: 'source',
  источник: 'source',
  license: 'license',
  licence: 'license',
};

/** Lines like "Author: A. B." at the very top are fields; they are taken out of `lines`. */
function takeFields(lines: string[], meta: Meta, reach = 8): void {
  for (let index = 0; index < Math.min(reach, lines.length); index += 1) {
    const line = (lines[index] ?? '').trim();
    const found = line.length > 330 ? null : /^([\p{L} ]{2,14})\s*[:：]\s*(\S.{0,300})$/u.exec(line);
    const key = fields[(found?.[1] ?? '').toLowerCase().trim()];
    if (key === undefined) {
      if (line !== '' && reach <= 8) return;
      continue;
    }
    const value = (found?.[2] ?? '').trim();
    if (meta[key] === undefined) meta[key] = key === 'date' ? (isoDate(value.replace(/\s*\[.*$/, '')) ?? value) : value;
    lines[index] = '';
  }
}

function chunksOf(lines: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let open: string[] = [];
  for (const line of [...lines, '']) {
    if (line.trim() !== '') open.push(line);
    else if (open.length > 0) {
      chunks.push(open);
      open = [];
    }
  }
  return chunks;
}

function isWrappedProse(lines: readonly string[]): boolean {
  const text = lines.map((line) => line.trim()).join(' ');
  return isProse(text) && text.length / lines.length > (/[\p{Script=Han}\p{Script=Hiragana}]/u.test(text) ? 15 : 40);
}

const bullet = /^\s*(?:[•◦▪‣·*]\s+|-\s+|\(?\d{1,2}[.)]\s+|\(?[a-zа-я][.)]\s+)/iu;

function toBlocks(chunks: readonly string[][], isWrapped: boolean, isSolid: boolean): Block[] {
  const blocks: Block[] = [];
  const base = chunks.flat().reduce((least, line) => Math.min(least, indentOf(line)), 99);
  for (const [index, chunk] of chunks.entries()) {
    const only = chunk.length === 1 ? (chunk[0] ?? '').trim() : undefined;
    const neighbours = { before: chunks[index - 1]?.join(' '), after: chunks[index + 1]?.join(' ') };
    if (
      only !== undefined &&
      (isHeadingLine(only, neighbours) || (isNotesHeading(only) && neighbours.after !== undefined))
    ) {
      blocks.push({ kind: 'heading', level: 2, text: only.replace(/^#+\s*|^=+\s*|\s*=+$/g, '') });
      continue;
    }
    const kind = chunk.every((line) => indentOf(line) >= base + 4) && blocks.length > 0 ? 'quotation' : 'paragraph';
    for (const text of partsOf(chunk, isWrapped, isSolid)) {
      const isItem = bullet.test(text) && !isDashedSpeech(text, chunk);
      const line = oneLine(text);
      if (isItem && !isNoteLine(line)) blocks.push({ kind: 'item', text: line.replace(/^[•◦▪‣·*]\s+/u, '') });
      else blocks.push({ kind, text: line });
    }
  }
  return blocks;
}

/** A line with a hyphen may be a line of talk: alone, or among questions and exclamations, it is no item of a list. */
function isDashedSpeech(text: string, chunk: readonly string[]): boolean {
  return /^\s*-\s/.test(text) && (chunk.length === 1 || chunk.some((line) => /[?!…]["'”’»]?\s*$/u.test(line)));
}

function indentOf(line: string): number {
  return /^[ \t\u3000]*/.exec(line.replaceAll('\t', '    '))?.[0].length ?? 0;
}

/** The paragraphs of one run of lines without empty lines between. */
function partsOf(lines: readonly string[], isWrapped: boolean, isSolid: boolean): string[] {
  if (lines.length === 1) return [...lines];
  if (lines.filter((line) => bullet.test(line)).length >= 2)
    return splitBefore(lines, (line) => bullet.test(line) || isNoteLine(line.trim()));
  if (lines.some((line, at) => at > 0 && isNoteLine(line.trim())) && isNoteLine(lines[0]?.trim() ?? '')) {
    return splitBefore(lines, (line) => isNoteLine(line.trim()));
  }
  if (!isWrapped) return isVerse(lines) && !isSpeech(lines) ? [joinLines(lines)] : [...lines];
  const least = Math.min(...lines.map(indentOf));
  const indented = lines.filter((line) => indentOf(line) > least).length;
  if (indented > 0 && indented < lines.length * 0.6 && indentOf(lines[0] ?? '') > least && isWrappedProse(lines)) {
    return splitBefore(lines, (line) => indentOf(line) > least);
  }
  if (isSpeech(lines)) return splitBefore(lines, (line) => /^\s*[-–—―"“«„「]/u.test(line));
  return isSolid ? splitAtShortLines(lines) : [joinLines(lines)];
}

/** Short lines that do not each end a sentence: a stanza. */
function isVerse(lines: readonly string[]): boolean {
  return lines.every((line) => line.length < 70) && !lines.every((line) => /[.!?…。！？]["'”’»」)]*$/u.test(line));
}

/** Every line begins with a dash or a quotation mark, or goes on in lower case: talk, one speaker a paragraph. */
function isSpeech(lines: readonly string[]): boolean {
  const opens = lines.filter((line) => /^\s*(?:[-–—―]\s|["“«„「])/u.test(line)).length;
  return opens >= 2 && lines.every((line) => /^\s*(?:[-–—―]\s|["“«„「]|\p{Ll})/u.test(line));
}

/** Without empty lines or indents, a hard-wrapped paragraph ends where a line stops short after a full stop. */
function splitAtShortLines(lines: readonly string[]): string[] {
  const lengths = lines.map((line) => line.length).toSorted((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  const wide = lengths.filter((length) => length > width * 0.75).length;
  if (wide < lines.length * 0.5)
    return lines.every((line) => /[.!?…。！？]["'”’»」)]*$/u.test(line)) ? [...lines] : [joinLines(lines)];
  if (width > 100 && lines.every((line) => /[.!?…。！？]["'”’»」)\]\d]*$/u.test(line))) return [...lines];
  const isEnd = (line: string): boolean => line.length < width * 0.75 && /[.!?…。！？]["'”’»」)\]]*$/u.test(line);
  return splitBefore(lines, (_, index) => index > 0 && isEnd(lines[index - 1] ?? ''));
}

function splitBefore(lines: readonly string[], starts: (line: string, index: number) => boolean): string[] {
  const parts: string[][] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || starts(line, index)) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts.map(joinLines);
}

/** Lines of one paragraph: a hyphen at a line's end stays as it is, Chinese and Japanese lines join without a blank. */
function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    const next = line.trim();
    const isWide =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}、。」）]$/u.test(text) &&
      /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}「（]/u.test(next);
    return text === '' ? next : text + (isWide ? '' : ' ') + next;
  }, '');
}
