/**
 * Every essay, searchable: the public face of this folder. Refreshing builds a new shelf beside the one that serves and
 * swaps it in whole; searching never waits for it.
 */
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import PQueue from 'p-queue';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { guessLanguage } from '../essay/language.js';
import type { Essay } from '../essay/types.js';
import type { CorpusReading } from '../ingest/types.js';
import type { Embedder } from '../models/types.js';
import { byParagraph, embedEssay, type ParagraphEmbeddings } from './embed-essay.js';
import { type PreparedQuery, prepareQuery } from './prepared-query.js';
import { isServed, searchEssay } from './search-essay.js';
import { createEssayCache, createShelf, openEssay, type Shelf, type ShelvedEssay } from './shelf.js';
import { largest } from './signals.js';
import { createSnapshots, snapshotName } from './snapshot.js';
import type { EssayChange, EssayVectors, Query, RefreshOptions, RefreshReport, Retrieval, Retriever } from './types.js';
import { dot, graphThreshold, loadHnswlib } from './vectors.js';

export interface RetrieverOptions {
  readonly embedder: Embedder;
  /** Where snapshots are kept, e.g. `data/index`. */
  readonly folder: string;
  readonly log: Log;
}

/** Essays that get the full search when a query does not say how many; the others were ranked behind them. */
const usuallySearched = 4;
/** Essays in the embedder's language whose words are looked at for that; the others' best passages were further away. */
const maxLookedInto = 16;

/** How often the log is told that the embedder fails, however many ask. */
const outageLogMs = 60_000;

/** Searches at once: each costs some ten milliseconds of this thread between two waits for the embedding thread. */
const searchesAtOnce = 2;

