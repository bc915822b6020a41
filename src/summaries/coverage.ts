/**
 * What a set of lines tells of each paragraph: the share of its weighted stems that the lines hold, a stem told from
 * another paragraph counting a little. The first line on a paragraph gains most, a repetition next to nothing; so the sum
 * over paragraphs rewards lines that are central, spread over the text and different from each other.
 */
import type { Span } from '../essay/types.js';
import type { Candidate, Material } from './material.js';

export interface Coverage {
  /** What a line of `stems` from paragraph `n`, of quality `quality`, would add. */
  gain(stems: readonly number[], n: number, quality: number): number;
  add(stems: readonly number[], n: number, quality: number): void;
  readonly total: number;
}

/** The share of a stem that counts as told when it was told from another paragraph. */
const shareElsewhere = 0.15;
/** The first words on a paragraph are worth most. */
const concavity = 0.4;

/** Numbers for stems, and where each stem weighs how much. */
export interface StemWeights {
  readonly ids: ReadonlyMap<string, number>;
  /** By stem: the paragraphs that hold it. */
  readonly postings: readonly (readonly { readonly paragraph: number; readonly weight: number }[])[];
  readonly paragraphWeights: ReadonlyMap<number, number>;
}

/** Weighs the stems of each paragraph: often there, seldom elsewhere, in the title. The weights of a paragraph add up to 1. */
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
  const postings: { paragraph: number; weight: number }[][] = [...ids].map(() => []);
  for (const [paragraph, own] of counts) {
    const raw = [...own].map(([stem, count]) => {
      const rarity = 1 + 0.5 * Math.log(counts.size / (spread.get(stem) ?? 1));
      return [stem, (1 + Math.log(count)) * rarity * (titleStems.has(stem) ? 1.2 : 1)] as const;
    });
    const sum = raw.reduce((total, [, weight]) => total + weight, 0) || 1;
    for (const [stem, weight] of raw) postings[ids.get(stem) ?? 0]?.push({ paragraph, weight: weight / sum });
  }
  return { ids, postings, paragraphWeights: weights };
}

/** The numbers of the stems in the pieces of a line, each once. */
export function stemsOfLine({ terms }: Candidate, pieces: readonly Span[], { ids }: StemWeights): number[] {
  const found = new Set<number>();
  for (const { start, end, stem } of terms) {
    const id = pieces.some((piece) => start >= piece.start && end <= piece.end) ? ids.get(stem) : undefined;
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

export function createCoverage({ postings, paragraphWeights }: StemWeights): Coverage {
  const told = new Map<number, Map<number, number>>();
  const shares = new Map<number, number>();
  let total = 0;

  function additions(stems: readonly number[], n: number, quality: number): Map<number, number> {
    const added = new Map<number, number>();
    for (const stem of stems) {
      const before = told.get(stem);
      for (const { paragraph, weight } of postings[stem] ?? []) {
        const value = (paragraph === n ? 1 : shareElsewhere) * quality - (before?.get(paragraph) ?? 0);
        if (value > 0) added.set(paragraph, (added.get(paragraph) ?? 0) + value * weight);
      }
    }
    return added;
  }

  function worth(added: ReadonlyMap<number, number>): number {
    let sum = 0;
    for (const [paragraph, share] of added) {
      const before = shares.get(paragraph) ?? 0;
      sum += (paragraphWeights.get(paragraph) ?? 0) * ((before + share) ** concavity - before ** concavity);
    }
    return sum;
  }

  return {
    gain: (stems, n, quality) => worth(additions(stems, n, quality)),
    add(stems, n, quality) {
      const added = additions(stems, n, quality);
      total += worth(added);
      for (const [paragraph, share] of added) shares.set(paragraph, (shares.get(paragraph) ?? 0) + share);
      for (const stem of stems) {
        const own = told.get(stem) ?? new Map<number, number>();
        for (const { paragraph } of postings[stem] ?? []) {
          const value = (paragraph === n ? 1 : shareElsewhere) * quality;
          own.set(paragraph, Math.max(own.get(paragraph) ?? 0, value));
        }
        told.set(stem, own);
      }
    },
    get total() {
      return total;
    },
  };
}
