/** Ids that grow with time and say when they were made, as Discord's do. */
const epoch = 1_420_070_400_000n;
let last = 0n;

export function makeId(atMs = Date.now()): string {
  const wanted = (BigInt(atMs) - epoch) << 22n;
  last = wanted > last ? wanted : last + 1n;
  return last.toString();
}

export const isId = (value: unknown): value is string => typeof value === 'string' && /^\d{15,21}$/.test(value);
