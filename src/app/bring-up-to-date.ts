/**
 * The corpus folder and what tenants uploaded, brought into the index by one process at a time. Who cannot get the lock
 * serves what is saved.
 */
import { join } from 'node:path';
import { messageOf, PilcrowError } from '../base/errors.js';
import { acquireLock } from '../base/lock.js';
import type { Log } from '../base/log.js';
import type { Essay } from '../essay/types.js';
import { aliasMap } from '../ingest/aliases.js';
import { readCorpus } from '../ingest/corpus.js';
import type { CorpusReading } from '../ingest/types.js';
import { readUploads } from '../ingest/uploads.js';
import type { RefreshOptions, RefreshReport } from '../retrieval/types.js';
import type { Config } from './config.js';
import type { Parts } from './wire.js';

export interface UpdateOptions {
  /** How long to wait for another process that indexes. */
  readonly waitMs: number;
  readonly signal?: AbortSignal;
  readonly onWait?: (holder: number) => void;
  readonly onProgress?: (done: number, total: number, essay: Essay | undefined) => unknown;
  /**
   * Whether an index that is wanted with other embeddings is built now, or only the one that serves until then is brought
   * up to date. Default true.
   */
  readonly switches?: boolean;
}

export interface Update {
  readonly reading: CorpusReading;
  /** Absent where the saved index serves as it is: another process indexes, or the data folder cannot be written. */
  readonly report?: RefreshReport;
  /** Why there is no report, as a sentence. */
  readonly kept?: string;
}

/** Where readings of files are kept between starts. */
export function readingsIn({ dataDir }: Config): string {
  return join(dataDir, 'readings');
}

/** Where tenants' own essays are kept. */
export function uploadsIn({ dataDir }: Config): string {
  return join(dataDir, 'uploads');
}

/**
 * Reads the corpus and the uploads and refreshes the index. Where the wanted embeddings cannot be had, the index of the old ones is
 * refreshed instead and `kept` says why.
 * @throws PilcrowError `corpus-unreadable`; `index-busy` or the fault itself where nothing is saved that could serve instead
 */
export async function bringUpToDate(
  parts: Pick<Parts, 'retriever' | 'store'> & Partial<Pick<Parts, 'library'>>,
  config: Config,
  log: Log,
  options: UpdateOptions,
): Promise<Update> {
  const passing = {
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.onProgress ? { onProgress: (...args: ProgressArguments) => void options.onProgress?.(...args) } : {}),
  };
  const { retriever } = parts;
  const update = (lockName: string, work: (reading: CorpusReading) => Promise<RefreshReport>): Promise<Update> =>
    underLock(lockName, parts, config, log, options, work);
  if (options.switches !== false && retriever.switching() !== undefined) {
    // A lock of its own: the index that serves is refreshed beside it.
    const switched = await update('index-switch.lock', (reading) => retriever.switchOver(reading, passing));
    if (switched.kept === undefined) return switched;
    await update('index.lock', (reading) => retriever.refresh(reading, passing));
    return switched;
  }
  return await update('index.lock', (reading) => retriever.refresh(reading, passing));
}

type ProgressArguments = Parameters<NonNullable<RefreshOptions['onProgress']>>;

/** Reads only with the lock at hand: what was read before it would take out again what somebody else has added since. */
async function underLock(
  lockName: string,
  parts: Pick<Parts, 'retriever' | 'store'> & Partial<Pick<Parts, 'library'>>,
  config: Config,
  log: Log,
  options: UpdateOptions,
  work: (reading: CorpusReading) => Promise<RefreshReport>,
): Promise<Update> {
  const lock = await acquireLock(join(config.dataDir, lockName), options).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    return { fault: error };
  });
  try {
    const reading = await readAll(config, options.signal);
    parts.library?.take(reading);
    if (lock === undefined || 'fault' in lock) return keep(parts, reading, lock?.fault ?? busy(), log);
    try {
      const report = await work(reading);
      await recordMoves(parts.store, report);
      return { reading, report };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return keep(parts, reading, error, log);
    }
  } finally {
    if (lock !== undefined && 'release' in lock) await lock.release();
  }
}

async function readAll(config: Config, signal: AbortSignal | undefined): Promise<CorpusReading> {
  const stop = signal ? { signal } : {};
  const corpus = await readCorpus(config.corpusDir, { cacheFolder: readingsIn(config), ...stop });
  const uploads = await readUploads(uploadsIn(config), stop);
  const taken = new Set(corpus.essays.map(({ essay }) => essay.slug));
  const own = uploads.essays.filter(({ essay }) => !taken.has(essay.slug));
  return { essays: [...corpus.essays, ...own], problems: [...corpus.problems, ...uploads.problems] };
}

function busy(): PilcrowError {
  return new PilcrowError('index-busy', 'Another Pilcrow is indexing this data folder.', {
    hint: 'Wait until it is done, or set another DATA_DIR.',
  });
}

/** Where the paragraphs of edited essays went, so that old links and citations still open the right words. */
async function recordMoves(store: Parts['store'], { changed }: RefreshReport): Promise<void> {
  for (const { before, after } of store ? changed : []) {
    const went = aliasMap(before.paragraphs, after.paragraphs);
    const moves: Record<number, number | null> = {};
    for (const { n } of before.paragraphs) if (went.get(n) !== n) moves[n] = went.get(n) ?? null;
    await store?.aliases.record(after.slug, before.hash, after.hash, moves);
  }
}

/** What is saved serves if there is anything; otherwise the fault stands. */
function keep({ retriever }: Pick<Parts, 'retriever'>, reading: CorpusReading, fault: unknown, log: Log): Update {
  log.warn({ reason: messageOf(fault) }, 'the index was not refreshed');
  if (retriever.essays().length === 0) throw fault;
  return { reading, kept: messageOf(fault) };
}
