/**
 * What a button of ours carries: Discord gives it 100 characters, and no memory but these. Every id begins with a letter:
 *
 * - `p` a paragraph: `p<flags>.<version>.<number>.<bold>.<essay>`, numbers in base 36; the version is the essay's hash
 *   in base64url (`h…`) or, where that leaves no room, its first 12 signs (`x…`); bold is start and length by turns.
 * - `l.<line>` any other command line as it is; `q.<hash>` a suggestion, found again by the hash of its words.
 * - `s.<line>` a menu whose choice completes the line.
 * - `g`, `b`, `h`, `k` (good, bad, share, keep) and `r` (the window that asks for a reason): `|<turn>|<tenant>|<place>`,
 *   with long numbers as `~<base 36>`.
 * - `v.<line>` what was hidden, for whoever presses; `w…` and `m.` ask for words first (ask-ids.ts).
 *
 * An essay whose name does not fit is cut and ends in `~`; it is found again among those that are there.
 */
import { createHash } from 'node:crypto';
import { parseCommand, printCommand } from '../../conversation/commands.js';
import type { Command, Place } from '../../conversation/types.js';
import type { Essay, Span } from '../../essay/types.js';
import { type Asked, readAsk } from './ask-ids.js';
import { atHome, customIdChars, leaveHome, packNumbers, unpackNumbers } from './custom-ids.js';

type ParagraphCommand = Extract<Command, { name: 'paragraph' }>;
type Printed = Parameters<typeof printCommand>[0];

/** A turn and where it was. */
export interface TurnRef {
  readonly turn: string;
  readonly tenant: string;
  readonly place: string;
}

export type TurnAct = 'good' | 'bad' | 'share' | 'keep' | 'reason';

/** What an id of ours means. */
export type Pressed = Meaning & {
  /** The place it leads to, where that is not the one it stands in. */
  readonly home?: Place;
};
type Meaning =
  | { readonly kind: 'line'; readonly line: string; readonly isParagraph: boolean; readonly isStep: boolean }
  | { readonly kind: 'reveal'; readonly line: string }
  | { readonly kind: 'asks'; readonly asked: Asked }
  | { readonly kind: 'words'; readonly line: string }
  | { readonly kind: 'suggestion'; readonly hash: string }
  | { readonly kind: 'set'; readonly line: string }
  | { readonly kind: TurnAct; readonly ref: TurnRef };

const letters: Readonly<Record<TurnAct, string>> = { good: 'g', bad: 'b', share: 'h', keep: 'k', reason: 'r' };

/** The id of a button that stands for a command line; undefined where it does not fit, for then it can be typed. */
export function lineId(line: string, isStep: boolean, home?: Place): string | undefined {
  return atHome(bareLineId(line, isStep), home);
}

/** The id of a button that shows what was hidden; undefined where the line does not fit. */
export function revealId(line: string, home?: Place): string | undefined {
  return line.length + 2 <= customIdChars ? atHome(`v.${line}`, home) : undefined;
}

function bareLineId(line: string, isStep: boolean): string | undefined {
  const command = parseCommand(line);
  if (command.name === 'paragraph' && typeof command.range !== 'string') return paragraphId(command, isStep);
  const plain = `l.${line}`;
  if (plain.length <= customIdChars) return plain;
  const { essay } = command;
  if (essay === undefined || !isPrinted(command)) return undefined;
  const room = customIdChars - (`l.${printCommand({ ...command, essay: '' })}`.length + 1);
  return room < 6 ? undefined : `l.${printCommand({ ...command, essay: `${cut(essay, room)}~` })}`;
}

export function suggestionId(message: string): string {
  return `q.${hashOf(message)}`;
}

/** The id of a menu; undefined where the line does not fit. */
export function settingId(line: string): string | undefined {
  return line.length + 2 <= customIdChars ? `s.${line}` : undefined;
}

/** The id of a button about a turn; undefined where it does not fit. */
export function turnId(act: TurnAct, { turn, tenant, place }: TurnRef): string | undefined {
  const id = [letters[act], ...[turn, tenant, place].map(packNumbers)].join('|');
  return id.length <= customIdChars ? id : undefined;
}

/** What the id means now, with these essays there; undefined for one that is not ours. */
export function readId(whole: string, essays: readonly Essay[]): Pressed | undefined {
  const { id, home } = leaveHome(whole);
  const meaning = meaningOf(id, essays);
  return meaning && home ? { ...meaning, home } : meaning;
}

