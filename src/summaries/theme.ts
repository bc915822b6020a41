/**
 * What an essay says about something: of the sentences that were found, those that speak of it, at most a few from one
 * paragraph, each with the words that say whose view it is. Says honestly when the essay does not speak of it.
 */
import { gate } from '../answer/gate.js';
import type { Essay } from '../essay/types.js';
import { isSameFamily, words } from '../essay/words.js';
import { withoutFrame } from '../retrieval/question-frame.js';
import type { EssayVectors } from '../retrieval/types.js';
import { weighStems } from './coverage.js';
import type { Extract } from './extracts.js';
import { type Budget, type Chosen, isClear, isTaken, type Line, lineOf, placesOf } from './lines.js';
import { type Candidate, gather } from './material.js';
import type { SummaryTheme } from './types.js';

export interface ThemeLines {
  /** In reading order; where the essay does not speak of it, the one line that comes nearest, or none. */
  readonly chosen: readonly Chosen[];
  readonly outcome: 'spoken-of' | 'not-in-essay' | 'other-language';
  /** Paragraphs that speak of it, cited or not. */
  readonly speaking: readonly number[];
}

/** A sentence found this far below the best one speaks of it even without its words. */
const nearTop = 0.55;
/** Beside those that do, others of the same paragraph are worth less. */
const beside = 0.35;
/** A sentence with this much of its words names the theme. */
const nameShare = 0.6;
/** What its words are worth beside the ranking, which is 1 for the best sentence. */
const named = 0.5;
/** The second line of a paragraph is worth so much of the first. */
const crowding = 0.6;
/** Words already told count so much against a line. */
const repeated = 0.4;
/** How much length counts against a line. */
const cost = 0.3;

/** The lines on `theme`. Reads only paragraphs that were found. */
export function themeLines(essay: Essay, vectors: EssayVectors, theme: SummaryTheme, budget: Budget): ThemeLines {
  const { text, retrieval } = theme;
  const only = new Set(retrieval.paragraphs.map(({ paragraph }) => paragraph));
  const material = gather(essay, vectors, { first: 1, last: essay.paragraphs.length, only });
  const weights = weighStems(material);
  const stems = stemsOf(withoutFrame(text, essay, essay.language), essay.language);
  const asked = stems.length > 0 ? stems : stemsOf(text, essay.language);
  const top = Math.max(...retrieval.sentences.map(({ score }) => score), 1);
  const rank = new Map(
    retrieval.sentences.map(({ paragraph, start, score }) => [`${paragraph} ${start}`, score / top]),
  );
  const rated = material.candidates.map((candidate) => {
    const base = Math.max(0, rank.get(`${candidate.paragraph} ${candidate.start}`) ?? 0);
    return {
      candidate,
      base,
      share: shareOf(
        asked,
        candidate.terms.map(({ stem }) => stem),
      ),
    };
  });
  const verdict = gate(text, retrieval).kind;
  // What the essay calls by its name it speaks of, whatever a question about it would find.
  const isNamed = rated.some(({ share }) => share >= nameShare);
  const isAbsent = !isNamed && (verdict === 'not-in-essay' || verdict === 'other-language');
  const outcome = isAbsent ? verdict : 'spoken-of';
  const speakers = new Set(
    rated.filter(({ base, share }) => share > 0 || base >= nearTop).map(({ candidate }) => candidate.paragraph),
  );
  const fit = outcome === 'spoken-of' ? rated.filter(({ candidate }) => speakers.has(candidate.paragraph)) : rated;
  const offers = fit.flatMap(({ candidate, base, share }) =>
    candidate.lines
      .filter((extract) => extract.words <= budget.most)
      .map((extract) => ({
        line: lineOf(unbound(candidate), extract, weights),
        worth: worthOf(candidate, extract, asked, base, share),
      })),
  );
  const most = outcome === 'spoken-of' ? budget : { ...budget, maxLines: 1 };
  return {
    chosen: choose(offers, most),
    outcome,
    speaking: outcome === 'spoken-of' ? [...speakers].sort((a, b) => a - b) : [],
  };
}

/** Whose view it is stands on the line; the author's answer need not. */
function unbound({ needs: _, ...candidate }: Candidate): Candidate {
  return candidate;
}

function worthOf(
  candidate: Candidate,
  extract: Extract,
  asked: readonly string[],
  base: number,
  share: number,
): number {
  const kept = candidate.nearTerms.filter(({ start, end }) =>
    extract.pieces.some((piece) => start >= piece.start && end <= piece.end),
  );
  const shown = shareOf(
    asked,
    kept.map(({ stem }) => stem),
  );
  // A cut that drops what is asked about says nothing of it.
  if (shown < share) return 0;
  return (base + named * shown) * (shown > 0 || base >= nearTop ? 1 : beside);
}

interface Offer {
  readonly line: Line;
  readonly worth: number;
}

function choose(offers: readonly Offer[], budget: Budget): readonly Chosen[] {
  const chosen: Line[] = [];
  const told = new Set<number>();
  let words = 0;
  while (chosen.length < budget.maxLines) {
    let best: Line | undefined;
    let most = 0;
    for (const { line, worth } of offers) {
      if (worth <= 0 || words + line.extract.words > budget.most || isTaken(line, chosen) || !isClear(line, chosen))
        continue;
      const crowd = chosen.filter(({ candidate }) => candidate.paragraph === line.candidate.paragraph).length;
      const again = line.stems.filter((stem) => told.has(stem)).length / Math.max(1, line.stems.length);
      const value = (worth * crowding ** crowd * (1 - repeated * again)) / Math.max(6, line.extract.words) ** cost;
      if (value > most) [best, most] = [line, value];
    }
    if (best === undefined) break;
    chosen.push(best);
    words += best.extract.words;
    for (const stem of best.stems) told.add(stem);
  }
  return chosen.sort((a, b) => (placesOf(a)[0] ?? 0) - (placesOf(b)[0] ?? 0));
}

function stemsOf(text: string, language: string): string[] {
  return [...new Set(words(text, language).flatMap((word) => (word.isStop ? [] : [word.stem])))];
}

function shareOf(asked: readonly string[], stems: readonly string[]): number {
  if (asked.length === 0) return 0;
  return asked.filter((each) => stems.some((stem) => isSameFamily(each, stem))).length / asked.length;
}
