/**
 * Nearest unit vectors by inner product, behind one interface: hnswlib's exact search for most essays, its HNSW graph
 * above a measured size, and a plain scan where the native module could not be built.
 */
import { createRequire } from 'node:module';

export interface VectorMatch {
  /** The row's position in the list the index was made from. */
  readonly row: number;
  /** The cosine, -1 to 1. */
  readonly similarity: number;
}

export type VectorMethod = 'hnswlib exact' | 'hnswlib HNSW' | 'plain scan';

export interface VectorIndex {
  readonly method: VectorMethod;
  readonly size: number;
  /**
   * The `count` rows nearest to `vector`, best first; all rows when there are fewer.
   * Exact for `hnswlib exact` and `plain scan`; recall at least .98 at 10 for `hnswlib HNSW`.
   * @throws RangeError for a vector of another dimension or with a value that is not a number
   */
  search(vector: Float32Array, count: number): VectorMatch[];
  /** Writes the graph to `path`, in place and unsynced: the caller renames. Only for `hnswlib HNSW`. */
  write?(path: string): void;
}

/**
 * From this many rows on a graph is built. An exact search of 10,000 rows of 384 took 1.0 ms of CPU, of HNSW .54 ms,
 * and building the graph 7,500 ms: below 20,000 the embedding of the question always costs more than the scan.
 */
export const graphThreshold = 20_000;

/** M and ef of construction are hnswlib's own defaults; with its default ef of 10 recall was .84, with 200 .99. */
const graph = { m: 16, efConstruction: 200, ef: 200 };

/** What is used of hnswlib-node. Its own types are not: without a compiler the package is absent, and the build must not be. */
interface HnswlibIndex {
  addPoint(point: number[], label: number): void;
  searchKnn(query: number[], count: number): { readonly distances: number[]; readonly neighbors: number[] };
}
interface Hnswlib {
  readonly BruteforceSearch: new (space: 'ip', dimension: number) => HnswlibIndex & { initIndex(most: number): void };
  readonly HierarchicalNSW: new (
    space: 'ip',
    dimension: number,
  ) => HnswlibIndex & {
    initIndex(most: number, m: number, efConstruction: number): void;
    readIndexSync(file: string): void;
    writeIndexSync(file: string): void;
    getCurrentCount(): number;
    setEf(ef: number): void;
  };
}

let loaded: { readonly hnswlib: Hnswlib | undefined; readonly reason: string | undefined } | undefined;

/** The native module, or why it is not there; asked once. */
export function loadHnswlib(): { readonly hnswlib: Hnswlib | undefined; readonly reason: string | undefined } {
  if (loaded === undefined) {
    try {
      loaded = { hnswlib: createRequire(import.meta.url)('hnswlib-node') as Hnswlib, reason: undefined };
    } catch (error) {
      loaded = { hnswlib: undefined, reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' };
    }
  }
  return loaded;
}

/** The method that `createVectorIndex` picks for `size` rows on this machine. */
export function vectorMethodFor(size: number): VectorMethod {
  if (loadHnswlib().hnswlib === undefined) return 'plain scan';
  return size >= graphThreshold ? 'hnswlib HNSW' : 'hnswlib exact';
}

/**
 * An index over `rows`, each of `dimension` values and unit length. `graphFile` is a graph written earlier from the
 * same rows, whose checksum the caller has verified: hnswlib crashes on a damaged one.
 * @throws RangeError for a row of another dimension or with a value that is not a number, which hnswlib would accept.
 */
export function createVectorIndex(
  rows: readonly Float32Array[],
  dimension: number,
  options: { readonly method?: VectorMethod; readonly graphFile?: string } = {},
): VectorIndex {
  rows.forEach((row, at) => {
    if (!isVector(row, dimension)) throw new RangeError(`Vector ${at} is not ${dimension} numbers.`);
  });
  const method = options.method ?? vectorMethodFor(rows.length);
  const { hnswlib } = loadHnswlib();
  const index =
    method === 'plain scan' || hnswlib === undefined || rows.length === 0
      ? plainScan(rows)
      : method === 'hnswlib exact'
        ? exactIndex(hnswlib, rows, dimension)
        : graphIndex(hnswlib, rows, dimension, options.graphFile);
  return {
    ...index,
    search(vector, count) {
      if (!isVector(vector, dimension)) throw new RangeError(`What is looked for is not ${dimension} numbers.`);
      return count < 1 ? [] : index.search(vector, count);
    },
  };
}

/** Whether `values` are `dimension` numbers, none of them infinite. */
export function isVector(values: Float32Array, dimension: number): boolean {
  if (values.length !== dimension) return false;
  // 0 times anything but a finite number is not 0.
  let zero = 0;
  for (let i = 0; i < dimension; i++) zero += (values[i] as number) * 0;
  return zero === 0;
}

/** What hnswlib takes. A loop, for `Array.from` iterates and takes ten times as long. */
function plainNumbers(values: Float32Array): number[] {
  const numbers = new Array<number>(values.length);
  for (let i = 0; i < values.length; i++) numbers[i] = values[i] as number;
  return numbers;
}

function exactIndex(hnswlib: Hnswlib, rows: readonly Float32Array[], dimension: number): VectorIndex {
  const index = new hnswlib.BruteforceSearch('ip', dimension);
  index.initIndex(rows.length);
  rows.forEach((row, label) => {
    index.addPoint(plainNumbers(row), label);
  });
  return {
    method: 'hnswlib exact',
    size: rows.length,
    search: (vector, count) => matches(index.searchKnn(plainNumbers(vector), Math.min(count, rows.length))),
  };
}

function graphIndex(hnswlib: Hnswlib, rows: readonly Float32Array[], dimension: number, file?: string): VectorIndex {
  const index = new hnswlib.HierarchicalNSW('ip', dimension);
  if (file === undefined) {
    index.initIndex(rows.length, graph.m, graph.efConstruction);
    rows.forEach((row, label) => {
      index.addPoint(plainNumbers(row), label);
    });
  } else {
    index.readIndexSync(file);
    if (index.getCurrentCount() !== rows.length) throw new RangeError('The graph was made from other rows.');
  }
  return {
    method: 'hnswlib HNSW',
    size: rows.length,
    search(vector, count) {
      const wanted = Math.min(count, rows.length);
      index.setEf(Math.max(graph.ef, wanted));
      return matches(index.searchKnn(plainNumbers(vector), wanted));
    },
    write: (path) => index.writeIndexSync(path),
  };
}

function plainScan(rows: readonly Float32Array[]): VectorIndex {
  return {
    method: 'plain scan',
    size: rows.length,
    search: (vector, count) =>
      rows
        .map((row, at) => ({ row: at, similarity: dot(row, vector) }))
        .sort((a, b) => b.similarity - a.similarity || a.row - b.row)
        .slice(0, count),
  };
}

function matches(found: {
  readonly distances: readonly number[];
  readonly neighbors: readonly number[];
}): VectorMatch[] {
  return found.neighbors
    .map((row, at) => ({ row, similarity: 1 - (found.distances[at] ?? 1) }))
    .sort((a, b) => b.similarity - a.similarity || a.row - b.row);
}

/** The inner product of two vectors of one length; the cosine when both are unit vectors. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
