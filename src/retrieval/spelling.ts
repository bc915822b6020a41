/**
 * Slips of the keyboard put right before anything is looked for, by the essay's own words: "the wether yestrday". Only
 * what is no word at all is changed; a real word that the essay lacks stays what it is.
 */
import { type Word, words } from '../essay/words.js';
import type { TokenVectors } from '../models/types.js';

/** Shorter words have too many neighbours. */
const minLetters = 4;
/** From this length on two slips are forgiven. */
const twoSlipLetters = 7;

/**
 * `question` with each word that is neither in `vocabulary` (the essay's folded forms) nor known to the model replaced
 * by its nearest form of the vocabulary, where one is near. A word is known to the model when it is one token of it;
 * without `tokens` every word counts as unknown.
 */
export function corrected(
  question: string,
  language: string,
  vocabulary: ReadonlySet<string>,
  tokens: TokenVectors | undefined,
): string {
  let text = '';
  let from = 0;
  for (const word of words(question, language)) {
    if (word.isStop || word.form.length < minLetters || !/^\p{L}+$/u.test(word.form)) continue;
    if (vocabulary.has(word.form) || isOneToken(word, tokens)) continue;
    const near = nearestForm(word, vocabulary, language);
    if (near === undefined) continue;
    text += question.slice(from, word.start) + near;
    from = word.end;
  }
  return from === 0 ? question : text + question.slice(from);
}

function isOneToken(word: Word, tokens: TokenVectors | undefined): boolean {
  if (tokens === undefined) return false;
  const at = tokens.starts.indexOf(word.start);
  return at >= 0 && (tokens.ends[at] ?? 0) >= word.end;
}

function nearestForm(word: Word, vocabulary: ReadonlySet<string>, language: string): string | undefined {
  const allowed = word.form.length >= twoSlipLetters ? 2 : 1;
  let best: string | undefined;
  let fewest = allowed + 1;
  for (const form of vocabulary) {
    if (form[0] !== word.form[0] || Math.abs(form.length - word.form.length) > allowed) continue;
    const slips = slipsBetween(word.form, form, fewest - 1);
    if (slips >= fewest) continue;
    // An inflection of a word of the essay is no slip.
    if (words(form, language)[0]?.stem === word.stem) return undefined;
    [best, fewest] = [form, slips];
  }
  return best;
}

/**
 * Letters wrong, missing, too many, or swapped with their neighbour, between two folded words: the restricted
 * Damerau-Levenshtein distance; `most + 1` when it is larger than `most`.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? a.length;
}
