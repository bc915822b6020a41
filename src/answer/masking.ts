/**
 * What of people's words may reach a model: no name of theirs, no id, no way to reach them, no key. What the essay
 * itself speaks of stays. A name that nothing beside it gives away as one ("What did Anna say?") cannot be seen.
 */
import { displayText } from '../essay/display.js';
import { standInPhrases } from '../essay/stand-in-phrases.js';
import type { Essay, Language } from '../essay/types.js';
import { fold } from '../essay/words.js';
import { isNameInEssays } from './essay-names.js';
import { findLinks } from './links.js';
import { cuedNames, isPlainWord, nameWords } from './name-cues.js';
import { withoutAddresses, withoutPersonalNumbers } from './personal-numbers.js';
import { withoutSecrets } from './secrets.js';

/** One question's mask: the same person has the same number in everything it masks. */
export interface Mask {
  /** `text` fit for a model. Names met so far are hidden wherever they stand. Masking twice changes nothing more. */
  mask(text: string): string;
}

/** What stood glued to something hidden may be seen only when that is gone. */
const mostPasses = 6;
/** Inflected forms are looked for among so many names; more are no talk but an attack. */
const mostInflected = 100;

/**
 * A mask for one question. Names that `essays` speak of stay, and so do their titles. `talk` is all that will be masked
 * (question, quoted message, history): a name given in one part is then hidden in the parts before it too.
 */
export function createMask(essays: readonly Essay[], talk: readonly string[] = []): Mask {
  const people = new Map<string, number>();
  /** Parts of names as typed, where even without a capital they are hidden. */
  const smallNames = new Set<string>();
  const inflected: string[] = [];
  let count = 0;
  const ownNames = new Map<string, boolean>();
  const isOwn = (name: string): boolean => {
    const isKnown = ownNames.get(name) ?? isNameInEssays(name, essays);
    ownNames.set(name, isKnown);
    return isKnown;
  };
  const titles = essays
    .map(({ title }) => title)
    .filter((title) => /\S\s+\S|[\p{Script=Han}\p{Script=Katakana}]{4}/u.test(title));

  /** One number for all the parts of a name; a part that was met before brings its number. */
  function numberOf(parts: readonly string[]): number {
    const keys = parts.map(fold);
    const number = keys.map((key) => people.get(key)).find((each) => each !== undefined) ?? ++count;
    keys.forEach((key, at) => {
      if (people.has(key)) return;
      people.set(key, number);
      const part = parts[at] ?? '';
      if (/^\p{Ll}/u.test(part)) smallNames.add(key);
      if (/^\p{Script=Cyrillic}{3}/u.test(key) && inflected.length < mostInflected) inflected.push(key);
    });
    return number;
  }

  /** "@tom" is Tom where a Tom was met; by itself it makes no name of the word. */
  function numberOfMention(id: string): number {
    return people.get(fold(id)) ?? numberOf([`@${id}`]);
  }

  function personOf(word: string): number | undefined {
    const key = fold(word);
    if (!/^\p{Ll}/u.test(word) || smallNames.has(key)) {
      const number = people.get(key) ?? people.get(key.replace(/s$/, ''));
      if (number !== undefined) return number;
    }
    if (!/^\p{Lu}\p{Script=Cyrillic}/u.test(word)) return undefined;
    const stem = inflected.find((each) => key.startsWith(each.replace(/[аяйь]$/, '')) && key.length <= each.length + 2);
    return stem === undefined ? undefined : people.get(stem);
  }

  function withoutNames(text: string): string {
    const hits: Hit[] = [];
    for (const { kind, parts } of cuedNames(text)) {
      const own = parts.map(({ start, end }) => isOwn(text.slice(start, end)));
      if (kind === 'title' ? own.includes(true) : kind === 'self' ? !own.includes(false) : own[0]) continue;
      const until = kind === 'address' ? own.indexOf(true) : -1;
      const hidden = parts.slice(0, until < 0 ? undefined : until);
      const [first, last] = [hidden[0], hidden.at(-1)];
      if (first === undefined || last === undefined) continue;
      const unknown = hidden.map(({ start, end }) => text.slice(start, end)).filter((part) => !isOwn(part));
      hits.push({ start: first.start, end: last.end, number: numberOf(unknown) });
    }
    for (const { 0: word, index } of nameWords(text)) {
      const bare = word.replace(/['’]s$/u, '');
      const number = isPlainWord(bare) ? undefined : personOf(bare);
      if (number !== undefined) hits.push({ start: index, end: index + bare.length, number });
    }
    for (const [name, number] of people) {
      if (!unspaced.test(name)) continue;
      for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
        hits.push({ start: at, end: at + name.length, number });
      }
    }
    return replaceHits(text, hits);
  }

  function maskPiece(text: string): string {
    const numbers = withoutPersonalNumbers(withoutIds(withoutSecrets(withoutLinks(text)), numberOfMention));
    return withoutNames(withoutAddresses(numbers, (names) => [...nameWords(names)].some(([name]) => isOwn(name))));
  }

  function mask(text: string): string {
    let masked = displayText(text);
    for (let pass = 0; pass < mostPasses; pass++) {
      const before = masked;
      // Whom the end of a message names is hidden at its beginning too.
      withoutNames(before);
      masked = splitAtTitles(before, titles)
        .map(({ piece, isTitle }) => (isTitle ? piece : maskPiece(piece)))
        .join('');
      if (masked === before) break;
    }
    return masked;
  }

  for (const text of talk) withoutNames(displayText(text));
  return { mask };
}

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly number: number;
}

