/**
 * The names and terms of an essay with every place where they stand: names by their capitals, terms by how the essay
 * defines or repeats them.
 */
import { governmentOf } from '../answer/proof/countries.js';
import { isSameInflected } from '../answer/proof/name-places.js';
import { tongue } from '../answer/proof/quoted.js';
import { statedNames } from '../answer/proof/stated-names.js';
import type { Essay, Span } from '../essay/types.js';
import { fold, type Word, words } from '../essay/words.js';
import { definedTerms } from './glossary-definitions.js';
import { sentencesOf } from './glossary-sentences.js';

/** Where a term stands, with its sentence. */
export interface Use extends Span {
  readonly paragraph: number;
  readonly sentence: Span;
}

export interface Term {
  /** As the essay first writes it. */
  readonly name: string;
  readonly kind: 'name' | 'term';
  /** In reading order; at least one. */
  readonly uses: readonly [Use, ...Use[]];
}

/**
 * A noun that comes back so often is a term, and so are two words that come back together; only where they stand in no
 * more than this share of the paragraphs, for what stands everywhere explains nothing.
 */
const leastRepeats = 3;
const leastPairs = 2;
const mostSpread = 0.4;
const leastLetters = 6;

/** The names and terms of `essay`: names first, each by how often it stands, then by where; found once an essay. */
export function termsOf(essay: Essay): readonly Term[] {
  let terms = known.get(essay);
  if (terms === undefined) {
    terms = findTerms(essay);
    known.set(essay, terms);
  }
  return terms;
}

const known = new WeakMap<Essay, readonly Term[]>();

function findTerms(essay: Essay): readonly Term[] {
  const names = namesOf(essay);
  const isTaken = (form: string): boolean => names.some(({ forms }) => forms.includes(form));
  const defined = definedTerms(essay).filter((name) => !isTaken(fold(name)));
  const terms = [...defined, ...repeatedWords(essay).filter((name) => !defined.some((other) => isAlike(name, other)))];
  return [
    ...names.map(({ name, uses }): Term => ({ name, kind: 'name', uses })),
    ...terms.flatMap((name): Term[] => {
      const [first, ...rest] = usesOf(name, essay);
      return first && !isTaken(fold(name)) ? [{ name, kind: 'term', uses: [first, ...rest] }] : [];
    }),
  ];
}

/** Where `name` stands in `essay`, in any inflection, in reading order. */
export function usesOf(name: string, essay: Essay): Use[] {
  const wanted = words(name, essay.language);
  if (wanted.length === 0) return [];
  return sentencesOf(essay).flatMap((sentence) => {
    const found: Use[] = [];
    sentence.words.forEach((_, at) => {
      const run = sentence.words.slice(at, at + wanted.length);
      const [first, last] = [run[0], run.at(-1)];
      if (run.length < wanted.length || !first || !last || !run.every((word, k) => isWord(word, wanted[k]))) return;
      const start = sentence.span.start + first.start;
      found.push({
        paragraph: sentence.paragraph,
        sentence: sentence.span,
        start,
        end: sentence.span.start + last.end,
      });
    });
    return found;
  });
}

function isWord(word: Word, wanted: Word | undefined): boolean {
  if (wanted === undefined) return false;
  return word.stem === wanted.stem || (word.isCapital && wanted.isCapital && isSameInflected(word.form, wanted.form));
}

/** Titles are no part of a name. */
const titles = /^(?:dr|mr|mrs|ms|prof|professor|sir|lord|lady|herr|frau|mme|m|mlle|sr|sra|г-н|г-жа|проф)$/u;

function partsOf(name: string): string[] {
  const parts = words(name, 'und').map(({ form }) => form);
  const bare = parts.filter((form) => !titles.test(form));
  return bare.length > 0 ? bare : parts;
}

/** Whether two names are one in two inflections, or one of them is the family name of the other. */
function isAlike(a: string, b: string): boolean {
  const [short = [], long = []] = [partsOf(a), partsOf(b)].sort((one, other) => one.length - other.length);
  if (short.length === long.length) return short.every((form, at) => isSameInflected(form, long[at] ?? ''));
  return short.length === 1 && !/-/.test(a + b) && isSameInflected(short[0] ?? '', long.at(-1) ?? '');
}

interface NamedUses {
  readonly name: string;
  readonly forms: readonly string[];
  readonly uses: readonly [Use, ...Use[]];
}

