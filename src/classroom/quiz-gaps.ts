/**
 * "Which word fills the gap?": a name, a number or a noun of a key sentence, beside others of the same kind from the same
 * essay. A word that could stand in the gap as well by anything the essay says is no choice.
 */
import { namedMonths } from '../answer/proof/calendar-words.js';
import { governmentOf, isSameName } from '../answer/proof/countries.js';
import { tongue } from '../answer/proof/quoted.js';
import { statedNames } from '../answer/proof/stated-names.js';
import type { Essay, Span } from '../essay/types.js';
import { fold, isSameFamily, words } from '../essay/words.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';
import { isNounAlike } from './glossary-terms.js';
import { gapSign, itemOf, kindOfName, mostDistractors, type QuizItem, shuffled } from './quiz-item.js';
import { citeSentence, sentencesToAsk, sharedStems } from './quiz-sentences.js';

type GapKind = 'name' | 'number' | 'noun';

/** A stretch that could be a gap, and where it stands. */
interface Filler extends Span {
  readonly kind: GapKind;
  readonly text: string;
  readonly sentence: ReadSentence;
}

interface Pool {
  readonly fillers: readonly Filler[];
  /** How often each stands, by its folded words. */
  readonly counts: ReadonlyMap<string, number>;
}

const pools = new WeakMap<Essay, Pool>();

/** The gap items that `essay` allows, one a sentence at most, in the order of `seed`; each is made when it is asked for. */
export function* gapItems(essay: Essay, seed: string): Iterable<QuizItem> {
  const pool = poolOf(essay);
  const others = shuffled(pool.fillers, seed, ({ text, sentence }) => `${text} ${sentence.paragraph}`);
  const telling = (filler: Filler): number =>
    filler.kind !== 'noun' || (pool.counts.get(fold(filler.text)) ?? 1) > 1 ? 0 : 1;
  for (const sentence of sentencesToAsk(essay, seed)) {
    const own = pool.fillers.filter((filler) => filler.sentence === sentence && isOnce(filler));
    for (const filler of shuffled(own, seed, ({ text }) => text).sort((a, b) => telling(a) - telling(b))) {
      const item = gapItem(filler, essay, { ...pool, fillers: others }, seed);
      if (!item) continue;
      yield item;
      break;
    }
  }
}

function poolOf(essay: Essay): Pool {
  let pool = pools.get(essay);
  if (pool === undefined) {
    const fillers = sentencesOf(essay).flatMap((sentence) => fillersIn(sentence, essay));
    const counts = new Map<string, number>();
    for (const { text } of fillers) counts.set(fold(text), (counts.get(fold(text)) ?? 0) + 1);
    pool = { fillers, counts };
    pools.set(essay, pool);
  }
  return pool;
}

const leastLetters = 5;
/** "Japanese", "US-Japan": a name that describes another fits none of the gaps of the others. */
const adjectival = /(?:ese|ish|[^i]sian|[^n]ean|ican|isch\p{L}{0,2}|ский|ская|ское|ские|ской)$|-|^\p{Ll}/iu;
/** Nouns by their place that count or point instead of naming anything. */
const pointing =
  /^(?:first|second|third|last|latter|former|others?|same|public|right|left|least|future|premiers?|autres?|grande?s?|primer[oa]s?|otr[oa]s|одном|самом|котор\p{L}+|перв\p{L}+)$/iu;

