/** Events as Slack tells them: which the app hears, in which form. Says nothing where a scope or membership is missing. */
import type { Deliveries, Delivery } from './deliver.js';
import type { Channel, Json, Message, Team } from './shapes.js';
import { messageWire } from './wire.js';
import { id, type World } from './world.js';

const historyScope = { channel: 'channels:history', group: 'groups:history', im: 'im:history' } as const;

export class Tellings {
  readonly #world: World;
  readonly #deliveries: Deliveries;
  /** Whether the app hears of its own messages, as from the real Slack; default yes. */
  hasEchoes = true;

  constructor(world: World, deliveries: Deliveries) {
    this.#world = world;
    this.#deliveries = deliveries;
  }

  /** An event to the app; undefined where it is not told of it. */
  event(team: Team, event: Json, scope?: string): Delivery | undefined {
    if (scope !== undefined && !this.#isGranted(team, scope)) return undefined;
    const body = {
      token: 'verification-token',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: this.#world.appId,
      event: { ...event, event_ts: event.event_ts ?? event.ts ?? this.#world.nextTs() },
      type: 'event_callback',
      event_id: id('Ev'),
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: team.botUserId, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: id('4-'),
    };
    return this.#deliveries.deliver('events_api', body);
  }

  /** A message as `message`, and as `app_mention` where it names the bot in a channel. */
  said(channel: Channel, message: Message, { only, order = 'message-first' }: SaidOptions = {}): readonly Delivery[] {
    const { events, mention } = this.#formsOf(channel, message);
    const wanted = [
      ...(only === 'mention' ? [] : events),
      ...(only === 'message' || mention === undefined ? [] : [mention]),
    ];
    return (order === 'message-first' ? wanted : wanted.reverse()).flatMap((tell) => tell() ?? []);
  }

  changed(channel: Channel, message: Message, before: Json): readonly Delivery[] {
    const now = messageWire(this.#world, message);
    return this.#hidden(channel, message, { subtype: 'message_changed', message: now, previous_message: before });
  }

  deleted(channel: Channel, message: Message, before: Json): readonly Delivery[] {
    if (this.#world.repliesTo(channel.id, message.ts).length > 0) return this.changed(channel, message, before);
    const gone = { subtype: 'message_deleted', deleted_ts: message.ts, previous_message: before };
    return this.#hidden(channel, message, gone);
  }

  #hidden(channel: Channel, { user }: Message, event: Json): readonly Delivery[] {
    const team = this.#world.team(channel.teamId);
    const isOwn = user === team.botUserId;
    if ((isOwn && !this.hasEchoes) || !channel.members.has(team.botUserId)) return [];
    const full = {
      type: 'message',
      hidden: true,
      ...event,
      channel: channel.id,
      ts: this.#world.nextTs(),
      channel_type: channel.kind,
    };
    return [this.event(team, full, historyScope[channel.kind])].filter((delivery) => delivery !== undefined);
  }

  #formsOf(channel: Channel, message: Message) {
    const team = this.#world.team(channel.teamId);
    if (!channel.members.has(team.botUserId)) return { events: [], mention: undefined };
    const isOwn = message.user === team.botUserId;
    const wire = { ...messageWire(this.#world, message), channel: channel.id, event_ts: message.ts };
    const full = { ...wire, channel_type: channel.kind };
    const events = isOwn && !this.hasEchoes ? [] : [() => this.event(team, full, historyScope[channel.kind])];
    const isNamed = [`<@${team.botUserId}>`, `<@${team.botUserId}|`].some((name) => message.text.includes(name));
    const isMention = !isOwn && channel.kind !== 'im' && isNamed;
    const isSpoken = message.subtype === undefined || message.subtype === 'file_share';
    const mention = () => this.event(team, { ...wire, type: 'app_mention' }, 'app_mentions:read');
    return { events, mention: isMention && isSpoken ? mention : undefined };
  }

  #isGranted(team: Team, scope: string): boolean {
    const tokens = [...this.#world.tokens.values()].filter((token) => token.kind === 'bot' && token.teamId === team.id);
    return tokens.some((token) => token.scopes.has(scope));
  }
}

export interface SaidOptions {
  readonly only?: 'mention' | 'message' | undefined;
  /** Which of the two events goes first; default the message. */
  readonly order?: 'message-first' | 'mention-first' | undefined;
}
