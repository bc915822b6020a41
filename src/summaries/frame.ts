/**
 * What stands around the lines of a summary: what they are, what they rest on and what they leave out. The same for
 * quotations and for what a model wrote.
 */
import { printMarks } from '../essay/citation.js';
import { type PhraseKey, say } from '../essay/phrases.js';
import type { AnswerSentence, Essay, Language } from '../essay/types.js';
import type { ParagraphRange, Summary, SummaryRequest } from './types.js';
import { countWords } from './word-count.js';

export interface FrameOptions {
  readonly writer: Summary['writer'];
  /** With a theme: the paragraphs that speak of it, and whether any does. */
  readonly speaking?: readonly number[];
  readonly outcome?: 'spoken-of' | 'not-in-essay' | 'other-language';
  /** The lines are all somebody's whom the author only reports, and do not say so. */
  readonly isReported?: boolean;
}

/** A summary of `lines`, which must be verified: every one cites the essay. A range outside the essay is brought inside. */
export function summaryFrame(
  essay: Essay,
  request: SummaryRequest,
  lines: Summary['lines'],
  { writer, speaking = [], outcome, isReported = false }: FrameOptions,
): Summary {
  const { length, language, theme } = request;
  const restsOn = paragraphsOf(lines);
  const cited = new Set(restsOn);
  const scope = scopeOf(essay, request);
  const leavesOut = (theme ? speaking : scope).filter((n) => !cited.has(n));
  const words = lines.reduce((sum, { text }) => sum + countWords(text), 0);
  const isAbsent = outcome === 'not-in-essay' || outcome === 'other-language';
  const counted = words === 1 ? say('oneWord', language) : say('manyWords', language, { count: words });
  const key = leadInKey(essay, request, writer, isReported, outcome);
  const leadIn = say(key, language, {
    words: counted,
    marks: printMarks(scope),
    title: request.section?.title ?? '',
    theme: theme?.text ?? '',
  });
  return {
    essay: essay.slug,
    length,
    writer,
    leadIn,
    lines,
    words,
    restsOn,
    leavesOut,
    lastLine: isAbsent ? '' : lastLine(restsOn, leavesOut, language, theme !== undefined),
    language,
    ...(isAbsent ? { isAbsent } : {}),
  };
}

/** The paragraphs that lines cite, each once, in the order of the lines. */
export function paragraphsOf(lines: readonly AnswerSentence[]): readonly number[] {
  return [...new Set(lines.flatMap(({ citations }) => citations.map(({ paragraph }) => paragraph)))];
}

/** The range that is summed up, inside the essay. */
export function rangeOf(essay: Essay, { range, section }: SummaryRequest): ParagraphRange {
  const count = Math.max(1, essay.paragraphs.length);
  const wanted = section ?? range;
  if (wanted === undefined) return { first: 1, last: count };
  const inside = (n: number): number => Math.min(count, Math.max(1, n));
  return { first: inside(Math.min(wanted.first, wanted.last)), last: inside(Math.max(wanted.first, wanted.last)) };
}

function scopeOf(essay: Essay, request: SummaryRequest): number[] {
  const { first, last } = rangeOf(essay, request);
  return essay.paragraphs.slice(first - 1, last).map(({ n }) => n);
}

function leadInKey(
  essay: Essay,
  request: SummaryRequest,
  writer: Summary['writer'],
  isReported: boolean,
  outcome: FrameOptions['outcome'],
): PhraseKey {
  const isQuoted = writer === 'extractive';
  if (request.theme !== undefined) {
    if (outcome === 'not-in-essay') return 'themeAbsent';
    if (outcome === 'other-language') return 'themeForeign';
    return isQuoted ? 'themeInItsWords' : 'themeSummed';
  }
  if (isReported) return 'reportedInItsWords';
  if (request.section !== undefined) return isQuoted ? 'sectionInItsWords' : 'sectionSummed';
  const { first, last } = rangeOf(essay, request);
  if (first > 1 || last < essay.paragraphs.length) return isQuoted ? 'rangeInItsWords' : 'rangeSummed';
  if (request.length === 'sentence') return isQuoted ? 'sentenceInItsWords' : 'sentenceSummed';
  return isQuoted ? 'argumentInItsWords' : 'argumentSummed';
}

function lastLine(
  restsOn: readonly number[],
  leavesOut: readonly number[],
  language: Language,
  isTheme: boolean,
): string {
  const rests = say('restsOn', language, { marks: printMarks(restsOn) });
  const marks = printMarks(leavesOut);
  if (isTheme) return joined([rests, leavesOut.length === 0 ? '' : say('alsoSpeaksOf', language, { marks })], language);
  return joined(
    [rests, leavesOut.length === 0 ? say('leavesNothingOut', language) : say('leavesOut', language, { marks })],
    language,
  );
}

/** Sentences of ours, one after the other as the language writes them; empty ones left out. */
export function joined(sentences: readonly string[], language: Language): string {
  return sentences.filter((sentence) => sentence !== '').join(language === 'ja' ? '' : ' ');
}
