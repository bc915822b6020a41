/** Opening the app, stopping it, removing it: events that are about no message. */
import type { Ack } from './deliver.js';
import { acksOf } from './people.js';
import type { Channel, Person } from './shapes.js';
import type { Tellings } from './tellings.js';
import { viewWire } from './wire.js';
import type { World } from './world.js';

export class Lifecycle {
  readonly #world: World;
  readonly #tell: Tellings;

  constructor(world: World, tell: Tellings) {
    this.#world = world;
    this.#tell = tell;
  }

  async openHome(user: Person, tab: 'home' | 'messages' = 'home'): Promise<readonly Ack[]> {
    const { id: channel } = this.#world.directChannel(user.teamId, user.id);
    const view = this.#world.home(user.id);
    const shown = tab === 'home' && view ? { view: viewWire(this.#world, view) } : {};
    return this.#tellTeam(user.teamId, { type: 'app_home_opened', user: user.id, channel, tab, ...shown });
  }

  /** A thread as assistants had them before agents; its first message is the bot's side of Slack, and empty. */
  async assistantThread(user: Person): Promise<{ channel: Channel; threadTs: string; acks: readonly Ack[] }> {
    const team = this.#world.team(user.teamId);
    const channel = this.#world.directChannel(team.id, user.id);
    const draft = {
      channel,
      user: team.botUserId,
      botId: team.botId,
      text: 'New Assistant Thread',
      via: 'api',
    } as const;
    const { ts: threadTs } = this.#world.post({ ...draft, subtype: 'assistant_app_thread' });
    const context = { team_id: team.id, enterprise_id: null };
    const assistant_thread = { user_id: user.id, context, channel_id: channel.id, thread_ts: threadTs };
    const event = { type: 'assistant_thread_started', assistant_thread };
    return { channel, threadTs, acks: await this.#tellTeam(team.id, event, 'assistant:write') };
  }

  /** The button that stops what is being written in a thread; its streams end. */
  async stopSession(user: Person, channel: Channel, threadTs: string): Promise<readonly Ack[]> {
    const streams = this.#world
      .messagesIn(channel.id)
      .filter((message) => message.threadTs === threadTs && message.stream?.state === 'streaming');
    for (const { stream } of streams) if (stream) stream.state = 'dead';
    const streaming_message_ts = streams.map(({ ts }) => ts);
    const event = { type: 'agent_session_stopped', channel: channel.id, thread_ts: threadTs, user: user.id };
    return this.#tellTeam(user.teamId, { ...event, streaming_message_ts });
  }

  async uninstall(teamId: string): Promise<readonly Ack[]> {
    const revoked = this.revokeTokens(teamId, 'account_inactive');
    const team = this.#world.team(teamId);
    const acks = await acksOf([this.#tell.event(team, { type: 'app_uninstalled' })]);
    team.isInstalled = false;
    return [...(await revoked), ...acks];
  }

  async revokeTokens(teamId: string, refusedWith = 'token_revoked'): Promise<readonly Ack[]> {
    const team = this.#world.team(teamId);
    for (const token of this.#world.tokens.values())
      if (token.kind === 'bot' && token.teamId === teamId) token.refusedWith ??= refusedWith;
    return this.#tellTeam(teamId, { type: 'tokens_revoked', tokens: { oauth: [], bot: [team.botUserId] } });
  }

  async #tellTeam(teamId: string, event: object, scope?: string): Promise<readonly Ack[]> {
    return acksOf([this.#tell.event(this.#world.team(teamId), { ...event }, scope)]);
  }
}
