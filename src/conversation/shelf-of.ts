/**
 * The essays that a tenant may see: those of the corpus folder, which belong to the installation, and those that it
 * brought itself. Everything that looks for an essay in a conversation looks through this; names, too, are looked up
 * among them alone, so that the same file name leads every tenant to its own essay.
 */
import type { Essay } from '../essay/types.js';
import { byName } from '../retrieval/names.js';
import type { Retriever } from '../retrieval/types.js';
import type { Tenant } from './types.js';

type Shelf = Pick<Retriever, 'essays' | 'essay' | 'vectors' | 'retrieve'>;

/** How an essay names the tenant that brought it. */
export function ownerOf({ platform, tenant }: Tenant): string {
  return `${platform}:${tenant}`;
}

/** The tenant of such a name. */
export function tenantNamed(name: string): Tenant {
  const [platform = '', ...rest] = name.split(':');
  return { platform, tenant: rest.join(':') };
}

/** Those of `essays` that `tenant` may see; without one, those that everybody may. */
export function seenBy(essays: readonly Essay[], tenant: Tenant | undefined): readonly Essay[] {
  const own = tenant && ownerOf(tenant);
  return essays.filter(({ owner }) => owner === undefined || owner === own);
}

/** `retriever` as `tenant` sees it. */
export function shelfOf(retriever: Shelf, tenant: Tenant): Shelf {
  let all: readonly Essay[] | undefined;
  let seen: readonly Essay[] = [];
  let named: ReturnType<typeof byName> | undefined;

  /** What is served may be another list from one moment to the next. */
  const look = (): readonly Essay[] => {
    const latest = retriever.essays();
    if (latest === all) return seen;
    all = latest;
    seen = seenBy(latest, tenant);
    named = undefined;
    return seen;
  };
  const find = (name: string): Essay | undefined => {
    const essays = look();
    // Of the same name, what somebody brought is nearer than what was there.
    named ??= byName([...essays].sort((a, b) => Number(b.owner !== undefined) - Number(a.owner !== undefined)));
    return named(name);
  };
  const slugs = (names: readonly string[]): readonly string[] => names.flatMap((name) => find(name)?.slug ?? []);

  return {
    essays: look,
    essay: find,
    async vectors(name) {
      const [slug] = slugs([name]);
      return slug === undefined ? undefined : await retriever.vectors(slug);
    },
    retrieve: (query, options) => retriever.retrieve({ ...query, essays: slugs(query.essays) }, options),
  };
}
