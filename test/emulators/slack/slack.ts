/**
 * A Slack on loopback for the real Bolt and WebClient: Web API, Socket Mode and signed HTTP, stateful, validating, with
 * faults on demand. Knows nothing of Pilcrow.
 */
import { randomBytes } from 'node:crypto';
import { type Ack, Deliveries } from './deliver.js';
import type { FaultHandle, PlannedFault } from './faults.js';
import { type Filled, Interactions, type PressOptions, type Started } from './interactions.js';
import { Lifecycle } from './lifecycle.js';
import { accountMethods } from './methods-account.js';
import { chatMethods } from './methods-chat.js';
import { conversationMethods } from './methods-conversations.js';
import { sessionMethods } from './methods-sessions.js';
import { streamMethods } from './methods-streams.js';
import { viewMethods } from './methods-views.js';
import { OAuth } from './oauth.js';
import { Observations } from './observations.js';
import { People, type Said, type SayOptions } from './people.js';
import { Requests, type RequestUrls, type SignedOptions } from './requests.js';
import { ResponseUrls } from './response-urls.js';
import { SlackServer } from './server.js';
import type { Channel, ChannelKind, Message, Person, View } from './shapes.js';
import { type SlackOptions, usualScopes } from './slack-options.js';
import { Sockets } from './socket.js';
import { Tellings } from './tellings.js';
import { WebApi } from './web-api.js';
import { settle, type Workspace } from './workspace.js';
import { World } from './world.js';

export type { Ack } from './deliver.js';
export type { Started } from './interactions.js';
export type { Said } from './people.js';
export { buttonsOf, linksOf, pingsOf } from './read-message.js';
export type { Channel, Message, Person, View } from './shapes.js';
export { markupOf, plainTextOf } from './shown-text.js';
export type { SlackOptions } from './slack-options.js';
export type { Workspace } from './workspace.js';

export class Slack extends Observations {
  override readonly world = new World();
  override readonly server: SlackServer;
  override readonly api: WebApi;
  readonly appToken: string;
  readonly signingSecret = randomBytes(16).toString('hex');
  readonly oauth: OAuth;
  readonly sockets: Sockets;
  readonly people: People;
  /** Installing, opening, stopping, removing. */
  readonly lifecycle: Lifecycle;
  /** The first workspace; its people and channels are those below. */
  override readonly workspace: Workspace;
  readonly ways: ResponseUrls;
  protected override readonly sent: Deliveries;
  readonly #requests: Requests;
  readonly #interactions: Interactions;
  readonly #tell: Tellings;
  readonly #scopes: readonly string[];

