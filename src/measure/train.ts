/**
 * Chooses the re-scorer's weights on a public question set, leave-one-article-out, and writes them with their
 * provenance to src/retrieval/weights.ts. The questions themselves stay where they are.
 */
import { writeFile } from 'node:fs/promises';
import type { Embedder } from '../models/types.js';
import { features, type Weights } from '../retrieval/rescorer.js';
import { nearestSignals, paragraphSignals, sentenceSignals } from '../retrieval/signals.js';
import { fitLogistic, fitRanking } from './fit.js';
import type { KnownQuestion, QuestionSet } from './question-sets.js';
import { gatherExamples, isOf, shorterAndHurried, type TrainingExample } from './training-examples.js';

/** Which signals a set of weights may use: all; those without token vectors; those that need no vector at all. */
const variants = {
  full: { paragraph: [...paragraphSignals], sentence: [...sentenceSignals], nearest: [...nearestSignals] },
  withoutTokens: {
    paragraph: paragraphSignals.filter((name) => !/nteraction/.test(name)),
    sentence: sentenceSignals.filter((name) => !/nteraction|BestPair/.test(name)),
    nearest: ['passage', 'coverage', 'gramCoverage', 'askedWords', 'sentences'],
  },
  lexical: {
    paragraph: paragraphSignals.filter((name) => !/nteraction|dense|bestPassage/.test(name)),
    sentence: sentenceSignals.filter((name) => !/nteraction|BestPair|passage|Dense/.test(name)),
    nearest: ['coverage', 'gramCoverage', 'askedWords', 'sentences'],
  },
} as const;

const decay = { paragraph: 0.02, sentence: 0.01, aboutness: 0.001 };

/** Prints the leave-one-article-out figures of each variant to `print`, then writes weights fitted on all to `target`. */
export async function train(
  set: QuestionSet,
  embedder: Embedder,
  target: string,
  print: (line: string) => void,
): Promise<void> {
  const examples = await gatherExamples(set, embedder);
  const hurried = await gatherExamples(shorterAndHurried(set), embedder);
  const articles = [...new Set(examples.map(({ question }) => question.essay))];
  const fitted: Record<string, Weights> = {};
  const figures: string[] = [];
  for (const [name, chosen] of Object.entries(variants)) {
    const outcomes = articles.flatMap((article) => {
      const others = (list: readonly TrainingExample[]) => list.filter(({ question }) => !isOf(question, article));
      const weights = fitWeights(others(examples), others(hurried), chosen);
      return [...examples, ...hurried]
        .filter(({ question }) => isOf(question, article))
        .map((example) => judge(example, weights));
    });
    const whole = outcomes.filter(({ question }) => articles.includes(question.essay));
    const parts = outcomes.filter(({ question }) => !articles.includes(question.essay));
    const line = `${name}: leave-one-article-out ${report(whole)}; shorter and hurried ${report(parts)}`;
    print(line);
    figures.push(line);
    fitted[name] = fitWeights(examples, hurried, chosen);
  }
  await writeFile(target, weightsFile(fitted, figures, set, examples.length, embedder.id));
}

function fitWeights(
  examples: readonly TrainingExample[],
  hurried: readonly TrainingExample[],
  chosen: (typeof variants)[keyof typeof variants],
): Weights {
  const ranked = examples.filter(({ question }) => question.answerable);
  const paragraph = fitRanking(
    ranked.map((e) => ({ columns: features(e.signals.paragraphs, chosen.paragraph), right: e.rightParagraphs })),
    chosen.paragraph.length,
    decay.paragraph,
  );
  const sentence = fitRanking(
    ranked.map((e) => ({ columns: features(e.signals.sentences, chosen.sentence), right: e.rightSentences })),
    chosen.sentence.length,
    decay.sentence,
  );
  // Near-misses are left out: no score tells them from answers (AUROC .62-.72), rules do.
  const clear = [...examples, ...hurried].filter(({ question }) => question.type !== 'squad-unanswerable');
  const about = fitLogistic(
    clear.map(({ signals }) => chosen.nearest.map((name) => signals.nearest[name])),
    clear.map(({ question }) => question.answerable),
    decay.aboutness,
  );
  const named = (names: readonly string[], values: ArrayLike<number>) =>
    Object.fromEntries(names.map((name, k) => [name, Number((values[k] ?? 0).toFixed(4))]));
  return {
    paragraph: named(chosen.paragraph, paragraph),
    sentence: named(chosen.sentence, sentence),
    aboutness: { bias: Number(about.bias.toFixed(4)), ...named(chosen.nearest, about.weights) },
  };
}

