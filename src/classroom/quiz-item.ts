/** What a quiz is made of, and the order that chance would give it: the same for the same id, everywhere and always. */
import { createHash } from 'node:crypto';
import { namedNations } from '../answer/proof/nations.js';
import type { Citation } from '../essay/types.js';

/** A gap in a sentence; which paragraph a sentence stands in; who says it; a question that a model wrote. */
export type QuizKind = 'gap' | 'where' | 'who' | 'asked';

export interface QuizChoice {
  /** As the essay has it; a number for a paragraph; '' for the author; of a model's question in its own words. */
  readonly text: string;
  /** Where it stands in the essay; for the key, the words that prove it. A model's wrong answer may stand nowhere. */
  readonly citation?: Citation;
}

export interface QuizItem {
  readonly kind: QuizKind;
  readonly essay: string;
  /** The paragraph a gap stands in, shown with it; of the others it is part of the key. */
  readonly paragraph: number;
  /** The essay's words, for a gap with `____` in them; or a model's question. */
  readonly stem: string;
  /** Three or four, as they are shown. */
  readonly choices: readonly QuizChoice[];
  /** Which of them is right, from 0. */
  readonly key: number;
}

export const gapSign = '____';
/** Beside the key: four letters in all. */
export const mostDistractors = 3;
/** Without the key: with one alone it would be a toss. */
const leastDistractors = 2;

/** `list` in an order that depends on `seed` alone. */
export function shuffled<T>(list: readonly T[], seed: string, keyOf: (item: T) => string): T[] {
  const rank = (item: T): string =>
    createHash('sha256')
      .update(`${seed}\n${keyOf(item)}`)
      .digest('hex');
  return list
    .map((item) => ({ item, at: rank(item) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ item }) => item);
}

/** An item with its choices in the order of `seed`; undefined where there are too few. Distractors come best first. */
export function itemOf(
  item: Omit<QuizItem, 'choices' | 'key'>,
  right: QuizChoice,
  distractors: readonly QuizChoice[],
  seed: string,
): QuizItem | undefined {
  if (distractors.length < leastDistractors) return undefined;
  const choices = shuffled(
    [right, ...distractors.slice(0, mostDistractors)],
    `${seed} ${item.stem}`,
    ({ text }) => text,
  );
  return { ...item, choices, key: choices.indexOf(right) };
}

/** What kind of name it is by its shape: a country is guessed among countries, an acronym among acronyms. */
export function kindOfName(text: string): 'acronym' | 'nation' | 'long' | 'short' {
  if (/^\p{Lu}{2,}$/u.test(text)) return 'acronym';
  if (namedNations(text).length > 0) return 'nation';
  return /[\s.]/.test(text) ? 'long' : 'short';
}
