/**
 * The essays that are served now, with their indexes: an immutable value that a refresh replaces whole. Embeddings are
 * read and indexes built when first needed, and dropped when memory is wanted for others.
 */
import { LRUCache } from 'lru-cache';
import { PilcrowError } from '../base/errors.js';
import type { Essay } from '../essay/types.js';
import { createEssayIndex, type EssayEmbeddings, type EssayIndex } from './essay-index.js';
import { byName } from './names.js';
import { type Snapshots, snapshotName } from './snapshot.js';
import { createVectorIndex } from './vectors.js';

/** An essay whose embeddings are in memory. */
export interface ShelvedEssay {
  readonly essay: Essay;
  readonly embeddings: EssayEmbeddings;
  /** Built when first asked for. */
  index(): EssayIndex;
}

export interface Shelf {
  readonly essays: readonly Essay[];
  find(name: string): Essay | undefined;
  /**
   * One of `essays`, from memory or from its snapshot.
   * @throws PilcrowError `index-damaged` when its snapshot is gone or damaged: a refresh makes it again
   */
  open(essay: Essay): Promise<ShelvedEssay>;
}

/** Bytes of embeddings held in memory; about 300 essays of 20 paragraphs. */
const memoryBytes = 512 * 1024 * 1024;

/** Essays by snapshot name, shared by a shelf and the one that replaces it. */
export type EssayCache = LRUCache<string, ShelvedEssay>;

/** An empty cache of at most 512 MB. */
export function createEssayCache(): EssayCache {
  return new LRUCache({ maxSize: memoryBytes, sizeCalculation: ({ embeddings }) => bytesOf(embeddings) });
}

/** `essay` from the cache or else from its snapshot, then kept in the cache; undefined when that is gone or damaged. */
export async function openEssay(
  essay: Essay,
  name: string,
  snapshots: Snapshots,
  cache: EssayCache,
): Promise<ShelvedEssay | undefined> {
  const known = cache.get(name);
  if (known?.essay === essay) return known;
  const kept = await snapshots.load(essay, name);
  if (kept === undefined) return undefined;
  const { embeddings, graphFile } = kept;
  // A graph is read at once, while the checksum just taken of it still holds.
  const graph =
    graphFile === undefined ? undefined : createVectorIndex(embeddings.passages, embeddings.dimension, { graphFile });
  let index: EssayIndex | undefined;
  const opened: ShelvedEssay = {
    essay,
    embeddings,
    index() {
      index ??= createEssayIndex(essay, embeddings, graph);
      return index;
    },
  };
  cache.set(name, opened);
  return opened;
}

function bytesOf(embeddings: EssayEmbeddings): number {
  const rows = (embeddings.paragraphs.length + embeddings.passages.length) * embeddings.dimension * 4;
  return 1 + rows + (embeddings.tokens ?? []).reduce((sum, { vectors }) => sum + vectors.byteLength, 0);
}

/** A shelf of `essays`, whose snapshots of `model` lie in `snapshots`. */
export function createShelf(essays: readonly Essay[], model: string, snapshots: Snapshots, cache: EssayCache): Shelf {
  const sorted = [...essays].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  // By essay, not by name: two essays of the same text share their snapshot, not their index.
  const loading = new Map<Essay, Promise<ShelvedEssay | undefined>>();

  return {
    essays: sorted,
    find: byName(sorted),
    async open(essay) {
      let pending = loading.get(essay);
      if (pending === undefined) {
        const name = snapshotName(essay, model);
        pending = openEssay(essay, name, snapshots, cache).finally(() => loading.delete(essay));
        loading.set(essay, pending);
      }
      const opened = await pending;
      if (opened !== undefined) return opened;
      throw new PilcrowError('index-damaged', `The index of ${essay.file} is missing or damaged.`, {
        hint: 'Run `npm run ingest`: it is made again from the essay.',
      });
    },
  };
}
