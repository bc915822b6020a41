/** What a gap may be made of: the names, numbers and nouns of an essay, each with where it stands. */
import { namedMonths } from '../answer/proof/calendar-words.js';
import { tongue } from '../answer/proof/quoted.js';
import { statedNames } from '../answer/proof/stated-names.js';
import type { Essay, Span } from '../essay/types.js';
import { fold, words } from '../essay/words.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';
import { isNounAlike } from './glossary-terms.js';

type GapKind = 'name' | 'number' | 'noun';

/** A stretch that could be a gap, and where it stands. */
export interface Filler extends Span {
  readonly kind: GapKind;
  readonly text: string;
  /** Its words, folded. */
  readonly forms: readonly string[];
  readonly sentence: ReadSentence;
}

export interface Pool {
  readonly fillers: readonly Filler[];
  /** How often each stands, by its folded words. */
  readonly counts: ReadonlyMap<string, number>;
}

const pools = new WeakMap<Essay, Pool>();

/** The fillers of `essay`; found once an essay. */
export function poolOf(essay: Essay): Pool {
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
  const names = statedNames(text, { essays: [essay], question: '' }).map(({ start, end }) => {
    const bare = text.slice(start, end).replace(/['’]s$/u, '');
    return filler('name', sentence, { start, end: start + bare.length });
  });
  const nounNames = names.filter(({ text: name }) => !adjectival.test(name));
  const isFree = (span: Span): boolean => !names.some(({ start, end }) => span.start < end && start < span.end);
  const numbers = [...text.matchAll(/(?<![\p{L}\p{N}.,-])\d+(?:[.,]\d+)*(?![\p{L}\p{N}-])/gu)].map(
    ({ index, 0: digits }) => filler('number', sentence, { start: index, end: index + digits.length }),
  );
  const nouns = sentence.words
    .filter(
      (word) =>
        !word.isStop &&
        word.form.length >= leastLetters &&
        !pointing.test(word.form) &&
        isNounAlike(word, text, essay.language),
    )
    .map((word) => filler('noun', sentence, word));
  const isDay = ({ end }: Span): boolean =>
    namedMonths(text, tongue(essay.language)).some(({ start }) => start >= end && start - end <= 3);
  const free = numbers.filter((number) => isFree(number) && !isDay(number));
  return [...nounNames, ...free, ...nouns.filter((noun) => isFree(noun) && /^\p{L}+$/u.test(noun.text))];
}

function filler(kind: GapKind, sentence: ReadSentence, { start, end }: Span): Filler {
  const text = sentence.text.slice(start, end);
  return { kind, text, forms: words(text, 'und').map(({ form }) => form), sentence, start, end };
}
