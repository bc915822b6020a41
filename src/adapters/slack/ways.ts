/**
 * The ways of a whole reply: in its thread, to one person alone, back by the way a command or button opened.
 */
import type { RespondFn } from '@slack/bolt';
import type { Log } from '../../base/log.js';
import type { Incoming, Reply } from '../../conversation/types.js';
import { type Answer, type Calls, SlackRefusal } from './api-calls.js';
import { attachFiles, hasFiles, withFilesNote } from './attach.js';
import { directChannel, inAnyForm, postParts, type Target, whisper } from './deliver.js';
import { type Frame, type Part, renderReply } from './render.js';

/** A target that may be unknown: a window stands in no channel. */
export interface Whereabouts {
  readonly channel: string | undefined;
  readonly threadTs?: string | undefined;
}

export interface WayParts {
  readonly calls: Calls;
  readonly log: Log;
}

export function frameOf({ messageId, place, isPrivate = false }: Incoming): Frame {
  return { turn: messageId, place: place.place, isPrivate };
}

/** In the thread; where we may not write there, to the asker in direct messages: nobody is left without a reason. */
export async function postOrTell(
  { calls, log }: WayParts,
  target: Target,
  parts: readonly Part[],
  incoming: Incoming,
): Promise<void> {
  const answered = { turn: incoming.messageId };
  try {
    await postParts(calls, target, parts, answered);
  } catch (error) {
    if (!(error instanceof SlackRefusal) || error.isPassing || incoming.isDirect) throw error;
    log.warn({ reason: error.reason }, 'a channel does not let us write; the asker is told in direct messages');
    await postParts(calls, { channel: await directChannel(calls, incoming.person) }, parts, answered);
  }
}

/** Answers a message of a channel to its writer alone; what was due without one stands in their direct messages. */
export async function tellAlone(
  { calls, log }: WayParts,
  { channel, threadTs }: Target,
  incoming: Incoming,
  reply: Reply,
): Promise<void> {
  const { person, messageId, isDue } = incoming;
  const answered = { turn: messageId };
  const parts = renderReply(isDue ? reply : withFilesNote(reply), { ...frameOf(incoming), isPrivate: true });
  const direct = isDue || hasFiles(reply) ? { channel: await directChannel(calls, person) } : undefined;
  if (isDue && direct) await postParts(calls, direct, parts, answered);
  // A thread that nobody has written in shows no message for one person.
  else
    await whisper(calls, { channel, threadTs: threadTs === messageId ? undefined : threadTs }, person, parts, answered);
  if (direct) await attachFiles(calls, direct, reply, log);
}

/** Answers by the way back, else as a message for the asker alone. */
export async function respondOrWhisper(
  { calls, log }: WayParts,
  { channel, threadTs }: Whereabouts,
  incoming: Incoming,
  reply: Reply,
  respond: RespondFn | undefined,
): Promise<void> {
  const answered = { turn: incoming.messageId };
  const parts = renderReply(withFilesNote(reply), { ...frameOf(incoming), isPrivate: true });
  let sent = 0;
  try {
    // A way back is good for five uses.
    if (!respond || parts.length > 5) throw new Error('no way back');
    for (const part of parts) {
      await inAnyForm(part, (form) => sendBack(respond, form));
      sent += 1;
    }
  } catch {
    const rest = parts.slice(sent);
    if (channel === undefined)
      await postParts(calls, { channel: await directChannel(calls, incoming.person) }, rest, answered);
    else await whisper(calls, { channel, threadTs }, incoming.person, rest, answered);
  }
  if (hasFiles(reply)) await attachFiles(calls, { channel: await directChannel(calls, incoming.person) }, reply, log);
}

/** One use of a way back. */
export async function sendBack(respond: RespondFn | undefined, form: object): Promise<Answer> {
  if (!respond) throw new Error('no way back');
  await respond({
    response_type: 'ephemeral',
    replace_original: false,
    unfurl_links: false,
    unfurl_media: false,
    ...form,
  } as never);
  return {};
}
