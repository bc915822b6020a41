/**
 * A retriever whose embeddings can be changed without an interruption: the index made by the old ones serves until that of
 * the new ones is whole, then it is swapped in and the old embedder closed.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { CorpusReading } from '../ingest/types.js';
import type { Embedder } from '../models/types.js';
import { openRetriever } from './retriever.js';
import { readServed, type ServedIndex, writeServed } from './served-index.js';
import type { EssayChange, RefreshOptions, RefreshReport, Retriever } from './types.js';

export interface SwitchingOptions {
  /** What is set now; never a key. */
  readonly setting: string;
  /** The embedder that a setting names; `last` is what served last, whatever its setting. */
  readonly openEmbedder: (setting: string, last: ServedIndex | undefined) => Promise<Embedder>;
  /** Where snapshots are kept, e.g. `data/index`. */
  readonly folder: string;
  readonly log: Log;
}

/** Two sets of embeddings, by names for people. */
export interface Switch {
  readonly from: string;
  readonly to: string;
}

export interface SwitchingRetriever extends Retriever {
  /** Set while an index serves that was made with other embeddings than are wanted; `refresh` keeps that one fresh. */
  switching(): Switch | undefined;
  /**
   * Builds the wanted index from `reading`, and from what `refresh` was given since, then lets it serve; questions go on
   * meanwhile and later. Does what `refresh` does when nothing is to be switched. One call at a time.
   * @throws PilcrowError as `refresh`, and what opening the wanted embedder throws; the old index then serves on
   */
  switchOver(reading: CorpusReading, options?: RefreshOptions): Promise<RefreshReport>;
  /** Does `work` with the embedder that serves now, which stays open until then even if another takes its place. */
  withEmbedder<Result>(work: (embedder: Embedder) => Promise<Result>): Promise<Result>;
}

interface Index {
  readonly setting: string;
  readonly embedder: Embedder;
  readonly retriever: Retriever;
  /** Calls that have begun and not ended. */
  calls: number;
  /** Told when the last of them has ended. */
  onIdle?: () => void;
}

/**
 * A retriever by the embedder of `setting`, or for the time being by that of the index that served last.
 * @throws what opening the wanted embedder throws, where no other index can serve instead
 */
export async function openSwitchingRetriever(options: SwitchingOptions): Promise<SwitchingRetriever> {
  const { setting, openEmbedder, folder, log } = options;
  let served = await readServed(folder);
  let wanted: Index | undefined;
  let serving = await openFirst();
  let latest: CorpusReading | undefined;

  async function openIndex(of: string): Promise<Index> {
    const embedder = await openEmbedder(of, served);
    return { setting: of, embedder, retriever: await openRetriever({ embedder, folder, log }), calls: 0 };
  }

  async function openFirst(): Promise<Index> {
    if ((served?.setting ?? '') === setting) return await openIndex(setting);
    let index: Index | undefined;
    if (served === undefined) {
      // Earlier versions remembered nothing: what they left may be of the wanted embeddings, or of the usual ones.
      index = await openIndex(setting).catch(() => undefined);
      if (index !== undefined && index.retriever.essays().length > 0) return index;
    }
    const old = await openOld();
    if (old === undefined) return index ?? (await openIndex(setting));
    wanted = index;
    return old;
  }

  /** The index that served last; nothing where its embedder cannot be had, or is another one by now. */
  async function openOld(): Promise<Index | undefined> {
    try {
      const index = await openIndex(served?.setting ?? '');
      const isSame = served === undefined || served.id === index.embedder.id;
      if (isSame && index.retriever.essays().length > 0) return index;
      await index.retriever.close();
    } catch (error) {
      log.warn({ reason: messageOf(error) }, 'the embeddings that served last cannot be had');
    }
    return undefined;
  }

  /** Whatever is done with an index keeps it open. */
  async function using<Result>(index: Index, work: (index: Index) => Promise<Result>): Promise<Result> {
    index.calls++;
    try {
      return await work(index);
    } finally {
      index.calls--;
      if (index.calls === 0) index.onIdle?.();
    }
  }

  async function leave(index: Index): Promise<void> {
    if (index.calls > 0) {
      await new Promise<void>((resolve) => {
        index.onIdle = resolve;
      });
    }
    await index.retriever.close();
  }

  async function remember({ embedder: { id, dimension } }: Index): Promise<void> {
    if (served?.setting === setting && served.id === id && served.dimension === dimension) return;
    served = { setting, id, dimension };
    await writeServed(folder, served);
  }

  async function refresh(reading: CorpusReading, refreshing?: RefreshOptions): Promise<RefreshReport> {
    latest = reading;
    const index = serving;
    const report = await using(index, ({ retriever }) => retriever.refresh(reading, refreshing));
    if (index.setting === setting) await remember(index);
    return report;
  }

  async function switchOver(reading: CorpusReading, refreshing?: RefreshOptions): Promise<RefreshReport> {
    if (serving.setting === setting) return await refresh(reading, refreshing);
    latest = reading;
    wanted ??= await openIndex(setting);
    const index = wanted;
    // A model that cannot be had is told at once, not after the patience that many texts deserve.
    await index.embedder.warm();
    let report: RefreshReport;
    let built: CorpusReading;
    do {
      built = latest;
      report = await index.retriever.refresh(built, refreshing);
      await remember(index);
    } while (built !== latest);
    const old = serving;
    serving = index;
    wanted = undefined;
    await leave(old);
    return { ...report, changed: changes(old.retriever, index.retriever) };
  }

  return {
    refresh,
    switchOver,
    switching: () =>
      serving.setting === setting
        ? undefined
        : { from: nameOf(serving.embedder.id), to: nameOf(wanted?.embedder.id ?? (setting || 'the usual model')) },
    retrieve: (query, asking) => using(serving, ({ retriever }) => retriever.retrieve(query, asking)),
    vectors: (slug) => using(serving, ({ retriever }) => retriever.vectors(slug)),
    essays: () => serving.retriever.essays(),
    essay: (name) => serving.retriever.essay(name),
    paragraph: (slug, n) => serving.retriever.paragraph(slug, n),
    describe: () => serving.retriever.describe(),
    withEmbedder: (work) => using(serving, ({ embedder }) => work(embedder)),
    async close() {
      await wanted?.retriever.close();
      await serving.retriever.close();
    },
  };
}

/** Without what tells versions and servers apart. */
function nameOf(id: string): string {
  return id.replace(/@.*$/, '');
}

/** Essays whose text is another one than it was while the old index served. */
function changes(before: Retriever, now: Retriever): readonly EssayChange[] {
  return now.essays().flatMap((after) => {
    const was = before.essays().find(({ slug }) => slug === after.slug);
    return was === undefined || was.hash === after.hash ? [] : [{ before: was, after }];
  });
}
