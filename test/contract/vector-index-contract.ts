/** What every way of searching vectors must do. Run by vector-index.test.ts on all three. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createVectorIndex, dot, type VectorMethod } from '../../src/retrieval/vectors.js';
import { randomFrom, unit } from '../helpers/hash-embedder.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const dimension = 32;

export function randomRows(count: number, seed: number): Float32Array[] {
  const next = randomFrom(seed);
  return Array.from({ length: count }, () => unit(Float32Array.from({ length: dimension }, () => next() - 0.5)));
}

/** The rows nearest to `vector`, by looking at every one. */
function nearest(rows: readonly Float32Array[], vector: Float32Array, count: number): number[] {
  return rows
    .map((row, at) => ({ at, similarity: dot(row, vector) }))
    .sort((a, b) => b.similarity - a.similarity || a.at - b.at)
    .slice(0, count)
    .map(({ at }) => at);
}

export function vectorIndexContract(method: VectorMethod): void {
  const rows = randomRows(2_000, 7);
  const index = createVectorIndex(rows, dimension, { method });
  const [east, north] = [unit(Float32Array.of(1, 0, 0, 0)), unit(Float32Array.of(0, 1, 0, 0))];

  it('is what was asked for and knows its size', () => {
    expect(index).toMatchObject({ method, size: 2_000 });
  });

  it('finds the nearest rows, best first, with their cosines', () => {
    for (const question of randomRows(20, 11)) {
      const found = index.search(question, 10);
      expect(found).toHaveLength(10);
      for (const [at, { row, similarity }] of found.entries()) {
        expect(similarity).toBeCloseTo(dot(rows[row] as Float32Array, question), 4);
        expect(similarity).toBeLessThanOrEqual(found[at - 1]?.similarity ?? 1.0001);
      }
    }
  });

  it(`finds ${method === 'hnswlib HNSW' ? 'at least 95 of 100' : 'all'} of the ten nearest of 2,000 random rows`, () => {
    const questions = randomRows(50, 13);
    let hits = 0;
    for (const question of questions) {
      const wanted = new Set(nearest(rows, question, 10));
      hits += index.search(question, 10).filter(({ row }) => wanted.has(row)).length;
    }
    expect(hits / (questions.length * 10)).toBeGreaterThanOrEqual(method === 'hnswlib HNSW' ? 0.95 : 1);
  });

  it('gives every row once when more are asked for than there are', () => {
    const few = createVectorIndex([east, north], 4, { method });
    expect(few.search(north, 50).map(({ row }) => row)).toEqual([1, 0]);
    expect(new Set(index.search(rows[0] as Float32Array, 5_000).map(({ row }) => row)).size).toBe(2_000);
  });

  it('puts equal rows in their order', () => {
    const equal = createVectorIndex([north, east, north, north], 4, { method });
    expect(equal.search(north, 4).map(({ row }) => row)).toEqual([0, 2, 3, 1]);
  });

  it('finds nothing where nothing is wanted or nothing is there', () => {
    expect(index.search(rows[0] as Float32Array, 0)).toEqual([]);
    expect(createVectorIndex([], 4, { method }).search(north, 3)).toEqual([]);
  });

  it('refuses rows of another dimension and rows with a value that is no number', () => {
    expect(() => createVectorIndex([east, Float32Array.of(1, 0)], 4, { method })).toThrow(RangeError);
    expect(() => createVectorIndex([Float32Array.of(1, Number.NaN, 0, 0)], 4, { method })).toThrow(RangeError);
    expect(() => createVectorIndex([Float32Array.of(1, Infinity, 0, 0)], 4, { method })).toThrow(RangeError);
  });

  it('refuses to look for such a vector', () => {
    expect(() => index.search(east, 3)).toThrow(RangeError);
    expect(() => index.search(new Float32Array(dimension).fill(Number.NaN), 3)).toThrow(RangeError);
  });

  if (method !== 'hnswlib HNSW') return;

  describe('as a graph', () => {
    it('is written and read back to the same answers', async () => {
      const graphFile = join(await temporaryFolder(), 'rows.graph');
      index.write?.(graphFile);
      const again = createVectorIndex(rows, dimension, { method, graphFile });
      for (const question of randomRows(10, 17)) expect(again.search(question, 10)).toEqual(index.search(question, 10));
    });

    it('is not taken for the graph of other rows', async () => {
      const graphFile = join(await temporaryFolder(), 'rows.graph');
      index.write?.(graphFile);
      expect(() => createVectorIndex(rows.slice(1), dimension, { method, graphFile })).toThrow(RangeError);
    });

    it('fails where there is no such file', async () => {
      const graphFile = join(await temporaryFolder(), 'none.graph');
      expect(() => createVectorIndex(rows, dimension, { method, graphFile })).toThrow();
      await writeFile(graphFile, '');
      expect(() => createVectorIndex(rows, dimension, { method, graphFile })).toThrow();
    });
  });
}
