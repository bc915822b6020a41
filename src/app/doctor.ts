/**
 * `doctor`: what works, what is off and why, what to do. `--network` lists every host contacted.
 */
import { randomBytes } from 'node:crypto';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, PilcrowError } from '../base/errors.js';
import { readCorpus } from '../ingest/corpus.js';
import type { CorpusReading } from '../ingest/types.js';
import { startOfMonth } from '../store/periods.js';
import { readingsIn } from './bring-up-to-date.js';
import { type ExitCode, print, type Stage } from './command.js';
import { type Condition, conditionLine, conditionsOf, modelHost } from './condition.js';
import { type Config, switchOffTracing } from './config.js';
import { discordConditions } from './discord-condition.js';
import { embeddingConditions, embeddingHosts, switchCondition } from './embedding-condition.js';
import { modelConditions } from './model-condition.js';
import { slackConditions } from './slack-condition.js';
import { type Parts, wire } from './wire.js';

export interface DoctorOptions {
  readonly network?: boolean;
}

/** Code 1 when something is broken; what is only off is fine. */
export async function doctor(stage: Stage, options: DoctorOptions): Promise<ExitCode> {
  if (options.network) {
    for (const line of hostsOf(stage.config)) await print(stage, line);
    return 0;
  }
  let isBroken = false;
  const say = async (condition: Condition): Promise<void> => {
    isBroken ||= condition.state === 'broken';
    await print(stage, conditionLine(condition));
  };
  await say(node());
  for (const condition of tracing()) await say(condition);
  await say(await dataFolder(stage.config));
  for (const condition of await answering(stage)) await say(condition);
  const corpus = await readingOf(stage);
  for (const condition of corpus) await say(condition);
  for (const condition of conditionsOf(stage.config)) await say(condition);
  for (const condition of stage.config.slack ? await slackConditions(stage.config.slack) : []) await say(condition);
  for (const condition of stage.config.discord ? await discordConditions(stage.config.discord) : [])
    await say(condition);
  return isBroken ? 1 : 0;
}

/** Every host this configuration makes the program contact, one a line; none without key and tokens. */
export function hostsOf(config: Config): readonly string[] {
  const hosts: string[] = [...embeddingHosts(config)];
  if (config.databaseUrl !== undefined) {
    hosts.push(`${databaseHost(config.databaseUrl)}: PostgreSQL, keeps questions, answers and settings`);
  }
  if (config.model !== undefined) {
    hosts.push(
      `${modelHost(config.model, config.openai.baseUrl)}: the language model ${config.model}; what is asked of Pilcrow is sent, with parts of the essays`,
    );
  }
  if (config.slack) hosts.push(...slackHosts(config.slack));
  if (config.discord) hosts.push(...discordHosts(config.discord));
  return hosts.length === 0 ? ['none: nothing leaves this machine'] : hosts;
}

function slackHosts({ apiUrl, mode }: NonNullable<Config['slack']>): readonly string[] {
  const what = 'Slack: reads what is addressed to Pilcrow, posts replies';
  if (apiUrl !== undefined) return [`${new URL(apiUrl).host}: ${what}`];
  return [
    `slack.com: ${what}`,
    'hooks.slack.com: Slack, replies to slash commands and buttons',
    'files.slack.com: Slack, files that are attached, and files that teachers drop on Pilcrow',
    ...(mode === 'socket'
      ? ['wss-primary.slack.com, wss-backup.slack.com: Slack, the connection by which messages come']
      : []),
  ];
}

function discordHosts({ apiUrl }: NonNullable<Config['discord']>): readonly string[] {
  const what = 'Discord: reads what is addressed to Pilcrow, posts replies';
  if (apiUrl !== undefined) return [`${new URL(apiUrl).host}: ${what}`];
  return [
    `discord.com: ${what}`,
    'gateway.discord.gg and hosts under it: Discord, the connection by which messages come',
    'cdn.discordapp.com, media.discordapp.net: Discord, files that teachers drop on Pilcrow; asked without the token',
  ];
}

/** The host alone: the address holds a password. */
function databaseHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host || 'localhost' : 'the host of DATABASE_URL';
}

function node(): Condition {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  if (isEnough)
    return { name: 'Node', state: 'on', detail: `${process.versions.node} on ${process.platform} ${process.arch}.` };
  return {
    name: 'Node',
    state: 'broken',
    detail: `${process.versions.node} is too old.`,
    todo: 'Install Node 20.19 or newer.',
  };
}

/** What is not obeyed, where it is set. */
function tracing(): readonly Condition[] {
  const names = switchOffTracing();
  if (names.length === 0) return [];
  const detail = `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} set and not obeyed: no prompt goes to LangSmith.`;
  return [{ name: 'Tracing', state: 'off', detail }];
}

