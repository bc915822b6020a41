/**
 * Requests to the model, counted: at most three a question for rewriting, answering, repair and repetition together,
 * within a time a chat will wait, within the money, and none at all while the model's server is down.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { PilcrowError } from '../base/errors.js';
import { ChatModelError } from '../models/chat-faults.js';
import { estimateTokens } from '../models/prices.js';
import type { ChatMessage, ChatModel, ChatRequest, Moderator, TokenUse } from '../models/types.js';
import type { Budget, BudgetLimit } from './budget.js';
import { createMask } from './masking.js';
import { type RequestLimits, usualLimits } from './request-limits.js';
import { timedPieces } from './timed-pieces.js';
import type { Asker, Question } from './types.js';

/** The money is spent, or this share of it. */
export class OverBudget extends Error {
  readonly limit: BudgetLimit;

  constructor(limit: BudgetLimit) {
    super(`The model's budget is spent (${limit}).`);
    this.limit = limit;
  }
}

/** The provider's rules forbid the question. */
export class Forbidden extends Error {}

/** A moderator reads the question as somebody's own distress: they need a person, and no model. */
export class Distress extends Error {}

export interface SendOptions {
  readonly schema?: ChatRequest['schema'];
  readonly signal?: AbortSignal | undefined;
  /** A limit below the question's own, in milliseconds from now. */
  readonly withinMs?: number;
  /** Not repeated when it fails, so that what it costs at most is one request. */
  readonly isOnce?: boolean;
}

/** The requests of one question. */
export interface QuestionRequests {
  /** How many may still be sent. */
  readonly left: number;
  /** Milliseconds left for this question. */
  readonly leftMs: number;
  /**
   * The reply in pieces; one that grows too long is a broken stream. What failed before its first piece is repeated
   * while requests and time last.
   * @throws ChatModelError, OverBudget, Forbidden, Distress; PilcrowError `aborted`, and `model-failed` where nobody could judge
   */
  send(messages: readonly ChatMessage[], options?: SendOptions): AsyncGenerator<string>;
}

export interface ModelRequests {
  /** The requests of `question`: the same for the same object. */
  of(question: Question): QuestionRequests;
}

export interface ModelRequestsParts {
  readonly model: ChatModel;
  readonly budget: Budget;
  readonly moderator?: Moderator;
}

/** Whoever asks where no adapter says who: the program itself. */
const nobody: Asker = { platform: 'command-line', tenant: 'local', place: '', person: '' };

