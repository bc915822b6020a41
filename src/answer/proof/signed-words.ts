/**
 * Which words of a sentence are affirmed and which are denied, read from the reach of its negators.
 */
import { fold, type Word, words } from '../../essay/words.js';
import { type DenialWords, denialWords, japaneseDenial } from './denial-words.js';

export interface SignedWord {
  /** Where it begins in its sentence, UTF-16 units. */
  readonly at: number;
  readonly form: string;
  readonly stem: string;
  readonly isContent: boolean;
  /** Nobody denies a country: names say what a clause is about, not whether it is so. */
  readonly isName: boolean;
  /** -1 denied, 1 affirmed, 0 where it cannot be said: the subject of a denial, what is denied for its reason alone. */
  readonly sign: -1 | 0 | 1;
  /** The sign hangs on a word that only implies a denial, as "prevent". */
  readonly isSoft: boolean;
}

interface Mark {
  sign: -1 | 0 | 1;
  isSoft: boolean;
}

interface Negator {
  readonly at: number;
  readonly length: number;
  readonly isSoft: boolean;
}

/** A full stop inside a number or name is no end, and neither is a hyphen or an apostrophe. */
const pause = /[,;:!?()–—―…、。，；：「」]|\.(?=\s|$)|\s-\s/u;
/** A clause with less to say is read with the one before it. */
const leastContent = 2;

/** The clauses of `sentence`, each with its words and their signs. */
export function signedClauses(sentence: string, language: string): SignedWord[][] {
  const found = words(sentence, language);
  const table = denialWords(language);
  const opens = found.map((word, at) => at > 0 && pause.test(sentence.slice(found[at - 1]?.end ?? 0, word.start)));
  const marks: Mark[] = found.map(() => ({ sign: 1, isSoft: false }));
  if (language === 'ja') markJapanese(sentence, found, opens, marks);
  else for (const negator of negatorsOf(found, table, opens)) mark(negator, found, table, opens, marks);
  return clausesOf(
    found.map((word, at) => ({
      at: word.start,
      form: word.form,
      stem: word.stem,
      isContent: !word.isStop && !table.plain.test(word.form),
      isName: isName(word, at, language),
      sign: marks[at]?.sign ?? 1,
      isSoft: marks[at]?.isSoft ?? false,
    })),
    (at) => opens[at] === true || /^(?:but|whereas|although|though|while|because)$/.test(found[at]?.form ?? ''),
  );
}

function isName(word: Word, at: number, language: string): boolean {
  return word.isCapital && at > 0 && language !== 'de' && language !== 'ja';
}

function negatorsOf(found: readonly Word[], table: DenialWords, opens: readonly boolean[]): Negator[] {
  const negators: Negator[] = [];
  let lastPlain = -1;
  for (let at = 0; at < found.length; at++) {
    const starts = (phrase: string): boolean => {
      const size = phrase.split(' ').length;
      const forms = found.slice(at, at + size).map(({ form }) => form);
      return forms.join(' ') === phrase;
    };
    const affirming = table.affirming.find(starts);
    if (affirming !== undefined || isOnly(found, at)) {
      at += (affirming ?? '').split(' ').length - 1;
      continue;
    }
    const form = found[at]?.form ?? '';
    const phrase = table.plainPhrases.find(starts);
    if (phrase !== undefined || table.plain.test(form) || lessThan(found, at)) {
      const isSameDenial =
        table.isConcord && lastPlain >= 0 && !opens.slice(lastPlain + 1, at + 1).includes(true) && !isAlone(form);
      if (!isSameDenial) negators.push({ at, length: (phrase ?? form).split(' ').length, isSoft: false });
      if (!isAlone(form)) lastPlain = at;
      at += (phrase ?? form).split(' ').length - 1;
      continue;
    }
    const soft = table.softPhrases.find(starts);
    if (soft === undefined && !table.soft.test(form) && !tooFor(found, at) && !keptOff(found, at)) continue;
    negators.push({ at, length: (soft ?? form).split(' ').length, isSoft: true });
  }
  return negators;
}

/** "without" denies beside another negator, where "nobody … not" would be one denial. */
function isAlone(form: string): boolean {
  return /^(?:без|sin|sans|without|вместо)$/.test(form);
}

