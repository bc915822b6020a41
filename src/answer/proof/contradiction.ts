/**
 * Whether a claim says the opposite of its quotes: what the one denies the other affirms, word by word and clause by
 * clause. It reads signs on the surface, no meaning: "may" made into "will" is not seen here.
 */
import { familyName } from '../../essay/short-name.js';
import { fold, isSameFamily } from '../../essay/words.js';
import { denialWords } from './denial-words.js';
import type { Grounds } from './grounds.js';
import { areOpposites } from './opposites.js';
import { type QuotedSentence, quotedParagraphs, quotedSentences, tongue } from './quoted.js';
import { isAuthorWord, isSaying } from './saying-words.js';
import { type SignedWord, signedClauses } from './signed-words.js';
import { voicesOf } from './voices.js';

type Clause = readonly SignedWord[];

interface Source {
  readonly clause: Clause;
  /** Its words, or some of them, are quoted and meant; otherwise it stands beside them, or is what people say. */
  readonly isQuoted: boolean;
}

interface Reading {
  /** Words in common, whatever their signs. */
  readonly shared: number;
  readonly agreeing: number;
  readonly differing: number;
  readonly against: readonly Difference[];
}

interface Difference {
  /** Of the claim. */
  readonly stem: string;
  readonly weight: number;
  /** The claim denies it; otherwise the source does. */
  readonly isDenied: boolean;
}

/** A clause that shares less of a claim's words speaks of something else: nothing follows from its signs. */
const leastShare = 0.25;
/** Where a denial cannot be told from its subject, the clause as a whole must be the same. */
const leastWholeShare = 0.6;
/** A word under "prevent" or "refrain" counts half: claims say the same with verbs that are not in our lists. */
const softWeight = 0.5;
const oppositeWeight = 1.5;

/**
 * Whether `claim` affirms what the sentences its quotes stand in deny, or denies what the quotes affirm. Where another
 * clause of the cited paragraphs says the same words and does not differ, the claim rests on that one. How often it is
 * right stands in test/eval/README.md.
 */
export function contradicts(claim: string, grounds: Grounds): boolean {
  const language = tongue(grounds.essays[0].language);
  const authors = grounds.essays.map(({ author }) => fold(familyName(author) ?? '')).filter((name) => name !== '');
  const quoted = quotedSentences(grounds).flatMap(sourcesOf);
  const near = quotedParagraphs(grounds).flatMap((each) =>
    each.sentences.flatMap((sentence) => signedClauses(sentence, each.language)),
  );
  const least = denialWords(language).isWholeClause ? leastWholeShare : leastShare;
  return signedClauses(claim, language).some((clause) => {
    const said = clause.filter(({ form }) => !isFrame(form, language, authors));
    const size = said.filter(({ isContent }) => isContent).length;
    const readings = quoted.map((source) => compare(said, source, language));
    // A denial that stands in one quoted clause may speak of what another affirms: "he does not shrug it off".
    const isDenialShared = readings.some(({ agreeing }) => agreeing >= 1);
    const nearby = near.map((each) => ({ each, reading: compare(said, { clause: each, isQuoted: true }, language) }));
    return readings.some((reading) => {
      const { agreeing, differing, shared } = reading;
      if (differing <= agreeing || shared / size < least) return false;
      const open = reading.against.filter(
        ({ stem, isDenied }) =>
          !(isDenied && isDenialShared) && !nearby.some((other) => upholds(other.each, other.reading, stem, shared)),
      );
      return open.reduce((sum, { weight }) => sum + weight, 0) >= 1;
    });
  });
}

/** Whether a clause says `stem` as the claim does, and as much of the rest as the clause that differs. */
function upholds(clause: Clause, reading: Reading, stem: string, shared: number): boolean {
  return reading.differing === 0 && reading.shared >= shared && clause.some((word) => isSameFamily(word.stem, stem));
}

function sourcesOf({ text, language, start, end }: QuotedSentence): Source[] {
  const clauses = signedClauses(text, language);
  const hearsay = voicesOf(text, language).filter(({ kind }) => kind === 'somebody');
  return clauses.map((clause, index) => {
    const from = clause[0]?.at ?? 0;
    const to = clauses[index + 1]?.[0]?.at ?? text.length;
    // "It is often said that …; in fact …": nobody affirms what is often said.
    const isHearsay = hearsay.some((voice) => voice.from <= from && from < voice.to);
    return { clause, isQuoted: from < end && to > start && !isHearsay };
  });
}

/** Who says it, and that it is said: the claim's own frame. */
function isFrame(form: string, language: string, authors: readonly string[]): boolean {
  return isSaying(form, language) || isAuthorWord(form, language) || authors.includes(form);
}

function compare(said: Clause, { clause, isQuoted }: Source, language: string): Reading {
  let [shared, agreeing, differing] = [0, 0, 0];
  const against: Difference[] = [];
  for (const word of said) {
    if (!word.isContent) continue;
    const twins = clause.filter((other) => other.isContent && isSameFamily(word.stem, other.stem));
    if (twins.length === 0) continue;
    shared += 1;
    const signs = new Set(twins.map(({ sign }) => sign).filter((sign) => sign !== 0));
    // The same word affirmed and denied in one clause tells nothing.
    if (word.isName || twins.some(({ isName }) => isName) || signs.size > 1) continue;
    const [sign = 0] = signs;
    const weight = word.isSoft || twins.some(({ isSoft }) => isSoft) ? softWeight : 1;
    if (word.sign * sign < 0) {
      // What is affirmed beside the quote may be what the author goes on to correct.
      if (!isQuoted && sign > 0) continue;
      differing += weight;
      against.push({ stem: word.stem, weight, isDenied: word.sign < 0 });
    } else if (word.sign < 0 && sign < 0) agreeing += weight;
  }
  for (const [word, other] of oppositePairs(said, clause, language)) {
    const isTurned = isSwapped(said, clause) ? -1 : 1;
    const isOpposed = (word.sign || 1) * (other.sign || 1) * isTurned > 0;
    if (isOpposed && shared > 0) {
      differing += oppositeWeight;
      against.push({ stem: word.stem, weight: oppositeWeight, isDenied: false });
    } else agreeing += oppositeWeight;
    shared += 1;
  }
  return { shared, agreeing, differing, against };
}

function oppositePairs(said: Clause, source: Clause, language: string): (readonly [SignedWord, SignedWord])[] {
  const has = (clause: Clause, stem: string): boolean => clause.some((word) => word.stem === stem);
  return said.flatMap((word) => {
    if (has(source, word.stem)) return [];
    const other = source.find((each) => areOpposites(word.form, each.form, language) && !has(said, each.stem));
    return other === undefined ? [] : [[word, other] as const];
  });
}

/** "A costs less than B" and "B costs more than A": the sides of the comparison have changed places. */
function isSwapped(said: Clause, source: Clause): boolean {
  const [here, there] = [sidesOf(said), sidesOf(source)];
  if (here === undefined || there === undefined) return false;
  const common = (a: Clause, b: Clause): number =>
    a.filter((word) => word.isContent && b.some((other) => isSameFamily(word.stem, other.stem))).length;
  const straight = common(here.left, there.left) + common(here.right, there.right);
  return common(here.left, there.right) + common(here.right, there.left) > straight;
}

function sidesOf(clause: Clause): { readonly left: Clause; readonly right: Clause } | undefined {
  const at = clause.findIndex(({ form }) => /^(?:than|чем|als|que)$/.test(form));
  return at < 0 ? undefined : { left: clause.slice(0, at), right: clause.slice(at + 1) };
}
