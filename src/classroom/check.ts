/**
 * Somebody's own answer held against the words that answer: which of their points it has, which not, what says the
 * opposite, what the essay does not mention. It compares words and word families, no meaning, and gives no grade.
 */
import { contradicts } from '../answer/proof/contradiction.js';
import { unprovedFacts } from '../answer/proof/stated-facts.js';
import { guessLanguage } from '../essay/language.js';
import { clauses, sentences } from '../essay/sentences.js';
import type { Citation, Essay } from '../essay/types.js';
import { isSameFamily, type Word, words } from '../essay/words.js';

/** A clause of the words that answer. */
export interface Point {
  readonly quote: Citation;
  /** The words of the answer that say it, as written there. */
  readonly said: readonly string[];
}

export interface Checked {
  readonly there: readonly Point[];
  readonly missing: readonly Point[];
  /** What reads as said of other paragraphs than those that were expected. */
  readonly elsewhere: readonly Point[];
  /** Sentences that read as the opposite of a quote. */
  readonly against: readonly { readonly sentence: string; readonly quote: Citation }[];
  /** Names and numbers that stand nowhere in the essay. */
  readonly unknown: readonly string[];
  /** False where answer and essay are in different languages: then only names and numbers could be compared. */
  readonly isComparable: boolean;
}

export interface Expected {
  readonly essay: Essay;
  readonly question: string;
  /** The words that answer the question. */
  readonly words: readonly [Citation, ...Citation[]];
  /** Other sentences that come near what was written: it may contradict those. */
  readonly near: readonly Citation[];
}

/** Points that are looked for. */
const mostPoints = 8;
/** The share of a point's matter, 0 to 1, that makes it read as said. Set by hand: people use other words. */
const enoughSaid = 0.4;
/** A name or a number counts as so many plain words. */
const factWeight = 2;

/** What `own`, somebody's words, says of what was expected. Pure; never throws for odd words. */
export function checkAnswer(own: string, expected: Expected): Checked {
  const { essay, question, near } = expected;
  const tongue = essay.language.split('-')[0] ?? 'und';
  const isComparable = isOneOfSix(tongue) ? guessLanguage(own, tongue) === tongue : true;
  const said = words(own, essay.language).filter(({ isStop }) => !isStop);
  const points = pointsOf(expected, expected.words).map((quote) => read(own, said, quote, expected));
  const others = near.filter(({ paragraph }) => !expected.words.some((each) => each.paragraph === paragraph));
  const elsewhere = pointsOf(expected, others).map((quote) => read(own, said, quote, expected));
  const whole = essay.paragraphs.map(({ n, text }) => cite(essay, n, { start: 0, end: text.length }));
  const [first, ...rest] = whole;
  const statements = isComparable ? sentences(own, essay.language).map(({ start, end }) => own.slice(start, end)) : [];
  return {
    there: points.flatMap(({ isSaid, point }) => (isSaid ? [point] : [])),
    missing: points.flatMap(({ isSaid, point }) => (isSaid ? [] : [point])),
    elsewhere: elsewhere.flatMap(({ isSaid, point }) => (isSaid && point.said.length >= 2 ? [point] : [])),
    against: statements.flatMap((sentence) => {
      const quote = [...expected.words, ...near].find(
        (each) =>
          isAkin(sentence, each.quote, essay) &&
          contradicts(sentence, { essays: [essay], citations: [each], question }),
      );
      return quote ? [{ sentence, quote }] : [];
    }),
    unknown: first
      ? [
          ...new Set(
            statements.flatMap((each) =>
              unprovedFacts(each, { essays: [essay], citations: [first, ...rest], question }),
            ),
          ),
        ]
      : [],
    isComparable,
  };
}

/** Two words in common at least: with one, two sentences hardly speak of the same thing. */
function isAkin(a: string, b: string, essay: Essay): boolean {
  const other = matterOf(b, essay);
  return matterOf(a, essay).filter((word) => other.some(({ stem }) => isSameFamily(word.stem, stem))).length >= 2;
}

function isOneOfSix(tongue: string): tongue is ReturnType<typeof guessLanguage> {
  return /^(?:en|ru|ja|de|es|fr)$/.test(tongue);
}

/** The clauses of the sentences that these stand in, where they say something beyond the question; at most eight, the best first. */
function pointsOf({ essay, question }: Expected, citations: readonly Citation[]): readonly Citation[] {
  const told = matterOf(question, essay);
  // A quote may be cut short of what else its sentence says.
  const whole = new Map(
    citations.flatMap(({ paragraph, start, end }) => {
      const text = essay.paragraphs[paragraph - 1]?.text ?? '';
      return sentences(text, essay.language)
        .filter((sentence) => sentence.start < end && sentence.end > start)
        .map((sentence) => [`${paragraph} ${sentence.start}`, { paragraph, text, sentence }] as const);
    }),
  );
  return [...whole.values()]
    .flatMap(({ paragraph, text, sentence }) => clauses(text, sentence).map((span) => cite(essay, paragraph, span)))
    .filter(({ quote }) => beyond(matterOf(quote, essay), told).length > 0)
    .slice(0, mostPoints);
}

function read(
  own: string,
  said: readonly Word[],
  quote: Citation,
  { essay, question }: Expected,
): { readonly isSaid: boolean; readonly point: Point } {
  const asked = beyond(matterOf(quote.quote, essay), matterOf(question, essay));
  const weigh = (list: readonly Word[]): number =>
    list.reduce((sum, word) => sum + (isFact(word, quote.quote) ? factWeight : 1), 0);
  const found = asked.filter((word) => said.some((other) => isSameFamily(word.stem, other.stem)));
  const by = said.filter((word) => found.some((other) => isSameFamily(word.stem, other.stem)));
  const surfaces = [...new Map(by.map((word) => [word.stem, own.slice(word.start, word.end)] as const)).values()];
  return { isSaid: weigh(found) >= enoughSaid * weigh(asked), point: { quote, said: surfaces } };
}

/** The words of a text that carry matter, each stem once. */
function matterOf(text: string, { language }: Essay): readonly Word[] {
  const list = words(text, language).filter(({ isStop }) => !isStop);
  return [...new Map(list.map((word) => [word.stem, word] as const).reverse()).values()].reverse();
}

function beyond(list: readonly Word[], told: readonly Word[]): readonly Word[] {
  return list.filter((word) => !told.some((other) => isSameFamily(word.stem, other.stem)));
}

/** A number, or a name: a capital inside the sentence where the script has small letters too. */
function isFact({ form, isCapital, start }: Word, text: string): boolean {
  return /\d/.test(form) || (isCapital && start > 0 && /^\p{Lu}/u.test(text.slice(start)));
}

function cite(
  essay: Essay,
  paragraph: number,
  { start, end }: { readonly start: number; readonly end: number },
): Citation {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  return { essay: essay.slug, paragraph, quote: text.slice(start, end), start, end };
}