/** French "ne … que" is "only". */
function isOnly(found: readonly Word[], at: number): boolean {
  if (!/^n(?:e|'\p{L}+)$/u.test(found[at]?.form ?? '')) return false;
  const next = found.slice(at + 1, at + 5).map(({ form }) => form);
  return next.includes('que') && !next.some((form) => /^(?:pas|jamais|plus|rien|aucun\w*)$/.test(form));
}

/** "less because of A than of B", "not so much A as B": of the two, A is what is denied. */
function lessThan(found: readonly Word[], at: number): boolean {
  if (found[at]?.form !== 'less') return false;
  if (!/^(?:to|because|by|from|in|on|of|for|a|an|the|with|about)$/.test(found[at + 1]?.form ?? '')) return false;
  return found.slice(at + 2, at + 14).some(({ form }) => form === 'than');
}

/** "too late to begin" denies that one begins. */
function tooFor(found: readonly Word[], at: number): boolean {
  return found[at]?.form === 'to' && found[at - 2]?.form === 'too';
}

/** "kept the author off the steps", "keep Japan from growing". */
function keptOff(found: readonly Word[], at: number): boolean {
  if (!/^(?:off|from|away|out)$/.test(found[at]?.form ?? '')) return false;
  return found.slice(Math.max(0, at - 5), at).some(({ form }) => /^(?:keep|keeps|kept)$/.test(form));
}

/** Words that are said of what stands before them: "is impossible", "is wrong". */
const predicative =
  /^(?:impossib\w+|un(?:changed|affected|resolved|settled|solved)|unlikely|useless|wrong|невозможн\p{L}*|unmoglich\w*|imposible\w*|impossible\w*)$/u;

function mark(
  { at, length, isSoft }: Negator,
  found: readonly Word[],
  table: DenialWords,
  opens: readonly boolean[],
  marks: Mark[],
): void {
  const start = at + length;
  const clauseStart = Math.max(0, opens.lastIndexOf(true, at));
  const clauseEnd = endOf(opens, at);
  let [from, to] =
    table.isWholeClause && !isSoft ? [clauseStart, clauseEnd] : [start, scopeEnd(found, start, at, table, opens)];
  const hasContent = (a: number, b: number): boolean => found.slice(a, b).some(({ isStop }) => !isStop);
  const isBackward = !hasContent(from, to);
  if (isBackward && isSoft && !predicative.test(found[at]?.form ?? '')) return;
  if (isBackward) [from, to] = [clauseStart, at];
  for (let i = from; i < to; i++) {
    const word = marks[i];
    if (word === undefined || (i >= at && i < start)) continue;
    word.sign = word.sign === 1 ? -1 : word.sign === -1 ? 1 : 0;
    word.isSoft ||= isSoft;
  }
  if (isSoft || table.isWholeClause || isBackward) return;
  // What stands before "not" is what is spoken of.
  for (let i = clauseStart; i < at; i++) {
    const word = marks[i];
    if (word !== undefined && word.sign === 1) word.sign = 0;
  }
  const reason = found.slice(from, to).findIndex(({ form }) => table.reason.test(form));
  for (let i = from; reason >= 0 && i < from + reason; i++) {
    const word = marks[i];
    if (word !== undefined) word.sign = 0;
  }
}

function scopeEnd(
  found: readonly Word[],
  start: number,
  at: number,
  table: DenialWords,
  opens: readonly boolean[],
): number {
  // "It is not his weight that …": what follows "that" is so.
  const isCleft = /^(?:is|was|are|were)$/.test(found[at - 1]?.form ?? '') && found[at - 2]?.form === 'it';
  for (let i = start; i < found.length; i++) {
    const form = found[i]?.form ?? '';
    if (opens[i] === true || (isCleft && form === 'that')) return i;
    if (i > start && isAlone(found[at]?.form ?? '') && table.plain.test(form)) return i;
    // "Japan and the US" are one thing.
    const joinsNames = form === 'and' && found.slice(i + 1, i + 3).some(({ isCapital }) => isCapital);
    if (table.scopeEnd.test(form) && !joinsNames) return i;
  }
  return found.length;
}

function endOf(opens: readonly boolean[], at: number): number {
  const next = opens.indexOf(true, at + 1);
  return next < 0 ? opens.length : next;
}

function markJapanese(sentence: string, found: readonly Word[], opens: readonly boolean[], marks: Mark[]): void {
  for (let start = 0; start < found.length; ) {
    const end = endOf(opens, start);
    const from = found[start]?.start ?? 0;
    const clause = fold(sentence.slice(from, found[end]?.start ?? sentence.length));
    const denials = [...clause.matchAll(japaneseDenial)].length;
    if (denials % 2 === 1) for (const word of marks.slice(start, end)) word.sign = -1;
    start = end;
  }
}

function clausesOf(signed: readonly SignedWord[], opens: (at: number) => boolean): SignedWord[][] {
  const clauses: SignedWord[][] = [];
  const isThin = (clause: readonly SignedWord[]): boolean =>
    clause.filter(({ isContent }) => isContent).length < leastContent;
  signed.forEach((word, at) => {
    const last = clauses.at(-1);
    if (last === undefined || (opens(at) && !isThin(last))) clauses.push([word]);
    else last.push(word);
  });
  const last = clauses.at(-1);
  const previous = clauses.at(-2);
  if (last !== undefined && previous !== undefined && isThin(last)) {
    previous.push(...last);
    clauses.pop();
  }
  return clauses;
}
