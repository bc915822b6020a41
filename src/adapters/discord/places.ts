/**
 * Discord's channels as places: a thread is `<parent>:<thread>`, another channel its id. Direct messages and private
 * chats belong to no server; they share the tenant `dm`, in which each place still has an id of its own.
 */
import { type Place, type Tenant, tenantApart } from '../../conversation/types.js';

/** Where a message or an interaction stands. */
export interface Spot {
  readonly guildId: string | null;
  readonly channelId: string;
  /** The channel of a thread, else null. */
  readonly parentId: string | null;
  /** The direct messages of one person and the bot. */
  readonly isDirect: boolean;
}

export function tenantOf({ guildId }: Pick<Spot, 'guildId'>): Tenant {
  return { platform: 'discord', tenant: guildId ?? tenantApart };
}

export function placeOf(spot: Spot): Place {
  const { channelId, parentId } = spot;
  return { ...tenantOf(spot), place: parentId === null ? channelId : `${parentId}:${channelId}` };
}

/** What a place's id says: the channel to write to, the parent of a thread, or the person of direct messages. */
export function readPlace(place: string): {
  readonly channelId: string;
  readonly parentId: string | null;
  readonly person: string | undefined;
} {
  if (place.startsWith('@')) return { channelId: '', parentId: null, person: place.slice(1) };
  const [first = '', thread] = place.split(':');
  return thread === undefined
    ? { channelId: first, parentId: null, person: undefined }
    : { channelId: thread, parentId: first, person: undefined };
}

/** Milliseconds since 1970 at which an id was made. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> 22n) + discordEpochMs;
}

/** The smallest id that could have been made at `ms`. */
export function idAt(ms: number): string {
  return String(BigInt(Math.max(0, Math.floor(ms) - discordEpochMs)) << 22n);
}

const discordEpochMs = 1_420_070_400_000;
