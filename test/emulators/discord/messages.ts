/** Messages come, change and go; sessions hear of it as their intents and the content rule allow. */
import type { World } from './guild-state.js';
import { noPings, pingsFor, textDisplaysOf } from './mentions.js';
import { memberPayload, messagePayload, userPayload } from './payloads.js';
import {
  type Channel,
  type Draft,
  Flag,
  type Id,
  isDm,
  isThread,
  type Json,
  type Message,
  MessageKind,
  type Pings,
} from './shapes.js';
import { makeId } from './snowflake.js';
import { allComponents } from './validate-components.js';
import { refuseEmpty } from './validate-message.js';

export const Intent = {
  guilds: 1 << 0,
  members: 1 << 1,
  presences: 1 << 8,
  guildMessages: 1 << 9,
  guildReactions: 1 << 10,
  dms: 1 << 12,
  dmReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

export interface Sender {
  readonly authorId: Id;
  readonly type?: number;
  readonly replyTo?: Message;
  /** A system message points somewhere without being a reply. */
  readonly reference?: { readonly channelId: Id; readonly messageId: Id };
  readonly webhook?: { readonly id: Id; readonly name: string | null };
  readonly visibleTo?: Id | null;
  readonly interaction?: Message['interaction'];
  readonly nonce?: string | number | null;
  readonly id?: Id;
  /** Nobody is told; default false. */
  readonly isSilent?: boolean;
}

/** Keeps a new message and tells of it; refuses an empty one, unless it is a system's or still loading. */
export function sendMessage(world: World, channel: Channel, draft: Draft, sender: Sender): Message {
  const { authorId, replyTo, webhook, visibleTo = null, interaction = null, nonce = null } = sender;
  const type = sender.type ?? (replyTo ? MessageKind.reply : MessageKind.default);
  const message: Message = {
    id: sender.id ?? makeId(),
    channelId: channel.id,
    authorId,
    type,
    webhookId: webhook?.id ?? null,
    webhookName: webhook?.name ?? null,
    visibleTo,
    nonce,
    reference: replyTo ? { channelId: replyTo.channelId, messageId: replyTo.id } : (sender.reference ?? null),
    interaction,
    versions: [],
    createdAt: Date.now(),
    content: draft.content ?? '',
    embeds: draft.embeds ?? [],
    components: numbered(draft.components ?? []),
    attachments: stored(draft.files),
    flags: draft.flags ?? 0,
    pings: noPings,
    editedAt: null,
    isDeleted: false,
    reactions: new Map(),
  };
  const isBare = (message.flags & Flag.Loading) !== 0 || [4, 7, 18, 21].includes(type);
  if (!isBare) refuseEmpty(message);
  message.pings = pingsOfDraft(world, channel, message, draft);
  addVersion(message);
  world.keep(message);
  if (isThread(channel)) channel.threadMembers.add(authorId);
  if (!sender.isSilent) tellCreated(world, channel, message);
  return message;
}

/** Changes what the draft names, flags and mentions with it, and tells of it. */
export function editMessage(world: World, message: Message, draft: Draft, { isSilent = false } = {}): void {
  const channel = channelOf(world, message);
  const after = {
    content: draft.content ?? (draft.content === null ? '' : message.content),
    embeds: draft.embeds ?? (draft.embeds === null ? [] : message.embeds),
    components: draft.components ? numbered(draft.components) : draft.components === null ? [] : message.components,
    attachments: [
      ...message.attachments.filter(({ id }) => !draft.keptAttachments || draft.keptAttachments.includes(id)),
      ...stored(draft.files),
    ],
  };
  refuseEmpty(after);
  Object.assign(message, after);
  const settable = Flag.SuppressEmbeds | Flag.ComponentsV2;
  if (typeof draft.flags === 'number')
    message.flags = (message.flags & ~Flag.SuppressEmbeds) | (draft.flags & settable);
  message.flags &= ~Flag.Loading;
  message.editedAt = Date.now();
  message.pings = pingsOfDraft(world, channel, message, draft);
  addVersion(message);
  if (!isSilent) tellUpdated(world, message);
}

export function removeMessage(world: World, message: Message, { isSilent = false } = {}): void {
  const channel = channelOf(world, message);
  message.isDeleted = true;
  if (isSilent || message.visibleTo !== null || !world.isHeardIn(channel)) return;
  world.tell('MESSAGE_DELETE', isDm(channel) ? Intent.dms : Intent.guildMessages, channel.guildId, () => ({
    id: message.id,
    channel_id: channel.id,
    ...(channel.guildId && { guild_id: channel.guildId }),
  }));
}

export function reactTo(world: World, message: Message, emoji: string, userId: Id, isAdded: boolean): void {
  const people = message.reactions.get(emoji) ?? new Set();
  if (isAdded === people.has(userId)) return;
  if (isAdded) people.add(userId);
  else people.delete(userId);
  if (people.size > 0) message.reactions.set(emoji, people);
  else message.reactions.delete(emoji);
  const channel = channelOf(world, message);
  const intent = isDm(channel) ? Intent.dmReactions : Intent.guildReactions;
  world.tell(isAdded ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE', intent, channel.guildId, () => {
    const member = world.guildOf(channel)?.members.get(userId);
    return {
      user_id: userId,
      channel_id: channel.id,
      message_id: message.id,
      message_author_id: message.authorId,
      emoji: { id: null, name: emoji },
      burst: false,
      type: 0,
      ...(channel.guildId && { guild_id: channel.guildId }),
      ...(member && isAdded && { member: { ...memberPayload(member), user: userPayload(world.user(userId)) } }),
    };
  });
}

