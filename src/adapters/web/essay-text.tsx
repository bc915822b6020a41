/** An essay as a page shows it: numbered paragraphs to link to, sections, notes that go and come back. */
import type { Child } from 'hono/jsx';
import { printMark } from '../../essay/citation.js';
import { displayLine, displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Essay, Language, Paragraph, Span } from '../../essay/types.js';

export interface EssayTextParts {
  readonly essay: Essay;
  readonly language: Language;
  /** Words to highlight, as a link names them. */
  readonly quote?: { readonly paragraph: number; readonly span: Span } | undefined;
  /** Stands beside a paragraph. */
  readonly margin?: (paragraph: number) => Child;
}

/** The whole text. Headings begin at level two: the title is the page's own. */
export function EssayText({ essay, language, quote, margin }: EssayTextParts) {
  const numberOf = new Map(essay.notes.map(({ id }, index) => [id, index + 1]));
  return (
    <div class="essay" lang={essay.language === 'und' ? undefined : essay.language}>
      {essay.paragraphs.map((paragraph) => (
        <>
          {essay.sections
            .filter(({ firstParagraph }) => firstParagraph === paragraph.n)
            .map(({ title, level }) => (
              <Heading level={level} id={`s${paragraph.n}`}>
                {displayLine(title)}
              </Heading>
            ))}
          <NumberedParagraph
            {...{ essay, language, paragraph, numberOf }}
            spans={quote?.paragraph === paragraph.n ? [quote.span] : []}
          />
          {margin?.(paragraph.n)}
        </>
      ))}
      <Notes essay={essay} language={language} />
    </div>
  );
}

function Heading({ level, id, children }: { readonly level: number; readonly id: string; readonly children: Child }) {
  if (level <= 1) return <h2 id={id}>{children}</h2>;
  return level === 2 ? <h3 id={id}>{children}</h3> : <h4 id={id}>{children}</h4>;
}

interface ParagraphParts {
  readonly essay: Essay;
  readonly language: Language;
  readonly paragraph: Paragraph;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly spans: readonly Span[];
}

function NumberedParagraph({ essay, language, paragraph, numberOf, spans }: ParagraphParts) {
  const { n, page } = paragraph;
  const mark = printMark(n);
  return (
    <div class="paragraph" id={`p${n}`} tabindex={-1}>
      <a
        class="number"
        href={`#p${n}`}
        aria-label={say('pageCopyLink', language, { n })}
        data-copied={say('pageCopied', language, { n })}
      >
        {mark}
        {page === undefined ? '' : <small>{` p. ${page}`}</small>}
      </a>
      <p class="words">{wordsOf(paragraph, numberOf, spans, language)}</p>
      <TeachersNotes essay={essay} language={language} n={n} />
      <span class="steps" lang={language}>
        {n > 1 ? (
          <a href={`#p${n - 1}`} aria-label={say('pagePrevious', language)}>
            ↑
          </a>
        ) : (
          ''
        )}
        {n < essay.paragraphs.length ? (
          <a href={`#p${n + 1}`} aria-label={say('pageNext', language)}>
            ↓
          </a>
        ) : (
          ''
        )}
      </span>
    </div>
  );
}

function TeachersNotes({
  essay,
  language,
  n,
}: {
  readonly essay: Essay;
  readonly language: Language;
  readonly n: number;
}) {
  const own = essay.teacherNotes.filter(({ paragraph }) => paragraph === n);
  return (
    <>
      {own.map(({ kind, text }) => (
        <p class="teachers-note" lang={language}>
          <b>{say(kind === 'note' ? 'teachersNote' : 'teachersQuestion', language)}</b> {displayLine(text)}
        </p>
      ))}
    </>
  );
}

/** The text cut at note marks and where quoted words begin and end; no character of it is lost or added. */
function wordsOf(
  { text, noteMarks }: Paragraph,
  numberOf: ReadonlyMap<string, number>,
  spans: readonly Span[],
  language: Language,
): readonly Child[] {
  const cuts = new Set([
    0,
    text.length,
    ...noteMarks.map(({ at }) => at),
    ...spans.flatMap(({ start, end }) => [start, end]),
  ]);
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return places.flatMap((from, index) => {
    const piece = displayText(text.slice(from, places[index + 1] ?? from));
    const isQuoted = spans.some(({ start, end }) => start <= from && from < end);
    const marks = noteMarks
      .filter(({ at }) => at === from)
      .map(({ id }) => <NoteMark n={numberOf.get(id) ?? 0} language={language} />);
    return [...marks, ...(piece === '' ? [] : [isQuoted ? <mark>{piece}</mark> : piece])];
  });
}

function NoteMark({ n, language }: { readonly n: number; readonly language: Language }) {
  return (
    <sup>
      <a id={`ref-${n}`} href={`#note-${n}`} role="doc-noteref" aria-label={say('pageNote', language, { n })}>
        {String(n)}
      </a>
    </sup>
  );
}

function Notes({ essay, language }: { readonly essay: Essay; readonly language: Language }) {
  if (essay.notes.length === 0) return null;
  return (
    <section class="notes" role="doc-endnotes" aria-label={say('pageNotes', language)}>
      <h2 lang={language}>{say('pageNotes', language)}</h2>
      <ol>
        {essay.notes.map(({ text, paragraph }, index) => (
          <li id={`note-${index + 1}`} tabindex={-1}>
            {displayLine(text)}{' '}
            {paragraph === undefined ? (
              ''
            ) : (
              <a
                href={`#ref-${index + 1}`}
                role="doc-backlink"
                lang={language}
                aria-label={`${say('pageBackToText', language)}, ${say('pageParagraph', language, { n: paragraph })}`}
              >
                ↩
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
