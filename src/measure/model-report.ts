/** What a model's answers were worth, as text for people or JSON for programs; a judge's opinion stands apart. */
import { displayLine } from '../essay/display.js';
import type { Answer } from '../essay/types.js';
import type { Asked } from './asking.js';
import type { Estimate } from './interval.js';
import type { Opinion } from './judge.js';
import { type ModelMeasure, type ModelScores, modelMeasures, type Pair, type TypeReport } from './model-score.js';
import { number, table } from './table.js';
import type { Use } from './use.js';
import type { Waits, WriterShares } from './writers.js';

/** Why not all of the questions were asked. */
export type Stop = 'called-off' | 'budget' | 'unanswered';

/** Of this run. */
export interface Spent {
  readonly asking: Use;
  readonly judging: Use;
  readonly monthlyDollars: number;
  /** The model is not in the list of prices and nobody said what it costs. */
  readonly isPriceGuessed: boolean;
}

/** One value for each way of answering. */
export interface Both<Value> {
  readonly model: Value;
  readonly keyless: Value;
}

export interface ModelEvaluation {
  readonly set: string;
  readonly essays: number;
  /** `provider:model`. */
  readonly model: string;
  /** Questions that were to be asked, and all there are. */
  readonly chosen: number;
  readonly inSet: number;
  /** Absent where all of them were asked. */
  readonly stopped?: Stop;
  readonly scores: Both<ModelScores>;
  readonly types: readonly TypeReport[];
  readonly writers: WriterShares;
  readonly waits: Both<Waits>;
  readonly spent: Spent;
  readonly opinion?: Opinion;
  readonly pairs: readonly Pair[];
}

const names = Object.keys(modelMeasures) as ModelMeasure[];

/** The whole report as text. */
export function modelReport(evaluation: ModelEvaluation): string {
  const { set, model, pairs, essays, inSet, opinion } = evaluation;
  const sample = pairs.length < inSet ? `, a sample of ${inSet} spread over their types,` : '';
  return [
    `${set}: ${many(pairs.length, 'question')}${sample} over ${many(essays, 'essay')}, put to ${model} and to the same program without a model. 95 % intervals in brackets.`,
    ...stopLines(evaluation),
    scoreTable(evaluation),
    typeTable(evaluation),
    writerLines(evaluation),
    spentLines(evaluation.spent),
    ...(opinion ? [opinionLines(opinion, model)] : []),
  ].join('\n\n');
}

/** The same for programs: with every answer, without the questions' own words again. */
export function modelJson({ pairs, ...figures }: ModelEvaluation): string {
  const answers = pairs.map(({ question, model, keyless }) => ({
    id: question.id,
    type: question.type,
    model: recordOf(model),
    keyless: recordOf(keyless),
  }));
  return JSON.stringify({ ...figures, questions: pairs.length, answers });
}

function recordOf({ answer, shortfall, quotes, firstMs, outcome, use }: Asked) {
  const said: Partial<Pick<Answer, 'kind' | 'sentences' | 'leadIn' | 'lastLine'>> = answer
    ? { kind: answer.kind, leadIn: answer.leadIn, sentences: answer.sentences, lastLine: answer.lastLine }
    : {};
  return {
    ...said,
    ...(shortfall ? { shortfall } : {}),
    quotes,
    firstMs,
    wallMs: outcome.wallMs,
    requests: use.requests,
  };
}

const stops: Readonly<Record<Stop, string>> = {
  'called-off': 'Called off',
  budget: 'The budget is spent (PILCROW_BUDGET; a fifth of it may be spent in a day)',
  unanswered: 'The model did not answer several questions in a row',
};

function stopLines({ stopped, pairs, chosen }: ModelEvaluation): string[] {
  return stopped ? [`${stops[stopped]}: ${pairs.length} of ${many(chosen, 'question')} were answered and count.`] : [];
}

function scoreTable({ scores, waits, model }: ModelEvaluation): string {
  const wait = ({ p50, p95 }: Waits['first']): string => `${number(p50, 0)} / ${number(p95, 0)}`;
  return table([
    ['Counted by the program', model, 'n', 'without', 'n'],
    ...names.map((name) => [
      modelMeasures[name],
      withInterval(scores.model[name]),
      String(scores.model[name].count),
      withInterval(scores.keyless[name]),
      String(scores.keyless[name].count),
    ]),
    ['ms to the first sentence, p50 / p95', wait(waits.model.first), '', wait(waits.keyless.first), ''],
    ['ms to the whole answer, p50 / p95', wait(waits.model.complete), '', wait(waits.keyless.complete), ''],
  ]);
}

