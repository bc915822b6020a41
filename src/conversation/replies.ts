/**
 * Replies made from essays and from what the floors below answered. Pure.
 */
import { printMark } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import { sentences } from '../essay/sentences.js';
import type { Answer, Citation, Essay, Language, Paragraph, Span } from '../essay/types.js';
import { printCommand } from './commands.js';
import { citationsOf, markOf, sourcesOf } from './marks.js';
import { teacherButton } from './teacher-button.js';
import type { AnswerReply, Button, EssayCard, EssaysReply, ParagraphReply, ShownParagraph, Source } from './types.js';

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

/**
 * An answer's snapshot; `inPlay` are the essays it could have come from. With `turn`, the id of its question, what is
 * not answered in full can be passed on to the teacher.
 */
export function answerReply(
  answer: Answer,
  quoted: readonly [Essay, ...Essay[]],
  inPlay: readonly Essay[],
  turn?: string,
): AnswerReply {
  const reply = { kind: 'answer', language: answer.language, answer, sources: sourcesOf(quoted, inPlay) } as const;
  return {
    ...reply,
    buttons: [
      ...showButtons(citationsOf({ ...reply, buttons: [] }), quoted, reply.sources, answer.language),
      ...(answer.kind === 'answered' || answer.isGrowing ? [] : teacherButton(turn, answer.language)),
    ],
  };
}

/** A button for each cited paragraph, at most three: it opens the paragraph with its neighbours, what was quoted in bold. */
function showButtons(
  citations: readonly Citation[],
  essays: readonly Essay[],
  sources: readonly Source[],
  language: Language,
): readonly Button[] {
  const refs = new Map(citations.map((citation) => [`${citation.essay} ${citation.paragraph}`, citation]));
  const isNamed = sources.some(({ shortName }) => shortName !== undefined);
  return eachEssayFirst([...refs.values()], sources).map(({ essay, paragraph }) => {
    const whole = essays.find(({ slug }) => slug === essay);
    const text = whole?.paragraphs[paragraph - 1]?.text ?? '';
    const here = citations.filter((each) => each.essay === essay && each.paragraph === paragraph);
    const line = printCommand({
      name: 'paragraph',
      essay,
      range: { first: paragraph, last: paragraph },
      isAround: true,
      bold: apart(here.flatMap((citation) => quotedSpans(citation, text))),
      ...(whole ? { version: whole.hash } : {}),
    });
    return {
      label: say('showMark', language, {
        mark: sources.length > 1 ? markOf(sources, { essay, paragraph }) : printMark(paragraph),
      }),
      line,
      typed: isNamed ? line : `p${paragraph}`,
    };
  });
}

/** Three of `refs` in their order, from as many essays as there is room for. */
function eachEssayFirst(refs: readonly Citation[], sources: readonly Source[]): readonly Citation[] {
  const firsts = sources.flatMap(({ slug }) => refs.find(({ essay }) => essay === slug) ?? []);
  const chosen = new Set([...new Set([...firsts, ...refs])].slice(0, 3));
  return refs.filter((ref) => chosen.has(ref));
}

/** What to show in bold: a person's words where they stand, or stretches that are known. */
export interface Emphasis {
  readonly quote?: string | undefined;
  readonly bold?: readonly Span[] | undefined;
  /** With the paragraphs before and after. */
  readonly isAround?: boolean;
}

/** The paragraphs of `numbers`, with buttons to the ones before and after. */
export function paragraphReply(
  essay: Essay,
  numbers: readonly [number, ...number[]],
  inPlay: readonly Essay[],
  language: Language,
  { quote, bold, isAround = false }: Emphasis = {},
): ParagraphReply {
  const show = (n: number, spans: (text: string) => readonly Span[]): readonly ShownParagraph[] => {
    const paragraph = essay.paragraphs[n - 1];
    return paragraph ? [shownParagraph(essay, paragraph, spans(paragraph.text))] : [];
  };
  const shown = numbers.flatMap((n) =>
    show(n, (text) => bold?.filter(({ start, end }) => start < end && end <= text.length) ?? findWords(text, quote)),
  );
  const [first, ...rest] = shown;
  if (!first) throw new TypeError(`The essay ${essay.slug} has none of the paragraphs asked for.`);
  const count = essay.paragraphs.length;
  const step = (n: number, key: 'previousParagraph' | 'nextParagraph', typed: string): readonly Button[] =>
    n < 1 || n > count
      ? []
      : [
          {
            label: say(key, language),
            line: printCommand({
              name: 'paragraph',
              essay: essay.slug,
              range: { first: n, last: n },
              ...(isAround ? { isAround, version: essay.hash } : {}),
            }),
            typed,
          },
        ];
  const last = rest.at(-1) ?? first;
  const [before] = isAround ? show(first.citation.paragraph - 1, () => []) : [];
  const [after] = isAround ? show(last.citation.paragraph + 1, () => []) : [];
  return {
    kind: 'paragraph',
    language,
    paragraphs: [first, ...rest],
    count,
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    sources: sourcesOf([essay], inPlay),
    buttons: [
      ...step(first.citation.paragraph - 1, 'previousParagraph', '/previous'),
      ...step(last.citation.paragraph + 1, 'nextParagraph', '/next'),
    ],
  };
}

function shownParagraph(essay: Essay, paragraph: Paragraph, bold: readonly Span[]): ShownParagraph {
  const section = essay.sections.filter(({ firstParagraph }) => firstParagraph <= paragraph.n).at(-1);
  return {
    citation: cite(essay, paragraph, { start: 0, end: paragraph.text.length }),
    bold,
    ...(section ? { section: section.title } : {}),
    notes: essay.notes.filter((note) => note.paragraph === paragraph.n),
    teacherNotes: essay.teacherNotes.filter((note) => note.paragraph === paragraph.n),
  };
}

/** The stretches that a citation quotes; around a cut one by one. */
function quotedSpans({ quote, start, end }: Citation, text: string): readonly Span[] {
  if (!quote.includes('…')) return [{ start, end }];
  const pieces = findWords(text.slice(start, end), quote);
  return pieces.map((piece) => ({ start: start + piece.start, end: start + piece.end }));
}

/** In order and never overlapping. */
function apart(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}

/** Where a person's words stand in `text`, whatever their case and quotation marks; the pieces around `…` one by one. */
function findWords(text: string, quote: string | undefined): readonly Span[] {
  if (quote === undefined) return [];
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
