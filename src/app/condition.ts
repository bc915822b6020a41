/**
 * What is on, what is off and why, what to do about it: said by `start` and, with more, by `doctor`.
 */
import type { Config } from './config.js';

export interface Condition {
  readonly name: string;
  /** `broken` needs someone; `off` is fine as it is. */
  readonly state: 'on' | 'off' | 'broken';
  readonly detail: string;
  /** The next step, as a full sentence. */
  readonly todo?: string;
}

/** What the settings turn on and off. Tokens for what this version does not have are never taken for working. */
export function conditionsOf(config: Config): readonly Condition[] {
  return [slack(config), discord(config), writer(config), webPage(config)];
}

/** One line a person can read. */
export function conditionLine({ name, state, detail, todo }: Condition): string {
  const sign = { on: '✓', off: '–', broken: '✗' }[state];
  return `${sign} ${name}: ${detail}${todo === undefined ? '' : ` ${todo}`}`;
}

function slack({ slack: tokens }: Config): Condition {
  if (!tokens) {
    return {
      name: 'Slack',
      state: 'off',
      detail: 'no tokens are set.',
      todo: 'npm run setup turns it on (docs/slack.md).',
    };
  }
  const how = {
    socket: 'Socket Mode',
    http: 'HTTP requests to /slack/events',
    oauth: 'HTTP requests to /slack/events, for every workspace that installs it at /slack/install',
  }[tokens.mode];
  return { name: 'Slack', state: 'on', detail: `the tokens are complete: ${how}.` };
}

function discord({ discord: token }: Config): Condition {
  if (!token)
    return {
      name: 'Discord',
      state: 'off',
      detail: 'no token is set.',
      todo: 'npm run setup turns it on (docs/discord.md).',
    };
  return { name: 'Discord', state: 'on', detail: 'the token is set: messages come over its gateway.' };
}

function writer({ model, openai }: Config): Condition {
  const name = 'Written answers';
  if (model === undefined) {
    const hasKey = openai.apiKey !== undefined || openai.baseUrl !== undefined;
    const detail = 'answers are quotations, with no key and no network.';
    const todo = hasKey
      ? 'PILCROW_MODEL is off.'
      : 'OPENAI_API_KEY or PILCROW_MODEL lets a model write them (docs/models.md).';
    return { name, state: 'off', detail, todo };
  }
  return {
    name,
    state: 'on',
    detail: `${model} at ${modelHost(model, openai.baseUrl)} writes them; each sentence is proved by the essay before it is shown.`,
  };
}

/** Where the questions go that a model answers. */
export function modelHost(model: string, openaiUrl: string | undefined): string {
  const provider = model.slice(0, model.indexOf(':'));
  if (provider === 'openai') return openaiUrl === undefined ? 'api.openai.com' : new URL(openaiUrl).host;
  return knownHosts[provider] ?? `the host of ${provider}`;
}

const knownHosts: Readonly<Record<string, string>> = {
  anthropic: 'api.anthropic.com',
  'google-genai': 'generativelanguage.googleapis.com',
  groq: 'api.groq.com',
  mistralai: 'api.mistral.ai',
  ollama: 'this machine (Ollama)',
};

function webPage({ http: { host, port, publicUrl, webToken } }: Config): Condition {
  const isOpen = !/^(localhost|127\.|::1)/.test(host);
  const where = publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const whose =
    publicUrl !== undefined ? 'each ¶ in chat leads there' : isOpen ? 'for its network' : 'for this machine alone';
  const wishes = [
    ...(publicUrl === undefined ? ['PUBLIC_URL lets each ¶ in chat lead to it'] : []),
    ...(webToken === undefined ? ['PILCROW_WEB_TOKEN opens the teacher’s pages'] : []),
  ];
  return {
    name: 'Web page',
    state: 'on',
    detail: `${where}, ${whose}.`,
    ...(wishes.length === 0 ? {} : { todo: `${wishes.join('; ')} (docs/web.md).` }),
  };
}
