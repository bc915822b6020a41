/**
 * A quiz on an essay: gaps, places and voices, each with one right answer that the essay proves, and what a model wrote
 * and the essay proves as well. Without a model the same id makes the same quiz of the same text.
 */
import type { Essay } from '../essay/types.js';
import { gapItems } from './quiz-gaps.js';
import type { QuizItem } from './quiz-item.js';
import { placeItems } from './quiz-places.js';
import { voiceItems } from './quiz-voices.js';

export const mostItems = 10;
export const usualItems = 3;

/** Of a quiz, at most this share is about places and this about voices: knowing where is less than knowing what. */
const mostPlaces = 0.34;
const mostVoices = 0.34;

/**
 * At most `count` items of `essay` (1 to 10), in reading order, no two from one sentence; fewer, or none, where it has
 * no more that are not ambiguous. Those that a model has `written` come first, the rest is made without one.
 */
export function makeQuiz(
  essay: Essay,
  seed: string,
  count: number,
  written: readonly QuizItem[] = [],
): readonly QuizItem[] {
  const share = (of: number): number => (count < usualItems ? 0 : Math.floor(count * of + 0.01));
  const chosen: QuizItem[] = [];
  const take = (items: Iterable<QuizItem>, most: number): void => {
    let taken = 0;
    for (const item of items) {
      if (taken >= most || chosen.length >= count) return;
      if (chosen.some((other) => proofOf(other) === proofOf(item))) continue;
      chosen.push(item);
      taken += 1;
    }
  };
  take(written, count);
  take(voiceItems(essay, seed), share(mostVoices));
  take(placeItems(essay, seed), share(mostPlaces));
  take(gapItems(essay, seed), count);
  take(placeItems(essay, seed), count);
  return chosen.sort((a, b) => a.paragraph - b.paragraph);
}

/** The sentence that proves an item. */
function proofOf({ choices, key }: QuizItem): string {
  const citation = choices[key]?.citation;
  return `${citation?.paragraph} ${citation?.start}`;
}