const unspaced = /^[\p{Script=Han}\p{Script=Katakana}]{2}/u;

/** Neighbours that are one person become one placeholder. */
function replaceHits(text: string, hits: readonly Hit[]): string {
  const merged: { start: number; end: number; number: number }[] = [];
  for (const hit of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    if (last !== undefined && hit.start < last.end) last.end = Math.max(last.end, hit.end);
    else if (last?.number === hit.number && /^[\s　]$/u.test(text.slice(last.end, hit.start))) last.end = hit.end;
    else merged.push({ ...hit });
  }
  let shown = 0;
  let result = '';
  for (const { start, end, number } of merged) {
    result += `${text.slice(shown, start)}[person ${number}]`;
    shown = end;
  }
  return result + text.slice(shown);
}

function withoutLinks(text: string): string {
  // Slack's form with a label: what was to be read stays.
  const plain = text.replace(/<(?:https?:|mailto:)[^<>|]{0,4000}\|([^<>]{0,4000})>/gi, '$1 [link]');
  let shown = 0;
  let result = '';
  for (const { kind, start, end } of findLinks(plain)) {
    result += `${plain.slice(shown, start)}[${kind}]`;
    shown = end;
  }
  return result + plain.slice(shown);
}

/** Mentions and ids of the platforms; someone mentioned is a person with a number. */
function withoutIds(text: string, numberOf: (name: string) => number): string {
  return text
    .replace(
      /<!(?:subteam\^)?[^<>]{1,100}>|<@&\d{1,25}>|[@＠](?:everyone|here|channel|group)(?![\p{L}\p{N}])/giu,
      '[group]',
    )
    .replace(/<#[^<>]{1,100}>|#[CGD]0[A-Z0-9]{2,12}(?![\p{L}\p{N}])|#\d{15,25}/gu, '[channel]')
    .replace(/<a?:\w{1,40}:\d{1,25}>/g, '')
    .replace(/<@!?([\w.-]{1,40})(?:\|[^<>]{0,100})?>/g, (_, id: string) => `[person ${numberOf(id)}]`)
    .replace(/[@＠]([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]{0,60})/gu, (all, name: string) => {
      const bare = name.replace(/[.-]{1,60}$/, '');
      return `[person ${numberOf(bare)}]${all.slice(1 + bare.length)}`;
    })
    .replace(
      /(?<![\p{L}\p{N}_])[UWCDGTBSAE]\d[A-Z0-9]{5,11}(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_.,])\d{15,25}(?![\p{L}\p{N}_])/gu,
      '[id]',
    );
}

function splitAtTitles(text: string, titles: readonly string[]): { piece: string; isTitle: boolean }[] {
  let pieces = [{ piece: text, isTitle: false }];
  for (const title of titles) {
    if (!text.includes(title)) continue;
    pieces = pieces.flatMap(({ piece, isTitle }) =>
      isTitle
        ? [{ piece, isTitle }]
        : piece
            .split(title)
            .flatMap((part, at) => [
              ...(at === 0 ? [] : [{ piece: title, isTitle: true }]),
              { piece: part, isTitle: false },
            ]),
    );
  }
  return pieces;
}

/** What a model wrote, with a neutral word for each placeholder it repeated; never what had stood there. */
export function unmask(text: string, language: Language): string {
  return text
    .replace(/\[?(?<![\p{L}\p{N}])person \d{1,4}(?![\p{N}])\]?/giu, (_, at: number, whole: string) => {
      const someone: string = standInPhrases.someone[language];
      const opens = at === 0 || /[.!?]\s$/.test(whole.slice(Math.max(0, at - 2), at));
      return opens ? someone.charAt(0).toLocaleUpperCase(language) + someone.slice(1) : someone;
    })
    .replace(/\[(?:link|email|phone|number|address|secret|channel|group|id)\]/gi, '…');
}
