/**
 * What a reply says, line by line, the same for messages, windows and the home page: a lead-in in bold, quotations with
 * their marks or written sentences and the quotes they rest on, one small last line.
 */
import { markOf } from '../conversation/marks.js';
import { isGrowing, lastLineOf, proofUnder, quoteJoint, saidParts, translated } from '../conversation/proof.js';
import type { AnswerReply, EssayCard, Reply, ShownParagraph, Source, SummaryReply } from '../conversation/types.js';
import { displayLine, displayText } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { AnswerSentence, Citation, Language, Span } from '../essay/types.js';
import { code, pointsOf, quoteLine, type ShowHidden } from './card-layout.js';
import { boldRun, type Line, type LineForm, lengthOf, line, plainRun, type Run } from './line.js';
import { linkedRuns, markRun, markRuns } from './mark-runs.js';
import { labelledMarkdown } from './markdown-lines.js';

/** A paragraph of sentences or quotes that would get longer goes on in a new one: about eight lines on a phone. */
const paragraphChars = 400;

/** Every line of a reply; buttons and files are the caller's. By default nothing stands in the place of what is hidden. */
export function linesOf(reply: Reply, showHidden: ShowHidden = () => []): readonly Line[] {
  const note = reply.note === undefined ? [] : displayText(reply.note).split('\n');
  const sources = reply.kind === 'notice' ? [] : reply.sources;
  return [...note.flatMap((text) => line('note', ...linkedRuns(text, sources, italic))), ...bodyOf(reply, showHidden)];
}

function bodyOf(reply: Reply, showHidden: ShowHidden): readonly Line[] {
  switch (reply.kind) {
    case 'answer':
    case 'summary':
      return said(reply);
    case 'paragraph':
      return [
        ...(reply.before ? neighbour(reply.before, reply.sources) : []),
        ...reply.paragraphs.flatMap((shown) => paragraphLines(shown, reply)),
        ...(reply.after ? neighbour(reply.after, reply.sources) : []),
      ];
    case 'essays':
      return [
        ...line('lead', boldRun(say('essaysHere', reply.language))),
        ...reply.essays.flatMap((card) =>
          cardLines(card, reply.sources, reply.language, card.essay.slug === reply.chosen),
        ),
      ];
    case 'essay':
      return cardLines(reply.card, reply.sources, reply.language, false);
    case 'handout': {
      const { title, paragraphs } = reply.card.essay;
      const head = say('handoutReady', reply.language, { title: displayLine(title), count: paragraphs.length });
      return [...line('lead', boldRun(head)), ...quoteLine(reply.card.opening, reply.sources)];
    }
    case 'help':
      return [
        ...line('lead', boldRun(reply.leadIn)),
        ...line('text', code(displayLine(reply.example.typed))),
        ...quoteLine(reply.example.citation, reply.sources),
        ...reply.commands.flatMap(({ usage, does }) => line('text', code(usage), plainRun(`  ${does}`))),
      ];
    case 'settings':
      return [
        ...line('lead', boldRun(reply.leadIn)),
        ...reply.rows.flatMap(({ label, valueLabel }) =>
          line('text', plainRun(`${label}: `), boldRun(displayLine(valueLabel))),
        ),
        ...quoteLine(reply.card.opening, reply.sources),
      ];
    case 'card':
      return pointsOf(reply, showHidden);
    case 'notice':
      return displayText(reply.text)
        .split('\n')
        .flatMap((text) => line('text', plainRun(text)));
  }
}

function said(reply: AnswerReply | SummaryReply): readonly Line[] {
  const { sources, language } = reply;
  const words = saidParts(reply).flatMap(({ leadIn, sentences }) => [
    ...line('lead', ...linkedRuns(displayLine(leadIn), sources, boldRun)),
    ...inParagraphs(
      sentences.map((sentence) => sentenceLine(sentence, sources)),
      'text',
      ' ',
    ),
  ]);
  if (isGrowing(reply)) return words;
  const proof = proofUnder(reply).map((citation) => proofLines(citation, sources, language));
  return [
    ...words,
    ...inParagraphs(proof, 'quote', quoteJoint),
    ...line('small', ...linkedRuns(displayLine(lastLineOf(reply)), sources, plainRun)),
  ];
}

