/**
 * The essays that are served now, with their indexes: an immutable value that a refresh replaces whole. Indexes are
 * built when first needed and dropped when memory is wanted for others.
 */

import { basename } from 'node:path/posix';
import { LRUCache } from 'lru-cache';
import { PilcrowError } from '../base/errors.js';
import type { Essay } from '../essay/types.js';
import { createEssayIndex, type EssayEmbeddings, type EssayIndex } from './essay-index.js';
import { type Snapshots, snapshotName } from './snapshot.js';

export interface Shelf {
  readonly essays: readonly Essay[];
  find(name: string): Essay | undefined;
  /**
   * The index of one of `essays`.
   * @throws PilcrowError `index-damaged` when its snapshot is gone or damaged: a refresh makes it again
   */
  index(essay: Essay): Promise<EssayIndex>;
}

/** Bytes of embeddings held in memory; about 300 essays of 20 paragraphs. */
const memoryBytes = 512 * 1024 * 1024;

/** Indexes by snapshot name, shared by a shelf and the one that replaces it. */
export type IndexCache = LRUCache<string, EssayIndex>;

/** An empty cache of at most 512 MB. */
export function createIndexCache(): IndexCache {
  return new LRUCache({ maxSize: memoryBytes, sizeCalculation: ({ embeddings }) => bytesOf(embeddings) });
}

function bytesOf(embeddings: EssayEmbeddings): number {
  const rows = (embeddings.paragraphs.length + embeddings.passages.length) * embeddings.dimension * 4;
  return 1 + rows + (embeddings.tokens ?? []).reduce((sum, { vectors }) => sum + vectors.byteLength, 0);
}

/** A shelf of `essays`, whose snapshots of `model` lie in `snapshots`. */
export function createShelf(essays: readonly Essay[], model: string, snapshots: Snapshots, cache: IndexCache): Shelf {
  const sorted = [...essays].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const byName = new Map<string, Essay>();
  // Later entries do not replace earlier ones: the slug is the surest name, then the path, then the bare file name.
  const names: readonly ((essay: Essay) => string)[] = [
    (essay) => essay.slug,
    (essay) => essay.file,
    (essay) => withoutEnding(essay.file),
    (essay) => basename(essay.file),
    (essay) => basename(withoutEnding(essay.file)),
  ];
  for (const nameOf of names) {
    for (const essay of sorted) {
      const name = nameOf(essay).toLowerCase();
      if (!byName.has(name)) byName.set(name, essay);
    }
  }
  // By essay, not by name: two essays of the same text share their snapshot, not their index.
  const loading = new Map<Essay, Promise<EssayIndex>>();

  async function load(essay: Essay, name: string): Promise<EssayIndex> {
    const kept = await snapshots.load(essay, name);
    if (kept === undefined) {
      throw new PilcrowError('index-damaged', `The index of ${essay.file} is missing or damaged.`, {
        hint: 'Run `npm run ingest`: it is made again from the essay.',
      });
    }
    const index = createEssayIndex(essay, kept.embeddings, kept.graphFile);
    cache.set(name, index);
    return index;
  }

  return {
    essays: sorted,
    find: (name) => byName.get(name.trim().toLowerCase()),
    async index(essay) {
      const name = snapshotName(essay, model);
      const known = cache.get(name);
      if (known?.essay === essay) return known;
      let pending = loading.get(essay);
      if (pending === undefined) {
        pending = load(essay, name).finally(() => loading.delete(essay));
        loading.set(essay, pending);
      }
      return pending;
    },
  };
}

function withoutEnding(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
