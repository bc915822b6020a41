/**
 * Where words of a person belong in an essay: the sentence that comes nearest to them, kept by its offsets and the
 * essay's version, so that an edited essay never gets a wrong quote.
 */
import { z } from 'zod';
import { sentences } from '../essay/sentences.js';
import type { Citation, Essay, ParagraphRef, Span } from '../essay/types.js';
import type { Retriever } from '../retrieval/types.js';
import type { Aliases } from '../store/store.js';

export const anchorSchema = z.object({
  essay: z.string(),
  /** The essay's hash when it was kept. */
  version: z.string(),
  paragraph: z.number().int().positive(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
});
export type Anchor = z.infer<typeof anchorSchema>;

/**
 * The sentence nearest to `text` in `essays`, inside `within` where that is given; the first of the paragraph (or
 * of the first essay) where nothing comes near.
 */
export async function anchorFor(
  retriever: Pick<Retriever, 'retrieve'>,
  text: string,
  essays: readonly [Essay, ...Essay[]],
  within?: ParagraphRef,
): Promise<Anchor> {
  const meant = within && essays.find(({ slug }) => slug === within.essay);
  const [best] = await retriever.retrieve({ text, essays: (meant ? [meant] : essays).map(({ slug }) => slug) });
  const essay = meant ?? best?.essay ?? essays[0];
  const near = best?.essay.slug === essay.slug ? best.sentences : [];
  const found = near.find(({ paragraph }) => meant === undefined || paragraph === within?.paragraph);
  const paragraph = found?.paragraph ?? (meant ? within?.paragraph : undefined) ?? 1;
  const { start, end } = found ?? openingOf(essay, paragraph);
  return { essay: essay.slug, version: essay.hash, paragraph, start, end };
}

/** The words at `anchor`; the paragraph's first sentence where the essay is another version by now. */
export function citationAt(essay: Essay, { version, paragraph, start, end }: Anchor): Citation {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  const span = version === essay.hash && end <= text.length ? { start, end } : openingOf(essay, paragraph);
  return { essay: essay.slug, paragraph, quote: text.slice(span.start, span.end), ...span };
}

/** Where `anchor` stands in `essay` as it is now; undefined where its paragraph is gone or the way there unknown. */
export async function anchorNow(
  aliases: Pick<Aliases, 'follow'>,
  essay: Essay,
  anchor: Anchor,
): Promise<Anchor | undefined> {
  if (anchor.version === essay.hash) return anchor;
  const paragraph = await aliases.follow(essay.slug, anchor.version, essay.hash, anchor.paragraph);
  if (paragraph === null || paragraph === undefined || paragraph > essay.paragraphs.length) return undefined;
  return { essay: essay.slug, version: essay.hash, paragraph, ...openingOf(essay, paragraph) };
}

function openingOf(essay: Essay, paragraph: number): Span {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  const { start, end } = sentences(text, essay.language)[0] ?? { start: 0, end: text.length };
  return { start, end };
}
