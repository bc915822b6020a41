/**
 * The parts, connected; reads top to bottom as a parts list. The only file that imports implementations.
 */
import { join } from 'node:path';
import type { Slack } from '../adapters/slack/slack.js';
import { createGrowingPrint } from '../adapters/terminal/growing.js';
import { renderReply } from '../adapters/terminal/render.js';
import { createTerminal, type Terminal, type TerminalOptions } from '../adapters/terminal/terminal.js';
import type { Web, WebParts } from '../adapters/web/web.js';
import { createAnswerer } from '../answer/answer.js';
import { createBudget } from '../answer/budget.js';
import { createExtractiveWriter } from '../answer/extractive.js';
import { createGenerativeWriter } from '../answer/generative.js';
import { createModelRequests } from '../answer/model-requests.js';
import { createNearness } from '../answer/proof/nearness.js';
import { rehearseProof } from '../answer/proof/rehearse.js';
import { createProvedDrafts } from '../answer/proved-drafts.js';
import { createRewriter, type Rewriter } from '../answer/rewrite.js';
import type { Writer } from '../answer/types.js';
import type { Log } from '../base/log.js';
import { type ClassroomWriter, createClassroomWriter } from '../classroom/classroom-writer.js';
import { createConversation } from '../conversation/conversation.js';
import { createAddresses } from '../conversation/page-addresses.js';
import { pageSecret } from '../conversation/page-secret.js';
import type { Adapter, Conversation, Incoming, Reply } from '../conversation/types.js';
import { handout } from '../ingest/handout.js';
import { createParsePool } from '../ingest/parse-pool.js';
import { createChatModel } from '../models/chat-model.js';
import { findModel } from '../models/find-model.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import { priceOf } from '../models/prices.js';
import { loadPrompts } from '../models/prompts.js';
import type { ChatModel, Embedder, Moderator } from '../models/types.js';
import type { ServedIndex } from '../retrieval/served-index.js';
import { openSwitchingRetriever, type SwitchingRetriever } from '../retrieval/switching-retriever.js';
import { openStore } from '../store/open-store.js';
import type { Spending } from '../store/spending-types.js';
import type { Store } from '../store/store.js';
import { summarise } from '../summaries/summarise.js';
import type { SummaryWriter } from '../summaries/types.js';
import { createSummaryWriter } from '../summaries/written.js';
import { bringUpToDate, uploadsIn } from './bring-up-to-date.js';
import { type Config, projectRoot, type SlackConfig, switchOffTracing } from './config.js';
import { createLibraryReport, type LibraryReport } from './library.js';
import { createUploads } from './uploads.js';

export interface Parts {
  readonly retriever: SwitchingRetriever;
  readonly conversation: Conversation;
  /** Absent where nothing is to be remembered. */
  readonly store?: Store;
  /** What was read last. */
  readonly library: LibraryReport;
  /** What writes answers, where one is configured. */
  readonly chatModel?: ChatModel;
  /** What models cost. */
  readonly spending?: Spending;
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

/** An upload waits this long for whoever else indexes. */
const refreshing = { waitMs: 60_000, switches: false };

/** Everything that answers questions, over the index as it was last saved. */
export async function wire(config: Config, log: Log, options: WireOptions): Promise<Parts> {
  const retriever = await openSwitchingRetriever({
    setting: config.embeddingModel ?? '',
    openEmbedder: (setting, last) => wireEmbedder(config, setting, options, last),
    folder: join(config.dataDir, 'index'),
    log,
  });
  // What a model costs is counted even where nothing else is remembered.
  const kept =
    options.remembers || config.model !== undefined
      ? await openStore({ url: config.databaseUrl, file: join(config.dataDir, 'pilcrow.db'), log })
      : undefined;
  const store = options.remembers ? kept : undefined;
  const generated =
    config.model === undefined
      ? undefined
      : await wireModel(config, config.model, { retriever, spending: kept?.spending, log });
  const writers = [...(generated ? [generated.writer] : []), createExtractiveWriter()];
  const answerer = createAnswerer({ retriever, writers, ...(generated ? { rewriter: generated.rewriter } : {}) });
  const pool = createParsePool({ size: 1 });
  const library = createLibraryReport();
  const refresh = () => bringUpToDate({ retriever, library, ...(store ? { store } : {}) }, config, log, refreshing);
  const uploads = store && createUploads({ folder: uploadsIn(config), pool, retriever, store, refresh, log });
  const { publicUrl } = config.http;
  const addressOf = publicUrl === undefined ? undefined : createAddresses(publicUrl, await pageSecret(store?.settings));
  const conversation = createConversation({
    retriever,
    ...(addressOf ? { addressOf } : {}),
    answerer,
    ...(generated ? { writer: generated.classroom } : {}),
    summarise,
    ...(generated ? { summaryWriter: generated.summaries } : {}),
    handout: (essay) => handout(essay, 'markdown'),
    log,
    retentionDays: config.retentionDays,
    teachers: config.teachers,
    ...(store ? { store } : {}),
    ...(uploads ? { uploads } : {}),
    ...(config.contactLine === undefined ? {} : { contactLine: config.contactLine }),
  });
  return {
    retriever,
    conversation,
    library,
    ...(store ? { store } : {}),
    ...(generated ? { chatModel: generated.chatModel } : {}),
    ...(kept ? { spending: kept.spending } : {}),
    warm: () => retriever.withEmbedder((embedder) => embedder.warm()),
    async close() {
      await pool.close();
      await retriever.close();
      await kept?.close();
    },
  };
}

interface ModelParts {
  readonly retriever: SwitchingRetriever;
  readonly spending: Spending | undefined;
  readonly log: Log;
}

interface WrittenParts {
  readonly writer: Writer;
  readonly rewriter: Rewriter;
  readonly classroom: ClassroomWriter;
  readonly summaries: SummaryWriter;
  readonly chatModel: ChatModel;
}

/** What writes with a model, within its money; the model's packages are loaded with its first use. */
async function wireModel(
  config: Config,
  name: string,
  { retriever, spending, log }: ModelParts,
): Promise<WrittenParts> {
  switchOffTracing();
  const { apiKey, baseUrl } = name.startsWith('openai:') ? config.openai : { apiKey: config.modelKey };
  const chatModel = createChatModel({ name, ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseUrl } : {}) });
  const prompts = loadPrompts(join(projectRoot, 'prompts'));
  const price = config.modelPrice ?? priceOf(name);
  const budget = createBudget({
    monthlyDollars: config.budget,
    model: name,
    price,
    log,
    ...(spending ? { spending } : {}),
  });
  const moderator = await wireModerator(config);
  const requests = createModelRequests({ model: chatModel, budget, ...(moderator ? { moderator } : {}) });
  const nearness = createNearness((use) => retriever.withEmbedder(use));
  const drafts = createProvedDrafts({ requests, prompts, nearness, log });
  return {
    writer: createGenerativeWriter({ drafts, prompts, budget }),
    rewriter: createRewriter(requests, prompts),
    classroom: createClassroomWriter({ requests, prompts, budget, nearness, log }),
    summaries: createSummaryWriter({ drafts, prompts, budget }),
    chatModel: {
      ...chatModel,
      async warm() {
        await chatModel.warm();
        await rehearseProof();
      },
    },
  };
}

