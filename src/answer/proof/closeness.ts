/**
 * Whether a claim speaks of what its quotes speak of: by shared words, or by the nearness of what is meant. It knows
 * nothing of truth: a false claim about the same thing is close.
 */
import { familyName } from '../../essay/short-name.js';
import { fold, isSameFamily, type Word, words } from '../../essay/words.js';
import { governmentOf, isSameName } from './countries.js';
import type { Grounds } from './grounds.js';
import { quotedParagraphs, quotedSentences, tongue } from './quoted.js';
import { isAuthorWord, isSaying } from './saying-words.js';

/** A word of the paragraph that is not in the quoted sentences counts so much. */
const nearbyWeight = 0.5;
/** This share of words is close whatever the embedder says; so it is seldom asked. */
const surelyCovered = 0.7;
/** Cosine and half the share of words must reach this together. These four on the dev half of test/eval/claims.jsonl. */
const leastTogether = 0.5;
const shareWeight = 0.5;
/** Where no embedder serves the language. */
const leastShare = 0.25;

/**
 * Whether `claim` speaks of what its quotes speak of. `nearness` is the cosine of two texts in the essay's language,
 * undefined or 0 where no embedder serves it: then words alone decide, and more is let through. Rejects as `nearness`
 * does.
 */
export async function isClose(
  claim: string,
  grounds: Grounds,
  nearness: (a: string, b: string) => Promise<number> | undefined,
): Promise<boolean> {
  const share = coveredShare(claim, grounds);
  if (share >= surelyCovered) return true;
  const texts = [...grounds.citations.map(({ quote }) => quote), ...quotedSentences(grounds).map(({ text }) => text)];
  const cosines: number[] = [];
  for (const text of new Set(texts)) {
    cosines.push((await nearness(claim, text)) ?? 0);
  }
  if (cosines.every((cosine) => cosine === 0)) return share >= leastShare;
  return Math.max(...cosines) + shareWeight * share >= leastTogether;
}

/** How much of what the claim says stands in its quotes, 0 to 1; who says it and that it is said is left out. */
function coveredShare(claim: string, grounds: Grounds): number {
  const language = tongue(grounds.essays[0].language);
  const authors = grounds.essays.map(({ author }) => fold(familyName(author) ?? ''));
  const isMatter = ({ form, isStop }: Word): boolean =>
    !isStop && !isSaying(form, language) && !isAuthorWord(form, language) && !authors.includes(form);
  const said = words(claim, language).filter(isMatter);
  if (said.length === 0) return 1;
  const quoted = quotedSentences(grounds).flatMap((each) => words(each.text, each.language));
  const nearby = quotedParagraphs(grounds).flatMap((each) => words(each.text, each.language));
  const worth = said.map((word): number => (stands(word, quoted) ? 1 : stands(word, nearby) ? nearbyWeight : 0));
  return worth.reduce((sum, each) => sum + each, 0) / said.length;
}

function stands(word: Word, text: readonly Word[]): boolean {
  const isGovernment = governmentOf(word.form) >= 0;
  return text.some(
    (other) => isSameFamily(word.stem, other.stem) || (isGovernment && isSameName(word.form, other.form)),
  );
}
