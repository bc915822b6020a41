/**
 * What weights are fitted on: the questions of a set with their signals and the rows that are right, as careful people
 * wrote them, and as chat brings them.
 */
import type { Essay } from '../essay/types.js';
import { fold, words } from '../essay/words.js';
import type { Embedder } from '../models/types.js';
import { embedEssay } from '../retrieval/embed-essay.js';
import { createEssayIndex, type EssayIndex } from '../retrieval/essay-index.js';
import { prepareQuery } from '../retrieval/prepared-query.js';
import { computeSignals, type Signals } from '../retrieval/signals.js';
import { corrected } from '../retrieval/spelling.js';
import { type KnownQuestion, plainEssay, type QuestionSet } from './question-sets.js';

/** A question over its essay, ready to be learnt from. */
export interface TrainingExample {
  readonly question: KnownQuestion;
  readonly signals: Signals;
  /** Rows of the candidate paragraphs, from 0. */
  readonly rightParagraphs: ReadonlySet<number>;
  /** Rows of the candidates' sentences, from 0. */
  readonly rightSentences: ReadonlySet<number>;
}

const partSize = 13;

/** Whether `question` belongs to `article` or to a part of it. */
export function isOf(question: KnownQuestion, article: string): boolean {
  return question.essay === article || question.essay.startsWith(`${article} part `);
}

/**
 * The set as chat brings it: essays of some 13 paragraphs, questions in lower case, with slips, or as bare key words.
 * The yes-or-no weights are fitted on it too, for encyclopaedia articles and careful questions alone make them strict.
 */
export function shorterAndHurried(set: QuestionSet): QuestionSet {
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
  return { ...set, name: `${set.name}, shorter and hurried`, essays, questions };
}

/** The question as it stands, in lower case without its signs, with slips of the finger, and as bare key words. */
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

/** The examples of `set`, in its order; embeds its essays and questions. */
export async function gatherExamples(set: QuestionSet, embedder: Embedder): Promise<TrainingExample[]> {
  const indexes = new Map<string, EssayIndex>();
  for (const essay of set.essays)
    indexes.set(essay.slug, createEssayIndex(essay, await embedEssay(essay, embedder, new Map())));
  const examples: TrainingExample[] = [];
  for (const question of set.questions) {
    const index = indexes.get(question.essay);
    if (index === undefined) throw new TypeError(`No essay ${question.essay} for question ${question.id}.`);
    const first = await embedder.embedQuestion(question.question);
    const text = corrected(question.question, index.essay.language, index.forms(), first.tokens);
    const embedding = text === question.question ? first : await embedder.embedQuestion(text);
    const signals = computeSignals(index, prepareQuery(text, index.essay.language, embedding));
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
