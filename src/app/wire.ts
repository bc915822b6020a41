/**
 * The parts, connected; reads top to bottom as a parts list. The only file that imports implementations.
 */
import { join } from 'node:path';
import type { Slack } from '../adapters/slack/slack.js';
import { renderReply } from '../adapters/terminal/render.js';
import { createTerminal, type Terminal, type TerminalOptions } from '../adapters/terminal/terminal.js';
import { createAnswerer } from '../answer/answer.js';
import { createExtractiveWriter } from '../answer/extractive.js';
import { PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { createConversation } from '../conversation/conversation.js';
import type { Adapter, Conversation } from '../conversation/types.js';
import { handout } from '../ingest/handout.js';
import { findModel } from '../models/find-model.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import { openRetriever } from '../retrieval/retriever.js';
import type { Retriever } from '../retrieval/types.js';
import { openStore } from '../store/open-store.js';
import type { Store } from '../store/store.js';
import { summarise } from '../summaries/summarise.js';
import type { Config, SlackConfig } from './config.js';

export interface Parts {
  readonly retriever: Retriever;
  readonly conversation: Conversation;
  /** Absent where nothing is to be remembered. */
  readonly store?: Store;
  /** Loads the model, so that the first question does not wait. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

export interface WireOptions {
  /** Turns and settings are kept between messages. */
  readonly remembers: boolean;
  /** While an embedding model is fetched: bytes so far, of all. */
  readonly onDownload?: (received: number, total: number) => void;
}

/** Everything that answers questions, over the index as it was last saved. */
export async function wire(config: Config, log: Log, options: WireOptions): Promise<Parts> {
  if (config.embeddingModel?.startsWith('openai:')) {
    throw new PilcrowError('config-invalid', 'Hosted embeddings are not in this version yet.', {
      hint: 'Leave PILCROW_EMBEDDING_MODEL empty, or name a folder or hf:owner/model.',
    });
  }
  const model = await findModel(config.embeddingModel ?? '', {
    downloadFolder: join(config.dataDir, 'models'),
    ...(options.onDownload ? { onProgress: options.onDownload } : {}),
  });
  const embedder = createLocalEmbedder({ model });
  const retriever = await openRetriever({ embedder, folder: join(config.dataDir, 'index'), log });
  const store = options.remembers
    ? await openStore({ url: config.databaseUrl, file: join(config.dataDir, 'pilcrow.db'), log })
    : undefined;
  const answerer = createAnswerer({ retriever, writers: [createExtractiveWriter()] });
  const conversation = createConversation({
    retriever,
    answerer,
    summarise,
    handout: (essay) => handout(essay, 'markdown'),
    log,
    retentionDays: config.retentionDays,
    teachers: config.teachers,
    ...(store ? { store } : {}),
    ...(config.contactLine === undefined ? {} : { contactLine: config.contactLine }),
  });
  return {
    retriever,
    conversation,
    ...(store ? { store } : {}),
    warm: () => embedder.warm(),
    async close() {
      await retriever.close();
      await store?.close();
    },
  };
}

/** The terminal adapter, for `start`. */
export function wireTerminal(options: TerminalOptions): Terminal {
  return createTerminal(options);
}

/** Slack over its tokens; its packages are loaded only then. */
export async function wireSlack(
  config: Config,
  slack: SlackConfig,
  log: Log,
  store: Store | undefined,
): Promise<Slack> {
  const { createSlack } = await import('../adapters/slack/slack.js');
  const { publicUrl } = config.http;
  return createSlack({
    ...slack,
    log,
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(store ? { installations: store.installations } : {}),
  });
}

/** Discord over its token; its packages are loaded only then. */
export async function wireDiscord(discord: NonNullable<Config['discord']>, log: Log): Promise<Adapter> {
  const { createDiscord } = await import('../adapters/discord/discord.js');
  return createDiscord({ ...discord, log });
}

/** How `ask` prints a reply for people. */
export { renderReply };

/** What asks Slack about tokens, for `setup`; loaded only then. */
export async function wireSlackChecks() {
  return await import('../adapters/slack/check-tokens.js');
}
