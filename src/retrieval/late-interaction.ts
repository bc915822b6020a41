/**
 * Late interaction (Khattab and Zaharia 2020): each token of the question looks for its nearest token in a stretch of
 * text; the similarities are summed, here weighted by how rare the token is in the essay. It is the strongest single
 * signal that was measured (see docs/decisions), and needs token vectors.
 */
import type { TokenVectors } from '../models/types.js';

/** Token vectors as they are kept: each value of a unit row times 127, rounded. */
export interface StoredTokens {
  readonly ids: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** `ids.length * dimension` values. */
  readonly vectors: Int8Array;
}

const scale = 127;

/** `tokens` at a quarter of the size; cosines change by less than .01. */
export function storeTokens(tokens: TokenVectors): StoredTokens {
  return { ids: tokens.ids, starts: tokens.starts, ends: tokens.ends, vectors: quantise(tokens.vectors) };
}

/** Unit-row values, each from -1 to 1, as int8. */
export function quantise(values: Float32Array): Int8Array {
  const stored = new Int8Array(values.length);
  // Rounds as `Math.round` does, and faster: made positive, cut off, and taken back.
  for (let i = 0; i < values.length; i++) stored[i] = (((values[i] as number) * scale + 128.5) | 0) - 128;
  return stored;
}

/** Two rows share one: each value of the second row times this. Sums stay whole numbers that a double holds exactly. */
const highPart = 2 ** 26;

/** `count` int8 rows as half as many rows of doubles, filled up with zeros to an even number of those. */
function packInPairs(rows: Int8Array, count: number, dimension: number): Float64Array {
  const packed = new Float64Array(Math.ceil(count / 4) * 2 * dimension);
  for (let i = 0; i < count; i++) {
    const part = i % 2 === 0 ? 1 : highPart;
    const to = (i >> 1) * dimension;
    for (let d = 0; d < dimension; d++)
      packed[to + d] = (packed[to + d] as number) + part * (rows[i * dimension + d] as number);
  }
  return packed;
}

/**
 * For each group of tokens (a sentence), the similarity of every question token to its nearest token of the group:
 * `groups.length` arrays of `question.ids.length` values; 0 where a group has no token that comes near.
 * `groupOf[k]` is the group of token k, or -1. `rows` is the question's vectors through `quantise`; exact for up to
 * 2,000 dimensions.
 */
export function nearestInGroups(
  rows: Int8Array,
  tokens: StoredTokens,
  groupOf: Int32Array,
  groups: number,
  dimension: number,
): Float32Array[] {
  const asked = rows.length / dimension;
  const nearest = Array.from({ length: groups }, () => new Float32Array(asked));
  // Four rows of the question a pass, in two sums: half the multiplying.
  const packed = packInPairs(rows, asked, dimension);
  const token = new Float64Array(dimension);
  for (let k = 0; k < groupOf.length; k++) {
    const best = nearest[groupOf[k] ?? -1];
    if (best === undefined) continue;
    for (let d = 0; d < dimension; d++) token[d] = tokens.vectors[k * dimension + d] as number;
    for (let i = 0; i < asked; i += 4) {
      const first = (i >> 1) * dimension;
      const second = first + dimension;
      let sums = 0;
      let moreSums = 0;
      for (let d = 0; d < dimension; d++) {
        const value = token[d] as number;
        sums += (packed[first + d] as number) * value;
        moreSums += (packed[second + d] as number) * value;
      }
      keepNearest(best, i, sums);
      keepNearest(best, i + 2, moreSums);
    }
  }
  return nearest;
}

/** Takes two sums that share a double apart, for the question's tokens `i` and `i + 1`; writing past the end does nothing. */
function keepNearest(best: Float32Array, i: number, sums: number): void {
  const high = Math.round(sums / highPart);
  const one = (sums - high * highPart) / (scale * scale);
  const other = high / (scale * scale);
  if (one > (best[i] as number)) best[i] = one;
  if (other > (best[i + 1] as number)) best[i + 1] = other;
}

/** The weighted mean of similarities, each question token taking its best over the given groups; 0 to 1. */
export function interaction(groups: readonly (Float32Array | undefined)[], weights: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    let best = 0;
    for (const group of groups) if (group !== undefined && (group[i] as number) > best) best = group[i] as number;
    sum += weight * best;
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}
