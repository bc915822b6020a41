/**
 * The gateway connection, kept. discord.js resumes and dials again by itself; here is what it does not do: going on when
 * Discord cannot be reached at the start, going on without an intent that was not granted, and saying why nothing helps.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientOptions, Events, GatewayCloseCodes, GatewayIntentBits, Partials, Routes } from 'discord.js';
import { messageOf, PilcrowError } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import { type Calls, DiscordRefusal } from './calls.js';

/** Waits before dialling again, in milliseconds; the last one is kept. */
const delaysMs = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export interface Connection {
  /** Resolves when messages are being received for the first time; rejects when they never will be. */
  readonly first: Promise<void>;
  isUp(): boolean;
  /** People's messages are shown to us even where they do not mention us. */
  hasContent(): boolean;
  /** Takes no more. */
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly token: string;
  readonly api: string;
  readonly calls: Calls;
  readonly log: Log;
  /** Attaches listeners to a client that is not connected yet. */
  readonly prepare: (client: Client) => void;
}

/** Dials at once. */
export function keepConnected({ token, api, calls, log, prepare }: ConnectionOptions): Connection {
  const closing = new AbortController();
  let client: Client | undefined;
  let hasContent = true;
  let arrive: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const first = new Promise<void>((resolve, reject) => {
    arrive = resolve;
    fail = reject;
  });
  first.catch(() => undefined);

  /** Connects and stays so; the code with which Discord closed for good. */
  async function stay(): Promise<number | undefined> {
    const shards = await recommendedShards(calls);
    const dialled = new Client(optionsFor(api, hasContent, shards > 1));
    client = dialled;
    let code: number | undefined;
    const gone = new Promise<void>((resolve) => {
      dialled.on(Events.ShardDisconnect, (event) => {
        code = event.code;
        resolve();
      });
      closing.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    dialled.on(Events.ClientReady, () => arrive());
    dialled.on(Events.Error, (error) => log.warn({ reason: messageOf(error) }, 'Discord: a fault of the connection'));
    dialled.on(Events.ShardError, (error) => log.debug({ reason: messageOf(error) }, 'Discord: a socket failed'));
    dialled.on(Events.ShardReconnecting, () => log.info('the connection to Discord ended; dialling again'));
    prepare(dialled);
    try {
      await Promise.race([dialled.login(token), gone]);
      if (!closing.signal.aborted) await gone;
    } catch (error) {
      if (code === undefined) throw error;
    } finally {
      await dialled.destroy().catch(() => undefined);
    }
    return code;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; ) {
      const delay = delaysMs[Math.min(failures, delaysMs.length - 1)] ?? 0;
      await sleep(delay, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      try {
        const code = await stay();
        if (code === GatewayCloseCodes.DisallowedIntents && hasContent) {
          hasContent = false;
          log.warn(intentMissing);
          continue;
        }
        if (code === GatewayCloseCodes.AuthenticationFailed) throw tokenRefused();
        failures += 1;
        if (code !== undefined) log.error({ code }, 'Discord closed the connection; trying again');
      } catch (error) {
        if (isHopeless(error)) {
          const refused = error instanceof PilcrowError ? error : tokenRefused(error);
          log.error({ reason: refused.message }, 'Discord refuses the connection; no more is tried');
          return fail(refused);
        }
        failures += 1;
        log.warn({ reason: messageOf(error), failures }, 'Discord cannot be reached; trying again');
      }
    }
  }

  const running = run();
  return {
    first,
    isUp: () => client?.isReady() ?? false,
    hasContent: () => hasContent,
    async close() {
      closing.abort();
      await Promise.race([running, sleep(2_000, undefined, { ref: false })]);
    },
  };
}

const intentMissing =
  'Discord does not grant the Message Content intent: follow-ups in threads need a mention. To change it, turn on “Message Content Intent” on the page “Bot” of the application at https://discord.com/developers/applications and start again.';

function optionsFor(api: string, hasContent: boolean, isSharded: boolean): ClientOptions {
  return {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(hasContent ? [GatewayIntentBits.MessageContent] : []),
    ],
    // Direct messages come from channels, deletions of messages, that were never seen before.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    rest: { api, version: '10', timeout: 15_000 },
    ...(isSharded ? { shards: 'auto' as const } : {}),
  };
}

/** How many connections Discord wants for as many servers as there are. @throws DiscordRefusal */
async function recommendedShards(calls: Calls): Promise<number> {
  const { shards } = await calls.must<{ shards?: number }>('get', Routes.gatewayBot(), { isUrgent: true });
  return shards ?? 1;
}

function isHopeless(error: unknown): boolean {
  if (error instanceof PilcrowError) return true;
  if (error instanceof DiscordRefusal) return /^401 /.test(error.message);
  return (error as { code?: unknown }).code === 'TokenInvalid';
}

function tokenRefused(cause?: unknown): PilcrowError {
  return new PilcrowError('platform-refused', 'Discord does not take DISCORD_TOKEN.', {
    hint: 'At https://discord.com/developers/applications, page “Bot”, press “Reset Token” and set the new one, or run npm run setup.',
    ...(cause === undefined ? {} : { cause }),
  });
}
