/**
 * Every essay, searchable: the public face of this folder. Refreshing builds a new shelf beside the one that serves and
 * swaps it in whole; searching never waits for it.
 */
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { guessLanguage } from '../essay/language.js';
import type { Essay } from '../essay/types.js';
import type { CorpusReading } from '../ingest/types.js';
import type { Embedder } from '../models/types.js';
import { byParagraph, embedEssay, type ParagraphEmbeddings } from './embed-essay.js';
import { searchEssay } from './search-essay.js';
import { createIndexCache, createShelf, type Shelf } from './shelf.js';
import { largest, prepareQuery } from './signals.js';
import { createSnapshots, snapshotName } from './snapshot.js';
import type { EssayChange, EssayVectors, Query, RefreshOptions, RefreshReport, Retrieval, Retriever } from './types.js';
import { graphThreshold, loadHnswlib } from './vectors.js';

export interface RetrieverOptions {
  readonly embedder: Embedder;
  /** Where snapshots are kept, e.g. `data/index`. */
  readonly folder: string;
  readonly log: Log;
}

/** Essays that get the full search when none is named; the others were ranked behind them by one vector search each. */
const maxSearched = 4;

/** A retriever that serves what the last whole refresh left on disk; nothing when there was none. */
export async function openRetriever({ embedder, folder, log }: RetrieverOptions): Promise<Retriever> {
  const snapshots = createSnapshots(join(folder), embedder.id, embedder.dimension);
  const cache = createIndexCache();
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
      if (cache.get(name)?.essay !== essay && (await snapshots.load(essay, name)) === undefined) missing.push(essay);
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
      const kept = await snapshots.load(essay, snapshotName(essay, embedder.id));
      for (const [key, part] of kept ? byParagraph(essay, kept.embeddings) : []) known.set(key, part);
    }
    return known;
  }

  async function retrieve(query: Query, options: { readonly signal?: AbortSignal } = {}): Promise<Retrieval[]> {
    const serving = shelf;
    const wanted = [...new Set(query.essays.map((slug) => serving.find(slug)))].filter((essay) => essay !== undefined);
    const asker = { language: guessLanguage(query.text, 'en'), ...(options.signal ? { signal: options.signal } : {}) };
    const indexes = [];
    for (const essay of wanted) {
      try {
        indexes.push(await serving.index(essay));
      } catch (error) {
        // One damaged index never stops the others; alone it is told.
        if (wanted.length === 1) throw error;
        log.warn({ essay: essay.slug, reason: messageOf(error) }, 'essay left out of a search');
      }
    }
    const promising = indexes.length > maxSearched ? await mostPromising(indexes, query, asker) : indexes;
    const found: Retrieval[] = [];
    for (const index of promising) {
      options.signal?.throwIfAborted();
      found.push(await searchEssay(index, query, embedder, asker));
    }
    return found.sort((a, b) => b.aboutness - a.aboutness);
  }

  async function mostPromising(
    indexes: readonly Awaited<ReturnType<Shelf['index']>>[],
    query: Query,
    asker: { readonly language: string; readonly signal?: AbortSignal },
  ) {
    const { vector } = await embedder.embedQuestion(query.text, asker.signal ? { signal: asker.signal } : {});
    const ranked = indexes.map((index) => {
      const prepared = prepareQuery(query.text, index.essay.language, { vector });
      const nearest = index.passageVectors.search(vector, 1)[0]?.similarity ?? 0;
      const coverage = largest(index.sentenceStems.coverage(prepared.stems), 0);
      return { index, score: nearest + coverage };
    });
    ranked.sort((a, b) => b.score - a.score);
    return ranked.slice(0, maxSearched).map(({ index }) => index);
  }

  async function vectors(slug: string): Promise<EssayVectors | undefined> {
    const essay = shelf.find(slug);
    if (essay === undefined) return undefined;
    const index = await shelf.index(essay);
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
