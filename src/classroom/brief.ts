/**
 * What an essay says for and against something: its nearest sentences, sorted by cues of judgement, denial, demand and
 * contrast. It sorts words, and knows nothing of who is right.
 */
import { isNegatedQuestion } from '../answer/polarity.js';
import { contradicts } from '../answer/proof/contradiction.js';
import { tongue } from '../answer/proof/quoted.js';
import { signedClauses } from '../answer/proof/signed-words.js';
import { quoteSpan } from '../answer/quote.js';
import { clauses } from '../essay/sentences.js';
import { type Citation, type Essay, languages, type Span } from '../essay/types.js';
import { fold, isSameFamily, type Word, words } from '../essay/words.js';
import type { RankedSentence, Retrieval } from '../retrieval/types.js';
import { type Speaker, speakerOf } from './brief-speaker.js';
import { type SideWords, sideWords } from './brief-words.js';

export interface Point {
  readonly citation: Citation;
  readonly speaker: Speaker;
}

export interface Brief {
  readonly for: readonly Point[];
  readonly against: readonly Point[];
  /** What comes closest, whatever it says. */
  readonly closest: Citation;
}

/** Sentences that are looked at, and points a side: a brief is read at one glance. */
const sentencesRead = 14;
const mostPoints = 4;
/** Below this probability that the essay speaks of it, nothing of it is put on either side. */
const leastAboutness = 0.15;
/** A word of judgement, or a denial of the thing itself, weighs 1; a demand and an outright contradiction more. */
const demandWeight = 2;
const contradictionWeight = 2;

/** The sides that `retrieval`'s essay takes of `question`, best first; either may be empty. */
export function twoSides(question: string, retrieval: Retrieval): Brief | undefined {
  const { essay, sentences } = retrieval;
  const [top] = sentences;
  if (!top) return undefined;
  const topic = topicOf(question, essay);
  const sides: Brief = { for: [], against: [], closest: quoteOf(essay, top, topic) };
  if (retrieval.aboutness < leastAboutness) return sides;
  const cues = sideWords[languages.find((known) => known === tongue(essay.language)) ?? 'en'];
  const turned = isNegatedQuestion(question) ? -1 : 1;
  const [speaksFor, speaksAgainst]: [Point[], Point[]] = [[], []];
  for (const sentence of sentences.slice(0, sentencesRead)) {
    for (const { span, sign } of signedStretches(question, sentence, essay, topic, cues)) {
      const side = sign * turned > 0 ? speaksFor : speaksAgainst;
      const citation = quoteOf(essay, { ...span, paragraph: sentence.paragraph }, topic);
      if (side.length < mostPoints) side.push({ citation, speaker: speakerOf(essay, citation) });
    }
  }
  return { ...sides, for: speaksFor, against: speaksAgainst };
}

function quoteOf(essay: Essay, { paragraph, start, end }: Span & { paragraph: number }, topic: ReadonlySet<string>) {
  return quoteSpan(essay, paragraph, { start, end }, topic);
}

/** The stems of what is asked about, names left out where anything else is asked: the whole essay may be about those. */
function topicOf(question: string, { language }: Essay): ReadonlySet<string> {
  const matter = words(question, language).filter(({ isStop }) => !isStop);
  const isName = ({ isCapital, start }: Word): boolean => isCapital && start > 0 && !/^(?:de|ja)/.test(language);
  const telling = matter.filter((word) => !isName(word));
  return new Set((telling.length > 0 ? telling : matter).map(({ stem }) => stem));
}

interface SignedStretch {
  readonly span: Span;
  /** Above 0 it speaks for what is asked about, below against. */
  readonly sign: number;
}

/** A sentence that turns on itself is cut where it turns; one that takes one side stays whole. */
function signedStretches(
  question: string,
  sentence: RankedSentence,
  essay: Essay,
  topic: ReadonlySet<string>,
  cues: SideWords,
): readonly SignedStretch[] {
  const text = essay.paragraphs[sentence.paragraph - 1]?.text ?? '';
  if (!has(topic, text.slice(sentence.start, sentence.end), essay.language)) return [];
  const pieces = stretches(text, sentence, cues).map((span) => ({
    span,
    sign: signOf(text, span, essay, topic, cues),
  }));
  const isTurned = pieces.some(({ sign }) => sign > 0) && pieces.some(({ sign }) => sign < 0);
  if (isTurned) return pieces.filter(({ span, sign }) => sign !== 0 && span.end - span.start >= leastChars);
  const citation = quoteSpan(essay, sentence.paragraph, sentence, topic);
  // A question that denies is itself a denial of whatever speaks of the thing.
  const isDenied =
    !isNegatedQuestion(question) && contradicts(question, { essays: [essay], citations: [citation], question });
  const sign = pieces.reduce((sum, piece) => sum + piece.sign, 0) - (isDenied ? contradictionWeight : 0);
  return sign === 0 ? [] : [{ span: sentence, sign }];
}

/** A stretch shorter than this says too little alone, in characters. */
const leastChars = 30;

function stretches(text: string, sentence: Span, { turns }: SideWords): Span[] {
  const found: Span[] = [];
  for (const { start, end } of clauses(text, sentence)) {
    const last = found.at(-1);
    if (last === undefined || turns.test(fold(text.slice(start, end)))) found.push({ start, end });
    else found[found.length - 1] = { start: last.start, end };
  }
  return found;
}

function has(topic: ReadonlySet<string>, text: string, language: string): boolean {
  return words(text, language).some(({ stem }) => [...topic].some((each) => isSameFamily(each, stem)));
}

/** Words of judgement with the sign they stand under, denials of the thing itself, and demands. */
function signOf(text: string, { start, end }: Span, essay: Essay, topic: ReadonlySet<string>, cues: SideWords): number {
  const piece = text.slice(start, end);
  const language = tongue(essay.language);
  let sum = cues.calls.test(fold(piece)) && has(topic, piece, language) ? demandWeight : 0;
  for (const { form, stem, sign, isContent } of signedClauses(piece, language).flat()) {
    const affirmed = sign < 0 ? -1 : 1;
    if (cues.bad.test(form)) sum -= affirmed;
    else if (cues.good.test(form)) sum += affirmed;
    else if (isContent && sign < 0 && [...topic].some((each) => isSameFamily(each, stem))) sum -= 1;
  }
  return sum;
}
