/**
 * The environment, read once and checked whole. The only file that knows its keys; parts get their slice of `Config`.
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { PilcrowError } from '../base/errors.js';
import type { LogOptions } from '../base/log.js';
import type { ModelPrice } from '../models/prices.js';
import { type ConfigKey, type ConfigKeyName, configKeys } from './config-keys.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Config {
  readonly corpusDir: string;
  readonly dataDir: string;
  /** Absent while no token is set. */
  readonly slack?: SlackConfig;
  readonly discord?: { readonly token: string; readonly apiUrl?: string };
  readonly openai: { readonly apiKey?: string; readonly baseUrl?: string };
  /** The model that writes, `provider:model`; absent where answers are quotations. */
  readonly model?: string;
  readonly modelKey?: string;
  readonly embeddingModel?: string;
  readonly moderation: 'off' | 'openai';
  /** US dollars a month. */
  readonly budget: number;
  /** US dollars per million tokens, where the operator knows better than the list. */
  readonly modelPrice?: ModelPrice;
  readonly databaseUrl?: string;
  readonly http: {
    readonly port: number;
    readonly host: string;
    readonly publicUrl?: string;
    readonly webToken?: string;
  };
  readonly teachers: readonly string[];
  readonly retentionDays: number;
  readonly contactLine?: string;
  readonly logLevel: LogOptions['level'];
  readonly isColourOff: boolean;
  /** Every secret that is set, to be kept out of logs. */
  readonly secrets: readonly string[];
}

export interface SlackConfig {
  readonly mode: 'socket' | 'http' | 'oauth';
  readonly botToken?: string;
  readonly appToken?: string;
  readonly signingSecret?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly stateSecret?: string;
  readonly apiUrl?: string;
}

/** Where the project stands, from any working directory. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The settings in `env`. An empty string is unset.
 * @throws PilcrowError `config-invalid` whose message lists every problem and no secret
 */
export function loadConfig(
  env: Environment,
  readFile: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): Config {
  const problems: string[] = [];
  const values = readValues(env, readFile, problems);
  const slack = slackFrom(values, problems);
  const model = modelFrom(values, problems);
  if (problems.length > 0) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    throw new PilcrowError(
      'config-invalid',
      `The settings have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${list}`,
      {
        hint: 'Correct them in the environment or in .env (see .env.example), then start again. npm run doctor shows the rest.',
      },
    );
  }
  const inRoot = (path: string): string => (isAbsolute(path) ? path : join(projectRoot, path));
  return {
    corpusDir: inRoot(values.CORPUS_DIR ?? 'corpus'),
    dataDir: inRoot(values.DATA_DIR ?? 'data'),
    ...optional('slack', slack),
    ...(values.DISCORD_TOKEN === undefined
      ? {}
      : { discord: { token: values.DISCORD_TOKEN, ...optional('apiUrl', values.DISCORD_API_URL) } }),
    openai: { ...optional('apiKey', values.OPENAI_API_KEY), ...optional('baseUrl', values.OPENAI_BASE_URL) },
    ...optional('model', model),
    ...optional('modelKey', values.PILCROW_MODEL_KEY),
    ...optional('embeddingModel', values.PILCROW_EMBEDDING_MODEL),
    moderation: values.PILCROW_MODERATION === 'openai' ? 'openai' : 'off',
    budget: Number(values.PILCROW_BUDGET),
    ...optional('modelPrice', priceFrom(values.PILCROW_MODEL_PRICE)),
    ...optional('databaseUrl', values.DATABASE_URL),
    http: {
      port: Number(values.PORT),
      host: values.HOST ?? '127.0.0.1',
      ...optional('publicUrl', values.PUBLIC_URL),
      ...optional('webToken', values.PILCROW_WEB_TOKEN),
    },
    teachers: (values.PILCROW_TEACHERS ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean),
    retentionDays: Number(values.PILCROW_RETENTION_DAYS),
    ...optional('contactLine', values.PILCROW_CONTACT_LINE),
    logLevel: values.LOG_LEVEL as LogOptions['level'],
    isColourOff: values.NO_COLOR !== undefined,
    secrets: secretNames.flatMap((name) => values[name] ?? []),
  };
}

export interface ConfigDescription {
  readonly key: string;
  readonly description: string;
  readonly secret: boolean;
  readonly default?: string;
}

/** Every key with what it is for, in the order of `.env.example`. */
export function describeConfig(): readonly ConfigDescription[] {
  return keyNames.map((key) => {
    const { description, secret, default: standard }: ConfigKey = configKeys[key];
    return { key, description, secret, ...optional('default', standard) };
  });
}

/** `.env.example`, from the same list. */
export function envExample(): string {
  const lines = describeConfig().map(({ key, description, secret, default: standard }) => {
    const file = secret ? ` Secret: also as ${key}_FILE, the path of a file that holds it.` : '';
    return `# ${description}${file}\n#${key}=${standard ?? ''}\n`;
  });
  return `# Settings of Pilcrow. Copy this file to .env and take the # away from what you set.\n# Everything is optional: without any of it, a chat opens in the terminal.\n\n${lines.join('\n')}`;
}

/** `env` over the `.env` of the project folder: what is set, if only to nothing, is not overridden. */
export function withEnvFile(env: Environment = process.env, path: string = join(projectRoot, '.env')): Environment {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return env;
  }
  return { ...parseEnv(text), ...env };
}