interface Outcome {
  readonly rank: number | undefined;
  readonly sentenceRank: number | undefined;
  readonly about: number;
  readonly question: KnownQuestion;
}

function judge(
  { question, signals, rightParagraphs, rightSentences: right }: TrainingExample,
  weights: Weights,
): Outcome {
  const rankOf = (
    columns: readonly Float64Array[],
    values: readonly (number | undefined)[],
    good: ReadonlySet<number>,
  ) => {
    const score = (row: number) => values.reduce<number>((sum, w, k) => sum + (w ?? 0) * (columns[k]?.[row] ?? 0), 0);
    const order = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) => ({ row, score: score(row) }));
    order.sort((a, b) => b.score - a.score);
    const at = order.findIndex(({ row }) => good.has(row));
    return at < 0 ? undefined : at + 1;
  };
  return {
    question,
    rank: rankOf(
      features(signals.paragraphs, paragraphSignals),
      paragraphSignals.map((n) => weights.paragraph[n]),
      rightParagraphs,
    ),
    sentenceRank: rankOf(
      features(signals.sentences, sentenceSignals),
      sentenceSignals.map((n) => weights.sentence[n]),
      right,
    ),
    about:
      weights.aboutness.bias +
      nearestSignals.reduce((sum, name) => sum + (weights.aboutness[name] ?? 0) * signals.nearest[name], 0),
  };
}

function report(outcomes: readonly Outcome[]): string {
  const share = (list: readonly Outcome[], good: (outcome: Outcome) => boolean): string =>
    (list.filter(good).length / Math.max(1, list.length)).toFixed(4);
  const answerable = outcomes.filter(({ question }) => question.answerable);
  const wrong = outcomes.filter(({ question }) => question.type === 'squad-other-essay');
  return [
    `hit@1 ${share(answerable, ({ rank = 99 }) => rank <= 1)}`,
    `hit@3 ${share(answerable, ({ rank = 99 }) => rank <= 3)}`,
    `sentence@1 ${share(answerable, ({ sentenceRank = 99 }) => sentenceRank <= 1)}`,
    `sentence@3 ${share(answerable, ({ sentenceRank = 99 }) => sentenceRank <= 3)}`,
    `about the right essay ${share(answerable, ({ about }) => about >= 0)}`,
    `not about the wrong one ${share(wrong, ({ about }) => about < 0)}`,
  ].join(', ');
}

function weightsFile(
  fitted: Readonly<Record<string, Weights>>,
  figures: readonly string[],
  set: QuestionSet,
  count: number,
  model: string,
): string {
  return `${[
    '/**',
    ' * Weights of the re-scorer. Written by `npm run train`; not to be edited by hand.',
    ` * Chosen on ${count} questions over ${set.essays.map(({ slug }) => slug).join(', ')} (development part of SQuAD 2.0,`,
    ' * Rajpurkar, Jia and Liang 2018, CC BY-SA 4.0; the questions are not in this repository) with the embeddings of',
    ` * ${model}. Figures with the article in question left out:`,
    ...figures.map((line) => ` * ${line}.`),
    ' */',
    "import type { Weights } from './rescorer.js';",
    '',
    '/** The embedder whose cosines the weights of aboutness are for. */',
    `export const fittedModel = '${model}';`,
    '',
    ...Object.entries(fitted).map(
      ([name, weights]) => `export const ${name}Weights: Weights = ${JSON.stringify(weights, null, 2)};\n`,
    ),
  ].join('\n')}`;
}
