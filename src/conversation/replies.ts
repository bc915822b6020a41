/**
 * Replies made from essays and from what the floors below answered. Pure.
 */
import { printMark } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import { sentences } from '../essay/sentences.js';
import type { Answer, Citation, Essay, Language, Paragraph, Span } from '../essay/types.js';
import type { Summary, SummaryLength } from '../summaries/types.js';
import { printCommand } from './commands.js';
import { citationsOf, sourcesOf } from './marks.js';
import type {
  AnswerReply,
  Button,
  EssayCard,
  EssaysReply,
  NumberRange,
  ParagraphReply,
  ShownParagraph,
  SummaryReply,
} from './types.js';

/** The first words of an essay. Every essay has a first paragraph: ingestion makes none without. */
export function cardOf(essay: Essay): EssayCard {
  const paragraph = essay.paragraphs[0];
  if (!paragraph) throw new TypeError(`The essay ${essay.slug} has no paragraph.`);
  const span = sentences(paragraph.text, essay.language)[0] ?? { start: 0, end: paragraph.text.length };
  return { essay, opening: cite(essay, paragraph, span) };
}

function cite(essay: Essay, paragraph: Paragraph, { start, end }: Span): Citation {
  return { essay: essay.slug, paragraph: paragraph.n, quote: paragraph.text.slice(start, end), start, end };
}

/** An answer's snapshot; `inPlay` are the essays it could have come from. */
export function answerReply(
  answer: Answer,
  quoted: readonly [Essay, ...Essay[]],
  inPlay: readonly Essay[],
): AnswerReply {
  const reply = { kind: 'answer', language: answer.language, answer, sources: sourcesOf(quoted, inPlay) } as const;
  return {
    ...reply,
    buttons: showButtons(
      citationsOf({ ...reply, buttons: [] }),
      reply.sources.length > 1 || inPlay.length > 1,
      answer.language,
    ),
  };
}

/** A button for each cited paragraph, at most three. */
function showButtons(citations: readonly Citation[], isNamed: boolean, language: Language): readonly Button[] {
  const refs = new Map(citations.map((citation) => [`${citation.essay} ${citation.paragraph}`, citation]));
  return [...refs.values()].slice(0, 3).map(({ essay, paragraph }) => {
    const line = printCommand({ name: 'paragraph', essay, range: { first: paragraph, last: paragraph } });
    return {
      label: say('showMark', language, { mark: printMark(paragraph) }),
      line,
      typed: isNamed ? line : `p${paragraph}`,
    };
  });
}

export function summaryReply(
  summary: Summary,
  essay: Essay,
  inPlay: readonly Essay[],
  range: NumberRange | undefined,
): SummaryReply {
  const isNamed = inPlay.length > 1;
  const others = (
    [
      ['full', 'longer'],
      ['short', 'shorter'],
      ['sentence', 'oneSentence'],
    ] as const
  ).filter(([length]) => length !== summary.length && !(summary.length === 'full' && length === 'sentence'));
  const button = ([length, key]: readonly [SummaryLength, 'longer' | 'shorter' | 'oneSentence']): Button => {
    const command = { name: 'summary', length, ...(range ? { range } : {}) } as const;
    const line = printCommand({ ...command, essay: essay.slug });
    return { label: say(key, summary.language), line, typed: isNamed ? line : printCommand(command) };
  };
  return {
    kind: 'summary',
    language: summary.language,
    summary,
    sources: sourcesOf([essay], inPlay),
    buttons: others.slice(0, 2).map(button),
  };
}

/** The paragraphs of `numbers`, with buttons to the ones before and after. `quote` is shown in bold where it stands. */
export function paragraphReply(
  essay: Essay,
  numbers: readonly [number, ...number[]],
  inPlay: readonly Essay[],
  language: Language,
  quote?: string,
): ParagraphReply {
  const shown = numbers.flatMap((n) => {
    const paragraph = essay.paragraphs[n - 1];
    return paragraph ? [shownParagraph(essay, paragraph, quote)] : [];
  });
  const [first, ...rest] = shown;
  if (!first) throw new TypeError(`The essay ${essay.slug} has none of the paragraphs asked for.`);
  const count = essay.paragraphs.length;
  const step = (n: number, key: 'previousParagraph' | 'nextParagraph', typed: string): readonly Button[] =>
    n < 1 || n > count
      ? []
      : [
          {
            label: say(key, language),
            line: printCommand({ name: 'paragraph', essay: essay.slug, range: { first: n, last: n } }),
            typed,
          },
        ];
  const last = rest.at(-1) ?? first;
  return {
    kind: 'paragraph',
    language,
    paragraphs: [first, ...rest],
    count,
    sources: sourcesOf([essay], inPlay),
    buttons: [
      ...step(first.citation.paragraph - 1, 'previousParagraph', '/previous'),
      ...step(last.citation.paragraph + 1, 'nextParagraph', '/next'),
    ],
  };
}

function shownParagraph(essay: Essay, paragraph: Paragraph, quote: string | undefined): ShownParagraph {
  const section = essay.sections.filter(({ firstParagraph }) => firstParagraph <= paragraph.n).at(-1);
  return {
    citation: cite(essay, paragraph, { start: 0, end: paragraph.text.length }),
    bold: quote === undefined ? [] : findWords(paragraph.text, quote),
    ...(section ? { section: section.title } : {}),
    notes: essay.notes.filter((note) => note.paragraph === paragraph.n),
    teacherNotes: essay.teacherNotes.filter((note) => note.paragraph === paragraph.n),
  };
}

/** Where a person's words stand in `text`, whatever their case and quotation marks; the pieces around `…` one by one. */
function findWords(text: string, quote: string): readonly Span[] {
  const haystack = sameLengthFold(text);
  const spans: Span[] = [];
  for (const piece of quote.split(/\s*(?:…|\[…\]|\.\.\.)\s*/)) {
    const needle = sameLengthFold(piece.trim());
    const start = needle.length < 2 ? -1 : haystack.indexOf(needle, spans.at(-1)?.end ?? 0);
    if (start >= 0) spans.push({ start, end: start + needle.length });
  }
  return spans;
}

function sameLengthFold(text: string): string {
  return text
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s/g, ' ')
    .replace(/[A-Z\u0400-\u042f]/g, (letter) => letter.toLowerCase());
}

export function essaysReply(
  essays: readonly [Essay, ...Essay[]],
  language: Language,
  chosen: string | undefined,
  note?: string,
): EssaysReply {
  const [first, ...rest] = essays;
  const buttons =
    essays.length === 1
      ? []
      : essays.slice(0, 5).map(({ slug, title }): Button => {
          const line = printCommand({ name: 'use', essay: slug });
          return { label: say('useEssay', language, { name: title }), line, typed: line };
        });
  return {
    kind: 'essays',
    language,
    essays: [cardOf(first), ...rest.map(cardOf)],
    sources: sourcesOf(essays, essays),
    buttons,
    ...(chosen === undefined ? {} : { chosen }),
    ...(note === undefined ? {} : { note }),
  };
}
