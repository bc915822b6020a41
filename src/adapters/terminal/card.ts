/**
 * A card of the classroom in a terminal: points with the words they rest on; what is hidden as the line that calls it up,
 * pictures as what they show. Nothing is written to a disk: files stand there with their words, or by name beside a
 * picture that says the same.
 */
import type { CardItem, CardReply } from '../../conversation/types.js';
import { displayLine, displayText } from '../../essay/display.js';
import { say } from '../../essay/phrases.js';
import { type Look, type Piece, paint } from './paint.js';
import { bold, indent, plain, quoteLine, small, typed } from './pieces.js';

/** Each thing by itself; some may be empty. */
export function cardBody(reply: CardReply, look: Look): readonly string[] {
  const { leadIn, items, lastLine, picture, files = [], language } = reply;
  const shown = picture ? [paint([small(say('pictureShows', language, { alt: displayLine(picture.alt) }))], look)] : [];
  return [
    paint([bold(displayLine(leadIn))], look),
    ...items.flatMap((item) => itemLines(item, reply, look)),
    ...shown,
    ...files.flatMap(({ fileName, text }) => [
      paint([typed(displayLine(fileName))], look),
      ...(picture ? [] : [displayText(text).trimEnd()]),
    ]),
    ...linesOf(lastLine, small, look, ''),
  ];
}

function itemLines({ text, quotes, after = '', form, hidden }: CardItem, { sources }: CardReply, look: Look) {
  // A button of other platforms stands for this line.
  if (hidden) return [paint([small(`${displayLine(hidden.label)}: `), typed(displayLine(hidden.line))], look, indent)];
  const style = form === 'heading' ? bold : form === 'small' ? small : plain;
  return [
    ...linesOf(text, style, look, form === 'heading' ? '' : indent),
    ...quotes.map((citation) => quoteLine(citation, sources, look)),
    ...linesOf(after, form === 'small' ? small : plain, look, indent),
  ];
}

function linesOf(text: string, style: (text: string) => Piece, look: Look, before: string): readonly string[] {
  return displayText(text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paint([style(line)], look, before));
}
