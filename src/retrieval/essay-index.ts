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

const cuts = new WeakMap<Essay, readonly Passage[]>();

/** The passages of all paragraphs in reading order: the rows of `EssayEmbeddings.passages`. Cut once an essay. */
export function essayPassages(essay: Essay): readonly Passage[] {
  let cut = cuts.get(essay);
  if (cut === undefined) {
    cut = essay.paragraphs.flatMap((paragraph) => passages(paragraph, essay.language));
    cuts.set(essay, cut);
  }
  return cut;
}

/** Cuts the essay into words; some milliseconds. `graph` is a vector index of its passages where one was kept. */
export function createEssayIndex(essay: Essay, embeddings: EssayEmbeddings, graph?: VectorIndex): EssayIndex {
  const cut = essayPassages(essay);
  const wordsOf = essay.paragraphs.map(({ text }) => words(text, essay.language));
  const entries: SentenceEntry[] = [];
  let row = 0;
  const sentencesOf = essay.paragraphs.map(({ n, text }, paragraphAt) => {
    const firstRow = row;
    while (cut[row]?.paragraph === n) row++;
    const own = cut.slice(firstRow, row);
    const spans = sentences(text, essay.language);
    const inside = wordsBySpan(wordsOf[paragraphAt] ?? [], spans);
    return spans.map((span, position) => {
      const closest = closestPassage(own, span);
      entries.push({
        ...span,
        paragraphAt,
        position,
        text: text.slice(span.start, span.end),
        words: inside[position] ?? [],
        stems: new Set(inside[position]?.map((word) => word.stem)),
        passageRow: closest < 0 ? -1 : firstRow + closest,
      });
      return entries.length - 1;
    });
  });
  const passageVectors = once(() => graph ?? createVectorIndex(embeddings.passages, embeddings.dimension));
  const paragraphStems = once(() => createBm25(wordsOf.map((list) => list.map((word) => word.stem))));
  const paragraphGrams = once(() => createBm25(essay.paragraphs.map(({ text }) => charGrams(text))));
  const sentenceStems = once(() => createBm25(entries.map((entry) => entry.words.map((word) => word.stem))));
  const sentenceGrams = once(() => createBm25(entries.map((entry) => charGrams(entry.text))));
  const sentenceOfToken = once(() =>
    (embeddings.tokens ?? []).map(({ starts }, at) =>
      sentencesOfTokens(starts, sentencesOf[at]?.map((entry) => entries[entry] as SentenceEntry) ?? []),
    ),
  );
  const weights = once(() => tokenWeights(embeddings.tokens ?? []));
  return {
    essay,
    embeddings,
    sentences: entries,
    sentencesOf,
    wordsOf,
    paragraphOfPassage: cut.map((passage) => passage.paragraph - 1),
    get sentenceOfToken() {
      return sentenceOfToken();
    },
    get passageVectors() {
      return passageVectors();
    },
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
    tokenWeight: (id) => weights()(id),
  };
}

/** Tables are made when first asked for: a search over many essays looks into most of them only in part. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** For each of `spans`, in order, the words that stand wholly inside. */
function wordsBySpan(list: readonly Word[], spans: readonly Span[]): Word[][] {
  let next = 0;
  return spans.map(({ start, end }) => {
    while ((list[next]?.start ?? start) < start) next++;
    const first = next;
    while ((list[next]?.end ?? Number.POSITIVE_INFINITY) <= end) next++;
    return list.slice(first, next);
  });
}

/** The position of the shortest passage of a paragraph that holds `span`, or -1: a very short sentence has none alone. */
function closestPassage(own: readonly Passage[], span: Span): number {
  let best = -1;
  let length = Number.POSITIVE_INFINITY;
  own.forEach((passage, at) => {
    if (passage.start > span.start || passage.end < span.end || passage.end - passage.start >= length) return;
    best = at;
    length = passage.end - passage.start;
  });
  return best;
}

/** For each token start, none before the one ahead of it, the position of the span it falls into, or -1. */
function sentencesOfTokens(starts: Int32Array, spans: readonly Span[]): Int32Array {
  let at = 0;
  return starts.map((start) => {
    while ((spans[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++;
    return (spans[at]?.start ?? Number.POSITIVE_INFINITY) <= start ? at : -1;
  });
}

function tokenWeights(tokens: readonly StoredTokens[]): (id: number) => number {
  const holding = new Map<number, number>();
  for (const { ids } of tokens) for (const id of new Set(ids)) holding.set(id, (holding.get(id) ?? 0) + 1);
  return (id) => {
    const count = holding.get(id) ?? 0;
    return Math.log(1 + (tokens.length - count + 0.5) / (count + 0.5));
  };
}
