/**
 * A follow-up made to stand alone by the model, and said in the essay's language where that is another, so that it can
 * be searched for. What fails here costs nothing: the question goes on as it is.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { displayLine } from '../essay/display.js';
import { guessLanguage } from '../essay/language.js';
import type { Essay, Turn } from '../essay/types.js';
import type { Prompts } from '../models/prompts.js';
import { objectIn } from './loose-json.js';
import { createMask, unmask } from './masking.js';
import type { ModelRequests } from './model-requests.js';
import type { Question } from './types.js';

/** Waited for at most, in milliseconds: the answer itself needs the rest. */
const rewriteMs = 6_000;
/** Turns before the question that are sent, and of each of them, in characters. */
const mostTurns = 6;
const mostTurnChars = 600;
/** Longer is no rewritten question. */
const mostChars = 400;

export interface Rewritten {
  /** The question as it stands alone, in its own language. */
  readonly question: string;
  /** The same in the essay's language. */
  readonly search: string;
}

export interface Rewriter {
  /** `question` as it stands alone after its history; undefined where the model gave nothing of use. */
  rewrite(question: Question, essay: Essay, signal: AbortSignal | undefined): Promise<Rewritten | undefined>;
}

const reply = z.object({ question: z.string().min(1).max(mostChars), search: z.string().max(mostChars) });
const schema = {
  type: 'object',
  properties: { question: { type: 'string' }, search: { type: 'string' } },
  required: ['question', 'search'],
  additionalProperties: false,
} as const;

/** A rewriter over the requests of each question. */
export function createRewriter(requests: ModelRequests, prompts: Prompts): Rewriter {
  return {
    async rewrite(question, essay, signal) {
      const history = question.history ?? [];
      const mask = createMask([essay], [question.text, ...history.map(({ content }) => content)]);
      const messages = await prompts.fill('rewrite', {
        history: historyText(history, mask),
        question: mask.mask(question.text),
        essayLanguage: languageName(essay.language),
        fence: randomBytes(8).toString('hex'),
      });
      let text = '';
      try {
        const options = { schema: { name: 'question', schema }, signal, withinMs: rewriteMs, isOnce: true };
        for await (const piece of requests.of(question).send(messages, options)) text += piece;
      } catch (error) {
        if (signal?.aborted) throw error;
        return undefined;
      }
      const rewritten = readReply(text);
      if (rewritten === undefined) return undefined;
      // A placeholder would be searched for, number and all.
      const shown = (words: string): string => unmask(words, guessLanguage(question.text, 'en'));
      return { question: shown(rewritten.question), search: shown(rewritten.search) };
    },
  };
}

function languageName(tag: string): string {
  const own = "the essay's own language";
  if (tag === 'und') return own;
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? own;
  } catch {
    return own;
  }
}

/** Earlier turns for a prompt, the newest last; names and contact details masked. */
export function historyText(history: readonly Turn[], mask: ReturnType<typeof createMask>): string {
  return history
    .slice(-mostTurns)
    .map(
      ({ role, content }) =>
        `${role === 'user' ? 'Question' : 'Answer'}: ${mask.mask(content).slice(0, mostTurnChars).replace(halfSign, '')}`,
    )
    .join('\n');
}

/** The first half of a pair at a cut is no character, and servers refuse it. */
const halfSign = /[\ud800-\udbff]$/;

/** An object that does not close has broken off in the middle of a word. */
function readReply(text: string): Rewritten | undefined {
  const parsed = reply.safeParse(objectIn(text));
  if (!parsed.success) return undefined;
  const question = displayLine(parsed.data.question);
  return question === '' ? undefined : { question, search: displayLine(parsed.data.search) || question };
}
