/**
 * Replies as messages, each exactly once: what was perhaps posted is looked for before it is posted again, and blocks
 * that a workspace does not take are left out rather than the words.
 */
import type { KnownBlock } from '@slack/types';
import { type Answer, type Calls, SlackRefusal } from './api-calls.js';
import type { SlackMessage } from './heard.js';
import type { Part } from './render.js';

export interface Target {
  readonly channel: string;
  readonly threadTs?: string | undefined;
}

/** What a message of ours answers: told to Slack with it, so that it can be found again. */
export interface Answered {
  readonly turn: string;
}

export const ownEventType = 'pilcrow_reply';
/** Refusals of the form, not of the message. */
const formRefusals = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_blocks_too_many',
  'msg_too_long',
  'invalid_arguments',
  'invalid_attachments',
  'metadata_too_large',
  'invalid_metadata_format',
  'unsupported_block',
]);

/** What every message carries: never a preview, never a guess at links. */
const plainly = { unfurl_links: false, unfurl_media: false, link_names: false, parse: 'none' } as const;

/** Posts the parts from `from` on, in order. @throws SlackRefusal */
export async function postParts(
  calls: Calls,
  target: Target,
  parts: readonly Part[],
  answered: Answered,
  from = 0,
): Promise<void> {
  for (const [index, part] of parts.entries()) if (index >= from) await postPart(calls, target, part, answered, index);
}

/** A message in one of its forms, as `chat.postMessage` is given it: all but where it goes. */
export function messageBody<Form extends object>(form: Form, { turn }: Answered, index: number) {
  const metadata = { event_type: ownEventType, event_payload: { to: turn, part: index } };
  return { ...plainly, metadata, ...form };
}

/** Posts one part and answers its ts. */
export async function postPart(
  calls: Calls,
  { channel, threadTs }: Target,
  part: Part,
  answered: Answered,
  index: number,
): Promise<string | undefined> {
  const lookUp = async (): Promise<Answer | undefined> => {
    const ts = await findOwn(calls, { channel, threadTs }, { turn: answered.turn, part: index });
    return ts === undefined ? undefined : { ts };
  };
  const answer = await inAnyForm(part, (form) =>
    calls.must(
      'chat.postMessage',
      { channel, ...(threadTs === undefined ? {} : { thread_ts: threadTs }), ...messageBody(form, answered, index) },
      lookUp,
    ),
  );
  return typeof answer.ts === 'string' ? answer.ts : undefined;
}

/** Puts a part in the place of a message of ours. @throws SlackRefusal */
export async function replaceWith(
  calls: Calls,
  channel: string,
  ts: string,
  part: Part,
  answered: Answered,
): Promise<void> {
  // Blocks that are not named would stay as they were.
  await inAnyForm(part, (form) =>
    calls.must('chat.update', { channel, ts, ...messageBody({ blocks: [], ...form }, answered, 0) }),
  );
}

/** The same, or a new message where the old one cannot be changed; then the old one goes. @throws SlackRefusal */
export async function replaceOrPost(
  calls: Calls,
  target: Target,
  ts: string,
  part: Part,
  answered: Answered,
): Promise<void> {
  try {
    await replaceWith(calls, target.channel, ts, part, answered);
  } catch (error) {
    if (!(error instanceof SlackRefusal) || error.isPassing) throw error;
    await calls.may('chat.delete', { channel: target.channel, ts });
    await postPart(calls, target, part, answered, 0);
  }
}

/** Shows a part to one person alone; in their direct messages where the channel does not let us. @throws SlackRefusal */
export async function whisper(
  calls: Calls,
  { channel, threadTs }: Target,
  user: string,
  parts: readonly Part[],
  answered: Answered,
): Promise<void> {
  try {
    for (const part of parts)
      await inAnyForm(part, (form) =>
        calls.must('chat.postEphemeral', {
          channel,
          user,
          ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
          link_names: false,
          parse: 'none',
          ...form,
        }),
      );
  } catch (error) {
    if (!(error instanceof SlackRefusal) || error.isPassing) throw error;
    await postParts(calls, { channel: await directChannel(calls, user) }, parts, answered);
  }
}

/** The direct messages with a person. @throws SlackRefusal */
export async function directChannel(calls: Calls, user: string): Promise<string> {
  const { channel } = await calls.must('conversations.open', { users: user });
  return (channel as { id: string }).id;
}

/** A part with everything: its words as text and as blocks, its buttons. */
export function wholeForm({ text, body, foot }: Part): { text: string; blocks: readonly KnownBlock[] } {
  return { text, blocks: [...body, ...foot] };
}

/** With everything, then without buttons, then as text alone. */
export async function inAnyForm(
  part: Part,
  send: (form: { text: string; blocks?: readonly KnownBlock[] }) => Promise<Answer>,
): Promise<Answer> {
  const { text, body, foot } = part;
  const isFormRefusal = (error: unknown): boolean => error instanceof SlackRefusal && formRefusals.has(error.reason);
  const buttons = foot.filter(({ type }) => type === 'actions');
  const forms = [wholeForm(part).blocks, ...(foot.length > 0 ? [[...body, ...buttons], body] : [])];
  for (const blocks of forms) {
    try {
      return await send({ text, blocks });
    } catch (error) {
      if (!isFormRefusal(error)) throw error;
    }
  }
  return await send({ text });
}

/** The ts of our message that is part `part` of the answer to `turn`; undefined when there is none. */
export async function findOwn(
  calls: Calls,
  { channel, threadTs }: Target,
  wanted: { readonly turn: string; readonly part: number },
): Promise<string | undefined> {
  for (const message of await recentMessages(calls, { channel, threadTs }, wanted.turn)) {
    const payload = message.metadata?.event_type === ownEventType ? message.metadata.event_payload : undefined;
    if (payload?.to === wanted.turn && payload.part === wanted.part) return message.ts;
  }
  return undefined;
}

/** The messages of a thread or channel since the message `turn`, with what we told Slack about ours. */
export async function recentMessages(
  calls: Calls,
  { channel, threadTs }: Target,
  turn: string,
): Promise<readonly SlackMessage[]> {
  const oldest = /^\d+\.\d+$/.test(turn) ? { oldest: turn } : {};
  const common = { channel, limit: 200, include_all_metadata: true, ...oldest };
  const answer =
    threadTs === undefined
      ? await calls.may('conversations.history', common)
      : await calls.may('conversations.replies', { ...common, ts: threadTs });
  return Array.isArray(answer?.messages) ? (answer.messages as SlackMessage[]) : [];
}
