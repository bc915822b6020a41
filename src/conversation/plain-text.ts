/**
 * A reply as plain lines: what is remembered of it, what JSON calls `answer`, what a screen without layout shows.
 */
import { displayLine, displayText } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { AnswerSentence } from '../essay/types.js';
import { markOf } from './marks.js';
import { isGrowing, lastLineOf, marksOf, proofUnder, quoted, quoteJoint, saidParts, translated } from './proof.js';
import type { AnswerReply, CardItem, Reply, Source, SummaryReply } from './types.js';

/**
 * The whole reply without buttons: harmless to display, every quotation in “ ” and followed by its mark. The quotes
 * that written sentences rest on stand on one line below them.
 */
export function plainText(reply: Reply): string {
  const lines = reply.note === undefined ? plainLines(reply) : [reply.note, ...plainLines(reply)];
  return lines
    .filter((line) => line !== '')
    .map(displayText)
    .join('\n');
}

/** A sentence with its marks; a quotation in outer quotation marks. */
function sentenceLine(sentence: AnswerSentence, sources: readonly Source[]): string {
  const marks = marksOf(sources, sentence.citations);
  const text = displayLine(sentence.text);
  return sentence.isQuotation ? `“${text}” ${marks}` : `${text} ${marks}`;
}

function saidLines(reply: AnswerReply | SummaryReply): readonly string[] {
  const { sources, language } = reply;
  const said = saidParts(reply).flatMap(({ leadIn, sentences }) => [
    leadIn,
    ...sentences.map((sentence) => sentenceLine(sentence, sources)),
  ]);
  if (isGrowing(reply)) return said;
  const proof = proofUnder(reply).map((citation) =>
    [quoted(citation), markOf(sources, citation), translated(citation, language)].filter(Boolean).join(' '),
  );
  return [...said, proof.join(quoteJoint), lastLineOf(reply)];
}

function plainLines(reply: Reply): readonly string[] {
  switch (reply.kind) {
    case 'answer':
    case 'summary':
      return saidLines(reply);
    case 'paragraph':
      return reply.paragraphs.map(({ citation }) => `${markOf(reply.sources, citation)} ${citation.quote}`);
    case 'essays':
      return [say('essaysHere', reply.language), ...reply.essays.map(({ essay }) => `${essay.slug}: ${essay.title}`)];
    case 'essay':
      return [
        reply.card.essay.title,
        `“${displayLine(reply.card.opening.quote)}” ${markOf(reply.sources, reply.card.opening)}`,
      ];
    case 'handout':
      return [reply.markdown];
    case 'help': {
      const { typed, citation } = reply.example;
      const commands = reply.commands.map(({ usage, does }) => `${usage}: ${does}`);
      return [reply.leadIn, typed, `“${displayLine(citation.quote)}” ${markOf(reply.sources, citation)}`, ...commands];
    }
    case 'settings':
      return [
        reply.leadIn,
        ...reply.rows.map(({ label, valueLabel }) => `${label}: ${valueLabel}`),
        `“${displayLine(reply.card.opening.quote)}” ${markOf(reply.sources, reply.card.opening)}`,
      ];
    case 'card':
      return [
        reply.leadIn,
        ...reply.items.filter(({ hidden }) => hidden === undefined).map((item) => cardLine(item, reply.sources)),
        reply.lastLine,
      ];
    case 'notice':
      return [reply.text];
  }
}

/** A point of a card: our words, the quotes with their marks, and what follows. */
export function cardLine({ text, quotes, after = '' }: CardItem, sources: readonly Source[]): string {
  const shown = quotes.map((citation) => `${quoted(citation)} ${markOf(sources, citation)}`);
  return [displayLine(text), shown.join(quoteJoint), displayLine(after)].filter((part) => part !== '').join(' ');
}
