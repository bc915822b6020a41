/** The first page: the essays there are for who looks, and a question to all of them. */
import type { EssayCard } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { AskPanel, type AskPanelParts } from './ask-panel.js';
import { type FrameParts, page } from './frame.js';

export interface LibraryPageParts
  extends Omit<FrameParts, 'children' | 'layout' | 'title'>,
    Omit<AskPanelParts, 'essay'> {
  readonly cards: readonly EssayCard[];
  /** Whether there are essays that this viewer may not see. */
  readonly hasOthers: boolean;
}

export function libraryPage(parts: LibraryPageParts) {
  const { cards, language, hasOthers } = parts;
  return page({
    ...parts,
    title: say('pageEssays', language),
    layout: 'reader',
    children: (
      <div class="columns">
        <main id="text" tabindex={-1}>
          <h1>{say('pageEssays', language)}</h1>
          {cards.length > 0 ? (
            <p>{say('pageWhatItIs', language)}</p>
          ) : (
            <p class="notice">{say(hasOthers ? 'pageNoEssaysForYou' : 'pageNoEssays', language)}</p>
          )}
          <Collections cards={cards} language={language} />
        </main>
        {cards.length === 0 ? '' : <AskPanel {...parts} />}
      </div>
    ),
  });
}

function Collections({ cards, language }: Pick<LibraryPageParts, 'cards' | 'language'>) {
  const names = [...new Set(cards.map(({ essay }) => essay.collection))].sort();
  return (
    <>
      {names.map((name) => (
        <>
          {name === '' ? '' : <h2>{displayLine(name)}</h2>}
          <ul class="library">
            {cards
              .filter(({ essay }) => essay.collection === name)
              .map((card) => (
                <li>
                  <Card {...card} language={language} />
                </li>
              ))}
          </ul>
        </>
      ))}
    </>
  );
}

function Card({ essay, opening, language }: EssayCard & Pick<LibraryPageParts, 'language'>) {
  const facts = [essay.author, essay.date].filter((part) => part !== undefined).map(displayLine);
  const count = say('pageParagraphs', language, { count: essay.paragraphs.length });
  return (
    <>
      <h3>
        <a href={`/essays/${encodeURIComponent(essay.slug)}`}>{displayLine(essay.title)}</a>
      </h3>
      <p class="byline">{[...facts, count].join(' · ')}</p>
      <p class="opening" lang={essay.language === 'und' ? undefined : essay.language}>
        <q>{`“${displayLine(opening.quote)}”`}</q> ¶1
      </p>
    </>
  );
}
