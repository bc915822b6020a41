/** Summaries of the essays of a set, scored and as a table. */
import { summarise } from '../summaries/summarise.js';
import { mean } from './interval.js';
import type { PilcrowSystem } from './pilcrow.js';
import type { QuestionSet } from './question-sets.js';
import { type SummaryScore, type SummarySubject, scoreSummaries } from './summary-score.js';
import { number, table } from './table.js';

/** The scores of this build's summaries of every essay of which `set` lists points. */
export async function summaryScores(
  { essays, points }: QuestionSet,
  { vectors }: PilcrowSystem,
): Promise<readonly SummaryScore[]> {
  const subjects: SummarySubject[] = [];
  for (const essay of essays) {
    const own = points.filter((point) => point.essay === essay.slug);
    const known = own.length > 0 ? await vectors(essay.slug) : undefined;
    if (known) subjects.push({ essay, vectors: known, points: own });
  }
  return scoreSummaries(subjects, summarise);
}

/** The scores as text, by essay and length, with the mean of each length; empty for none. */
export function summaryReport(scores: readonly SummaryScore[]): string {
  if (scores.length === 0) return '';
  const lengths = [...new Set(scores.map(({ length }) => length))];
  const means = lengths.map((length) => {
    const own = scores.filter((score) => score.length === length);
    const meanOf = (value: (score: SummaryScore) => number) => number(mean(own.map(value)));
    return [
      `mean, ${length}`,
      meanOf(({ ours }) => ours),
      meanOf(({ leads }) => leads),
      meanOf(({ mmr }) => mmr),
      number(mean(own.map(({ words }) => words)), 0),
    ];
  });
  const rows = scores.map(({ essay, length, ours, leads, mmr, words }) => [
    `${essay}, ${length}`,
    number(ours),
    number(leads),
    number(mmr),
    String(words),
  ]);
  return `Summaries: weighted share of a reader's points made, cited to the right paragraph. The baselines may use up the words allowed\n${table(
    [['', 'Pilcrow', 'lead sentences', 'MMR', 'our words'], ...rows, ...means],
  )}`;
}
