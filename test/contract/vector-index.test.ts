import { describe, expect, it } from 'vitest';
import { createVectorIndex, graphThreshold, loadHnswlib, vectorMethodFor } from '../../src/retrieval/vectors.js';
import { skipBecause } from '../helpers/skip-reason.js';
import { vectorIndexContract } from './vector-index-contract.js';

const { hnswlib, reason } = loadHnswlib();
const isRequired = process.env.PILCROW_REQUIRE_NATIVE === '1';
const skipped =
  !isRequired &&
  skipBecause(
    hnswlib === undefined,
    `vector search by hnswlib-node needs the native module, which could not be loaded (${reason}). \`npm install\` with a C++ compiler brings it.`,
  );

describe('vectors searched by a plain scan', () => vectorIndexContract('plain scan'));
describe.skipIf(skipped)('vectors searched by hnswlib, exactly', () => vectorIndexContract('hnswlib exact'));
describe.skipIf(skipped)('vectors searched by a graph of hnswlib', () => vectorIndexContract('hnswlib HNSW'));

describe('the method', () => {
  if (isRequired) {
    it('is native where that is required', () => {
      expect(reason).toBeUndefined();
    });
  }

  it('is exact below the measured threshold and a graph from there on; a scan where the module is missing', () => {
    const [below, above] = hnswlib ? ['hnswlib exact', 'hnswlib HNSW'] : ['plain scan', 'plain scan'];
    expect(vectorMethodFor(graphThreshold - 1)).toBe(below);
    expect(vectorMethodFor(graphThreshold)).toBe(above);
    expect(createVectorIndex([Float32Array.of(1, 0)], 2).method).toBe(below);
  });
});
