/** What the bot may touch: the refusals every channel route begins with. */
import { refuse } from './errors.js';
import type { World } from './guild-state.js';
import type { PermissionName } from './permissions.js';
import type { Channel, Guild, Message } from './shapes.js';

export function channelFor(world: World, id: string | undefined, ...needed: readonly PermissionName[]): Channel {
  const channel = world.channels.get(id ?? '');
  if (!channel || channel.isDeleted) throw refuse('unknownChannel');
  if (!world.isHeardIn(channel)) throw refuse('missingAccess');
  if (!world.may(world.bot.id, channel, ...needed)) throw refuse('missingPermissions');
  return channel;
}

/** A message everybody there can see; of others, what only one person sees does not exist. */
export function messageFor(world: World, channel: Channel, id: string | undefined): Message {
  const message = world.messages.get(id ?? '');
  const isThere = message?.channelId === channel.id && !message.isDeleted && message.visibleTo === null;
  if (!message || !isThere) throw refuse('unknownMessage');
  return message;
}

export function guildFor(world: World, id: string | undefined): Guild {
  const guild = world.guilds.get(id ?? '');
  if (!guild) throw refuse('unknownGuild');
  if (!guild.hasBot) throw refuse('missingAccess');
  return guild;
}
