/**
 * A Discord on loopback for the real discord.js: REST v10 and Gateway, stateful, validating, with faults on demand. Knows
 * nothing of Pilcrow.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OptionValues } from './command-options.js';
import type { DiscordOptions } from './discord-options.js';
import type { Fault, FaultHandle } from './faults.js';
import { Gateway } from './gateway.js';
import { type UserOptions, World } from './guild-state.js';
import type { Outcome } from './interaction-responses.js';
import { InteractionStarts } from './interaction-starts.js';
import { Interactions } from './interactions.js';
import { Intent } from './messages.js';
import { Observations } from './observations.js';
import { channelPayload, guildCreatePayload } from './payloads.js';
import { People } from './people.js';
import { usualLimits } from './rate-limits.js';
import { RestServer } from './rest-server.js';
import { applicationRoutes } from './routes-application.js';
import { channelRoutes } from './routes-channels.js';
import { interactionRoutes } from './routes-interactions.js';
import { messageRoutes } from './routes-messages.js';
import { type Channel, ChannelKind, type ChannelKindName, type Guild, type Message, type User } from './shapes.js';
import { tellThread } from './threads.js';

export type { DiscordOptions } from './discord-options.js';
export type { Outcome } from './interaction-responses.js';
export { buttonsOf, coveredTextOf, linksOf, pingsOf, plainTextOf } from './mentions.js';
export type { Channel, Guild, Message, User } from './shapes.js';

export class Discord extends Observations {
  override readonly world: World;
  readonly people: People;
  override readonly rest: RestServer;
  readonly gateway: Gateway;
  token = `MTAwMDAwMDAwMDAwMDAwMDAw.G${randomBytes(4).toString('hex')}.${randomBytes(19).toString('base64url')}`;
  /** The first server, its owner, who may do everything, and a member who may do the usual. */
  readonly guild: Guild;
  readonly admin: User;
  readonly member: User;
  /** Its channels. */
  readonly text: Channel;
  readonly announcements: Channel;
  readonly forum: Channel;
  readonly #starts: InteractionStarts;
  readonly #interactions: Interactions;
  #server: Server;
  #port = 0;

  private constructor(options: DiscordOptions) {
    super();
    const { allowsMessageContent = true, allowsMembers = false, botName = 'Pilcrow', firstResponseMs = 3000 } = options;
    const {
      heartbeatMs = 41_250,
      tokenMs = 15 * 60_000,
      shards = 1,
      maxConcurrency = 1,
      integrationTypes = [0],
      hasRateLimits = false,
    } = options;
    const world = new World({ allowsMessageContent, botName });
    this.world = world;
    this.people = new People(world);
    this.#interactions = new Interactions(world, { firstResponseMs, tokenMs });
    this.#starts = new InteractionStarts(world, this.#interactions);
    const token = (): string => this.token;
    const onChange = (): void => this.waiting.changed();
    const grantedIntents = (allowsMessageContent ? Intent.messageContent : 0) | (allowsMembers ? Intent.members : 0);
    this.gateway = new Gateway(world, {
      token,
      heartbeatMs,
      resumeUrl: () => this.#url('ws', '/gateway/resume'),
      grantedIntents,
      onChange,
    });
    const settings = {
      gatewayUrl: () => this.#url('ws', '/gateway'),
      shards,
      maxConcurrency,
      integrationTypes,
      identifiesLeft: () => 1000 - this.gateway.identifies,
    };
    const routes = [
      ...applicationRoutes(world, settings),
      ...messageRoutes(world),
      ...channelRoutes(world),
      ...interactionRoutes(world, this.#interactions),
    ];
    this.rest = new RestServer({ token, routes, onChange });
    if (hasRateLimits) this.rest.limits.rules.push(...usualLimits);
    if (hasRateLimits) this.rest.limits.globalPerSecond = 50;
    const publish = world.onEvent;
    world.onEvent = (event) => {
      this.events++;
      publish(event);
    };
    this.admin = world.addUser('ada');
    this.member = world.addUser('max');
    this.guild = this.addGuild('Reading room', { owner: this.admin, members: [this.member] });
    this.text = this.addChannel('essays', 'text');
    this.announcements = this.addChannel('news', 'announcement');
    this.forum = this.addChannel('questions', 'forum');
    this.#server = this.#makeServer();
  }

  static async start(options: DiscordOptions): Promise<Discord> {
    const discord = new Discord(options);
    await discord.comeBack();
    return discord;
  }

  get apiUrl(): string {
    return this.#url('http', '/api');
  }
  get applicationId(): string {
    return this.world.applicationId;
  }
  get botUserId(): string {
    return this.world.bot.id;
  }
  get botMention(): string {
    return `<@${this.world.bot.id}>`;
  }

  // The place.

  addUser(name: string, options?: UserOptions): User {
    return this.world.addUser(name, options);
  }

  /** A server, heard of by those who are connected. Without the bot, only who installed the application can use it there. */
  addGuild(
    name: string,
    {
      owner = this.admin,
      members = [],
      hasBot = true,
      locale = 'en-US',
    }: { owner?: User; members?: readonly User[]; hasBot?: boolean; locale?: string } = {},
  ): Guild {
    const guild = this.world.addGuild({ name, owner, hasBot, locale });
    for (const user of members) this.world.addMember(guild, user);
    if (hasBot) this.world.tell('GUILD_CREATE', Intent.guilds, guild.id, () => guildCreatePayload(this.world, guild));
    return guild;
  }

  /** The bot is removed from a server, as by its owner. */
  removeBot(guild: Guild): void {
    guild.hasBot = false;
    guild.members.delete(this.botUserId);
    this.world.tell('GUILD_DELETE', Intent.guilds, guild.id, () => ({ id: guild.id }));
  }

  addMember(user: User, guild = this.guild): void {
    this.world.addMember(guild, user);
  }

  addChannel(name: string, kind: ChannelKindName, guild = this.guild): Channel {
    const channel = this.world.addChannel({ name, type: ChannelKind[kind], guildId: guild.id });
    this.world.tell('CHANNEL_CREATE', Intent.guilds, guild.id, () => channelPayload(this.world, channel));
    return channel;
  }

  /** A thread that only its members see; the bot is one unless it is left out. */
  addPrivateThread(name: string, members: readonly User[], { hasBot = true, parent = this.text } = {}): Channel {
    const [owner = this.admin] = members;
    const options = {
      name,
      type: ChannelKind.privateThread,
      guildId: parent.guildId,
      parentId: parent.id,
      ownerId: owner.id,
    };
    const thread = this.world.addChannel(options);
    for (const { id } of hasBot ? [...members, this.world.bot] : members) thread.threadMembers.add(id);
    if (hasBot) tellThread(this.world, 'THREAD_CREATE', thread);
    return thread;
  }

  /** The direct message of a person and the bot; with more people, a chat the bot is not in. */
  dm(user: User, ...others: readonly User[]): Channel {
    return others.length === 0 ? this.world.dmOf(user, this.world.bot) : this.world.dmOf(user, ...others);
  }

  // What people start. Each resolves when it was first answered, or had its time.

  async command(user: User, channel: Channel, name: string, options: OptionValues = {}): Promise<Outcome> {
    return this.#starts.command(user, channel, name, options);
  }
  async autocomplete(
    user: User,
    channel: Channel,
    name: string,
    options: OptionValues,
    focused: string,
  ): Promise<Outcome> {
    return this.#starts.autocomplete(user, channel, name, options, focused);
  }
  async messageCommand(user: User, message: Message, name: string): Promise<Outcome> {
    return this.#starts.messageCommand(user, message, name);
  }
  async press(user: User, message: Message, customId: string): Promise<Outcome> {
    return this.#starts.press(user, message, customId);
  }
  async select(user: User, message: Message, customId: string, values: readonly string[]): Promise<Outcome> {
    return this.#starts.select(user, message, customId, values);
  }
  async submitModal(
    user: User,
    customId: string,
    fields: Parameters<InteractionStarts['submitModal']>[2],
  ): Promise<Outcome> {
    return this.#starts.submitModal(user, customId, fields);
  }
  /** Ends a token as fifteen minutes would. */
  expire({ token }: Outcome): void {
    this.#interactions.expire(token);
  }

  // What goes wrong.

  /** `discord.fault('POST', '/channels/:id/messages', { kind: 'fails', times: 4 })` */
  fault(method: string, pattern: string, fault: Fault & { readonly times?: number }): FaultHandle {
    return this.rest.faults.plan(method, pattern, fault);
  }

  /** Nothing listens any more: connections are cut, new ones refused. */
  async goDown(): Promise<void> {
    this.gateway.drop();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Listens again, where it did before. */
  async comeBack(): Promise<void> {
    this.#server = this.#makeServer();
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    this.world.fileHost = this.#url('http', '');
  }

  async stop(): Promise<void> {
    this.#interactions.stop();
    this.gateway.stop();
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #makeServer(): Server {
    const server = createServer((request, response) => {
      const id = /^\/attachments\/[^/]+\/(\d+)\//.exec(request.url ?? '')?.[1];
      if (id !== undefined) this.#serveFile(id, request, response);
      else this.rest.handle(request, response).catch(() => response.destroy());
    });
    return server.on('upgrade', (request, socket, head) => this.gateway.upgrade(request, socket, head));
  }

  #serveFile(id: string, { headers }: IncomingMessage, response: ServerResponse): void {
    const file = this.world.hosted.get(id);
    file?.askedWith.push(headers.authorization);
    response.writeHead(file ? 200 : 404).end(file?.bytes);
  }

  #url(scheme: 'http' | 'ws', path: string): string {
    return `${scheme}://127.0.0.1:${this.#port}${path}`;
  }
}

export const startDiscord = (options: DiscordOptions = {}): Promise<Discord> => Discord.start(options);
