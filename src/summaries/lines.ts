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
  const kept = Math.min(1, extract.words / Math.max(1, candidate.words));
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

/** Whether a sentence of the line, or one of the same words, is chosen. */
export function isTaken(line: Line, chosen: readonly Line[]): boolean {
  const own = lettersOf(line.candidate);
  const places = placesOf(line);
  return chosen.some(
    (other) => placesOf(other).some((at) => places.includes(at)) || lettersOf(other.candidate) === own,
  );
}

/** The places of all sentences that the line shows. */
export function placesOf({ candidate, extract }: Chosen): readonly number[] {
  return extract.also === undefined ? [candidate.at] : [...extract.also.at, candidate.at];
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

/** A line that points back needs the sentence before it; a view the author answers needs words of the answer. */
export function isClear(line: Line, chosen: readonly Line[]): boolean {
  const { extract, candidate } = line;
  const { needs } = candidate;
  if (needs !== undefined && !chosen.some((other) => isAnswer(other, needs))) return false;
  if (!extract.pointsBack) return true;
  const before = (placesOf(line)[0] ?? 0) - 1;
  return chosen.some((other) => other.candidate.paragraph === candidate.paragraph && placesOf(other).includes(before));
}

function isAnswer({ candidate }: Chosen, { from, to }: NonNullable<Candidate['needs']>): boolean {
  return candidate.isOwn && candidate.at >= from && candidate.at <= to;
}
