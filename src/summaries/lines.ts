/**
 * A line that is chosen or could be: a cut of a sentence with what it tells, and when it may stand beside others.
 */
import { type Coverage, type StemWeights, stemsOfLine } from './coverage.js';
import type { Extract } from './extracts.js';
import type { Candidate } from './material.js';

/** How long a summary may be, in words. */
export interface Budget {
  /** Never passed. */
  readonly most: number;
  /** Where choosing stops of itself: a little over what was asked for. */
  readonly enough: number;
  /** Below it, whatever fits is added. */
  readonly least: number;
  readonly maxLines: number;
}

/** A line that was chosen. */
export interface Chosen {
  readonly candidate: Candidate;
  readonly extract: Extract;
}

/** A chosen line with what it tells. */
export interface Line extends Chosen {
  readonly stems: readonly number[];
  readonly quality: number;
}

/** The cut `extract` of a sentence; the less is kept of it, the less it is worth. */
export function lineOf(candidate: Candidate, extract: Extract, weights: StemWeights): Line {
  const kept = extract.words / Math.max(1, candidate.words);
  const wholeness = extract.isWhole ? 1 : (extract.pieces.length > 1 ? 0.82 : 0.86) + 0.12 * kept;
  return {
    candidate,
    extract,
    stems: stemsOfLine(candidate, extract.pieces, weights),
    quality: candidate.quality * wholeness,
  };
}

/** Counts a line as told. */
export function take({ stems, candidate, quality }: Line, coverage: Coverage): void {
  coverage.add(stems, candidate.paragraph, quality);
}

/** The words of all lines. */
export function countOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { extract }) => sum + extract.words, 0);
}

/** Whether the line's sentence, or one of the same words, is chosen. */
export function isTaken(line: Line, chosen: readonly Line[]): boolean {
  const own = lettersOf(line.candidate);
  return chosen.some(({ candidate }) => candidate.at === line.candidate.at || lettersOf(candidate) === own);
}

const letters = new WeakMap<Candidate, string>();

function lettersOf(candidate: Candidate): string {
  let found = letters.get(candidate);
  if (found === undefined) {
    const own = candidate.text.slice(candidate.start, candidate.end).toLowerCase();
    found = own.replace(/[^\p{L}\p{N}]/gu, '') || own;
    letters.set(candidate, found);
  }
  return found;
}

/** A line that points back needs the sentence before it. */
export function isClear({ extract, candidate }: Line, chosen: readonly Line[]): boolean {
  if (!extract.pointsBack) return true;
  return chosen.some(
    (line) => line.candidate.at === candidate.at - 1 && line.candidate.paragraph === candidate.paragraph,
  );
}