/** The requests to `model`, all through one breaker. `limits` are other than usual in tests alone. */
export function createModelRequests(
  { model, budget, moderator }: ModelRequestsParts,
  limits: RequestLimits = usualLimits,
): ModelRequests {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ChatModelError && error.fault !== 'bad-request'),
    { halfOpenAfter: limits.breakerMs, breaker: new ConsecutiveBreaker(limits.breakerFaults) },
  );
  const known = new WeakMap<Question, QuestionRequests>();

  /** One request through the breaker, which is told how it ended. */
  async function* guarded(request: ChatRequest, stop: AbortController, until: number): AsyncGenerator<string> {
    // Another question's request finds out whether the model is back: it would be waited for.
    if (breaker.state === CircuitState.HalfOpen) throw leftAlone();
    let tell: (fault?: unknown) => void = () => {};
    const ended = new Promise<void>((resolve, reject) => {
      tell = (fault) => (fault === undefined ? resolve() : reject(fault));
    });
    await new Promise<void>((resolve, reject) => {
      const begin = (): Promise<void> => {
        resolve();
        return ended;
      };
      breaker.execute(begin).catch(reject);
    }).catch((error: unknown) => {
      throw error instanceof BrokenCircuitError ? leftAlone() : error;
    });
    try {
      yield* timedPieces(model.stream(request), stop, until, limits);
    } catch (error) {
      tell(error);
      throw error;
    } finally {
      tell();
    }
  }

  function requestsOf(question: Question): QuestionRequests {
    const startedAt = performance.now();
    const asker = question.asker ?? nobody;
    let left = limits.mostRequests;
    let judged: Promise<void> | undefined;

    async function* once(request: ChatRequest, until: number): AsyncGenerator<string> {
      const inputTokens = request.messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
      left -= 1;
      const reserved = await budget.reserve(asker, { inputTokens, maxOutputTokens: model.maxTokens });
      if ('refused' in reserved) {
        left += 1;
        throw new OverBudget(reserved.refused);
      }
      const stop = new AbortController();
      const signal = request.signal ? AbortSignal.any([request.signal, stop.signal]) : stop.signal;
      let use: TokenUse | undefined;
      let written = '';
      let isBilled = true;
      try {
        for await (const piece of guarded({ ...request, signal, onUse: (told) => (use = told) }, stop, until)) {
          written += piece;
          yield piece;
        }
      } catch (error) {
        isBilled = mayBeBilled(error);
        throw error;
      } finally {
        // A reply that was left early tells nothing: what had come of it is counted.
        const estimate = { input: inputTokens, output: estimateTokens(written), isEstimate: true };
        await reserved.settle(isBilled ? (use ?? estimate) : 'failed');
      }
    }

    /** A reply, read as far as replies go; whether it began decides whether it may be asked for again. */
    async function* read(request: ChatRequest, until: number, begun: () => void): AsyncGenerator<string> {
      let room = limits.mostChars;
      let isEmpty = true;
      for await (const piece of once(request, until)) {
        if (piece.trim() !== '' && isEmpty) {
          isEmpty = false;
          begun();
        }
        yield piece.slice(0, room);
        room -= piece.length;
        if (room < 0) throw new ChatModelError('broken-stream', 'The reply has grown too long.');
      }
      if (isEmpty) throw new ChatModelError('broken-stream', 'The model gave an empty reply.');
    }

    async function* send(messages: readonly ChatMessage[], options: SendOptions = {}): AsyncGenerator<string> {
      const { schema, signal, withinMs = limits.questionMs, isOnce = false } = options;
      const until = Math.min(startedAt + limits.questionMs, performance.now() + withinMs);
      judged ??= judge(moderator, question, signal);
      await judged;
      let isWhole = false;
      for (;;) {
        if (signal?.aborted) throw new PilcrowError('aborted', 'The question was called off.');
        if (left <= 0) throw new ChatModelError('used-up', 'This question has cost all its requests.');
        let hasBegun = false;
        try {
          const request = { messages, isWhole, ...(schema ? { schema } : {}), ...(signal ? { signal } : {}) };
          yield* read(request, until, () => (hasBegun = true));
          return;
        } catch (error) {
          const isBroken = error instanceof ChatModelError && error.fault === 'broken-stream';
          // What cannot be read in one piece either is not better the third time.
          const isFinal = hasBegun || isOnce || (isBroken && isWhole);
          const pauseMs = isFinal ? undefined : pauseBefore(error, limits);
          if (pauseMs === undefined || left === 0 || performance.now() + pauseMs + limits.leastMs > until) throw error;
          isWhole ||= isBroken;
          await pause(pauseMs, signal);
        }
      }
    }

    return {
      get left() {
        return left;
      },
      get leftMs() {
        return startedAt + limits.questionMs - performance.now();
      },
      send,
    };
  }

  return {
    of(question) {
      const requests = known.get(question) ?? requestsOf(question);
      known.set(question, requests);
      return requests;
    },
  };
}

async function judge(moderator: Moderator | undefined, { text }: Question, signal?: AbortSignal): Promise<void> {
  if (!moderator) return;
  // The words go to the provider here as well, so no name goes with them.
  const { isForbidden, isSelfHarm } = await moderator.judge(createMask([]).mask(text), signal ? { signal } : {});
  // Before what is forbidden: words of both kinds ask for help.
  if (isSelfHarm) throw new Distress('The question tells of distress.');
  if (isForbidden) throw new Forbidden('The provider does not take this question.');
}

function leftAlone(): ChatModelError {
  return new ChatModelError('circuit-open', 'The model has failed several times and is left alone for a while.');
}

/** What was refused, or never sent, is not billed; what was begun and broke off may be. */
function mayBeBilled(error: unknown): boolean {
  if (error instanceof ChatModelError) return error.fault === 'timed-out' || error.fault === 'broken-stream';
  return !(error instanceof PilcrowError) || error.code !== 'config-invalid';
}

/** How long to wait before asking again; undefined where asking again is no use. */
function pauseBefore(error: unknown, { shortPauseMs, longestPauseMs }: RequestLimits): number | undefined {
  if (!(error instanceof ChatModelError)) return undefined;
  switch (error.fault) {
    case 'rate-limited':
    case 'server-error': {
      const ms = error.retryAfterMs ?? shortPauseMs;
      return ms > longestPauseMs ? undefined : ms;
    }
    case 'unreachable':
    case 'broken-stream':
      return shortPauseMs;
    case 'bad-request':
      // Without a schema now, where the server knows none.
      return error.isWorthAnother ? 0 : undefined;
    default:
      return undefined;
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
}
