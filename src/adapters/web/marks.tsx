/** Marks as links to the words they stand for, and text that is cut where those words begin and end. */
import { markOf } from '../../conversation/marks.js';
import { quoted } from '../../conversation/proof.js';
import type { Source } from '../../conversation/types.js';
import { displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Citation, Language, ParagraphRef, Span } from '../../essay/types.js';
import { paragraphPath } from '../citation-links.js';

export interface MarkParts {
  readonly sources: readonly Source[];
  readonly language: Language;
}

/** `¶4`, which opens the paragraph with the quoted words highlighted. */
export function Mark({ sources, language, ...ref }: MarkParts & ParagraphRef & Partial<Span>) {
  const { essay, paragraph, start, end } = ref;
  const span = start === undefined || end === undefined ? undefined : { start, end };
  const name = sources.find(({ slug }) => slug === essay)?.shortName;
  const label = [name, say('pageParagraph', language, { n: paragraph })].filter(Boolean).join(', ');
  return (
    <a
      class="mark"
      href={paragraphPath({ essay, paragraph, ...span })}
      data-essay={essay}
      data-paragraph={String(paragraph)}
      data-span={span ? `${span.start}-${span.end}` : undefined}
      aria-label={label}
    >
      {markOf(sources, ref)}
    </a>
  );
}

/** The marks of one sentence; the same paragraph is named once, by its first words. */
export function Marks({ citations, ...parts }: MarkParts & { readonly citations: readonly Citation[] }) {
  const first = citations.filter(
    ({ essay, paragraph }, index) =>
      citations.findIndex((other) => other.essay === essay && other.paragraph === paragraph) === index,
  );
  return (
    <>
      {first.map((citation) => (
        <>
          {' '}
          <Mark {...parts} {...citation} />
        </>
      ))}
    </>
  );
}

/** The essay's words in quotation marks, then their mark. */
export function Quote({ citation, ...parts }: MarkParts & { readonly citation: Citation }) {
  return (
    <>
      <q>{quoted(citation)}</q> <Mark {...parts} {...citation} />
    </>
  );
}

/** `text` with `spans` (offsets into it, in order, apart) highlighted; made harmless piece by piece. */
export function Highlighted({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) {
  const pieces = spans.flatMap(({ start, end }, index) => [
    displayText(text.slice(spans[index - 1]?.end ?? 0, start)),
    <mark>{displayText(text.slice(start, end))}</mark>,
  ]);
  return (
    <>
      {pieces}
      {displayText(text.slice(spans.at(-1)?.end ?? 0))}
    </>
  );
}
