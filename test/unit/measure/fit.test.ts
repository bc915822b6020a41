import { describe, expect, it } from 'vitest';
import { fitLogistic, fitRanking, type RankingExample } from '../../../src/measure/fit.js';

function example(columns: readonly (readonly number[])[], right: readonly number[]): RankingExample {
  return { columns: columns.map((column) => Float64Array.from(column)), right: new Set(right) };
}

describe('weights for ranking', () => {
  it('favour the signal that points at the right row', () => {
    const examples = [
      example(
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
        [0],
      ),
      example(
        [
          [0, 0, 1],
          [1, 0, 0],
        ],
        [2],
      ),
    ];
    const [helpful = 0, misleading = 0] = fitRanking(examples, 2, 0.01);
    expect(helpful).toBeGreaterThan(1);
    expect(misleading).toBe(0);
  });

  it('grow smaller with more decay', () => {
    const examples = [example([[1, 0]], [0])];
    const [free = 0] = fitRanking(examples, 1, 0.001);
    const [held = 0] = fitRanking(examples, 1, 0.5);
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(free / 2);
  });

  it('learn nothing from an example without a right row', () => {
    const good = example([[1, 0]], [0]);
    expect(fitRanking([good, example([[0, 1]], [])], 1, 0.01)).toEqual(fitRanking([good], 1, 0.01));
  });
});

describe('a logistic', () => {
  const odds = ({ bias, weights }: ReturnType<typeof fitLogistic>, row: readonly number[]): number =>
    row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), bias);

  it('puts its border between two classes, on raw values of any scale', () => {
    const rows = [100, 110, 120, 200, 210, 220].map((value) => [value, 7]);
    const fitted = fitLogistic(rows, [false, false, false, true, true, true], 0.001);
    expect(odds(fitted, [110, 7])).toBeLessThan(0);
    expect(odds(fitted, [210, 7])).toBeGreaterThan(0);
    expect(odds(fitted, [160, 7])).toBeCloseTo(0, 1);
  });

  it('weighs both classes the same, however many there are of each', () => {
    const [yes, no] = [Array.from({ length: 40 }, (_, at) => [at % 2]), [[0], [1]]];
    const fitted = fitLogistic([...yes, ...no], [...yes.map(() => true), ...no.map(() => false)], 0.01);
    expect(odds(fitted, [0])).toBeCloseTo(0, 1);
    expect(odds(fitted, [1])).toBeCloseTo(0, 1);
  });

  it('learns nothing from a column that is equal everywhere, whatever it is elsewhere', () => {
    // Six times 0.7 has a mean that is not quite 0.7: equal values that seem to spread.
    const rows = [0, 0.1, 0.2, 0.8, 0.9, 1].map((value) => [value, 0.7]);
    const fitted = fitLogistic(rows, [false, false, false, false, true, true], 0.01);
    expect(fitted.weights[1]).toBeCloseTo(0, 1);
    expect(odds(fitted, [1, 0.4])).toBeGreaterThan(0);
    expect(odds(fitted, [0, 0.4])).toBeLessThan(0);
  });
});
