/**
 * What discord.js says of an interaction, in the few words that answering one takes.
 */
import { type BaseInteraction, ChannelType, InteractionContextType, PermissionFlagsBits } from 'discord.js';
import type { HandleOptions } from '../../conversation/types.js';
import type { Spot } from './places.js';

/** Where it was started. */
export function spotOf(interaction: BaseInteraction): Spot {
  const { channel, channelId, guildId, context } = interaction;
  const isDirect =
    guildId === null &&
    (context === InteractionContextType.BotDM || (context === null && channel?.type === ChannelType.DM));
  return {
    guildId,
    channelId: channelId ?? '',
    parentId: channel?.isThread() ? (channel.parentId ?? null) : null,
    isDirect,
  };
}

/** The bot is not there: the application came with a person's account. */
export function isGuestAt({ client, guildId }: BaseInteraction, { isDirect }: Spot): boolean {
  return guildId === null ? !isDirect : !client.guilds.cache.has(guildId);
}

/** Whether the person administers the server. */
export function rightsOf({ memberPermissions }: BaseInteraction): NonNullable<HandleOptions['hasPlatformRights']> {
  return async () => memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}
