/**
 * Which model embeds and whether it works, by letting it; and to whom text goes for embedding or moderation.
 */
import { join } from 'node:path';
import { messageOf, PilcrowError } from '../base/errors.js';
import { findModel } from '../models/find-model.js';
import type { Switch } from '../retrieval/switching-retriever.js';
import type { Condition } from './condition.js';
import type { Config } from './config.js';
import { wireEmbedder } from './wire.js';

const hosted = 'openai:';

/** The model that is set, also while another index serves; a hosted one is asked for one vector. */
export async function embeddingConditions(config: Config): Promise<readonly Condition[]> {
  const setting = config.embeddingModel ?? '';
  const isHosted = setting.startsWith(hosted);
  const found: Condition[] = [];
  let name = 'Embedding model';
  try {
    found.push({
      name,
      state: 'on',
      detail: isHosted ? hostedModel(setting, config) : await localModel(setting, config),
    });
    name = 'Embedding';
    const embedder = await wireEmbedder(config, setting);
    try {
      await embedder.warm();
    } finally {
      await embedder.close();
    }
    const detail = isHosted
      ? `the server answers, with vectors of ${embedder.dimension} values.`
      : 'the model’s file has the right hash and runs.';
    return [...found, { name, state: 'on', detail }];
  } catch (error) {
    const todo = error instanceof PilcrowError ? error.hint : undefined;
    return [...found, { name, state: 'broken', detail: messageOf(error), ...(todo === undefined ? {} : { todo }) }];
  }
}

/** What serves while embeddings are changed; nothing when they are not. */
export function switchCondition(change: Switch | undefined): readonly Condition[] {
  if (change === undefined) return [];
  const detail = `that of ${change.from} serves; that of ${change.to} is not whole yet.`;
  const todo = 'npm start builds it while it serves, npm run ingest at once.';
  return [{ name: 'Index', state: 'off', detail, todo }];
}

/** The hosts that are contacted to embed or to moderate, and what they are sent, one a line. */
export function embeddingHosts({ embeddingModel = '', moderation, openai }: Config): readonly string[] {
  const host = openaiHost(openai);
  return [
    ...(embeddingModel.startsWith('hf:')
      ? [
          `huggingface.co: fetches ${embeddingModel.slice(3)} once, and its files from the hosts it names; no text is sent`,
        ]
      : []),
    ...(embeddingModel.startsWith(hosted)
      ? [`${host}: hosted embeddings: the text of the essays and of questions is sent`]
      : []),
    ...(moderation === 'openai' ? [`${host}: moderation: the text of questions is sent`] : []),
  ];
}

function hostedModel(setting: string, { openai }: Config): string {
  return `${setting.slice(hosted.length)} at ${openaiHost(openai)}: the text of the essays and of questions is sent there.`;
}

async function localModel(setting: string, { dataDir }: Config): Promise<string> {
  const { name, sha256 } = await findModel(setting, { downloadFolder: join(dataDir, 'models') });
  return `${name}, SHA-256 ${sha256.slice(0, 12)}….`;
}

function openaiHost({ baseUrl }: Config['openai']): string {
  return baseUrl === undefined ? 'api.openai.com' : new URL(baseUrl).host;
}