/** A retriever that serves what the last whole refresh left on disk; nothing when there was none. */
export async function openRetriever({ embedder, folder, log }: RetrieverOptions): Promise<Retriever> {
  const snapshots = createSnapshots(join(folder), embedder.id, embedder.dimension);
  const cache = createEssayCache();
  const searches = new PQueue({ concurrency: searchesAtOnce });
  let outageToldAt = Number.NEGATIVE_INFINITY;
  let shelf: Shelf = createShelf(await snapshots.loadShelf(), embedder.id, snapshots, cache);

  async function refresh(reading: CorpusReading, options: RefreshOptions = {}): Promise<RefreshReport> {
    const before = shelf;
    // An essay that did not change stays the same object: its index in memory goes on serving.
    const essays = reading.essays.map(({ essay }) => {
      const served = before.find(essay.slug);
      return served !== undefined && isDeepStrictEqual(served, essay) ? served : essay;
    });
    const missing: Essay[] = [];
    for (const essay of essays) {
      const name = snapshotName(essay, embedder.id);
      // What is loaded to see that it is whole is kept; what was loaded before must only still be there.
      const isThere = (await snapshots.has(name)) && (await openEssay(essay, name, snapshots, cache)) !== undefined;
      if (!isThere) missing.push(essay);
    }
    const known = missing.length > 0 ? await knownParagraphs(before) : new Map<string, ParagraphEmbeddings>();
    const total = missing.reduce((sum, essay) => sum + essay.paragraphs.length, 0);
    let done = 0;
    for (const essay of missing) {
      options.onProgress?.(done, total, essay);
      const embeddings = await embedEssay(essay, embedder, known, {
        ...(options.signal ? { signal: options.signal } : {}),
        onParagraph: () => options.onProgress?.(++done, total, essay),
      });
      await snapshots.save(snapshotName(essay, embedder.id), embeddings);
    }
    await snapshots.saveShelf(essays);
    shelf = createShelf(essays, embedder.id, snapshots, cache);
    return report(before, essays, missing);
  }

  /** What the served essays have embedded already; an essay whose snapshot is gone has nothing. */
  async function knownParagraphs(served: Shelf): Promise<Map<string, ParagraphEmbeddings>> {
    const known = new Map<string, ParagraphEmbeddings>();
    for (const essay of served.essays) {
      // Questions come between: from memory an essay is there without a wait.
      await setImmediate();
      const kept = await openEssay(essay, snapshotName(essay, embedder.id), snapshots, cache);
      for (const [key, part] of kept ? byParagraph(essay, kept.embeddings) : []) known.set(key, part);
    }
    return known;
  }

  /** Few at a time, with a breath before each: a class that asks all at once must not keep a platform from being heard. */
  async function retrieve(query: Query, options: { readonly signal?: AbortSignal } = {}): Promise<Retrieval[]> {
    return await searches.add(async () => {
      await setImmediate();
      options.signal?.throwIfAborted();
      return await search(query, options);
    });
  }

  async function search(query: Query, options: { readonly signal?: AbortSignal }): Promise<Retrieval[]> {
    const serving = shelf;
    const wanted = [...new Set(query.essays.map((slug) => serving.find(slug)))].filter((essay) => essay !== undefined);
    const asker = { language: guessLanguage(query.text, 'en'), ...(options.signal ? { signal: options.signal } : {}) };
    const opened: ShelvedEssay[] = [];
    for (const essay of wanted) {
      try {
        opened.push(await serving.open(essay));
      } catch (error) {
        // One damaged index never stops the others; alone it is told.
        if (wanted.length === 1) throw error;
        log.warn({ essay: essay.slug, reason: messageOf(error) }, 'essay left out of a search');
      }
    }
    const ask = askingOnce(query.isKeptHere === true && embedder.sendsTexts === true ? undefined : embedder);
    const promising =
      opened.length > (query.most ?? usuallySearched)
        ? await ask((model) => mostPromising(opened, query, model, options.signal))
        : opened;
    const found: Retrieval[] = [];
    for (const shelved of promising) {
      options.signal?.throwIfAborted();
      found.push(await ask((model) => searchEssay(shelved.index(), query, model, asker)));
    }
    return found.sort((a, b) => b.aboutness - a.aboutness);
  }

  /** Does what is asked with the embedder; once that failed, this and all that follows with the words alone. */
  function askingOnce(
    first: Embedder | undefined,
  ): <Result>(work: (model: Embedder | undefined) => Promise<Result>) => Promise<Result> {
    let model = first;
    return async (work) => {
      try {
        return await work(model);
      } catch (error) {
        if (model === undefined || !(error instanceof PilcrowError) || error.code !== 'model-failed') throw error;
        model = undefined;
        tellOutage(error);
        return await work(undefined);
      }
    };
  }

  function tellOutage(fault: PilcrowError): void {
    if (performance.now() - outageToldAt < outageLogMs) return;
    outageToldAt = performance.now();
    log.warn(
      { model: embedder.id, reason: messageOf(fault), hint: fault.hint },
      'questions are answered by words alone',
    );
  }

  /** By vectors first, which are at hand; the essays that come near, and those no vector speaks for, by words as well. */
  async function mostPromising(
    opened: readonly ShelvedEssay[],
    query: Query,
    model: Embedder | undefined,
    signal?: AbortSignal,
  ) {
    const asked = await model?.embedQuestion(query.text, signal ? { signal } : {});
    const byVector = opened.map((shelved) => ({ shelved, nearest: nearestPassage(shelved, asked?.vector) }));
    byVector.sort((a, b) => b.nearest - a.nearest);
    const prepared = new Map<string, PreparedQuery>();
    const ranked: { readonly shelved: ShelvedEssay; readonly score: number }[] = [];
    for (const [rank, { shelved, nearest }] of byVector.entries()) {
      const { language } = shelved.essay;
      if (rank >= maxLookedInto && isServed(language, model)) continue;
      const ready = prepared.get(language) ?? prepareQuery(query.text, language, {});
      prepared.set(language, ready);
      const index = shelved.index();
      ranked.push({ shelved, score: nearest + largest(index.sentenceStems.coverage(ready.stems), 0) });
      // An index takes some milliseconds to build: others may have a turn between two of them.
      await setImmediate();
      signal?.throwIfAborted();
    }
    ranked.sort((a, b) => b.score - a.score);
    return ranked.slice(0, query.most ?? usuallySearched).map(({ shelved }) => shelved);
  }

  async function vectors(slug: string): Promise<EssayVectors | undefined> {
    const essay = shelf.find(slug);
    if (essay === undefined) return undefined;
    const index = (await shelf.open(essay)).index();
    return {
      dimension: embedder.dimension,
      paragraphs: index.embeddings.paragraphs,
      sentences: index.sentences.map(({ paragraphAt, start, end, passageRow }) => ({
        paragraph: paragraphAt + 1,
        span: { start, end },
        vector: index.embeddings.passages[passageRow] ?? (index.embeddings.paragraphs[paragraphAt] as Float32Array),
      })),
    };
  }

  return {
    refresh,
    retrieve,
    vectors,
    essays: () => shelf.essays,
    essay: (name) => shelf.find(name),
    paragraph: (slug, n) => shelf.find(slug)?.paragraphs[n - 1],
    describe() {
      const { hnswlib, reason } = loadHnswlib();
      return hnswlib
        ? `hnswlib, exact up to ${graphThreshold} passages an essay, HNSW above`
        : `plain scan, because hnswlib-node could not be loaded: ${reason}`;
    },
    close: () => embedder.close(),
  };
}

function nearestPassage({ embeddings }: ShelvedEssay, vector: Float32Array | undefined): number {
  if (vector === undefined) return 0;
  return embeddings.passages.reduce((most, row) => Math.max(most, dot(row, vector)), -1);
}

function report(before: Shelf, essays: readonly Essay[], missing: readonly Essay[]): RefreshReport {
  const old = new Map(before.essays.map((essay) => [essay.slug, essay]));
  const changed: EssayChange[] = [];
  const indexed = new Set(missing.map(({ slug }) => slug));
  for (const essay of essays) {
    const was = old.get(essay.slug);
    if (was === undefined) indexed.add(essay.slug);
    else if (was.hash !== essay.hash) {
      changed.push({ before: was, after: essay });
      indexed.add(essay.slug);
    }
  }
  const now = new Set(essays.map(({ slug }) => slug));
  return {
    indexed: [...indexed],
    unchanged: essays.map(({ slug }) => slug).filter((slug) => !indexed.has(slug)),
    removed: [...old.keys()].filter((slug) => !now.has(slug)),
    changed,
  };
}
