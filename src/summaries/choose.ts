/**
 * Chooses the lines of a summary: greedily by what a line adds for its words, under a limit no choice may pass.
 */
import { createCoverage, type StemWeights, weighStems } from './coverage.js';
import { extractsOf } from './extracts.js';
import { fillUp } from './fill-up.js';
import { type Budget, type Chosen, countOf, isClear, isTaken, type Line, lineOf, placesOf, take } from './lines.js';
import type { Material } from './material.js';

interface Choice {
  readonly lines: readonly Line[];
  readonly words: number;
  readonly worth: number;
}

/** How much length counts against a line; each is tried and the choice that tells most is taken. */
const costs = [0.6, 0.8, 1];
const maxLineWords = 42;
const minLineWords = 6;
/** What a line costs beside its words: a break in the reading. */
const lineCost = 5;
/** Lines from one stretch of the text make room for others. */
const wordsAStretch = 18;
const crowding = 0.85;
const wordsAParagraph = 6;
/** A thesis in fewer words says too little. */
const thesisWords = 12;

/** The chosen lines in reading order; at least one, and never two of the same words. */
export function chooseLines(material: Material, budget: Budget): readonly Chosen[] {
  const weights = weighStems(material);
  const lines = material.candidates.flatMap((candidate) =>
    candidate.lines.map((extract) => lineOf(candidate, extract, weights)),
  );
  const whole = wholeText(material, weights, budget);
  if (whole !== undefined) return whole;
  const best = budget.maxLines === 1 ? thesisOf(lines, budget) : bestChoice(lines, weights, budget);
  const filled = fillUp(best, material, weights, budget);
  return [...filled].sort((a, b) => (placesOf(a)[0] ?? 0) - (placesOf(b)[0] ?? 0));
}

/** The line that would stand best for the whole. */
function thesisOf(lines: readonly Line[], budget: Budget): readonly Line[] {
  let best: Line | undefined;
  let most = 0;
  for (const line of lines) {
    const { words } = line.extract;
    if (!line.candidate.isOwn || words > budget.most || words < minLineWords || !isClear(line, [])) continue;
    const worth = (line.candidate.thesis * line.quality * Math.min(1, words / thesisWords)) / line.candidate.quality;
    if (worth > most) [best, most] = [line, worth];
  }
  return best ? [best] : [];
}

function bestChoice(lines: readonly Line[], weights: StemWeights, budget: Budget): readonly Line[] {
  const start = createCoverage(weights);
  const bounds = lines.map((line) => start.gain(line.stems, line.candidate.paragraph, line.quality));
  let best: Choice | undefined;
  for (const cost of costs) {
    const choice = greedy(lines, bounds, weights, budget, cost);
    if (best === undefined || choice.worth > best.worth) best = choice;
  }
  return best?.lines ?? [];
}

/** Every sentence, where all of them fit. */
function wholeText(material: Material, weights: StemWeights, budget: Budget): readonly Chosen[] | undefined {
  const all: Line[] = [];
  for (const candidate of material.candidates) {
    const [whole] = extractsOf(candidate);
    const line = whole && lineOf(candidate, whole, weights);
    if (line && !isTaken(line, all)) all.push(line);
  }
  return countOf(all) <= budget.most && all.length > 0 && all.length <= budget.maxLines ? all : undefined;
}

function greedy(
  lines: readonly Line[],
  bounds: readonly number[],
  weights: StemWeights,
  budget: Budget,
  cost: number,
): Choice {
  const coverage = createCoverage(weights);
  const chosen: Line[] = [];
  const crowd = crowdOf(lines, budget);
  const perWord = lines.map(({ extract }) => (extract.words + lineCost) ** cost);
  // Gains only fall as lines are added, so an old gain is a bound and most need not be worked out again.
  const queue = lines.map((line, index) => ({ line, index, bound: (bounds[index] ?? 0) / (perWord[index] ?? 1) }));
  let words = 0;
  while (chosen.length < budget.maxLines) {
    queue.sort((a, b) => b.bound - a.bound || a.index - b.index);
    let best: { readonly line: Line; readonly value: number } | undefined;
    for (const entry of queue) {
      if (best !== undefined && entry.bound <= best.value) break;
      const { line } = entry;
      const length = line.extract.words;
      if (length < minLineWords || length > Math.min(maxLineWords, budget.enough - words)) continue;
      if (isTaken(line, chosen) || !isClear(line, chosen)) continue;
      const gain = coverage.gain(line.stems, line.candidate.paragraph, line.quality) * crowd.factor(line);
      entry.bound = gain / (perWord[entry.index] ?? 1);
      if (entry.bound > 0 && (best === undefined || entry.bound > best.value)) best = { line, value: entry.bound };
    }
    if (best === undefined) break;
    take(best.line, coverage);
    chosen.push(best.line);
    crowd.add(best.line);
    words += best.line.extract.words;
  }
  return { lines: chosen, words, worth: coverage.total };
}

/** How many lines each stretch of the text has given. */
function crowdOf(lines: readonly Line[], budget: Budget): { factor(line: Line): number; add(line: Line): void } {
  const count = lines.at(-1)?.candidate.at ?? 0;
  const size = (count + 1) / Math.max(1, Math.round(budget.most / wordsAStretch));
  const paragraphs = new Set(lines.map(({ candidate }) => candidate.paragraph)).size;
  // In a short text every paragraph has its turn anyway.
  const factor = paragraphs * wordsAParagraph > budget.most ? crowding : 1;
  const taken = new Map<number, number>();
  const stretchOf = (line: Line): number => Math.floor(line.candidate.at / size);
  return {
    factor: (line) => factor ** (taken.get(stretchOf(line)) ?? 0),
    add(line) {
      taken.set(stretchOf(line), (taken.get(stretchOf(line)) ?? 0) + 1);
    },
  };
}