/** A written sentence is literal, whatever signs are in it. */
function sentenceLine({ text, isQuotation, citations }: AnswerSentence, sources: readonly Source[]): readonly Line[] {
  const marks = markRuns(sources, citations);
  return isQuotation
    ? line('quote', plainRun(`“${displayLine(text)}”`), ...marks)
    : line('text', plainRun(displayLine(text)), ...marks);
}

/** A quote with its mark; its translation is a line of its own, so that the mark stays the last word of its line. */
function proofLines(citation: Citation, sources: readonly Source[], language: Language): readonly Line[] {
  const [beside] = line('quote', plainRun(translated(citation, language)));
  return [...quoteLine(citation, sources), ...(beside ? [{ ...beside, joint: ' ' }] : [])];
}

/** Those of `form` behind one another while a paragraph is short; the others stand alone. */
function inParagraphs(items: readonly (readonly Line[])[], form: LineForm, joint: string): readonly Line[] {
  const lines: Line[] = [];
  let chars = 0;
  for (const [first, ...rest] of items) {
    if (!first) continue;
    const length = [first, ...rest].reduce((sum, each) => sum + lengthOf(each), joint.length);
    const goesOn = first.form === form && lines.at(-1)?.form === form && chars + length <= paragraphChars;
    chars = goesOn ? chars + length : length;
    lines.push(goesOn ? { ...first, joint } : first, ...rest);
  }
  return lines;
}

function paragraphLines(
  { citation, bold, section, notes, teacherNotes }: ShownParagraph,
  { sources, count, language }: { sources: readonly Source[]; count: number; language: Language },
): readonly Line[] {
  const mark = markOf(sources, citation);
  const where = [
    say('paragraphOf', language, { count }),
    ...(section === undefined ? [] : [displayLine(section)]),
  ].join(' · ');
  return [
    ...line('lead', markRun(sources, citation), plainRun(` ${where}`)),
    ...line('quote', ...emphasised(citation.quote, bold)),
    ...notes.flatMap(({ text }) =>
      line('small', ...linkedRuns(`${say('noteTo', language, { mark })} ${displayLine(text)}`, sources, plainRun)),
    ),
    ...teacherNotes.flatMap(({ kind, text }) =>
      labelledMarkdown(say(kind === 'note' ? 'teachersNote' : 'teachersQuestion', language), displayText(text)),
    ),
  ];
}

function neighbour({ citation }: ShownParagraph, sources: readonly Source[]): readonly Line[] {
  return line('text', markRun(sources, citation), plainRun(` ${displayLine(citation.quote)}`));
}

function cardLines(
  { essay, opening }: EssayCard,
  sources: readonly Source[],
  language: Language,
  isChosen: boolean,
): readonly Line[] {
  const facts = [
    essay.author,
    essay.date,
    say('paragraphCount', language, { count: essay.paragraphs.length }),
    isChosen ? say('chosenHere', language) : undefined,
  ].filter((fact) => fact !== undefined);
  return [
    ...line(
      'text',
      code(essay.slug),
      plainRun('  '),
      boldRun(displayLine(essay.title)),
      plainRun(` · ${facts.map(displayLine).join(' · ')}`),
    ),
    ...quoteLine(opening, sources),
  ];
}

/** A paragraph's words, harmless to show, with the stretches `spans` in bold. */
function emphasised(text: string, spans: readonly Span[]): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    runs.push(plainRun(show(text.slice(at, start))), boldRun(show(text.slice(start, end))));
    at = end;
  }
  runs.push(plainRun(show(text.slice(at))));
  return runs;
}

/** Like `displayLine`, but keeps the blanks at the ends, where the runs of a paragraph meet. */
function show(text: string): string {
  return displayText(text).replace(/\s+/g, ' ');
}

function italic(text: string): Run {
  return { text, style: { italic: true } };
}
