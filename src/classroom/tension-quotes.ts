/**
 * The sentences that tensions are looked for in, and the few words of one that a discussion question shows.
 */
import { clauses, sentences } from '../essay/sentences.js';
import type { Citation, Essay, Span } from '../essay/types.js';
import { words } from '../essay/words.js';

/** A quote of a discussion question is to be read at a glance: longer sentences are cut at clauses. */
const maxQuoteChars = 240;
export interface Sentence extends Span {
  readonly n: number;
  readonly text: string;
  readonly stems: readonly string[];
  /** Its number in the essay. */
  readonly at: number;
}

/** A sentence, and where in it the words stand that matter. */
export interface Part {
  readonly sentence: Sentence;
  readonly cueAt: number;
}

/** The stems of the words of matter in `text`, each once; a single letter is none, a single sign of Chinese writing is. */
export function matterOf(text: string, language: string): readonly string[] {
  const stems = words(text, language)
    .filter(({ isStop, form }) => !isStop && (form.length > 1 || /\p{Script=Han}/u.test(form)))
    .map(({ stem }) => stem);
  return [...new Set(stems)];
}

/** Every sentence of an essay in reading order. */
export function sentencesOf(essay: Essay): readonly Sentence[] {
  let at = 0;
  return essay.paragraphs.flatMap(({ n, text }) =>
    sentences(text, essay.language).map((span): Sentence => {
      const shown = text.slice(span.start, span.end);
      at += 1;
      return { ...span, n, text: shown, stems: matterOf(shown, essay.language), at };
    }),
  );
}

/** The clauses of a sentence around its cue, in one piece of the essay's words. */
export function shortQuote(essay: Essay, { sentence, cueAt }: Part): Citation {
  const text = essay.paragraphs[sentence.n - 1]?.text ?? '';
  const cite = (start: number, end: number): Citation => ({
    essay: essay.slug,
    paragraph: sentence.n,
    quote: text.slice(start, end),
    start,
    end,
  });
  if (sentence.text.length <= maxQuoteChars) return cite(sentence.start, sentence.end);
  const pieces = clauses(text, sentence);
  const at = sentence.start + cueAt;
  const home = Math.max(
    0,
    pieces.findLastIndex(({ start }) => start <= at),
  );
  let [from, to] = [home, home];
  const length = (a: number, b: number): number => (pieces[b]?.end ?? 0) - (pieces[a]?.start ?? 0);
  while (to + 1 < pieces.length && length(from, to + 1) <= maxQuoteChars) to += 1;
  while (from > 0 && length(from - 1, to) <= maxQuoteChars) from -= 1;
  const start = pieces[from]?.start ?? sentence.start;
  const end = pieces[to]?.end ?? sentence.end;
  return end - start <= maxQuoteChars ? cite(start, end) : cite(...wordsAround(text, { start, end }, at));
}

/** A stretch without clauses, cut between words so that the cue stands in it. */
function wordsAround(text: string, { start, end }: Span, at: number): [start: number, end: number] {
  const latest = Math.max(start, Math.min(at - 40, end - maxQuoteChars));
  const isBlank = (index: number): boolean => /\s/.test(text.charAt(index));
  let from = latest;
  while (from > start && !isBlank(from - 1)) from -= 1;
  let to = Math.min(end, from + maxQuoteChars);
  while (to > at && to < end && !isBlank(to)) to -= 1;
  return [from, text.slice(from, to).trimEnd().length + from];
}
