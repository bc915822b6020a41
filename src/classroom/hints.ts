/**
 * A ladder of three hints towards an answer: which paragraph to reread, a guiding question from what that paragraph does,
 * the key words with a cut. Nothing is written: every hint is words of the essay; what is said around them is not here.
 */
import { clauses, sentences } from '../essay/sentences.js';
import type { Citation, Essay, Span } from '../essay/types.js';
import { isSameFamily, type Word, words } from '../essay/words.js';
import { type Turn, turnCues } from './hint-cues.js';

/** What a ladder leads to. */
export interface HintPlan {
  readonly essay: Essay;
  /** The paragraph to reread. */
  readonly paragraph: number;
  /** The words that answer, the best first, in that paragraph. */
  readonly expected: readonly [Citation, ...Citation[]];
  /** In the asker's words: what is in it already gives nothing away. */
  readonly question: string;
}

export type Rung = 1 | 2 | 3;

export interface Hint {
  /** How the quoted words are to be read: as the first or last ones of the paragraph, as a turn of it, as its key term. */
  readonly kind: 'begins' | 'ends' | Turn | 'term' | 'words';
  readonly quote: Citation;
}

/** What the first two hints together may show of the answer's own words, 0 to 1; the first alone half of it. Set by hand. */
export const mostShown = 0.4;
/** What the third may quote of the sentence it is from: enough to build on, with a cut. Set by hand. */
export const mostQuoted = 0.6;
/** Words of a paragraph's opening, of a turn. */
const openingWords = 14;
const turnWords = 8;

/**
 * The ladder to `expected`, verified citations of `essay`, the one that answers best first: it leads to that one's
 * paragraph. Undefined when none of them is of this essay.
 */
export function planHints(essay: Essay, question: string, expected: readonly Citation[]): HintPlan | undefined {
  const [first, ...rest] = expected.filter((citation) => citation.essay === essay.slug);
  return first && { essay, paragraph: first.paragraph, expected: [first, ...rest], question };
}

/** `citations` by the rank of the sentences they hold, `ranked` being best first; the longest first where none is ranked. */
export function bestFirst(
  citations: readonly Citation[],
  ranked: readonly (Span & { readonly paragraph: number })[],
): readonly Citation[] {
  const rankOf = ({ paragraph, start, end }: Citation): number => {
    const at = ranked.findIndex((each) => each.paragraph === paragraph && each.start < end && each.end > start);
    return at < 0 ? ranked.length : at;
  };
  return [...citations].sort((a, b) => rankOf(a) - rankOf(b) || b.quote.length - a.quote.length);
}

/** The hint of a rung: always the same for the same plan. */
export function hintAt(rung: Rung, plan: HintPlan): Hint {
  const opening = openingOf(plan);
  if (rung === 1) return opening;
  return rung === 2 ? guidingHint(plan, opening) : { kind: 'words', quote: keyWords(plan) };
}

/** How much of what the answer says beyond the question these words show, 0 to 1, word families counted as one. */
export function shareShown({ essay, expected, question }: HintPlan, shown: readonly string[]): number {
  const told = contentOf(question, essay);
  const matter = expected.flatMap(({ quote }) => contentOf(quote, essay)).filter((word) => !has(told, word));
  if (matter.length === 0) return 0;
  const seen = shown.flatMap((text) => contentOf(text, essay));
  return matter.filter((word) => has(seen, word)).length / matter.length;
}

function contentOf(text: string, { language }: Essay): Word[] {
  return words(text, language).filter(({ isStop }) => !isStop);
}

function has(list: readonly Word[], { stem }: Word): boolean {
  return list.some((other) => isSameFamily(other.stem, stem));
}

function textOf({ essay, paragraph }: HintPlan): string {
  return essay.paragraphs[paragraph - 1]?.text ?? '';
}

function quoteOf({ essay, paragraph }: HintPlan, pieces: readonly [Span, ...Span[]]): Citation {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  const quote = pieces.map(({ start, end }) => text.slice(start, end)).join(' … ');
  return { essay: essay.slug, paragraph, quote, start: pieces[0].start, end: (pieces.at(-1) ?? pieces[0]).end };
}

/** The first words of the paragraph; its last ones where the first give too much away; else as few as there can be. */
function openingOf(plan: HintPlan): Hint {
  const text = textOf(plan);
  const spans = sentences(text, plan.essay.language);
  const whole = { start: 0, end: text.length };
  const isFree = (span: Span): boolean => shareShown(plan, [text.slice(span.start, span.end)]) < mostShown / 2;
  for (const [kind, sentence] of [
    ['begins', spans[0] ?? whole],
    ['ends', spans.at(-1) ?? whole],
  ] as const) {
    for (let most = openingWords; most >= 4; most--) {
      const span = edgeOf(text, sentence, most, plan.essay.language, kind);
      if (isFree(span)) return { kind, quote: quoteOf(plan, [span]) };
    }
  }
  return { kind: 'begins', quote: quoteOf(plan, [edgeOf(text, spans[0] ?? whole, 1, plan.essay.language, 'begins')]) };
}

