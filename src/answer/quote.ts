/**
 * The essay's own words as a citation: exact, not too long, not ending in a note mark, cut only at clauses.
 */
import { clauses, sentences } from '../essay/sentences.js';
import type { AnswerSentence, Citation, Essay, Span } from '../essay/types.js';
import { isSameFamily, words } from '../essay/words.js';

/** Longer quotations are cut at clauses, in characters: about three lines in a chat window. */
export const maxQuoteChars = 420;
/** What a cut quotation keeps, in characters. */
const keptChars = 380;

/** The stretch `span` of paragraph `n`, quoted; `stems` are the question's, and decide which clauses of a long sentence stay. */
export function quoteSpan(essay: Essay, n: number, span: Span, stems: ReadonlySet<string>): Citation {
  const text = essay.paragraphs[n - 1]?.text ?? '';
  const whole = withoutNoteTail(essay, n, span);
  const pieces = whole.end - whole.start <= maxQuoteChars ? [whole] : bestClauses(text, whole, stems, essay.language);
  const first = pieces[0] ?? whole;
  const last = pieces.at(-1) ?? whole;
  return {
    essay: essay.slug,
    paragraph: n,
    quote: pieces.map(({ start, end }) => text.slice(start, end)).join(' … '),
    start: first.start,
    end: last.end,
  };
}

/** A quotation as a sentence of an answer. `…` shows where a sentence was opened or broken off at a clause. */
export function quotedSentence(essay: Essay, citation: Citation, sentence: Span): AnswerSentence {
  const opens = citation.start > sentence.start ? '… ' : '';
  const text = essay.paragraphs[citation.paragraph - 1]?.text ?? '';
  const left = text.slice(citation.end, sentence.end);
  const breaksOff = /[\p{L}\p{N}]/u.test(left) ? ' …' : '';
  return { text: `${opens}${citation.quote}${breaksOff}`, isQuotation: true, citations: [citation] };
}

/** The first sentence of the essay: what is cited when nothing else can be. */
export function openingSentence(essay: Essay): AnswerSentence {
  const text = essay.paragraphs[0]?.text ?? '';
  const first = sentences(text, essay.language)[0] ?? { start: 0, end: text.length };
  return quotedSentence(essay, quoteSpan(essay, 1, first, new Set()), first);
}

/** A quotation ends before a note mark that only punctuation follows, as the page shows it there. */
export function withoutNoteTail(essay: Essay, n: number, span: Span): Span {
  const paragraph = essay.paragraphs[n - 1];
  const mark = paragraph?.noteMarks.findLast(({ at }) => at > span.start && at <= span.end);
  if (paragraph === undefined || mark === undefined) return span;
  const tail = paragraph.text.slice(mark.at, span.end);
  return /^[\s\p{P}]*$/u.test(tail) ? { start: span.start, end: mark.at } : span;
}

/** Clauses with words of the question first, then their neighbours, as long as there is room; in reading order, joined where they touch. */
function bestClauses(text: string, span: Span, stems: ReadonlySet<string>, language: string): Span[] {
  const pieces = clauses(text, span).map((piece, at) => {
    const hits = words(text.slice(piece.start, piece.end), language).filter(
      (word) => !word.isStop && [...stems].some((stem) => isSameFamily(stem, word.stem)),
    );
    return { ...piece, at, hits: new Set(hits.map((word) => word.stem)).size };
  });
  if (pieces.length < 2) return [bestWords(text, span, stems, language)];
  const seed = pieces.reduce((best, piece) => (piece.hits > best.hits ? piece : best));
  if (seed.end - seed.start > maxQuoteChars) return [bestWords(text, seed, stems, language)];
  const kept = new Set([seed.at]);
  let length = seed.end - seed.start;
  const byWorth = [...pieces].sort(
    (a, b) => b.hits - a.hits || Math.abs(a.at - seed.at) - Math.abs(b.at - seed.at) || a.at - b.at,
  );
  for (const piece of byWorth) {
    const size = piece.end - piece.start;
    if (kept.has(piece.at) || length + size > keptChars) continue;
    kept.add(piece.at);
    length += size;
  }
  const joined: Span[] = [];
  let before = -2;
  for (const piece of pieces) {
    if (!kept.has(piece.at)) continue;
    const last = joined.at(-1);
    if (last !== undefined && before === piece.at - 1)
      joined[joined.length - 1] = { start: last.start, end: piece.end };
    else joined.push({ start: piece.start, end: piece.end });
    before = piece.at;
  }
  const final = joined.at(-1);
  // The closing sign belongs to the last clause when nothing else follows it.
  if (final !== undefined && kept.has(pieces.length - 1))
    joined[joined.length - 1] = { start: final.start, end: span.end };
  return joined;
}

/** Words shown before the first one of the question, where a stretch must be cut inside a clause. */
const wordsBefore = 5;

/** At most `keptChars` of a stretch that has no clauses to cut at: whole words, with the first one of the question among them. */
function bestWords(text: string, span: Span, stems: ReadonlySet<string>, language: string): Span {
  if (span.end - span.start <= maxQuoteChars) return span;
  const list = words(text.slice(span.start, span.end), language);
  const hit = list.findIndex((word) => !word.isStop && [...stems].some((stem) => isSameFamily(stem, word.stem)));
  const isFar = hit >= 0 && (list[hit]?.end ?? 0) > keptChars;
  const from = isFar ? (list[Math.max(0, hit - wordsBefore)]?.start ?? 0) : 0;
  const last = list.findLast(({ start, end }) => start >= from && end <= from + keptChars);
  const start = span.start + from;
  if (last !== undefined) return { start, end: span.start + last.end };
  // One endless word: cut between whole characters.
  const end = start + keptChars;
  return { start, end: /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end };
}
