/**
 * What a citation quotes, seen whole: a quote may leave out the "not" or the "according to" of its sentence.
 */
import { sentences } from '../../essay/sentences.js';
import type { Grounds } from './grounds.js';

export interface QuotedSentence {
  readonly text: string;
  /** Of the essay, BCP 47, its first part. */
  readonly language: string;
  /** The sentences of the paragraph before it, nearest first. */
  readonly before: readonly string[];
  /** Where the quoted words begin and end in `text`. */
  readonly start: number;
  readonly end: number;
  /** A note stands at it: it has a source. */
  readonly isSourced: boolean;
}

export interface QuotedParagraph {
  readonly text: string;
  readonly language: string;
  readonly sentences: readonly string[];
}

/** The sentences that the quotes stand in, whole, each once; a quote over two sentences gives two. */
export function quotedSentences({ essays, citations }: Grounds): QuotedSentence[] {
  const found = new Map<string, QuotedSentence>();
  for (const { essay: slug, paragraph, start, end } of citations) {
    const essay = essays.find((each) => each.slug === slug);
    const { text, noteMarks = [] } = essay?.paragraphs[paragraph - 1] ?? {};
    if (essay === undefined || text === undefined) continue;
    const spans = sentences(text, essay.language);
    spans.forEach((span, at) => {
      const from = Math.max(start, span.start) - span.start;
      const to = Math.min(end, span.end) - span.start;
      if (from >= to) return;
      const key = `${slug} ${paragraph} ${at}`;
      const known = found.get(key);
      found.set(key, {
        text: text.slice(span.start, span.end),
        language: tongue(essay.language),
        before: spans
          .slice(0, at)
          .reverse()
          .map((each) => text.slice(each.start, each.end)),
        start: Math.min(from, known?.start ?? from),
        end: Math.max(to, known?.end ?? to),
        isSourced: noteMarks.some(({ at: mark }) => mark > span.start && mark <= span.end),
      });
    });
  }
  return [...found.values()];
}

/** The cited paragraphs, each once. */
export function quotedParagraphs({ essays, citations }: Grounds): QuotedParagraph[] {
  const keys = new Set(citations.map(({ essay, paragraph }) => `${essay} ${paragraph}`));
  return essays.flatMap((essay) =>
    essay.paragraphs
      .filter(({ n }) => keys.has(`${essay.slug} ${n}`))
      .map(({ text }) => ({
        text,
        language: tongue(essay.language),
        sentences: sentences(text, essay.language).map(({ start, end }) => text.slice(start, end)),
      })),
  );
}

/** The first part of a language tag. */
export function tongue(language: string): string {
  return language.split('-')[0] ?? 'und';
}
