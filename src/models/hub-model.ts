/**
 * Fetches a sentence model from the Hugging Face hub into a folder, once. The folder gets its name only when all is there
 * and every file has the hub's own hash, so a half download is never used; an interrupted one goes on where it stopped.
 */
import { access, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListFileEntry } from '@huggingface/hub';
import { messageOf, PilcrowError } from '../base/errors.js';
import { syncFolder } from '../base/files.js';
import { fetchHubFile } from './hub-file.js';
import { weightFiles } from './model-folder.js';
import { settingsFiles } from './model-settings.js';
import { createSilenceLimit, type SilenceLimit } from './silence-limit.js';

export interface HubOptions {
  /** Models are kept here, a folder each. A model that is here is never asked for again: remove it to have it anew. */
  readonly downloadFolder: string;
  /** Default `https://huggingface.co`. */
  readonly hubUrl?: string;
  /** How long the hub may say nothing before the download is given up. Default 20 seconds. */
  readonly silenceMs?: number;
  readonly signal?: AbortSignal;
  /** Called with every piece that arrives: the bytes that are here, of the bytes of all files. */
  readonly onProgress?: (received: number, total: number) => void;
}

/** A model on the hub. */
export interface HubName {
  /** `owner/model`. */
  readonly repository: string;
  /** A branch, tag or commit. */
  readonly revision: string;
}

/** The parts of `owner/model` or `owner/model@revision`, the revision `main` when not given; nothing for another text. */
export function parseHubName(text: string): HubName | undefined {
  const [, repository, revision = 'main'] = /^([\w-][\w.-]*\/[\w-][\w.-]*)(?:@([\w-][\w./-]*))?$/.exec(text) ?? [];
  return repository === undefined || text.includes('..') ? undefined : { repository, revision };
}

/**
 * The folder that holds the model, fetched if it was not there.
 * @throws PilcrowError `model-missing` when it cannot be had, `model-damaged` when what came is not what the hub lists,
 * `aborted`
 */
export async function fetchHubModel(name: HubName, options: HubOptions): Promise<string> {
  const folder = join(options.downloadFolder, `${name.repository}@${name.revision}`.replaceAll('/', '--'));
  if (await exists(folder)) return folder;
  const limit = createSilenceLimit(options.silenceMs ?? 20_000, options.signal);
  try {
    await download(name, folder, limit, options);
    return folder;
  } catch (error) {
    if (options.signal?.aborted) throw new PilcrowError('aborted', 'The download was aborted.', { cause: error });
    if (error instanceof PilcrowError) throw error;
    throw missing(name, limit.isExceeded() ? 'the hub does not answer' : reasonOf(error), error);
  } finally {
    limit.clear();
  }
}

async function download(name: HubName, folder: string, limit: SilenceLimit, options: HubOptions): Promise<void> {
  // Only here: who uses the model that comes with Pilcrow never loads the hub's client.
  const { listFiles, modelInfo } = await import('@huggingface/hub');
  const hub = {
    fetch: limit.fetch,
    ...(options.hubUrl !== undefined && { hubUrl: options.hubUrl.replace(/\/+$/, '') }),
  };
  const { repository, revision } = name;
  const { sha: commit } = await modelInfo({ ...hub, name: repository, revision, additionalFields: ['sha'] });

  const listed = new Map<string, ListFileEntry>();
  for await (const entry of listFiles({ ...hub, repo: repository, revision: commit, recursive: true })) {
    limit.touch();
    listed.set(entry.path, entry);
  }
  const weights = weightFiles.find((file) => listed.has(file));
  if (weights === undefined || !listed.has('tokenizer.json')) {
    throw missing(name, `it has no ${weights === undefined ? 'ONNX weights' : 'tokenizer.json'} there`);
  }
  const wanted = [...Object.keys(settingsFiles), 'tokenizer.json', weights].flatMap((file) => listed.get(file) ?? []);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);

  const partial = `${folder}.${commit.slice(0, 12)}.partial`;
  let before = 0;
  for (const entry of wanted) {
    await fetchHubFile(entry, partial, { ...hub, repo: repository, revision: commit }, (received) => {
      limit.touch();
      options.onProgress?.(before + received, total);
    });
    before += entry.size;
  }
  await syncFolder(partial);
  await rename(partial, folder).catch(async (error: unknown) => {
    // Another process was faster; what it has is as good.
    if (!(await exists(folder))) throw error;
  });
  await syncFolder(options.downloadFolder);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)} (${messageOf(cause)})`;
}

function missing(name: HubName, reason: string, cause?: unknown): PilcrowError {
  return new PilcrowError('model-missing', `The embedding model ${name.repository} could not be fetched: ${reason}.`, {
    hint:
      'Fetch it elsewhere and name its folder in PILCROW_EMBEDDING_MODEL, ' +
      'or leave that empty for the English model that comes with Pilcrow.',
    cause,
  });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
