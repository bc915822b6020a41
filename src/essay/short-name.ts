/**
 * What an essay is called in a mark when several are in play: `Streltsov ¶4`.
 */
import type { Essay } from './types.js';

type Named = Pick<Essay, 'slug' | 'title' | 'author'>;

/**
 * The short name of each essay by slug, no two alike: the author's family name; the title, cut at a colon, where that is
 * not unique; the slug where that is not either.
 */
export function shortNames(essays: readonly Named[]): ReadonlyMap<string, string> {
  const families = essays.map(({ author }) => familyName(author));
  const names = essays.map((essay, at) => (isUnique(families, at) ? families[at] : undefined) ?? shortTitle(essay));
  return new Map(essays.map(({ slug }, at) => [slug, isUnique(names, at) ? (names[at] ?? slug) : slug]));
}

function isUnique(names: readonly (string | undefined)[], at: number): boolean {
  return names.every((name, index) => index === at || name?.toLowerCase() !== names[at]?.toLowerCase());
}

/** The family name of the first author; undefined when there is none. `Streltsov, Dmitry` and `Dmitry Streltsov` agree. */
export function familyName(author: string | undefined): string | undefined {
  const first = author?.split(/\s*[;&]\s*|\s(?:and|und|et|y|и)\s/u)[0]?.trim();
  if (!first) return undefined;
  const comma = first.indexOf(',');
  if (comma > 0) return first.slice(0, comma);
  return first.split(/\s+/).at(-1);
}

function shortTitle(essay: Named): string {
  const head = essay.title.split(/[:.–—]/)[0]?.trim() || essay.slug;
  return [...head].length <= 32 ? head : essay.slug;
}
