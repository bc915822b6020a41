/**
 * Replies that answer no present event, posted once: what a crash left half written is put right, what was posted
 * before it is not posted again.
 */
import type { Incoming, Reply } from '../../conversation/types.js';
import { frameOf } from './answering.js';
import {
  directChannel,
  findOwn,
  postParts,
  recentMessages,
  replaceOrPost,
  replaceWith,
  type Target,
  whisper,
} from './deliver.js';
import { whereOf } from './heard.js';
import { type Part, renderReply } from './render.js';
import type { Workspace } from './workspaces.js';

/** Posts `replies` to a place; those that answer `incoming` at last, once. @throws SlackRefusal */
export async function postLate(
  workspace: Workspace,
  place: string,
  replies: readonly Reply[],
  incoming: Incoming | undefined,
): Promise<void> {
  const { calls } = workspace;
  const { channel: named, threadTs } = whereOf(place);
  const channel = named.startsWith('@') ? await directChannel(calls, named.slice(1)) : named;
  const target = { channel, threadTs };
  for (const [index, reply] of replies.entries()) {
    const frame = incoming ? frameOf(incoming) : { turn: '', place, isPrivate: false };
    const parts = renderReply(reply, frame);
    if (!incoming) await postParts(calls, target, parts, { turn: `due:${Date.now()}:${index}` });
    else if (incoming.isPrivate) await whisper(calls, target, incoming.person, parts, { turn: incoming.messageId });
    else await postOnce(workspace, target, parts, incoming);
  }
}

async function postOnce(
  { calls, self }: Workspace,
  target: Target,
  parts: readonly [Part, ...Part[]],
  { messageId }: Incoming,
): Promise<void> {
  const answered = { turn: messageId };
  if ((await findOwn(calls, target, { ...answered, part: 0 })) !== undefined) return;
  // What was to be shared had a message of its own from the start, which says that it is being read.
  const placeholder = await findOwn(calls, target, { turn: `${messageId} begun`, part: 0 });
  if (placeholder !== undefined) {
    await replaceOrPost(calls, target, placeholder, parts[0], answered);
    return await postParts(calls, { ...target, threadTs: target.threadTs ?? placeholder }, parts, answered, 1);
  }
  const begun = (await recentMessages(calls, target, messageId)).findLast(
    ({ user, ts, metadata }) => user === self.userId && (ts ?? '') > messageId && metadata === undefined,
  );
  if (begun?.ts === undefined) return await postParts(calls, target, parts, answered);
  // It may still count as being streamed, and would look so for ever.
  await calls.may('chat.stopStream', { channel: target.channel, ts: begun.ts });
  await replaceWith(calls, target.channel, begun.ts, parts[0], answered);
  await postParts(calls, target, parts, answered, 1);
}
