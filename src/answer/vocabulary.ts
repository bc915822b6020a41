/**
 * Every word an essay uses, and whether a name or number of a question is among them in any form. Only what is
 * missing in every form may be said never to be mentioned.
 */
import type { Essay } from '../essay/types.js';
import { charGrams, fold, type Word, words } from '../essay/words.js';
import { regionsIn } from '../retrieval/bridges.js';

export interface Vocabulary {
  /** Stems of every word of the text, notes, sections, title and author. */
  readonly stems: ReadonlySet<string>;
  readonly forms: ReadonlySet<string>;
  /** Initials of up to seven words that follow one another, e.g. `eu` where "European Union" stands. */
  readonly initials: ReadonlySet<string>;
}

const known = new WeakMap<Essay, Vocabulary>();

/** The vocabulary of `essay`; made once an essay. */
export function vocabularyOf(essay: Essay): Vocabulary {
  let vocabulary = known.get(essay);
  if (vocabulary === undefined) {
    const texts = [
      essay.title,
      essay.author ?? '',
      ...essay.sections.map(({ title }) => title),
      ...essay.notes.map(({ text }) => text),
      ...essay.paragraphs.map(({ text }) => text),
    ];
    const lists = texts.map((text) => words(text, essay.language));
    const all = lists.flat();
    vocabulary = {
      stems: new Set(all.map((word) => word.stem)),
      forms: new Set([...all.map((word) => word.form), ...texts.flatMap(groupedNumbers)]),
      initials: new Set(lists.flatMap(initialsOf)),
    };
    known.set(essay, vocabulary);
  }
  return vocabulary;
}

/** Numbers with separators, which words cut in two: `1500` where "1,500" stands. */
function groupedNumbers(text: string): string[] {
  return (text.match(/\d+(?:[.,]\d+)+/g) ?? []).map((number) => number.replace(/\D/g, ''));
}

const maxInitials = 7;

function initialsOf(list: readonly Word[]): string[] {
  const found: string[] = [];
  for (let from = 0; from < list.length; from++) {
    let initials = '';
    for (let at = from; at < list.length && initials.length < maxInitials; at++) {
      const word = list[at];
      if (word === undefined || (word.isStop && !word.isCapital)) continue;
      initials += word.form[0] ?? '';
      if (initials.length > 1) found.push(initials);
    }
  }
  return found;
}

/** English names of a country and its people that share too few letters to be seen as one; folded. */
const demonyms: readonly (readonly string[])[] = [
  ['france', 'french'],
  ['netherlands', 'holland', 'dutch'],
  ['switzerland', 'swiss'],
  ['greece', 'greek', 'greeks'],
  ['spain', 'spanish', 'spaniards'],
  ['wales', 'welsh'],
  ['denmark', 'danish', 'danes'],
  ['poland', 'polish', 'poles'],
  ['turkey', 'turkish', 'turks'],
  ['ireland', 'irish'],
  ['england', 'english'],
  ['britain', 'british', 'uk'],
  ['iraq', 'iraqi', 'iraqis'],
  ['iran', 'iranian', 'iranians'],
  ['china', 'chinese'],
];

/** 3-gram Dice from which two spellings may be one name; typed names of one letter's difference lie above it. */
const sameNameDice = 0.5;
/** The share of the shorter form that a common beginning must cover: `Russian` and `Russia`, `Warsaw` and `Warszawa`. */
const sameBeginning = 0.65;
/** Letters that a form may be longer than another of the same beginning: `Norway` and `Norwegians`, not `ports` and `Portsmouth`. */
const longerByAtMost = 4;

/** Whether `word` occurs in the essay in any form: inflected, misspelt by a letter or two, as an acronym, within a number. */
export function isMentioned(word: Word, surface: string, vocabulary: Vocabulary): boolean {
  const { form, stem } = word;
  if (vocabulary.stems.has(stem) || vocabulary.forms.has(form)) return true;
  const acronym = form.replace(/s$/, '');
  if (/^\p{Lu}{2,7}s?$/u.test(surface) && vocabulary.initials.has(acronym)) return true;
  if (/^\d/.test(form)) return hasNumber(form, vocabulary);
  for (const other of vocabulary.forms) {
    if (other.length < 3 || /^\d/.test(other)) continue;
    if (isSameName(form, other)) return true;
  }
  return demonyms.some((family) => family.includes(form) && family.some((other) => vocabulary.forms.has(other)));
}

function hasNumber(form: string, vocabulary: Vocabulary): boolean {
  const digits = form.replace(/\D/g, '');
  for (const other of vocabulary.forms) {
    const theirs = other.replace(/\D/g, '');
    // "56" may be short for 1956, and 1,500 may be written 1500.
    if (theirs !== '' && (theirs === digits || (digits.length === 2 && theirs.length === 4 && theirs.endsWith(digits))))
      return true;
  }
  return false;
}