function typeTable({ types }: ModelEvaluation): string {
  const both = ({ model, keyless }: TypeReport, name: ModelMeasure, show: (estimate: Estimate) => string): string =>
    `${show(model[name])} / ${show(keyless[name])}`;
  const cases = ({ value, count }: Estimate): string => (count === 0 ? '–' : String(Math.round(value * count)));
  const mean = ({ value }: Estimate): string => number(value, 2);
  return table([
    ['By type: with the model / without', 'n', 'missed', 'false', 'expected', 'cit. prec.', 'cit. recall', 'words'],
    ...types.map((type) => [
      type.type,
      String(type.questions),
      both(type, 'missed', cases),
      both(type, 'falseAnswers', cases),
      both(type, 'expected', mean),
      both(type, 'citationPrecision', mean),
      both(type, 'citationRecall', mean),
      both(type, 'wordsFound', mean),
    ]),
  ]);
}

function writerLines({ writers, pairs }: ModelEvaluation): string {
  const { written, mixed, quoted, notAsked, shortfalls, use, mostRequests } = writers;
  const perQuestion = (amount: number): string => number(amount / Math.max(1, pairs.length - notAsked), 2);
  const reasons = Object.entries(shortfalls).map(([reason, count]) => `${reason} ${count}`);
  return [
    table([
      ['Who wrote the answers', '', 'n'],
      ['the model', withInterval(written), String(written.count)],
      ['the model and quotations', withInterval(mixed), String(mixed.count)],
      ['fell back to quotations', withInterval(quoted), String(quoted.count)],
    ]),
    `Answered without asking the model: ${notAsked}. What answers say is missing: ${reasons.join(', ') || 'nothing'}.`,
    `Sentences: ${use.written} written, ${use.stood} stood at once, ${use.repaired} after repair, ${use.dropped} dropped.`,
    `Requests: ${use.requests} (${perQuestion(use.requests)} a question, at most ${mostRequests}), ${use.failed} failed. Tokens: ${use.inputTokens} in, ${use.outputTokens} out.`,
  ].join('\n');
}

function spentLines({ asking, judging, monthlyDollars, isPriceGuessed }: Spent): string {
  const judge =
    judging.requests > 0
      ? `, and ${dollars(judging.micros)} for ${many(judging.requests, 'request')} of the judge`
      : '';
  const guess = isPriceGuessed
    ? ' The price of this model is not known and counted high: set PILCROW_MODEL_PRICE.'
    : '';
  return `Spent: ${dollars(asking.micros)} for answers${judge}; PILCROW_BUDGET allows $${monthlyDollars.toFixed(2)} a month, a fifth of it a day.${guess}`;
}

/** Reasons shown of the worst ratings. */
const reasonsShown = 5;

function opinionLines({ support, helpfulness, ratings, unrated }: Opinion, model: string): string {
  const worst = [...ratings]
    .sort((a, b) => a.support + a.helpfulness - (b.support + b.helpfulness))
    .filter((rating) => rating.support + rating.helpfulness < 4)
    .slice(0, reasonsShown);
  return [
    `A judge's opinion, no measurement: ${model} rates answers written by ${model}, 0 to 2. ${unrated} were not rated.`,
    table([
      ['supported by what it cites', withInterval(support), String(support.count)],
      ['helpful to whoever asked', withInterval(helpfulness), String(helpfulness.count)],
    ]),
    ...worst.map(
      (each) => `  ${each.id}: support ${each.support}, helpfulness ${each.helpfulness}: ${displayLine(each.reason)}`,
    ),
  ].join('\n');
}

/** With a hundredth of a cent, which is about what one request costs. */
function dollars(micros: number): string {
  return `$${(micros / 1_000_000).toFixed(4)}`;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function withInterval({ value, low, high, count }: Estimate): string {
  return count === 0 ? '–' : `${number(value)} [${number(low)}, ${number(high)}]`;
}
