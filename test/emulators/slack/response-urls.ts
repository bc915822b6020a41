/** The ways back that commands and presses carry: five uses, half an hour. */
import { randomBytes } from 'node:crypto';
import { readWords } from './methods-chat.js';
import { Refusal } from './refusal.js';
import { type Channel, isObject, type Json, type Message } from './shapes.js';
import type { Tellings } from './tellings.js';
import { messageWire } from './wire.js';
import type { World } from './world.js';

interface Way {
  readonly channel: Channel;
  readonly user: string;
  /** What was pressed, where something was. */
  readonly source: Message | undefined;
  readonly since: number;
  uses: number;
  isExpired: boolean;
}

const mostUses = 5;
const lifeMs = 30 * 60_000;

export class ResponseUrls {
  readonly #ways = new Map<string, Way>();
  readonly #world: World;
  readonly #tell: Tellings;
  readonly #baseUrl: () => string;

  constructor(world: World, tell: Tellings, baseUrl: () => string) {
    this.#world = world;
    this.#tell = tell;
    this.#baseUrl = baseUrl;
  }

  add(channel: Channel, user: string, source?: Message): string {
    const path = `/respond/${channel.teamId}/${randomBytes(12).toString('hex')}`;
    this.#ways.set(path, { channel, user, source, since: Date.now(), uses: 0, isExpired: false });
    return `${this.#baseUrl()}${path}`;
  }

  /** Ends a way back, or all of them, as half an hour would. */
  expire(url?: string): void {
    for (const [path, way] of this.#ways) if (url === undefined || url.endsWith(path)) way.isExpired = true;
  }

  /** Status and text that Slack answers with. */
  use(path: string, body: Json): { readonly status: number; readonly text: string } {
    const way = this.#ways.get(path);
    if (!way) return { status: 404, text: 'no_service' };
    if (way.isExpired || Date.now() - way.since > lifeMs) return { status: 404, text: 'expired_url' };
    if (way.uses >= mostUses) return { status: 404, text: 'used_url' };
    try {
      this.#say(way, body);
    } catch (error) {
      if (error instanceof Refusal) return { status: 400, text: error.error };
      throw error;
    }
    way.uses++;
    return { status: 200, text: 'ok' };
  }

  /** What an acknowledgement of a command says, which costs no use. @throws Refusal */
  acknowledge(url: string, payload: unknown): void {
    const [, way] = [...this.#ways].find(([path]) => url.endsWith(path)) ?? [];
    const said = typeof payload === 'string' ? { text: payload } : payload;
    if (way && isObject(said) && Object.keys(said).length > 0) this.#say(way, said);
  }

  #say({ channel, user, source }: Way, args: Json): void {
    const world = this.#world;
    if (source && args.delete_original === true) {
      const before = messageWire(world, source);
      source.isDeleted = true;
      if (source.visibleTo === undefined) this.#tell.deleted(channel, source, before);
      return;
    }
    const { text, blocks } = readWords({ world, args }, 'response_url');
    if (source && args.replace_original === true) {
      const before = messageWire(world, source);
      world.rewrite(source, { text, blocks: blocks ?? [], args });
      if (source.visibleTo === undefined) this.#tell.changed(channel, source, before);
      return;
    }
    const { botUserId, botId } = world.team(channel.teamId);
    const threadTs = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
    const metadata = isObject(args.metadata) ? args.metadata : undefined;
    const draft = {
      channel,
      user: botUserId,
      botId,
      text,
      blocks,
      threadTs,
      metadata,
      via: 'response_url',
      args,
    } as const;
    if (args.response_type === 'in_channel') this.#tell.said(channel, world.post(draft));
    else world.post({ ...draft, visibleTo: user });
  }
}