/** Whether two folded forms may be spellings of one name. */
export function isSameName(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  const longer = Math.max(a.length, b.length);
  if (same >= Math.max(4, shorter * sameBeginning) && longer - shorter <= longerByAtMost) return true;
  // "Sept" for September; the other way round a shorter word of the essay proves nothing.
  if (a.length >= 4 && b.startsWith(a)) return true;
  if (shorter >= 5 ? isOneSlip(a, b) : shorter === 4 && isSwap(a, b)) return true;
  if (shorter < 5) return false;
  const own = new Set(charGrams(a).filter((gram) => gram.length === 3));
  const theirs = new Set(charGrams(b).filter((gram) => gram.length === 3));
  const common = [...own].filter((gram) => theirs.has(gram)).length;
  return (2 * common) / (own.size + theirs.size) >= sameNameDice;
}

/** Two neighbours swapped: in four letters the one slip that makes no other name (Iran, Iraq). */
function isSwap(a: string, b: string): boolean {
  return a.length === b.length && a !== b && isOneSlip(a, b) && [...a].sort().join('') === [...b].sort().join('');
}

/** One letter wrong, missing or too many, or two neighbours swapped. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const restA = a.slice(at);
  const restB = b.slice(at);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

const regions = new Map<string, ReadonlySet<string>>();

/** The folded one-word names of countries in `language`: names even where a hurried asker writes no capital. */
export function regionNames(language: string): ReadonlySet<string> {
  let names = regions.get(language);
  if (names === undefined) {
    names = new Set([...regionsIn(language).values()].map(fold).filter((name) => /^\p{L}{4,}$/u.test(name)));
    regions.set(language, names);
  }
  return names;
}

/** In capitals throughout, or with one at almost every word: capitals prove no names there. */
function isAllCapitals(question: string, list: readonly Word[]): boolean {
  if (list.length > 1 && question === question.toUpperCase()) return true;
  const inside = list.slice(1);
  return inside.length >= 4 && inside.filter((word) => word.isCapital).length > inside.length * 0.6;
}

/** Words before a number that make it the end of a span. */
const boundary =
  /(?<!\p{L})(?:before|after|since|until|till|than|over|under|до|после|более|менее|с|vor|nach|seit|bis|als|antes de|después de|desde|hasta|avant|après|depuis)\s+$/iu;

/** What may stand between the parts of one name: "Treaty of Versailles", "Simone de Beauvoir". */
const betweenParts = /^(?:[\s-]+|\s+(?:of|de|du|del|la|von|van|der|da|di)(?:\s+(?:the|la|los))?\s+)$/iu;

/**
 * The names and numbers of `question` that the essay has in no form, as the asker wrote them, in order; neighbours of
 * one name are joined. A capital at the beginning of a sentence proves no name.
 */
export function neverMentioned(question: string, essay: Essay, language: string): string[] {
  const vocabulary = vocabularyOf(essay);
  const missing: { start: number; end: number }[] = [];
  const grouped = [...question.matchAll(/\d+(?:[.,]\d+)+/g)];
  const list = words(question, language);
  // German writes every noun with a capital: there it proves no name.
  const shouts = language.startsWith('de') || isAllCapitals(question, list);
  list.forEach((word) => {
    const surface = question.slice(word.start, word.end);
    const isNumber = /^\d/.test(word.form) && word.form.replace(/\D/g, '').length >= 2;
    const opens = word.start === 0 || /[.!?:;"“«]\s*$/.test(question.slice(0, word.start));
    const isName =
      word.isCapital && /^\p{Lu}/u.test(surface) && !word.isStop && !opens && !shouts && !(word.form.length < 3);
    const isCountry = regionNames(language).has(word.form);
    const isAcronym = /^\p{Lu}{2,6}$/u.test(surface) && !shouts && !word.isStop;
    // "Before 1980" asks about a span, not about that year.
    if (isNumber && boundary.test(question.slice(0, word.start))) return;
    if (!isNumber && !isName && !isAcronym && !isCountry) return;
    if (isMentioned(word, surface, vocabulary)) return;
    const whole = grouped.find(({ index, 0: number }) => index <= word.start && index + number.length >= word.end);
    if (whole !== undefined && vocabulary.forms.has(whole[0].replace(/\D/g, ''))) return;
    const last = missing.at(-1);
    if (last && betweenParts.test(question.slice(last.end, word.start))) last.end = word.end;
    else if (whole === undefined) missing.push({ start: word.start, end: word.end });
    else if (last?.start !== whole.index) missing.push({ start: whole.index, end: whole.index + whole[0].length });
  });
  return missing.map(({ start, end }) => question.slice(start, end));
}
