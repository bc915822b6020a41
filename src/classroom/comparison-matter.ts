/** Which words two texts share, the rare ones counting more. */
import type { Essay } from '../essay/types.js';
import { words } from '../essay/words.js';

/** The stems of a text with what each is worth. */
export type Matter = ReadonlyMap<string, number>;

/** Shorter forms tell nothing, except where one sign is a word. */
const leastLetters = 3;

/** The stems of a text's words of matter. */
export function matterOf(text: string, language: string): ReadonlySet<string> {
  const isLong = (form: string): boolean => form.length >= leastLetters || !/^\p{Script=Latin}/u.test(form);
  return new Set(words(text, language).flatMap(({ stem, form, isStop }) => (isStop || !isLong(form) ? [] : [stem])));
}

/** How rare each stem is among the paragraphs of `essays`: 0 for one in all of them. */
export function rarityIn(essays: readonly Essay[]): ReadonlyMap<string, number> {
  const paragraphs = essays.flatMap(({ paragraphs: own, language }) => own.map(({ text }) => matterOf(text, language)));
  const counts = new Map<string, number>();
  for (const stem of paragraphs.flatMap((stems) => [...stems])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Map([...counts].map(([stem, count]) => [stem, Math.log(paragraphs.length / count)]));
}

/** The cosine of two texts by the rarity of their stems, 0 to 1. */
export function sharedRarity(one: Matter, other: Matter): number {
  const size = (matter: Matter): number => Math.sqrt([...matter.values()].reduce((sum, worth) => sum + worth ** 2, 0));
  const whole = size(one) * size(other);
  if (whole === 0) return 0;
  return [...one].reduce((sum, [stem, worth]) => sum + worth * (other.get(stem) ?? 0), 0) / whole;
}
