/** Where questions are asked and answers stand. Works as a plain form; a script makes it stream. */
import { raw } from 'hono/html';
import type { Reply, Suggestion } from '../../conversation/types.js';
import { displayLine } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { blocksOf } from './blocks.js';
import { buttonsOf } from './buttons.js';

export interface Exchange {
  readonly question: string;
  readonly reply: Reply;
}

export interface AskPanelParts {
  readonly language: Language;
  /** The essay that is read; absent where all are asked. */
  readonly essay?: string;
  readonly suggestions: readonly Suggestion[];
  /** What was asked without a script. */
  readonly exchange?: Exchange | undefined;
}

export function AskPanel({ language, essay, suggestions, exchange }: AskPanelParts) {
  const title = say(essay === undefined ? 'pageAskAll' : 'pageAskHere', language);
  return (
    <section class="ask" id="ask" aria-labelledby="ask-title">
      <h2 id="ask-title">{title}</h2>
      <form
        method="post"
        action="/ask"
        data-reading={say('pageReading', language)}
        data-stopped={say('pageStopped', language)}
        data-broken={say('pageBrokeOff', language)}
        data-asked={say('pageAsked', language)}
      >
        {essay === undefined ? '' : <input type="hidden" name="essay" value={essay} />}
        <div id="answers" class="answers" role="log" aria-label={say('pageAnswers', language)} tabindex={0}>
          {exchange ? (
            <Answered {...exchange} language={language} essay={essay} />
          ) : (
            <p class="hello">{say('pageAskFirst', language)}</p>
          )}
        </div>
        <p class="buttons suggestions">
          {suggestions.map(({ title, message }) => (
            <button type="submit" name="line" value={message}>
              {displayLine(title)}
            </button>
          ))}
        </p>
        <p class="status" role="status" />
        <div class="box">
          <label for="question">{say('pageQuestion', language)}</label>
          <textarea id="question" name="text" rows={2} maxlength={2_000} autocomplete="off" />
          <button type="submit" class="send">
            {say('pageAsk', language)}
          </button>
          <button type="button" class="stop" hidden>
            {say('pageStop', language)}
          </button>
        </div>
      </form>
    </section>
  );
}

function Answered({ question, reply, language, essay }: Exchange & { language: Language; essay: string | undefined }) {
  return (
    <article class="exchange" lang={reply.language}>
      <p class="asked" lang={language}>
        <span>{say('pageAsked', language)}</span> {displayLine(question)}
      </p>
      <div class="reply">{blocksOf(reply).map((block) => raw(block))}</div>
      {raw(buttonsOf(reply, essay))}
    </article>
  );
}
