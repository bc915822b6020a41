/**
 * Calls to Discord over discord.js's REST client, which waits out rate limits and retries three times at once. Outages
 * that last longer are waited out here; a refusal is told apart from a failure that passes.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, type RawFile, REST } from 'discord.js';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';

/** Waits between tries, in milliseconds; some half a minute in all. What fails after that is put back. */
const delaysMs = [300, 1_000, 2_000, 4_000, 8_000, 15_000];

/** Discord does not do it. Passing failures are worth another try later. */
export class DiscordRefusal extends Error {
  /** Discord's own number, e.g. 50013 for missing permissions; 0 where it gave none. */
  readonly code: number;
  readonly isPassing: boolean;

  constructor(message: string, code: number, isPassing: boolean, cause: unknown) {
    super(message, { cause });
    this.name = 'DiscordRefusal';
    this.code = code;
    this.isPassing = isPassing;
  }
}

export type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

export interface CallOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
  readonly files?: readonly {
    readonly name: string;
    readonly data: string | Uint8Array;
    readonly contentType: string;
  }[];
  /** Interactions are authorised by the token in their address. */
  readonly isByToken?: boolean;
  /** Tried no longer than discord.js does, for the caller has a better way of waiting. */
  readonly isUrgent?: boolean;
  /** After this many milliseconds the answer is worth nothing. */
  readonly withinMs?: number;
}

export interface Calls {
  /** Waits out an outage of half a minute. @throws DiscordRefusal */
  must<Answer>(method: Method, route: `/${string}`, options?: CallOptions): Promise<Answer>;
  /** A decoration: tried once, undefined where it fails. */
  may<Answer>(method: Method, route: `/${string}`, options?: CallOptions): Promise<Answer | undefined>;
}

export interface CallsOptions {
  readonly token: string;
  /** Without version, as `apiBase` gives it. */
  readonly api: string;
  readonly log: Log;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
}

export function createCalls({ token, api, log, signal }: CallsOptions): Calls {
  // As many calls as a class has pupils may be on their way.
  setMaxListeners(0, signal);
  const rest = new REST({ version: '10', api, timeout: 15_000 }).setToken(token);

  async function once<Answer>(
    method: Method,
    route: `/${string}`,
    { body, query, files, isByToken, withinMs }: CallOptions,
  ): Promise<Answer> {
    // discord.js never lets go of a signal it was given: each call gets its own.
    const ended = new AbortController();
    const end = (): void => ended.abort();
    signal.addEventListener('abort', end, { once: true });
    const timer = withinMs === undefined ? undefined : setTimeout(end, withinMs);
    try {
      const answer = await rest[method](route, {
        ...(body === undefined ? {} : { body }),
        ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        ...(files === undefined
          ? {}
          : {
              files: files.map(({ name, data, contentType }): RawFile => ({ name, data: bytesOf(data), contentType })),
            }),
        ...(isByToken ? { auth: false } : {}),
        signal: ended.signal,
      });
      return answer as Answer;
    } catch (error) {
      throw refusalOf(error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  return {
    async must<Answer>(method: Method, route: `/${string}`, options: CallOptions = {}) {
      for (let tries = 0; ; tries += 1) {
        try {
          return await once<Answer>(method, route, options);
        } catch (error) {
          const delay = delaysMs[tries];
          const isOver = !(error instanceof DiscordRefusal) || !error.isPassing || options.isUrgent === true;
          if (isOver || delay === undefined || signal.aborted) throw error;
          log.warn({ reason: messageOf(error), tries: tries + 1 }, 'Discord did not take a call; trying again');
          await sleep(delay, undefined, { signal }).catch(() => undefined);
        }
      }
    },
    async may<Answer>(method: Method, route: `/${string}`, options: CallOptions = {}) {
      try {
        return await once<Answer>(method, route, options);
      } catch (error) {
        log.debug({ reason: messageOf(error) }, 'Discord did not take a decoration');
        return undefined;
      }
    },
  };
}

function bytesOf(data: string | Uint8Array): string | Buffer {
  return typeof data === 'string' ? data : Buffer.from(data);
}

function refusalOf(error: unknown): DiscordRefusal {
  if (error instanceof DiscordRefusal) return error;
  if (error instanceof DiscordAPIError) {
    const code = typeof error.code === 'number' ? error.code : 0;
    // Further lines may repeat what people wrote. A token that was reset is set anew, and questions can wait for that.
    const [line = ''] = error.message.split('\n');
    return new DiscordRefusal(`${error.status} ${line} (${code})`, code, error.status === 401 && code === 0, error);
  }
  if (error instanceof HTTPError) return new DiscordRefusal(`HTTP ${error.status}`, 0, true, error);
  return new DiscordRefusal(messageOf(error), 0, true, error);
}
