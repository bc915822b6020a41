/**
 * A reply as blocks of a page, in order: a snapshot that grows has the same blocks and more behind them, so that what
 * stands already is never taken away.
 */
import type { Child } from 'hono/jsx';
import { isGrowing, lastLineOf, proofUnder, saidParts, translated } from '../../conversation/proof.js';
import type {
  AnswerReply,
  CardItem,
  CardReply,
  EssayCard,
  Reply,
  ShownParagraph,
  SummaryReply,
} from '../../conversation/types.js';
import { displayLine, displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { AnswerSentence } from '../../essay/types.js';
import { Highlighted, Mark, Marks, Quote } from './marks.js';

/** HTML of each block; escaped where it holds anybody's words. */
export function blocksOf(reply: Reply): readonly string[] {
  const note =
    reply.note === undefined
      ? []
      : displayText(reply.note)
          .split('\n')
          .map((text) => <p class="note">{text}</p>);
  return [...note, ...bodyOf(reply)].map((block) => String(block));
}

function bodyOf(reply: Reply): readonly Child[] {
  switch (reply.kind) {
    case 'answer':
    case 'summary':
      return said(reply);
    case 'paragraph':
      return reply.paragraphs.map((shown) => paragraphBlock(shown, reply));
    case 'essays':
      return [
        <p class="lead">{say('essaysHere', reply.language)}</p>,
        <ul>
          {reply.essays.map((card) => (
            <li>{essayLine(card, reply)}</li>
          ))}
        </ul>,
      ];
    case 'essay':
    case 'settings':
      return [<p>{essayLine(reply.card, reply)}</p>];
    case 'handout': {
      const { slug, title, paragraphs } = reply.card.essay;
      const head = say('handoutReady', reply.language, { title: displayLine(title), count: paragraphs.length });
      return [
        <p class="lead">{head}</p>,
        <p>
          <a href={`/essays/${encodeURIComponent(slug)}/handout.md`}>{reply.fileName}</a>
        </p>,
      ];
    }
    case 'help':
      return [
        <p class="lead">{reply.leadIn}</p>,
        <p>
          <code>{displayLine(reply.example.typed)}</code> <Quote {...reply} citation={reply.example.citation} />
        </p>,
        <ul class="usage">
          {reply.commands.map(({ usage, does }) => (
            <li>
              <code>{usage}</code> {does}
            </li>
          ))}
        </ul>,
      ];
    case 'card':
      return cardBlocks(reply);
    case 'notice':
      return displayText(reply.text)
        .split('\n')
        .map((text) => <p class={reply.tone}>{text}</p>);
  }
}

function said(reply: AnswerReply | SummaryReply): readonly Child[] {
  const words = saidParts(reply).flatMap(({ leadIn, sentences }) => [
    <p class="lead">{displayLine(leadIn)}</p>,
    ...sentences.map((sentence) => (
      <p class={sentence.isQuotation ? 'quote' : 'said'}>{sentenceOf(sentence, reply)}</p>
    )),
  ]);
  if (isGrowing(reply)) return words;
  const proof = proofUnder(reply);
  const lastLine = displayLine(lastLineOf(reply));
  return [
    ...words,
    ...(proof.length === 0
      ? []
      : [
          <ul class="proof">
            {proof.map((citation) => (
              <li>
                <Quote {...reply} citation={citation} /> {translated(citation, reply.language)}
              </li>
            ))}
          </ul>,
        ]),
    ...(lastLine === '' ? [] : [<p class="last">{lastLine}</p>]),
  ];
}

function sentenceOf({ text, isQuotation, citations }: AnswerSentence, reply: AnswerReply | SummaryReply): Child {
  const words = displayLine(text);
  return (
    <>
      {isQuotation ? <q>{`“${words}”`}</q> : words}
      <Marks {...reply} citations={citations} />
    </>
  );
}

function paragraphBlock(
  { citation, bold, section, notes, teacherNotes }: ShownParagraph,
  reply: Extract<Reply, { kind: 'paragraph' }>,
): Child {
  const { language } = reply;
  return (
    <div class="shown">
      <p class="lead">
        <Mark {...reply} essay={citation.essay} paragraph={citation.paragraph} />
        {section === undefined ? '' : ` ${displayLine(section)}`}
      </p>
      <blockquote>
        <Highlighted text={citation.quote} spans={bold} />
      </blockquote>
      {notes.map(({ text }) => (
        <p class="last">{displayLine(text)}</p>
      ))}
      {teacherNotes.map(({ kind, text }) => (
        <p>
          <b>{say(kind === 'note' ? 'teachersNote' : 'teachersQuestion', language)}</b> {displayLine(text)}
        </p>
      ))}
    </div>
  );
}

function essayLine({ essay, opening }: EssayCard, reply: Exclude<Reply, { kind: 'notice' }>): Child {
  return (
    <>
      <a href={`/essays/${encodeURIComponent(essay.slug)}`}>{displayLine(essay.title)}</a>
      {essay.author === undefined ? '' : `, ${displayLine(essay.author)}`}
      <br />
      <Quote {...reply} citation={opening} />
    </>
  );
}

function cardBlocks(reply: CardReply): readonly Child[] {
  return [
    <p class="lead">{displayLine(reply.leadIn)}</p>,
    ...reply.items.map((item) => {
      if (item.hidden === undefined) return itemBlock(item, reply);
      return (
        <details>
          <summary>{displayLine(item.hidden.label)}</summary>
          {itemBlock(item, reply)}
        </details>
      );
    }),
    // The file is the asker's alone, so it is in the page itself and at no address.
    ...(reply.files ?? []).map(({ fileName, text }) => (
      <p>
        <a download={fileName} href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
          {displayLine(fileName)}
        </a>
      </p>
    )),
    ...(reply.lastLine === '' ? [] : [<p class="last">{displayLine(reply.lastLine)}</p>]),
  ];
}

function itemBlock({ text, quotes, after = '', form }: CardItem, reply: CardReply): Child {
  const lines = displayText(text).split('\n').filter(Boolean);
  return (
    <div class={form ?? 'point'}>
      {lines.map((line) => (
        <p class={form === 'small' ? 'last' : (form ?? 'said')}>{line}</p>
      ))}
      {quotes.map((citation) => (
        <p class="quote">
          <Quote {...reply} citation={citation} />
        </p>
      ))}
      {after === '' ? '' : <p class="said">{displayLine(after)}</p>}
    </div>
  );
}
