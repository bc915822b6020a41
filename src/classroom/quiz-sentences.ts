/** The sentences of an essay that a quiz may ask about: whole, not too long, and about what the essay is about. */

import { quoteSpan } from '../answer/quote.js';
import type { Citation, Essay, Span } from '../essay/types.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';
import { shuffled } from './quiz-item.js';

/** In characters; scripts without blanks say as much in fewer. */
const shortest = 50;
const longest = 240;
const shortestWide = 20;
const longestWide = 110;
/** Of the sentences that fit, those that say most of what the essay says: this share, and so many at least. */
const keyShare = 0.6;
const leastKept = 12;

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The key sentences in the order of `seed`, one of each paragraph before the second of any. */
export function sentencesToAsk(essay: Essay, seed: string): readonly ReadSentence[] {
  const rounds = new Map<number, number>();
  return shuffled(keySentences(essay), seed, ({ text }) => text)
    .map((sentence) => {
      const round = rounds.get(sentence.paragraph) ?? 0;
      rounds.set(sentence.paragraph, round + 1);
      return { sentence, round };
    })
    .sort((a, b) => a.round - b.round)
    .map(({ sentence }) => sentence);
}

/** The key sentences of `essay`, best first; equals in reading order. */
function keySentences(essay: Essay): readonly ReadSentence[] {
  const spread = new Map<string, Set<number>>();
  for (const { paragraph, words } of sentencesOf(essay)) {
    for (const { stem, isStop } of words) if (!isStop) spread.set(stem, (spread.get(stem) ?? new Set()).add(paragraph));
  }
  const fitting = sentencesOf(essay).filter(isFitting);
  const worth = ({ words }: ReadSentence): number => {
    const stems = new Set(words.flatMap(({ stem, isStop }) => (isStop ? [] : [stem])));
    const shared = [...stems].reduce((sum, stem) => sum + Math.log(spread.get(stem)?.size ?? 1), 0);
    return stems.size === 0 ? 0 : shared / Math.sqrt(stems.size);
  };
  const ranked = fitting.map((sentence) => ({ sentence, worth: worth(sentence) })).sort((a, b) => b.worth - a.worth);
  return ranked.slice(0, Math.max(leastKept, ranked.length * keyShare)).map(({ sentence }) => sentence);
}

function isFitting({ text }: ReadSentence): boolean {
  const [least, most] = wide.test(text) ? [shortestWide, longestWide] : [shortest, longest];
  return text.length >= least && text.length <= most && /[.!。！]["'”’»」)\]]*$/u.test(text) && !/\d\.$/.test(text);
}

/** `sentence` quoted whole. */
export function citeSentence(essay: Essay, { paragraph, span }: { paragraph: number; span: Span }): Citation {
  return quoteSpan(essay, paragraph, span, new Set());
}
