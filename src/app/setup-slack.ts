/**
 * The Slack step of `setup`: the app from slack-manifest.json, the bot token, the app token. Socket Mode only; what a
 * server needs instead stands in docs/slack.md.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './config.js';
import { openPage } from './open-page.js';
import type { PlatformSetup, SetupContext } from './setup-platform.js';
import { askToken, type Verdict } from './setup-token.js';
import { wireSlackChecks } from './wire.js';

const forMany = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;
const wherePages = 'All pages named here are in the menu on the left of your app at https://api.slack.com/apps.';
const whereBot =
  '“OAuth & Permissions”: press “Install to” your workspace, then “Allow”, and copy the “Bot User OAuth Token”. It begins with xoxb-.';
const whereApp =
  '“Basic Information”, under “App-Level Tokens”: press “Generate Token and Scopes”, type any name, add the scope connections:write, press “Generate” and copy the token. It begins with xapp-.';

export const slackSetup: PlatformSetup = {
  id: 'slack',
  label: 'Slack',
  isBegun: (settings) => settings.now('SLACK_BOT_TOKEN') !== undefined || settings.now('SLACK_APP_TOKEN') !== undefined,
  ask,
  invitation:
    'In Slack, type /invite @Pilcrow in the channel of your class. Then open a direct message with Pilcrow (it is listed under “Apps”).',
};

/** The address that makes an app of this manifest. */
export function manifestLink(manifest: string): string {
  const json = encodeURIComponent(JSON.stringify(JSON.parse(manifest)));
  const safe = json.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `https://api.slack.com/apps?new_app=1&manifest_json=${safe}`;
}

/** Why `token` cannot be one that begins with `prefix`; undefined when it may be. */
export function slackMisfit(token: string, prefix: 'xoxb' | 'xapp'): string | undefined {
  if (/^\S+$/.test(token) && token.startsWith(`${prefix}-`)) return undefined;
  const where = prefix === 'xoxb' ? whereBot : whereApp;
  return `${kindOf(token)} ${prefix === 'xoxb' ? 'The bot token' : 'The app token'} is on the page ${where}`;
}

async function ask({ prompts, settings, env }: SetupContext): Promise<boolean> {
  prompts.head('Slack');
  if (forMany.some((key) => settings.now(key))) {
    prompts.say(
      'Slack is set up for several workspaces (OAuth). setup leaves that as it is; docs/slack.md describes it.',
    );
    return true;
  }
  await offerApp({ prompts, settings, env });
  prompts.say(wherePages);
  const checks = await wireSlackChecks();
  const options = { apiUrl: env.SLACK_API_URL || undefined };
  const manifest = await readManifest();

  prompts.say(`The bot token. ${whereBot}`);
  const bot = await askToken(prompts, settings, {
    key: 'SLACK_BOT_TOKEN',
    name: 'Bot token',
    platform: 'Slack',
    misfit: (token) => slackMisfit(token, 'xoxb'),
    async check(token): Promise<Verdict> {
      const found = await checks.checkBotToken(token, options);
      if (found.outcome === 'refused') return { outcome: 'refused', why: refusal(found.error, whereBot) };
      if (found.outcome === 'unreachable') return found;
      const missing = found.scopes && scopesOf(manifest).filter((scope) => !found.scopes?.includes(scope));
      return {
        outcome: 'good',
        says: `Slack knows it: workspace ${found.workspace}, bot ${found.bot}.`,
        ...(missing?.length
          ? {
              warning: `Slack has not granted it: ${missing.join(', ')}. On the page “App Manifest” put in the content of slack-manifest.json, save, and install the app again.`,
            }
          : {}),
      };
    },
  });

  prompts.say(`The app token. ${whereApp}`);
  const app = await askToken(prompts, settings, {
    key: 'SLACK_APP_TOKEN',
    name: 'App token',
    platform: 'Slack',
    misfit: (token) => slackMisfit(token, 'xapp'),
    async check(token): Promise<Verdict> {
      const found = await checks.checkAppToken(token, options);
      if (found.outcome === 'refused') return { outcome: 'refused', why: refusal(found.error, whereApp) };
      if (found.outcome === 'unreachable') return found;
      return { outcome: 'good', says: 'Slack takes it: a connection can be opened.' };
    },
  });
  return finish({ prompts, settings, env }, bot, app);
}

