/**
 * The writer that has a model: the question with what was found, masked, becomes proved sentences. Whatever goes wrong
 * with the model ends in a shortfall, never in an exception.
 */
import type { AnswerKind } from '../essay/types.js';
import type { Prompts } from '../models/prompts.js';
import type { Budget } from './budget.js';
import { essayData } from './essay-data.js';
import { createMask } from './masking.js';
import { type DraftingOutcome, englishName, type ProvedDrafts } from './proved-drafts.js';
import { historyText } from './rewrite.js';
import type { Writer, WritingTask, Written } from './types.js';

export interface GenerativeParts {
  readonly drafts: ProvedDrafts;
  readonly prompts: Prompts;
  readonly budget: Budget;
}

/** Sentences of an answer: what stands well in a chat window with its quotes. */
const mostSentences = 5;

/** A writer over `drafts`; it sends nothing but the prompts, essays, and the masked question with its history. */
export function createGenerativeWriter({ drafts, prompts, budget }: GenerativeParts): Writer {
  async function* write(task: WritingTask, options: { readonly signal?: AbortSignal }): AsyncGenerator<Written> {
    const { question, language } = task;
    const data = essayData(task.parts.flatMap(({ retrieval, others }) => [retrieval, ...others]));
    const mask = createMask(
      [...data.essays.values()],
      [task.standalone, ...task.history.map(({ content }) => content)],
    );
    const wanted = mask.mask(task.standalone);
    const request = (fence: string) =>
      prompts.fill('answer', {
        language: englishName(language),
        essays: data.text,
        question: wanted,
        history: historyText(task.history, mask),
        fence,
        most: String(mostSentences),
      });
    const drafting = { question, data, wanted, asked: task.standalone, language, most: mostSentences, request };
    for await (const piece of drafts.write(drafting, options)) {
      if (!('outcome' in piece)) yield piece;
      else {
        const { stood, shortfall, counts } = piece.outcome;
        yield { kind: finalKind(piece.outcome) };
        if (shortfall) yield { shortfall };
        await budget.recordAnswer({ ...counts, fellBack: stood === 0 || shortfall === 'unproved' });
      }
    }
  }

  return { name: 'generated', write };
}

/** A model that only says what an essay does not say has abstained, whatever it calls that. */
function finalKind({ kind, stood, denials }: DraftingOutcome): AnswerKind {
  if (stood === 0) return kind ?? 'answered';
  if (denials === stood) return 'not-in-essay';
  if (denials > 0) return 'partly';
  return kind ?? 'answered';
}
