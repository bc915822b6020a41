/**
 * The writer that has a model: its sentences are read as they arrive, proved one by one, those that fail mended together
 * once. Whatever goes wrong with the model ends in a shortfall, never in an exception.
 */
import { randomBytes } from 'node:crypto';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { AnswerKind, Essay, Language } from '../essay/types.js';
import { ChatModelError } from '../models/chat-faults.js';
import type { Prompts } from '../models/prompts.js';
import type { ChatMessage } from '../models/types.js';
import type { Budget } from './budget.js';
import type { Draft } from './draft.js';
import { createDraftReader } from './drafts.js';
import { essayData } from './essay-data.js';
import { createMask } from './masking.js';
import { Forbidden, type ModelRequests, OverBudget, type QuestionRequests } from './model-requests.js';
import { createPromptWindows } from './proof/harmless.js';
import { type ProofContext, prove } from './proof/prove.js';
import { answerSchema } from './reply-schema.js';
import { historyText } from './rewrite.js';
import { pause, withPauses } from './timed-pieces.js';
import type { Shortfall, Writer, WritingTask, Written } from './types.js';

export interface GenerativeParts {
  readonly requests: ModelRequests;
  readonly prompts: Prompts;
  readonly budget: Budget;
  readonly nearness: ProofContext['nearness'];
  readonly log: Log;
}

/** Sentences of an answer: what stands well in a chat window with its quotes. */
const mostSentences = 5;
/** The first reply ends by then, in milliseconds, so that mending has time. */
const answerMs = 16_000;
/** Mending that would have less time is left out. */
const leastRepairMs = 3_500;
/** After so long without a piece, in milliseconds, prose that ends in a mark is taken for a whole sentence. */
const pauseMs = 120;
/** Sentences sent to be mended; a reply with more that fail is beyond mending. */
const mostRepaired = 6;

/** What became of the sentences of one answer. */
interface Tally {
  stood: number;
  repaired: number;
  denials: number;
  readonly failed: { readonly draft: Draft; readonly reason: string }[];
  fault: unknown;
}