function meaningOf(id: string, essays: readonly Essay[]): Meaning | undefined {
  if (id.startsWith('v.')) return { kind: 'reveal', line: id.slice(2) };
  if (id.startsWith('m.')) return { kind: 'words', line: id.slice(2) };
  if (id.startsWith('w')) {
    const asked = readAsk(id);
    return asked && { kind: 'asks', asked };
  }
  if (id.startsWith('p')) return paragraphOf(id, essays);
  if (id.startsWith('q.')) return { kind: 'suggestion', hash: id.slice(2) };
  if (id.startsWith('s.')) return { kind: 'set', line: id.slice(2) };
  if (id.startsWith('l.')) {
    const command = parseCommand(id.slice(2));
    const isCut = command.essay?.endsWith('~') === true && isPrinted(command);
    const line = isCut ? printCommand({ ...command, essay: wholeName(command.essay ?? '', essays) }) : id.slice(2);
    return { kind: 'line', line, isParagraph: false, isStep: false };
  }
  const [letter, turn, tenant, place] = id.split('|').map((part) => unpackNumbers(part));
  const act = (Object.keys(letters) as TurnAct[]).find((known) => letters[known] === letter);
  if (act === undefined || !turn || !tenant || !place) return undefined;
  return { kind: act, ref: { turn, tenant, place } };
}

/** The suggestion that a button of ours stands for. */
export function findSuggestion<S extends { readonly message: string }>(hash: string, all: readonly S[]): S | undefined {
  return all.find(({ message }) => hashOf(message) === hash);
}

function paragraphId({ essay = '', range, bold = [], version, isAround }: ParagraphCommand, isStep: boolean) {
  if (typeof range === 'string' || range.first !== range.last || range.first < 1) return undefined;
  const flags = `${isAround ? 'a' : ''}${isStep ? 's' : ''}`;
  const versions = version === undefined ? [''] : [`h${packHash(version)}`, `x${version.slice(0, 12)}`];
  const spans = bold.slice(0, 12);
  // Rather a shorter name than no version, rather no version than a missing word in bold.
  for (const wanted of [essay.length, 24, 12]) {
    for (const packed of versions) {
      const head = `p${flags}.${packed}.${range.first.toString(36)}.${packSpans(spans)}.`;
      const id = `${head}${essay.length <= wanted ? essay : `${cut(essay, wanted)}~`}`;
      if (id.length <= customIdChars) return id;
    }
  }
  return undefined;
}

function paragraphOf(id: string, essays: readonly Essay[]): Meaning | undefined {
  const match = /^p(a?)(s?)\.([^.]*)\.([0-9a-z]+)\.([0-9a-z-]*)\.(.*)$/su.exec(id);
  if (!match) return undefined;
  const [, around, step, packed = '', number = '1', spans = '', name = ''] = match;
  const essay = name.endsWith('~') ? wholeName(name, essays) : name;
  const n = Number.parseInt(number, 36);
  const version = packed === '' ? undefined : unpackVersion(packed, essays.find(({ slug }) => slug === essay)?.hash);
  const command: Printed = {
    name: 'paragraph',
    range: { first: n, last: n },
    bold: unpackSpans(spans),
    ...(essay === '' ? {} : { essay }),
    ...(around ? { isAround: true } : {}),
    ...(version === undefined ? {} : { version }),
  };
  return { kind: 'line', line: printCommand(command), isParagraph: true, isStep: step === 's' };
}

/** The essay whose name begins so; the beginning itself where none or several do, which then is an unknown essay. */
function wholeName(begun: string, essays: readonly Essay[]): string {
  const begin = begun.slice(0, -1);
  const [first, ...more] = essays.filter(({ slug }) => slug.startsWith(begin));
  return first && more.length === 0 ? first.slug : begin;
}

function packHash(hash: string): string {
  return /^[0-9a-f]{64}$/.test(hash) ? Buffer.from(hash, 'hex').toString('base64url') : hash;
}

function unpackVersion(packed: string, current: string | undefined): string {
  const rest = packed.slice(1);
  if (packed.startsWith('x')) return current?.startsWith(rest) ? current : rest;
  const bytes = Buffer.from(rest, 'base64url');
  return rest.length === 43 && bytes.length === 32 ? bytes.toString('hex') : rest;
}

function packSpans(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `${start.toString(36)}-${(end - start).toString(36)}`).join('-');
}

function unpackSpans(packed: string): readonly Span[] {
  const numbers = packed === '' ? [] : packed.split('-').map((part) => Number.parseInt(part, 36));
  return numbers.flatMap((start, index) => {
    const length = numbers[index + 1];
    return index % 2 === 1 || length === undefined ? [] : [{ start, end: start + length }];
  });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Never inside a surrogate pair. */
function cut(text: string, chars: number): string {
  return text.slice(0, chars).replace(/[\ud800-\udbff]$/, '');
}

function isPrinted(command: Command): command is Printed {
  return ['ask', 'summary', 'paragraph', 'essays', 'use', 'handout', 'privacy', 'help'].includes(command.name);
}
