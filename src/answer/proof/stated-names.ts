/**
 * The names of a sentence, each as one stretch with the parts that must be found elsewhere. A capital that grammar asks
 * for is no name; where the language gives nouns capitals, or none to anything, only what is sure is a name.
 */
import type { Essay, Span } from '../../essay/types.js';
import { fold, type Word, words } from '../../essay/words.js';
import { regionNames } from '../vocabulary.js';
import { namedMonths } from './calendar-words.js';
import { opensSentence, placesOf, standsIn } from './name-places.js';
import { type NamedNation, namedNations } from './nations.js';
import { wordNumber } from './number-words.js';
import { isDirection, isGrammar, isLoanWord, isMeasure, isOpener, isPlainCapital } from './plain-capitals.js';

/** A part of a name that must stand in the grounds: a word, a country, or letters of a script without words. */
export type NamePart =
  | { readonly kind: 'word'; readonly word: Word; readonly surface: string }
  | { readonly kind: 'nation'; readonly nation: string }
  | { readonly kind: 'run'; readonly run: string };

/** A name as it stands in a sentence. */
export interface StatedName extends Span {
  readonly parts: readonly NamePart[];
}

export interface NameContext {
  /** The essays the sentence is about; the first one's language is the sentence's. */
  readonly essays: readonly [Essay, ...Essay[]];
  readonly question: string;
}

type Role = 'name' | 'nation' | 'direction' | 'plain' | 'opening' | 'none';

interface Unit extends Span {
  readonly role: Role;
  readonly parts: readonly NamePart[];
}

/** The names of `claim`, in order. */
export function statedNames(claim: string, context: NameContext): StatedName[] {
  const [{ language }] = context.essays;
  const tongue = language.split('-')[0] ?? 'und';
  const nations = outermost(namedNations(claim)).filter(({ start }) => tongue !== 'en' || isUpper(claim[start] ?? ''));
  const list = words(claim, language);
  const units = list
    .map((word, at) => unitOf(word, list, at, claim, nations, context, tongue))
    .filter(({ role, start, end }) => role !== 'none' || !connector.test(claim.slice(start, end)) || tongue === 'de');
  const names: StatedName[] = tongue === 'ja' ? [...unspaced(nations), ...runs(claim, context)] : [];
  for (let at = 0; at < units.length; ) {
    const span = [units[at]].flatMap((unit) => unit ?? []);
    let next = at + 1;
    for (; next < units.length; next++) {
      const [last, unit] = [span.at(-1), units[next]];
      if (!last || !unit || !joins(last, unit, claim)) break;
      span.push(unit);
    }
    at = next;
    const name = nameOf(span, claim);
    if (name) names.push(name);
  }
  return names;
}

/** "European Union" is one name, not Europe as well. */
function outermost(nations: readonly NamedNation[]): NamedNation[] {
  const length = ({ start, end }: Span): number => end - start;
  return nations.filter(
    (inner) =>
      !nations.some((outer) => outer.start <= inner.start && inner.end <= outer.end && length(outer) > length(inner)),
  );
}

function isUpper(letter: string): boolean {
  return /\p{Lu}/u.test(letter);
}

const connector = /^(?:of|the|de|du|del|la|los|von|van|der|da|di)$/u;
/** What may stand between the parts of one name: "Treaty of Versailles", "Simone de Beauvoir", "Russian-Chinese". */
const between = /^(?:[\s-]+|\.\s?|\s+(?:of|de|du|del|la|von|van|der|da|di)(?:\s+(?:the|la|los|der))?\s+)$/u;

