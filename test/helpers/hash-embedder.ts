/**
 * An Embedder that needs no model: each word has a vector of its own, made from its letters; a text is their mean. It
 * keeps what it was asked, so that a test can count.
 */
import type { Embedder, Embedding } from '../../src/models/types.js';

export interface HashEmbedder extends Embedder {
  /** Every text given to `embedPassages`, in order. */
  readonly passages: readonly string[];
  readonly questions: readonly string[];
  /** Resolves before each passage; replace it to hold one back. */
  beforePassage: () => Promise<void>;
  /** The same for questions. */
  beforeQuestion: () => Promise<void>;
}

const dimension = 32;

export function hashEmbedder(id = 'hash@1', hasTokenVectors = true): HashEmbedder {
  const passages: string[] = [];
  const questions: string[] = [];
  const embedder: HashEmbedder = {
    id,
    dimension,
    hasTokenVectors,
    passages,
    questions,
    beforePassage: async () => undefined,
    beforeQuestion: async () => undefined,
    async embedQuestion(text) {
      await embedder.beforeQuestion();
      questions.push(text);
      return embed(text, hasTokenVectors);
    },
    async *embedPassages(texts, { signal } = {}) {
      for (const text of texts) {
        await embedder.beforePassage();
        signal?.throwIfAborted();
        passages.push(text);
        yield embed(text, hasTokenVectors);
      }
    },
    warm: async () => undefined,
    close: async () => undefined,
  };
  return embedder;
}

function embed(text: string, hasTokenVectors: boolean): Embedding {
  const found = [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)];
  const vectors = new Float32Array(found.length * dimension);
  const sum = new Float32Array(dimension);
  found.forEach(([word], row) => {
    wordVector(word).forEach((value, d) => {
      vectors[row * dimension + d] = value;
      sum[d] = (sum[d] ?? 0) + value;
    });
  });
  if (found.length === 0) sum[0] = 1;
  const vector = unit(sum);
  if (!hasTokenVectors) return { vector };
  const tokens = {
    ids: Int32Array.from(found, ([word]) => seedOf(word)),
    starts: Int32Array.from(found, (match) => match.index),
    ends: Int32Array.from(found, (match) => match.index + match[0].length),
    vectors,
  };
  return { vector, tokens };
}

function wordVector(word: string): Float32Array {
  const next = randomFrom(seedOf(word));
  return unit(Float32Array.from({ length: dimension }, () => next() - 0.5));
}

function seedOf(word: string): number {
  let seed = 2_166_136_261;
  for (const letter of word) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return seed & 0x7f_ff_ff_ff;
}

/** The same numbers, 0 to 1, for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The values at length 1. */
export function unit(values: Float32Array): Float32Array {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
