/**
 * The essays that a tenant may see: those of the corpus folder, which belong to the installation, and those that it
 * brought itself. Everything that looks for an essay in a conversation looks through this.
 */
import type { Essay } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Tenant } from './types.js';

type Shelf = Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;

/** How an essay names the tenant that brought it. */
export function ownerOf({ platform, tenant }: Tenant): string {
  return `${platform}:${tenant}`;
}

/** `retriever` as `tenant` sees it. */
export function shelfOf(retriever: Shelf, tenant: Tenant): Shelf {
  const owner = ownerOf(tenant);
  const isSeen = (essay: Essay | undefined): essay is Essay =>
    essay !== undefined && (essay.owner === undefined || essay.owner === owner);
  const own = (slug: string): boolean => isSeen(retriever.essay(slug));
  return {
    essays: () => retriever.essays().filter(isSeen),
    essay(name) {
      const found = retriever.essay(name);
      if (isSeen(found)) return found;
      return undefined;
    },
    vectors: async (slug) => (own(slug) ? await retriever.vectors(slug) : undefined),
    retrieve: (query, options) => retriever.retrieve({ ...query, essays: query.essays.filter(own) }, options),
  };
}
