/** State as it looks on the wire. A reader who may not read what people write gets those fields empty. */

import type { World } from './guild-state.js';
import { guildPermissions } from './permissions.js';
import {
  type Channel,
  Flag,
  type Guild,
  type Id,
  isDm,
  isThread,
  type Json,
  type Member,
  type Message,
  type Role,
  type User,
} from './shapes.js';

export const userPayload = ({ id, name, isBot }: User): Json => ({
  id,
  username: name,
  discriminator: isBot ? '0001' : '0',
  global_name: isBot ? null : name,
  avatar: null,
  bot: isBot,
  public_flags: 0,
});

export const rolePayload = ({ id, name, permissions, isMentionable }: Role): Json => ({
  id,
  name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 0,
  permissions: permissions.toString(),
  managed: false,
  mentionable: isMentionable,
  flags: 0,
});

export const memberPayload = ({ roles, joinedAt, nick }: Member): Json => ({
  roles,
  nick,
  avatar: null,
  joined_at: joinedAt,
  premium_since: null,
  deaf: false,
  mute: false,
  flags: 0,
});

export function channelPayload(world: World, channel: Channel): Json {
  const { id, type, name, guildId, parentId, topic, lastMessageId } = channel;
  const common = { id, type, flags: 0, last_message_id: lastMessageId };
  if (isDm(channel)) {
    const others = channel.recipients.filter((person) => person !== world.bot.id);
    return { ...common, recipients: others.map((person) => userPayload(world.user(person))) };
  }
  if (isThread(channel)) return { ...common, ...threadFields(world, channel) };
  return {
    ...common,
    guild_id: guildId,
    name,
    parent_id: parentId,
    topic,
    position: 0,
    nsfw: false,
    rate_limit_per_user: 0,
    permission_overwrites: [...channel.overwrites.values()].map(({ id: whose, isRole, allow, deny }) => ({
      id: whose,
      type: isRole ? 0 : 1,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
    ...(type === 15 && {
      available_tags: [],
      default_reaction_emoji: null,
      default_sort_order: null,
      default_forum_layout: 0,
    }),
  };
}

function threadFields(world: World, channel: Channel): Json {
  const { id, name, guildId, parentId, ownerId, createdAt, threadMembers } = channel;
  const count = world.messagesIn(id).filter(({ isDeleted, visibleTo }) => !isDeleted && visibleTo === null).length;
  return {
    guild_id: guildId,
    name,
    parent_id: parentId,
    owner_id: ownerId,
    message_count: count,
    total_message_sent: count,
    member_count: Math.min(threadMembers.size, 50),
    rate_limit_per_user: 0,
    thread_metadata: {
      archived: channel.isArchived,
      locked: channel.isLocked,
      auto_archive_duration: channel.autoArchiveMinutes,
      archive_timestamp: createdAt,
      create_timestamp: createdAt,
      ...(channel.type === 12 && { invitable: true }),
    },
    ...(threadMembers.has(world.bot.id) && {
      member: { id, user_id: world.bot.id, join_timestamp: createdAt, flags: 1 },
    }),
  };
}

export function guildPayload(guild: Guild): Json {
  const { id, name, ownerId, locale, roles, members } = guild;
  return {
    id,
    name,
    icon: null,
    owner_id: ownerId,
    preferred_locale: locale,
    features: [],
    roles: [...roles.values()].map(rolePayload),
    emojis: [],
    stickers: [],
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    mfa_level: 0,
    premium_tier: 0,
    premium_subscription_count: 0,
    nsfw_level: 0,
    vanity_url_code: null,
    description: null,
    approximate_member_count: members.size,
  };
}

/** GUILD_CREATE: without the members intent, of the members the bot alone. */
export function guildCreatePayload(world: World, guild: Guild): Json {
  const here = [...world.channels.values()].filter(({ guildId, isDeleted }) => guildId === guild.id && !isDeleted);
  const bot = guild.members.get(world.bot.id);
  const threads = here.filter((channel) => isThread(channel) && !channel.isArchived && world.isHeardIn(channel));
  return {
    ...guildPayload(guild),
    joined_at: bot?.joinedAt,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [{ ...memberPayload(bot), user: userPayload(world.bot) }] : [],
    channels: here.filter((channel) => !isThread(channel)).map((channel) => channelPayload(world, channel)),
    threads: threads.map((channel) => channelPayload(world, channel)),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Own messages, direct messages and those that mention the bot are readable without Message Content. */
export function isReadable(world: World, message: Message, mayRead: boolean): boolean {
  const channel = world.channels.get(message.channelId);
  const isOwn = message.authorId === world.bot.id || message.webhookId === world.applicationId;
  return mayRead || isOwn || (channel !== undefined && isDm(channel)) || message.pings.users.includes(world.bot.id);
}

export function messagePayload(world: World, message: Message, mayRead: boolean): Json {
  const { id, channelId, flags, pings, reference, webhookId } = message;
  const isShown = isReadable(world, message, mayRead);
  const author = world.users.get(message.authorId);
  const quoted = reference && message.type !== 18 ? world.messages.get(reference.messageId) : undefined;
  const thread = (flags & Flag.HasThread) !== 0 ? world.channels.get(id) : undefined;
  return {
    id,
    channel_id: channelId,
    type: message.type,
    content: isShown ? message.content : '',
    embeds: isShown ? message.embeds : [],
    components: isShown ? message.components : [],
    attachments: isShown ? message.attachments.map((file) => attachmentPayload(world, channelId, file)) : [],
    author:
      author && message.webhookName === null
        ? userPayload(author)
        : { id: webhookId, username: message.webhookName, discriminator: '0000', avatar: null, bot: true },
    mentions: pings.users.map((user) => userPayload(world.user(user))),
    mention_roles: pings.roles,
    mention_everyone: pings.isEveryone,
    timestamp: new Date(message.createdAt).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    flags,
    tts: false,
    pinned: false,
    ...(message.nonce !== null && { nonce: message.nonce }),
    ...(webhookId !== null && { webhook_id: webhookId }),
    ...(message.authorId === world.bot.id && { application_id: world.applicationId }),
    ...(message.interaction && { interaction_metadata: message.interaction.metadata }),
    ...(message.reactions.size > 0 && { reactions: reactionsPayload(world, message) }),
    ...(reference && { message_reference: referencePayload(world, reference) }),
    ...(reference &&
      message.type !== 18 && {
        referenced_message: quoted && !quoted.isDeleted ? messagePayload(world, quoted, mayRead) : null,
      }),
    ...(thread && { thread: channelPayload(world, thread) }),
  };
}

function referencePayload(world: World, { channelId, messageId }: { channelId: Id; messageId: Id }): Json {
  const guildId = world.channels.get(channelId)?.guildId;
  return { type: 0, channel_id: channelId, message_id: messageId, ...(guildId && { guild_id: guildId }) };
}

/** A file as messages and options show it; from then on it can be fetched. */
export function attachmentPayload(
  world: World,
  channelId: Id,
  { id, filename, description, size, contentType, bytes }: Message['attachments'][number],
): Json {
  if (!world.hosted.has(id)) world.hosted.set(id, { bytes, askedWith: [] });
  return {
    id,
    filename,
    size,
    url: `${world.fileHost}/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`,
    proxy_url: `https://media.discordapp.net/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`,
    content_type: contentType,
    ...(description !== null && { description }),
  };
}

function reactionsPayload(world: World, { reactions }: Message): Json[] {
  return [...reactions].map(([name, people]) => ({
    emoji: { id: null, name },
    count: people.size,
    count_details: { burst: 0, normal: people.size },
    me: people.has(world.bot.id),
    me_burst: false,
    burst_colors: [],
  }));
}

/** A member in an interaction: with user and permissions in that channel. */
export function actorPayload(world: World, guild: Guild, channel: Channel, user: User): Json {
  const member = guild.members.get(user.id);
  if (!member) throw new Error(`${user.name} is not in ${guild.name}`);
  const permissions = world.permissionsIn(channel, user.id) || guildPermissions(guild, user.id);
  return { ...memberPayload(member), user: userPayload(user), permissions: permissions.toString() };
}
