/**
 * The Discord step of `setup`: the bot token, checked by Discord's own answer, and the link that invites the bot.
 */
import type { Environment } from './config.js';
import { openPage } from './open-page.js';
import type { PlatformSetup, SetupContext } from './setup-platform.js';
import { askToken, type Verdict } from './setup-token.js';

const where =
  'At https://discord.com/developers/applications choose your application (or “New Application”), then the page “Bot”: press “Reset Token” and copy it.';
const timeoutMs = 10_000;
/** Bits of Discord's permissions. */
const permissions = {
  addReactions: 6n,
  viewChannels: 10n,
  sendMessages: 11n,
  embedLinks: 14n,
  attachFiles: 15n,
  readHistory: 16n,
  createPublicThreads: 35n,
  sendInThreads: 38n,
};
/** Bits of an application's flags: the Message Content intent, for large and for small apps. */
const contentIntent = (1 << 18) | (1 << 19);

export const discordSetup: PlatformSetup = {
  id: 'discord',
  label: 'Discord',
  hint: 'a token and an invitation to your server',
  isBegun: (settings) => settings.now('DISCORD_TOKEN') !== undefined,
  ask,
  invitation: 'In Discord, open the invite link for your server. Then write a direct message to the bot.',
};

/** The address that asks the owner of a server to let the bot in. */
export function inviteLink(applicationId: string): string {
  const sum = Object.values(permissions).reduce((all, bit) => all | (1n << bit), 0n);
  const query = `client_id=${encodeURIComponent(applicationId)}&scope=bot%20applications.commands&permissions=${sum}`;
  return `https://discord.com/oauth2/authorize?${query}`;
}

/** Where Discord's API is, version included; `DISCORD_API_URL` may end in `/` or `/v10`. */
export function discordApi(env: Environment): string {
  const base = env.DISCORD_API_URL || 'https://discord.com/api';
  return `${base.replace(/\/+$/, '').replace(/\/v\d+$/, '')}/v10`;
}

/** Why this cannot be a bot token; undefined when it may be. */
export function discordMisfit(token: string): string | undefined {
  if (/^\d{15,22}$/.test(token)) return `That is an id, no token. ${where}`;
  if (/^[0-9a-f]{64}$/.test(token)) return `That is the public key of the application. ${where}`;
  if (/\s/.test(token)) return `That is more than one word. ${where}`;
  return undefined;
}

async function ask({ prompts, settings, env }: SetupContext): Promise<boolean> {
  prompts.head('Discord');
  prompts.say(`The bot token. ${where}`);
  let found: Application | undefined;
  const token = await askToken(prompts, settings, {
    key: 'DISCORD_TOKEN',
    name: 'Bot token',
    platform: 'Discord',
    misfit: discordMisfit,
    async check(given): Promise<Verdict> {
      const answer = await askDiscord(discordApi(env), given);
      if ('outcome' in answer) return answer;
      found = answer;
      return { outcome: 'good', says: `Discord knows it: bot ${answer.bot}, application ${answer.name}.` };
    },
  });
  if (token === undefined) return false;
  if (token !== settings.now('DISCORD_TOKEN')?.value) settings.set('DISCORD_TOKEN', token);
  if (found) {
    prompts.say('This link invites the bot to a server that you manage:');
    prompts.show(inviteLink(found.id));
    if (await prompts.confirm('Open the link in your browser?', true)) {
      const isOpen = await prompts.until(openPage(inviteLink(found.id)));
      if (!isOpen) prompts.say('No browser could be opened from here. Copy the link above.');
    }
  }
  prompts.say(
    found?.canReadAll
      ? 'The Message Content intent is on: follow-ups in a thread need no mention.'
      : 'The Message Content intent (page “Bot”, “Privileged Gateway Intents”) is optional and off by default. Without it, follow-ups in a thread need a mention of the bot.',
  );
  return true;
}

/** Who a token belongs to. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly bot: string;
  readonly canReadAll: boolean;
}

/** Who the token belongs to, asked twice at most. Never throws. */
export async function askDiscord(
  api: string,
  token: string,
): Promise<Application | Exclude<Verdict, { outcome: 'good' }>> {
  const get = async (path: string): Promise<Response> =>
    await fetch(`${api}${path}`, {
      headers: { authorization: `Bot ${token}`, accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
  try {
    const me = await get('/users/@me');
    if (me.status === 401)
      return {
        outcome: 'refused',
        why: `Discord refuses it (401): it is not complete, was reset since, or is the client secret. ${where}`,
      };
    if (!me.ok) return { outcome: 'unreachable', reason: `the answer was HTTP ${me.status}` };
    const application = await get('/oauth2/applications/@me');
    if (!application.ok) return { outcome: 'unreachable', reason: `the answer was HTTP ${application.status}` };
    const { username } = (await me.json()) as { username?: string };
    const { id, name, flags } = (await application.json()) as { id?: string; name?: string; flags?: number };
    const canReadAll = ((flags ?? 0) & contentIntent) !== 0;
    return { id: String(id), name: name ?? '', bot: username ?? '', canReadAll };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    return { outcome: 'unreachable', reason: isSlow ? 'no answer came in time' : 'the connection failed' };
  }
}
