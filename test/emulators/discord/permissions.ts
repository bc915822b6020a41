/** Permission bits, and who may do what where. */
import type { Channel, Guild, Id } from './shapes.js';

export const Permission = {
  AddReactions: 1n << 6n,
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  CreatePrivateThreads: 1n << 36n,
  SendMessagesInThreads: 1n << 38n,
  UseExternalApps: 1n << 50n,
} as const;
export type PermissionName = keyof typeof Permission;

export const bitsOf = (names: readonly PermissionName[]): bigint =>
  names.reduce((bits, name) => bits | Permission[name], 0n);

const all = Object.values(Permission).reduce((bits, bit) => bits | bit, 0n);

/** What everyone may do in a new server. */
export const usual = bitsOf([
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'SendMessagesInThreads',
  'UseExternalApps',
]);

/** In a direct message nobody can be shut out, and nothing can be managed. */
const inDm = bitsOf([
  'AddReactions',
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'UseApplicationCommands',
  'MentionEveryone',
]);

/** What `userId` may do in the guild, before any channel has its say; all for its owner and administrators. */
export function guildPermissions(guild: Guild, userId: Id): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return all;
  const roles = [guild.id, ...member.roles].map((id) => guild.roles.get(id)?.permissions ?? 0n);
  const bits = roles.reduce((sum, bit) => sum | bit, 0n);
  return (bits & Permission.Administrator) !== 0n ? all : bits;
}

/** What `userId` may do in a channel; `place` is the thread's parent for a thread. */
export function channelPermissions(guild: Guild | undefined, place: Channel, userId: Id): bigint {
  if (!guild) return place.recipients.includes(userId) ? inDm : 0n;
  const base = guildPermissions(guild, userId);
  if (base === all || base === 0n) return base;
  const member = guild.members.get(userId);
  const apply = (bits: bigint, ids: readonly Id[]): bigint => {
    const overwrites = ids.flatMap((id) => place.overwrites.get(id) ?? []);
    const denied = overwrites.reduce((sum, { deny }) => sum | deny, 0n);
    const allowed = overwrites.reduce((sum, { allow }) => sum | allow, 0n);
    return (bits & ~denied) | allowed;
  };
  const bits = apply(apply(apply(base, [guild.id]), member?.roles ?? []), [userId]);
  return (bits & Permission.ViewChannel) === 0n ? 0n : bits;
}
