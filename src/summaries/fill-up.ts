/**
 * What is done for a choice that is too short: a summary stays under its least length only where nothing is left that fits.
 */
import { createCoverage, type StemWeights } from './coverage.js';
import { brokenOff, clauseRuns, type Extract } from './extracts.js';
import { type Budget, countOf, isClear, isTaken, type Line, lineOf, take } from './lines.js';
import type { Material } from './material.js';

/** Adds to a choice that is still too short: better lines first, then longer cuts of chosen ones, then anything that fits. */
export function fillUp(
  first: readonly Line[],
  material: Material,
  weights: StemWeights,
  budget: Budget,
): readonly Line[] {
  let lines = first;
  const fit = material.candidates.flatMap((candidate) =>
    candidate.lines.map((extract) => lineOf(candidate, extract, weights)),
  );
  const clear = (line: Line): boolean => isClear(line, lines);
  let runs: readonly Line[] | undefined;
  const anything = (): readonly Line[] => {
    runs ??= material.candidates.flatMap((candidate) =>
      // A cut of what somebody else says may lose who says it.
      candidate.isOwn ? clauseRuns(candidate).map((extract) => lineOf(candidate, extract, weights)) : [],
    );
    return runs;
  };
  for (;;) {
    const words = countOf(lines);
    if (words >= budget.least || (budget.maxLines === 1 && lines.length === 1)) return lines;
    const room = budget.most - words;
    const next =
      added(lines, fit.filter(clear), weights, room, budget) ??
      lengthened(lines, fit, weights, room) ??
      added(lines, fit, weights, room, budget) ??
      added(lines, anything(), weights, room, budget) ??
      lengthened(lines, anything(), weights, room);
    if (next !== undefined) lines = next;
    else if (lines.length > 0) return lines;
    else return broken(material, weights, budget);
  }
}

/** `lines` with the one of `offers` that adds most and fits into `room`. */
function added(
  lines: readonly Line[],
  offers: readonly Line[],
  weights: StemWeights,
  room: number,
  budget: Budget,
): readonly Line[] | undefined {
  if (lines.length >= budget.maxLines) return undefined;
  const usable = offers.filter((line) => line.extract.words > 0 && line.extract.words <= room && !isTaken(line, lines));
  const best = bestOf(usable, lines, weights);
  return best && [...lines, best];
}

/** `lines` with one of them replaced by a longer cut of the same sentence that holds it and fits. */
function lengthened(
  lines: readonly Line[],
  offers: readonly Line[],
  weights: StemWeights,
  room: number,
): readonly Line[] | undefined {
  const usable = offers.filter((offer) => {
    const now = lines.find(({ candidate }) => candidate.at === offer.candidate.at);
    const more = now === undefined ? 0 : offer.extract.words - now.extract.words;
    if (now === undefined || more <= 0 || more > room) return false;
    return (!offer.extract.pointsBack || now.extract.pointsBack) && holds(offer.extract, now.extract);
  });
  const best = bestOf(usable, lines, weights);
  return best && lines.map((line) => (line.candidate.at === best.candidate.at ? best : line));
}

function holds(longer: Extract, shorter: Extract): boolean {
  return shorter.pieces.every((piece) =>
    longer.pieces.some(({ start, end }) => start <= piece.start && piece.end <= end),
  );
}

function bestOf(offers: readonly Line[], lines: readonly Line[], weights: StemWeights): Line | undefined {
  const coverage = createCoverage(weights);
  for (const line of lines) take(line, coverage);
  let best: Line | undefined;
  let most = -1;
  for (const line of offers) {
    const gain = coverage.gain(line.stems, line.candidate.paragraph, line.quality);
    if (gain > most) [best, most] = [line, gain];
  }
  return best;
}

/** Where no sentence has a clause short enough: the beginning of the best one that may be shown. */
function broken(material: Material, weights: StemWeights, budget: Budget): readonly Line[] {
  const whole = material.candidates
    .filter(({ lines }) => lines.length > 0)
    .map((candidate) => lineOf(candidate, brokenOff(candidate, budget.most), weights));
  const best = bestOf(whole, [], weights);
  return best ? [best] : [];
}
