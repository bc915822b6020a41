/**
 * Two ways of doing the same, timed in turns, so that a busy neighbour troubles both alike. CPU time is that of the whole
 * process with all of its threads.
 */
import { mean, quantile } from './interval.js';

export interface Timing {
  /** One value a run, in milliseconds. */
  readonly wall: readonly number[];
  readonly cpu: readonly number[];
}

export interface Pair {
  readonly ours: Timing;
  readonly bare: Timing;
}

type Run<Item> = (item: Item) => unknown;

/** Wall and CPU time of `run` for each of `items`, one after the other. */
export async function timed<Item>(items: readonly Item[], run: Run<Item>): Promise<Timing> {
  const found: Timed[] = [];
  for (const item of items) found.push(await once(run, item));
  return gathered(found);
}

/** `ours` and `bare` for each of `items`; which goes first changes with every item. */
export async function timedInTurns<Item>(items: readonly Item[], ours: Run<Item>, bare: Run<Item>): Promise<Pair> {
  const our: Timed[] = [];
  const their: Timed[] = [];
  for (const [at, item] of items.entries()) {
    if (at % 2 === 0) our.push(await once(ours, item));
    their.push(await once(bare, item));
    if (at % 2 === 1) our.push(await once(ours, item));
  }
  return { ours: gathered(our), bare: gathered(their) };
}

/** How many times as long ours takes at the median. */
export function medianRatio({ ours, bare }: Pair): number {
  return median(ours.wall) / median(bare.wall);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The figures behind a ratio, as words. */
export function pairNote({ ours, bare }: Pair): string {
  const ms = (value: number): string => value.toFixed(value < 1 ? 4 : 1);
  return `${ms(median(ours.wall))} ms beside ${ms(median(bare.wall))} ms at the median; CPU ${ms(mean(ours.cpu))} beside ${ms(mean(bare.cpu))} ms on average`;
}

interface Timed {
  readonly wall: number;
  readonly cpu: number;
}

async function once<Item>(run: Run<Item>, item: Item): Promise<Timed> {
  const usedBefore = process.cpuUsage();
  const startedAt = performance.now();
  await run(item);
  const wall = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(usedBefore);
  return { wall, cpu: (user + system) / 1_000 };
}

function gathered(runs: readonly Timed[]): Timing {
  return { wall: runs.map(({ wall }) => wall), cpu: runs.map(({ cpu }) => cpu) };
}
