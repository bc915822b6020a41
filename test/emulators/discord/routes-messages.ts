/** `/channels/:id/messages` and what hangs on a message. */
import { channelFor, messageFor } from './access.js';
import { Refusal, refuse } from './errors.js';
import { Form } from './form.js';
import type { World } from './guild-state.js';
import { editMessage, reactTo, removeMessage, sendMessage } from './messages.js';
import { messagePayload } from './payloads.js';
import { noContent, ok, type Request, type Route } from './routes.js';
import { type Channel, ChannelKind, isDm, isThread, type Json, type Message } from './shapes.js';
import { isId } from './snowflake.js';
import { wake } from './threads.js';
import { readMessageBody } from './validate-message.js';

const nonceMs = 5 * 60_000;

export function messageRoutes(world: World): Route[] {
  const shown = (message: Message): Json => messagePayload(world, message, world.allowsMessageContent);
  const target = ({ params }: Request): [Channel, Message] => {
    const channel = channelFor(world, params.channel);
    return [channel, messageFor(world, channel, params.message)];
  };
  const own = '/channels/:channel/messages';
  const one = `${own}/:message`;
  return [
    { method: 'POST', pattern: own, answer: (request) => ok(shown(create(world, request))) },
    { method: 'GET', pattern: own, answer: (request) => ok(list(world, request).map(shown)) },
    {
      method: 'GET',
      pattern: one,
      answer({ params }) {
        const channel = channelFor(world, params.channel, 'ReadMessageHistory');
        return ok(shown(messageFor(world, channel, params.message)));
      },
    },
    {
      method: 'PATCH',
      pattern: one,
      answer(request) {
        const [channel, message] = target(request);
        if (message.authorId !== world.bot.id) throw refuse('notAuthor');
        const { body, files } = request.call;
        const draft = readMessageBody(body, { purpose: 'edit', files, before: message });
        if (isThread(channel) && channel.isArchived) throw refuse('archived');
        editMessage(world, message, draft);
        return ok(shown(message));
      },
    },
    {
      method: 'DELETE',
      pattern: one,
      answer(request) {
        const [channel, message] = target(request);
        const isOwn = message.authorId === world.bot.id;
        if (!isOwn && isDm(channel)) throw refuse('inDm');
        if (!isOwn && !world.may(world.bot.id, channel, 'ManageMessages')) throw refuse('missingPermissions');
        removeMessage(world, message);
        return noContent;
      },
    },
    {
      method: 'PUT',
      pattern: `${one}/reactions/:emoji/@me`,
      answer: (request) => react(world, request, target(request), true),
    },
    {
      method: 'DELETE',
      pattern: `${one}/reactions/:emoji/@me`,
      answer: (request) => react(world, request, target(request), false),
    },
    {
      method: 'POST',
      pattern: '/channels/:channel/typing',
      answer({ params }) {
        const channel = channelFor(world, params.channel);
        refuseUnwritable(world, channel);
        return noContent;
      },
    },
  ];
}

function react(
  world: World,
  { params }: Request,
  [channel, message]: [Channel, Message],
  isAdded: boolean,
): typeof noContent {
  const emoji = params.emoji ?? '';
  if (!/^(\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\ufe0f?\u20e3|[\w~]+:\d+$)/u.test(emoji))
    throw refuse('unknownEmoji');
  const isFirst = !message.reactions.has(emoji);
  if (isAdded && !world.may(world.bot.id, channel, 'ReadMessageHistory')) throw refuse('missingPermissions');
  if (isAdded && isFirst && !world.may(world.bot.id, channel, 'AddReactions')) throw refuse('missingPermissions');
  reactTo(world, message, emoji, world.bot.id, isAdded);
  return noContent;
}

