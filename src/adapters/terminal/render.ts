/**
 * A reply as lines of a terminal: lead-in in bold, quotations with their marks or written sentences and the quotes they
 * rest on, one small last line, what to type next.
 * Essay and question text is made harmless first; nothing in it reaches the terminal as a control sequence.
 */
import { markOf } from '../../conversation/marks.js';
import {
  isGrowing,
  lastLineOf,
  marksOf,
  proofUnder,
  quoted,
  quoteJoint,
  saidParts,
  translated,
} from '../../conversation/proof.js';
import type {
  AnswerReply,
  Button,
  EssayCard,
  Reply,
  ShownParagraph,
  Source,
  SummaryReply,
} from '../../conversation/types.js';
import { displayLine, displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { AnswerSentence, Citation, Language } from '../../essay/types.js';
import { cardBody } from './card.js';
import { type Look, type Piece, paint } from './paint.js';
import { bold, indent, mark, plain, quoteLine, small, typed } from './pieces.js';
import { columnsOf } from './width.js';

/** The reply ready to print, without a line end after its last line. */
export function renderReply(reply: Reply, look: Look): string {
  return paragraphsOf(reply, look).join('\n');
}

/** The same, each thing by itself: a sentence with its marks, a line of quotes, the last line. Without what is empty. */
export function paragraphsOf(reply: Reply, look: Look): readonly string[] {
  const note = reply.note === undefined ? [] : [paint([small(reply.note)], look)];
  const hints = reply.buttons.length === 0 || isGrowing(reply) ? [] : [paint(hintPieces(reply.buttons), look)];
  return [...note, ...bodyOf(reply, look), ...hints].filter((line) => line !== '');
}

function bodyOf(reply: Reply, look: Look): readonly string[] {
  switch (reply.kind) {
    case 'answer':
    case 'summary':
      return sentencesBody(reply, look);
    case 'paragraph':
      return reply.paragraphs.flatMap((shown) => paragraphBody(shown, reply, look));
    case 'essays': {
      const lines = reply.essays.flatMap((card) =>
        essayBody(card, reply.sources, reply.language, look, card.essay.slug === reply.chosen),
      );
      return [paint([bold(say('essaysHere', reply.language))], look), ...lines];
    }
    case 'essay':
      return essayBody(reply.card, reply.sources, reply.language, look, false);
    case 'handout': {
      const { title, paragraphs } = reply.card.essay;
      const head = say('handoutReady', reply.language, { title: displayLine(title), count: paragraphs.length });
      return [paint([bold(head)], look), '\n', displayText(reply.markdown).trimEnd()];
    }
    case 'help': {
      const commands = reply.commands.map(({ usage, does }) => paint([typed(usage), plain(`  ${does}`)], look, indent));
      const { citation } = reply.example;
      const example = [
        paint([typed(displayLine(reply.example.typed))], look, indent),
        quoteLine(citation, reply.sources, look),
      ];
      return [paint([bold(reply.leadIn)], look), ...example, ...commands];
    }
    case 'settings': {
      const rows = reply.rows.map(({ label, valueLabel, line, options }) =>
        paint(
          [
            plain(`${label}: `),
            bold(displayLine(valueLabel)),
            ...(reply.mayChange ? [small('  '), typed(`${line}${options.map(({ value }) => value).join('|')}`)] : []),
          ],
          look,
          indent,
        ),
      );
      return [paint([bold(reply.leadIn)], look), ...rows, quoteLine(reply.card.opening, reply.sources, look)];
    }
    case 'card':
      return cardBody(reply, look);
    case 'notice':
      return [paint([{ text: displayText(reply.text), style: reply.tone === 'plain' ? 'plain' : 'warning' }], look)];
  }
}

function sentencesBody(reply: AnswerReply | SummaryReply, look: Look): readonly string[] {
  const { sources, language } = reply;
  const said = saidParts(reply).flatMap(({ leadIn, sentences }) => [
    paint([bold(displayLine(leadIn))], look),
    ...sentences.map((sentence) => sentenceLine(sentence, sources, look)),
  ]);
  if (isGrowing(reply)) return said;
  const quotes = proofUnder(reply).map((citation) => quotePieces(citation, sources, language));
  return [...said, ...inRows(quotes, look), paint([small(displayLine(lastLineOf(reply)))], look)];
}

function sentenceLine(
  { text, isQuotation, citations }: AnswerSentence,
  sources: readonly Source[],
  look: Look,
): string {
  const words = displayLine(text);
  return paint([plain(isQuotation ? `“${words}” ` : `${words} `), mark(marksOf(sources, citations))], look, indent);
}

function quotePieces(citation: Citation, sources: readonly Source[], language: Language): readonly Piece[] {
  const beside = translated(citation, language);
  return [
    plain(`${quoted(citation)} `),
    mark(markOf(sources, citation)),
    ...(beside === '' ? [] : [small(` ${beside}`)]),
  ];
}

/** Quotes beside each other while they fit the width; without a width, one a line. */
function inRows(quotes: readonly (readonly Piece[])[], look: Look): readonly string[] {
  const room = (look.columns ?? 0) - indent.length;
  const rows: Piece[][] = [];
  for (const quote of quotes) {
    const row = rows.at(-1);
    const longer = row && [...row, plain(quoteJoint), ...quote];
    if (longer && columnsOf(longer.map(({ text }) => text).join('')) <= room) rows[rows.length - 1] = longer;
    else rows.push([...quote]);
  }
  return rows.map((row) => paint(row, look, indent));
}

interface Frame {
  readonly sources: readonly Source[];
  readonly count: number;
  readonly language: Language;
}

function paragraphBody(
  { citation, bold: spans, section, notes, teacherNotes }: ShownParagraph,
  frame: Frame,
  look: Look,
): readonly string[] {
  const { sources, count, language } = frame;
  const name = markOf(sources, citation);
  const place = [
    say('paragraphOf', language, { count }),
    ...(section === undefined ? [] : [displayLine(section)]),
  ].join(' · ');
  return [
    paint([mark(name), small(` ${place}`)], look),
    paint(boldPieces(citation.quote, spans), look, indent),
    ...notes.map(({ text }) =>
      paint([small(`${say('noteTo', language, { mark: name })} ${displayLine(text)}`)], look, indent),
    ),
    ...teacherNotes.map(({ kind, text }) => {
      const label = say(kind === 'note' ? 'teachersNote' : 'teachersQuestion', language);
      return paint([bold(label), plain(` ${displayLine(text)}`)], look, indent);
    }),
  ];
}

/** Offsets are into the raw text, so it is cut first and made harmless piece by piece. */
function boldPieces(text: string, spans: ShownParagraph['bold']): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    pieces.push(plain(displayText(text.slice(at, start))), bold(displayText(text.slice(start, end))));
    at = end;
  }
  return [...pieces, plain(displayText(text.slice(at)))];
}

function essayBody(
  { essay, opening }: EssayCard,
  sources: readonly Source[],
  language: Language,
  look: Look,
  isChosen: boolean,
): readonly string[] {
  const facts = [
    essay.author,
    essay.date,
    say('paragraphCount', language, { count: essay.paragraphs.length }),
    isChosen ? say('chosenHere', language) : undefined,
  ];
  const rest = facts
    .filter((fact) => fact !== undefined)
    .map(displayLine)
    .join(' · ');
  return [
    paint([typed(essay.slug), plain('  '), bold(displayLine(essay.title)), small(` · ${rest}`)], look),
    quoteLine(opening, sources, look),
  ];
}

function hintPieces(buttons: readonly Button[]): readonly Piece[] {
  return buttons.flatMap(({ label, typed: line, asks }, index) => [
    small(`${index === 0 ? '' : ' · '}${displayLine(label)}: `),
    // Words are to follow where other platforms ask for them in a window.
    typed(`${displayLine(line)}${asks && !/[…>]$/.test(line) ? ' …' : ''}`),
  ]);
}
