/**
 * Whether Slack takes a token, asked once and briefly; for `setup`. Starts nothing and keeps nothing.
 */
import type { Logger } from '@slack/bolt';
import {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';

/** What Slack said to a token. `refused` is its answer; `unreachable` means that nobody knows. */
export type TokenCheck<Known extends object> =
  | ({ readonly outcome: 'good' } & Known)
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'unreachable'; readonly reason: string };

export interface BotIdentity {
  readonly workspace: string;
  readonly bot: string;
  /** Granted to the token; absent where Slack did not say. */
  readonly scopes?: readonly string[];
}

export interface CheckOptions {
  /** Default Slack's own. */
  readonly apiUrl?: string | undefined;
  /** Default 10,000. */
  readonly timeoutMs?: number;
}

/** Whose bot token this is. Never throws. */
export async function checkBotToken(token: string, options: CheckOptions = {}): Promise<TokenCheck<BotIdentity>> {
  return await asked<BotIdentity>(async () => {
    const { team, user, response_metadata } = await clientFor(token, options).auth.test();
    const scopes = response_metadata?.scopes;
    return { outcome: 'good', workspace: team ?? '', bot: user ?? '', ...(scopes === undefined ? {} : { scopes }) };
  });
}

/** Whether a connection by Socket Mode could be opened with this app token; none is. Never throws. */
export async function checkAppToken(token: string, options: CheckOptions = {}): Promise<TokenCheck<object>> {
  return await asked(async () => {
    await clientFor(token, options).apps.connections.open({});
    return { outcome: 'good' };
  });
}

/** Slack's own faults, which say nothing about the token. */
const passing = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);

function clientFor(token: string, { apiUrl, timeoutMs = 10_000 }: CheckOptions): WebClient {
  return new WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

async function asked<Known extends object>(ask: () => Promise<TokenCheck<Known>>): Promise<TokenCheck<Known>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WebAPIPlatformError && !passing.has(error.data.error))
      return { outcome: 'refused', error: error.data.error };
    return { outcome: 'unreachable', reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return `Slack said ${error.data.error}`;
  if (error instanceof WebAPIRateLimitedError) return `Slack asks to wait ${error.retryAfter} seconds`;
  if (error instanceof WebAPIHTTPError) return `the answer was HTTP ${error.statusCode}`;
  const original = error instanceof WebAPIRequestError ? error.original : error;
  const { name, cause } = original instanceof Error ? original : new Error('unknown');
  if (name === 'TimeoutError') return 'no answer came in time';
  // What fetch itself says is always "fetch failed"; the cause tells, by a code such as ENOTFOUND.
  const code = (cause as NodeJS.ErrnoException | undefined)?.code;
  return code === undefined ? 'the connection failed' : `the connection failed: ${code}`;
}

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};
