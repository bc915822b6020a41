/**
 * What this Discord remembers, in its own words, and the numbers of the wire. Payloads as clients see them are made in
 * payloads.ts; nothing here is sent as it is.
 */

export type Id = string;
/** A JSON object nobody has looked at yet. */
export type Json = Record<string, unknown>;

export const Flag = {
  SuppressEmbeds: 1 << 2,
  HasThread: 1 << 5,
  Ephemeral: 1 << 6,
  Loading: 1 << 7,
  SuppressNotifications: 1 << 12,
  ComponentsV2: 1 << 15,
} as const;

export const ChannelKind = {
  text: 0,
  dm: 1,
  groupDm: 3,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;
export type ChannelKindName = keyof typeof ChannelKind;

export const MessageKind = {
  default: 0,
  channelNameChange: 4,
  userJoin: 7,
  threadCreated: 18,
  reply: 19,
  chatInputCommand: 20,
  threadStarter: 21,
  contextMenuCommand: 23,
} as const;

export interface User {
  readonly id: Id;
  readonly name: string;
  readonly isBot: boolean;
  readonly locale: string;
  /** The application is installed to this account. */
  hasInstalled: boolean;
  /** Direct messages from the bot are refused with 50007. */
  refusesDms: boolean;
}

export interface Role {
  readonly id: Id;
  readonly name: string;
  permissions: bigint;
  isMentionable: boolean;
}

export interface Member {
  readonly userId: Id;
  readonly joinedAt: string;
  roles: Id[];
  nick: string | null;
}

export interface Guild {
  readonly id: Id;
  readonly name: string;
  readonly ownerId: Id;
  readonly locale: string;
  /** False: only people who installed the application to their account can use it here. */
  hasBot: boolean;
  readonly members: Map<Id, Member>;
  readonly roles: Map<Id, Role>;
}

export interface Overwrite {
  readonly id: Id;
  readonly isRole: boolean;
  allow: bigint;
  deny: bigint;
}

export interface Channel {
  readonly id: Id;
  readonly type: number;
  readonly guildId: Id | null;
  /** The channel of a thread, else null. */
  readonly parentId: Id | null;
  /** Who opened the thread. */
  readonly ownerId: Id | null;
  /** The two or more people of a direct message. */
  readonly recipients: readonly Id[];
  readonly overwrites: Map<Id, Overwrite>;
  readonly threadMembers: Set<Id>;
  readonly createdAt: string;
  name: string;
  topic: string | null;
  isArchived: boolean;
  isLocked: boolean;
  autoArchiveMinutes: number;
  lastMessageId: Id | null;
  isDeleted: boolean;
}

export interface Attachment {
  readonly id: Id;
  readonly filename: string;
  readonly description: string | null;
  readonly size: number;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Whom a message notifies. */
export interface Pings {
  readonly users: readonly Id[];
  readonly roles: readonly Id[];
  readonly isEveryone: boolean;
  /** Its part of `users` that is there because of the reply alone. */
  readonly repliedUser: Id | null;
}

/** A message as it stood after being sent or edited. */
export interface Version {
  readonly at: number;
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  readonly flags: number;
  readonly pings: Pings;
}

export interface Message {
  readonly id: Id;
  readonly channelId: Id;
  readonly authorId: Id;
  readonly type: number;
  readonly webhookId: Id | null;
  readonly webhookName: string | null;
  /** Only this person sees it. */
  readonly visibleTo: Id | null;
  readonly nonce: string | number | null;
  readonly reference: { readonly channelId: Id; readonly messageId: Id } | null;
  /** The interaction it answers, with its `interaction_metadata`. */
  readonly interaction: { readonly id: Id; readonly metadata: Json } | null;
  /** Every version, the first as sent, the last as it stands. */
  readonly versions: Version[];
  readonly createdAt: number;
  content: string;
  embeds: readonly Json[];
  components: readonly Json[];
  attachments: readonly Attachment[];
  flags: number;
  pings: Pings;
  editedAt: number | null;
  isDeleted: boolean;
  readonly reactions: Map<string, Set<Id>>;
}

/** What a message is to become; absent is as it was, or nothing. */
export interface Draft {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Json[] | null;
  readonly flags?: number | null;
  readonly allowedMentions?: AllowedMentions | null;
  readonly keptAttachments?: readonly Id[] | null;
  readonly files?: readonly Attachment[];
}

export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly Id[] | null;
  readonly roles?: readonly Id[] | null;
  readonly replied_user?: boolean | null;
}

export interface Command {
  readonly id: Id;
  readonly guildId: Id | null;
  /** Changes only with the command. */
  readonly version: Id;
  readonly type: number;
  readonly name: string;
  /** As sent, with defaults filled in. */
  readonly body: Json;
}

export const isThread = (channel: Channel): boolean => channel.type >= 10 && channel.type <= 12;
export const isDm = (channel: Channel): boolean =>
  channel.type === ChannelKind.dm || channel.type === ChannelKind.groupDm;
