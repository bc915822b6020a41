/** What people and other bots do in this Discord: they write, reply, edit, delete, join, post in forums, react. */
import type { World } from './guild-state.js';
import { editMessage, Intent, reactTo, removeMessage, sendMessage, unfoldLink } from './messages.js';
import { channelPayload } from './payloads.js';
import { bitsOf, type PermissionName } from './permissions.js';
import {
  type Attachment,
  type Channel,
  ChannelKind,
  type Guild,
  isThread,
  type Json,
  type Message,
  MessageKind,
  type Role,
  type User,
} from './shapes.js';
import { makeId } from './snowflake.js';
import { forumPost, tellThread, threadFromMessage, wake } from './threads.js';

export interface SayOptions {
  readonly replyTo?: Message;
  /** Whether the reply notifies its author; default true. */
  readonly pingsReplied?: boolean;
  /** Whether the gateway tells of it; default true. */
  readonly isHeard?: boolean;
  readonly embeds?: readonly Json[];
  readonly files?: readonly TextFile[];
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export class People {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** As a person or another bot; it has to be able to write there. */
  say(user: User, channel: Channel, text: string, options: SayOptions = {}): Message {
    const world = this.#world;
    const { replyTo, pingsReplied = true, isHeard = true, embeds = [], files = [] } = options;
    const needed = isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages';
    if (!world.may(user.id, channel, needed))
      throw new Error(`${user.name} may not write in ${channel.name || 'this chat'}`);
    wake(world, channel, false);
    if (text.includes(`<@${world.bot.id}>`)) this.#invite(channel);
    const allowedMentions = { parse: ['users', 'roles', 'everyone'], replied_user: pingsReplied };
    const sender = { authorId: user.id, isSilent: !isHeard, ...(replyTo && { replyTo }) };
    return sendMessage(
      world,
      channel,
      { content: text.trim(), embeds, files: files.map(textFile), allowedMentions },
      sender,
    );
  }

  /** As a webhook of the channel, not of any application. */
  sayAsWebhook(channel: Channel, name: string, text: string): Message {
    const id = makeId();
    return sendMessage(this.#world, channel, { content: text }, { authorId: id, webhook: { id, name } });
  }

  edit(message: Message, text: string): void {
    editMessage(this.#world, message, { content: text });
  }

  remove(message: Message, { isHeard = true } = {}): void {
    removeMessage(this.#world, message, { isSilent: !isHeard });
  }

  react(user: User, message: Message, emoji: string, isAdded = true): void {
    reactTo(this.#world, message, emoji, user.id, isAdded);
  }

  /** A preview is found for a link: MESSAGE_UPDATE without an edit. */
  unfold(message: Message, url: string): void {
    unfoldLink(this.#world, message, url);
  }

  /** A newcomer; the channel says so, in a message that is the system's. */
  join(guild: Guild, user: User, channel: Channel): Message {
    this.#world.addMember(guild, user);
    return sendMessage(this.#world, channel, {}, { authorId: user.id, type: MessageKind.userJoin });
  }

  post(user: User, forum: Channel, title: string, text: string, { isHeard = true } = {}): [Channel, Message] {
    return forumPost(this.#world, forum, { content: text }, { name: title, ownerId: user.id, isSilent: !isHeard });
  }

  /** Opens a thread from a message, as a person does in the client. */
  openThread(user: User, message: Message, name: string): Channel {
    return threadFromMessage(this.#world, message, { name, ownerId: user.id });
  }

  /** Closes a thread, as time or a moderator does. */
  archive(thread: Channel, { isLocked = false } = {}): void {
    Object.assign(thread, { isArchived: true, isLocked });
    tellThread(this.#world, 'THREAD_UPDATE', thread);
  }

  deleteChannel(channel: Channel): void {
    if (isThread(channel)) tellThread(this.#world, 'THREAD_DELETE', channel);
    else this.#world.tell('CHANNEL_DELETE', Intent.guilds, channel.guildId, () => channelPayload(this.#world, channel));
    channel.isDeleted = true;
  }

  addRole(
    guild: Guild,
    name: string,
    {
      permissions = [],
      isMentionable = false,
    }: { permissions?: readonly PermissionName[]; isMentionable?: boolean } = {},
  ): Role {
    const role: Role = { id: makeId(), name, permissions: bitsOf(permissions), isMentionable };
    guild.roles.set(role.id, role);
    return role;
  }

  giveRole(guild: Guild, user: User, role: Role): void {
    guild.members.get(user.id)?.roles.push(role.id);
  }

  /** Allows or denies in one channel, to a person or a role; sessions hear of the change. */
  permit(
    channel: Channel,
    subject: User | Role,
    { allow = [], deny = [] }: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
  ): void {
    const isRole = !('locale' in subject);
    channel.overwrites.set(subject.id, { id: subject.id, isRole, allow: bitsOf(allow), deny: bitsOf(deny) });
    const payload = channelPayload(this.#world, channel);
    this.#world.tell('CHANNEL_UPDATE', Intent.guilds, channel.guildId, () => payload);
  }

  /** Who is mentioned in a private thread becomes one of its members. */
  #invite(channel: Channel): void {
    const { bot } = this.#world;
    if (channel.type !== ChannelKind.privateThread || channel.threadMembers.has(bot.id)) return;
    channel.threadMembers.add(bot.id);
    tellThread(this.#world, 'THREAD_CREATE', channel);
  }
}

export function textFile({ name, text }: TextFile): Attachment {
  const bytes = Buffer.from(text);
  return { id: '0', filename: name, contentType: 'text/plain', description: null, size: bytes.length, bytes };
}
