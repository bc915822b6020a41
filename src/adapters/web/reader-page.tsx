/** The page of an essay: the text on one side, questions about it on the other. */
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Essay, Span } from '../../essay/types.js';
import { AskPanel, type AskPanelParts } from './ask-panel.js';
import { EssayText } from './essay-text.js';
import { type FrameParts, page } from './frame.js';

export interface ReaderPageParts
  extends Omit<FrameParts, 'children' | 'layout' | 'title'>,
    Omit<AskPanelParts, 'essay'> {
  readonly essay: Essay;
  readonly quote?: { readonly paragraph: number; readonly span: Span } | undefined;
  /** One line above the text, about the link that led here. */
  readonly notice?: string | undefined;
}

export function readerPage(parts: ReaderPageParts) {
  const { essay, language, quote, notice } = parts;
  return page({
    ...parts,
    title: essay.title,
    layout: 'reader',
    children: (
      <div class="columns">
        <main id="text" tabindex={-1} data-essay={essay.slug}>
          <h1>{displayLine(essay.title)}</h1>
          <p class="byline">
            {[essay.author, essay.date]
              .filter((part) => part !== undefined)
              .map(displayLine)
              .join(' · ')}
          </p>
          {notice === undefined ? (
            ''
          ) : (
            <p class="notice" role="status">
              {notice}
            </p>
          )}
          <Contents essay={essay} language={language} />
          <EssayText essay={essay} language={language} quote={quote} />
          <p class="live" role="status" />
        </main>
        <AskPanel {...parts} essay={essay.slug} />
      </div>
    ),
  });
}

function Contents({ essay, language }: { readonly essay: Essay; readonly language: ReaderPageParts['language'] }) {
  if (essay.sections.length < 2) return null;
  return (
    <details class="contents">
      <summary>{say('pageSections', language)}</summary>
      <ol>
        {essay.sections.map(({ title, firstParagraph }) => (
          <li>
            <a href={`#s${firstParagraph}`}>{displayLine(title)}</a>{' '}
            <a href={`#p${firstParagraph}`}>{`¶${firstParagraph}`}</a>
          </li>
        ))}
      </ol>
    </details>
  );
}
