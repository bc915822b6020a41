/** What a test looks at after the fact, or waits for. */
import type { World } from './guild-state.js';
import type { RestServer } from './rest-server.js';
import type { Call } from './routes.js';
import { type Channel, type Command, type Guild, isDm, isThread, type Message, type User } from './shapes.js';
import { Waiting } from './waiting.js';

export abstract class Observations {
  abstract readonly world: World;
  abstract readonly rest: RestServer;
  /** Events told to the gateway so far. */
  protected events = 0;
  protected readonly waiting = new Waiting(
    () => this.rest.calls.length + this.events,
    () => this.rest.inFlight === 0,
  );

  get calls(): readonly Call[] {
    return this.rest.calls;
  }

  callsTo(method: string, path: RegExp): readonly Call[] {
    return this.rest.calls.filter((call) => call.method === method && path.test(call.path));
  }

  /** Everything said there that anybody can see, in order, deleted messages among it. */
  messages(channel: Channel): readonly Message[] {
    return this.world.messagesIn(channel.id).filter(({ visibleTo }) => visibleTo === null);
  }

  /** What only one person sees, in order. */
  ephemerals(user?: User): readonly Message[] {
    return [...this.world.messages.values()].filter(
      ({ visibleTo }) => visibleTo !== null && (!user || visibleTo === user.id),
    );
  }

  /** What the bot wrote, everywhere, in order. */
  botMessages(channel?: Channel): readonly Message[] {
    const isIts = ({ authorId, type, channelId }: Message): boolean =>
      authorId === this.world.bot.id && ![4, 18, 21].includes(type) && (!channel || channelId === channel.id);
    return [...this.world.messages.values()].filter(isIts);
  }

  commands(guild?: Guild): readonly Command[] {
    return this.world.commands.filter(({ guildId }) => guildId === (guild?.id ?? null));
  }

  threads(parent?: Channel): readonly Channel[] {
    return [...this.world.channels.values()].filter((one) => isThread(one) && (!parent || one.parentId === parent.id));
  }

  get dms(): readonly Channel[] {
    return [...this.world.channels.values()].filter(isDm);
  }

  /** When the bot showed that it types, by channel. */
  get typings(): readonly { readonly channelId: string; readonly at: number }[] {
    const calls = this.callsTo('POST', /^\/channels\/\d+\/typing$/).filter(({ status }) => status === 204);
    return calls.map(({ path, at }) => ({ channelId: path.split('/')[2] ?? '', at }));
  }

  /** What `predicate` gives as soon as it is neither false nor undefined; throws after `timeoutMs`. */
  waitFor<T>(predicate: () => T | undefined | false, timeoutMs = 5000): Promise<T> {
    return this.waiting.for(predicate, timeoutMs);
  }

  /** Nothing was asked for `idleMs`, over REST or the gateway. */
  quiet(idleMs = 150): Promise<void> {
    return this.waiting.quiet(idleMs);
  }
}
