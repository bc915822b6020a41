/**
 * A reply as messages of Discord: parts of Components V2 within its limits of characters and bytes, buttons on the last
 * one; the same words as plain content where components are refused.
 */
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Reply } from '../../conversation/types.js';
import { linesOf } from '../layout.js';
import type { Line } from '../line.js';
import { splitLines } from '../split-lines.js';
import { type Frame, footOf, type Row } from './foot.js';
import { markdownOf } from './markdown.js';

/** Characters of all text displays of a message; Discord takes 4,000. */
const displayChars = 3_900;
/** Bytes of all text displays; beyond 10,170, with 12 for each display, Discord fails with HTTP 500. */
const displayBytes = 10_000;
const displayCost = 12;
/** Characters of plain content; Discord takes 2,000. */
const contentChars = 1_990;
/** Characters of one part before markup: as much as one reads on a phone. */
const partChars = 2_600;

export interface File {
  readonly name: string;
  readonly data: string;
}

export interface Part {
  readonly lines: readonly Line[];
  /** Buttons and menus, to stand under the words. */
  readonly foot: readonly Row[];
  readonly file?: File;
}

/** At least one part. */
export function renderReply(reply: Reply, frame: Frame): readonly [Part, ...Part[]] {
  const groups = fitting(linesOf(reply), partChars, fitsDisplays);
  const parts = groups.map((lines, index): Part => {
    const isLast = index === groups.length - 1;
    const file = isLast && reply.kind === 'handout' ? fileOf(reply.fileName, reply.markdown) : undefined;
    return { lines, foot: isLast ? footOf(reply, frame) : [], ...(file ? { file } : {}) };
  });
  const [first = { lines: [], foot: [] }, ...rest] = parts;
  return [first, ...rest];
}

/** The part of a reply that is still growing; undefined while it does not fit one message. */
export function renderGrowing(reply: Reply): Part | undefined {
  const [lines = [], ...more] = fitting(linesOf(reply), partChars, fitsDisplays);
  return more.length > 0 ? undefined : { lines, foot: [] };
}

/** The components of a part: its words, a thin line, its last small words, its buttons. */
export function componentsOf({ lines, foot, file }: Part): APIMessageTopLevelComponent[] {
  const texts = displaysOf(lines);
  const displays = texts.map((content) => ({ type: ComponentType.TextDisplay, content }) as const);
  const [first, ...rest] = displays;
  const divider = { type: ComponentType.Separator, divider: true, spacing: 1 } as const;
  return [
    ...(first ? [first] : []),
    ...rest.flatMap((display) => [divider, display]),
    ...(file ? [{ type: ComponentType.File, file: { url: `attachment://${file.name}` } } as const] : []),
    ...foot,
  ];
}

/** The same words as contents of plain messages, in order; at least one. */
export function contentsOf({ lines }: Part): readonly string[] {
  const groups = fitting(lines, 1_200, (group) => markdownOf(group).length <= contentChars);
  return groups.map((group) => (markdownOf(group).trim() === '' ? '¶' : markdownOf(group)));
}

/** A file whose name Discord takes as it is. */
export function fileOf(name: string, data: string): File {
  const plain = name.replace(/[^\w.-]+/g, '_').replace(/^_+/, '');
  return { name: plain.replace(/\.md$/, '') === '' ? 'pilcrow.md' : plain, data };
}

/** Whether the words of one part are within the limits of one message. */
function fitsDisplays(lines: readonly Line[]): boolean {
  const texts = displaysOf(lines);
  const chars = texts.reduce((sum, text) => sum + text.length, 0);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + displayCost, 0);
  return chars <= displayChars && bytes <= displayBytes;
}

/** The texts of a part: everything, and apart from it the small lines at its end. */
function displaysOf(lines: readonly Line[]): readonly string[] {
  const ending = lines.length - 1 - lines.findLastIndex(({ form }) => form !== 'small');
  const body = lines.slice(0, lines.length - ending);
  const texts = [body, lines.slice(body.length)].map(markdownOf).filter((text) => text.trim() !== '');
  return texts.length === 0 ? ['¶'] : texts;
}

/** Groups of lines that each fit; what grows by its markup is cut into smaller ones. */
function fitting(
  lines: readonly Line[],
  chars: number,
  fits: (group: readonly Line[]) => boolean,
): readonly (readonly Line[])[] {
  return splitLines(lines, chars).flatMap((group) =>
    fits(group) || chars <= 100 ? [group] : fitting(group, Math.max(100, Math.floor(chars / 2)), fits),
  );
}
