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

/** Unit-row values as int8. */
export function quantise(values: Float32Array): Int8Array {
  const stored = new Int8Array(values.length);
  for (let i = 0; i < values.length; i++) stored[i] = Math.round((values[i] ?? 0) * scale);
  return stored;
}

/**
 * For each group of tokens (a sentence), the similarity of every question token to its nearest token of the group:
 * `groups.length` arrays of `question.ids.length` values; 0 where a group has no token that comes near.
 * `groupOf[k]` is the group of token k, or -1. `rows` is the question's vectors through `quantise`.
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
  const { vectors } = tokens;
  for (let k = 0; k < groupOf.length; k++) {
    const best = nearest[groupOf[k] ?? -1];
    if (best === undefined) continue;
    const from = k * dimension;
    for (let i = 0; i < asked; i++) {
      const at = i * dimension;
      let sum = 0;
      for (let d = 0; d < dimension; d += 4) {
        sum +=
          (rows[at + d] as number) * (vectors[from + d] as number) +
          (rows[at + d + 1] as number) * (vectors[from + d + 1] as number) +
          (rows[at + d + 2] as number) * (vectors[from + d + 2] as number) +
          (rows[at + d + 3] as number) * (vectors[from + d + 3] as number);
      }
      const similarity = sum / (scale * scale);
      if (similarity > (best[i] as number)) best[i] = similarity;
    }
  }
  return nearest;
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
