/**
 * "Which word fills the gap?": a name, a number or a noun of a key sentence, beside others of the same kind from the same
 * essay. A word that could stand in the gap as well by anything the essay says is no choice.
 */
import { governmentOf, isSameName } from '../answer/proof/countries.js';
import { tongue } from '../answer/proof/quoted.js';
import type { Essay } from '../essay/types.js';
import { fold, isSameFamily, words } from '../essay/words.js';
import { type Filler, type Pool, poolOf } from './quiz-fillers.js';
import { gapSign, itemOf, kindOfName, mostDistractors, type QuizItem, shuffled } from './quiz-item.js';
import { citeSentence, sentencesToAsk } from './quiz-sentences.js';
import { countShared, familyOf, isCommon, sentencesWith } from './quiz-stems.js';

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

/** A word that comes twice in its sentence is given away by itself. */
function isOnce({ forms, sentence }: Filler): boolean {
  return forms.every((form) => sentence.words.filter((word) => isSameFamily(word.form, form)).length === 1);
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
  if (other.kind !== filler.kind) return false;
  if (filler.kind === 'number' && shapeOfNumber(other.text) !== shapeOfNumber(filler.text)) return false;
  const [own, theirs] = [counts.get(fold(filler.text)) ?? 1, counts.get(fold(other.text)) ?? 1];
  if (filler.kind !== 'number' && Math.max(own, theirs) > mostTimes * Math.min(own, theirs)) return false;
  const before = (each: Filler): string => each.sentence.text.slice(0, each.start);
  const article = /(?<!\p{L})(an?)\s$/iu.exec(before(filler))?.[1]?.toLowerCase();
  if (article !== undefined && /^[aeiou]/i.test(other.text) !== (article === 'an')) return false;
  if (filler.kind === 'name' && kindOfName(other.text) !== kindOfName(filler.text)) return false;
  const isShaped = filler.kind === 'number' || hasSameShape(other, filler, tongue(essay.language));
  return isShaped && !isOne(other.forms, filler.forms);
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
function isOne(a: readonly string[], b: readonly string[]): boolean {
  return a.some((form) =>
    b.some((other) => isSameFamily(form, other) || isSameName(form, other) || isSameState(form, other)),
  );
}

function isSameState(a: string, b: string): boolean {
  return governmentOf(a) >= 0 && governmentOf(a) === governmentOf(b);
}

/** So many words in common with a sentence that holds the other word make the gap ambiguous. */
const sharedAtMost = 1;
/** And so does the word before or after the gap, so near to the other word. */
const besideWords = 3;

/** Whether the essay says of `other` something like what the sentence says of the word in the gap. */
function couldFit(other: Filler, { sentence, text, start, end }: Filler, essay: Essay): boolean {
  const stems = words(other.text, essay.language).map(({ stem }) => stem);
  const holding = sentencesWith(stems, essay);
  if (holding.has(sentence)) return true;
  const own = new Set(words(text, essay.language).map(({ stem }) => stem));
  const neighbours = [
    sentence.words.findLast((word) => word.end <= start && !word.isStop),
    sentence.words.find((word) => word.start >= end && !word.isStop),
  ].flatMap((word) => (word ? [...familyOf(word.stem, essay)] : []));
  const forms = new Set(stems.flatMap((stem) => [...familyOf(stem, essay)]));
  return [...holding].some((each) => {
    const at = each.words.findIndex(({ stem }) => forms.has(stem));
    const beside = each.words.slice(Math.max(0, at - besideWords), at + besideWords + 1);
    if (beside.some(({ stem }) => neighbours.includes(stem))) return true;
    return countShared(sentence, each, essay, (stem) => own.has(stem) || isCommon(stem, essay)) > sharedAtMost;
  });
}