  private constructor(options: SlackOptions) {
    super();
    const { scopes = usualScopes, ackMs = 3000, streamMs = 5 * 60_000, triggerMs = 3000, pingMs = 10_000 } = options;
    const { world } = this;
    const onChange = (): void => this.waiting.changed();
    this.#scopes = scopes;
    this.appToken = world.addToken('app', '', ['connections:write']).value;
    this.oauth = new OAuth(world);
    this.sockets = new Sockets(world.appId, pingMs, onChange);
    this.#requests = new Requests(this.signingSecret, () => this.sent.ackMs);
    this.sent = new Deliveries(this.sockets, this.#requests, onChange);
    this.sent.ackMs = ackMs;
    this.sent.redeliverAfterMs = options.redeliverAfterMs ?? [];
    const tell = new Tellings(world, this.sent);
    this.#tell = tell;
    tell.hasEchoes = options.hasEchoes ?? true;
    const baseUrl = (): string => this.server.url;
    const ticketUrl = (): string => `${baseUrl().replace('http', 'ws')}${this.sockets.ticket()}`;
    const methods = {
      ...chatMethods,
      ...conversationMethods,
      ...sessionMethods,
      ...streamMethods(() => streamMs),
      ...viewMethods(() => triggerMs),
      ...accountMethods(ticketUrl),
    };
    this.api = new WebApi({ world, tell, baseUrl, methods });
    this.ways = new ResponseUrls(world, tell, baseUrl);
    const { api, sockets, ways, oauth } = this;
    this.server = new SlackServer(() => ({ world, api, sockets, ways, oauth, onChange }));
    this.people = new People(world, tell, this.sent, baseUrl);
    this.#interactions = new Interactions(world, ways, this.sent);
    this.lifecycle = new Lifecycle(world, tell);
    this.workspace = this.addWorkspace('Reading room');
  }

  static async start(options: SlackOptions): Promise<Slack> {
    const slack = new Slack(options);
    await slack.server.listen();
    return slack;
  }

  get apiUrl(): string {
    return `${this.server.url}/api/`;
  }
  // The place.

  /** A workspace with people and channels; one that has not installed the app has no token and no bot in its channels. */
  addWorkspace(name: string, { isInstalled = true }: { readonly isInstalled?: boolean } = {}): Workspace {
    return settle(this.world, name, isInstalled ? this.#scopes : undefined);
  }
  addPerson(
    name: string,
    options: Partial<Pick<Person, 'isAdmin' | 'isOwner'>> = {},
    workspace = this.workspace,
  ): Person {
    const person = this.world.addPerson(workspace.teamId, name, options);
    workspace.channel.members.add(person.id);
    return person;
  }
  /** With the bot unless it is left out. */
  addChannel(
    name: string,
    { kind = 'channel', members = [this.alice, this.bob], hasBot = true }: AddChannelOptions = {},
  ): Channel {
    const teamId = members[0]?.teamId ?? this.teamId;
    const bot = hasBot ? [this.world.team(teamId).botUserId] : [];
    return this.world.addChannel(teamId, name, kind, [...members.map(({ id }) => id), ...bot]);
  }
  directChannel(user: Person): Channel {
    return this.world.directChannel(user.teamId, user.id);
  }
  /** What the workspace's tokens may do from now on. */
  setScopes(scopes: readonly string[], { teamId } = this.workspace): void {
    for (const token of this.world.tokens.values()) {
      if (token.kind !== 'bot' || token.teamId !== teamId) continue;
      token.scopes.clear();
      for (const scope of scopes) token.scopes.add(scope);
    }
  }

  // What people do. Each resolves when the app acknowledged, or had its time.

  async say(user: Person, channel: Channel, text: string, options?: SayOptions): Promise<Said> {
    return this.people.say(user, channel, text, options);
  }
  redeliver: People['redeliver'] = (delivery, retry) => this.people.redeliver(delivery, retry);
  edit: People['edit'] = (user, message, text, options) => this.people.edit(user, message, text, options);
  remove: People['remove'] = (message, options) => this.people.remove(message, options);
  async join(user: Person | 'bot', channel: Channel): Promise<readonly Ack[]> {
    return this.people.join(user === 'bot' ? this.world.team(channel.teamId).botUserId : user.id, channel);
  }
  async command(user: Person, channel: Channel, command: string, text = ''): Promise<Started> {
    return this.#interactions.command(user, channel, command, text);
  }
  async messageShortcut(user: Person, channel: Channel, ts: string, callbackId: string): Promise<Started> {
    const message = this.world.message(channel.id, ts);
    if (!message) throw new Error(`no message ${ts}`);
    return this.#interactions.messageShortcut(user, message, callbackId);
  }
  async press(user: Person, target: Message | View, actionId: string, options?: PressOptions): Promise<Started> {
    return this.#interactions.press(user, target, actionId, options);
  }
  async submitView(user: Person, viewId: string, filled?: Filled): Promise<Started> {
    const view = this.views(user).find(({ id }) => id === viewId);
    if (!view) throw new Error(`${user.name} has no window ${viewId} open`);
    return this.#interactions.submitView(user, view, filled);
  }
  /** Closes a window without sending it; the app is told where the window asks for it. */
  async closeView(user: Person, viewId: string): Promise<Started | undefined> {
    const view = this.views(user).find(({ id }) => id === viewId);
    return view && this.#interactions.closeView(user, view);
  }
  openHome: Lifecycle['openHome'] = (user, tab) => this.lifecycle.openHome(user, tab);
  assistantThread: Lifecycle['assistantThread'] = (user) => this.lifecycle.assistantThread(user);
  stopSession: Lifecycle['stopSession'] = (user, channel, ts) => this.lifecycle.stopSession(user, channel, ts);
  async uninstall({ teamId } = this.workspace): Promise<readonly Ack[]> {
    return this.lifecycle.uninstall(teamId);
  }
  async revokeTokens({ teamId } = this.workspace): Promise<readonly Ack[]> {
    return this.lifecycle.revokeTokens(teamId);
  }
  /** The events of the bot's own message once more. */
  async echo(message: Message): Promise<readonly Ack[]> {
    const channel = this.world.channels.get(message.channel);
    const deliveries = channel ? this.#tell.said(channel, message) : [];
    return Promise.all(deliveries.map(({ acked }) => acked));
  }

  // How payloads go, and what goes wrong.

  /** By signed HTTP from now on; undefined goes back to sockets. */
  deliverTo(urls: RequestUrls | undefined): void {
    this.#requests.deliverTo(urls);
  }
  /** Any request with Slack's headers; the status it was answered with, 0 for none. */
  async postSigned(body: string | object, options?: SignedOptions): Promise<number> {
    const answer = await this.#requests.post(typeof body === 'string' ? body : JSON.stringify(body), options);
    return answer?.status ?? 0;
  }
  /** Asks every client to connect anew. */
  disconnect(reason: Parameters<Sockets['disconnect']>[0] = 'refresh_requested'): void {
    this.sockets.disconnect(reason);
  }
  dropSockets(): void {
    this.sockets.drop();
  }
  /** Ends every stream, as Slack does after some minutes. */
  killStreams(): void {
    for (const channel of this.world.channels.values())
      for (const { stream } of this.world.messagesIn(channel.id))
        if (stream?.state === 'streaming') stream.state = 'dead';
  }
  /** `slack.fault('chat.postMessage', { kind: 'http500-after' })` */
  fault(method: string, fault: PlannedFault): FaultHandle {
    return this.server.faults.plan(method, fault);
  }
  /** Nothing listens any more: connections are cut, new ones refused. */
  async goDown(): Promise<void> {
    this.sockets.drop();
    await this.server.close();
  }
  /** Listens again, where it did before. */
  async comeBack(): Promise<void> {
    await this.server.listen();
  }
  async stop(): Promise<void> {
    this.sent.stop();
    this.sockets.stop();
    await this.server.close();
  }
}

export interface AddChannelOptions {
  readonly kind?: ChannelKind;
  readonly members?: readonly Person[];
  readonly hasBot?: boolean;
}

export const startSlack = (options: SlackOptions = {}): Promise<Slack> => Slack.start(options);
