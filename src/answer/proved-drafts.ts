/**
 * What a model writes about essays, sentence by sentence, each proved before anybody sees it; those that fail go back
 * together, once, with the reasons. Answers, summaries and whatever else a model writes come through here alone.
 * Whatever goes wrong with the model ends in a shortfall, never in an exception.
 *
 * Use: `createProvedDrafts(parts)` once; for each thing to write `for await (const piece of drafts.write(task, { signal }))`.
 * The last piece is the outcome: hand its `counts` to `budget.recordAnswer`, with `fellBack` as it became.
 */
import { randomBytes } from 'node:crypto';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { AnswerKind, AnswerSentence, Language } from '../essay/types.js';
import { ChatModelError } from '../models/chat-faults.js';
import type { Prompts } from '../models/prompts.js';
import type { ChatMessage } from '../models/types.js';
import type { SentenceCounts } from '../store/spending-types.js';
import type { Draft } from './draft.js';
import { createDraftReader } from './drafts.js';
import type { EssayData } from './essay-data.js';
import { Distress, Forbidden, type ModelRequests, OverBudget, type QuestionRequests } from './model-requests.js';
import { createPromptWindows } from './proof/harmless.js';
import { type ProofContext, prove } from './proof/prove.js';
import { answerSchema } from './reply-schema.js';
import { pause, withPauses } from './timed-pieces.js';
import type { Question, Shortfall } from './types.js';

export interface ProvedDraftsParts {
  readonly requests: ModelRequests;
  readonly prompts: Prompts;
  readonly nearness: ProofContext['nearness'];
  readonly log: Log;
}

/** Something to be written. */
export interface DraftingTask {
  /** Whose requests, time and money it takes, by its `asker`: three requests and 21 s for the same object together. */
  readonly question: Question;
  /** What the model is given to read (`essayData`), and what its sentences are held against. */
  readonly data: EssayData;
  /** What is wanted, people's words masked: for the request to mend what failed. */
  readonly wanted: string;
  /** People's own words, as they are: names in them may be spoken of. Empty where nobody said anything. */
  readonly asked: string;
  readonly language: Language;
  /** Sentences at most. */
  readonly most: number;
  /** The first request. `fence` is new and random, for the marks around what others wrote. */
  request(fence: string): Promise<readonly ChatMessage[]>;
  /**
   * Why a sentence that is proved cannot be used all the same, in English for the request to mend it; undefined where it
   * can; `enough` where nothing more is wanted, neither this sentence nor any after it. Asked once for each, in order,
   * when those before it were given out.
   */
  refuse?(sentence: AnswerSentence): string | typeof enough | undefined;
}

/** What `refuse` says to end the writing. */
export const enough = Symbol('enough');

export type ProvedPiece =
  /** Proved; safe to show. */
  | { readonly sentence: AnswerSentence }
  /** What the model takes the outcome to be, as soon as it says so. */
  | { readonly kind: AnswerKind }
  /** The last piece, always. */
  | { readonly outcome: DraftingOutcome };

export interface DraftingOutcome {
  /** What the model took the outcome to be. */
  readonly kind: AnswerKind | undefined;
  /** Sentences that stand, and those among them that only say what an essay does not say. */
  readonly stood: number;
  readonly denials: number;
  /** Why nothing was written, or not all. */
  readonly shortfall: Shortfall | undefined;
  /** For the budget's record of what became of a model's sentences. */
  readonly counts: Omit<SentenceCounts, 'fellBack'>;
}

export interface ProvedDrafts {
  /** @throws PilcrowError `aborted` after `signal`, nothing else */
  write(task: DraftingTask, options: { readonly signal?: AbortSignal }): AsyncGenerator<ProvedPiece>;
}

/** The first reply ends by then, in milliseconds, so that mending has time. */
const firstReplyMs = 16_000;
/** Mending that would have less time is left out. */
const leastRepairMs = 3_500;
/** What is left of the time when mending must have ended. */
const spareMs = 500;
/** After so long without a piece, in milliseconds, prose that ends in a mark is taken for a whole sentence. */
const pauseMs = 120;
/** Sentences sent to be mended; a reply with more that fail is beyond mending. */
const mostRepaired = 6;

/** What became of the sentences of one task. */
interface Tally {
  kind: AnswerKind | undefined;
  stood: number;
  denials: number;
  isFull: boolean;
  readonly failed: { readonly draft: Draft; readonly reason: string }[];
  fault: unknown;
}

