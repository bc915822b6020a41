/**
 * Citations of a reply and how they are printed, the same for every renderer.
 */
import { printMark } from '../essay/citation.js';
import { shortNames } from '../essay/short-name.js';
import type { Citation, Essay, ParagraphRef } from '../essay/types.js';
import type { CitingReply, Source } from './types.js';

/** The mark of a paragraph as this reply prints it: with the essay where several are in play, with the page where there are pages. */
export function markOf(sources: readonly Source[], ref: ParagraphRef): string {
  const source = sources.find(({ slug }) => slug === ref.essay);
  const page = source?.pages[ref.paragraph];
  const essay = source?.shortName ?? (source ? undefined : ref.essay);
  return printMark(ref.paragraph, {
    ...(essay === undefined ? {} : { essay }),
    ...(page === undefined ? {} : { page }),
  });
}

/** Every citation of a reply in the order of its sentences; the same words are cited once. */
export function citationsOf(reply: CitingReply): readonly [Citation, ...Citation[]] {
  const [first, ...rest] = allCitations(reply);
  const seen = new Set([keyOf(first)]);
  return [first, ...rest.filter((citation) => !seen.has(keyOf(citation)) && seen.add(keyOf(citation)))];
}

function allCitations(reply: CitingReply): [Citation, ...Citation[]] {
  switch (reply.kind) {
    case 'answer':
      return flat(reply.answer.sentences);
    case 'summary':
      return flat(reply.summary.lines);
    case 'paragraph': {
      const [first, ...rest] = reply.paragraphs;
      return [first.citation, ...rest.map(({ citation }) => citation)];
    }
    case 'essays': {
      const [first, ...rest] = reply.essays;
      return [first.opening, ...rest.map(({ opening }) => opening)];
    }
    case 'help':
      return [reply.example.citation];
    case 'card':
      return [...reply.cites];
    case 'essay':
    case 'handout':
    case 'settings':
      return [reply.card.opening];
  }
}

type CitedSentence = { readonly citations: readonly [Citation, ...Citation[]] };

function flat([head, ...tail]: readonly [CitedSentence, ...CitedSentence[]]): [Citation, ...Citation[]] {
  const [first, ...more] = head.citations;
  return [first, ...more, ...tail.flatMap(({ citations }) => citations)];
}

function keyOf({ essay, paragraph, start, end }: Citation): string {
  return `${essay} ${paragraph} ${start} ${end}`;
}

/** The essays `slugs` as a reply names them; `inPlay` are those the reader may confuse them with. */
export function sourcesOf(
  [first, ...rest]: readonly [Essay, ...Essay[]],
  inPlay: readonly Essay[],
): readonly [Source, ...Source[]] {
  const names =
    inPlay.length > 1 || rest.length > 0
      ? shortNames([...new Set([first, ...rest, ...inPlay])])
      : new Map<string, string>();
  const source = (essay: Essay): Source => {
    const shortName = names.get(essay.slug);
    const pages = Object.fromEntries(
      essay.paragraphs.flatMap(({ n, page }) => (page === undefined ? [] : [[n, page]])),
    );
    return {
      slug: essay.slug,
      title: essay.title,
      pages,
      ...(essay.author === undefined ? {} : { author: essay.author }),
      ...(shortName === undefined ? {} : { shortName }),
    };
  };
  return [source(first), ...rest.map(source)];
}
