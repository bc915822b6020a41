/** The sections of an essay as ranges of paragraphs, and which of them is meant by a few words. */
import type { Essay } from '../essay/types.js';
import { charGrams, fold } from '../essay/words.js';
import type { SectionRange } from './types.js';

/** The share of common letter groups (Dice) from which a misspelt or shortened title is the one that is meant. */
const minLikeness = 0.5;

/** Every section, from its heading to the next one of its level or above; in reading order. Empty for an essay without headings. */
export function sectionsOf(essay: Essay): readonly SectionRange[] {
  return essay.sections.flatMap(({ title, level, firstParagraph: first }, at) => {
    const next = essay.sections.slice(at + 1).find((section) => section.level <= level);
    const last = next === undefined ? essay.paragraphs.length : next.firstParagraph - 1;
    return last < first ? [] : [{ title, first, last }];
  });
}

/** The section that `wanted` names: by its title, part of it, or something close to it; undefined where none is. */
export function findSection(essay: Essay, wanted: string): SectionRange | undefined {
  const all = sectionsOf(essay);
  const name = plain(wanted);
  if (name === '') return undefined;
  const exact = all.find(({ title }) => plain(title) === name);
  if (exact !== undefined) return exact;
  const holding = all.filter(({ title }) => ` ${plain(title)} `.includes(` ${name} `));
  if (holding.length === 1) return holding[0];
  const grams = new Set(charGrams(name));
  let best: SectionRange | undefined;
  let most = minLikeness;
  for (const section of all) {
    const own = new Set(charGrams(plain(section.title)));
    const common = [...grams].filter((gram) => own.has(gram)).length;
    const likeness = (2 * common) / Math.max(1, grams.size + own.size);
    if (likeness > most) [best, most] = [section, likeness];
  }
  return best;
}

/** The innermost section that paragraph `n` stands in; undefined before the first heading. */
export function sectionAt(essay: Essay, n: number): SectionRange | undefined {
  return sectionsOf(essay).findLast(({ first, last }) => first <= n && n <= last);
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
