/** The people, servers, channels and messages of this Discord, and the one place that tells the gateway of changes. */
import { channelPermissions, Permission, type PermissionName, usual } from './permissions.js';
import {
  type Channel,
  ChannelKind,
  type Command,
  type Guild,
  type Id,
  isDm,
  isThread,
  type Json,
  type Message,
  type User,
} from './shapes.js';
import { makeId } from './snowflake.js';

/** Something that sessions hear of. */
export interface WorldEvent {
  readonly name: string;
  /** A session needs one of these intents; 0 is heard by all. */
  readonly intents: number;
  readonly guildId: Id | null;
  /** The payload; some of it depends on whether the session may read what people write. */
  readonly payload: (mayRead: boolean) => Json;
}

export interface UserOptions {
  readonly isBot?: boolean;
  /** As Discord writes them: `en-US`, `ru`, `ja`. */
  readonly locale?: string;
  readonly hasInstalled?: boolean;
}

export interface ChannelOptions {
  readonly name: string;
  readonly type: number;
  readonly guildId?: Id | null;
  readonly parentId?: Id | null;
  readonly ownerId?: Id | null;
  readonly recipients?: readonly Id[];
  readonly id?: Id;
  readonly topic?: string | null;
}

export class World {
  readonly users = new Map<Id, User>();
  readonly guilds = new Map<Id, Guild>();
  readonly channels = new Map<Id, Channel>();
  readonly messages = new Map<Id, Message>();
  readonly commands: Command[] = [];
  readonly applicationId: Id;
  readonly bot: User;
  /** The portal grants Message Content. */
  readonly allowsMessageContent: boolean;
  /** Told of everything sessions may hear. */
  onEvent: (event: WorldEvent) => void = () => undefined;
  /** Where files are fetched from, as Discord's own host for them. */
  fileHost = 'https://cdn.discordapp.com';
  /** Files that were shown, by id, and the `Authorization` that each was asked for with. */
  readonly hosted = new Map<Id, { readonly bytes: Buffer; readonly askedWith: (string | undefined)[] }>();
  readonly #inChannel = new Map<Id, Message[]>();

  constructor({ allowsMessageContent, botName }: { allowsMessageContent: boolean; botName: string }) {
    this.allowsMessageContent = allowsMessageContent;
    // As with older applications, the application's id is not its bot's.
    this.applicationId = makeId();
    this.bot = this.addUser(botName, { isBot: true });
  }

  addUser(name: string, { isBot = false, locale = 'en-US', hasInstalled = false }: UserOptions = {}): User {
    const user: User = { id: makeId(), name, isBot, locale, hasInstalled, refusesDms: false };
    this.users.set(user.id, user);
    return user;
  }

  addGuild({
    name,
    owner,
    hasBot = true,
    locale = 'en-US',
  }: {
    name: string;
    owner: User;
    hasBot?: boolean;
    locale?: string;
  }): Guild {
    const id = makeId();
    const guild: Guild = { id, name, ownerId: owner.id, locale, hasBot, members: new Map(), roles: new Map() };
    guild.roles.set(id, { id, name: '@everyone', permissions: usual, isMentionable: false });
    this.guilds.set(id, guild);
    this.addMember(guild, owner);
    if (hasBot) {
      const role = makeId();
      guild.roles.set(role, { id: role, name: 'bots', permissions: Permission.MentionEveryone, isMentionable: false });
      this.addMember(guild, this.bot, [role]);
    }
    return guild;
  }

  addMember(guild: Guild, user: User, roles: readonly Id[] = []): void {
    guild.members.set(user.id, { userId: user.id, joinedAt: new Date().toISOString(), roles: [...roles], nick: null });
  }

  addChannel({
    name,
    type,
    guildId = null,
    parentId = null,
    ownerId = null,
    recipients = [],
    id,
    topic = null,
  }: ChannelOptions): Channel {
    const channel: Channel = {
      id: id ?? makeId(),
      type,
      guildId,
      parentId,
      ownerId,
      recipients,
      overwrites: new Map(),
      threadMembers: new Set(ownerId === null ? [] : [ownerId]),
      createdAt: new Date().toISOString(),
      name,
      topic,
      isArchived: false,
      isLocked: false,
      autoArchiveMinutes: 4320,
      lastMessageId: null,
      isDeleted: false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The direct message of these people and no others, made where there is none. */
  dmOf(...people: readonly User[]): Channel {
    const ids = people.map(({ id }) => id);
    const isIt = ({ recipients }: Channel): boolean =>
      recipients.length === ids.length && ids.every((id) => recipients.includes(id));
    const found = [...this.channels.values()].find((channel) => isDm(channel) && isIt(channel));
    const type = ids.length > 2 ? ChannelKind.groupDm : ChannelKind.dm;
    return found ?? this.addChannel({ name: '', type, recipients: ids });
  }

  user(id: Id): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`no user ${id}`);
    return user;
  }

  guildOf({ guildId }: Pick<Channel, 'guildId'>): Guild | undefined {
    return guildId === null ? undefined : this.guilds.get(guildId);
  }

  /** Messages of a channel in the order they came, deleted ones among them. */
  messagesIn(channelId: Id): readonly Message[] {
    return this.#inChannel.get(channelId) ?? [];
  }

  keep(message: Message): void {
    this.messages.set(message.id, message);
    const list = this.#inChannel.get(message.channelId) ?? [];
    this.#inChannel.set(message.channelId, [...list, message]);
    const channel = this.channels.get(message.channelId);
    if (channel && message.visibleTo === null) channel.lastMessageId = message.id;
  }

  permissionsIn(channel: Channel, userId: Id): bigint {
    const parent = channel.parentId === null ? undefined : this.channels.get(channel.parentId);
    const place = isThread(channel) && parent ? parent : channel;
    const bits = channelPermissions(this.guildOf(channel), place, userId);
    const isShut = channel.type === ChannelKind.privateThread && !channel.threadMembers.has(userId);
    return isShut && (bits & Permission.ManageThreads) === 0n ? 0n : bits;
  }

  may(userId: Id, channel: Channel, ...names: readonly PermissionName[]): boolean {
    const bits = this.permissionsIn(channel, userId);
    return names.every((name) => (bits & Permission[name]) !== 0n);
  }

  /** The bot is there: its gateway hears of the channel and REST knows it. */
  isHeardIn(channel: Channel): boolean {
    const guild = this.guildOf(channel);
    if (guild) return guild.hasBot && this.may(this.bot.id, channel, 'ViewChannel');
    return channel.recipients.includes(this.bot.id);
  }

  tell(name: string, intents: number, guildId: Id | null, payload: (mayRead: boolean) => Json): void {
    this.onEvent({ name, intents, guildId, payload });
  }
}
