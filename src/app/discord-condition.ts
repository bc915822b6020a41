/**
 * Whether Discord takes the token that is set, and what it grants, asked once and briefly; for `doctor`.
 */
import type { Condition } from './condition.js';
import type { Config } from './config.js';
import { askDiscord, discordApi } from './setup-discord.js';

/** Whose token it is, and whether people's messages are shown to it. */
export async function discordConditions({
  token,
  apiUrl,
}: NonNullable<Config['discord']>): Promise<readonly Condition[]> {
  const answer = await askDiscord(discordApi({ DISCORD_API_URL: apiUrl }), token);
  if ('outcome' in answer) {
    const name = 'Discord token';
    return answer.outcome === 'refused'
      ? [
          {
            name,
            state: 'broken',
            detail: 'Discord does not take it.',
            todo: 'Run npm run setup, which says where to copy it from.',
          },
        ]
      : [
          {
            name,
            state: 'broken',
            detail: `Discord cannot be reached: ${answer.reason}.`,
            todo: 'Look at the network, or at a firewall.',
          },
        ];
  }
  return [
    { name: 'Discord token', state: 'on', detail: `is ${answer.bot} of the application ${answer.name}.` },
    answer.canReadAll
      ? { name: 'Message Content intent', state: 'on', detail: 'follow-ups in threads need no mention.' }
      : {
          name: 'Message Content intent',
          state: 'off',
          detail: 'Discord does not grant it: everything works, but follow-ups in threads need a mention.',
          todo: 'To change it, turn on “Message Content Intent” on the page “Bot” at https://discord.com/developers/applications.',
        },
  ];
}
