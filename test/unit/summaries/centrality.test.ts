import { describe, expect, it } from 'vitest';
import { centralities } from '../../../src/summaries/centrality.js';

describe('centralities', () => {
  const stems = [
    ['ice', 'slip', 'layer'],
    ['ice', 'layer', 'water'],
    ['teacher', 'story'],
    ['ice', 'slip', 'water'],
  ];

  it('puts the sentence that shares nothing last, without vectors', () => {
    const values = centralities(
      stems,
      stems.map(() => undefined),
      0.5,
    );
    expect(Math.min(...values)).toBe(values[2]);
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('listens to vectors by their share', () => {
    const vectors = [
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ].map((row) => Float32Array.from(row));
    const [, , odd = 0, away = 0] = centralities(stems, vectors, 1);
    expect(odd).toBeGreaterThan(away);
  });

  it('gives one sentence everything', () => {
    expect(centralities([['alone']], [undefined], 0.5)).toEqual([1]);
  });
});
