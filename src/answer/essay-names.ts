/**
 * The names an essay speaks of, its author's among them: words it writes with a capital and never without. Stricter than
 * its vocabulary, because a reader called Mark is not named by "the mark", nor Anna by "annals".
 */
import { transliterate } from 'transliteration';
import type { Essay } from '../essay/types.js';
import { charGrams, fold, words } from '../essay/words.js';

interface EssayNames {
  readonly forms: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** In Latin letters, by their first three. */
  readonly latin: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Essay, EssayNames>();

function namesOf(essay: Essay): EssayNames {
  let names = known.get(essay);
  if (names === undefined) {
    const prose = [...essay.paragraphs, ...essay.notes].map(({ text }) => text);
    const headings = [essay.title, essay.author ?? '', ...essay.sections.map(({ title }) => title)];
    const inProse = prose.flatMap((text) => words(text, essay.language));
    const small = new Set(inProse.filter((word) => !word.isCapital).map(({ form }) => form));
    // A heading writes every word with a capital; its names are those that the text never writes small.
    const inHeadings = headings.flatMap((text) => words(text, essay.language)).filter((word) => word.isCapital);
    const own = [...inProse.filter((word) => word.isCapital), ...inHeadings].filter(
      (word) => !word.isStop && !small.has(word.form) && word.form.length > 1,
    );
    const latin = new Map<string, string[]>();
    for (const form of new Set(own.map((word) => fold(transliterate(word.form))))) {
      const key = form.slice(0, 3);
      latin.set(key, [...(latin.get(key) ?? []), form]);
    }
    names = { forms: new Set(own.map(({ form }) => form)), stems: new Set(own.map(({ stem }) => stem)), latin };
    known.set(essay, names);
  }
  return names;
}

/** Letters two forms of one name share at the beginning, at least; and how many may follow. `Стрельцова`, `Streltsow`. */
const sharedLetters = 5;
const endingLetters = 2;

function isInflected(form: string, other: string): boolean {
  let same = 0;
  while (same < form.length && form[same] === other[same]) same++;
  return same >= sharedLetters && Math.max(form.length, other.length) - same <= endingLetters;
}

/** The share of 3-grams by which two spellings are one name across scripts, by Dice: `strelcov` and `streltsov`. */
const acrossScripts = 0.4;

function isSpelling(form: string, other: string): boolean {
  const [own, theirs] = [form, other].map((each) => new Set(charGrams(each).filter((gram) => gram.length === 3)));
  if (own === undefined || theirs === undefined) return false;
  return (2 * [...own].filter((gram) => theirs.has(gram)).length) / (own.size + theirs.size) >= acrossScripts;
}

/** Whether one of `essays` speaks of someone or some place called `name`, one word, in this form or near it, in any script. */
export function isNameInEssays(name: string, essays: readonly Essay[]): boolean {
  return essays.some((essay) => {
    const { forms, stems, latin } = namesOf(essay);
    const list = words(name, essay.language);
    if (list.length === 0) return false;
    if (list.every((word) => forms.has(word.form) || stems.has(word.stem))) return true;
    const form = fold(transliterate(name)).replace(/'s$|[^\p{L}\p{N}]/gu, '');
    const isLatin = /^\p{Script=Latin}/u.test(name);
    return (latin.get(form.slice(0, 3)) ?? []).some(
      (other) => form === other || isInflected(form, other) || (!isLatin && form.length > 3 && isSpelling(form, other)),
    );
  });
}
