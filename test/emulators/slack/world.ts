/** The state of every workspace, and the only hand that changes it. Knows no wire but the form of a message. */
import { randomBytes } from 'node:crypto';
import {
  type Channel,
  type ChannelKind,
  type Json,
  type Message,
  objects,
  type Person,
  type SharedFile,
  type Team,
  type Token,
  type Upload,
  type View,
} from './shapes.js';

export interface Draft {
  readonly channel: Channel;
  readonly user: string;
  readonly text: string;
  readonly via: Message['via'];
  readonly botId?: string | undefined;
  readonly blocks?: readonly Json[] | undefined;
  readonly threadTs?: string | undefined;
  readonly subtype?: string | undefined;
  readonly metadata?: Json | undefined;
  readonly files?: readonly Json[];
  readonly visibleTo?: string | undefined;
  readonly args?: Json;
  readonly extra?: Json;
  readonly stream?: Message['stream'];
}

export interface Trigger {
  readonly user: string;
  readonly teamId: string;
  readonly viewId: string | undefined;
  readonly at: number;
  isUsed: boolean;
}

export interface ShownStatus {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: string;
  readonly loadingMessages: readonly string[];
  readonly at: number;
}

export interface ShownPrompts {
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly title: string | undefined;
  readonly prompts: readonly { readonly title: string; readonly message: string }[];
}

export interface ShownSession {
  readonly channel: string;
  readonly threadTs: string;
  readonly status: string;
  readonly title: string | undefined;
  readonly at: number;
}

export class World {
  readonly appId = id('A');
  readonly teams = new Map<string, Team>();
  readonly people = new Map<string, Person>();
  readonly channels = new Map<string, Channel>();
  readonly tokens = new Map<string, Token>();
  readonly ephemerals: Message[] = [];
  readonly views: View[] = [];
  readonly uploads = new Map<string, Upload>();
  /** Files that people shared. */
  readonly sharedFiles = new Map<string, SharedFile>();
  readonly triggers = new Map<string, Trigger>();
  readonly statuses: ShownStatus[] = [];
  readonly prompts: ShownPrompts[] = [];
  readonly sessions: ShownSession[] = [];
  readonly titles: { readonly channel: string; readonly threadTs: string; readonly title: string }[] = [];
  /** What Slack takes and a careful app does not send. */
  readonly warnings: { readonly method: string; readonly warning: string }[] = [];
  readonly #messages = new Map<string, Message[]>();
  #lastMicros = 0;

  addTeam(name: string, isInstalled: boolean): Team {
    const team: Team = {
      id: id('T'),
      name,
      domain: name.toLowerCase().replace(/\W+/g, '-'),
      botId: id('B'),
      botUserId: id('U'),
      isInstalled,
    };
    this.teams.set(team.id, team);
    const bot = { isAdmin: false, isOwner: false, isBot: true, locale: 'en-US' };
    this.people.set(team.botUserId, { id: team.botUserId, teamId: team.id, name: 'bot', ...bot });
    return team;
  }

  addPerson(
    teamId: string,
    name: string,
    options: Partial<Pick<Person, 'isAdmin' | 'isOwner' | 'locale'>> = {},
  ): Person {
    const person = {
      id: id('U'),
      teamId,
      name,
      isAdmin: false,
      isOwner: false,
      isBot: false,
      locale: 'en-US',
      ...options,
    };
    this.people.set(person.id, person);
    return person;
  }

  addChannel(teamId: string, name: string, kind: ChannelKind, members: readonly string[]): Channel {
    const prefix = kind === 'im' ? 'D' : kind === 'group' ? 'G' : 'C';
    const channel = { id: id(prefix), teamId, name, kind, members: new Set(members), isArchived: false };
    this.channels.set(channel.id, channel);
    return channel;
  }

