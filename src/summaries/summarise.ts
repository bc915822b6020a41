/**
 * Summaries without a language model: the essay's own sentences and clauses, in reading order, each with its mark, and
 * one line on what they rest on and leave out. Writes nothing of its own about the matter.
 */
import { openingSentence, quotedSentence, withoutNoteTail } from '../answer/quote.js';
import { printMarks } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import type { AnswerSentence, Essay, Language } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';
import { chooseLines } from './choose.js';
import type { Budget, Chosen } from './lines.js';
import { gather } from './material.js';
import type { Summarise, Summary, SummaryLength, SummaryRequest } from './types.js';
import { countWords } from './word-count.js';

/** The words asked for; 10 % more is the most that is ever given. */
export const wordLimits: Readonly<Record<SummaryLength, number>> = { sentence: 40, short: 80, full: 200 };

/**
 * A summary of the essay or of a range of its paragraphs. At least 90 % of the length asked for unless no sentence or
 * clause is left that fits; a range outside the essay is brought inside. Takes milliseconds for an essay, under a second for a book.
 */
export const summarise: Summarise = (essay: Essay, vectors: EssayVectors, request: SummaryRequest): Summary => {
  const { first, last } = rangeInside(essay, request.range);
  const chosen = chooseLines(gather(essay, vectors, first, last), budgetOf(request.length));
  const [head = openingSentence(essay), ...rest] = chosen.map((line) => quoted(essay, line));
  const lines = [head, ...rest] as const;
  const restsOn = [...new Set(lines.map(({ citations }) => citations[0].paragraph))];
  const cited = new Set(restsOn);
  const all = essay.paragraphs.slice(first - 1, last).map(({ n }) => n);
  const leavesOut = all.filter((n) => !cited.has(n));
  const words = lines.reduce((sum, { text }) => sum + countWords(text), 0);
  const isPart = first > 1 || last < essay.paragraphs.length;
  return {
    essay: essay.slug,
    length: request.length,
    writer: 'extractive',
    leadIn: leadIn(request, words, isPart ? all : undefined),
    lines,
    words,
    restsOn,
    leavesOut,
    lastLine: lastLine(restsOn, leavesOut, request.language),
    language: request.language,
  };
};

function rangeInside(essay: Essay, range: SummaryRequest['range']): { readonly first: number; readonly last: number } {
  const count = Math.max(1, essay.paragraphs.length);
  if (range === undefined) return { first: 1, last: count };
  const inside = (n: number): number => Math.min(count, Math.max(1, n));
  return { first: inside(Math.min(range.first, range.last)), last: inside(Math.max(range.first, range.last)) };
}

function budgetOf(length: SummaryLength): Budget {
  const limit = wordLimits[length];
  if (length === 'sentence') return { most: limit, enough: limit, least: 1, maxLines: 1 };
  return {
    most: Math.floor(limit * 1.1),
    enough: Math.floor(limit * 1.05),
    least: Math.ceil(limit * 0.9),
    maxLines: Infinity,
  };
}

function quoted(essay: Essay, { candidate, extract }: Chosen): AnswerSentence {
  const { paragraph, text } = candidate;
  const tail = extract.pieces.at(-1) ?? candidate;
  const pieces = [...extract.pieces.slice(0, -1), withoutNoteTail(essay, paragraph, tail)];
  const citation = {
    essay: essay.slug,
    paragraph,
    quote: pieces.map(({ start, end }) => text.slice(start, end)).join(' … '),
    start: pieces[0]?.start ?? candidate.start,
    end: pieces.at(-1)?.end ?? candidate.end,
  };
  return quotedSentence(essay, citation, candidate);
}

function leadIn({ length, language }: SummaryRequest, count: number, part: readonly number[] | undefined): string {
  const words = count === 1 ? say('oneWord', language) : say('manyWords', language, { count });
  if (part !== undefined) return say('rangeInItsWords', language, { marks: printMarks(part), words });
  return say(length === 'sentence' ? 'sentenceInItsWords' : 'argumentInItsWords', language, { words });
}

function lastLine(restsOn: readonly number[], leavesOut: readonly number[], language: Language): string {
  const rests = say('restsOn', language, { marks: printMarks(restsOn) });
  const leaves =
    leavesOut.length === 0
      ? say('leavesNothingOut', language)
      : say('leavesOut', language, { marks: printMarks(leavesOut) });
  return language === 'ja' ? `${rests}${leaves}` : `${rests} ${leaves}`;
}
