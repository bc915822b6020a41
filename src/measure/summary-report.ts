/** Summaries of the essays of a set, scored and as a table. */
import { summarise } from '../summaries/summarise.js';
import { mean } from './interval.js';
import type { PilcrowSystem } from './pilcrow.js';
import type { QuestionSet } from './question-sets.js';
import { type SummaryScore, type SummarySubject, scoreSummaries } from './summary-score.js';
import { developmentEssays, readSummaryReferences } from './summary-set.js';
import { number, table } from './table.js';

/** The scores of this build's summaries of every essay of which `set` lists points. */
export async function summaryScores(
  { essays, points, folder }: QuestionSet,
  { vectors, retrieve }: PilcrowSystem,
): Promise<readonly SummaryScore[]> {
  const { traps, themes, sections } =
    folder === undefined ? { traps: [], themes: [], sections: [] } : await readSummaryReferences(folder, essays);
  const subjects: SummarySubject[] = [];
  for (const essay of essays) {
    const isOwn = (row: { readonly essay: string }) => row.essay === essay.slug;
    const own = points.filter(isOwn);
    const known = own.length > 0 ? await vectors(essay.slug) : undefined;
    if (known === undefined) continue;
    const found: SummarySubject['themes'][number][] = [];
    for (const theme of themes.filter(isOwn)) {
      const [retrieval] = await retrieve({ text: theme.theme, essays: [essay.slug] });
      if (retrieval) found.push({ ...theme, retrieval });
    }
    subjects.push({
      essay,
      vectors: known,
      points: own,
      traps: traps.filter(isOwn),
      sections: sections.filter(isOwn),
      themes: found,
    });
  }
  return scoreSummaries(subjects, summarise);
}

/** The scores as text: what was looked at during development and what was held out apart; empty for none. */
export function summaryReport(scores: readonly SummaryScore[]): string {
  if (scores.length === 0) return '';
  const seen = scores.filter(({ essay }) => developmentEssays.has(essay));
  const heldOut = scores.filter(({ essay }) => !developmentEssays.has(essay));
  const groups = [
    { title: 'Summaries of essays looked at during development', rows: seen },
    { title: seen.length === 0 ? 'Summaries' : 'Summaries of essays held out', rows: heldOut },
  ];
  return [
    'Summaries: weighted share of a reader’s points made, cited to the right paragraph; traps: views shown as the author’s that are not. The baselines may use up the words allowed; for a theme the first one is the sentences found, best first.',
    ...groups.filter(({ rows }) => rows.length > 0).map(({ title, rows }) => groupTable(title, rows)),
  ].join('\n\n');
}

function groupTable(title: string, scores: readonly SummaryScore[]): string {
  const whole = scores.filter(({ kind }) => kind === 'essay');
  const lengths = [...new Set(whole.map(({ length }) => length))];
  const essays = [...new Set(scores.map(({ essay }) => essay))];
  const parts = (['section', 'theme'] as const).flatMap((kind) => {
    const own = scores.filter((score) => score.kind === kind);
    const byEssay = essays.map((essay) => ({ essay, rows: own.filter((score) => score.essay === essay) }));
    return [
      ...byEssay.filter(({ rows }) => rows.length > 0).map(({ essay, rows }) => line(`${essay}, ${kind}s`, rows)),
      ...(own.length > 0 ? [line(`mean, ${kind}s`, own)] : []),
    ];
  });
  const rows = [
    ...whole.map((score) => line(`${score.essay}, ${score.length}`, [score])),
    ...lengths.map((length) =>
      line(
        `mean, ${length}`,
        whole.filter((score) => score.length === length),
      ),
    ),
    ...parts,
  ];
  const over = scores.filter(({ misses }) => misses === 'over').length;
  const under = scores.filter(({ misses, kind }) => misses === 'under' && kind === 'essay');
  const columns = [title, 'Pilcrow', 'lead', 'MMR', 'traps', 'lead', 'MMR', 'off topic', 'lead', 'MMR', 'our words'];
  const lengthsKept = `Over 110 % of the words: ${over}. Whole essays under 90 %: ${under.length}${
    under.length > 0 ? ` (${under.map(({ essay, length }) => `${essay}, ${length}`).join('; ')})` : ''
  }.`;
  return `${table([columns, ...rows])}\n${lengthsKept}`;
}

/** Means of shares and words, sums of faults. */
function line(name: string, scores: readonly SummaryScore[]): string[] {
  const systems = ['ours', 'leads', 'mmr'] as const;
  const sum = (of: (score: SummaryScore) => number) => String(scores.reduce((total, score) => total + of(score), 0));
  return [
    name,
    ...systems.map((system) => number(mean(scores.map((score) => score[system])))),
    ...systems.map((system) => sum(({ faults }) => faults[system].traps.length)),
    ...systems.map((system) => (scores[0]?.kind === 'theme' ? sum(({ faults }) => faults[system].offTopic) : '')),
    number(mean(scores.map(({ words }) => words)), 0),
  ];
}
