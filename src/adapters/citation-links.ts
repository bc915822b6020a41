/**
 * Addresses of paragraphs on the web page: `/essays/<slug>?quote=4.120-180#p4`, by which marks lead to the words they stand
 * for.
 */
import type { Citation, ParagraphRef, Span } from '../essay/types.js';

/** The address of an essay on the page itself. */
export function essayPath(slug: string): string {
  return `/essays/${encodeURIComponent(slug)}`;
}

/** `address`, an essay's, led on to one of its paragraphs; with a span, its words are highlighted there. */
export function withParagraph(
  address: string,
  { paragraph, ...span }: Pick<Citation, 'paragraph'> & Partial<Span>,
): string {
  const { start, end } = span;
  const isQuoted = start !== undefined && end !== undefined && start < end;
  const query = isQuoted ? `quote=${paragraph}.${start}-${end}` : address.includes('?') ? `p=${paragraph}` : '';
  const joint = query === '' ? '' : address.includes('?') ? '&' : '?';
  return `${address}${joint}${query}#p${paragraph}`;
}

/** The address of a paragraph on the page itself. */
export function paragraphPath({ essay, ...ref }: ParagraphRef & Partial<Span>): string {
  return withParagraph(essayPath(essay), ref);
}
