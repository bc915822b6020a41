/**
 * A reply as lines of a terminal: lead-in in bold, quotations with their marks, one small last line, what to type next.
 * Essay and question text is made harmless first; nothing in it reaches the terminal as a control sequence.
 */
import { markOf } from '../../conversation/marks.js';
import type { Button, EssayCard, Reply, ShownParagraph, Source } from '../../conversation/types.js';
import { displayLine, displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import type { AnswerSentence, Citation, Language } from '../../essay/types.js';
import { type Look, type Piece, paint } from './paint.js';

const indent = '  ';

/** The reply ready to print, without a line end after its last line. */
export function renderReply(reply: Reply, look: Look): string {
  const note = reply.note === undefined ? [] : [paint([small(reply.note)], look)];
  const hints = reply.buttons.length === 0 ? [] : [paint(hintPieces(reply.buttons), look)];
  return [...note, ...bodyOf(reply, look), ...hints].filter((line) => line !== '').join('\n');
}

function bodyOf(reply: Reply, look: Look): readonly string[] {
  switch (reply.kind) {
    case 'answer':
      return sentencesBody(reply.answer.leadIn, reply.answer.sentences, reply.answer.lastLine, reply.sources, look);
    case 'summary':
      return sentencesBody(reply.summary.leadIn, reply.summary.lines, reply.summary.lastLine, reply.sources, look);
    case 'paragraph':
      return reply.paragraphs.flatMap((shown) => paragraphBody(shown, reply, look));
    case 'essays': {
      const lines = reply.essays.flatMap((card) =>
        cardBody(card, reply.sources, reply.language, look, card.essay.slug === reply.chosen),
      );
      return [paint([bold(say('essaysHere', reply.language))], look), ...lines];
    }
    case 'essay':
      return cardBody(reply.card, reply.sources, reply.language, look, false);
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
    case 'notice':
      return [paint([{ text: displayText(reply.text), style: reply.tone === 'plain' ? 'plain' : 'warning' }], look)];
  }
}

function sentencesBody(
  leadIn: string,
  sentences: readonly AnswerSentence[],
  lastLine: string,
  sources: readonly Source[],
  look: Look,
): readonly string[] {
  const isQuoted = sentences.every(({ isQuotation }) => isQuotation);
  const proof = isQuoted
    ? []
    : sentences.filter(({ isQuotation }) => !isQuotation).flatMap(({ citations }) => citations);
  return [
    paint([bold(displayLine(leadIn))], look),
    ...sentences.map((sentence) => sentenceLine(sentence, sources, look)),
    ...proof.map((citation) => quoteLine(citation, sources, look)),
    paint([small(displayLine(lastLine))], look),
  ];
}

function sentenceLine(
  { text, isQuotation, citations }: AnswerSentence,
  sources: readonly Source[],
  look: Look,
): string {
  const marks = [...new Set(citations.map((citation) => markOf(sources, citation)))].join(' ');
  const words = displayLine(text);
  return paint([plain(isQuotation ? `“${words}” ` : `${words} `), mark(marks)], look, indent);
}

function quoteLine(citation: Citation, sources: readonly Source[], look: Look): string {
  return paint([plain(`“${displayLine(citation.quote)}” `), mark(markOf(sources, citation))], look, indent);
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

function cardBody(
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
  return buttons.flatMap(({ label, typed: line }, index) => [
    small(`${index === 0 ? '' : ' · '}${displayLine(label)}: `),
    typed(displayLine(line)),
  ]);
}

const plain = (text: string): Piece => ({ text, style: 'plain' });
const bold = (text: string): Piece => ({ text, style: 'bold' });
const mark = (text: string): Piece => ({ text, style: 'mark' });
const small = (text: string): Piece => ({ text, style: 'small' });
const typed = (text: string): Piece => ({ text, style: 'typed' });