/** Drafts over `requests`; what is sent is the task's own request and, to mend, the data with what is wanted. */
export function createProvedDrafts({ requests, prompts, nearness, log }: ProvedDraftsParts): ProvedDrafts {
  const windows = createPromptWindows(prompts.texts);

  async function* write(
    task: DraftingTask,
    { signal }: { readonly signal?: AbortSignal },
  ): AsyncGenerator<ProvedPiece> {
    const { data, language } = task;
    const fences = [fence(), fence()] as const;
    const context = { essays: data.essays, question: task.asked, language, windows, fences, nearness };
    const own = requests.of(task.question);
    const tally: Tally = { kind: undefined, stood: 0, denials: 0, isFull: false, failed: [], fault: undefined };
    yield* proved(own, await task.request(fences[0]), task, context, tally, { signal, withinMs: firstReplyMs });
    const { kind, stood } = tally;
    const failed = tally.failed.splice(0);
    const isWorthMending = failed.length > 0 && failed.length <= mostRepaired && !tally.isFull;
    if (isWorthMending && own.left > 0 && own.leftMs > leastRepairMs && tally.fault === undefined) {
      const messages = await prompts.fill('repair', {
        language: englishName(language),
        essays: data.text,
        question: task.wanted,
        failed: failed.map(printed).join('\n\n'),
        fence: fences[1],
      });
      const mended = proved(own, messages, task, context, tally, { signal, withinMs: own.leftMs - spareMs });
      for await (const piece of mended) if ('sentence' in piece) yield piece;
    }
    const repaired = tally.stood - stood;
    const dropped = Math.max(0, failed.length - repaired);
    yield {
      outcome: {
        kind,
        stood: tally.stood,
        denials: tally.denials,
        shortfall: shortfallOf(tally, dropped),
        counts: { written: stood + failed.length, stood, repaired, dropped },
      },
    };
  }

  /** The sentences of one reply that stand; those that do not, and what went wrong, go into `tally`. */
  async function* proved(
    own: QuestionRequests,
    messages: readonly ChatMessage[],
    { most, refuse }: DraftingTask,
    context: ProofContext,
    tally: Tally,
    options: { readonly signal: AbortSignal | undefined; readonly withinMs: number },
  ): AsyncGenerator<ProvedPiece> {
    const reader = createDraftReader(context.language);
    let said: AnswerKind | undefined;
    async function* consider(drafts: readonly Draft[]): AsyncGenerator<ProvedPiece> {
      if (reader.kind !== undefined && reader.kind !== said) {
        said = reader.kind;
        tally.kind = said;
        yield { kind: said };
      }
      for (const draft of drafts) {
        if (tally.isFull) return;
        const proof = await prove(draft, context);
        const reason = proof.stands ? refuse?.(proof.sentence) : proof.reason;
        if (typeof reason === 'string') tally.failed.push({ draft, reason });
        if (reason === enough) tally.isFull = true;
        if (!proof.stands || reason !== undefined) continue;
        tally.stood += 1;
        tally.isFull = tally.stood >= most;
        if (proof.isDenial) tally.denials += 1;
        yield { sentence: proof.sentence };
      }
    }
    let hasBrokenOff = false;
    try {
      const schema = answerSchema([...context.essays.keys()]);
      for await (const piece of withPauses(own.send(messages, { ...options, schema }), pauseMs)) {
        yield* consider(piece === pause ? reader.settle() : reader.read(piece));
        if (tally.isFull) return;
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

  return { write };
}

function printed({ draft, reason }: Tally['failed'][number]): string {
  return `${JSON.stringify({ text: draft.text, support: draft.support })}\nReason: ${reason}`;
}

function shortfallOf({ stood, fault }: Tally, dropped: number): Shortfall | undefined {
  if (stood === 0) {
    if (fault instanceof OverBudget) return fault.limit === 'store' ? 'unavailable' : fault.limit;
    if (fault instanceof Forbidden) return 'forbidden';
    if (fault instanceof Distress) return 'distress';
    return fault === undefined ? 'unproved' : 'unavailable';
  }
  if (dropped > stood) return 'unproved';
  if (fault !== undefined && !(fault instanceof OverBudget)) return 'broke-off';
  return dropped > 0 ? 'some-unproved' : undefined;
}

function faultName(error: unknown): string {
  return error instanceof ChatModelError ? error.fault : 'unexpected';
}

function fence(): string {
  return randomBytes(8).toString('hex');
}

/** What a prompt calls `language`. */
export function englishName(language: Language): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
}
