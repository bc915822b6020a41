/** What a method of the Web API is given, and the refusals that several share. */
import { Refusal } from './refusal.js';
import { type Channel, isObject, type Json, type Message, type Team, type Token } from './shapes.js';
import type { Tellings } from './tellings.js';
import type { World } from './world.js';

export interface Invocation {
  readonly world: World;
  readonly args: Json;
  readonly token: Token;
  readonly team: Team;
  readonly tell: Tellings;
  readonly baseUrl: string;
}

export interface Method {
  /** Any one of these is enough; a function where they depend on the arguments. */
  readonly scopes?: readonly string[] | ((invocation: Invocation) => readonly string[]);
  /** Default bot. */
  readonly tokenKind?: 'bot' | 'app';
  readonly run: (invocation: Invocation) => Json;
}

export type Methods = Readonly<Record<string, Method>>;

export function textOf(args: Json, key: string): string | undefined {
  const value = args[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function flagOf(args: Json, key: string): boolean {
  return args[key] === true || args[key] === 'true' || args[key] === '1' || args[key] === 1;
}

/** A channel that the bot is told of. @throws Refusal */
export function channelOf({ world, args, team }: Invocation, key = 'channel'): Channel {
  const channel = world.channels.get(textOf(args, key) ?? '');
  const isHidden = channel && channel.kind !== 'channel' && !channel.members.has(team.botUserId);
  if (!channel || channel.teamId !== team.id || isHidden) throw new Refusal('channel_not_found');
  return channel;
}

/** A channel that the bot is in. @throws Refusal */
export function memberChannelOf(invocation: Invocation, key = 'channel'): Channel {
  const channel = channelOf(invocation, key);
  if (!channel.members.has(invocation.team.botUserId)) throw new Refusal('not_in_channel');
  return channel;
}

/** A channel that the bot may write in. @throws Refusal */
export function writableChannelOf(invocation: Invocation): Channel {
  const { world, args, team } = invocation;
  const named = textOf(args, 'channel') ?? '';
  const person = world.people.get(named);
  if (person?.teamId === team.id && !person.isBot) return world.directChannel(team.id, named);
  const channel = memberChannelOf(invocation);
  if (channel.isArchived) throw new Refusal('is_archived');
  return channel;
}

/** The root that a message is to stand under. Slack asks for none that exists, and neither does it warn. */
export function threadOf({ world, args }: Invocation, { id }: Channel): string | undefined {
  const ts = textOf(args, 'thread_ts');
  if (ts === undefined) return undefined;
  const message = world.message(id, ts);
  if (message && message.threadTs === undefined) return ts;
  if (!message) {
    world.warnings.push({ method: 'thread_ts', warning: `${ts} is no message` });
    return ts;
  }
  world.warnings.push({ method: 'thread_ts', warning: `${ts} is a reply; its root is ${message.threadTs}` });
  return message.threadTs;
}

/** A message of the bot's own. @throws Refusal */
export function ownMessageOf(invocation: Invocation, refusal: string): Message {
  const { world, args, team } = invocation;
  const channel = channelOf(invocation);
  const message = world.message(channel.id, textOf(args, 'ts'));
  if (!message || message.isDeleted) throw new Refusal('message_not_found');
  if (message.user !== team.botUserId) throw new Refusal(refusal);
  return message;
}

/** @throws Refusal */
export function metadataOf({ args: { metadata } }: Invocation): Json | undefined {
  if (metadata === undefined) return undefined;
  const isWhole = isObject(metadata) && typeof metadata.event_type === 'string' && isObject(metadata.event_payload);
  if (!isWhole) throw new Refusal('invalid_metadata_format');
  if (JSON.stringify(metadata).length > 16_000) throw new Refusal('metadata_too_large');
  return metadata;
}

/** One page of a list, and the cursor of the next. @throws Refusal */
export function pageOf<T>(
  all: readonly T[],
  args: Json,
  { usual = 100, most = 1000 } = {},
): { page: readonly T[]; next: string } {
  const limit = Math.min(Number(textOf(args, 'limit') ?? usual) || usual, most);
  const cursor = textOf(args, 'cursor');
  const start =
    cursor === undefined ? 0 : Number(/^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new Refusal('invalid_cursor');
  const end = start + limit;
  return { page: all.slice(start, end), next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '' };
}