/** Names of one person or place in several forms are one entry under the fullest: "J.Fergusson", "Fergusson". */
function namesOf(essay: Essay): NamedUses[] {
  const found: NamedUses[] = [];
  for (const { paragraph, span, text } of sentencesOf(essay)) {
    for (const stated of statedNames(text, { essays: [essay], question: '' })) {
      const name = text.slice(stated.start, stated.end).replace(/['’]s$/u, '');
      if (isPair(name)) continue;
      const start = span.start + stated.start;
      const use = { paragraph, sentence: span, start, end: start + name.length };
      const at = found.findIndex((other) => isAlike(other.name, name));
      const known = found[at];
      if (known === undefined) found.push({ name, forms: [fold(name)], uses: [use] });
      else {
        const fullest = partsOf(name).length > partsOf(known.name).length ? name : known.name;
        found[at] = { name: fullest, forms: [...known.forms, fold(name)], uses: [...known.uses, use] };
      }
    }
  }
  return found.sort((a, b) => b.uses.length - a.uses.length);
}

/** "US-Japan", "Russian-Chinese": two names, each of which has its own entry. */
function isPair(name: string): boolean {
  const parts = partsOf(name);
  return (
    parts.length > 1 && parts.every((form) => governmentOf(form) >= 0) && !/^(?:united|estados)/.test(parts[0] ?? '')
  );
}

interface Repeated {
  readonly name: string;
  readonly paragraphs: Set<number>;
  count: number;
}

/** Words, alone or in twos, that come back in a few paragraphs and not in most: what these are about. */
function repeatedWords(essay: Essay): string[] {
  if (tongue(essay.language) === 'ja') return [];
  const pairs = new Map<string, Repeated>();
  const single = new Map<string, Repeated>();
  for (const { paragraph, text, words: list } of sentencesOf(essay)) {
    list.forEach((word, at) => {
      const next = list[at + 1];
      if (next !== undefined && isPhrase(word, next, text, essay.language))
        count(pairs, `${word.stem} ${next.stem}`, text.slice(word.start, next.end), paragraph);
      if (!word.isStop && word.form.length >= leastLetters && isNounAlike(word, text, essay.language))
        count(single, word.stem, text.slice(word.start, word.end), paragraph);
    });
  }
  const phrases = telling(pairs, leastPairs, essay);
  const inPhrases = new Set(phrases.flatMap((name) => words(name, essay.language).map(({ stem }) => stem)));
  const nouns = telling(single, leastRepeats, essay);
  return [...phrases, ...nouns.filter((name) => words(name, essay.language).every(({ stem }) => !inPhrases.has(stem)))];
}

function count(found: Map<string, Repeated>, key: string, name: string, paragraph: number): void {
  const entry = found.get(key) ?? { name, paragraphs: new Set<number>(), count: 0 };
  entry.paragraphs.add(paragraph);
  entry.count += 1;
  found.set(key, entry);
}

function telling(found: ReadonlyMap<string, Repeated>, least: number, { paragraphs: all }: Essay): string[] {
  const most = Math.max(2, all.length * mostSpread);
  return [...found.values()]
    .filter(({ count: times, paragraphs }) => times >= least && paragraphs.size <= most)
    .sort((a, b) => b.count - a.count)
    .map(({ name }) => name);
}

/** Two small words with only a blank between them that stand where a noun stands: "territorial issue". */
function isPhrase(word: Word, next: Word, text: string, language: string): boolean {
  const isPlain = ({ isStop, isCapital, form }: Word): boolean => !isStop && !isCapital && /^\p{L}{4,}$/u.test(form);
  if (!isPlain(word) || !isPlain(next) || next.start - word.end !== 1) return false;
  return tongue(language) === 'en' ? isNounAlike(next, text, language) : isNounAlike(word, text, language);
}

const adjective = String.raw`(?:\p{L}+(?:al|ic|ive|ous|ful|less|ary|able|ible|ant|ent|ed|ing|an|ese|ish|ern|er|est|ty|low|new|own|same)\s)?`;
const beforeNoun: Readonly<Record<string, RegExp>> = {
  en: new RegExp(
    String.raw`(?:^|\s)(?:the|an?|this|these|its|their|his|her|our|my|of|in|for|on|with|by|every)\s${adjective}$`,
    'iu',
  ),
  es: /(?:^|\s)(?:el|la|los|las|un|una|del|su|sus|este|esta|cada)\s$/iu,
  fr: /(?:^|[\s'’])(?:le|la|les|un|une|des|du|aux?|sa|son|ses|ce|cette|chaque)[\s'’]$/iu,
  ru: /(?:^|\s)(?:на|о|об|с|из|к|для|без|от|до|эта|этот|это|наш|наша|каждый|каждая)\s$/iu,
};
const afterNoun: Readonly<Record<string, RegExp>> = {
  en: /^(?:['’]s?)?(?:[,.;:!?)”"—–]|\s(?:of|in|and|or|is|are|was|were|to|for|on|that|which|who|by|with|as|at|from|has|have|will|would|could|can|should|must|may|between|over|than|but|—|–)(?=\s)|$)/u,
};

/** Whether the word stands where a noun stands; German says it by its capital. */
export function isNounAlike(word: Word, sentence: string, language: string): boolean {
  const spoken = tongue(language);
  if (spoken === 'de') return word.isCapital && word.start > 0 && word.form.length > 3;
  if (word.isCapital || /^\d/.test(word.form) || (spoken === 'en' && /(?:ly|ing|ed)$/.test(word.form))) return false;
  const before = sentence.slice(Math.max(0, word.start - 40), word.start);
  return (beforeNoun[spoken]?.test(before) ?? false) && (afterNoun[spoken]?.test(sentence.slice(word.end)) ?? true);
}