/** At most `most` words from one edge of a sentence; no small word at the cut. */
function edgeOf(text: string, sentence: Span, most: number, language: string, kind: 'begins' | 'ends'): Span {
  const list = words(text.slice(sentence.start, sentence.end), language);
  if (list.length <= most) return sentence;
  const taken = kind === 'begins' ? list.slice(0, most) : list.slice(-most).reverse();
  while (taken.length > 3 && taken.at(-1)?.isStop) taken.pop();
  const last = taken.at(-1);
  if (last === undefined) return sentence;
  return kind === 'begins'
    ? { start: sentence.start, end: sentence.start + last.end }
    : { start: sentence.start + last.start, end: sentence.end };
}

/** A turn of the paragraph, in the answer's own sentences if there is one; else its key term. */
function guidingHint(plan: HintPlan, opening: Hint): Hint {
  const { essay, expected, paragraph } = plan;
  const text = textOf(plan);
  const isFree = (span: Span): boolean =>
    shareShown(plan, [opening.quote.quote, text.slice(span.start, span.end)]) < mostShown;
  const answering = expected.filter((citation) => citation.paragraph === paragraph);
  const found = sentences(text, essay.language).flatMap((sentence) =>
    turnCues(essay.language).flatMap(([kind, pattern], rank) =>
      [...text.slice(sentence.start, sentence.end).matchAll(pattern)].map((match) => {
        const start = sentence.start + match.index;
        const isAnswer = answering.some((citation) => citation.start <= start && start < citation.end);
        const isSeen = opening.quote.start <= start && start < opening.quote.end;
        return { kind, start, sentence, order: rank + (isAnswer ? 0 : 10) + (isSeen ? 100 : 0) };
      }),
    ),
  );
  found.sort((a, b) => a.order - b.order || a.start - b.start);
  for (const { kind, start, sentence } of found) {
    const clause = clauses(text, { start, end: sentence.end })[0] ?? sentence;
    for (let most = turnWords; most >= 3; most--) {
      const span = edgeOf(text, { start, end: clause.end }, most, essay.language, 'begins');
      if (isFree(span)) return { kind, quote: quoteOf(plan, [span]) };
    }
  }
  const term = termsOf(plan).find(isFree);
  return term ? { kind: 'term', quote: quoteOf(plan, [term]) } : opening;
}

/** The words that this paragraph has more of than the others, most telling first; none of the question's. */
function termsOf(plan: HintPlan): readonly Span[] {
  const { essay, question } = plan;
  const told = contentOf(question, essay);
  const own = contentOf(textOf(plan), essay).filter((word) => !has(told, word) && word.form.length > 2);
  const others = essay.paragraphs.map(({ text }) => new Set(contentOf(text, essay).map(({ stem }) => stem)));
  const worth = (word: Word): number => {
    const here = own.filter(({ stem }) => stem === word.stem).length;
    return here * Math.log((others.length + 1) / (others.filter((stems) => stems.has(word.stem)).length || 1));
  };
  const first = new Map(own.map((word) => [word.stem, word] as const).reverse());
  return [...first.values()].sort((a, b) => worth(b) - worth(a) || a.start - b.start);
}

/** The clauses of the answer that say most beyond the question, at most three fifths of its words, cut. */
function keyWords(plan: HintPlan): Citation {
  const { essay, expected, paragraph, question } = plan;
  const text = textOf(plan);
  const told = contentOf(question, essay);
  const matter = ({ start, end }: Span): number =>
    contentOf(text.slice(start, end), essay).filter((word) => !has(told, word)).length;
  const best = expected.find((citation) => citation.paragraph === paragraph) ?? expected[0];
  const list = words(text.slice(best.start, best.end), essay.language);
  const room = Math.max(1, Math.floor(list.length * mostQuoted));
  const count = ({ start, end }: Span): number => words(text.slice(start, end), essay.language).length;
  const fitting = clauses(text, best).filter((clause) => count(clause) <= room);
  fitting.sort((a, b) => matter(b) - matter(a) || a.start - b.start);
  const chosen: Span[] = [];
  for (const clause of fitting)
    if (count(clause) + chosen.reduce((sum, each) => sum + count(each), 0) <= room) chosen.push(clause);
  const [head, ...others] = chosen.sort((a, b) => a.start - b.start);
  if (head && count(head) * 4 >= room) return quoteOf(plan, joined([head, ...others], text));
  // No clause is short enough: the run of words that says most.
  const runs = list.slice(0, list.length - room + 1).map((word, at) => ({
    start: best.start + word.start,
    end: best.start + (list[at + room - 1]?.end ?? word.end),
  }));
  const [run = best, ...more] = runs;
  return quoteOf(plan, [more.reduce((most, each) => (matter(each) > matter(most) ? each : most), run)]);
}

/** Clauses that touch become one: only what is left out is marked. */
function joined(spans: readonly [Span, ...Span[]], text: string): readonly [Span, ...Span[]] {
  const [first, ...rest] = spans;
  const pieces: [Span, ...Span[]] = [first];
  for (const span of rest) {
    const last = pieces.at(-1) ?? first;
    if (/[\p{L}\p{N}]/u.test(text.slice(last.end, span.start))) pieces.push(span);
    else pieces[pieces.length - 1] = { start: last.start, end: span.end };
  }
  return pieces;
}
