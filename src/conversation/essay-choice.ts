/**
 * Which essay a message is about: the one named, else the place's choice, else the only one, else all.
 */
import { familyName, shortNames } from '../essay/short-name.js';
import type { Essay } from '../essay/types.js';
import { fold } from '../essay/words.js';
import type { Retriever } from '../retrieval/types.js';

type Shelf = Pick<Retriever, 'essay' | 'essays'>;

export type EssayChoice =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'unknown'; readonly name: string }
  | { readonly outcome: 'some'; readonly essays: readonly [Essay, ...Essay[]] };

/** The essay called `name`: by slug or file name, by title, by the family name of an author with one essay, or as marks name it. */
export function findEssay(shelf: Shelf, name: string): Essay | undefined {
  const wanted = plain(name);
  if (wanted === '') return undefined;
  const known = shelf.essay(name.trim());
  if (known) return known;
  const all = shelf.essays();
  const titled = all.filter(({ title }) => plain(title) === wanted);
  if (titled.length === 1) return titled[0];
  const written = all.filter(({ author }) => author !== undefined && plain(familyName(author) ?? '') === wanted);
  if (written.length === 1) return written[0];
  const names = shortNames(all);
  return all.find(({ slug }) => plain(names.get(slug) ?? '') === wanted);
}

/** Whether it exists or not, a name counts: another essay never answers for it. A place's choice that is gone does not. */
export function chooseEssays(shelf: Shelf, named: string | undefined, ofPlace: string | undefined): EssayChoice {
  const [first, ...rest] = shelf.essays();
  if (named !== undefined) {
    const essay = findEssay(shelf, named);
    const [head, ...others] = essay ? [essay] : essaysOf(shelf, findCollection(shelf, named) ?? named);
    return head ? { outcome: 'some', essays: [head, ...others] } : { outcome: first ? 'unknown' : 'none', name: named };
  }
  if (!first) return { outcome: 'none' };
  const [chosen, ...others] = ofPlace === undefined ? [] : essaysOf(shelf, ofPlace);
  return { outcome: 'some', essays: chosen ? [chosen, ...others] : [first, ...rest] };
}

/** The essays of a place's choice: one by its slug, those of a collection by `<collection>/`. */
function essaysOf(shelf: Shelf, choice: string): readonly Essay[] {
  if (choice.endsWith('/')) return shelf.essays().filter(({ collection }) => `${collection}/` === choice);
  const essay = shelf.essay(choice);
  return essay ? [essay] : [];
}

/** The collection called `name`, as a place's choice writes it. */
export function findCollection(shelf: Shelf, name: string): string | undefined {
  const wanted = name.trim().toLowerCase().replace(/\/$/, '');
  const found = shelf.essays().find(({ collection }) => collection !== '' && collection.toLowerCase() === wanted);
  return found && `${found.collection}/`;
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
