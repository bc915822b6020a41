import { describe, expect, it } from 'vitest';
import { bootstrap, estimateMean, mean, quantile, sequence } from '../../../src/measure/interval.js';

describe('the interval of a share', () => {
  it("is Wilson's", () => {
    // 8 of 10: the textbook interval is .490 to .943.
    const { value, low, high, count } = estimateMean([1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    expect([value, count]).toEqual([0.8, 10]);
    expect(low).toBeCloseTo(0.49, 3);
    expect(high).toBeCloseTo(0.943, 3);
  });

  it('stays between 0 and 1 and is never a point', () => {
    const { low, high } = estimateMean([1, 1, 1]);
    expect(low).toBeGreaterThan(0.4);
    expect(low).toBeLessThan(0.5);
    expect(high).toBe(1);
  });
});

describe('the interval of other means', () => {
  it('holds the mean, narrows with more values and is the same on every run', () => {
    const few = [0.1, 0.5, 0.9, 0.4];
    const many = Array.from({ length: 25 }, () => few).flat();
    const [wide, narrow] = [estimateMean(few), estimateMean(many)];
    expect(wide.value).toBeCloseTo(0.475);
    expect(wide.low).toBeLessThan(wide.value);
    expect(wide.high).toBeGreaterThan(wide.value);
    expect(narrow.high - narrow.low).toBeLessThan((wide.high - wide.low) / 3);
    expect(estimateMean(few)).toEqual(wide);
  });

  it('is as wide as the spread of the values demands', () => {
    // A hundred values spread evenly over 0 to 1: a standard error of .029, twice of it to either side.
    const { value, low, high } = estimateMean(Array.from({ length: 100 }, (_, at) => at / 99));
    expect(value - low).toBeGreaterThan(0.045);
    expect(value - low).toBeLessThan(0.07);
    expect(high - value).toBeGreaterThan(0.045);
    expect(high - value).toBeLessThan(0.07);
  });

  it('draws from each sample by itself', () => {
    const { value, low, high } = bootstrap([[0.5, 0.5], [1]], ([a = [], b = []]) => mean(a) + mean(b));
    expect([value, low, high]).toEqual([1.5, 1.5, 1.5]);
  });
});

describe('of nothing', () => {
  it('there is no mean and no quantile', () => {
    expect(estimateMean([])).toMatchObject({ value: Number.NaN, count: 0 });
    expect(quantile([], 0.5)).toBeNaN();
  });
});

describe('a quantile', () => {
  it('has the share of values below it, whatever their order', () => {
    expect(quantile([3, 1, 2, 4], 0.5)).toBe(3);
    expect(quantile([3, 1, 2, 4], 0.95)).toBe(4);
    expect(quantile([7], 0.01)).toBe(7);
  });
});

describe('numbers that look drawn by chance', () => {
  it('are the same for the same seed and spread over 0 to 1', () => {
    const drawn = (seed: number) => Array.from({ length: 1_000 }, sequence(seed));
    expect(drawn(5)).toEqual(drawn(5));
    expect(drawn(5)).not.toEqual(drawn(6));
    expect(mean(drawn(5))).toBeCloseTo(0.5, 1);
    expect(drawn(5).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});
