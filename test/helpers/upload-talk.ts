/**
 * A conversation to which essays can be brought: real files, a real store, the real retriever and writer that quotes, over
 * embeddings that need no model. `tess` teaches in the workspaces T1 and T2, `ann` studies in both.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createAnswerer } from '../../src/answer/answer.js';
import { createExtractiveWriter } from '../../src/answer/extractive.js';
import { bringUpToDate, readingsIn, uploadsIn } from '../../src/app/bring-up-to-date.js';
import { type Config, loadConfig } from '../../src/app/config.js';
import { createUploads } from '../../src/app/uploads.js';
import { createConversation } from '../../src/conversation/conversation.js';
import type { Conversation, HandleOptions, Incoming, IncomingFile, Reply } from '../../src/conversation/types.js';
import type { Uploads } from '../../src/conversation/uploads.js';
import { readCorpus } from '../../src/ingest/corpus.js';
import { createParsePool } from '../../src/ingest/parse-pool.js';
import { openSwitchingRetriever, type SwitchingRetriever } from '../../src/retrieval/switching-retriever.js';
import { openStore } from '../../src/store/open-store.js';
import type { Store } from '../../src/store/store.js';
import { summarise } from '../../src/summaries/summarise.js';
import { hashEmbedder } from './hash-embedder.js';
import { type RecordingLog, recordingLog } from './recording-log.js';

export interface UploadTalk {
  readonly config: Config;
  readonly conversation: Conversation;
  readonly store: Store;
  readonly retriever: SwitchingRetriever;
  readonly uploads: Uploads;
  readonly log: RecordingLog;
  /** Reads corpus and uploads, as a change of the corpus folder does. */
  refresh(): Promise<void>;
  /** Makes the next refreshes fail, as while another process indexes; undefined ends it. */
  failWith(reason: string | undefined): void;
  say(text: string, rest?: Partial<Incoming>, options?: HandleOptions): Promise<Reply>;
}

export const tenantOne = { platform: 'slack', tenant: 'T1' };
export const tenantTwo = { platform: 'slack', tenant: 'T2' };
export const teacher: Partial<Incoming> = { person: 'tess' };
export const student: Partial<Incoming> = { person: 'ann' };

export const corpusText = '# Commons\n\nThe pasture belongs to no one. Every herder adds one more cow.\n';

/** One for all tests of a file: a thread takes its time to start, and an idle one keeps nothing alive. */
const pool = createParsePool({ size: 1 });

/** Talks over the data of `folder`; a second one there is what a restart finds. */
export async function openUploadTalk(folder: string): Promise<UploadTalk> {
  const corpusDir = join(folder, 'corpus');
  await mkdir(corpusDir, { recursive: true });
  await writeFile(join(corpusDir, 'commons.md'), corpusText);
  const config = loadConfig({ CORPUS_DIR: corpusDir, DATA_DIR: join(folder, 'data') });
  const log = recordingLog();
  const retriever = await openSwitchingRetriever({
    setting: '',
    openEmbedder: async () => hashEmbedder(),
    folder: join(config.dataDir, 'index'),
    log,
  });
  const store = await openStore({ url: undefined, file: join(config.dataDir, 'pilcrow.db'), log });
  onTestFinished(async () => {
    await retriever.close();
    await store.close();
  });
  let failure: string | undefined;
  const update = () => bringUpToDate({ retriever, store }, config, log, { waitMs: 10_000, switches: false });
  const refresh = async () => (failure === undefined ? await update() : { kept: failure });
  await readCorpus(corpusDir, { cacheFolder: readingsIn(config), pool });
  await update();
  const uploads = createUploads({ folder: uploadsIn(config), pool, retriever, store, refresh, log, retryMs: 20 });
  const conversation = createConversation({
    retriever,
    answerer: createAnswerer({ retriever, writers: [createExtractiveWriter()] }),
    summarise,
    handout: () => 'numbered',
    log,
    store,
    uploads,
    retentionDays: 30,
    teachers: ['slack:tess'],
  });
  let count = 0;
  return {
    config,
    conversation,
    store,
    retriever,
    uploads,
    log,
    refresh: async () => void (await update()),
    failWith(reason) {
      failure = reason;
    },
    async say(text, rest, options) {
      const place = { ...tenantOne, place: 'C1:1' };
      const incoming: Incoming = { place, person: 'tess', messageId: `m${++count}`, text, ...rest };
      let last: Reply | undefined;
      for await (const reply of conversation.handle(incoming, options)) last = reply;
      if (!last) throw new Error('no reply');
      return last;
    },
  };
}

/** A file as a platform hands it over. */
export function droppedFile(name: string, content: string | Uint8Array): IncomingFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { name, size: bytes.length, bytes: async () => bytes };
}
