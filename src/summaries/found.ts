/**
 * The sentences of a range of an essay, as they were embedded or cut anew; of a very long text only the most promising
 * ones of every stretch.
 */
import { sentences as cutSentences } from '../essay/sentences.js';
import type { Essay, Span } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';
import { cueWeight } from './cues.js';

/** A sentence. `at` is its place among all sentences of the range. */
export interface Found {
  readonly at: number;
  readonly paragraph: number;
  /** Its place in its paragraph. */
  readonly place: number;
  readonly span: Span;
  readonly vector?: Float32Array;
}

/** More sentences than this are thinned out first, evenly over the text. */
const maxCandidates = 480;
const stretches = 48;
/** For each sentence kept, so many are looked at. */
const lookedAt = 6;
/** The sentences of paragraph `n`. */
export type Cut = (n: number) => readonly { readonly span: Span; readonly vector?: Float32Array }[];

/** Cuts paragraphs of `essay` as they were embedded, else anew. */
export function createCut(essay: Essay, vectors: EssayVectors): Cut {
  const known = new Map<number, { readonly span: Span; readonly vector?: Float32Array }[]>();
  for (const sentence of vectors.sentences) {
    const own = known.get(sentence.paragraph);
    if (own) own.push(sentence);
    else known.set(sentence.paragraph, [sentence]);
  }
  return (n) => {
    let own = known.get(n);
    if (own === undefined) {
      own = cutSentences(textOf(essay, n), essay.language).map((span) => ({ span }));
      known.set(n, own);
    }
    return own;
  };
}

/** The sentences with words in them, in reading order; all of them where none has a word. */
export function findSentences(essay: Essay, cut: Cut, first: number, last: number): Found[] {
  const found: Omit<Found, 'at'>[] = [];
  for (let paragraph = first; paragraph <= last; paragraph += 1)
    cut(paragraph).forEach(({ span, vector }, place) => {
      found.push({ paragraph, place, span, ...(vector === undefined ? {} : { vector }) });
    });
  const spoken = found.filter(({ paragraph, span }) =>
    /[\p{L}\p{N}]/u.test(textOf(essay, paragraph).slice(span.start, span.end)),
  );
  return (spoken.length > 0 ? spoken : found).map((sentence, at) => ({ at, ...sentence }));
}

/** At most `maxCandidates` sentences: the best of every stretch by cheap signs, so that no part of the text is lost. */
export function thinOut(essay: Essay, all: readonly Found[]): readonly Found[] {
  if (all.length <= maxCandidates) return all;
  const roughOf = ({ paragraph, span }: Found): string[] =>
    (
      textOf(essay, paragraph)
        .slice(span.start, span.end)
        .toLowerCase()
        .match(/\p{L}{4,}/gu) ?? []
    ).map((word) => word.slice(0, 6));
  const spread = new Map<string, number>();
  const rough = all.map(roughOf);
  for (const own of rough) for (const word of new Set(own)) spread.set(word, (spread.get(word) ?? 0) + 1);
  const common = all.map((_, index) => {
    const own = rough[index] ?? [];
    return own.reduce((sum, word) => sum + Math.log(spread.get(word) ?? 1), 0) / Math.max(12, own.length);
  });
  const worthOf = ({ at, place, paragraph, span }: Found): number =>
    (common[at] ?? 0) *
    cueWeight(textOf(essay, paragraph).slice(span.start, span.end), essay.language) *
    (place === 0 ? 1.15 : 1);
  const share = Math.floor(maxCandidates / stretches);
  const kept: Found[] = [];
  const size = Math.ceil(all.length / stretches);
  for (let from = 0; from < all.length; from += size) {
    // Words that many sentences share cost little to count; cues are read only where these are.
    const promising = all
      .slice(from, from + size)
      .sort((a, b) => (common[b.at] ?? 0) - (common[a.at] ?? 0))
      .slice(0, share * lookedAt)
      .map((sentence) => ({ sentence, worth: worthOf(sentence) }))
      .sort((a, b) => b.worth - a.worth);
    kept.push(...promising.slice(0, share).map(({ sentence }) => sentence));
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** The text of a paragraph; empty where there is none. */
export function textOf(essay: Essay, paragraph: number): string {
  return essay.paragraphs[paragraph - 1]?.text ?? '';
}
