/**
 * After a gap: what was asked meanwhile in channels, threads and direct messages is looked for and answered once. Claims
 * tell what was answered before; what is found is handed over as if it had just been heard.
 */
import { type APIMessage, type Client, Routes } from 'discord.js';
import type { Log } from '../../base/log.js';
import type { Gap } from '../../conversation/types.js';
import type { Calls } from './calls.js';
import { type Heard, readMessage } from './heard.js';
import { idAt, readPlace, timeOf } from './places.js';
import { spokenOfRaw, surroundingsOf } from './spoken.js';

const mostChannels = 300;
const pages = 5;
const perPage = 100;
/** A gap shorter than this is not worth a remark. */
const remarkAfterMs = 2 * 60_000;

export interface Sweep {
  readonly client: Client<true>;
  readonly calls: Calls;
  readonly log: Log;
  /** The server; null for direct messages. */
  readonly guildId: string | null;
  readonly gap: Gap;
}

/** Messages of the gap that may be for us, oldest first. Channels that cannot be read are left out. */
export async function* missed({ client, calls, log, guildId, gap }: Sweep): AsyncIterable<Heard> {
  const since = idAt(gap.since);
  const ids = new Set([
    ...gap.threads.map(({ place }) => readPlace(place).channelId).filter(Boolean),
    ...(guildId === null ? [] : busyChannels(client, guildId, since)),
  ]);
  const found: Heard[] = [];
  for (const channelId of [...ids].slice(0, mostChannels)) {
    const messages = await messagesAfter(calls, channelId, since);
    const around = messages.length > 0 ? await surroundingsOf(client, channelId) : undefined;
    if (!around || around.spot.guildId !== guildId) continue;
    for (const message of messages) {
      const heard = readMessage(spokenOfRaw(message), around, client.user.id);
      // What was said to a whole channel meanwhile is left alone: it has gone on.
      if (!heard || heard.incoming.isToAll) continue;
      const saidAt = timeOf(message.id);
      const isLate = Date.now() - saidAt > remarkAfterMs;
      found.push({ ...heard, incoming: { ...heard.incoming, ...(isLate ? { missedAt: saidAt } : {}) } });
    }
  }
  log.info({ guildId, channels: ids.size, found: found.length }, 'looked for what was missed');
  yield* found.sort((a, b) => (BigInt(a.incoming.messageId) < BigInt(b.incoming.messageId) ? -1 : 1));
}

/** The channels and open threads of a server in which something was said since, as far as Discord tells. */
function busyChannels(client: Client<true>, guildId: string, since: string): readonly string[] {
  const channels = client.guilds.cache.get(guildId)?.channels.cache;
  return [...(channels?.values() ?? [])].flatMap((channel) => {
    if (!channel.isTextBased()) return [];
    const { lastMessageId: last } = channel;
    return last && BigInt(last) < BigInt(since) ? [] : [channel.id];
  });
}

async function messagesAfter(calls: Calls, channelId: string, since: string): Promise<readonly APIMessage[]> {
  const messages: APIMessage[] = [];
  let after = since;
  for (let page = 0; page < pages; page += 1) {
    const query = { after, limit: String(perPage) };
    let found: readonly APIMessage[];
    try {
      found = await calls.must<readonly APIMessage[]>('get', Routes.channelMessages(channelId), { query });
    } catch {
      break;
    }
    messages.push(...found);
    if (found.length < perPage) break;
    after = found.reduce((newest, { id }) => (BigInt(id) > BigInt(newest) ? id : newest), after);
  }
  return messages;
}
