/** What our vector search costs beside hnswlib called directly over the same rows, and what it finds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVectorIndex, dot, loadHnswlib, type VectorIndex } from '../retrieval/vectors.js';
import type { Figure } from './figure.js';
import { mean, sequence } from './interval.js';
import { medianRatio, pairNote, timedInTurns } from './timing.js';

const group = 'Search, 384 dimensions, 10 neighbours';
const dimension = 384;
const neighbours = 10;
const sizes = [1_000, 10_000];
/** Of the graph: below `graphThreshold`, for building one of that size takes too long for a bench. */
const graphSize = 10_000;
/** As `vectors.ts` searches its graph. */
const ef = 200;
const askedEach = 100;
/** Searches timed as one, for one takes less than a timer can tell. */
const batch = 20;

interface Raw {
  searchKnn(query: number[], count: number): { readonly neighbors: readonly number[] };
}

/** Exact search at two sizes and the graph at one; a single figure that says why where hnswlib is missing. */
export async function searchFigures(): Promise<Figure[]> {
  const { hnswlib, reason } = loadHnswlib();
  if (hnswlib === undefined) {
    const note = `hnswlib-node could not be loaded: ${reason}`;
    return [{ group, name: 'beside hnswlib', value: Number.NaN, unit: 'x', goal: { most: 1.2 }, note }];
  }
  const figures: Figure[] = [];
  for (const size of sizes) {
    const { rows, asked } = topicalVectors(size);
    const ours = createVectorIndex(rows, dimension, { method: 'hnswlib exact' });
    const raw = new hnswlib.BruteforceSearch('ip', dimension);
    raw.initIndex(size);
    for (const [label, row] of rows.entries()) raw.addPoint(Array.from(row), label);
    figures.push(...(await compare(`exact, ${size} vectors`, ours, raw, rows, asked, { most: 1.2, recall: 1 })));
  }
  const folder = await mkdtemp(join(tmpdir(), 'pilcrow-bench-'));
  try {
    const { rows, asked } = topicalVectors(graphSize);
    const startedAt = performance.now();
    const ours = createVectorIndex(rows, dimension, { method: 'hnswlib HNSW' });
    const buildMs = performance.now() - startedAt;
    // The same graph for both: graphs of the same rows differ in what they find.
    const file = join(folder, 'graph');
    ours.write?.(file);
    const raw = new hnswlib.HierarchicalNSW('ip', dimension);
    raw.readIndexSync(file);
    raw.setEf(ef);
    figures.push(
      ...(await compare(`HNSW, ${graphSize} vectors`, ours, raw, rows, asked, { most: 1.1, recall: 0.98 })),
      { group, name: `HNSW, ${graphSize} vectors, build`, value: buildMs / 1_000, unit: 's' },
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return figures;
}

async function compare(
  name: string,
  ours: VectorIndex,
  raw: Raw,
  rows: readonly Float32Array[],
  asked: readonly Float32Array[],
  goal: { readonly most: number; readonly recall: number },
): Promise<Figure[]> {
  // Ready as hnswlib wants them, which is what it costs at the least.
  const prepared = asked.map((vector) => Array.from(vector));
  const rounds = Array.from({ length: askedEach / batch }, (_, round) => round * batch);
  const pair = await timedInTurns(
    [...rounds, ...rounds, ...rounds, ...rounds],
    (from) => {
      for (let at = from; at < from + batch; at++) ours.search(asked[at] as Float32Array, neighbours);
    },
    (from) => {
      for (let at = from; at < from + batch; at++) raw.searchKnn(prepared[at] as number[], neighbours);
    },
  );
  return [
    {
      group,
      name: `${name}, beside hnswlib`,
      value: medianRatio(pair),
      unit: 'x',
      goal: { most: goal.most },
      note: `for ${batch} searches ${pairNote(pair)}`,
    },
    {
      group,
      name: `${name}, recall`,
      value: mean(asked.map((vector) => recall(vector, ours, rows))),
      unit: 'share',
      goal: { least: goal.recall },
    },
  ];
}

function recall(vector: Float32Array, index: VectorIndex, rows: readonly Float32Array[]): number {
  const nearest = rows
    .map((row, at) => ({ at, similarity: dot(row, vector) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, neighbours);
  const found = new Set(index.search(vector, neighbours).map(({ row }) => row));
  return nearest.filter(({ at }) => found.has(at)).length / neighbours;
}

/** Unit vectors around some topics, as those of texts are; and questions near the topics. */
function topicalVectors(size: number): { readonly rows: Float32Array[]; readonly asked: Float32Array[] } {
  const random = sequence(43);
  // The sum of four is close enough to a normal distribution.
  const normal = (): number => random() + random() + random() + random() - 2;
  const unit = (values: Float32Array): Float32Array => {
    const length = Math.hypot(...values);
    return values.map((value) => value / length);
  };
  const topics = Array.from({ length: Math.ceil(size / 50) }, () => unit(new Float32Array(dimension).map(normal)));
  const near = (at: number): Float32Array => {
    const topic = topics[at % topics.length] as Float32Array;
    const noise = unit(new Float32Array(dimension).map(normal));
    return unit(topic.map((value, d) => value + 0.8 * (noise[d] ?? 0)));
  };
  return {
    rows: Array.from({ length: size }, (_, at) => near(at)),
    asked: Array.from({ length: askedEach }, (_, at) => near(at * 7)),
  };
}
