/**
 * Calls of Slack's Web API, told apart by what failing means: `must` goes on until it has arrived or never can, `may`
 * is tried once and quickly. Waiting is done here, so that a limit on one call never holds up another.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@slack/bolt';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';

export type Arguments = Readonly<Record<string, unknown>>;
export type Answer = Readonly<Record<string, unknown>>;

export interface Calls {
  /**
   * Calls until it works, for about two minutes. Before a call is repeated that may have worked after all, `lookUp` may
   * find what it did.
   * @throws SlackRefusal when Slack says no for good, or the patience ends
   */
  must(method: string, args: Arguments, lookUp?: () => Promise<Answer | undefined>): Promise<Answer>;
  /** One quick try; undefined when it failed, for whatever reason. */
  may(method: string, args: Arguments): Promise<Answer | undefined>;
  /** One quick try. @throws SlackRefusal */
  once(method: string, args: Arguments): Promise<Answer>;
  readonly client: WebClient;
}

export class SlackRefusal extends Error {
  /** Slack's word for it, `unreachable`, or `ratelimited`. */
  readonly reason: string;
  /** Whether the same call may work later. */
  readonly isPassing: boolean;

  constructor(method: string, reason: string, isPassing: boolean, cause: unknown) {
    super(`${method}: ${reason}`, { cause });
    this.name = 'SlackRefusal';
    this.reason = reason;
    this.isPassing = isPassing;
  }
}

export interface CallOptions {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const mustTimeoutMs = 10_000;
const mayTimeoutMs = 3_000;
/** Waits between tries, in milliseconds; together with a rate limit's own some two minutes. */
const delaysMs = [200, 600, 1_500, 3_000, 6_000, 12_000, 20_000, 30_000, 30_000];
/** A longer limit than this is not waited for by the one who asked. */
const longestLimitMs = 60_000;
/** Slack's own faults: the call may work a moment later. */
const passing = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'team_added_to_org',
  'accesslimited',
]);

/** The settings of every client: no retries of its own, and no waiting for ever. */
export function clientOptions({ apiUrl, logger }: Pick<CallOptions, 'apiUrl' | 'logger'>, timeout = mustTimeoutMs) {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout,
    // Given here, for Socket Mode otherwise writes 100 retries into the object that all clients share.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    maxRequestConcurrency: 50,
    logger,
  };
}

export function createCalls(options: CallOptions): Calls {
  const client = new WebClient(options.token, clientOptions(options));
  const quick = new WebClient(options.token, clientOptions(options, mayTimeoutMs));
  const { signal } = options;

  async function attempt(from: WebClient, method: string, args: Arguments): Promise<Answer> {
    try {
      return (await from.apiCall(method, { ...args })) as unknown as Answer;
    } catch (error) {
      throw refusalOf(method, error);
    }
  }

  return {
    client,
    once: (method, args) => attempt(quick, method, args),

    async may(method, args) {
      try {
        return await attempt(quick, method, args);
      } catch {
        return undefined;
      }
    },

    async must(method, args, lookUp) {
      for (let tries = 0; ; tries++) {
        try {
          return await attempt(client, method, args);
        } catch (error) {
          const refusal = error as SlackRefusal;
          const delay = delaysMs[tries];
          if (!refusal.isPassing || delay === undefined || signal.aborted) throw refusal;
          const limit = limitOf(refusal);
          if (limit !== undefined && limit > longestLimitMs) throw refusal;
          await sleep(limit ?? delay, undefined, { signal }).catch(() => undefined);
          const done = limit === undefined ? await lookUp?.().catch(() => undefined) : undefined;
          if (done) return done;
        }
      }
    },
  };
}

function refusalOf(method: string, error: unknown): SlackRefusal {
  if (error instanceof WebAPIPlatformError) {
    const reason = String(error.data.error);
    return new SlackRefusal(method, reason, passing.has(reason), error);
  }
  if (error instanceof WebAPIRateLimitedError) return new SlackRefusal(method, 'ratelimited', true, error);
  if (error instanceof WebAPIHTTPError) {
    const isPassing = error.statusCode >= 500 || error.statusCode === 429 || error.statusCode === 408;
    return new SlackRefusal(method, `http ${error.statusCode}`, isPassing, error);
  }
  if (error instanceof WebAPIRequestError) return new SlackRefusal(method, 'unreachable', true, error);
  return new SlackRefusal(method, 'unreachable', true, error);
}

/** Milliseconds that Slack asks to wait, where it does. */
function limitOf({ cause }: SlackRefusal): number | undefined {
  return cause instanceof WebAPIRateLimitedError ? cause.retryAfter * 1000 + 50 : undefined;
}
