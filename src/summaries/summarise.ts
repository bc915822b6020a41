/**
 * Summaries without a language model: the essay's own sentences and clauses, in reading order, each with its mark, and
 * one line on what they rest on and leave out. Writes nothing of its own about the matter.
 */
import { openingSentence } from '../answer/quote.js';
import type { Essay } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';
import { chooseLines } from './choose.js';
import { rangeOf, summaryFrame } from './frame.js';
import type { Budget, Chosen } from './lines.js';
import { gather } from './material.js';
import { quotedLine } from './quoted-line.js';
import { themeLines } from './theme.js';
import { threadSummary } from './thread.js';
import type { Summarise, Summary, SummaryLength, SummaryRequest } from './types.js';

/** The words asked for; 10 % more is the most that is ever given. */
export const wordLimits: Readonly<Record<SummaryLength, number>> = { sentence: 40, short: 80, full: 200 };

/**
 * A summary of the essay, of a range or section, of what it says about a theme, or of a thread set against it. Of an
 * essay or a part of it at least 90 % of the length asked for, unless nothing is left that fits and may be shown: a view
 * that the author only reports is shown with the words that say whose it is and with something of the author's answer, or
 * not at all. A range outside the essay is brought inside. Milliseconds for an essay, under a second for a book.
 */
export const summarise: Summarise = (essay: Essay, vectors: EssayVectors, request: SummaryRequest): Summary => {
  const budget = budgetOf(request.length);
  if (request.messages !== undefined) return threadSummary(essay, vectors, { ...request, messages: request.messages });
  if (request.theme !== undefined) {
    const { chosen, outcome, speaking } = themeLines(essay, vectors, request.theme, budget);
    return summaryFrame(essay, request, linesOf(essay, chosen), { writer: 'extractive', outcome, speaking });
  }
  const range = rangeOf(essay, request);
  const chosen = chooseLines(gather(essay, vectors, range), budget);
  if (chosen.length > 0) return summaryFrame(essay, request, linesOf(essay, chosen), { writer: 'extractive' });
  // Nobody but others speaks in this range.
  const reported = chooseLines(gather(essay, vectors, { ...range, isLenient: true }), budget);
  return summaryFrame(essay, request, linesOf(essay, reported), {
    writer: 'extractive',
    isReported: reported.some(({ candidate }) => !candidate.isOwn),
  });
};

function linesOf(essay: Essay, chosen: readonly Chosen[]): Summary['lines'] {
  const [head = openingSentence(essay), ...rest] = chosen.map((line) => quotedLine(essay, line));
  return [head, ...rest];
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
