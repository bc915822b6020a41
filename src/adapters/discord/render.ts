/**
 * A reply as messages of Discord: parts of Components V2 within its limits of characters and bytes, buttons on the last
 * one; the same words as plain content where components are refused.
 */
import { type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import type { Reply } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { coveredLine } from '../card-layout.js';
import { linesOf } from '../layout.js';
import type { Line } from '../line.js';
import { splitLines } from '../split-lines.js';
import { type Frame, footOf, mostRows, type Row, shorten } from './foot.js';
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
const altChars = 1_024;
/** Discord takes ten files; one of them may be a picture. */
const mostFiles = 9;
/** A file whose words are more than this is named, not posted as messages: nobody reads a hundred of them. */
const wordsChars = 60_000;

export interface File {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly contentType: string;
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string;
  /** What stands in its place where files are refused. */
  readonly words: string;
}

export interface Part {
  readonly lines: readonly Line[];
  /** Buttons and menus, to stand under the words. */
  readonly foot: readonly Row[];
  readonly files?: readonly File[];
}

/** At least one part. */
export function renderReply(reply: Reply, frame: Frame): readonly [Part, ...Part[]] {
  const lines = linesOf(reply, (item, _, sources) => coveredLine(item, sources));
  const groups = fitting(lines, partChars, fitsDisplays);
  const files = filesOf(reply);
  const parts = groups.map((group, index): Part => {
    if (index < groups.length - 1) return { lines: group, foot: [] };
    const [foot = []] = inMessages(footOf(reply, frame, displaysOf(group).join('\n')));
    return { lines: group, foot, ...(files.length > 0 ? { files } : {}) };
  });
  const [first = { lines: [], foot: [] }, ...rest] = parts;
  return [first, ...rest, ...moreMenus(reply, frame)];
}

/** Menus of settings that found no room go on in messages of their own. */
function moreMenus(reply: Reply, frame: Frame): readonly Part[] {
  if (reply.kind !== 'settings') return [];
  const lines = [{ form: 'text', runs: [{ text: '…' }] }] as const;
  return inMessages(footOf(reply, frame, ''))
    .slice(1)
    .map((foot) => ({ lines, foot }));
}

function inMessages(rows: readonly Row[]): readonly (readonly Row[])[] {
  const messages: Row[][] = [];
  for (let at = 0; at < rows.length; at += mostRows) messages.push(rows.slice(at, at + mostRows));
  return messages;
}

/** The part of a reply that is still growing; undefined while it does not fit one message. */
export function renderGrowing(reply: Reply): Part | undefined {
  const [lines = [], ...more] = fitting(linesOf(reply), partChars, fitsDisplays);
  return more.length > 0 ? undefined : { lines, foot: [] };
}

/** The components of a part: its words, a thin line, its last small words, its buttons. */
export function componentsOf({ lines, foot, files = [] }: Part): APIMessageTopLevelComponent[] {
  const texts = displaysOf(lines);
  const displays = texts.map((content) => ({ type: ComponentType.TextDisplay, content }) as const);
  const [first, ...rest] = displays;
  const divider = { type: ComponentType.Separator, divider: true, spacing: 1 } as const;
  return [
    ...(first ? [first] : []),
    ...rest.flatMap((display) => [divider, display]),
    ...files.map(fileComponent),
    ...foot,
  ];
}

function fileComponent({ name, alt }: File): APIMessageTopLevelComponent {
  const url = `attachment://${name}`;
  if (alt === undefined) return { type: ComponentType.File, file: { url } };
  return { type: ComponentType.MediaGallery, items: [{ media: { url }, description: shownAlt(alt) }] };
}

/** The same words as contents of plain messages, in order; at least one. */
export function contentsOf({ lines }: Part): readonly string[] {
  const groups = fitting(lines, 1_200, (group) => markdownOf(group).length <= contentChars);
  return groups.map((group) => (markdownOf(group).trim() === '' ? '¶' : markdownOf(group)));
}

/** A file whose name Discord takes as it is. */
export function fileOf(name: string, data: string, words = data): File {
  return { name: fileName(name), data, words, contentType: name.endsWith('.csv') ? 'text/csv' : 'text/markdown' };
}

/** The description of a picture within Discord's limit. */
export function shownAlt(alt: string): string {
  return shorten(displayLine(alt), altChars) || '¶';
}

/** The picture and the files of a reply, with what is said where they are refused. */
function filesOf(reply: Reply): readonly File[] {
  if (reply.kind === 'handout') return [fileOf(reply.fileName, reply.markdown)];
  if (reply.kind !== 'card') return [];
  const { language, picture, files = [] } = reply;
  const shown = files.slice(0, mostFiles).map((file) => {
    const refused = say('fileRefused', language, { name: file.fileName });
    return fileOf(file.fileName, file.text, file.text.length > wordsChars ? refused : `${refused}\n${file.text}`);
  });
  if (!picture) return shown;
  const { png, alt } = picture;
  const words = say('pictureRefused', language, { alt: displayLine(alt) });
  return [{ name: fileName(picture.fileName), data: png, contentType: 'image/png', alt, words }, ...shown];
}

function fileName(name: string): string {
  const [, stem = '', end = ''] = /^(.*?)(\.\w+)?$/s.exec(name) ?? [];
  const plain = stem.replace(/[^\w.-]+/g, '_').replace(/^_+/, '');
  return `${plain === '' ? 'pilcrow' : plain}${end}`;
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
