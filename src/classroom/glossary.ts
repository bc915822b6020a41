/**
 * An essay's names and terms: the list, and one entry with all it has. The teacher's notes stand apart from the essay.
 */
import { quoteSpan } from '../answer/quote.js';
import { clauses } from '../essay/sentences.js';
import type { Citation, Essay, Span, TeacherNote } from '../essay/types.js';
import { fold, isSameFamily, words } from '../essay/words.js';
import { definitionOf } from './glossary-definitions.js';
import { type Term, termsOf, type Use, usesOf } from './glossary-terms.js';

export interface GlossaryEntry {
  readonly name: string;
  readonly count: number;
  /** The paragraphs it stands in. */
  readonly paragraphs: readonly number[];
  readonly first: Citation;
  /** The sentence that says what it means, where one does. */
  readonly definition?: Citation;
  /** A few later uses, in reading order, none of the above. */
  readonly others: readonly Citation[];
  readonly notes: readonly TeacherNote[];
}

/** A glossary is looked into, not read: so many names, so many terms, so many later uses of one. */
const mostNames = 10;
const mostTerms = 8;
const mostOthers = 4;

/** The entries of `essay` that matter most, in reading order of their first use, with no later uses. */
export function glossaryOf(essay: Essay): readonly GlossaryEntry[] {
  const terms = termsOf(essay);
  const chosen = [
    ...namesWorthKnowing(terms, essay).slice(0, mostNames),
    ...terms.filter(({ kind }) => kind === 'term').slice(0, mostTerms),
  ];
  return [...chosen]
    .sort((a, b) => a.uses[0].paragraph - b.uses[0].paragraph || a.uses[0].start - b.uses[0].start)
    .map((term) => ({ ...entryOf(term, essay), first: shortQuote(essay, term.uses[0]), others: [] }));
}

/** A name in more than this share of the paragraphs needs no glossary. */
const everywhere = 0.6;

/** Acronyms first, for nobody guesses those; then the others by how often they stand. */
function namesWorthKnowing(terms: readonly Term[], { paragraphs }: Essay): readonly Term[] {
  const isAcronym = ({ name }: Term): boolean => /^\p{Lu}{2,6}$/u.test(name);
  const spread = ({ uses }: Term): number => new Set(uses.map(({ paragraph }) => paragraph)).size / paragraphs.length;
  const names = terms.filter((term) => term.kind === 'name' && (isAcronym(term) || spread(term) <= everywhere));
  return [...names.filter(isAcronym), ...names.filter((term) => !isAcronym(term))];
}

/** In a list a quote is one line: the clause that holds the word, in characters at most. */
const lineChars = 140;

function shortQuote(essay: Essay, { paragraph, sentence, start, end }: Use): Citation {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  const holds = (span: Span): boolean => span.start <= start && end <= span.end;
  const clause = clauses(text, sentence).find(holds) ?? sentence;
  const span = sentence.end - sentence.start <= lineChars ? sentence : clause;
  if (span.end - span.start <= lineChars) return quoteSpan(essay, paragraph, span, new Set());
  const list = words(text.slice(span.start, span.end), essay.language);
  const room = (lineChars - (end - start)) / 2;
  const from = list.find((word) => span.start + word.start >= start - room)?.start ?? 0;
  const to = list.findLast((word) => span.start + word.end <= end + room)?.end ?? span.end - span.start;
  const [first, last] = [Math.min(span.start + from, start), Math.max(span.start + to, end)];
  return { essay: essay.slug, paragraph, quote: text.slice(first, last), start: first, end: last };
}

/** All that `essay` has on `name` in any inflection; undefined where it does not use it. */
export function entryFor(name: string, essay: Essay): GlossaryEntry | undefined {
  const [first, ...rest] = usesOf(name, essay);
  if (!first) return undefined;
  const written = [first, ...rest].map(
    ({ paragraph, start, end }) => essay.paragraphs[paragraph - 1]?.text.slice(start, end) ?? name,
  );
  const exact = written.find((each) => fold(each) === fold(name.trim()));
  return entryOf({ name: exact ?? written[0] ?? name, kind: 'term', uses: [first, ...rest] }, essay);
}

function entryOf({ name, uses }: Term, essay: Essay): GlossaryEntry {
  const stems = new Set(words(name, essay.language).map(({ stem }) => stem));
  const cite = ({ paragraph, sentence }: Pick<Use, 'paragraph' | 'sentence'>): Citation =>
    quoteSpan(essay, paragraph, sentence, stems);
  const defining = definitionOf(name, essay);
  const isNew = ({ paragraph, sentence }: Use, at: number, list: readonly Use[]): boolean =>
    !(defining && defining.paragraph === paragraph && defining.span.start === sentence.start) &&
    list.findIndex((other) => other.paragraph === paragraph && other.sentence.start === sentence.start) === at;
  const [first] = uses;
  return {
    name,
    count: uses.length,
    paragraphs: [...new Set(uses.map(({ paragraph }) => paragraph))],
    first: cite(first),
    ...(defining ? { definition: cite({ paragraph: defining.paragraph, sentence: defining.span }) } : {}),
    others: uses
      .filter(isNew)
      .filter(({ sentence, paragraph }) => sentence.start !== first.sentence.start || paragraph !== first.paragraph)
      .slice(0, mostOthers)
      .map(cite),
    notes: notesOn(stems, essay),
  };
}

/** The teacher's glosses that speak of it. */
function notesOn(stems: ReadonlySet<string>, { teacherNotes, language }: Essay): readonly TeacherNote[] {
  return teacherNotes.filter(({ kind, text }) => {
    const said = words(text, language);
    return kind === 'note' && [...stems].every((stem) => said.some((word) => isSameFamily(word.stem, stem)));
  });
}
