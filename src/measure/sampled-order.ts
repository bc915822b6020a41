/** The order in which questions are asked where each one costs money: any beginning of it is a fair sample. */
import type { KnownQuestion } from './question-sets.js';

/**
 * All of `questions`, the same order on every run: each type gets its turn in proportion to its size, and at least one
 * before any gets a second; within a type every beginning is spread over the list.
 */
export function sampledOrder(questions: readonly KnownQuestion[]): KnownQuestion[] {
  const byType = new Map<string, KnownQuestion[]>();
  for (const question of questions) byType.set(question.type, [...(byType.get(question.type) ?? []), question]);
  const groups = [...byType]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([, own]) => ({ waiting: spreadOut(own), size: own.length }));
  const ordered: KnownQuestion[] = [];
  for (;;) {
    const shareTaken = ({ waiting, size }: (typeof groups)[number]): number => 1 - waiting.length / size;
    const [first, ...rest] = groups.filter(({ waiting }) => waiting.length > 0);
    if (!first) return ordered;
    const next = rest.reduce((least, group) => (shareTaken(group) < shareTaken(least) ? group : least), first);
    ordered.push(...next.waiting.splice(0, 1));
  }
}

/** Halves first, then quarters, and so on: by the bits of each place, read backwards. */
function spreadOut<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item, at) => ({ item, key: backwards(at) }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function backwards(at: number): number {
  let key = 0;
  for (let rest = at, worth = 0.5; rest > 0; rest >>= 1, worth /= 2) key += (rest & 1) * worth;
  return key;
}
