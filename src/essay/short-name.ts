/**
 * What an essay is called in a mark when several are in play: `Streltsov ¶4`.
 */
import type { Essay } from './types.js';

type Named = Pick<Essay, 'slug' | 'title' | 'author'>;

/** The short name of each essay by slug: the author's family name; the title, cut at a colon, where that is not unique. */
export function shortNames(essays: readonly Named[]): ReadonlyMap<string, string> {
  const families = essays.map((essay) => familyName(essay.author));
  const isUnique = (name: string): boolean => families.filter((other) => other === name).length === 1;
  return new Map(
    essays.map((essay, index) => {
      const family = families[index];
      return [essay.slug, family !== undefined && isUnique(family) ? family : shortTitle(essay)];
    }),
  );
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
