/**
 * What a summary can be made of: the sentences of the range with the lines they could give, and how much each line and
 * each paragraph is worth. Of a very long text only the most promising sentences of every stretch are looked at closely.
 */

import { sentences as cutSentences } from '../essay/sentences.js';
import type { Essay, Span } from '../essay/types.js';
import { type Word, words } from '../essay/words.js';
import type { EssayVectors } from '../retrieval/types.js';
import { centralities } from './centrality.js';
import { cueWeight } from './cues.js';
import { type Extract, extractsOf, type Sentence } from './extracts.js';
import { reports } from './openings.js';
import { countWords } from './word-count.js';

/** A sentence with what is known of it. `at` is its place among all sentences of the range. */
export interface Candidate extends Sentence {
  readonly at: number;
  readonly words: number;
  /** The words that carry matter; offsets into the paragraph. */
  readonly terms: readonly Pick<Word, 'start' | 'end' | 'stem'>[];
  readonly lines: readonly Extract[];
  /** 0.3 to about 2; 1 is an ordinary sentence. */
  readonly quality: number;
}

export interface Material {
  readonly candidates: readonly Candidate[];
  /** The weight of each paragraph of the range that has a candidate. */
  readonly weights: ReadonlyMap<number, number>;
  /** Stems of the title. */
  readonly titleStems: ReadonlySet<string>;
}

/** More sentences than this are thinned out first, evenly over the text. */
const maxCandidates = 480;
const stretches = 48;
/** The share of vectors in centrality: in the language the shipped model was made for, and in others. */
const vectorShareAtHome = 0.5;
const vectorShareElsewhere = 0.15;
/** What others say counts less than what the author says. */
const reported = 0.85;

interface Found {
  readonly at: number;
  readonly paragraph: number;
  readonly span: Span;
  readonly vector?: Float32Array;
}

/** The material of paragraphs `first` to `last`. */
export function gather(essay: Essay, vectors: EssayVectors, first: number, last: number): Material {
  const all = findSentences(essay, vectors, first, last);
  const kept = thinOut(essay, all);
  const terms = kept.map(({ paragraph, span }) => termsOf(essay, paragraph, span));
  const stems = terms.map((own) => own.map(({ stem }) => stem));
  const share = /^en(?:-|$)/.test(essay.language) ? vectorShareAtHome : vectorShareElsewhere;
  const central = centralities(
    stems,
    kept.map(({ vector }) => vector),
    share,
  );
  const lastAt = new Map(all.map(({ paragraph, at }) => [paragraph, at]));
  const firstAt = new Map(all.toReversed().map(({ paragraph, at }) => [paragraph, at]));
  const candidates = kept.map((found, index): Candidate => {
    const text = textOf(essay, found.paragraph);
    const own = text.slice(found.span.start, found.span.end);
    const sentence = { ...found.span, paragraph: found.paragraph, text, language: essay.language };
    const place = found.at === firstAt.get(found.paragraph) ? 1.4 : found.at === lastAt.get(found.paragraph) ? 1.1 : 1;
    return {
      ...sentence,
      at: found.at,
      words: countWords(own),
      terms: terms[index] ?? [],
      lines: extractsOf(sentence),
      quality:
        cueWeight(own, essay.language) *
        (reports(own, essay.language) ? reported : 1) *
        place *
        (0.7 + 0.6 * (central[index] ?? 0)),
    };
  });
  return {
    candidates,
    weights: paragraphWeights(essay, candidates, central, first, last),
    titleStems: new Set(words(essay.title, essay.language).flatMap((word) => (word.isStop ? [] : [word.stem]))),
  };
}

function termsOf(essay: Essay, paragraph: number, span: Span): Candidate['terms'] {
  return words(textOf(essay, paragraph).slice(span.start, span.end), essay.language)
    .filter((word) => !word.isStop)
    .map(({ start, end, stem }) => ({ start: start + span.start, end: end + span.start, stem }));
}

