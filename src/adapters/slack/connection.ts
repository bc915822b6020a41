/**
 * The Socket Mode connection, kept: a dropped one is dialled again at once, one that fails with growing patience. Bolt's
 * own reconnecting waits five seconds and ends the process when Slack cannot be reached; so it is switched off.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { messageOf, PilcrowError } from '../../base/errors.js';
import type { Log } from '../../base/log.js';

/** Waits before dialling again, in milliseconds; the last one is kept. */
const delaysMs = [0, 250, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Answers after which dialling again is no use. */
const hopeless = new Set([
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'missing_scope',
  'token_revoked',
]);

export interface Connection {
  /** Resolves at the first connection; rejects when there can be none. */
  readonly first: Promise<void>;
  isUp(): boolean;
  /** Takes no more. */
  close(): Promise<void>;
}

/** Dials at once. `onConnected` is told of each connection, the first included. */
export function keepConnected(
  { client }: Pick<SocketModeReceiver, 'client'>,
  log: Log,
  onConnected: () => void,
): Connection {
  const closing = new AbortController();
  let isUp = false;
  let arrive: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const first = new Promise<void>((resolve, reject) => {
    arrive = resolve;
    fail = reject;
  });
  first.catch(() => undefined);

  contain(client, log);

  async function run(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      const delay = delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0;
      await sleep(delay, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
        await client.start();
        failures = 0;
        isUp = true;
        arrive();
        onConnected();
        await gone;
        isUp = false;
        if (!closing.signal.aborted) log.info('the connection to Slack ended; dialling again');
      } catch (error) {
        if (isHopeless(error)) {
          fail(refused(error));
          log.error({ reason: messageOf(error) }, 'Slack refuses the connection; no more is tried');
          return;
        }
        failures += 1;
        log.warn({ reason: messageOf(error), failures }, 'Slack cannot be reached; trying again');
      }
    }
  }

  const running = run();
  return {
    first,
    isUp: () => isUp,
    async close() {
      closing.abort();
      await Promise.race([client.disconnect().catch(() => undefined), sleep(1_000)]);
      await running;
    },
  };
}

/** A frame that is no message of Slack's makes the client's own listeners reject; nobody waits for them but we. */
function contain(client: SocketModeReceiver['client'], log: Log): void {
  for (const name of ['ws_message', 'slack_event'] as const) {
    const listeners = client.listeners(name) as ((...args: unknown[]) => unknown)[];
    client.removeAllListeners(name);
    for (const listener of listeners)
      client.on(name, (...args: unknown[]) => {
        void (async () => listener(...args))().catch((error: unknown) =>
          log.warn({ reason: messageOf(error) }, 'something came that is no message of Slack'),
        );
      });
  }
}

function isHopeless(error: unknown): boolean {
  return error instanceof WebAPIPlatformError && hopeless.has(String(error.data.error));
}

function refused(cause: unknown): PilcrowError {
  return new PilcrowError('platform-refused', `Slack does not take SLACK_APP_TOKEN (${messageOf(cause)}).`, {
    hint: 'Make an app-level token with the scope connections:write under “Basic Information”, or run npm run setup.',
    cause,
  });
}
