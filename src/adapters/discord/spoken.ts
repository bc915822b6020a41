/**
 * What discord.js and Discord's REST say of a message, in the few words that reading one takes.
 */
import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  ChannelType,
  type Client,
  ComponentType,
  type GuildTextBasedChannel,
  type Message,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Spoken, Surroundings } from './heard.js';
import type { Spot } from './places.js';

/** People's own messages; every other type is Discord telling of something, or a bot's answer to a command. */
const said: ReadonlySet<number> = new Set([MessageType.Default, MessageType.Reply]);

export async function spokenOf(message: Message): Promise<Spoken> {
  const { author, reference } = message;
  const isMachine = author.bot || author.system || message.webhookId !== null || !said.has(message.type);
  const isReply = !isMachine && message.type === MessageType.Reply && reference?.messageId !== undefined;
  const known = isReply ? message.channel.messages.cache.get(reference.messageId ?? '') : undefined;
  const referred = known ?? (isReply ? await message.fetchReference().catch(() => undefined) : undefined);
  const rows = referred?.components.map((row) => row.toJSON()) ?? [];
  return {
    id: message.id,
    authorId: author.id,
    isMachine,
    content: message.content,
    mentions: [...message.mentions.users.keys()],
    files: [...message.attachments.values()].map(({ name, size, url }) => ({ name, size, url })),
    ...(referred ? { reference: { authorId: referred.author.id, text: wordsOf(referred.content, rows) } } : {}),
  };
}

export function spokenOfRaw(message: APIMessage): Spoken {
  const { author, referenced_message: referred } = message;
  return {
    id: message.id,
    authorId: author.id,
    isMachine:
      author.bot === true || author.system === true || message.webhook_id !== undefined || !said.has(message.type),
    content: message.content,
    mentions: message.mentions.map(({ id }) => id),
    files: message.attachments.map(({ filename, size, url }) => ({ name: filename, size, url })),
    ...(message.type === MessageType.Reply && referred
      ? { reference: { authorId: referred.author.id, text: wordsOf(referred.content, referred.components ?? []) } }
      : {}),
  };
}

/** Content, or the words of components. */
export function wordsOf(content: string, components: readonly unknown[]): string {
  if (content !== '') return content;
  return (components as readonly APIMessageTopLevelComponent[])
    .flatMap((component) => (component.type === ComponentType.TextDisplay ? [component.content] : []))
    .join('\n');
}

/** What is around the messages of a channel; undefined where the channel is not known to us. */
export async function surroundingsOf(client: Client<true>, channelId: string): Promise<Surroundings | undefined> {
  const channel =
    client.channels.cache.get(channelId) ??
    (await client.channels.fetch(channelId).catch(() => undefined)) ??
    undefined;
  if (!channel?.isTextBased()) return undefined;
  if (channel.isDMBased()) {
    const spot: Spot = { guildId: null, channelId, parentId: null, isDirect: channel.type === ChannelType.DM };
    return { spot, isThreadable: false };
  }
  const parent = channel.isThread() ? channel.parent : null;
  const isPost = parent?.type === ChannelType.GuildForum || parent?.type === ChannelType.GuildMedia;
  const spot: Spot = {
    guildId: channel.guildId,
    channelId,
    parentId: channel.isThread() ? (channel.parentId ?? channelId) : null,
    isDirect: false,
  };
  return { spot, isThreadable: mayOpenThreads(channel), ...(isPost ? { postTitle: channel.name } : {}) };
}

/** Whether to try: no only where Discord's roles surely forbid it, for a refusal can still be answered by a reply. */
function mayOpenThreads(channel: GuildTextBasedChannel): boolean {
  if (channel.type !== ChannelType.GuildText && channel.type !== ChannelType.GuildAnnouncement) return false;
  try {
    const mine = channel.permissionsFor(channel.client.user);
    const isSure = mine?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]) ?? false;
    const needed = [PermissionFlagsBits.CreatePublicThreads, PermissionFlagsBits.SendMessagesInThreads];
    return !isSure || mine?.has(needed) === true;
  } catch {
    return true;
  }
}