/** A writer over `requests`; it sends nothing but the prompts, essays, and the masked question with its history. */
export function createGenerativeWriter(parts: GenerativeParts): Writer {
  const { requests, prompts, budget, log } = parts;
  const windows = createPromptWindows(prompts.texts);

  async function* write(task: WritingTask, { signal }: { readonly signal?: AbortSignal }): AsyncGenerator<Written> {
    const { question, language } = task;
    const data = essayData(task.parts.flatMap(({ retrieval, others }) => [retrieval, ...others]));
    const essays = [...data.essays.values()];
    const mask = createMask(essays, [task.standalone, ...task.history.map(({ content }) => content)]);
    const fences = [fence(), fence()] as const;
    const common = { language: englishName(language), essays: data.text, question: mask.mask(task.standalone) };
    const context = { ...parts, essays: data.essays, question: task.standalone, language, windows, fences };
    const own = requests.of(question);
    const tally: Tally = { stood: 0, repaired: 0, denials: 0, failed: [], fault: undefined };

    const asked = await prompts.fill('answer', {
      ...common,
      history: historyText(task.history, mask),
      fence: fences[0],
      most: String(mostSentences),
    });
    let kind: AnswerKind | undefined;
    for await (const written of proved(own, asked, context, tally, { signal, withinMs: answerMs })) {
      if ('kind' in written) kind = written.kind;
      yield written;
    }
    const firstFailed = tally.failed.splice(0);
    const isWorthMending = firstFailed.length > 0 && firstFailed.length <= mostRepaired && tally.stood < mostSentences;
    if (isWorthMending && own.left > 0 && own.leftMs > leastRepairMs && tally.fault === undefined) {
      const stood = tally.stood;
      const failed = firstFailed
        .map(
          ({ draft, reason }) => `${JSON.stringify({ text: draft.text, support: draft.support })}\nReason: ${reason}`,
        )
        .join('\n\n');
      const messages = await prompts.fill('repair', { ...common, failed, fence: fences[1] });
      yield* sentencesOf(proved(own, messages, context, tally, { signal, withinMs: own.leftMs - 500 }));
      tally.repaired = tally.stood - stood;
    }
    const dropped = Math.max(0, firstFailed.length - tally.repaired);
    const shortfall = shortfallOf(tally, dropped);
    yield { kind: finalKind(kind, tally) };
    if (shortfall) yield { shortfall };
    await budget.recordAnswer({
      written: tally.stood - tally.repaired + firstFailed.length,
      stood: tally.stood - tally.repaired,
      repaired: tally.repaired,
      dropped,
      fellBack: tally.stood === 0 || shortfall === 'unproved',
    });
  }

  /** The sentences of one reply that stand; those that do not, and what went wrong, go into `tally`. */
  async function* proved(
    own: QuestionRequests,
    messages: readonly ChatMessage[],
    context: ProofContext,
    tally: Tally,
    options: { readonly signal: AbortSignal | undefined; readonly withinMs: number },
  ): AsyncGenerator<Written> {
    const { language } = context;
    const reader = createDraftReader(language);
    let said: AnswerKind | undefined;
    async function* consider(drafts: readonly Draft[]): AsyncGenerator<Written> {
      if (reader.kind !== undefined && reader.kind !== said) {
        said = reader.kind;
        yield { kind: said };
      }
      for (const draft of drafts) {
        if (tally.stood >= mostSentences) return;
        const proof = await prove(draft, context);
        if (!proof.stands) tally.failed.push({ draft, reason: proof.reason });
        else {
          tally.stood += 1;
          if (proof.isDenial) tally.denials += 1;
          yield { sentence: proof.sentence };
        }
      }
    }
    let hasBrokenOff = false;
    try {
      const schema = answerSchema([...context.essays.keys()]);
      for await (const piece of withPauses(own.send(messages, { ...options, schema }), pauseMs)) {
        yield* consider(piece === pause ? reader.settle() : reader.read(piece));
        if (tally.stood >= mostSentences) return;
      }
    } catch (error) {
      if (error instanceof PilcrowError && error.code === 'aborted') throw error;
      if (options.signal?.aborted) throw error;
      hasBrokenOff = !reader.isComplete;
      if (hasBrokenOff) tally.fault ??= error;
      if (hasBrokenOff && !(error instanceof OverBudget))
        log.warn({ reason: messageOf(error), fault: faultName(error) }, 'the model did not answer');
    }
    yield* consider(reader.end(hasBrokenOff));
  }

  return { name: 'generated', write };
}

async function* sentencesOf(pieces: AsyncIterable<Written>): AsyncGenerator<Written> {
  for await (const piece of pieces) if ('sentence' in piece) yield piece;
}

function shortfallOf({ stood, fault }: Tally, dropped: number): Shortfall | undefined {
  if (stood === 0) {
    if (fault instanceof OverBudget) return fault.limit === 'store' ? 'unavailable' : fault.limit;
    if (fault instanceof Forbidden) return 'forbidden';
    return fault === undefined ? 'unproved' : 'unavailable';
  }
  if (dropped > stood) return 'unproved';
  if (fault !== undefined && !(fault instanceof OverBudget)) return 'broke-off';
  return dropped > 0 ? 'some-unproved' : undefined;
}

/** A model that only says what an essay does not say has abstained, whatever it calls that. */
function finalKind(said: AnswerKind | undefined, { stood, denials }: Tally): AnswerKind {
  if (stood === 0) return said ?? 'answered';
  if (denials === stood) return 'not-in-essay';
  if (denials > 0) return 'partly';
  return said ?? 'answered';
}

function faultName(error: unknown): string {
  return error instanceof ChatModelError ? error.fault : 'unexpected';
}

function fence(): string {
  return randomBytes(8).toString('hex');
}

function englishName(language: Language | Essay['language']): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
