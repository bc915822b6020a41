/**
 * How much of what an essay says gathers in each of its sentences. Two views, mixed by how well the vectors serve the
 * language: nearness to the middle of the vectors, and TextRank over stems, which serves every language.
 */

/** Above this many sentences TextRank gives way to nearness to all stems together, which costs no pairs. */
const maxRanked = 500;
const damping = 0.85;
const rounds = 15;
/** Sentences with less in common are not linked. */
const minLikeness = 0.02;

/** One value a sentence, 0 to 1, by rank: the most central has 1. */
export function centralities(
  stems: readonly (readonly string[])[],
  vectors: readonly (Float32Array | undefined)[],
  vectorShare: number,
): number[] {
  const lexical = ranks(stems.length <= maxRanked ? textRank(stems) : nearness(stems));
  const hasVectors = vectors.every((vector) => vector !== undefined && vector.length > 0);
  if (!hasVectors || vectorShare === 0) return lexical;
  const dense = ranks(toMiddle(vectors as readonly Float32Array[]));
  return lexical.map((value, at) => (1 - vectorShare) * value + vectorShare * (dense[at] ?? 0));
}

/** The cosine of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d += 1) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}

function toMiddle(vectors: readonly Float32Array[]): number[] {
  const middle = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let d = 0; d < middle.length; d += 1) middle[d] = (middle[d] ?? 0) + (vector[d] ?? 0);
  return vectors.map((vector) => cosine(vector, middle));
}

/** Each value replaced by its rank, 0 to 1, ties sharing the lower one. */
function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const first = new Map<number, number>();
  sorted.forEach((value, at) => {
    if (!first.has(value)) first.set(value, at);
  });
  return values.map((value) => (values.length < 2 ? 1 : (first.get(value) ?? 0) / (values.length - 1)));
}

/** Rows of weighted stems of unit length. */
function weighted(stems: readonly (readonly string[])[]): Map<string, number>[] {
  const spread = new Map<string, number>();
  for (const own of stems) for (const stem of new Set(own)) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  return stems.map((own) => {
    const row = new Map<string, number>();
    for (const stem of own) row.set(stem, (row.get(stem) ?? 0) + Math.log(1 + stems.length / (spread.get(stem) ?? 1)));
    const length = Math.hypot(...row.values()) || 1;
    for (const [stem, weight] of row) row.set(stem, weight / length);
    return row;
  });
}

function nearness(stems: readonly (readonly string[])[]): number[] {
  const rows = weighted(stems);
  const middle = new Map<string, number>();
  for (const row of rows) for (const [stem, weight] of row) middle.set(stem, (middle.get(stem) ?? 0) + weight);
  return rows.map((row) => {
    let sum = 0;
    for (const [stem, weight] of row) sum += weight * (middle.get(stem) ?? 0);
    return sum;
  });
}

function textRank(stems: readonly (readonly string[])[]): number[] {
  const size = stems.length;
  const links = likenesses(stems);
  const given = Array.from({ length: size }, (_, a) => {
    let sum = 0;
    for (let b = 0; b < size; b += 1) sum += links[a * size + b] ?? 0;
    return sum || 1;
  });
  let score: number[] = stems.map(() => 1);
  for (let round = 0; round < rounds; round += 1) {
    const share = score.map((value, at) => (damping * value) / (given[at] ?? 1));
    score = score.map((_, a) => {
      let sum = 1 - damping;
      for (let b = 0; b < size; b += 1) sum += (links[a * size + b] ?? 0) * (share[b] ?? 0);
      return sum;
    });
  }
  return score;
}

/** How much two sentences are about the same, row by row; too little counts as nothing, and nobody is like itself. */
function likenesses(stems: readonly (readonly string[])[]): Float64Array {
  const size = stems.length;
  const holders = new Map<string, { readonly at: number; readonly weight: number }[]>();
  weighted(stems).forEach((row, at) => {
    for (const [stem, weight] of row) {
      const own = holders.get(stem);
      if (own) own.push({ at, weight });
      else holders.set(stem, [{ at, weight }]);
    }
  });
  const links = new Float64Array(size * size);
  for (const own of holders.values()) {
    for (const a of own) {
      const row = a.at * size;
      for (const b of own) links[row + b.at] = (links[row + b.at] ?? 0) + a.weight * b.weight;
    }
  }
  for (let at = 0; at < links.length; at += 1)
    if ((links[at] ?? 0) < minLikeness || at % (size + 1) === 0) links[at] = 0;
  return links;
}
