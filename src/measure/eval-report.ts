/** An evaluation as a table for people or as JSON for programs. */
import type { Evaluation } from './evaluate.js';
import { failureLines, failuresOf } from './failures.js';
import type { Estimate } from './interval.js';
import { type Measure, measures } from './score.js';
import { number, table } from './table.js';

export interface ReportOptions {
  readonly showsFailures: boolean;
  /** Sentences on what the figures are worth, e.g. on which data weights were chosen. */
  readonly remarks: readonly string[];
}

const names = Object.keys(measures) as Measure[];
/** What a baseline's own figure would be empty of meaning for. */
const ownOnly: ReadonlySet<Measure> = new Set([
  'spanShown',
  'neverMentions',
  'neverMentionsFalse',
  'exactQuotes',
  'expected',
]);
const groupColumns: readonly Measure[] = [
  'hit1',
  'hit3',
  'spanAnswered',
  'citationPrecision',
  'citationRecall',
  'expected',
];

/** The whole report as text. */
export function evalReport({ set, essays, questions, systems, groups }: Evaluation, options: ReportOptions): string {
  const [own] = systems;
  const shown = names.filter((name) => systems.some(({ scores }) => scores[name].count > 0));
  const main = table([
    ['', ...systems.map(({ name }) => name), 'n'],
    ...shown.map((name) => [
      measures[name],
      ...systems.map(({ scores }, at) => (at > 0 && ownOnly.has(name) ? '–' : withInterval(scores[name]))),
      String(own.scores[name].count),
    ]),
    [
      'wall ms an answer, p50 / p95',
      ...systems.map(({ latency }) => `${number(latency.p50, 1)} / ${number(latency.p95, 1)}`),
      String(questions),
    ],
  ]);
  const parts = table([
    ['', 'n', 'hit@1', 'hit@3', 'span', 'cit. prec.', 'cit. recall', 'expected', 'abstained'],
    ...groups.map((group) => [
      group.name,
      String(group.questions),
      ...groupColumns.map((name) => number(group.scores[name].value)),
      number(group.abstained),
    ]),
  ]);
  const sections = [
    `${set}: ${questions} questions over ${essays} essays. 95 % intervals in brackets.`,
    main,
    'The baselines show their three best sentences by their own score and cite the paragraphs these stand in; their balanced accuracy is that of the best threshold on these very questions. Their wall time is without embedding the question, which Pilcrow has done before them.',
    `Pilcrow by kind of question\n${parts}`,
    ...options.remarks,
  ];
  if (options.showsFailures) {
    for (const { title, outcomes } of failuresOf(own.outcomes)) {
      sections.push([`${title}: ${outcomes.length}`, ...outcomes.map(failureLines)].join('\n'));
    }
  }
  return sections.join('\n\n');
}

function withInterval({ value, low, high, count }: Estimate): string {
  return count === 0 ? '–' : `${number(value)} [${number(low)}, ${number(high)}]`;
}
