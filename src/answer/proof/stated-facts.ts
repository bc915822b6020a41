/**
 * Holds the numbers, dates and names of a sentence against what it cites. What is not there in any form is handed back as
 * the sentence has it, for the request to mend it; whether the sentence is true is not asked here.
 */
import { parseMarks } from '../../essay/citation.js';
import type { Essay, Span } from '../../essay/types.js';
import { deniedFaults } from './denied-facts.js';
import type { Grounds } from './grounds.js';
import { denialIn } from './mention-denial.js';
import { headOf, placeOf, placesOf } from './name-places.js';
import { isListed, isPairNamed } from './small-counts.js';
import { hasNumber, hasPart } from './standing.js';
import { type NamePart, statedNames } from './stated-names.js';
import type { StatedNumber } from './stated-number.js';
import { statedNumbers } from './stated-numbers.js';

export { deniesMention } from './mention-denial.js';

/**
 * The numbers, dates and names of `claim`, a sentence in the language of `grounds.essays[0]`, that stand neither in the
 * cited paragraphs with their notes and headings nor in title, author and date; in order, each once. A name of a third of
 * the paragraphs needs no citation. Where the claim says that the essay is silent on something, what the whole essay lacks
 * may be named, and what it has is handed back. Never throws.
 */
export function unprovedFacts(claim: string, grounds: Grounds): readonly string[] {
  const [{ language }] = grounds.essays;
  const plain = withoutMarks(claim, language, Math.max(...grounds.essays.map(({ paragraphs }) => paragraphs.length)));
  const texts = groundTexts(grounds);
  const place = placeOf(texts, language);
  const numbers = texts.flatMap((text) => statedNumbers(text, language));
  const names = statedNames(plain, grounds);
  const inNames = (span: Span): boolean => names.some(({ start, end }) => start <= span.start && span.end <= end);
  const unproved: Span[] = [
    ...statedNumbers(plain, language).filter(
      (number) =>
        !inNames(number) && !hasNumber(number, numbers) && !isClearCount(number, plain, texts, names.length, language),
    ),
    ...names.filter(({ parts }) => !parts.every((part) => hasPart(part, place) || isMain(part, grounds.essays))),
  ];
  const denial = denialIn(plain, grounds.essays);
  const faults = denial ? deniedFaults(plain, denial, unproved, names, grounds) : unproved;
  const sorted = [...faults].sort((a, b) => a.start - b.start);
  return [...new Set(sorted.map(({ start, end }) => claim.slice(start, end)))];
}

/** `claim` with every paragraph mark blanked, offsets kept. "Para 2015" and "par deux" are no marks. */
function withoutMarks(claim: string, language: string, count: number): string {
  let plain = claim;
  for (const { start, end, first, last } of parseMarks(claim)) {
    const surface = claim.slice(start, end);
    const isWord = /^(?:es|fr)/.test(language) && /^para?\s/iu.test(surface);
    const isOrdinal = /^第/u.test(surface) && !/段/u.test(surface);
    if (isWord || isOrdinal || first > count || last > count) continue;
    plain = plain.slice(0, start) + ' '.repeat(end - start) + plain.slice(end);
  }
  return plain;
}

/** All that a sentence with these citations may take its facts from. */
function groundTexts({ essays, citations }: Grounds): string[] {
  return essays.flatMap((essay) => {
    const cited = new Set(citations.flatMap((citation) => (citation.essay === essay.slug ? citation.paragraph : [])));
    const marks = new Set(
      essay.paragraphs.flatMap(({ n, noteMarks }) => (cited.has(n) ? noteMarks.map(({ id }) => id) : [])),
    );
    return [
      ...essay.paragraphs.flatMap(({ n, text }) => (cited.has(n) ? text : [])),
      ...essay.notes.flatMap(({ id, text, paragraph }) =>
        marks.has(id) || (paragraph !== undefined && cited.has(paragraph)) ? text : [],
      ),
      ...[...cited].flatMap((n) => headingsOver(essay, n)),
      ...headOf(essay),
    ];
  });
}

/** The headings a paragraph stands under, the inner ones and those they are in. */
function headingsOver({ sections }: Essay, n: number): string[] {
  let level = Number.POSITIVE_INFINITY;
  const titles: string[] = [];
  for (const section of [...sections].reverse()) {
    if (section.firstParagraph > n || section.level >= level) continue;
    titles.push(section.title);
    level = section.level;
  }
  return titles;
}

/** A small number in words that counts what the sentence or its grounds name. */
function isClearCount(
  { kind, values: [value = 0], end }: StatedNumber,
  claim: string,
  texts: readonly string[],
  nameCount: number,
  language: string,
): boolean {
  if (kind !== 'word') return false;
  return isListed(claim, end, value) || (value === 2 && isPairNamed(claim, end, texts, nameCount, language));
}

/** The share of an essay's paragraphs, and the least number of them, that make a name one of its main ones. */
const mainShare = 1 / 3;
const mainLeast = 3;

function isMain(part: NamePart, essays: readonly Essay[]): boolean {
  return essays.some((essay) => {
    const { paragraphs } = placesOf(essay);
    const count = paragraphs.filter((place) => hasPart(part, place)).length;
    return count >= mainLeast && count >= paragraphs.length * mainShare;
  });
}
