/**
 * Button presses and menus as messages of the conversation. A button carries all it needs, so it works after a restart.
 */
import { z } from 'zod';
import type { Incoming, WindowQuestion } from '../../conversation/types.js';
import { isForOneAlone } from '../personal.js';
import { whereOf } from './heard.js';

/** The part of a `block_actions` body that is read. */
export interface PressBody {
  readonly type: string;
  readonly user: { readonly id: string };
  readonly team?: { readonly id: string } | null;
  readonly channel?: { readonly id: string };
  readonly message?: { readonly ts: string; readonly thread_ts?: string };
  readonly container?: {
    readonly message_ts?: string;
    readonly channel_id?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
  readonly view?: { readonly id: string; readonly type?: string };
  readonly trigger_id: string;
  readonly actions: readonly {
    readonly action_id: string;
    readonly value?: string;
    readonly selected_option?: { readonly value: string } | null;
  }[];
}

export type Press = {
  readonly incoming: Incoming;
  readonly channel: string | undefined;
  readonly threadTs: string | undefined;
  /** The thread in which a message for one person would be seen: one that somebody has written in. */
  readonly whisperTs: string | undefined;
} & (
  | { readonly kind: 'line' | 'set' | 'share' | 'keep' }
  | { readonly kind: 'feedback'; readonly verdict: 'good' | 'bad'; readonly turn: string }
  | { readonly kind: 'asks'; readonly asks: WindowQuestion }
);

const carried = z.object({
  line: z.string().optional(),
  turn: z.string().optional(),
  place: z.string().optional(),
  verdict: z.enum(['good', 'bad']).optional(),
  asks: z
    .object({
      title: z.string(),
      label: z.string(),
      initial: z.string().optional(),
      isLong: z.literal(true).optional(),
    })
    .optional(),
});

/** The press of one of our buttons or menus; undefined for anything else. */
export function readPress(team: string, body: PressBody): Press | undefined {
  const [action] = body.actions;
  if (!action) return undefined;
  const [id = ''] = action.action_id.split(':');
  const { channel, threadTs, isPrivate } = whereOfPress(body);
  const at = channel === undefined ? `@${body.user.id}` : threadTs === undefined ? channel : `${channel}:${threadTs}`;
  const incoming: Incoming = {
    place: { platform: 'slack', tenant: team, place: at },
    person: body.user.id,
    messageId: `press:${body.trigger_id}`,
    text: '',
    ...(isPrivate ? { isPrivate } : {}),
    ...(channel === undefined || channel.startsWith('D') ? { isDirect: true } : {}),
  };
  const whisperTs = body.message?.thread_ts ?? body.container?.thread_ts;
  const where = { channel, threadTs, whisperTs };
  if (id === 'set') {
    const value = action.selected_option?.value;
    const line = `${action.action_id.slice('set:'.length)}${value ?? ''}`;
    return value === undefined ? undefined : { kind: 'set', ...where, incoming: { ...incoming, text: line } };
  }
  const parsed = carried.safeParse(parseJson(action.value));
  if (!parsed.success) return undefined;
  const { line, turn, place, verdict, asks } = parsed.data;
  if (line !== undefined) {
    // What one person alone sees stands in no thread; it goes on in the thread that it came from.
    const isFromHere = isPrivate && place !== undefined && channel !== undefined && whereOf(place).channel === channel;
    const inPlace = isFromHere ? { ...incoming, place: { ...incoming.place, place } } : incoming;
    const said: Incoming = { ...inPlace, text: line };
    if (id === 'asks' && asks) return { kind: 'asks', asks: whole(asks), ...where, incoming: said };
    // A paragraph opens in a window, and what was hidden stays so for others.
    const isForOne = line.startsWith('/paragraph') || (!said.isDirect && (id === 'reveal' || isForOneAlone(said)));
    if (id === 'line' || id === 'reveal')
      return { kind: 'line', ...where, incoming: { ...said, ...(isForOne ? { isPrivate: true } : {}) } };
  }
  if (turn === undefined || place === undefined) return undefined;
  if (id === 'feedback' && verdict !== undefined) {
    const judged = { ...incoming, place: { ...incoming.place, place } };
    return { kind: 'feedback', verdict, turn, ...where, incoming: judged };
  }
  if (id !== 'share' && id !== 'keep') return undefined;
  const goal = { ...whereOf(place) };
  const { isPrivate: _, ...seen } = incoming;
  return {
    kind: id,
    channel: goal.channel,
    threadTs: goal.threadTs,
    whisperTs,
    // Pressed twice, shown once: the claim is the turn's, not the press's.
    incoming: {
      ...seen,
      // Kept answers go to the person, also when a crash comes between.
      place: { ...incoming.place, place: id === 'keep' ? `@${incoming.person}` : place },
      ...(id === 'keep' ? { isDirect: true } : {}),
      messageId: `${id}:${turn}`,
      command: { name: id, turn, from: place },
    },
  };
}

function whereOfPress({ channel, message, container }: PressBody): {
  channel: string | undefined;
  threadTs: string | undefined;
  isPrivate: boolean;
} {
  const isPrivate = container?.is_ephemeral === true;
  const ts =
    message?.thread_ts ?? container?.thread_ts ?? (isPrivate ? undefined : (message?.ts ?? container?.message_ts));
  return { channel: channel?.id ?? container?.channel_id, threadTs: ts, isPrivate };
}

function whole({ title, label, initial, isLong }: NonNullable<z.infer<typeof carried>['asks']>): WindowQuestion {
  return { title, label, ...(initial === undefined ? {} : { initial }), ...(isLong ? { isLong } : {}) };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
