/** A Discord with the adapter on it, over a conversation of the test's choosing: the stage of every test of Discord. */
import { createDiscord } from '../../src/adapters/discord/discord.js';
import type { Adapter, Conversation } from '../../src/conversation/types.js';
import {
  type Discord,
  type DiscordOptions,
  type Message,
  plainTextOf,
  startDiscord,
} from '../emulators/discord/discord.js';
import { type RecordingLog, recordingLog } from './recording-log.js';

export interface DiscordStage {
  readonly discord: Discord;
  readonly log: RecordingLog;
  readonly adapter: Adapter;
  /** Another adapter on the same Discord, as after a restart. */
  again(): Adapter;
  close(): Promise<void>;
}

/** Nothing is started yet. */
export async function openDiscord(options: DiscordOptions = {}): Promise<DiscordStage> {
  const discord = await startDiscord({ maxConcurrency: 16, integrationTypes: [0, 1], ...options });
  const log = recordingLog();
  const made: Adapter[] = [];
  const again = (): Adapter => {
    const adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl, log, finishMs: 3_000 });
    made.push(adapter);
    return adapter;
  };
  return {
    discord,
    log,
    adapter: again(),
    again,
    async close() {
      await Promise.all(made.map((adapter) => adapter.stop()));
      await discord.stop();
    },
  };
}

/** Started, with its commands registered. */
export async function startOn(stage: DiscordStage, conversation: Conversation, adapter = stage.adapter): Promise<void> {
  await adapter.start(conversation);
  await stage.discord.waitFor(() => stage.discord.commands().length > 0);
}

/** What a reader sees: no signs of no width, no backslashes before signs. */
export function shownText(message: Parameters<typeof plainTextOf>[0]): string {
  return plainTextOf(message)
    .replaceAll('\u2060', '')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1');
}

/** The words of these messages, as they stand, one after another. */
export function textOf(messages: readonly Message[]): string {
  return messages
    .filter(({ isDeleted }) => !isDeleted)
    .map(shownText)
    .join('\n');
}
