/**
 * Discord as an adapter: discord.js receives, for every server the bot was invited to, for direct messages and for those
 * who installed it to their account. A message is claimed before anything is done about it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { Log } from '../../base/log.js';
import type { CommandEntry } from '../../conversation/commands.js';
import { type Adapter, tenantApart } from '../../conversation/types.js';
import { type Attendance, createAttendance } from '../attendance.js';
import { type Answering, createAnswering } from './answering.js';
import { apiBase } from './api-address.js';
import { originsOf } from './attached.js';
import { createCalls } from './calls.js';
import { type Connection, keepConnected } from './connection.js';
import { createAccept } from './intake.js';
import { postLate } from './late.js';
import { hear, type ListenerParts, listen } from './listeners.js';
import { tenantOf } from './places.js';
import { registerCommands } from './registration.js';
import { missed } from './sweep.js';

export interface DiscordOptions {
  readonly token: string;
  /** With or without `/` or `/v10` at its end; Discord's own by default. */
  readonly apiUrl?: string;
  readonly log: Log;
  /** How long what is in flight may take after `stop`; the rest is taken up by the next start. Default 18,000. */
  readonly finishMs?: number;
  /** The commands that Discord is told of; those of the command table by default. */
  readonly commands?: readonly CommandEntry[];
}

/** Discord over a bot token; nothing is contacted before `start`. */
export function createDiscord({ token, apiUrl, log, finishMs = 18_000, commands }: DiscordOptions): Adapter {
  const ending = new AbortController();
  const api = apiBase(apiUrl);
  const calls = createCalls({ token, api, log, signal: ending.signal });
  let answering: Answering | undefined;
  let connection: Connection | undefined;
  let attendance: Attendance | undefined;
  let current: Client | undefined;
  let isStopping = false;
  const ready = (): Client<true> | undefined => (current?.isReady() ? current : undefined);

  return {
    name: 'discord',

    async start(conversation) {
      const answers = createAnswering({ conversation, calls, log, signal: ending.signal });
      answering = answers;
      const accept = createAccept(conversation, log);
      const parts: ListenerParts = {
        conversation,
        answering: answers,
        accept,
        calls,
        log,
        fileOrigins: originsOf(apiUrl),
        isStopping: () => isStopping,
        hasContent: () => connection?.hasContent() ?? true,
      };
      attendance = createAttendance({
        conversation,
        log,
        async tenants() {
          const guilds = ready()?.guilds.cache;
          return guilds ? [...guilds.keys(), null].map((guildId) => tenantOf({ guildId })) : [];
        },
        async *missed({ tenant }, gap) {
          const client = ready();
          const guildId = tenant === tenantApart ? null : tenant;
          if (client) yield* missed({ client, calls, log, guildId, gap });
        },
        async hear(heard) {
          const client = ready();
          if (client) await hear(parts, client, heard);
        },
      });
      const prepare = (client: Client): void => {
        current = client;
        listen(parts, client);
        client.once(Events.ClientReady, ({ application }) => {
          void registerCommands(calls, application.id, log, commands);
          attendance?.sweep();
        });
        // A session that was not resumed has lost what was said between.
        client.on(Events.ShardReady, () => {
          if (client.isReady()) attendance?.sweep();
        });
      };
      connection = keepConnected({ token, api, calls, log, prepare });
      await connection.first;
    },

    async post(place, replies, incoming) {
      const client = ready();
      if (!client || !answering) throw new Error('Discord is not connected yet.');
      await postLate({ calls, log, answering, selfId: client.user.id }, place.place, replies, incoming);
    },

    async stop() {
      if (isStopping) return;
      isStopping = true;
      attendance?.end();
      const settled = answering?.settled();
      await Promise.race([settled, sleep(finishMs, undefined, { ref: false })]);
      ending.abort();
      await Promise.race([settled, sleep(500, undefined, { ref: false })]);
      await connection?.close();
    },
  };
}