/** Prints the link that makes the app, and opens it for whoever wants. */
async function offerApp({ prompts, settings }: SetupContext): Promise<void> {
  const hasBoth = settings.now('SLACK_BOT_TOKEN') !== undefined && settings.now('SLACK_APP_TOKEN') !== undefined;
  if (hasBoth && !(await prompts.confirm('Both tokens are set, so there is an app already. Make another one?', false)))
    return;
  const link = manifestLink(await readManifest());
  prompts.say(
    'This link makes the app. Slack asks for your workspace and shows what the app may do: press “Next”, then “Create”. If the link does not fit into one line, choose “Create New App”, “From a manifest” at https://api.slack.com/apps instead, and paste the content of slack-manifest.json.',
  );
  prompts.show(link);
  if (!(await prompts.confirm('Open the link in your browser?', true))) return;
  if (!(await prompts.until(openPage(link)))) prompts.say('No browser could be opened from here. Copy the link above.');
}

/** Half a set would stop every start, so it is not written. */
function finish({ prompts, settings }: SetupContext, bot: string | undefined, app: string | undefined): boolean {
  const hasSecret = settings.now('SLACK_SIGNING_SECRET') !== undefined;
  const isWhole = bot !== undefined && (app !== undefined || hasSecret);
  if (!isWhole) {
    if (bot === undefined && app === undefined) return false;
    const missing = bot === undefined ? 'bot token' : 'app token';
    const isWritten = settings.now(bot === undefined ? 'SLACK_APP_TOKEN' : 'SLACK_BOT_TOKEN') !== undefined;
    prompts.warn(
      isWritten
        ? `The ${missing} is missing, and Slack needs both: npm start will stop and say so until it is there, or the other one is removed.`
        : `The ${missing} is missing, and Slack needs both, so neither is written. Run npm run setup again when you have them.`,
    );
    return false;
  }
  for (const [key, token] of [
    ['SLACK_BOT_TOKEN', bot],
    ['SLACK_APP_TOKEN', app],
  ] as const) {
    if (token !== undefined && token !== settings.now(key)?.value) settings.set(key, token);
  }
  return true;
}

function kindOf(token: string): string {
  if (token.startsWith('xoxb-')) return 'That is the bot token (xoxb-).';
  if (token.startsWith('xapp-')) return 'That is the app token (xapp-).';
  if (token.startsWith('xoxp-')) return 'That is the token of a person (xoxp-).';
  if (token.startsWith('xoxe')) return 'That is a configuration token (xoxe), which cannot run an app.';
  if (/^https?:/.test(token)) return 'That is an address.';
  if (/^[0-9a-f]{32}$/.test(token)) return 'That looks like one of the secrets of “App Credentials”.';
  if (/^A[A-Z0-9]{8,12}$/.test(token)) return 'That is the app’s id.';
  if (/^\d+\.\d+$/.test(token)) return 'That is the client id.';
  return 'That is no token of Slack.';
}

/** What Slack’s word means, and where the right token is. */
function refusal(error: string, where: string): string {
  const meanings: Readonly<Record<string, string>> = {
    invalid_auth: 'it is not complete, or the app was deleted',
    not_authed: 'it did not arrive',
    account_inactive: 'the app was removed from the workspace, or the token was revoked',
    token_revoked: 'it was revoked',
    token_expired: 'it has expired; token rotation must be off for this app',
    not_allowed_token_type: 'it is of the wrong kind',
    missing_scope: 'it lacks a permission; an app token needs connections:write',
    team_access_not_granted: 'the app is not allowed in this workspace',
  };
  const meaning = meanings[error];
  return `Slack refuses it (${error}${meaning === undefined ? '' : `: ${meaning}`}). Copy it again. ${where}`;
}

async function readManifest(): Promise<string> {
  return await readFile(join(projectRoot, 'slack-manifest.json'), 'utf8');
}

function scopesOf(manifest: string): readonly string[] {
  const { oauth_config } = JSON.parse(manifest) as { oauth_config: { scopes: { bot: string[] } } };
  return oauth_config.scopes.bot;
}
