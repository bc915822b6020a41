/** What a model was used for and what that cost, as amounts that can be added and subtracted. */
import type { Parts } from '../app/wire.js';
import type { SpendingTotals } from '../store/spending-types.js';

/** Money, requests, and what became of sentences. */
export type Use = Omit<SpendingTotals, 'byModel'>;

export const nothingUsed: Use = {
  micros: 0,
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  answers: 0,
  written: 0,
  stood: 0,
  repaired: 0,
  dropped: 0,
  fellBack: 0,
};

const amounts = Object.keys(nothingUsed) as (keyof Use)[];

/** All that was counted in the data folder so far; nothing where no model is wired. */
export async function usedSoFar({ spending }: Pick<Parts, 'spending'>): Promise<Use> {
  return (await spending?.totals(0)) ?? nothingUsed;
}

/** What came after `before`. */
export function usedSince(before: Use, after: Use): Use {
  return combined(after, before, -1);
}

/** Both together. */
export function plus(one: Use, other: Use): Use {
  return combined(one, other, 1);
}

function combined(one: Use, other: Use, sign: 1 | -1): Use {
  const sum = { ...nothingUsed };
  for (const amount of amounts) Object.assign(sum, { [amount]: one[amount] + sign * other[amount] });
  return sum;
}