function joins(last: Unit, unit: Unit, claim: string): boolean {
  if (last.role === 'none' || unit.role === 'none') return false;
  // The opening of a sentence leans on a name, never on a country: "Meanwhile Japan".
  if (last.role === 'opening' && unit.role !== 'name') return false;
  if (/['’]s$/u.test(claim.slice(last.start, last.end))) return false;
  if (last.end > unit.start) return true;
  const gap = claim.slice(last.end, unit.start);
  // Only an initial's stop joins: "J. Fergusson".
  return between.test(gap) && (!gap.startsWith('.') || last.end - last.start <= 3);
}

function nameOf(span: readonly Unit[], claim: string): StatedName | undefined {
  const hasName = span.some(({ role }) => role === 'name' || role === 'nation');
  const [first, last] = [span[0], span.at(-1)];
  if (!hasName || !first || !last) return undefined;
  // "Kim Jong-un": what a hyphen ties to a name is of it.
  const tied = /^[-‐][\p{Ll}\p{M}]+(?:['’]s)?/u.exec(claim.slice(last.end))?.[0] ?? '';
  const parts = span.flatMap((unit) =>
    unit.role === 'opening' && !isForename(unit, span[1], claim) ? [] : unit.parts,
  );
  return { start: first.start, end: last.end + tied.length, parts };
}

/** Whether the opening word of a sentence belongs to the name after it: "Shinzo Abe", and not "Unlike Abe". */
function isForename(unit: Unit, next: Unit | undefined, claim: string): boolean {
  return next !== undefined && claim.slice(unit.end, next.start) === ' ';
}

function unitOf(
  word: Word,
  list: readonly Word[],
  at: number,
  claim: string,
  nations: readonly NamedNation[],
  context: NameContext,
  tongue: string,
): Unit {
  const surface = claim.slice(word.start, word.end);
  const own = nations.filter(({ start, end }) => start < word.end && word.start < end);
  if (own.length > 0 && tongue !== 'ja') {
    const parts = own.map(({ nation }): NamePart => ({ kind: 'nation', nation }));
    return { start: word.start, end: word.end, role: 'nation', parts };
  }
  const role = roleOf(word, surface, list, at, claim, context, tongue);
  const parts: NamePart[] =
    role === 'name' || role === 'direction' || role === 'opening' ? [{ kind: 'word', word, surface }] : [];
  return { start: word.start, end: word.end, role, parts };
}

function roleOf(
  word: Word,
  surface: string,
  list: readonly Word[],
  at: number,
  claim: string,
  context: NameContext,
  tongue: string,
): Role {
  const bare = surface.replace(/^\p{L}{1,2}['’](?=\p{Lu})/u, '');
  if (!/^\p{Lu}/u.test(bare) || word.isStop) return 'none';
  if (/^[IVX]+$/.test(bare) || wordNumber(word.form, tongue) !== undefined) return 'plain';
  if ([...word.form].length < 2) return 'plain';
  const [essay] = context.essays;
  const { capital, lower, whole } = placesOf(essay);
  // Letters and digits, as in G7 and NATO, are a name wherever they stand.
  if (/^(?:\p{Lu}{2,7}s?|\p{Lu}[\p{Lu}\d]*\d[\p{Lu}\d]*|(?:\p{Lu}\.){2,})$/u.test(bare)) return 'name';
  if (tongue === 'ja') return isPlainCapital(word.form) ? 'plain' : 'name';
  if (tongue === 'de') return germanRole(word, list, at, claim, context);
  if (namedMonths(surface, tongue).length > 0 || /^(?:may|march|mars|марта?)$/u.test(word.form)) return 'none';
  if (isDirection(word.form)) return 'direction';
  if (isPlainCapital(word.form)) return 'plain';
  const isOrdinary = lower.has(word.form) || lower.has(word.stem);
  if (!opensSentence(claim, word.start)) return isOrdinary ? 'plain' : 'name';
  if (isOrdinary) return 'none';
  const isKnown = capital.has(word.form) || capital.has(word.stem) || regionNames(tongue).has(word.form);
  if (isKnown || isAskedFor(word, context.question)) return 'name';
  if (isOpener(word.form)) return 'none';
  return /['’]s$/u.test(surface) && !timeWords.test(word.form) && !standsIn(word, surface, whole) ? 'name' : 'opening';
}

/** Openers whose possessive names nobody. */
const timeWords =
  /^(?:today|tomorrow|yesterday|tonight|everyone|everybody|someone|anyone|nobody|people|society|history|nature|humanity)$/;

/** German: a noun beside a noun, of which the essay has the second in no form; a genitive before its noun. */
function germanRole(word: Word, list: readonly Word[], at: number, claim: string, { essays }: NameContext): Role {
  const { whole } = placesOf(essays[0]);
  const [before, previous, next] = [list[at - 2], list[at - 1], list[at + 1]];
  const isNoun = (other: Word | undefined): other is Word =>
    other !== undefined &&
    !other.isStop &&
    isUpper(claim[other.start] ?? '') &&
    !isMeasure(other.form) &&
    !isGrammar(other.form) &&
    wordNumber(other.form, 'de') === undefined;
  const touches = (a: Word, b: Word): boolean => /^[\s-]+$/u.test(claim.slice(a.end, b.start));
  if (isMeasure(word.form) || standsIn(word, claim.slice(word.start, word.end), whole)) {
    return isNoun(next) && touches(word, next) && !isMeasure(word.form) ? 'plain' : 'none';
  }
  const isCounted = before !== undefined && (/^\d/.test(before.form) || wordNumber(before.form, 'de') !== undefined);
  // "Otto Wielands Ansicht": after a genitive comes what is his.
  const isPossessed = isNoun(before) && previous !== undefined && touches(before, previous) && /s$/.test(previous.form);
  if (isNoun(previous) && touches(previous, word) && !isCounted && !isPossessed) return 'name';
  if (isNoun(next) && touches(word, next)) {
    const leansOnArticle = previous !== undefined && /(?:e[snr]|die|das|zum|beim|im)$/u.test(previous.form);
    // "Bismarcks Politik", or a forename before a name that the essay has.
    const isForename = !isOpener(word.form) && standsIn(next, claim.slice(next.start, next.end), whole);
    return (/s$/u.test(word.form) || isForename) && !leansOnArticle ? 'name' : 'plain';
  }
  return regionNames('de').has(word.form) ? 'name' : 'none';
}

/** Whether the question writes the word with a capital inside a sentence: there it is a name. */
function isAskedFor(word: Word, question: string): boolean {
  return [...question.matchAll(/\p{Lu}[\p{L}\p{M}'’]+/gu)].some(
    ({ 0: surface, index }) => !opensSentence(question, index) && fold(surface).replace(/'s$/, '') === word.form,
  );
}

/** Countries in a text without blanks: each stretch once. */
function unspaced(nations: readonly NamedNation[]): StatedName[] {
  const starts = [...new Set(nations.map(({ start }) => start))];
  return starts.map((start) => {
    const own = nations.filter((nation) => nation.start === start);
    return {
      start,
      end: Math.max(...own.map(({ end }) => end)),
      parts: own.map(({ nation }) => ({ kind: 'nation', nation })),
    };
  });
}

/** Katakana of three signs and more that the essay has nowhere and Japanese does not use as its own. */
function runs(claim: string, { essays }: NameContext): StatedName[] {
  const nations = namedNations(claim);
  return [...claim.matchAll(/[\p{Script=Katakana}ー]{3,}/gu)].flatMap((match): StatedName[] => {
    const [start, end] = [match.index, match.index + match[0].length];
    const isNation = nations.some((nation) => nation.start < end && start < nation.end);
    const isOwn = isLoanWord(match[0]) || essays.some((essay) => placesOf(essay).whole.text.includes(match[0]));
    return isNation || isOwn ? [] : [{ start, end, parts: [{ kind: 'run', run: match[0] }] }];
  });
}
