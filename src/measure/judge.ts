/**
 * A second pass of a model that rates answers: an opinion, kept apart from what is counted, and made only if asked for.
 * It is the model that wrote them, and a model likes its own.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Budget } from '../answer/budget.js';
import { createModelRequests, OverBudget } from '../answer/model-requests.js';
import { projectRoot } from '../app/config.js';
import { displayLine } from '../essay/display.js';
import type { Answer, Essay } from '../essay/types.js';
import { loadPrompts } from '../models/prompts.js';
import type { ChatModel } from '../models/types.js';
import { bootstrap, type Estimate, mean } from './interval.js';
import type { KnownQuestion } from './question-sets.js';

export interface Rating {
  /** 0 to 2: whether the cited paragraphs say what the answer says. */
  readonly support: number;
  /** 0 to 2: whether it serves whoever asked. */
  readonly helpfulness: number;
  /** In the judge's words, on one line. */
  readonly reason: string;
}

export interface JudgedAnswer {
  readonly question: KnownQuestion;
  readonly answer: Answer;
}

export interface Opinion {
  readonly support: Estimate;
  readonly helpfulness: Estimate;
  readonly ratings: readonly (Rating & { readonly id: string })[];
  /** Replies that could not be read, and answers the judge was not asked about any more. */
  readonly unrated: number;
}

export interface JudgeParts {
  readonly chatModel: ChatModel;
  readonly budget: Budget;
  readonly essayOf: (slug: string) => Essay | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What the model says of `answers`, one request each; ends early after the signal or when the money is spent. */
export async function opinionOn(answers: readonly JudgedAnswer[], parts: JudgeParts): Promise<Opinion> {
  const { signal, onProgress } = parts;
  const requests = createModelRequests({ model: parts.chatModel, budget: parts.budget });
  const prompts = loadPrompts(join(projectRoot, 'prompts'));
  const ratings: (Rating & { id: string })[] = [];
  for (const [at, { question, answer }] of answers.entries()) {
    if (signal.aborted) break;
    const messages = await prompts.fill('judge', {
      question: questionText(question),
      paragraphs: paragraphsText(question, answer, parts.essayOf),
      answer: answerText(answer),
      fence: randomBytes(8).toString('hex'),
    });
    let text = '';
    try {
      const own = requests.of({ text: question.question, essays: answer.essays });
      for await (const piece of own.send(messages, { schema, signal })) text += piece;
    } catch (error) {
      if (error instanceof OverBudget) break;
    }
    const rating = readRating(text);
    if (rating) ratings.push({ id: question.id, ...rating });
    onProgress?.(at + 1, answers.length);
  }
  return {
    support: opinion(ratings.map(({ support }) => support)),
    helpfulness: opinion(ratings.map(({ helpfulness }) => helpfulness)),
    ratings,
    unrated: answers.length - ratings.length,
  };
}

const rate = { type: 'integer', enum: [0, 1, 2] };
const schema = {
  name: 'rating',
  schema: {
    type: 'object',
    properties: { reason: { type: 'string' }, support: rate, helpfulness: rate },
    required: ['reason', 'support', 'helpfulness'],
    additionalProperties: false,
  },
};

/** The rating in a reply, whatever stands around it; undefined where there is none. */
export function readRating(text: string): Rating | undefined {
  let value: unknown;
  try {
    value = JSON.parse(/\{[\s\S]*\}/.exec(text)?.[0] ?? '');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const [support, helpfulness] = [ratedIn(value, 'support'), ratedIn(value, 'helpfulness')];
  if (support === undefined || helpfulness === undefined) return undefined;
  const reason = 'reason' in value && typeof value.reason === 'string' ? displayLine(value.reason).slice(0, 300) : '';
  return { support, helpfulness, reason };
}

function ratedIn(value: object, name: string): number | undefined {
  const rated: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return [0, 1, 2].find((each) => each === rated);
}

/** Shares of 2 would hide a judge that gives ones, so the mean; its interval by drawing again. */
function opinion(values: readonly number[]): Estimate {
  if (values.length > 0) return bootstrap([values], ([drawn = []]) => mean(drawn));
  return { value: Number.NaN, low: Number.NaN, high: Number.NaN, count: 0 };
}

function questionText({ question, history = [] }: KnownQuestion): string {
  return [...history.map(({ role, content }) => `(earlier, ${role}) ${content}`), question].join('\n');
}

function paragraphsText(
  { essay: slug, gold, answerable }: KnownQuestion,
  answer: Answer,
  essayOf: JudgeParts['essayOf'],
): string {
  const cited = answer.sentences.flatMap(({ citations }) => citations);
  const essays = [...new Set([slug, ...cited.map(({ essay }) => essay)])].flatMap((each) => essayOf(each) ?? []);
  const lines = essays.flatMap((essay) => {
    const own = cited.filter((citation) => citation.essay === essay.slug).map(({ paragraph }) => paragraph);
    const numbers = new Set(essay.slug === slug ? [...own, ...gold.acceptable] : own);
    const shown = essay.paragraphs.filter(({ n }) => numbers.has(n)).map(({ n, text }) => `¶${n} ${text}`);
    return [`“${essay.title}”${essay.author === undefined ? '' : `, by ${essay.author}`}`, ...shown];
  });
  const reader = answerable
    ? `The careful reader found the answer in ${gold.acceptable.map((n) => `¶${n}`).join(', ') || 'the title'}.`
    : 'The careful reader found that the essay does not answer it.';
  return [...lines, reader].join('\n');
}

function answerText({ leadIn, sentences }: Answer): string {
  const said = sentences.map(({ text, isQuotation, citations }) => {
    const marks = [...new Set(citations.map(({ paragraph }) => `¶${paragraph}`))].join(', ');
    return `${isQuotation ? `“${text}”` : text} [${marks}]`;
  });
  return [leadIn, ...said].filter((line) => line !== '').join('\n');
}
