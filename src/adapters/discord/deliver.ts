/**
 * Replies as messages, each exactly once: what was perhaps posted has the same nonce when it is posted again, and
 * components that Discord does not take are left out rather than the words. Nothing we write notifies or unfolds.
 */
import { createHash } from 'node:crypto';
import { type APIChannel, type APIMessage, MessageFlags, Routes } from 'discord.js';
import { type Calls, DiscordRefusal } from './calls.js';
import { componentsOf, contentsOf, type File, type Part, shownAlt } from './render.js';

export interface Target {
  readonly channelId: string;
  /** The message that the first part replies to. */
  readonly replyTo?: string | undefined;
}

/** Whom every message of ours notifies, its edits too: nobody. */
export const quietly = { allowed_mentions: { parse: [], replied_user: false } } as const;
/** Refusals of the form, not of the message. */
const invalidForm = 50_035;
const unknownMessage = 10_008;
/** To reply by Discord's own reply one must be allowed to read what was said before. */
const noHistory = 160_002;

/** Posts the parts from `from` on, in order, and gives the id of the first. @throws DiscordRefusal */
export async function postParts(
  calls: Calls,
  { channelId, replyTo }: Target,
  parts: readonly Part[],
  turn: string,
  from = 0,
): Promise<string | undefined> {
  let first: string | undefined;
  for (const [index, part] of parts.entries()) {
    if (index < from) continue;
    const id = await postPart(
      calls,
      { channelId, replyTo: index === 0 ? replyTo : undefined },
      part,
      `${turn} ${index}`,
    );
    first ??= id;
  }
  return first;
}

/** A message in one of its forms, as Discord is given it: all but where it goes. `key` tells it from every other. */
export function messageBody(form: Form, key: string) {
  return { ...quietly, ...bodyOf(form), nonce: nonceOf(key), enforce_nonce: true };
}

/** Posts one part; `key` makes it one message however often it is posted. @throws DiscordRefusal */
export async function postPart(
  calls: Calls,
  { channelId, replyTo }: Target,
  part: Part,
  key: string,
): Promise<string | undefined> {
  const send = async (reference: object): Promise<string | undefined> =>
    await inAnyForm(part, async (form, index) => {
      const body = { ...messageBody(form, `${key} ${index}`), ...(index === 0 ? reference : {}) };
      return await calls.must<APIMessage>('post', Routes.channelMessages(channelId), { body, ...filesOf(form) });
    });
  if (replyTo === undefined) return await send({});
  try {
    return await send({ message_reference: { message_id: replyTo, fail_if_not_exists: false } });
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.code !== noHistory) throw error;
    return await send({});
  }
}

/** Puts a part in the place of a message of ours; posts it anew where the message is gone. @throws DiscordRefusal */
export async function replaceWith(
  calls: Calls,
  target: Target,
  messageId: string,
  part: Part,
  key: string,
): Promise<void> {
  try {
    await editOne(calls, 'must', Routes.channelMessage(target.channelId, messageId), part);
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.isPassing) throw error;
    await postPart(calls, target, part, `${key} anew`);
    if (error.code !== unknownMessage) await calls.may('delete', Routes.channelMessage(target.channelId, messageId));
  }
}

/** Shows the newest state of a growing message; one that fails is made up for by the next. */
export async function growTo(calls: Calls, channelId: string, messageId: string, part: Part): Promise<void> {
  await editOne(calls, 'may', Routes.channelMessage(channelId, messageId), part);
}

async function editOne(calls: Calls, how: 'must' | 'may', route: `/${string}`, part: Part): Promise<void> {
  const form = richForm(part);
  await calls[how]('patch', route, { body: { ...quietly, ...bodyOf(form) }, ...filesOf(form) });
}

/** The direct messages with a person. @throws DiscordRefusal */
export async function directChannel(calls: Calls, person: string): Promise<string> {
  const { id } = await calls.must<APIChannel>('post', Routes.userChannels(), { body: { recipient_id: person } });
  return id;
}

/** What is sent: a body, and files beside it. */
export interface Form {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files?: readonly File[];
}

/** The body with what its files show, where they are pictures. */
export function bodyOf({ body, files = [] }: Form): Form['body'] {
  if (files.length === 0) return body;
  const attachments = files.map(({ name, alt }, id) => ({
    id,
    filename: name,
    ...(alt === undefined ? {} : { description: shownAlt(alt) }),
  }));
  return { ...body, attachments };
}

/** With components; where Discord does not take them, as plain messages; without a file where none may be attached. */
export async function inAnyForm(
  part: Part,
  send: (form: Form, index: number) => Promise<{ readonly id: string } | undefined>,
): Promise<string | undefined> {
  try {
    return (await send(richForm(part), 0))?.id;
  } catch (error) {
    if (!isRefusalOfForm(error, part)) throw error;
  }
  let first: string | undefined;
  for (const [index, form] of plainForms(part).entries()) {
    const sent = await send(form, index);
    first ??= sent?.id;
  }
  return first;
}

function isRefusalOfForm(error: unknown, { files }: Part): boolean {
  if (!(error instanceof DiscordRefusal) || error.isPassing) return false;
  // 50013 comes for a file where files may not be attached; 40005 for one that is too large.
  return error.code === invalidForm || (files !== undefined && [50_013, 40_005].includes(error.code));
}

export function richForm(part: Part): Form {
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds;
  return { body: { flags, components: componentsOf(part) }, ...(part.files ? { files: part.files } : {}) };
}

/** Plain messages: the words, those of files too, and the buttons under the last. */
function plainForms(part: Part): readonly Form[] {
  const { files = [] } = part;
  const contents = [
    ...contentsOf(part),
    ...files.flatMap(({ words }) =>
      contentsOf({ lines: words.split('\n').map((text) => ({ form: 'text', runs: [{ text }] })), foot: [] }),
    ),
  ];
  return contents.map((content, index) => ({
    body: {
      flags: MessageFlags.SuppressEmbeds,
      content,
      ...(index === contents.length - 1 && part.foot.length > 0 ? { components: part.foot } : {}),
    },
  }));
}

/** The files of a form, as a call takes them. */
export function filesOf({ files }: Form): { files?: readonly File[] } {
  return files ? { files } : {};
}

function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 25);
}