/**
 * The settings without the tokens of chat platforms: half a set of them must not stop `setup`, which completes it.
 * @throws PilcrowError `config-invalid`
 */
export function loadSetupConfig(envFile?: string): Config {
  const env = Object.entries(withEnvFile(process.env, envFile));
  return loadConfig(Object.fromEntries(env.filter(([key]) => !/^(SLACK|DISCORD)_(?!API_URL$)/.test(key))));
}

/** The environment alone, for `setup`, which tells it from the file. */
export function ownEnvironment(): Environment {
  return process.env;
}

/** By these langchain sends prompts to LangSmith, asks models through its gateway, or prints prompts. */
const tracingVariables = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
  'LANGSMITH_GATEWAY',
  'LANGCHAIN_VERBOSE',
] as const;

/**
 * Takes them out of this process's environment, before langchain is loaded: whoever traces programs of their own has not
 * decided that the words of a class go there. The names of those that were on.
 */
export function switchOffTracing(env: Record<string, string | undefined> = process.env): readonly string[] {
  const on = tracingVariables.filter((name) => env[name] && !/^(?:false|0|no)$/i.test(env[name]));
  for (const name of tracingVariables) delete env[name];
  return on;
}

const keyNames = Object.keys(configKeys) as ConfigKeyName[];
const secretNames = keyNames.filter((name) => configKeys[name].secret);

type Values = Partial<Record<ConfigKeyName, string>>;

function readValues(env: Environment, readFile: (path: string) => string, problems: string[]): Values {
  const values: Values = {};
  for (const name of keyNames) {
    const key: ConfigKey = configKeys[name];
    const value = key.secret ? secretValue(name, env, readFile, problems) : env[name] || undefined;
    const parsed = key.form.safeParse(value ?? key.default);
    if (value === undefined && key.default === undefined) continue;
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${parsed.error.issues[0]?.message ?? 'is not understood'}.`);
  }
  return values;
}

function secretValue(
  name: string,
  env: Environment,
  readFile: (path: string) => string,
  problems: string[],
): string | undefined {
  const value = env[name] || undefined;
  const path = env[`${name}_FILE`] || undefined;
  if (path === undefined) return value?.trim() || undefined;
  if (value !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set; keep one.`);
    return undefined;
  }
  try {
    const text = readFile(path).trim();
    if (text === '') problems.push(`${name}_FILE names ${path}, which is empty.`);
    return text || undefined;
  } catch {
    problems.push(`${name}_FILE names ${path}, which cannot be read.`);
    return undefined;
  }
}

/** A model good and cheap enough for a class, where only a key or a server is named. */
const usualModel = 'openai:gpt-5-mini';

function modelFrom(values: Values, problems: string[]): string | undefined {
  const { PILCROW_MODEL: named, OPENAI_API_KEY: key, OPENAI_BASE_URL: server } = values;
  if (named === 'off') return undefined;
  const isReachable = key !== undefined || server !== undefined;
  if (named?.startsWith('openai:') && !isReachable)
    problems.push('OPENAI_API_KEY is missing: PILCROW_MODEL names a model of openai (or set OPENAI_BASE_URL).');
  return named ?? (isReachable ? usualModel : undefined);
}

function priceFrom(value: string | undefined): ModelPrice | undefined {
  if (value === undefined) return undefined;
  const [input, output] = value.split('/').map(Number);
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** Which of Slack's three ways the tokens make; half a set is a problem that names the missing ones. */
function slackFrom(values: Values, problems: string[]): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = values;
  const oauth = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'SLACK_STATE_SECRET'] as const;
  const isOauth =
    values.SLACK_CLIENT_ID !== undefined ||
    values.SLACK_CLIENT_SECRET !== undefined ||
    values.SLACK_STATE_SECRET !== undefined;
  const hasProblem = problems.some((problem) => problem.startsWith('SLACK_'));
  const missing = (way: string, names: readonly string[]): undefined => {
    if (!hasProblem)
      problems.push(
        `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing: Slack ${way} needs ${names.length === 1 ? 'it' : 'them'} too.`,
      );
    return undefined;
  };
  const common = {
    ...optional('botToken', bot),
    ...optional('appToken', app),
    ...optional('signingSecret', signing),
    ...optional('clientId', values.SLACK_CLIENT_ID),
    ...optional('clientSecret', values.SLACK_CLIENT_SECRET),
    ...optional('stateSecret', values.SLACK_STATE_SECRET),
    ...optional('apiUrl', values.SLACK_API_URL),
  };
  if (isOauth) {
    const absent = oauth.filter((name) => values[name] === undefined);
    return absent.length > 0 ? missing('for many workspaces (OAuth)', absent) : { mode: 'oauth', ...common };
  }
  if (bot === undefined && app === undefined && signing === undefined) return undefined;
  if (bot === undefined) return missing(app === undefined ? 'by HTTP' : 'by Socket Mode', ['SLACK_BOT_TOKEN']);
  if (app !== undefined) return { mode: 'socket', ...common };
  if (signing !== undefined) return { mode: 'http', ...common };
  if (!hasProblem)
    problems.push(
      'SLACK_APP_TOKEN is missing: Slack by Socket Mode needs it beside SLACK_BOT_TOKEN (by HTTP, SLACK_SIGNING_SECRET).',
    );
  return undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
