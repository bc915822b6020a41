/**
 * What a button carries that asks for words: `w<l><initial>|<title>|<label>|<line>`, and `m.<line>` its window. Words to
 * begin with do not fit an id; they stand in the message above the button, and the id says where: start, length and a
 * sum, so that nothing else is taken for them.
 */
import { createHash } from 'node:crypto';
import type { Place, WindowQuestion } from '../../conversation/types.js';
import { displayLine, displayText } from '../../essay/display.js';
import { atHome, customIdChars } from './custom-ids.js';

/** What a pressed button asks. */
export interface Asked {
  readonly line: string;
  /** Empty where the button's own label says it. */
  readonly title: string;
  readonly label: string;
  readonly isLong: boolean;
  /** Where in the message the words to begin with stand. */
  readonly initial?: { readonly start: number; readonly length: number; readonly sum: string };
}

/** The id of a button whose line needs words; what does not fit of title and label is left out, never the line. */
export function askId(
  line: string,
  { title, label, initial, isLong }: WindowQuestion,
  shown: string,
  home?: Place,
): string | undefined {
  const head = `w${isLong ? 'l' : ''}${initial === undefined ? '' : spotOf(initial, shown)}`;
  const [wholeTitle, wholeLabel] = [title, label].map((text) => displayLine(text).replaceAll('|', '/'));
  const wanted = [
    `${head}|${wholeTitle}|${wholeLabel}|${line}`,
    `${head}||${wholeLabel}|${line}`,
    `${head}|||${line}`,
    `w${isLong ? 'l' : ''}|||${line}`,
  ];
  const atPlace = wanted.map((id) => atHome(id, home)).find((id) => id?.startsWith('o') && id.length <= customIdChars);
  return atPlace ?? wanted.find((id) => id.length <= customIdChars);
}

export function readAsk(id: string): Asked | undefined {
  const match = /^w(l?)(?:([0-9a-z]+)-([0-9a-z]+)-([\w-]+))?\|([^|]*)\|([^|]*)\|(.*)$/su.exec(id);
  if (!match) return undefined;
  const [, long, start, length, sum, title = '', label = '', line = ''] = match;
  const initial =
    start === undefined || length === undefined || sum === undefined
      ? {}
      : { initial: { start: Number.parseInt(start, 36), length: Number.parseInt(length, 36), sum } };
  return { line, title, label, isLong: long === 'l', ...initial };
}

/** The words to begin with, out of the message's own; empty where they are not there any more. */
export function initialIn(shown: string, { initial }: Pick<Asked, 'initial'>): string {
  if (!initial) return '';
  const words = literalOf(shown).slice(initial.start, initial.start + initial.length);
  return sumOf(words) === initial.sum ? words : '';
}

/** The id of the window whose words complete the line. */
export function windowId(line: string, home: Place | undefined): string | undefined {
  const id = `m.${line}`;
  return id.length > customIdChars ? undefined : atHome(id, home);
}

function spotOf(initial: string, shown: string): string {
  const words = displayText(initial).trim();
  const start = words === '' ? -1 : literalOf(shown).indexOf(words);
  return start < 0 ? '' : `${start.toString(36)}-${words.length.toString(36)}-${sumOf(words)}`;
}

/** Our own Markdown as the words it shows. */
function literalOf(markdown: string): string {
  return markdown
    .replace(/\u2060/g, '')
    .replace(/^(?:> |-# )/gm, '')
    .replace(/\\([^0-9A-Za-z\s])|\*\*|\|\||~~|[*`]/g, '$1');
}

function sumOf(words: string): string {
  return createHash('sha256').update(words).digest('base64url').slice(0, 3);
}
