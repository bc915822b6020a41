/** What the workspaces hold: people, channels, messages, windows. Plain data; `World` changes it. */
export type Json = Record<string, unknown>;

export interface Person {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  isAdmin: boolean;
  isOwner: boolean;
  readonly isBot: boolean;
  readonly locale: string;
}

export type ChannelKind = 'channel' | 'group' | 'im';

export interface Channel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  isArchived: boolean;
}

/** What a message said at one time; the notifications of each have been sent. */
export interface Version {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly args: Json;
}

export interface Stream {
  state: 'streaming' | 'stopped' | 'dead';
  readonly startedAt: number;
  /** Every Markdown given to it, in order. */
  readonly pieces: string[];
  /** Tasks and plans, as they came. */
  readonly chunks: Json[];
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  /** The root it replies to; absent for roots. */
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly botId: string | undefined;
  /** For ephemerals: who alone sees it. */
  readonly visibleTo: string | undefined;
  readonly via: 'person' | 'api' | 'stream' | 'response_url';
  readonly at: number;
  readonly files: readonly Json[];
  readonly versions: Version[];
  readonly reactions: { readonly name: string; readonly user: string }[];
  readonly extra: Json;
  subtype: string | undefined;
  text: string;
  blocks: readonly Json[];
  /** What it was posted or changed with, such as `parse` and `unfurl_links`. */
  args: Json;
  metadata: Json | undefined;
  edited: { readonly user: string; readonly ts: string } | undefined;
  isDeleted: boolean;
  /** Set while its words are those of a stream; `chat.update` makes an ordinary message of it. */
  stream: Stream | undefined;
}

export interface View {
  readonly id: string;
  readonly teamId: string;
  readonly user: string;
  readonly type: 'modal' | 'home';
  readonly openedAt: number;
  /** As given, with block ids. */
  body: Json;
  hash: string;
  isOpen: boolean;
  /** What an answer to its submission found wrong, by block. */
  errors: Json;
}

export interface Upload {
  readonly id: string;
  readonly teamId: string;
  readonly filename: string;
  readonly length: number;
  bytes: Buffer | undefined;
  title: string;
  /** What a picture shows. */
  readonly altText: string | undefined;
  channel: string | undefined;
  threadTs: string | undefined;
  isComplete: boolean;
}

/** A file that a person shared, and how its host was asked for it. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Events name no address of it, as of a file of another workspace. */
  readonly isElsewhere: boolean;
  readonly askedWith: (string | undefined)[];
}

export interface Token {
  readonly value: string;
  readonly kind: 'bot' | 'app';
  readonly teamId: string;
  readonly scopes: Set<string>;
  /** The error its use is answered with, once it is no good any more. */
  refusedWith: string | undefined;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly botId: string;
  readonly botUserId: string;
  isInstalled: boolean;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an array that are objects; none for anything else. */
export function objects(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every object within blocks, in reading order; the options of menus are left out. */
export function* everyPart(value: unknown): Iterable<Json> {
  if (Array.isArray(value)) for (const one of value) yield* everyPart(one);
  else if (isObject(value)) {
    yield value;
    for (const [key, one] of Object.entries(value))
      if (key !== 'options' && key !== 'initial_option') yield* everyPart(one);
  }
}
