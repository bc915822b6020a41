/**
 * What is asked of words that a model wrote and that are no sentence to be proved: questions, hints, options. They are
 * harmless, name nothing that the essay does not have, and do not copy it where they must not.
 */

import { unmask } from '../answer/masking.js';
import { contradicts } from '../answer/proof/contradiction.js';
import type { Grounds } from '../answer/proof/grounds.js';
import { tidySentence, unsafeReason } from '../answer/proof/harmless.js';
import { claimOf, type ProofContext } from '../answer/proof/prove.js';
import { unprovedFacts } from '../answer/proof/stated-facts.js';
import { verifyCitation } from '../answer/verify.js';
import { parseMarks, resolveMark } from '../essay/citation.js';
import { sentences } from '../essay/sentences.js';
import type { Citation, Essay } from '../essay/types.js';
import { words } from '../essay/words.js';

/** Words that may be shown, and the same in the language of the essay. */
export interface Sayable {
  readonly text: string;
  readonly claim: string;
}

/**
 * What a model said on one line, fit to be shown as words about `essay`: harmless, at most `mostChars` long, with no number
 * or name that the essay lacks, naming no paragraph but those of `marks`, quoting nothing that does not stand there. Its
 * twin in the essay's language is `claim`, where the languages differ. Undefined where any of this fails.
 */
export function sayable(
  said: { readonly text: string; readonly claim: string },
  essay: Essay,
  context: ProofContext,
  { mostChars, marks }: { readonly mostChars: number; readonly marks: readonly number[] },
): Sayable | undefined {
  const tidy = tidySentence(said.text);
  const text = unmask(tidy.text, context.language);
  if (!/\p{L}|\p{N}/u.test(text) || text.length > mostChars) return undefined;
  const harm = { essays: [...context.essays.values()], windows: context.windows, delimiters: context.fences };
  if (unsafeReason(text, harm) !== undefined || unsafeReason(said.claim, harm) !== undefined) return undefined;
  const named = parseMarks(text).map((mark) => resolveMark(mark, essay.paragraphs.length));
  if (named.some((numbers) => numbers.length === 0)) return undefined;
  if ([...tidy.marks, ...named.flat()].some((n) => !marks.includes(n))) return undefined;
  if (quotedIn(text).some((quote) => verifyCitation(essay, unplaced(essay, quote)).status === 'absent'))
    return undefined;
  const claim = claimOf(text, said.claim.trim(), essay, context.language);
  const whole = wholeOf(essay, context.question);
  if (claim === undefined || !whole || unprovedFacts(claim, whole).length > 0) return undefined;
  return { text, claim };
}

/** Words in quotation marks are the essay's or a term; so short a one proves nothing. */
const leastQuoted = 12;

function quotedIn(text: string): readonly string[] {
  const found = [...text.matchAll(/“([^“”]+)”|«([^«»]+)»|„([^„“”]+)[“”]|"([^"]+)"|「([^「」]+)」/gu)];
  return found
    .map((match) => match.slice(1).find((group) => group !== undefined) ?? '')
    .filter((quote) => quote.length >= leastQuoted);
}

/** A citation of words whose place is still to be found. */
function unplaced(essay: Essay, quote: string, paragraph = 1): Citation {
  const bare = quote.trim().replace(/^["“”«»„'‘’]+|["“”«»„'‘’]+$/gu, '');
  return { essay: essay.slug, paragraph, quote: bare, start: 0, end: 0 };
}

/** The one stretch of `essay` that a quote is, wherever it stands; undefined where it does not, or in pieces alone. */
export function quoteIn(essay: Essay, quote: string, paragraph: number): Citation | undefined {
  const verdict = verifyCitation(essay, unplaced(essay, quote, paragraph));
  return verdict.status === 'absent' || verdict.status === 'stitched' ? undefined : verdict.citations[0];
}

/** The whole essay as what something is held against. */
function wholeOf(essay: Essay, question: string): Grounds | undefined {
  const [first, ...rest] = essay.paragraphs.map(({ n, text }): Citation => {
    return { essay: essay.slug, paragraph: n, quote: text, start: 0, end: text.length };
  });
  return first && { essays: [essay], citations: [first, ...rest], question };
}

/** Whether a sentence of `claim` says the opposite of one of `citations`. */
export function isAgainst(claim: string, essay: Essay, citations: readonly [Citation, ...Citation[]]): boolean {
  return sentences(claim, essay.language).some(({ start, end }) =>
    contradicts(claim.slice(start, end), { essays: [essay], citations, question: '' }),
  );
}

/** Whether every sentence of `text` asks. */
export function isOnlyAsking(text: string, language: string): boolean {
  const cut = cutSentences(text, language);
  return cut.length > 0 && cut.every(isAsking);
}

/** Whether the last sentence of `text` asks. */
export function isAskingAtEnd(text: string, language: string): boolean {
  return cutSentences(text, language).slice(-1).some(isAsking);
}

function cutSentences(text: string, language: string): readonly string[] {
  return sentences(text, language).map(({ start, end }) => text.slice(start, end).trim());
}

/** By its sign; in Japanese the particle does without one. */
function isAsking(sentence: string): boolean {
  return /(?:[?？]|か。)["'”’»)）」]*$/u.test(sentence);
}

/** The most words in a row that `text` has in common with `source`. */
export function longestRun(text: string, source: string, language: string): number {
  const theirs = words(source, language).map(({ form }) => form);
  let before: number[] = [];
  let longest = 0;
  for (const { form } of words(text, language)) {
    const now = theirs.map((other, at) => (other === form ? (before[at - 1] ?? 0) + 1 : 0));
    longest = Math.max(longest, ...now);
    before = now;
  }
  return longest;
}
