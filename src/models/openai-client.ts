/**
 * Requests to OpenAI, or to a server that speaks its language: within a deadline, repeated where the fault may pass, and
 * with faults in our words. The vendor's errors are dropped whole: they repeat parts of the key and of what was sent.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { APIConnectionError, APIError, OpenAI } from 'openai';
import { PilcrowError } from '../base/errors.js';

export interface OpenaiAccess {
  /** May be absent for a server of one's own. */
  readonly apiKey?: string;
  /** Default OpenAI's own. */
  readonly baseUrl?: string;
}

/** Why a request gave nothing. `refused-text` concerns what was sent; every other fault the service as a whole. */
export type OpenaiFault =
  | 'refused-key'
  | 'no-credit'
  | 'unknown-model'
  | 'refused-text'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timed-out'
  | 'malformed';

/** Always `model-failed`. */
export class OpenaiError extends PilcrowError {
  readonly fault: OpenaiFault;
  /** How long the server asks to wait, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    fault: OpenaiFault,
    message: string,
    options: { readonly hint?: string; readonly retryAfterMs?: number },
  ) {
    super('model-failed', message, options.hint === undefined ? {} : { hint: options.hint });
    this.name = 'OpenaiError';
    this.fault = fault;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface RequestLimits {
  /** For all tries and the waits between them. */
  readonly deadlineMs: number;
  /** For one try, from its beginning to the last byte. */
  readonly tryMs: number;
  readonly tries: number;
  /** Before the second try, doubled before each further one; default 500. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
}

export interface OpenaiClient {
  /** Whom it asks, with the port where that is not the usual one; `api.openai.com` for OpenAI itself. */
  readonly host: string;
  /**
   * What `request` makes of one reply; it may throw `malformed()` for one that cannot be understood. Waits as long as
   * the server asks for, if the deadline allows.
   * @throws OpenaiError; PilcrowError `aborted` after the signal
   */
  ask<Result>(
    request: (vendor: OpenAI, options: { readonly signal: AbortSignal }) => Promise<Result>,
    limits: RequestLimits,
  ): Promise<Result>;
  /** The fault of a reply that is none, e.g. "that is no vector". */
  malformed(what: string): OpenaiError;
}

const openaiUrl = 'https://api.openai.com/v1';
const passing: ReadonlySet<OpenaiFault> = new Set([
  'rate-limited',
  'server-error',
  'unreachable',
  'timed-out',
  'malformed',
]);

/**
 * A client; nothing is asked yet. `setting` is what wanted it, for the error message.
 * @throws PilcrowError `config-invalid` where neither a key nor an address of a server is set
 */
export function createOpenaiClient({ apiKey, baseUrl }: OpenaiAccess, setting: string): OpenaiClient {
  if (apiKey === undefined && baseUrl === undefined) {
    throw new PilcrowError('config-invalid', `${setting} needs a key, and none is set.`, {
      hint: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that wants none.',
    });
  }
  const url = baseUrl ?? openaiUrl;
  const { host } = new URL(url);
  const vendor = new OpenAI({
    // A server of one's own wants no key, the client always does.
    apiKey: apiKey ?? 'none',
    baseURL: url,
    // What it would otherwise read from the environment behind our back; its log holds what is sent.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
  });

  async function once<Result>(
    request: (vendor: OpenAI, options: { readonly signal: AbortSignal }) => Promise<Result>,
    ms: number,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    // The client's own timeout ends with the headers; this one also holds for a body that never ends.
    const late = AbortSignal.timeout(Math.max(1, Math.ceil(ms)));
    try {
      return await request(vendor, { signal: signal === undefined ? late : AbortSignal.any([late, signal]) });
    } catch (error) {
      if (signal?.aborted === true) throw aborted();
      if (error instanceof PilcrowError) throw error;
      if (late.aborted) {
        throw new OpenaiError('timed-out', `${host} did not answer within ${Math.round(ms / 100) / 10} seconds.`, {});
      }
      throw faultOf(error, host, apiKey !== undefined);
    }
  }

  async function ask<Result>(
    request: (vendor: OpenAI, options: { readonly signal: AbortSignal }) => Promise<Result>,
    { deadlineMs, tryMs, tries, waitMs = 500, signal }: RequestLimits,
  ): Promise<Result> {
    const giveUpAt = performance.now() + deadlineMs;
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(request, Math.min(tryMs, giveUpAt - performance.now()), signal);
      } catch (error) {
        if (!(error instanceof OpenaiError) || !passing.has(error.fault) || attempt >= tries) throw error;
        const pauseMs = error.retryAfterMs ?? waitMs * 2 ** (attempt - 1);
        if (performance.now() + pauseMs >= giveUpAt) throw error;
        await sleep(pauseMs, undefined, signal ? { signal } : {}).catch(() => {
          throw aborted();
        });
      }
    }
  }

  return {
    host,
    ask,
    malformed: (what) =>
      new OpenaiError('malformed', `What ${host} answered cannot be used: ${what}.`, {
        hint: 'Check that OPENAI_BASE_URL is the address of an API; it usually ends in /v1.',
      }),
  };
}

function aborted(): PilcrowError {
  return new PilcrowError('aborted', 'The request was aborted.');
}

function faultOf(error: unknown, host: string, hasKey: boolean): OpenaiError {
  if (error instanceof APIConnectionError) {
    return new OpenaiError('unreachable', `${host} cannot be reached.`, {
      hint: 'Check the network, and OPENAI_BASE_URL if it is set.',
    });
  }
  const status = error instanceof APIError ? error.status : undefined;
  if (!(error instanceof APIError) || status === undefined) {
    // A body that broke off, or a reply that is no JSON.
    return new OpenaiError('malformed', `What ${host} answered cannot be read.`, {});
  }
  const waiting = waitOf(error.headers);
  const later = waiting === undefined ? {} : { retryAfterMs: waiting };
  if (status === 401 || status === 403) {
    const hint = hasKey ? 'Check OPENAI_API_KEY: it may be mistyped or revoked.' : 'Set OPENAI_API_KEY.';
    return new OpenaiError('refused-key', `${host} does not accept the key (${status}).`, { hint });
  }
  if (status === 404) {
    return new OpenaiError('unknown-model', `${host} does not know the model, or what is asked of it (404).`, {
      hint: 'Check the name of the model, and OPENAI_BASE_URL if it is set; it usually ends in /v1.',
    });
  }
  if (status === 429 && error.code === 'insufficient_quota') {
    return new OpenaiError('no-credit', `The account at ${host} has no credit left (429).`, {
      hint: 'Add credit to the account that the key belongs to.',
    });
  }
  if (status === 429) return new OpenaiError('rate-limited', `${host} asks to slow down (429).`, later);
  if (status >= 500 || status === 408 || status === 409) {
    return new OpenaiError('server-error', `${host} failed (${status}).`, later);
  }
  return new OpenaiError('refused-text', `${host} refuses the request (${status}).`, {});
}

/** `Retry-After` in milliseconds: given so, in seconds, or as a date. */
function waitOf(headers: Headers | undefined): number | undefined {
  const exact = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  const value = headers?.get('retry-after') ?? '';
  const seconds = value.trim() === '' ? Number.NaN : Number(value);
  const told = [exact, seconds * 1_000, Date.parse(value) - Date.now()].find(Number.isFinite);
  return told === undefined ? undefined : Math.max(0, told);
}