function fillersIn(sentence: ReadSentence, essay: Essay): Filler[] {
  const { text } = sentence;
  const names = statedNames(text, { essays: [essay], question: '' }).map(({ start, end }): Filler => {
    const bare = text.slice(start, end).replace(/['’]s$/u, '');
    return { kind: 'name', text: bare, sentence, start, end: start + bare.length };
  });
  const nounNames = names.filter(({ text: name }) => !adjectival.test(name));
  const isFree = (span: Span): boolean => !names.some(({ start, end }) => span.start < end && start < span.end);
  const numbers = [...text.matchAll(/(?<![\p{L}\p{N}.,-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}-])/gu)].map(
    ({ index, 0: digits }): Filler => ({
      kind: 'number',
      text: digits,
      sentence,
      start: index,
      end: index + digits.length,
    }),
  );
  const nouns = sentence.words
    .filter(
      (word) =>
        !word.isStop &&
        word.form.length >= leastLetters &&
        !pointing.test(word.form) &&
        isNounAlike(word, text, essay.language),
    )
    .map(({ start, end }): Filler => ({ kind: 'noun', text: text.slice(start, end), sentence, start, end }));
  const isDay = ({ end }: Span): boolean =>
    namedMonths(text, tongue(essay.language)).some(({ start }) => start >= end && start - end <= 3);
  const free = numbers.filter((number) => isFree(number) && !isDay(number));
  return [...nounNames, ...free, ...nouns.filter((noun) => isFree(noun) && /^\p{L}+$/u.test(noun.text))];
}

/** A word that comes twice in its sentence is given away by itself. */
function isOnce({ text, sentence }: Filler): boolean {
  const stems = words(text, 'und').map(({ form }) => form);
  return stems.every((form) => sentence.words.filter((word) => isSameFamily(word.form, form)).length === 1);
}

function gapItem(filler: Filler, essay: Essay, pool: Pool, seed: string): QuizItem | undefined {
  const { sentence, start, end, text } = filler;
  const others = new Map<string, Filler>();
  for (const other of pool.fillers) {
    if (others.size === mostDistractors) break;
    if (others.has(fold(other.text)) || !isLike(other, filler, essay, pool) || couldFit(other, filler, essay)) continue;
    others.set(fold(other.text), other);
  }
  const stem = `${sentence.text.slice(0, start)}${gapSign}${sentence.text.slice(end)}`;
  return itemOf(
    { kind: 'gap', essay: essay.slug, paragraph: sentence.paragraph, stem },
    { text, citation: citeSentence(essay, sentence) },
    [...others.values()].map((other) => ({ text: other.text, citation: citeSentence(essay, other.sentence) })),
    seed,
  );
}

/** How much oftener the one may stand than the other: a word that stands everywhere is guessed. */
const mostTimes = 3;

/** Whether `other` is of the same kind, about as frequent, and of the same shape in its language. */
function isLike(other: Filler, filler: Filler, essay: Essay, { counts }: Pool): boolean {
  if (other.kind !== filler.kind || isOne(other.text, filler.text)) return false;
  if (filler.kind === 'number') return shapeOfNumber(other.text) === shapeOfNumber(filler.text);
  const [own, theirs] = [counts.get(fold(filler.text)) ?? 1, counts.get(fold(other.text)) ?? 1];
  if (Math.max(own, theirs) > mostTimes * Math.min(own, theirs)) return false;
  const before = (each: Filler): string => each.sentence.text.slice(0, each.start);
  const article = /(?<!\p{L})(an?)\s$/iu.exec(before(filler))?.[1]?.toLowerCase();
  if (article !== undefined && /^[aeiou]/i.test(other.text) !== (article === 'an')) return false;
  if (filler.kind === 'name' && kindOfName(other.text) !== kindOfName(filler.text)) return false;
  return hasSameShape(other, filler, tongue(essay.language));
}

/** Plural with plural; where nouns have gender or case, the same small word before or the same ending. */
function hasSameShape(other: Filler, filler: Filler, language: string): boolean {
  const last = (each: Filler, count: number): string => fold(each.text).slice(-count);
  if (filler.kind === 'name' && language !== 'ru') return true;
  if (language === 'en') return (last(other, 1) === 's') === (last(filler, 1) === 's');
  if (language === 'ru') return last(other, 2) === last(filler, 2);
  const lead = ({ sentence, start }: Filler): string | undefined =>
    /(\p{L}+)['’\s]$/u.exec(sentence.text.slice(0, start))?.[1]?.toLowerCase();
  return (last(other, 1) === 's') === (last(filler, 1) === 's') && lead(other) === lead(filler);
}

function shapeOfNumber(text: string): string {
  if (/^(?:1[0-9]|20)\d\d$/.test(text)) return 'year';
  return /[.,]\d{1,2}$/.test(text) ? 'fraction' : text.replace(/\D/g, '').length > 2 ? 'large' : 'small';
}

/** One thing under two names: another form, or another name of the same government. */
function isOne(a: string, b: string): boolean {
  const [own, theirs] = [a, b].map((text) => words(text, 'und').map(({ form }) => form));
  return (own ?? []).some((form) =>
    (theirs ?? []).some(
      (other) =>
        isSameFamily(form, other) ||
        isSameName(form, other) ||
        (governmentOf(form) >= 0 && governmentOf(form) === governmentOf(other)),
    ),
  );
}

/** So many words in common with a sentence that holds the other word make the gap ambiguous. */
const sharedAtMost = 1;

/** Whether the essay says of `other` something like what the sentence says of the word in the gap. */
function couldFit(other: Filler, { sentence, text, start, end }: Filler, essay: Essay): boolean {
  const forms = words(other.text, essay.language).map(({ stem }) => stem);
  if (sentence.words.some(({ stem }) => forms.some((form) => isSameFamily(form, stem)))) return true;
  const without = new Set([...words(text, essay.language).map(({ stem }) => stem), ...commonStems(essay)]);
  const neighbours = [
    sentence.words.findLast((word) => word.end <= start && !word.isStop),
    sentence.words.find((word) => word.start >= end && !word.isStop),
  ].flatMap((word) => word?.stem ?? []);
  return sentencesOf(essay).some((each) => {
    const at = each.words.findIndex(({ stem }) => forms.some((form) => isSameFamily(form, stem)));
    if (each === sentence || at < 0) return false;
    const beside = each.words.slice(Math.max(0, at - 3), at + 4).map(({ stem }) => stem);
    const isBeside = neighbours.some((stem) => beside.some((word) => isSameFamily(stem, word)));
    return isBeside || sharedStems(sentence, each, without).length > sharedAtMost;
  });
}

const common = new WeakMap<Essay, ReadonlySet<string>>();

/** Stems in more than half of the paragraphs: what the whole essay is about tells no two sentences apart. */
function commonStems(essay: Essay): ReadonlySet<string> {
  let stems = common.get(essay);
  if (stems === undefined) {
    const spread = new Map<string, Set<number>>();
    for (const { paragraph, words: list } of sentencesOf(essay))
      for (const { stem } of list) spread.set(stem, (spread.get(stem) ?? new Set()).add(paragraph));
    stems = new Set(
      [...spread].filter(([, places]) => places.size * 2 > essay.paragraphs.length).map(([stem]) => stem),
    );
    common.set(essay, stems);
  }
  return stems;
}
