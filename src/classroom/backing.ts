/**
 * Claims held against essays: what reads as support, what reads the other way, what is not there. It compares words and
 * their signs, and grades nobody.
 */
import { contradicts } from '../answer/proof/contradiction.js';
import type { Grounds } from '../answer/proof/grounds.js';
import { tongue } from '../answer/proof/quoted.js';
import { unprovedFacts } from '../answer/proof/stated-facts.js';
import { quoteSpan } from '../answer/quote.js';
import { guessLanguage } from '../essay/language.js';
import type { Citation, Essay } from '../essay/types.js';
import { isSameFamily, type Word, words } from '../essay/words.js';
import type { RankedSentence, Retrieval, Retriever } from '../retrieval/types.js';
import { type Speaker, speakerOf } from './brief-speaker.js';

/** `near`: something comes close, and whether it says so is for the reader; `silent`: the essay does not speak of it. */
export type Reading = 'supports' | 'against' | 'near' | 'silent';

export interface BackedClaim {
  readonly claim: string;
  readonly reading: Reading;
  /** The closest words. */
  readonly citation: Citation;
  readonly speaker: Speaker;
  /** What a model says of it, proved by the citation. */
  readonly written?: string;
}

export interface Backing {
  readonly claims: readonly BackedClaim[];
  /** Claims and essay are in different languages: only names and numbers could be matched. */
  readonly isAcross: boolean;
  /** What was found for the claims. */
  readonly retrievals: readonly Retrieval[];
}

/** How many of the nearest sentences are held against a claim. */
const sentencesRead = 2;
/** Words of the claim that stand in the quoted sentence, those elsewhere in its paragraph counting half: of all, and without names. */
const enoughShared = 0.55;
const enoughMatter = 0.5;
/** So many of them, names left out, at least: one word in common is a topic, not a claim. */
const leastMatter = 2;
/** Of a sentence that reads the other way. */
const againstShared = 0.3;
/** Below this probability that the essay speaks of it, it is said that it does not. The five on the dev half of test/eval/claims.jsonl. */
const leastAboutness = 0.85;

/** Each of `claims` with what comes closest in `essays`, in order. */
export async function backUp(
  claims: readonly string[],
  essays: readonly Essay[],
  retriever: Pick<Retriever, 'retrieve'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Backing> {
  const backed: BackedClaim[] = [];
  const retrievals: Retrieval[] = [];
  let isAcross = false;
  for (const claim of claims) {
    const found = await retriever.retrieve({ text: claim, essays: essays.map(({ slug }) => slug) }, options);
    const [retrieval] = found;
    const read = retrieval && readClaim(claim, retrieval);
    if (!read) continue;
    isAcross ||= isForeign(claim, retrieval);
    backed.push(read);
    retrievals.push(retrieval);
  }
  return { claims: backed, isAcross, retrievals };
}

function isForeign(claim: string, { essay, bridged }: Retrieval): boolean {
  const own = tongue(essay.language);
  return bridged !== undefined || (own !== 'und' && guessLanguage(claim, 'en') !== own);
}

function readClaim(claim: string, retrieval: Retrieval): BackedClaim | undefined {
  const { essay, aboutness } = retrieval;
  const stems = new Set(words(claim, essay.language).flatMap(({ isStop, stem }) => (isStop ? [] : [stem])));
  const candidates = retrieval.sentences.slice(0, sentencesRead).map((sentence) => {
    const citation = quoteSpan(essay, sentence.paragraph, sentence, stems);
    const grounds: Grounds = { essays: [essay], citations: [citation], question: claim };
    return { sentence, citation, grounds, overlap: overlapOf(claim, sentence, essay) };
  });
  const [first] = candidates;
  if (!first) return undefined;
  const reads = (reading: Reading, { citation }: { citation: Citation }): BackedClaim => {
    return { claim, reading, citation, speaker: speakerOf(essay, citation) };
  };
  if (isForeign(claim, retrieval)) return reads('near', first);
  for (const candidate of candidates) {
    const { share, matter, count } = candidate.overlap;
    if (share >= againstShared && contradicts(claim, candidate.grounds)) return reads('against', candidate);
    const isShared = share >= enoughShared && matter >= enoughMatter && count >= leastMatter;
    if (isShared && aboutness >= leastAboutness && unprovedFacts(claim, candidate.grounds).length === 0)
      return reads('supports', candidate);
  }
  return reads(aboutness >= leastAboutness ? 'near' : 'silent', first);
}

interface Overlap {
  /** Of all words of the claim that carry matter. */
  readonly share: number;
  /** The same without names. */
  readonly matter: number;
  /** How many of these stand in the sentence itself. */
  readonly count: number;
}

function overlapOf(claim: string, { paragraph, start, end }: RankedSentence, { paragraphs, language }: Essay): Overlap {
  const text = paragraphs[paragraph - 1]?.text ?? '';
  const near = words(text.slice(start, end), language);
  const around = words(text, language);
  const said = new Map<string, { isName: boolean; worth: number }>();
  for (const word of words(claim, language)) {
    if (word.isStop || said.has(word.stem)) continue;
    const worth = stands(word, near) ? 1 : stands(word, around) ? 0.5 : 0;
    // A capital that opens the claim is a name where the essay writes it so inside its sentences.
    const twins = around.filter(({ stem, start: at }) => stem === word.stem && at > 0);
    const isName = word.isCapital && !/^ja/.test(language) && (word.start > 0 || twins.some((twin) => twin.isCapital));
    said.set(word.stem, { isName, worth });
  }
  const all = [...said.values()];
  const matter = all.filter(({ isName }) => !isName);
  return { share: meanOf(all), matter: meanOf(matter), count: matter.filter(({ worth }) => worth === 1).length };
}

function stands(word: Word, text: readonly Word[]): boolean {
  return text.some(({ stem }) => isSameFamily(word.stem, stem));
}

function meanOf(list: readonly { readonly worth: number }[]): number {
  return list.length === 0 ? 0 : list.reduce((sum, { worth }) => sum + worth, 0) / list.length;
}
