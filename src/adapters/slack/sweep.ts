/**
 * After a gap: what was asked meanwhile in channels, direct messages and our own threads is looked for and answered
 * once. Claims tell what was answered before; what is found is handed over as if it had just been heard.
 */
import type { Log } from '../../base/log.js';
import type { Gap } from '../../conversation/types.js';
import type { Calls } from './api-calls.js';
import { type Heard, readMessage, type SlackMessage, whereOf } from './heard.js';
import type { Workspace } from './workspaces.js';

const mostChannels = 200;
const mostThreads = 200;
const pages = 5;
/** Threads that began this long before the gap are looked into when something new was said in them. */
const threadAgeMs = 24 * 60 * 60 * 1000;
/** A gap shorter than this is not worth a remark. */
const remarkAfterMs = 2 * 60_000;

type Message = Extract<Heard, { kind: 'message' }>;

/** Messages of the gap that may be for us, oldest first. Channels that cannot be read are left out. */
export async function* missed(workspace: Workspace, gap: Gap, log: Log): AsyncIterable<Message> {
  const { calls, team } = workspace;
  const threads = new Map<string, { readonly channel: string; readonly threadTs: string }>();
  for (const { place } of gap.threads) {
    const { channel, threadTs } = whereOf(place);
    if (threadTs !== undefined) threads.set(place, { channel, threadTs });
  }
  const channels = new Set([...(await joined(calls)), ...[...threads.values()].map(({ channel }) => channel)]);
  const found: Message[] = [];
  const add = (channel: string, message: SlackMessage): void => {
    const heard = readMessage(team, channel, message, workspace.self);
    const saidAt = Number(message.ts) * 1000;
    // What was said to a whole channel meanwhile is left alone: it has gone on.
    if (heard?.kind !== 'message' || heard.incoming.isToAll || saidAt < gap.since) return;
    const isLate = Date.now() - saidAt > remarkAfterMs;
    found.push({ ...heard, incoming: { ...heard.incoming, ...(isLate ? { missedAt: saidAt } : {}) } });
  };
  for (const channel of [...channels].slice(0, mostChannels)) {
    const oldest = String((gap.since - threadAgeMs) / 1000);
    for (const message of await pagesOf(calls, 'conversations.history', { channel, oldest })) {
      add(channel, message);
      const { latest_reply: latest, ts } = message as { latest_reply?: string; ts?: string };
      if (ts !== undefined && Number(latest ?? 0) * 1000 >= gap.since)
        threads.set(`${channel}:${ts}`, { channel, threadTs: ts });
    }
  }
  for (const { channel, threadTs } of [...threads.values()].slice(0, mostThreads)) {
    const oldest = String(gap.since / 1000);
    for (const message of await pagesOf(calls, 'conversations.replies', { channel, ts: threadTs, oldest }))
      if (message.ts !== threadTs) add(channel, message);
  }
  log.info({ channels: channels.size, threads: threads.size, found: found.length }, 'looked for what was missed');
  yield* found.sort((a, b) => Number(a.incoming.messageId) - Number(b.incoming.messageId));
}

/** The channels and direct messages we are in. */
async function joined(calls: Calls): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    const answer = await calls.may('users.conversations', {
      types: 'public_channel,private_channel,im',
      exclude_archived: true,
      limit: 200,
      ...(cursor === '' ? {} : { cursor }),
    });
    const channels = (answer?.channels ?? []) as { id: string }[];
    ids.push(...channels.map(({ id }) => id));
    cursor = (answer?.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return ids;
}

async function pagesOf(
  calls: Calls,
  method: string,
  args: Readonly<Record<string, unknown>>,
): Promise<readonly SlackMessage[]> {
  const messages: SlackMessage[] = [];
  let cursor = '';
  for (let page = 0; page < pages; page++) {
    let answer: Readonly<Record<string, unknown>>;
    try {
      answer = await calls.must(method, { ...args, limit: 200, ...(cursor === '' ? {} : { cursor }) });
    } catch {
      break;
    }
    messages.push(...((answer.messages ?? []) as SlackMessage[]));
    cursor = (answer.response_metadata as { next_cursor?: string } | undefined)?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return messages;
}
