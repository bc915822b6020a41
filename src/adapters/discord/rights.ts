/**
 * Whether a person who writes a message administers the server, as Discord's roles say.
 */
import { type Client, PermissionFlagsBits } from 'discord.js';
import type { HandleOptions } from '../../conversation/types.js';

export function rightsIn(
  client: Client<true>,
  guildId: string | null,
  person: string,
): NonNullable<HandleOptions['hasPlatformRights']> {
  return async () => {
    const guild = guildId === null ? undefined : client.guilds.cache.get(guildId);
    const member = await guild?.members.fetch(person).catch(() => undefined);
    return member?.permissions.has(PermissionFlagsBits.ManageGuild) ?? false;
  };
}
