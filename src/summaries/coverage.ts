/**
 * What a set of lines tells of each paragraph: the share of its weighted stems that lines from it hold, times how much
 * such a line carries. The first line on a paragraph gains most and a second one less; words that another line holds
 * already count half. So the sum rewards lines that carry their paragraph, spread over the text and different from each other.
 */
import type { Span } from '../essay/types.js';
import type { Candidate, Material } from './material.js';

export interface Coverage {
  /** What a line of `stems` from paragraph `n`, of quality `quality`, would add; it only falls as lines are added. */
  gain(stems: readonly number[], n: number, quality: number): number;
  add(stems: readonly number[], n: number, quality: number): void;
  readonly total: number;
}

/** What a stem is still worth when a line from another paragraph has told it. */
const shareRepeated = 0.5;
/** The first words on a paragraph are worth most. */
const concavity = 0.4;
const inTitle = 1.2;

/** Numbers for stems, and what each weighs in each paragraph. */
export interface StemWeights {
  readonly ids: ReadonlyMap<string, number>;
  /** By paragraph, then by stem; the weights of a paragraph add up to 1. */
  readonly stems: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly paragraphs: ReadonlyMap<number, number>;
}

/** Weighs the stems of each paragraph: more when often there, seldom elsewhere, or in the title. */
export function weighStems({ candidates, weights, titleStems }: Material): StemWeights {
  const counts = new Map<number, Map<string, number>>();
  for (const { paragraph, terms } of candidates) {
    const own = counts.get(paragraph) ?? new Map<string, number>();
    for (const { stem } of terms) own.set(stem, (own.get(stem) ?? 0) + 1);
    counts.set(paragraph, own);
  }
  const spread = new Map<string, number>();
  for (const own of counts.values()) for (const stem of own.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const ids = new Map([...spread.keys()].map((stem, id) => [stem, id]));
  const stems = new Map<number, Map<number, number>>();
  for (const [paragraph, own] of counts) {
    const raw = [...own].map(([stem, count]) => {
      const rarity = 1 + 0.5 * Math.log(counts.size / (spread.get(stem) ?? 1));
      return [ids.get(stem) ?? 0, (1 + Math.log(count)) * rarity * (titleStems.has(stem) ? inTitle : 1)] as const;
    });
    const sum = raw.reduce((total, [, weight]) => total + weight, 0) || 1;
    stems.set(paragraph, new Map(raw.map(([id, weight]) => [id, weight / sum])));
  }
  return { ids, stems, paragraphs: weights };
}

/** The numbers of the stems in the pieces of a line, each once. */
export function stemsOfLine({ nearTerms }: Candidate, pieces: readonly Span[], { ids }: StemWeights): number[] {
  const found = new Set<number>();
  for (const { start, end, stem } of nearTerms) {
    const id = pieces.some((piece) => start >= piece.start && end <= piece.end) ? ids.get(stem) : undefined;
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

/** Nothing told yet. */
export function createCoverage({ stems: weights, paragraphs }: StemWeights): Coverage {
  const told = new Set<number>();
  const toldOf = new Map<number, Set<number>>();
  const shares = new Map<number, number>();
  let total = 0;

  function addition(stems: readonly number[], n: number): number {
    const own = toldOf.get(n);
    let sum = 0;
    for (const stem of stems)
      if (!own?.has(stem)) sum += (told.has(stem) ? shareRepeated : 1) * (weights.get(n)?.get(stem) ?? 0);
    return sum;
  }

  function worth(n: number, added: number, quality: number): number {
    const before = shares.get(n) ?? 0;
    return quality * (paragraphs.get(n) ?? 0) * ((before + added) ** concavity - before ** concavity);
  }

  return {
    gain: (stems, n, quality) => worth(n, addition(stems, n), quality),
    add(stems, n, quality) {
      const added = addition(stems, n);
      total += worth(n, added, quality);
      shares.set(n, (shares.get(n) ?? 0) + added);
      const own = toldOf.get(n) ?? new Set<number>();
      for (const stem of stems) {
        told.add(stem);
        own.add(stem);
      }
      toldOf.set(n, own);
    },
    get total() {
      return total;
    },
  };
}