async function dataFolder({ dataDir }: Config): Promise<Condition> {
  const probe = join(dataDir, `.probe-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
    return { name: 'Data folder', state: 'on', detail: `${dataDir} can be written.` };
  } catch (error) {
    const todo = 'Make it writable, or set DATA_DIR to a folder that is.';
    return {
      name: 'Data folder',
      state: 'broken',
      detail: `${dataDir} cannot be written (${messageOf(error)}).`,
      todo,
    };
  }
}

/** Model, vector search and store, by loading them. */
async function answering(stage: Stage): Promise<readonly Condition[]> {
  const { config } = stage;
  const found = [...(await embeddingConditions(config))];
  let parts: Parts;
  try {
    parts = await wire(config, stage.log, { remembers: true });
  } catch (error) {
    // Without its model nothing can be opened, and that has been said.
    return found.some(({ state }) => state === 'broken') ? found : [...found, broken('Index and memory', error)];
  }
  found.push(...switchCondition(parts.retriever.switching()));
  const vectors = parts.retriever.describe();
  const isPlain = vectors.includes('plain scan');
  found.push({
    name: 'Vector search',
    state: 'on',
    detail: `${vectors}.`,
    ...(isPlain
      ? {
          todo: 'A plain exact scan serves; with a C++ compiler installed, npm install brings hnswlib-node, which searches large corpora faster.',
        }
      : {}),
  });
  if (parts.store)
    found.push({
      name: 'Memory',
      state: 'on',
      detail: `${parts.store.describe()}, questions kept for ${config.retentionDays} days.`,
    });
  found.push(...(await modelOf(parts, stage)));
  await parts.close();
  return found;
}

/** Whether the model's packages are here, and what it cost this month; nothing is asked of it. */
async function modelOf({ chatModel, spending }: Parts, { config }: Stage): Promise<readonly Condition[]> {
  const found: Condition[] = [];
  try {
    await chatModel?.warm();
  } catch (error) {
    found.push(broken('Language model', error));
  }
  const totals = await spending?.totals(startOfMonth(Date.now()));
  return [...found, ...(totals ? modelConditions(totals, config, chatModel?.id) : [])];
}

async function readingOf({ config, signal }: Stage): Promise<readonly Condition[]> {
  try {
    await access(config.corpusDir);
    const reading = await readCorpus(config.corpusDir, { cacheFolder: readingsIn(config), signal });
    return [corpus(config, reading), ...problems(reading), ...languages(config, reading)];
  } catch (error) {
    const todo = error instanceof PilcrowError ? error.hint : 'Make the folder, or set CORPUS_DIR.';
    return [{ name: 'Corpus', state: 'broken', detail: messageOf(error), ...(todo === undefined ? {} : { todo }) }];
  }
}

function corpus({ corpusDir }: Config, { essays }: CorpusReading): Condition {
  if (essays.length === 0)
    return {
      name: 'Corpus',
      state: 'broken',
      detail: `no essay in ${corpusDir}.`,
      todo: 'Put a .md, .txt, .html, .pdf, .docx or .epub file there.',
    };
  const paragraphs = essays.reduce((sum, { essay }) => sum + essay.paragraphs.length, 0);
  return {
    name: 'Corpus',
    state: 'on',
    detail: `${essays.length} ${essays.length === 1 ? 'essay' : 'essays'}, ${paragraphs} paragraphs, in ${corpusDir}.`,
  };
}

function problems({ essays, problems: refused }: CorpusReading): readonly Condition[] {
  const failed = refused.map(
    ({ file, status, reason }): Condition => ({
      name: file,
      state: status === 'failed' ? 'broken' : 'off',
      detail: reason,
    }),
  );
  const warned = essays.flatMap(({ essay, warnings }) =>
    warnings.map((warning): Condition => ({ name: essay.file, state: 'on', detail: warning })),
  );
  return [...failed, ...warned];
}

/** The model that comes with Pilcrow knows English; essays in other languages want one that knows theirs. */
function languages({ embeddingModel }: Config, { essays }: CorpusReading): readonly Condition[] {
  const others = [...new Set(essays.map(({ essay }) => essay.language.split('-')[0] ?? 'und'))].filter(
    (language) => language !== 'en' && language !== 'und',
  );
  if (embeddingModel !== undefined || others.length === 0) return [];
  const todo =
    'PILCROW_EMBEDDING_MODEL=hf:Xenova/multilingual-e5-small (about 120 MB, fetched once) finds more; without it, words, names and numbers are matched.';
  return [
    {
      name: 'Languages',
      state: 'off',
      detail: `there are essays in ${others.join(', ')}, and the embedding model knows English only.`,
      todo,
    },
  ];
}

function broken(name: string, error: unknown): Condition {
  const todo = error instanceof PilcrowError ? error.hint : undefined;
  return { name, state: 'broken', detail: messageOf(error), ...(todo === undefined ? {} : { todo }) };
}
