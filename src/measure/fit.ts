/**
 * Fits the two kinds of weights that the re-scorer uses: listwise softmax for ranking, logistic for yes or no. Plain
 * full-batch Adam: the data are hundreds of rows, and the result must be the same on every machine.
 */

/** One question: feature columns (each one value a row) and the rows that are right. */
export interface RankingExample {
  readonly columns: readonly Float64Array[];
  readonly right: ReadonlySet<number>;
}

const rate = 0.03;
const steps = 300;

/**
 * Weights, one a column, that make the right rows likely under a softmax over the rows of each example.
 * No weight is below 0: a signal that helps in no case is left out rather than turned against itself, which only fits the
 * articles at hand. `decay` is the L2 penalty. Examples without a right row teach nothing and are passed over.
 */
export function fitRanking(examples: readonly RankingExample[], columns: number, decay: number): Float64Array {
  const usable = examples.filter(({ right }) => right.size > 0);
  return descend(
    columns,
    (weights, gradient) => {
      for (const { columns: features, right } of usable) {
        const rows = features[0]?.length ?? 0;
        const odds = new Float64Array(rows);
        for (let i = 0; i < rows; i++) {
          for (let k = 0; k < columns; k++) odds[i] = (odds[i] ?? 0) + (weights[k] ?? 0) * (features[k]?.[i] ?? 0);
        }
        const top = odds.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
        let all = 0;
        let good = 0;
        for (let i = 0; i < rows; i++) {
          const value = Math.exp((odds[i] ?? 0) - top);
          odds[i] = value;
          all += value;
          if (right.has(i)) good += value;
        }
        for (let k = 0; k < columns; k++) {
          let expected = 0;
          let wanted = 0;
          for (let i = 0; i < rows; i++) {
            const share = (odds[i] ?? 0) * (features[k]?.[i] ?? 0);
            expected += share;
            if (right.has(i)) wanted += share;
          }
          gradient[k] = (gradient[k] ?? 0) + (expected / all - wanted / good) / usable.length;
        }
      }
      for (let k = 0; k < columns; k++) gradient[k] = (gradient[k] ?? 0) + decay * (weights[k] ?? 0);
    },
    0,
  );
}

/**
 * A logistic over `rows` (equal lengths) for `labels`, both classes weighing the same; weights apply to the raw values.
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  decay: number,
): { readonly bias: number; readonly weights: readonly number[] } {
  const width = rows[0]?.length ?? 0;
  const means = Array.from({ length: width }, (_, k) => mean(rows.map((row) => row[k] ?? 0)));
  // A column of equal values spreads by a rounding error at most; divided by it, it would drown the others.
  const spreads = means
    .map((m, k) => Math.sqrt(mean(rows.map((row) => ((row[k] ?? 0) - m) ** 2))))
    .map((spread) => (spread < 1e-9 ? 1 : spread));
  const yes = labels.filter(Boolean).length;
  const share = labels.map((label) => 0.5 / (label ? yes : labels.length - yes));
  const scaled = rows.map((row) => row.map((value, k) => (value - (means[k] ?? 0)) / (spreads[k] ?? 1)));
  const found = descend(width + 1, (weights, gradient) => {
    scaled.forEach((row, i) => {
      const odds = row.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), weights[width] ?? 0);
      const miss = (1 / (1 + Math.exp(-odds)) - (labels[i] ? 1 : 0)) * (share[i] ?? 0);
      row.forEach((value, k) => {
        gradient[k] = (gradient[k] ?? 0) + miss * value;
      });
      gradient[width] = (gradient[width] ?? 0) + miss;
    });
    for (let k = 0; k < width; k++) gradient[k] = (gradient[k] ?? 0) + decay * (weights[k] ?? 0);
  });
  const weights = Array.from({ length: width }, (_, k) => (found[k] ?? 0) / (spreads[k] ?? 1));
  const bias = (found[width] ?? 0) - weights.reduce((sum, weight, k) => sum + weight * (means[k] ?? 0), 0);
  return { bias, weights };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function descend(
  width: number,
  addGradient: (weights: Float64Array, gradient: Float64Array) => void,
  least = Number.NEGATIVE_INFINITY,
): Float64Array {
  const weights = new Float64Array(width).fill(0.1);
  const first = new Float64Array(width);
  const second = new Float64Array(width);
  for (let step = 1; step <= steps; step++) {
    const gradient = new Float64Array(width);
    addGradient(weights, gradient);
    for (let k = 0; k < width; k++) {
      const slope = gradient[k] ?? 0;
      first[k] = 0.9 * (first[k] ?? 0) + 0.1 * slope;
      second[k] = 0.999 * (second[k] ?? 0) + 0.001 * slope * slope;
      const momentum = (first[k] ?? 0) / (1 - 0.9 ** step);
      const spread = Math.sqrt((second[k] ?? 0) / (1 - 0.999 ** step)) + 1e-8;
      weights[k] = Math.max(least, (weights[k] ?? 0) - (rate * momentum) / spread);
    }
  }
  return weights;
}
