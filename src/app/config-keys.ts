/**
 * Every environment key Pilcrow reads, once: what it is for, whether it is a secret, what its values look like.
 * The schema, `.env.example`, the documentation and a test are all made from this list.
 */
import { z } from 'zod';

export interface ConfigKey {
  readonly description: string;
  /** Never printed; can also be given as a file by `<KEY>_FILE`. */
  readonly secret: boolean;
  readonly default?: string;
  /** What an accepted value is, for the error message and `.env.example`. */
  readonly form: z.ZodType<string>;
}

const text = z.string();
const slackToken = (prefix: string): z.ZodType<string> =>
  text.regex(new RegExp(`^${prefix}-\\S+$`), `must begin with ${prefix}-`);
const address = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });
const wholeNumber = (from: number, to: number): z.ZodType<string> =>
  text.refine(
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to,
    `must be a whole number from ${from} to ${to}`,
  );
const modelName = text.regex(
  /^(?:off|[\w.-]+:\S+)$/,
  'must be written as provider:model, e.g. openai:gpt-5-mini, or off',
);
const embeddingModel = text.refine(
  (value) => value.trim() === value,
  'must be a folder, hf:owner/model or openai:model',
);
const moderations = ['off', 'openai'] as const;
const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const secret = (description: string, form: z.ZodType<string> = text): ConfigKey => ({
  description,
  secret: true,
  form,
});
const plain = (description: string, form: z.ZodType<string> = text, standard?: string): ConfigKey => ({
  description,
  secret: false,
  form,
  ...(standard === undefined ? {} : { default: standard }),
});

export const configKeys = {
  CORPUS_DIR: plain('The folder with the essays; a relative path starts at the project folder.', text, 'corpus'),
  DATA_DIR: plain(
    'The folder for the index and what is remembered; a relative path starts at the project folder.',
    text,
    'data',
  ),
  SLACK_BOT_TOKEN: secret('Slack: the bot token, beginning with xoxb-.', slackToken('xoxb')),
  SLACK_APP_TOKEN: secret('Slack by Socket Mode: the app token, beginning with xapp-.', slackToken('xapp')),
  SLACK_SIGNING_SECRET: secret('Slack by HTTP: the signing secret of the app.'),
  SLACK_CLIENT_ID: plain('Slack for many workspaces (OAuth): the client id.'),
  SLACK_CLIENT_SECRET: secret('Slack for many workspaces (OAuth): the client secret.'),
  SLACK_STATE_SECRET: secret('Slack for many workspaces (OAuth): any long random text.'),
  SLACK_API_URL: plain('Slack: another address for its API, for tests.', address),
  DISCORD_TOKEN: secret('Discord: the bot token.'),
  DISCORD_API_URL: plain('Discord: another address for its API, for tests.', address),
  OPENAI_API_KEY: secret(
    'The key for OpenAI or a server that speaks its language. Without a key nothing leaves the machine.',
  ),
  OPENAI_BASE_URL: plain('The address of a server that speaks the language of OpenAI.', address),
  PILCROW_MODEL: plain(
    'The model that writes answers, as provider:model; off for none. With OPENAI_API_KEY or OPENAI_BASE_URL alone it is openai:gpt-5-mini; without any of them, answers are quotations.',
    modelName,
  ),
  PILCROW_MODEL_KEY: secret('The key for the provider of PILCROW_MODEL where that is not OpenAI.'),
  PILCROW_EMBEDDING_MODEL: plain(
    'The model that finds paragraphs: a folder, hf:owner/model or openai:model. Default: the one that comes with Pilcrow.',
    embeddingModel,
  ),
  PILCROW_MODERATION: plain(
    'Who judges questions before they reach a model: off, or openai (free of charge, but the questions are sent there).',
    z.enum(moderations, { error: `must be one of ${moderations.join(', ')}` }),
    'off',
  ),
  PILCROW_BUDGET: plain(
    'What the model may cost a month, in US dollars.',
    text.regex(/^\d+(\.\d+)?$/, 'must be an amount such as 5 or 2.50'),
    '5',
  ),
  PILCROW_MODEL_PRICE: plain(
    'What the model costs, in US dollars per million tokens, in/out, e.g. 0.25/2; 0/0 for a model of your own. Default: the published price of a known model, a high one otherwise.',
    text.regex(/^\d+(\.\d+)?\/\d+(\.\d+)?$/, 'must be two amounts such as 0.25/2'),
  ),
  DATABASE_URL: secret(
    'PostgreSQL instead of a file in the data folder: postgres://user:password@host:5432/database.',
    text.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'),
  ),
  PORT: plain('The port of the web page and of HTTP events.', wholeNumber(0, 65_535), '3000'),
  HOST: plain('The network address listened on; 0.0.0.0 for every network.', text, '127.0.0.1'),
  PUBLIC_URL: plain('The address under which readers reach the web page; citations then link there.', address),
  PILCROW_WEB_TOKEN: secret(
    'Opens the teacher’s pages on the web; at least 12 characters.',
    text.min(12, 'must have at least 12 characters'),
  ),
  PILCROW_TEACHERS: plain(
    'Ids of teachers, separated by commas, e.g. slack:U012AB3CD,discord:80351110224678912.',
    text,
  ),
  PILCROW_RETENTION_DAYS: plain('How many days questions and answers are kept.', wholeNumber(1, 3_650), '30'),
  PILCROW_CONTACT_LINE: plain(
    'What is said to someone in plain personal distress, with your local contact. Default: a general line.',
    text,
  ),
  LOG_LEVEL: plain(
    `How much is logged on stderr: ${levels.join(', ')}.`,
    z.enum(levels, { error: `must be one of ${levels.join(', ')}` }),
    'warn',
  ),
  NO_COLOR: plain('Any value turns colour off in the terminal.', text),
} as const satisfies Record<string, ConfigKey>;

export type ConfigKeyName = keyof typeof configKeys;
