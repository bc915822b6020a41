/**
 * Slack's events and commands as messages of the conversation. Pure: no call, no state, no policy beyond whom Slack
 * says a message comes from.
 */
import type { Incoming, Place } from '../../conversation/types.js';
import type { SlackFile } from './files.js';
import { readText } from './read-text.js';

/** Who we are in a workspace. */
export interface Self {
  readonly userId: string;
  readonly botId: string | undefined;
}

/** A message to answer, a deletion to follow, or nothing for us. */
export type Heard =
  | {
      readonly kind: 'message';
      readonly incoming: Incoming;
      readonly where: Where;
      readonly files?: readonly SlackFile[];
    }
  | { readonly kind: 'deletion'; readonly place: Place; readonly messageId: string };

/** Where a reply goes. */
export interface Where {
  readonly channel: string;
  readonly threadTs: string;
  readonly user: string;
}

/** A message as events and histories show it. */
export interface SlackMessage {
  readonly type?: string;
  readonly subtype?: string;
  readonly channel?: string;
  readonly channel_type?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly text?: string;
  readonly ts?: string;
  readonly thread_ts?: string;
  readonly edited?: unknown;
  readonly hidden?: boolean;
  readonly deleted_ts?: string;
  readonly previous_message?: SlackMessage;
  readonly message?: SlackMessage;
  readonly files?: readonly SlackFile[];
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: Readonly<Record<string, unknown>> };
}

/** People's own messages; everything else with a subtype is Slack telling about something. */
export const spoken: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
]);

/** What an event of `app_mention` or `message` is to us. */
export function readEvent(team: string, event: SlackMessage, self: Self): Heard | undefined {
  const { channel } = event;
  if (channel === undefined) return undefined;
  if (event.subtype === 'message_deleted') return deletion(team, channel, event.deleted_ts, event.previous_message);
  if (event.subtype === 'message_changed' && event.message?.subtype === 'tombstone')
    return deletion(team, channel, event.message.ts, event.message);
  return readMessage(team, channel, event, self);
}

/** What a message is to us, from an event or found in a history. */
export function readMessage(team: string, channel: string, event: SlackMessage, self: Self): Heard | undefined {
  const { user, ts, text = '' } = event;
  if (user === undefined || ts === undefined || !spoken.has(event.subtype)) return undefined;
  if (event.hidden || event.edited !== undefined || event.bot_id !== undefined) return undefined;
  if (user === self.userId || user === 'USLACKBOT') return undefined;
  const isDirect = event.channel_type === 'im' || channel.startsWith('D');
  const isMentioned = event.type === 'app_mention' || mentions(text).includes(self.userId);
  const isAddressed = isDirect || isMentioned;
  const isToAll = !isAddressed && event.thread_ts === undefined;
  const threadTs = event.thread_ts ?? ts;
  return {
    kind: 'message',
    where: { channel, threadTs, user },
    ...(event.files && event.files.length > 0 && !isToAll ? { files: event.files } : {}),
    incoming: {
      place: { platform: 'slack', tenant: team, place: `${channel}:${threadTs}` },
      person: user,
      messageId: ts,
      text: readText(text, self.userId),
      ...(isDirect ? { isDirect } : {}),
      ...(isAddressed ? {} : { isOverheard: true, isForOthers: callsSomeone(text) }),
      ...(isToAll ? { isToAll } : {}),
    },
  };
}

/** The body of a slash command. */
export interface SlashBody {
  readonly command: string;
  readonly text?: string;
  readonly team_id: string;
  readonly channel_id: string;
  readonly user_id: string;
  readonly trigger_id: string;
}

/** A slash command as a message of its channel, seen by its sender alone. */
export function readSlash(body: SlashBody, self: Self): Incoming {
  return {
    place: { platform: 'slack', tenant: body.team_id, place: body.channel_id },
    person: body.user_id,
    // Slack gives no message; the trigger is the same in every delivery of one command.
    messageId: `slash:${body.trigger_id}`,
    text: `${body.command} ${readText(body.text ?? '', self.userId)}`.trim(),
    isPrivate: true,
    ...(body.channel_id.startsWith('D') ? { isDirect: true } : {}),
  };
}

/** The channel and thread of a place; a place that is no thread has none. */
export function whereOf(place: string): { readonly channel: string; readonly threadTs: string | undefined } {
  const [channel = '', threadTs] = place.split(':');
  return { channel, threadTs };
}

function deletion(
  team: string,
  channel: string,
  ts: string | undefined,
  message: SlackMessage | undefined,
): Heard | undefined {
  if (ts === undefined) return undefined;
  const place = { platform: 'slack', tenant: team, place: `${channel}:${message?.thread_ts ?? ts}` };
  return { kind: 'deletion', place, messageId: ts };
}

/** A person, a group, or everyone here. */
function callsSomeone(text: string): boolean {
  return mentions(text).length > 0 || /<!(?:subteam|here|channel|everyone)/.test(text);
}

function mentions(text: string): readonly string[] {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g)].flatMap((match) => match[1] ?? []);
}
