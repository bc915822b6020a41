/** A Slack with the adapter on it, over a conversation of the test's choosing: the stage of every test of Slack. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlack, type Slack as SlackAdapter, type SlackOptions } from '../../src/adapters/slack/slack.js';
import type { Conversation } from '../../src/conversation/types.js';
import {
  type Channel,
  linksOf,
  type Message,
  type SlackOptions as PlatformOptions,
  pingsOf,
  plainTextOf,
  type Slack,
  startSlack,
} from '../emulators/slack/slack.js';
import { type RecordingLog, recordingLog } from './recording-log.js';

export interface SlackStage {
  readonly slack: Slack;
  readonly log: RecordingLog;
  readonly adapter: SlackAdapter;
  /** Another adapter on the same Slack, as after a restart. */
  again(): SlackAdapter;
  /** Listens for an adapter by HTTP and sends what Slack sends there; answers the address. */
  listen(adapter: SlackAdapter): Promise<string>;
  close(): Promise<void>;
}

/** Nothing is started yet. */
export async function openSlack(
  platform: PlatformOptions = {},
  options: Partial<SlackOptions> = {},
): Promise<SlackStage> {
  const slack = await startSlack(platform);
  const log = recordingLog();
  const made: SlackAdapter[] = [];
  const servers: Server[] = [];
  const again = (): SlackAdapter => {
    const { botToken, appToken, signingSecret, apiUrl } = slack;
    const adapter = createSlack({ mode: 'socket', botToken, appToken, signingSecret, apiUrl, log, ...options });
    made.push(adapter);
    return adapter;
  };
  return {
    slack,
    log,
    adapter: again(),
    again,
    async listen(adapter) {
      const server = createServer((request, response) => adapter.listener?.(request, response));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
      slack.deliverTo(url);
      return url;
    },
    async close() {
      await Promise.all(made.map((adapter) => adapter.stop()));
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await slack.stop();
    },
  };
}

/** What a reader sees, without the signs of emphasis. */
export function shownText(message: Parameters<typeof plainTextOf>[0]): string {
  return plainTextOf(message).replace(/\*\*|\\(?=[^\w\s])/g, '');
}

/** Whom a message would notify and what it would link, by the strictest reading. */
export function harmOf(message: Message): readonly string[] {
  const { users, many } = pingsOf(message);
  return [...users, ...many, ...linksOf(message)];
}

/** The bot's words in a thread, one message after another. */
export function wordsIn(slack: Slack, channel: Channel, threadTs?: string): readonly string[] {
  return slack.botMessages(channel, threadTs).map(shownText);
}

/** The one answer of the bot in a thread; fails when there are more, or none in time. */
export async function oneAnswer(slack: Slack, channel: Channel, threadTs: string): Promise<Message> {
  const complete = (): readonly Message[] =>
    slack.botMessages(channel, threadTs).filter(({ stream }) => stream?.state !== 'streaming');
  await slack.waitFor(() => complete().length > 0, 15_000);
  await slack.quiet(250);
  const all = slack.botMessages(channel, threadTs);
  const [first] = all;
  if (!first || all.length > 1)
    throw new Error(`${all.length} messages instead of one:\n${all.map(shownText).join('\n---\n')}`);
  return first;
}

/** A conversation whose every use is the given one's, but for what `changes` says. */
export function changed(conversation: Conversation, changes: Partial<Conversation>): Conversation {
  return { ...conversation, ...changes };
}
