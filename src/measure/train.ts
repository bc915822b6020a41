/**
 * Chooses the re-scorer's weights on a public question set, leave-one-article-out, and writes them with their
 * provenance to src/retrieval/weights.ts. The questions themselves stay where they are.
 */
import { writeFile } from 'node:fs/promises';
import type { Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';
import type { Embedder } from '../models/types.js';
import { embedEssay } from '../retrieval/embed-essay.js';
import { createEssayIndex, type EssayIndex } from '../retrieval/essay-index.js';
import { features, type Weights } from '../retrieval/rescorer.js';
import {
  computeSignals,
  nearestSignals,
  paragraphSignals,
  prepareQuery,
  type Signals,
  sentenceSignals,
} from '../retrieval/signals.js';
import { fitLogistic, fitRanking } from './fit.js';
import { type KnownQuestion, plainEssay, type QuestionSet } from './question-sets.js';

interface Example {
  readonly question: KnownQuestion;
  readonly signals: Signals;
  readonly rightParagraphs: ReadonlySet<number>;
  readonly rightSentences: ReadonlySet<number>;
}

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
  const examples = await gather(set, embedder);
  const hurried = await gather(shorterAndHurried(set), embedder);
  const articles = [...new Set(examples.map(({ question }) => question.essay))];
  const fitted: Record<string, Weights> = {};
  const figures: string[] = [];
  for (const [name, chosen] of Object.entries(variants)) {
    const outcomes = articles.flatMap((article) => {
      const others = (list: readonly Example[]) => list.filter(({ question }) => !isOf(question, article));
      const weights = fit(others(examples), others(hurried), chosen);
      return [...examples, ...hurried]
        .filter(({ question }) => isOf(question, article))
        .map((example) => judge(example, weights));
    });
    const whole = outcomes.filter(({ question }) => articles.includes(question.essay));
    const parts = outcomes.filter(({ question }) => !articles.includes(question.essay));
    const line = `${name}: leave-one-article-out ${report(whole)}; shorter and hurried ${report(parts)}`;
    print(line);
    figures.push(line);
    fitted[name] = fit(examples, hurried, chosen);
  }
  await writeFile(target, weightsFile(fitted, figures, set, examples.length, embedder.id));
}

const partSize = 13;

/** Whether `question` belongs to `article` or to a part of it. */
function isOf(question: KnownQuestion, article: string): boolean {
  return question.essay === article || question.essay.startsWith(`${article} part `);
}

/**
 * The set as chat brings it: essays of some 13 paragraphs, questions in lower case, with slips, or as bare key words.
 * The yes-or-no weights are fitted on it too, for encyclopaedia articles and careful questions alone make them strict.
 */
function shorterAndHurried(set: QuestionSet): QuestionSet {
  const essays = set.essays.flatMap((essay) => {
    const parts = Math.max(1, Math.round(essay.paragraphs.length / partSize));
    return Array.from({ length: parts }, (_, part) => {
      const texts = essay.paragraphs.slice(part * partSize, part === parts - 1 ? undefined : (part + 1) * partSize);
      return plainEssay(
        `${essay.slug} part ${part + 1}`,
        texts.map(({ text }) => text),
      );
    });
  });
  const questions = set.questions.flatMap((question, at): KnownQuestion[] => {
    if (question.type === 'squad-unanswerable') return [];
    const parts = essays.filter(({ slug }) => isOf({ ...question, essay: slug }, question.essay)).length;
    const [gold] = question.gold.acceptable;
    const part = gold === undefined ? at % parts : Math.min(parts - 1, Math.floor((gold - 1) / partSize));
    const acceptable = question.gold.acceptable.map((n) => n - part * partSize);
    return asChatWritesIt(question.question, at).map((text) => ({
      ...question,
      essay: `${question.essay} part ${part + 1}`,
      question: text,
      gold: { minimal: acceptable, acceptable },
    }));
  });
  return { name: `${set.name}, shorter and hurried`, essays, questions };
}

function asChatWritesIt(text: string, seed: number): string[] {
  const plain = text.toLowerCase().replace(/[?.!,]/g, '');
  const keys = words(plain, 'en')
    .filter((word) => !word.isStop)
    .map((word) => word.form)
    .join(' ');
  let left = 2;
  const slips = plain.replace(/\p{L}{5,}/gu, (word, offset: number) => {
    if (left === 0 || (offset + seed) % 3 === 0) return word;
    left--;
    const at = 1 + ((offset * 7 + seed) % (word.length - 2));
    return seed % 2 === 0
      ? word.slice(0, at) + word.slice(at + 1)
      : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  });
  return [text, plain, slips, keys];
}

async function gather(set: QuestionSet, embedder: Embedder): Promise<Example[]> {
  const indexes = new Map<string, EssayIndex>();
  for (const essay of set.essays)
    indexes.set(essay.slug, createEssayIndex(essay, await embedEssay(essay, embedder, new Map())));
  const examples: Example[] = [];
  for (const question of set.questions) {
    const index = indexes.get(question.essay);
    if (index === undefined) throw new TypeError(`No essay ${question.essay} for question ${question.id}.`);
    const embedding = await embedder.embedQuestion(question.question);
    const signals = computeSignals(index, prepareQuery(question.question, index.essay.language, embedding));
    examples.push({
      question,
      signals,
      rightParagraphs: new Set(
        signals.candidates
          .map((at, row) => (question.gold.acceptable.includes(at + 1) ? row : -1))
          .filter((row) => row >= 0),
      ),
      rightSentences: rightSentences(question, signals, index.essay),
    });
  }
  return examples;
}

function rightSentences(question: KnownQuestion, signals: Signals, essay: Essay): Set<number> {
  const shadow = (text: string): string => fold(text).replace(/\s+/g, ' ');
  const right = new Set<number>();
  signals.entries.forEach((entry, row) => {
    const n = essay.paragraphs[entry.paragraphAt]?.n ?? 0;
    if (!question.gold.acceptable.includes(n)) return;
    if (question.answers.some((answer) => shadow(entry.text).includes(shadow(answer)))) right.add(row);
  });
  return right;
}

function fit(
  examples: readonly Example[],
  hurried: readonly Example[],
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

function judge({ question, signals, rightParagraphs, rightSentences: right }: Example, weights: Weights): Outcome {
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
    ...Object.entries(fitted).map(
      ([name, weights]) => `export const ${name}Weights: Weights = ${JSON.stringify(weights, null, 2)};\n`,
    ),
  ].join('\n')}`;
}
