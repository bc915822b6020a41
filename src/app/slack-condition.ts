/**
 * Whether Slack takes the tokens that are set, asked once and briefly; for `doctor`.
 */
import type { Condition } from './condition.js';
import type { SlackConfig } from './config.js';
import { wireSlackChecks } from './wire.js';

/** Long enough for a slow line; `doctor` waits for it. */
const timeoutMs = 5_000;
const todo = 'Run npm run setup, which says where to copy it from.';

/** One condition a token that can be asked about; OAuth has none before a workspace installs the app. */
export async function slackConditions({
  botToken,
  appToken,
  apiUrl,
  mode,
}: SlackConfig): Promise<readonly Condition[]> {
  if (mode === 'oauth' || botToken === undefined) return [];
  const { checkAppToken, checkBotToken } = await wireSlackChecks();
  const options = { apiUrl, timeoutMs };
  const bot = await checkBotToken(botToken, options);
  const found: Condition[] = [
    bot.outcome === 'good'
      ? { name: 'Slack bot token', state: 'on', detail: `is ${bot.bot} in the workspace ${bot.workspace}.` }
      : problem('Slack bot token', bot),
  ];
  if (appToken === undefined) return found;
  const app = await checkAppToken(appToken, options);
  const good = { name: 'Slack app token', state: 'on', detail: 'can open the connection.' } as const;
  return [...found, app.outcome === 'good' ? good : problem('Slack app token', app)];
}

type Bad =
  | { readonly outcome: 'refused'; readonly error: string }
  | { readonly outcome: 'unreachable'; readonly reason: string };

function problem(name: string, check: Bad): Condition {
  if (check.outcome === 'refused')
    return { name, state: 'broken', detail: `Slack does not take it (${check.error}).`, todo };
  return {
    name,
    state: 'broken',
    detail: `Slack cannot be reached: ${check.reason}.`,
    todo: 'Look at the network, or at a firewall.',
  };
}
