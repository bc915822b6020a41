/** Stable names for essays, made from file names. Any script is kept. */

/** The slug of a name: lower-case letters and digits of any script joined by hyphens; `essay` where none is left. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'essay' : slug;
}

/**
 * `wanted` slugs made unique in the order given: the first keeps the bare slug, later ones get their collection in
 * front, then their ending behind, then a number.
 */
export function uniqueSlugs(files: readonly { name: string; collection: string; ending: string }[]): string[] {
  const taken = new Set<string>();
  return files.map(({ name, collection, ending }) => {
    const bare = slugOf(name);
    const placed = collection === '' ? bare : slugOf(`${collection} ${name}`);
    let slug = [bare, placed, slugOf(`${bare} ${ending}`), slugOf(`${placed} ${ending}`)].find((s) => !taken.has(s));
    for (let n = 2; slug === undefined; n += 1) if (!taken.has(`${placed}-${n}`)) slug = `${placed}-${n}`;
    taken.add(slug);
    return slug;
  });
}

/** A title for a text that has none: its file name with blanks for hyphens and underscores. */
export function titleFromName(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').replace(/\s+/g, ' ').trim();
  return words === '' ? 'Untitled' : words.charAt(0).toUpperCase() + words.slice(1);
}
