/** Who and what there is, and what a test looks at after the fact or waits for. */
import { Waiting } from '../discord/waiting.js';
import type { Deliveries, Delivery } from './deliver.js';
import type { SlackServer } from './server.js';
import type { Channel, Message, Person, Upload, View } from './shapes.js';
import type { Call, WebApi } from './web-api.js';
import type { Workspace } from './workspace.js';
import type { ShownPrompts, ShownStatus, World } from './world.js';

export abstract class Observations {
  abstract readonly world: World;
  abstract readonly api: WebApi;
  abstract readonly server: SlackServer;
  protected abstract readonly sent: Deliveries;
  /** The first one; its people and channels are those below. */
  abstract readonly workspace: Workspace;
  protected readonly waiting = new Waiting(
    () => this.api.calls.length + this.sent.all.length + this.world.ephemerals.length,
    () => this.server.inFlight === 0 && this.sent.inFlight === 0,
  );

  get botToken(): string {
    return this.workspace.botToken;
  }
  get teamId(): string {
    return this.workspace.teamId;
  }
  get botUserId(): string {
    return this.workspace.botUserId;
  }
  get botMention(): string {
    return `<@${this.botUserId}>`;
  }
  get channel(): Channel {
    return this.workspace.channel;
  }
  get privateChannel(): Channel {
    return this.workspace.privateChannel;
  }
  get alice(): Person {
    return this.workspace.alice;
  }
  get bob(): Person {
    return this.workspace.bob;
  }
  get admin(): Person {
    return this.workspace.admin;
  }

  get calls(): readonly Call[] {
    return this.api.calls;
  }
  callsTo(method: string): readonly Call[] {
    return this.api.calls.filter((call) => call.method === method);
  }
  get deliveries(): readonly Delivery[] {
    return this.sent.all;
  }

  /** Everything that stands there, in order; with `threadTs` a root and its replies, else roots and replies alike. */
  messages(channel: Channel, threadTs?: string): readonly Message[] {
    const all = this.world.messagesIn(channel.id).filter(({ isDeleted }) => !isDeleted);
    return threadTs === undefined ? all : all.filter((one) => one.ts === threadTs || one.threadTs === threadTs);
  }
  /** What was taken back. */
  deletedMessages(channel: Channel): readonly Message[] {
    return this.world.messagesIn(channel.id).filter(({ isDeleted }) => isDeleted);
  }
  /** What the bot wrote there, in order; everywhere without a channel. */
  botMessages(channel?: Channel, threadTs?: string): readonly Message[] {
    const channels = channel ? [channel] : [...this.world.channels.values()];
    const all = channels.flatMap((one) => this.messages(one, threadTs));
    return all.filter(({ user }) => this.world.people.get(user)?.isBot === true);
  }
  /** What only one person sees, in order. */
  ephemerals(user?: Person): readonly Message[] {
    return this.world.ephemerals.filter(({ visibleTo, isDeleted }) => !isDeleted && (!user || visibleTo === user.id));
  }
  /** Windows that are open, the lowest first. */
  views(user: Person): readonly View[] {
    return this.world.openModals(user.id);
  }
  home(user: Person): View | undefined {
    return this.world.home(user.id);
  }

  /** Every status that was set, and `''` where a reply took it away. */
  get statuses(): readonly ShownStatus[] {
    return this.world.statuses;
  }
  /** What stands under a thread now; a status goes by itself after two minutes. */
  statusOf(channel: Channel, threadTs: string): string {
    const last = this.statuses.findLast((one) => one.channel === channel.id && one.threadTs === threadTs);
    return last && Date.now() - last.at < 120_000 ? last.status : '';
  }
  get prompts(): readonly ShownPrompts[] {
    return this.world.prompts;
  }
  get titles(): World['titles'] {
    return this.world.titles;
  }
  /** What an agent's sessions were set to, in order. */
  get sessions(): World['sessions'] {
    return this.world.sessions;
  }
  get uploads(): readonly Upload[] {
    return [...this.world.uploads.values()];
  }
  get warnings(): World['warnings'] {
    return this.world.warnings;
  }

  /** What `predicate` gives as soon as it is neither false nor undefined; throws after `timeoutMs`. */
  waitFor<T>(predicate: () => T | undefined | false, timeoutMs = 5000): Promise<T> {
    return this.waiting.for(predicate, timeoutMs);
  }
  /** Nothing was called, told or left unanswered for `idleMs`. */
  quiet(idleMs = 150): Promise<void> {
    return this.waiting.quiet(idleMs);
  }
}
