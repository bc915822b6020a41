import { describe, expect, it } from 'vitest';
import { createBm25 } from '../../../src/retrieval/bm25.js';

const documents = [
  ['cow', 'grass', 'cow'],
  ['grass', 'hay'],
  ['lamp', 'sea', 'ship', 'rock', 'sea'],
];
const bm25 = createBm25(documents);

describe('BM25', () => {
  it('weighs as computed by hand', () => {
    // 10 terms in 3 documents: average length 10/3. idf(cow) = ln(1 + 2.5/1.5), idf(grass) = ln(1 + 1.5/2.5).
    const cow = Math.log(1 + 2.5 / 1.5);
    const grass = Math.log(1.6);
    expect(bm25.idf('cow')).toBeCloseTo(cow, 10);
    expect(bm25.idf('grass')).toBeCloseTo(grass, 10);
    // k1 (1 - b + b · length / average): 1.2 (.25 + .75 · .9) = 1.11 for three terms, 1.2 (.25 + .75 · .6) = .84 for two.
    const [first, second, third] = bm25.scores(['cow', 'grass']);
    expect(first).toBeCloseTo((cow * 2.2 * 2) / (2 + 1.11) + (grass * 2.2) / (1 + 1.11), 10);
    expect(second).toBeCloseTo((grass * 2.2) / (1 + 0.84), 10);
    expect(third).toBe(0);
  });

  it('counts a term twice that is given twice', () => {
    expect(bm25.scores(['cow', 'cow'])[0]).toBeCloseTo(2 * (bm25.scores(['cow'])[0] ?? 0), 10);
  });

  it('gives the share of the terms that a document holds, by rarity', () => {
    const [first, second] = bm25.coverage(['cow', 'grass', 'grass']);
    expect(first).toBeCloseTo(1, 10);
    expect(second).toBeCloseTo(bm25.idf('grass') / (bm25.idf('cow') + bm25.idf('grass')), 10);
    expect(bm25.coverage(['cow', 'unicorn'])[0]).toBeLessThan(0.5);
  });

  it('finds unknown terms rarest of all, and in no document', () => {
    expect(bm25.idf('unicorn')).toBeGreaterThan(bm25.idf('cow'));
    expect([bm25.has('unicorn'), bm25.has('cow')]).toEqual([false, true]);
    expect([...bm25.scores(['unicorn', 'constructor', '__proto__'])]).toEqual([0, 0, 0]);
    expect([...bm25.scores([])]).toEqual([0, 0, 0]);
  });

  it('stands an empty collection and empty documents', () => {
    expect([...createBm25([]).scores(['cow'])]).toEqual([]);
    expect([...createBm25([[], []]).scores(['cow'])]).toEqual([0, 0]);
  });
});
