/** What people do with messages: say, say again, edit, take back; and coming in. */
import { randomUUID } from 'node:crypto';
import type { Ack, Deliveries, Delivery, Retry } from './deliver.js';
import type { Channel, Json, Message, Person } from './shapes.js';
import type { SaidOptions, Tellings } from './tellings.js';
import { fileWire, messageWire } from './wire.js';
import { id, type World } from './world.js';

export interface SayOptions extends SaidOptions {
  readonly threadTs?: string | undefined;
  /** False where the app is not told, as while nobody listens; default true. */
  readonly isHeard?: boolean;
  readonly subtype?: string;
  /** A message of another app's. */
  readonly botId?: string;
  /** Fields of the wire beyond the usual. */
  readonly extra?: Json;
  readonly blocks?: readonly Json[];
  readonly files?: readonly SharedBytes[];
}

/** A file to share. */
export interface SharedBytes {
  readonly name: string;
  readonly bytes: Buffer | string;
  /** Of another workspace: the event names no address. */
  readonly isElsewhere?: boolean;
  /** Fields of the wire instead of the usual ones. */
  readonly wire?: Json;
}

export interface Said {
  readonly ts: string;
  readonly message: Message;
  readonly deliveries: readonly Delivery[];
  readonly acks: readonly Ack[];
}

export class People {
  readonly #world: World;
  readonly #tell: Tellings;
  readonly #deliveries: Deliveries;
  readonly #baseUrl: () => string;

  constructor(world: World, tell: Tellings, deliveries: Deliveries, baseUrl: () => string) {
    this.#baseUrl = baseUrl;
    this.#world = world;
    this.#tell = tell;
    this.#deliveries = deliveries;
  }

  /**
   * Stored at once; resolves when each event was acknowledged or had its time. `text` is in the form of events: `<@U…>`
   * for a mention, `&lt;` for a sign that was typed.
   */
  async say(user: Person, channel: Channel, text: string, options: SayOptions = {}): Promise<Said> {
    const { threadTs, isHeard = true, botId, extra, blocks, only, order } = options;
    const files = (options.files ?? []).map((file) => this.#share(file));
    const subtype = options.subtype ?? (files.length > 0 ? 'file_share' : undefined);
    if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in ${channel.name}`);
    if (threadTs !== undefined && !this.#world.message(channel.id, threadTs)) throw new Error(`no thread ${threadTs}`);
    const draft = { channel, user: user.id, text, threadTs, subtype, botId, blocks, files, via: 'person' } as const;
    const isTyped = botId === undefined && (subtype === undefined || subtype === 'file_share');
    const typed = isTyped ? { client_msg_id: randomUUID() } : {};
    const message = this.#world.post({ ...draft, extra: { ...typed, ...extra } });
    const deliveries = isHeard ? this.#tell.said(channel, message, { only, order }) : [];
    return { ts: message.ts, message, deliveries, acks: await acksOf(deliveries) };
  }

  #share({ name, bytes, isElsewhere = false, wire }: SharedBytes): Json {
    const file = { id: id('F'), name, bytes: Buffer.from(bytes), isElsewhere, askedWith: [] };
    this.#world.sharedFiles.set(file.id, file);
    return { ...fileWire(file, this.#baseUrl()), ...wire };
  }

  /** The same payload once more, as Slack sends it when it was not acknowledged. */
  async redeliver({ kind, body }: Pick<Delivery, 'kind' | 'body'>, retry: Retry = {}): Promise<Ack> {
    const { retryNum = 1, retryReason = 'http_timeout' } = retry;
    return this.#deliveries.deliver(kind, body, kind === 'events_api' ? { retryNum, retryReason } : {}).acked;
  }

  async edit(user: Person, message: Message, text: string, { isHeard = true } = {}): Promise<readonly Ack[]> {
    if (message.user !== user.id) throw new Error(`${user.name} did not write that`);
    const before = messageWire(this.#world, message);
    this.#world.rewrite(message, { text, blocks: undefined, args: {} });
    message.edited = { user: user.id, ts: this.#world.nextTs() };
    return acksOf(isHeard ? this.#tell.changed(this.#channelOf(message), message, before) : []);
  }

  /** Deletes; a root with replies stays as a tombstone. */
  async remove(message: Message, { isHeard = true } = {}): Promise<readonly Ack[]> {
    const before = messageWire(this.#world, message);
    message.isDeleted = true;
    return acksOf(isHeard ? this.#tell.deleted(this.#channelOf(message), message, before) : []);
  }

  /** Comes into a channel; the bot does so when it is invited. */
  async join(userId: string, channel: Channel): Promise<readonly Ack[]> {
    channel.members.add(userId);
    const team = this.#world.team(channel.teamId);
    const type = channel.kind === 'group' ? 'G' : 'C';
    const event = {
      type: 'member_joined_channel',
      user: userId,
      channel: channel.id,
      channel_type: type,
      team: team.id,
    };
    const isTold = channel.members.has(team.botUserId);
    const told = isTold ? this.#tell.event(team, event, `${channel.kind}s:read`) : undefined;
    if (userId === team.botUserId) return acksOf([told]);
    const text = `<@${userId}> has joined the channel`;
    const joined = this.#world.post({ channel, user: userId, text, subtype: 'channel_join', via: 'person' });
    return acksOf([told, ...this.#tell.said(channel, joined)]);
  }

  #channelOf({ channel }: Message): Channel {
    const found = this.#world.channels.get(channel);
    if (!found) throw new Error(`no channel ${channel}`);
    return found;
  }
}

export async function acksOf(deliveries: readonly (Delivery | undefined)[]): Promise<readonly Ack[]> {
  return await Promise.all(deliveries.flatMap((delivery) => delivery?.acked ?? []));
}