function refuseUnwritable(world: World, channel: Channel): void {
  if (channel.type === ChannelKind.forum) throw refuse('forumMessage');
  if (channel.type === ChannelKind.category) throw refuse('wrongChannelType');
  const needed = isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages';
  if (!world.may(world.bot.id, channel, needed)) throw refuse('missingPermissions');
  const other = channel.recipients.find((id) => id !== world.bot.id);
  if (isDm(channel) && other && world.user(other).refusesDms) throw refuse('cannotDm');
}

function create(world: World, { params, body, call }: Request): Message {
  const channel = channelFor(world, params.channel);
  refuseUnwritable(world, channel);
  const draft = readMessageBody(call.body, { purpose: 'create', files: call.files });
  if (call.files.length > 0 && !world.may(world.bot.id, channel, 'AttachFiles')) throw refuse('missingPermissions');
  const nonce = (body.nonce ?? null) as string | number | null;
  const known = nonce !== null && body.enforce_nonce === true ? sent(world, channel, nonce) : undefined;
  if (known) return known;
  const replyTo = repliedTo(world, channel, body.message_reference as Json | undefined);
  wake(world, channel, world.may(world.bot.id, channel, 'ManageThreads'));
  return sendMessage(world, channel, draft, { authorId: world.bot.id, nonce, ...(replyTo && { replyTo }) });
}

function sent(world: World, channel: Channel, nonce: string | number): Message | undefined {
  const isIt = (message: Message): boolean =>
    message.authorId === world.bot.id && message.nonce === nonce && Date.now() - message.createdAt < nonceMs;
  return world.messagesIn(channel.id).find(isIt);
}

function repliedTo(world: World, channel: Channel, reference: Json | undefined | null): Message | undefined {
  if (!reference) return undefined;
  const message = world.messages.get(String(reference.message_id));
  const fault = (code: string, text: string): Refusal =>
    new Refusal(400, 50035, 'Invalid Form Body', { message_reference: { _errors: [{ code, message: text }] } });
  if (reference.channel_id !== undefined && reference.channel_id !== channel.id) {
    throw fault('MESSAGE_REFERENCE_CHANNEL_MISMATCH', 'Cannot reply to a message in another channel');
  }
  if (!world.may(world.bot.id, channel, 'ReadMessageHistory')) throw refuse('noHistory');
  if (!message || message.isDeleted || message.channelId !== channel.id || message.visibleTo !== null) {
    if (reference.fail_if_not_exists === false) return undefined;
    throw fault('REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  }
  if ([4, 18, 21].includes(message.type)) {
    throw fault('REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE', 'Cannot reply to a system message');
  }
  return message;
}

function list(world: World, { params, query }: Request): Message[] {
  const channel = channelFor(world, params.channel);
  const form = new Form();
  const limit = form.whole({ value: query.limit, path: ['limit'] }, { min: 1, max: 100 }) ?? 50;
  for (const key of ['before', 'after', 'around'] as const) {
    if (query[key] !== undefined && !isId(query[key]) && query[key] !== '0')
      form.fail({ path: [key] }, 'NUMBER_TYPE_COERCE', 'Value is not snowflake.');
  }
  form.done();
  if (!world.may(world.bot.id, channel, 'ReadMessageHistory')) return [];
  const all = world.messagesIn(channel.id).filter(({ isDeleted, visibleTo }) => !isDeleted && visibleTo === null);
  const sorted = [...all].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  const { before, after, around } = query;
  if (around !== undefined) {
    const at = sorted.findIndex(({ id }) => BigInt(id) >= BigInt(around));
    const from = Math.max(0, (at < 0 ? sorted.length : at) - Math.floor(limit / 2));
    return sorted.slice(from, from + limit).reverse();
  }
  if (after !== undefined)
    return sorted
      .filter(({ id }) => BigInt(id) > BigInt(after))
      .slice(0, limit)
      .reverse();
  const until = before === undefined ? sorted : sorted.filter(({ id }) => BigInt(id) < BigInt(before));
  return until.slice(-limit).reverse();
}