async function wireModerator({ moderation, openai }: Config): Promise<Moderator | undefined> {
  if (moderation !== 'openai') return undefined;
  const { createOpenaiModerator } = await import('../models/openai-moderator.js');
  return createOpenaiModerator(openai);
}

/**
 * The embedder that `setting`, a value of PILCROW_EMBEDDING_MODEL, names; `last` is what served last.
 * @throws PilcrowError `config-invalid`, `model-missing`, `model-damaged`; `model-failed` where a server has to be asked
 * and cannot be
 */
export async function wireEmbedder(
  { openai, dataDir }: Config,
  setting: string,
  { onDownload }: Pick<WireOptions, 'onDownload'> = {},
  last?: ServedIndex,
): Promise<Embedder> {
  if (setting.startsWith('openai:')) {
    const { openOpenaiEmbedder } = await import('../models/openai-embedder.js');
    return await openOpenaiEmbedder({ ...openai, model: setting.slice('openai:'.length), ...(last ? { last } : {}) });
  }
  const downloadFolder = join(dataDir, 'models');
  const model = await findModel(setting, { downloadFolder, ...(onDownload ? { onProgress: onDownload } : {}) });
  return createLocalEmbedder({ model });
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

/** The page; its packages are loaded only where something serves. */
export async function wireWeb(
  { http }: Config,
  { store, library }: Parts,
  parts: Pick<WebParts, 'conversation' | 'isLocal' | 'log'>,
): Promise<Web> {
  const { createWeb } = await import('../adapters/web/web.js');
  const { webToken, publicUrl } = http;
  return createWeb({
    ...parts,
    secret: await pageSecret(store?.settings),
    webToken,
    publicUrl,
    library: () => library.latest(),
  });
}

/** Discord over its token; its packages are loaded only then. */
export async function wireDiscord(discord: NonNullable<Config['discord']>, log: Log): Promise<Adapter> {
  const { createDiscord } = await import('../adapters/discord/discord.js');
  return createDiscord({ ...discord, log });
}

/** How `ask` prints a reply for people, whole or while it grows. */
export { createGrowingPrint, renderReply };

/** The messages that a reply would be, for each platform; their packages are loaded only then. */
export async function wireRendering(conversation: Conversation) {
  const [slack, discord] = await Promise.all([
    import('../adapters/slack/bodies.js'),
    import('../adapters/discord/bodies.js'),
  ]);
  return (reply: Reply, incoming: Incoming) => ({
    slack: slack.messageBodies(reply, incoming),
    discord: discord.messageBodies(reply, incoming, conversation),
  });
}

/** What asks Slack about tokens, for `setup`; loaded only then. */
export async function wireSlackChecks() {
  return await import('../adapters/slack/check-tokens.js');
}
