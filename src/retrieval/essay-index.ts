/**
 * One essay ready to be searched, in memory: its words, keyword tables, vectors and token vectors. Made from the essay
 * and its snapshot; holds no signal weights and answers no question by itself.
 */
import { sentences } from '../essay/sentences.js';
import type { Essay, Passage, Span } from '../essay/types.js';
import { charGrams, type Word, words } from '../essay/words.js';
import { passages } from '../ingest/passages.js';
import { type Bm25, createBm25 } from './bm25.js';
import type { StoredTokens } from './late-interaction.js';
import { createVectorIndex, type VectorIndex } from './vectors.js';

/** What embedding an essay yields; the only part that costs time to make and is kept on disk. */
export interface EssayEmbeddings {
  readonly dimension: number;
  /** A unit vector a paragraph, in order. */
  readonly paragraphs: readonly Float32Array[];
  /** A unit vector a passage, in the order of `essayPassages`. */
  readonly passages: readonly Float32Array[];
  /** Token vectors a paragraph; absent where the model gives none. */
  readonly tokens?: readonly StoredTokens[];
}

/** A sentence of the essay, with the words that stand in it. */
export interface SentenceEntry extends Span {
  /** The paragraph's position, from 0. */
  readonly paragraphAt: number;
  /** Its position within the paragraph, from 0. */
  readonly position: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly stems: ReadonlySet<string>;
  /** The row of the passage vector that fits it best. */
  readonly passageRow: number;
}

export interface EssayIndex {
  readonly essay: Essay;
  readonly embeddings: EssayEmbeddings;
  readonly sentences: readonly SentenceEntry[];
  /** For each paragraph the positions of its sentences in `sentences`. */
  readonly sentencesOf: readonly (readonly number[])[];
  readonly wordsOf: readonly (readonly Word[])[];
  /** The position of the paragraph of each passage row. */
  readonly paragraphOfPassage: readonly number[];
  /** Sentence position within the paragraph for each token, or -1. */
  readonly sentenceOfToken: readonly Int32Array[];
  readonly passageVectors: VectorIndex;
  readonly paragraphStems: Bm25;
  readonly paragraphGrams: Bm25;
  readonly sentenceStems: Bm25;
  readonly sentenceGrams: Bm25;
  /** Every folded word form of the text. */
  forms(): ReadonlySet<string>;
  /** How rare a token of the model's vocabulary is over the paragraphs, as BM25 weighs it. */
  tokenWeight(id: number): number;
}

/** The passages of all paragraphs in reading order: the rows of `EssayEmbeddings.passages`. */
export function essayPassages(essay: Essay): Passage[] {
  return essay.paragraphs.flatMap((paragraph) => passages(paragraph, essay.language));
}

/** Builds the tables; some milliseconds an essay. `graphFile` as in `createVectorIndex`. */
export function createEssayIndex(essay: Essay, embeddings: EssayEmbeddings, graphFile?: string): EssayIndex {
  const cut = essayPassages(essay);
  const wordsOf = essay.paragraphs.map(({ text }) => words(text, essay.language));
  const entries: SentenceEntry[] = [];
  const sentencesOf = essay.paragraphs.map((paragraph, paragraphAt) =>
    sentences(paragraph.text, essay.language).map((span, position) => {
      const inside = (wordsOf[paragraphAt] ?? []).filter((word) => word.start >= span.start && word.end <= span.end);
      entries.push({
        ...span,
        paragraphAt,
        position,
        text: paragraph.text.slice(span.start, span.end),
        words: inside,
        stems: new Set(inside.map((word) => word.stem)),
        passageRow: closestPassage(cut, paragraph.n, span),
      });
      return entries.length - 1;
    }),
  );
  const tokenPlaces = (embeddings.tokens ?? []).map((tokens, at) =>
    Int32Array.from(tokens.starts, (start) =>
      (sentencesOf[at] ?? []).findIndex((entry) => {
        const span = entries[entry];
        return span !== undefined && start >= span.start && start < span.end;
      }),
    ),
  );
  // Keyword tables are made when first asked for: a search over many essays looks into most of them only by vector.
  const once = <Value>(make: () => Value): (() => Value) => {
    let made: { readonly value: Value } | undefined;
    return () => {
      made ??= { value: make() };
      return made.value;
    };
  };
  const paragraphStems = once(() => createBm25(wordsOf.map((list) => list.map((word) => word.stem))));
  const paragraphGrams = once(() => createBm25(essay.paragraphs.map(({ text }) => charGrams(text))));
  const sentenceStems = once(() => createBm25(entries.map((entry) => entry.words.map((word) => word.stem))));
  const sentenceGrams = once(() => createBm25(entries.map((entry) => charGrams(entry.text))));
  return {
    essay,
    embeddings,
    sentences: entries,
    sentencesOf,
    wordsOf,
    paragraphOfPassage: cut.map((passage) => passage.paragraph - 1),
    sentenceOfToken: tokenPlaces,
    passageVectors: createVectorIndex(embeddings.passages, embeddings.dimension, graphFile ? { graphFile } : {}),
    get paragraphStems() {
      return paragraphStems();
    },
    get paragraphGrams() {
      return paragraphGrams();
    },
    get sentenceStems() {
      return sentenceStems();
    },
    get sentenceGrams() {
      return sentenceGrams();
    },
    forms: once(() => new Set(wordsOf.flatMap((list) => list.map((word) => word.form)))),
    tokenWeight: tokenWeights(embeddings.tokens ?? []),
  };
}

/** The row of the shortest passage that holds the sentence; a very short sentence has none of its own. */
function closestPassage(cut: readonly Passage[], paragraph: number, span: Span): number {
  let best = -1;
  let length = Number.POSITIVE_INFINITY;
  cut.forEach((passage, row) => {
    if (passage.paragraph !== paragraph || passage.start > span.start || passage.end < span.end) return;
    if (passage.end - passage.start < length) {
      best = row;
      length = passage.end - passage.start;
    }
  });
  return best;
}

function tokenWeights(tokens: readonly StoredTokens[]): (id: number) => number {
  const holding = new Map<number, number>();
  for (const { ids } of tokens) for (const id of new Set(ids)) holding.set(id, (holding.get(id) ?? 0) + 1);
  return (id) => {
    const count = holding.get(id) ?? 0;
    return Math.log(1 + (tokens.length - count + 0.5) / (count + 0.5));
  };
}
