/** Means with 95 % intervals, the same on every run. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** How many values it is made of. */
  readonly count: number;
}

const z = 1.959964;
const resamples = 1_000;

/** The mean of `values`: by Wilson's score for shares of yes and no, by the bootstrap for others. NaN of none. */
export function estimateMean(values: readonly number[]): Estimate {
  const count = values.length;
  const value = mean(values);
  if (count === 0) return { value, low: value, high: value, count };
  if (values.every((one) => one === 0 || one === 1)) {
    const spread = z * Math.sqrt((value * (1 - value)) / count + (z * z) / (4 * count * count));
    const scale = 1 + (z * z) / count;
    const middle = value + (z * z) / (2 * count);
    return { value, low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale), count };
  }
  return bootstrap([values], (drawn) => mean(drawn[0] ?? []));
}

/** What `measure` says of `samples`, with the interval of its values over samples drawn again from each. */
export function bootstrap(
  samples: readonly (readonly number[])[],
  measure: (samples: readonly (readonly number[])[]) => number,
): Estimate {
  const random = sequence(17);
  const found = Array.from({ length: resamples }, () =>
    measure(samples.map((list) => list.map(() => list[Math.floor(random() * list.length)] ?? 0))),
  ).sort((a, b) => a - b);
  return {
    value: measure(samples),
    low: found[Math.floor(resamples * 0.025)] ?? Number.NaN,
    high: found[Math.floor(resamples * 0.975)] ?? Number.NaN,
    count: samples.reduce((sum, list) => sum + list.length, 0),
  };
}

/** The mean, NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which `share` of `values` lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Numbers from 0 to 1 that look drawn by chance and are the same for the same seed (mulberry32). */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