  addToken(kind: Token['kind'], teamId: string, scopes: Iterable<string>): Token {
    const [prefix, part] = kind === 'bot' ? ['xoxb', teamId] : ['xapp-1', this.appId];
    const value = `${prefix}-${part}-${randomBytes(8).toString('hex')}`;
    const token: Token = { value, kind, teamId, scopes: new Set(scopes), refusedWith: undefined };
    this.tokens.set(value, token);
    return token;
  }

  addTrigger(user: string, teamId: string, viewId?: string): string {
    const value = `${Date.now()}.${randomBytes(4).readUInt32BE()}.${randomBytes(8).toString('hex')}`;
    this.triggers.set(value, { user, teamId, viewId, at: Date.now(), isUsed: false });
    return value;
  }

  team(teamId: string): Team {
    const team = this.teams.get(teamId);
    if (!team) throw new Error(`no workspace ${teamId}`);
    return team;
  }

  directChannel(teamId: string, userId: string): Channel {
    for (const channel of this.channels.values())
      if (channel.kind === 'im' && channel.members.has(userId)) return channel;
    return this.addChannel(teamId, userId, 'im', [userId, this.team(teamId).botUserId]);
  }

  /** A time stamp later than every other one. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.#lastMicros + 1, Date.now() * 1000);
    return tsOf(this.#lastMicros);
  }

  post({ channel, user, text, via, ...draft }: Draft): Message {
    const { botId, threadTs, subtype, metadata, files = [], visibleTo, args = {}, extra = {}, stream } = draft;
    const blocks = withIds(draft.blocks ?? []);
    const message: Message = {
      channel: channel.id,
      ts: this.nextTs(),
      threadTs,
      user,
      botId,
      visibleTo,
      via,
      at: Date.now(),
      files,
      versions: [{ text, blocks, args }],
      reactions: [],
      extra,
      subtype,
      text,
      blocks,
      args,
      metadata,
      edited: undefined,
      isDeleted: false,
      stream,
    };
    if (visibleTo !== undefined) this.ephemerals.push(message);
    else this.#messages.set(channel.id, [...this.messagesIn(channel.id), message]);
    return message;
  }

  /** Puts other words in a message's place; blocks that are not given stay. */
  rewrite(
    message: Message,
    next: { readonly text: string; readonly blocks: readonly Json[] | undefined; readonly args: Json },
  ): void {
    message.text = next.text;
    if (next.blocks) message.blocks = withIds(next.blocks);
    message.args = next.args;
    message.versions.push({ text: message.text, blocks: message.blocks, args: message.args });
  }

  /** Deleted ones among them, oldest first. */
  messagesIn(channelId: string): readonly Message[] {
    return this.#messages.get(channelId) ?? [];
  }

  message(channelId: string, ts: string | undefined): Message | undefined {
    return this.messagesIn(channelId).find((message) => message.ts === ts);
  }

  repliesTo(channelId: string, ts: string): readonly Message[] {
    return this.messagesIn(channelId).filter(({ threadTs, isDeleted }) => threadTs === ts && !isDeleted);
  }

  openModals(user: string): readonly View[] {
    return this.views.filter((view) => view.type === 'modal' && view.user === user && view.isOpen);
  }

  home(user: string): View | undefined {
    return this.views.find((view) => view.type === 'home' && view.user === user);
  }
}

/** Ten signs after the prefix, as Slack's own. */
export function id(prefix: string): string {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return prefix + [...randomBytes(10)].map((byte) => alphabet[byte % 36]).join('');
}

export function tsOf(micros: number): string {
  return `${Math.floor(micros / 1e6)}.${String(micros % 1e6).padStart(6, '0')}`;
}

/** Microseconds of a time stamp, or of seconds with fewer digits. */
export function microsOf(ts: string): number {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Slack gives an id to each block that has none. */
export function withIds(blocks: readonly Json[]): readonly Json[] {
  return objects(blocks).map((block) => ({
    ...block,
    block_id: block.block_id ?? randomBytes(3).toString('base64url'),
  }));
}
