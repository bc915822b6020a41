/**
 * One text on its way through a sentence model, a window at a time, so that whoever drives it can put something more
 * urgent in between. Knows nothing of threads.
 */
import type { EmbeddingArrays, EmbeddingRole } from './embedding-messages.js';
import type { EmbeddingModel } from './embedding-model.js';
import type { OnnxSession } from './onnx-session.js';
import type { TextTokenizer } from './text-tokens.js';
import { type TokenWindow, tokenWindows } from './token-windows.js';

/** Tokens that neighbouring windows share; every kept token has at least half of them on either side. */
const overlap = 64;

export interface TextEmbedding {
  /** Runs the next window; the arrays when it was the last one. */
  step(): Promise<EmbeddingArrays | undefined>;
}

/**
 * The embedding of `text`, not yet begun. A question is cut at the model's limit. A longer passage is read in overlapping
 * windows: each token keeps the vector of the window in which it stands most centrally, and the pooled vector is the mean
 * of the windows' pooled vectors, each weighted by the tokens it keeps.
 */
export function beginTextEmbedding(
  text: string,
  role: EmbeddingRole,
  model: EmbeddingModel,
  tokenizer: TextTokenizer,
  session: OnnxSession,
): TextEmbedding {
  const { dimension } = model;
  const prefix = role === 'question' ? model.questionPrefix : model.passagePrefix;
  const all = tokenizer.tokens(prefix + text);
  const prefixTokens = all.ends.filter((end) => end <= prefix.length).length;
  const lead = [...tokenizer.before, ...all.ids.slice(0, prefixTokens)];
  const size = Math.max(1, model.maxTokens - lead.length - tokenizer.after.length);
  const count = role === 'question' ? Math.min(size, all.ids.length - prefixTokens) : all.ids.length - prefixTokens;
  const last = prefixTokens + count;
  const ids = new Int32Array(all.ids.slice(prefixTokens, last));
  const starts = new Int32Array(all.starts.slice(prefixTokens, last)).map((start) =>
    Math.max(0, start - prefix.length),
  );
  const ends = new Int32Array(all.ends.slice(prefixTokens, last)).map((end) => end - prefix.length);
  const vectors = new Float32Array(count * dimension);
  const vector = new Float32Array(dimension);
  const windows = tokenWindows(count, size, Math.min(overlap, size >> 1));
  let next = 0;

  async function step(): Promise<EmbeddingArrays | undefined> {
    const window = windows[next++] as TokenWindow;
    const input = lead.concat(all.ids.slice(prefixTokens + window.start, prefixTokens + window.end), tokenizer.after);
    const hidden = await session.run(input);
    const weight = windows.length === 1 ? 1 : window.keepEnd - window.keepStart;
    addScaled(vector, model.pooling === 'cls' ? hidden : mean(hidden, dimension), 0, weight);
    const from = (lead.length + window.keepStart - window.start) * dimension;
    const kept = hidden.subarray(from, from + (window.keepEnd - window.keepStart) * dimension);
    vectors.set(kept, window.keepStart * dimension);
    if (next < windows.length) return undefined;
    for (let row = 0; row < count; row++) toUnit(vectors, row * dimension, (row + 1) * dimension);
    toUnit(vector, 0, dimension);
    return { vector, ids, starts, ends, vectors };
  }

  return { step };
}

/** The mean row; every position counts, special tokens too, as sentence models are trained. */
function mean(rows: Float32Array, dimension: number): Float32Array {
  const sum = new Float32Array(dimension);
  const scale = dimension / rows.length;
  for (let at = 0; at < rows.length; at += dimension) addScaled(sum, rows, at, scale);
  return sum;
}

// Plain loops over indexes: iterators over these arrays take ten times as long.
function addScaled(to: Float32Array, from: Float32Array, at: number, scale: number): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + (from[at + i] as number) * scale;
}

function toUnit(rows: Float32Array, start: number, end: number): void {
  let square = 0;
  for (let i = start; i < end; i++) square += (rows[i] as number) ** 2;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let i = start; i < end; i++) rows[i] = (rows[i] as number) * scale;
}
