/**
 * What a writer's own sentences rest on, the same for every renderer: their marks, and the quotes that stand under them.
 */
import { displayLine } from '../essay/display.js';
import type { AnswerSentence, Citation, Language } from '../essay/types.js';
import { markOf } from './marks.js';
import type { AnswerReply, Reply, Source, SummaryReply } from './types.js';

/** What stands between two quotes of one line. */
export const quoteJoint = ' · ';

const translationMarks: Readonly<Record<Language, readonly [string, string]>> = {
  en: ['“', '”'],
  ru: ['«', '»'],
  ja: ['「', '」'],
  de: ['„', '“'],
  es: ['«', '»'],
  fr: ['« ', ' »'],
};

/** A snapshot with more to come: it has sentences, and no quotes, last line or buttons yet. */
export function isGrowing(reply: Reply): boolean {
  if (reply.kind === 'summary') return reply.summary.isGrowing === true;
  return reply.kind === 'answer' && reply.answer.isGrowing === true;
}

/** A line of ours and the sentences under it. */
export interface SaidPart {
  readonly leadIn: string;
  readonly sentences: readonly AnswerSentence[];
}

/** What a reply says, in parts where a summary has parts; the first one under the reply's own lead-in. */
export function saidParts(reply: AnswerReply | SummaryReply): readonly [SaidPart, ...SaidPart[]] {
  if (reply.kind === 'answer') return [{ leadIn: reply.answer.leadIn, sentences: reply.answer.sentences }];
  const { leadIn, lines, parts } = reply.summary;
  if (!parts) return [{ leadIn, sentences: lines }];
  return [{ leadIn, sentences: [] }, ...parts.map((part) => ({ leadIn: part.leadIn, sentences: part.lines }))];
}

/** The quotes to stand under a complete reply. A summary keeps them behind its button: its marks say where to look. */
export function proofUnder(reply: AnswerReply | SummaryReply): readonly Citation[] {
  return reply.kind === 'answer' ? proofOf(reply.answer.sentences) : [];
}

/** The small line at the end of a complete reply. */
export function lastLineOf(reply: AnswerReply | SummaryReply): string {
  return reply.kind === 'answer' ? reply.answer.lastLine : reply.summary.lastLine;
}

/** The marks of one sentence, each once, in order. */
export function marksOf(sources: readonly Source[], citations: readonly Citation[]): string {
  return [...new Set(citations.map((citation) => markOf(sources, citation)))].join(' ');
}

/**
 * The words that the written ones of `sentences` rest on, in their order. Words of a paragraph stand once: not again
 * where a longer quote holds them, nor where a quotation among the sentences shows them already.
 */
export function proofOf(sentences: readonly AnswerSentence[]): readonly Citation[] {
  const of = (isQuotation: boolean): readonly Citation[] =>
    sentences.filter((sentence) => sentence.isQuotation === isQuotation).flatMap(({ citations }) => citations);
  const shown = of(true);
  const proof = of(false);
  return proof.filter(
    (citation, index) =>
      !shown.some((other) => holds(other, citation)) &&
      !proof.some((other, at) => holds(other, citation) && (at < index || !holds(citation, other))),
  );
}

function holds(other: Citation, { essay, paragraph, quote }: Citation): boolean {
  return (
    other.essay === essay && other.paragraph === paragraph && displayLine(other.quote).includes(displayLine(quote))
  );
}

/** The quote, harmless, in outer quotation marks. */
export function quoted({ quote }: Citation): string {
  return `“${displayLine(quote)}”`;
}

/** The quote in the asker's language, in brackets and that language's quotation marks; empty where there is none. */
export function translated({ translation }: Citation, language: Language): string {
  const words = translation === undefined ? '' : displayLine(translation);
  if (words === '') return '';
  const [before, after] = translationMarks[language];
  return `(${before}${words}${after})`;
}
