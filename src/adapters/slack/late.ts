/**
 * Replies that answer no present event, posted once: what a crash left half written is put right, what was posted
 * before it is not posted again.
 */
import type { Log } from '../../base/log.js';
import type { Incoming, Reply } from '../../conversation/types.js';
import { isPersonal } from '../personal.js';
import { attachFiles } from './attach.js';
import {
  directChannel,
  findOwn,
  postParts,
  recentMessages,
  replaceOrPost,
  replaceWith,
  type Target,
} from './deliver.js';
import { whereOf } from './heard.js';
import { type Part, renderReply } from './render.js';
import { frameOf, tellAlone } from './ways.js';
import type { Workspace } from './workspaces.js';

/** Posts `replies` to a place; those that answer `incoming` at last, once. @throws SlackRefusal */
export async function postLate(
  workspace: Workspace,
  place: string,
  replies: readonly Reply[],
  incoming: Incoming | undefined,
  log: Log,
): Promise<void> {
  const { calls } = workspace;
  const { channel: named, threadTs } = whereOf(place);
  const isDirect = named.startsWith('@') || named.startsWith('D') || incoming?.isDirect === true;
  const channel = named.startsWith('@') ? await directChannel(calls, named.slice(1)) : named;
  const target = { channel, threadTs };
  for (const [index, reply] of replies.entries()) {
    const isForOne = incoming?.isPrivate === true || (isPersonal(reply) && !isDirect);
    if (isForOne && incoming) await tellAlone({ calls, log }, target, incoming, reply);
    else if (isForOne) log.error({ kind: reply.kind }, 'what is for one person alone names nobody and is not shown');
    else if (await postOne(workspace, target, reply, incoming, { turn: `due:${Date.now()}:${index}`, place }))
      await attachFiles(calls, target, reply, log);
  }
}

/** Whether it was posted now, and not before. */
async function postOne(
  workspace: Workspace,
  target: Target,
  reply: Reply,
  incoming: Incoming | undefined,
  due: { readonly turn: string; readonly place: string },
): Promise<boolean> {
  if (incoming) return await postOnce(workspace, target, renderReply(reply, frameOf(incoming)), incoming);
  const frame = { turn: '', place: due.place, isPrivate: false };
  await postParts(workspace.calls, target, renderReply(reply, frame), due);
  return true;
}

async function postOnce(
  { calls, self }: Workspace,
  target: Target,
  parts: readonly [Part, ...Part[]],
  { messageId }: Incoming,
): Promise<boolean> {
  const answered = { turn: messageId };
  if ((await findOwn(calls, target, { ...answered, part: 0 })) !== undefined) return false;
  // What was to be shared had a message of its own from the start, which says that it is being read.
  const placeholder = await findOwn(calls, target, { turn: `${messageId} begun`, part: 0 });
  if (placeholder !== undefined) {
    await replaceOrPost(calls, target, placeholder, parts[0], answered);
    await postParts(calls, { ...target, threadTs: target.threadTs ?? placeholder }, parts, answered, 1);
    return true;
  }
  const begun = (await recentMessages(calls, target, messageId)).findLast(
    ({ user, ts, metadata }) => user === self.userId && (ts ?? '') > messageId && metadata === undefined,
  );
  if (begun?.ts === undefined) {
    await postParts(calls, target, parts, answered);
    return true;
  }
  // It may still count as being streamed, and would look so for ever.
  await calls.may('chat.stopStream', { channel: target.channel, ts: begun.ts });
  await replaceWith(calls, target.channel, begun.ts, parts[0], answered);
  await postParts(calls, target, parts, answered, 1);
  return true;
}
