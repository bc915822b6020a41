/**
 * The lines a sentence may give to a summary, by whose it is: the author's own whole or cut, with the sentence they lean
 * on where that makes them clear; another's only with the words that say whose it is; what the author has given up,
 * hears or asks only together with the turn against it.
 */
import { type Extract, extractsOf, join, type Sentence } from './extracts.js';
import type { Stance } from './stances.js';
import { countWords } from './word-count.js';

/** A sentence with its stance. `at` is its place among all sentences of the range. */
export interface Voiced extends Sentence {
  readonly at: number;
  readonly stance: Stance;
}

/** Two sentences on one line are no longer than this, in words. */
const maxPairWords = 40;
/** An opening shorter than this names nobody and does nothing. */
const minOpenerWords = 4;

/** The lines of `own`, the best first; `before` is the sentence before it in its paragraph, `opener` the one that says who speaks. */
export function showableLines(own: Voiced, before: Voiced | undefined, opener: Voiced | undefined): readonly Extract[] {
  const { kind, isOpener } = own.stance;
  if (kind === 'loose' || kind === 'question' || isOpener) return [];
  if (kind === 'borrowed') return opener === undefined ? [] : pair(openingOf(opener), own, [opener.at]);
  const all = extractsOf(own);
  if (kind === 'attributed') return opener === undefined ? all.slice(0, 1) : pair(openingOf(opener), own, [opener.at]);
  const [whole] = all;
  const leans = before?.stance.kind === 'loose' || before?.stance.kind === 'question' || whole?.pointsBack === true;
  const isFit = before !== undefined && before.stance.kind !== 'borrowed' && before.at === own.at - 1;
  return leans && isFit ? [...all, ...pair([before], own, [before.at])] : all;
}

function pair(
  first: readonly { readonly start: number; readonly end: number }[],
  own: Voiced,
  at: readonly number[],
): Extract[] {
  const [head, ...rest] = join([...first, own]) ?? [];
  if (head === undefined) return [];
  const pieces = [head, ...rest] as const;
  const words = pieces.reduce((sum, { start, end }) => sum + countWords(own.text.slice(start, end)), 0);
  if (words > maxPairWords) return [];
  const before = extractsOf({ ...own, start: head.start, end: first.at(-1)?.end ?? own.end })[0];
  return [
    {
      pieces: [head, ...rest],
      words,
      isWhole: true,
      pointsBack: before?.pointsBack ?? false,
      also: { at, start: head.start },
    },
  ];
}

/** The shortest cut of the opener from its head on. */
function openingOf(opener: Voiced): Extract['pieces'] {
  const fit = extractsOf(opener).filter(
    ({ pieces, words }) => pieces[0].start === opener.start && words >= minOpenerWords,
  );
  return (
    fit.reduce<Extract | undefined>(
      (best, each) => (best === undefined || each.words < best.words ? each : best),
      undefined,
    )?.pieces ?? [opener]
  );
}
