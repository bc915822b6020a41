/** A chosen line as a sentence with its citation. */
import { quotedSentence, withoutNoteTail } from '../answer/quote.js';
import type { AnswerSentence, Essay } from '../essay/types.js';
import type { Chosen } from './lines.js';

/** The essay's words of the line, exact, cuts marked `…`, without a note mark at the end. */
export function quotedLine(essay: Essay, { candidate, extract }: Chosen): AnswerSentence {
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
  return quotedSentence(essay, citation, { start: extract.also?.start ?? candidate.start, end: candidate.end });
}
