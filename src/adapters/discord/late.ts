/**
 * Replies that answer no present event, posted once: what a crash left half written is put right, what was posted
 * before it is not posted again.
 */
import { type APIMessage, Routes } from 'discord.js';
import type { Incoming, Reply } from '../../conversation/types.js';
import { isPersonal } from '../personal.js';
import type { Answering } from './answering.js';
import { type Calls, DiscordRefusal } from './calls.js';
import { directChannel, postParts, replaceWith, type Target } from './deliver.js';
import { readPlace } from './places.js';
import { renderReply } from './render.js';
import { openThread, threadTitle } from './threads.js';
import { postOrTell, tellAlone, type VoiceParts } from './voice.js';

export interface LateParts extends VoiceParts {
  readonly answering: Pick<Answering, 'frame'>;
  /** Our own id. */
  readonly selfId: string;
}

/** Posts `replies` to a place; those that answer `incoming` at last, once. Refusals are final. @throws DiscordRefusal */
export async function postLate(
  parts: LateParts,
  place: string,
  replies: readonly Reply[],
  incoming: Incoming | undefined,
): Promise<void> {
  try {
    await post(parts, place, replies, incoming);
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
    parts.log.error({ reason: error.message }, 'what was due cannot be posted');
  }
}

async function post(
  parts: LateParts,
  place: string,
  replies: readonly Reply[],
  incoming: Incoming | undefined,
): Promise<void> {
  const { calls, answering } = parts;
  const { channelId, person } = readPlace(place);
  const isDirect = person !== undefined || incoming?.isDirect === true || incoming?.isPrivate === true;
  for (const [index, reply] of replies.entries()) {
    const isForOne = isPersonal(reply) && !isDirect;
    if (isForOne && !incoming)
      parts.log.error({ kind: reply.kind }, 'what is for one person alone names nobody and is not shown');
    else if (!incoming) {
      const frame = { turn: '', tenant: '', place: '', isPrivate: false, isKeepable: false, suggestions: [] };
      const target = { channelId: person === undefined ? channelId : await directChannel(calls, person) };
      await postParts(calls, target, renderReply(reply, frame), `due ${place} ${Date.now()} ${index}`);
    } else if (isForOne && incoming.isDue) {
      const target = { channelId: await directChannel(calls, incoming.person) };
      const frame = { ...answering.frame(incoming), home: incoming.place };
      await postParts(calls, target, renderReply(reply, frame), `${incoming.messageId} alone`);
    } else if (isForOne)
      await tellAlone(parts, await targetFor(calls, place, incoming), incoming, reply, answering.frame(incoming));
    else {
      const rendered = renderReply(reply, answering.frame(incoming));
      const target = await targetFor(calls, place, incoming);
      const earlier = await postedEarlier(calls, target, incoming, parts.selfId);
      const [first] = earlier;
      if (!first) await postOrTell(parts, target, incoming.person, rendered, incoming.messageId);
      else {
        // What is still growing has no buttons; a complete answer has.
        const isHalf = earlier.length === 1 && (first.components ?? []).every(({ type }) => type !== 1);
        if (isHalf && rendered.some(({ foot }) => foot.length > 0))
          await replaceWith(calls, target, first.id, rendered[0], `${incoming.messageId} 0`);
        await postParts(calls, target, rendered, incoming.messageId, Math.max(1, earlier.length));
      }
    }
  }
}

/** Where the answer belongs; what one person alone should see goes to them. */
async function targetFor(calls: Calls, place: string, incoming: Incoming): Promise<Target> {
  const { channelId, parentId, person } = readPlace(place);
  if (person !== undefined || incoming.isPrivate)
    return { channelId: await directChannel(calls, person ?? incoming.person) };
  const { messageId } = incoming;
  const isMessage = /^\d+$/.test(messageId);
  if (parentId === null || channelId !== messageId) return { channelId, replyTo: isMessage ? messageId : undefined };
  // The thread that this question was to open; of a forum's post it is there.
  const isOpen = await openThread(calls, parentId, messageId, threadTitle(incoming.text));
  if (isOpen || (await isThere(calls, channelId))) return { channelId };
  return { channelId: parentId, replyTo: messageId };
}

async function isThere(calls: Calls, channelId: string): Promise<boolean> {
  return (await calls.may('get', Routes.channel(channelId))) !== undefined;
}

/** Our messages that answer `incoming` already, in order. */
async function postedEarlier(
  calls: Calls,
  { channelId, replyTo }: Target,
  { messageId }: Incoming,
  selfId: string,
): Promise<readonly APIMessage[]> {
  if (!/^\d+$/.test(messageId)) return [];
  const query = { after: messageId, limit: '100' };
  const found = await calls.may<readonly APIMessage[]>('get', Routes.channelMessages(channelId), { query });
  const later = [...(found ?? [])].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const isFirst = ({ author, message_reference: reference }: APIMessage): boolean =>
    author.id === selfId && (replyTo === undefined ? reference === undefined : reference?.message_id === replyTo);
  const from = later.findIndex(isFirst);
  if (from < 0) return [];
  const rest = later.slice(from + 1);
  const end = rest.findIndex(
    ({ author, message_reference }) => author.id !== selfId || message_reference !== undefined,
  );
  return [later[from] as APIMessage, ...(end < 0 ? rest : rest.slice(0, end))];
}