/** As when a preview is found: MESSAGE_UPDATE with an embed, and no edit time. */
export function unfoldLink(world: World, message: Message, url: string): void {
  message.embeds = [...message.embeds, { type: 'link', url, title: url }];
  tellUpdated(world, message);
}

export function channelOf(world: World, { channelId }: Pick<Message, 'channelId'>): Channel {
  const channel = world.channels.get(channelId);
  if (!channel) throw new Error(`no channel ${channelId}`);
  return channel;
}

function pingsOfDraft(world: World, channel: Channel, message: Message, { allowedMentions }: Draft): Pings {
  if (message.visibleTo !== null) return noPings;
  const guild = world.guildOf(channel);
  const replied =
    message.type === MessageKind.reply && message.reference
      ? world.messages.get(message.reference.messageId)
      : undefined;
  const isInteraction = message.interaction !== null;
  return pingsFor({
    texts: [message.content, ...textDisplaysOf(message.components)],
    allowed: allowedMentions,
    source: isInteraction || message.webhookId !== null ? 'interaction' : 'message',
    mayPingMany: world.may(message.authorId, channel, 'MentionEveryone'),
    repliedTo: isInteraction ? null : (replied?.authorId ?? null),
    isUser: (id) => world.users.has(id),
    role: (id) => guild?.roles.get(id),
  });
}

function addVersion(message: Message): void {
  const { content, embeds, components, flags, pings } = message;
  message.versions.push({ at: Date.now(), content, embeds, components, flags, pings });
}

/** Files get ids of their own; until then they have their place in the request. */
const stored = (files: Draft['files'] = []): Message['attachments'] => files.map((file) => ({ ...file, id: makeId() }));

/** Components get numbers, as Discord gives them to those that have none. */
function numbered(components: readonly Json[]): Json[] {
  const copy = structuredClone(components) as Json[];
  const taken = new Set([...allComponents(copy)].map(({ id }) => id));
  let next = 1;
  for (const component of allComponents(copy)) {
    if (component.id) continue;
    while (taken.has(next)) next++;
    component.id = next++;
  }
  return copy;
}

function tellCreated(world: World, channel: Channel, message: Message): void {
  tellOf(world, 'MESSAGE_CREATE', channel, message, { channel_type: channel.type });
}

export function tellUpdated(world: World, message: Message): void {
  const channel = channelOf(world, message);
  tellOf(world, 'MESSAGE_UPDATE', channel, message, { channel_type: channel.type });
}

function tellOf(world: World, name: string, channel: Channel, message: Message, more: Json): void {
  if (message.visibleTo !== null || !world.isHeardIn(channel)) return;
  const member = world.guildOf(channel)?.members.get(message.authorId);
  const frozen = { ...message };
  world.tell(name, isDm(channel) ? Intent.dms : Intent.guildMessages, channel.guildId, (mayRead) => ({
    ...messagePayload(world, frozen, mayRead),
    ...more,
    ...(channel.guildId && { guild_id: channel.guildId }),
    ...(member && message.webhookId === null && { member: memberPayload(member) }),
  }));
}
