/** One set of questions, asked of this build and of the baselines in the same run, and scored alike. */
import type { Outcome, System } from './outcome.js';
import { type KnownQuestion, type QuestionSet, spread } from './question-sets.js';
import { abstainingAtBest, latencyOf, type Scores, scoresOf } from './score.js';

export interface SystemReport {
  readonly name: string;
  readonly scores: Scores;
  readonly latency: { readonly p50: number; readonly p95: number };
  readonly outcomes: readonly Outcome[];
}

export interface GroupReport {
  /** What the group has in common, e.g. `type: near-miss`. */
  readonly name: string;
  readonly questions: number;
  /** The share of its questions that were abstained on, rightly or not. */
  readonly abstained: number;
  readonly scores: Scores;
}

export interface Evaluation {
  readonly set: string;
  readonly essays: number;
  readonly questions: number;
  /** This build first. */
  readonly systems: readonly [SystemReport, ...SystemReport[]];
  /** Of this build, by type of question, language and essay. */
  readonly groups: readonly GroupReport[];
}

export interface EvaluateOptions {
  readonly onProgress?: (system: string, done: number, total: number) => void;
}

/** The set with at most `limit` questions, evenly spread. */
export function limited(set: QuestionSet, limit: number | undefined): QuestionSet {
  return limit === undefined ? set : { ...set, questions: spread(set.questions, limit) };
}

/** Asks every question of every system; this build, the first of `systems`, is the one that is looked at in groups. */
export async function evaluate(
  set: QuestionSet,
  systems: readonly [System, ...System[]],
  { onProgress }: EvaluateOptions = {},
): Promise<Evaluation> {
  const [own, ...others] = systems;
  const report = async (system: System, isBaseline: boolean): Promise<SystemReport> => {
    const outcomes: Outcome[] = [];
    for (const question of set.questions) {
      outcomes.push(await system.ask(question));
      onProgress?.(system.name, outcomes.length, set.questions.length);
    }
    return {
      name: system.name,
      scores: isBaseline ? baselineScores(outcomes) : scoresOf(outcomes),
      latency: latencyOf(outcomes),
      outcomes,
    };
  };
  const first = await report(own, false);
  const rest: SystemReport[] = [];
  for (const system of others) rest.push(await report(system, true));
  return {
    set: set.name,
    essays: new Set(set.questions.map(({ essay }) => essay)).size,
    questions: set.questions.length,
    systems: [first, ...rest],
    groups: [
      ...grouped(first.outcomes, 'type', ({ type }) => type),
      ...grouped(first.outcomes, 'language', ({ lang, type }) =>
        type === 'cross-language' ? `${lang} (other than the essay's)` : (lang ?? 'en'),
      ),
      ...grouped(first.outcomes, 'essay', ({ essay }) => essay),
    ],
  };
}

/** A baseline never abstains; its balanced accuracy is the best that a threshold on its own score could give. */
function baselineScores(outcomes: readonly Outcome[]): Scores {
  const { wrongEssayBalanced, nearMissBalanced } = scoresOf(abstainingAtBest(outcomes));
  return { ...scoresOf(outcomes), wrongEssayBalanced, nearMissBalanced };
}

function grouped(outcomes: readonly Outcome[], label: string, of: (question: KnownQuestion) => string): GroupReport[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = of(outcome.question);
    groups.set(name, [...(groups.get(name) ?? []), outcome]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => ({
      name: `${label}: ${name}`,
      questions: own.length,
      abstained: own.filter(({ isAbstention }) => isAbstention).length / own.length,
      scores: scoresOf(own),
    }));
}