function textOf(essay: Essay, paragraph: number): string {
  return essay.paragraphs[paragraph - 1]?.text ?? '';
}

/** The sentences with words in them, in reading order; all of them where none has a word. */
function findSentences(essay: Essay, vectors: EssayVectors, first: number, last: number): Found[] {
  const known = new Map<number, { readonly span: Span; readonly vector?: Float32Array }[]>();
  for (const sentence of vectors.sentences) {
    if (sentence.paragraph < first || sentence.paragraph > last) continue;
    const own = known.get(sentence.paragraph);
    if (own) own.push(sentence);
    else known.set(sentence.paragraph, [sentence]);
  }
  const found: Omit<Found, 'at'>[] = [];
  for (const { n, text } of essay.paragraphs.slice(first - 1, last)) {
    const own = known.get(n) ?? cutSentences(text, essay.language).map((span) => ({ span }));
    for (const { span, ...rest } of own) {
      found.push({
        paragraph: n,
        span,
        ...('vector' in rest && rest.vector instanceof Float32Array ? { vector: rest.vector } : {}),
      });
    }
  }
  const spoken = found.filter(({ paragraph, span }) =>
    /[\p{L}\p{N}]/u.test(textOf(essay, paragraph).slice(span.start, span.end)),
  );
  return (spoken.length > 0 ? spoken : found).map((sentence, at) => ({ at, ...sentence }));
}

/** At most `maxCandidates` sentences: the best of every stretch by cheap signs, so that no part of the text is lost. */
function thinOut(essay: Essay, all: readonly Found[]): readonly Found[] {
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
  const worth = all.map((sentence, index) => {
    const own = rough[index] ?? [];
    const common = own.reduce((sum, word) => sum + Math.log(spread.get(word) ?? 1), 0) / Math.max(12, own.length);
    const text = textOf(essay, sentence.paragraph);
    const isFirst = all[index - 1]?.paragraph !== sentence.paragraph;
    return (
      common * cueWeight(text.slice(sentence.span.start, sentence.span.end), essay.language) * (isFirst ? 1.15 : 1)
    );
  });
  const kept: Found[] = [];
  const size = Math.ceil(all.length / stretches);
  for (let from = 0; from < all.length; from += size) {
    const stretch = all.slice(from, from + size).sort((a, b) => (worth[b.at] ?? 0) - (worth[a.at] ?? 0));
    kept.push(...stretch.slice(0, Math.floor(maxCandidates / stretches)));
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** Opening and closing paragraphs carry thesis and proposal; beyond that central and full paragraphs weigh more. */
function paragraphWeights(
  essay: Essay,
  candidates: readonly Candidate[],
  central: readonly number[],
  first: number,
  last: number,
): Map<number, number> {
  const grouped = new Map<number, { words: number; central: number; cues: number; count: number }>();
  candidates.forEach((candidate, index) => {
    const own = grouped.get(candidate.paragraph) ?? { words: 0, central: 0, cues: 0, count: 0 };
    own.words += candidate.words;
    own.central += central[index] ?? 0;
    own.cues = Math.max(own.cues, cueWeight(candidate.text.slice(candidate.start, candidate.end), candidate.language));
    own.count += 1;
    grouped.set(candidate.paragraph, own);
  });
  const reach = Math.max(1, (last - first) * 0.04);
  const headings = new Set(essay.sections.map(({ firstParagraph }) => firstParagraph));
  const weights = new Map<number, number>();
  for (const [n, own] of grouped) {
    const edge = 0.5 * Math.exp(-(n - first) / reach) + 0.7 * Math.exp(-(last - n) / reach);
    const opening = headings.has(n) ? 0.15 : 0;
    const fullness = Math.min(1.2, Math.max(0.35, (own.words / 80) ** 0.4));
    weights.set(n, (1 + edge + opening) * fullness * own.cues * (0.6 + 0.8 * (own.central / own.count)));
  }
  return weights;
}
