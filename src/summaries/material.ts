/**
 * What a summary can be made of: the sentences of the range with the lines they could give, and how much each line and
 * each paragraph is worth. Of a very long text only the most promising sentences of every stretch are looked at closely.
 */

import type { Essay, Span } from '../essay/types.js';
import { type Word, words } from '../essay/words.js';
import type { EssayVectors } from '../retrieval/types.js';
import { centralities } from './centrality.js';
import { cueWeight } from './cues.js';
import { type Extract, extractsOf, type Sentence } from './extracts.js';
import { createCut, findSentences, textOf, thinOut } from './found.js';
import { showableLines, type Voiced } from './showable.js';
import { createStances, type Stance } from './stances.js';
import { thesisFactor } from './thesis.js';
import { countWords } from './word-count.js';

/** A sentence with what is known of it. `at` is its place among all sentences of the range. */
export interface Candidate extends Sentence {
  readonly at: number;
  readonly words: number;
  /** The words that carry matter; offsets into the paragraph. */
  readonly terms: readonly Term[];
  /** Those, and those of sentences that a line of it may show too. */
  readonly nearTerms: readonly Term[];
  readonly lines: readonly Extract[];
  /** 0.3 to about 3; 1 is an ordinary sentence. */
  readonly quality: number;
  /** Said by the author, in the author's own voice. */
  readonly isOwn: boolean;
  /** Another's view: a sentence of the author's from these places on must stand beside it. */
  readonly needs?: { readonly from: number; readonly to: number };
  /** How well it would stand alone as the whole essay in one line. */
  readonly thesis: number;
}

type Term = Pick<Word, 'start' | 'end' | 'stem'>;

export interface Material {
  readonly candidates: readonly Candidate[];
  /** The weight of each paragraph of the range that has a candidate. */
  readonly weights: ReadonlyMap<number, number>;
  /** Stems of the title and the headings. */
  readonly titleStems: ReadonlySet<string>;
}

export interface GatherOptions {
  /** Paragraphs, both included. */
  readonly first: number;
  readonly last: number;
  /** Of these, only some are looked at. */
  readonly only?: ReadonlySet<number>;
  /** What others say may stand bare: for a range in which nobody else speaks. */
  readonly isLenient?: boolean;
}

/** The share of vectors in centrality: in the language the shipped model was made for, and in others. */
const vectorShareAtHome = 0.5;
const vectorShareElsewhere = 0.15;
/** What others say counts less than what the author says. */
const others = 0.7;
/** A sentence that turns against the one before carries more, and the one before less. */
const turning = 1.1;
const turnedAgainst = 0.85;
/** What "he" and "she" do is not clear on a line of its own. */
const unclear = 0.75;
const leastCentral = 0.5;
const centralSpan = 1;
/** Beside the first and the last sentence of a paragraph, which frame it. */
const firstPlace = 1.15;
const lastPlace = 1.15;

/** The material of a range of paragraphs. */
export function gather(essay: Essay, vectors: EssayVectors, options: GatherOptions): Material {
  const { first, last, only, isLenient = false } = options;
  const cut = createCut(essay, vectors);
  const all = findSentences(essay, cut, first, last).filter(({ paragraph }) => only?.has(paragraph) ?? true);
  const kept = thinOut(essay, all);
  const terms = kept.map(({ paragraph, span }) => termsOf(essay, paragraph, span));
  const central = centralities(
    terms.map((own) => own.map(({ stem }) => stem)),
    kept.map(({ vector }) => vector),
    /^en(?:-|$)/.test(essay.language) ? vectorShareAtHome : vectorShareElsewhere,
  );
  const stances = createStances(essay, (n) => cut(n).map(({ span }) => span));
  const atOf = new Map(all.map(({ paragraph, place, at }) => [`${paragraph} ${place}`, at]));
  const lastAt = new Map(all.map(({ paragraph, at }) => [paragraph, at]));
  const voiced = (paragraph: number, place: number | undefined): Voiced | undefined => {
    const span = place === undefined ? undefined : cut(paragraph)[place]?.span;
    const at = atOf.get(`${paragraph} ${place}`);
    const stance = place === undefined ? undefined : stances.of(paragraph)[place];
    if (span === undefined || at === undefined || stance === undefined) return undefined;
    return { ...span, paragraph, at, text: textOf(essay, paragraph), language: essay.language, stance };
  };
  const termsAt = new Map(kept.map(({ at }, index) => [at, terms[index] ?? []]));
  const termsNear = (near: Voiced | undefined): readonly Term[] =>
    near === undefined ? [] : (termsAt.get(near.at) ?? termsOf(essay, near.paragraph, near));
  const titleStems = stemsOfTitles(essay);
  const candidates = kept.flatMap(({ paragraph, place, span, at }, index): Candidate[] => {
    const sentence = voiced(paragraph, place);
    if (sentence === undefined) return [];
    const { stance } = sentence;
    const own = sentence.text.slice(span.start, span.end);
    const before = voiced(paragraph, place - 1);
    const opener = voiced(paragraph, stance.opener);
    const isOwn = stance.kind === 'own';
    const frame = place === 0 ? firstPlace : at === lastAt.get(paragraph) ? lastPlace : 1;
    const quality =
      cueWeight(own, essay.language) *
      (isOwn ? 1 : others) *
      (isAboutSomebody(own, essay.language) ? unclear : 1) *
      (stance.turns ? turning : voiced(paragraph, place + 1)?.stance.turns ? turnedAgainst : 1) *
      frame *
      (leastCentral + centralSpan * (central[index] ?? 0));
    const needs = isLenient ? undefined : needed(stance.answer, atOf, lastAt);
    return [
      {
        ...sentence,
        words: countWords(own),
        terms: terms[index] ?? [],
        nearTerms: [...(terms[index] ?? []), ...termsNear(before), ...termsNear(opener)],
        lines: isLenient ? extractsOf(sentence) : showableLines(sentence, before, opener),
        quality,
        isOwn,
        ...(needs ? { needs } : {}),
        thesis:
          quality *
          thesisFactor(essay, sentence, {
            first,
            last,
            before: [before, voiced(paragraph, place - 2)],
            isInTitle: terms[index]?.some(({ stem }) => titleStems.has(stem)) === true,
          }),
      },
    ];
  });
  return { candidates, weights: paragraphWeights(essay, candidates, central, first, last), titleStems };
}

const somebody: Readonly<Record<string, RegExp>> = {
  en: /^(?:he|she|him|her|his|hers)$/,
  ru: /^(?:он|она|ему|ей|ею|нее|него)$/,
  de: /^(?:er|ihm|ihn)$/,
  es: /^ella$/,
  fr: /^(?:elle|lui)$/,
  ja: /^(?:彼|彼女)$/,
};

/** Whether the sentence speaks of a person by a pronoun alone. */
function isAboutSomebody(text: string, language: string): boolean {
  const own = somebody[language.split('-')[0] ?? ''];
  if (own === undefined) return false;
  const found = words(text, language);
  const at = found.findIndex(({ form }) => own.test(form));
  return at >= 0 && !found.slice(0, at).some((word) => word.isCapital && !word.isStop && word.start > 0);
}

/** From where the author answers to the end of the next paragraph; undefined where that is outside the range. */
function needed(
  answer: Stance['answer'],
  atOf: ReadonlyMap<string, number>,
  lastAt: ReadonlyMap<number, number>,
): Candidate['needs'] {
  const from = answer && atOf.get(`${answer.paragraph} ${answer.at}`);
  if (answer === undefined || from === undefined) return undefined;
  return { from, to: lastAt.get(answer.paragraph + 1) ?? lastAt.get(answer.paragraph) ?? from };
}

function stemsOfTitles({ title, sections, language }: Essay): ReadonlySet<string> {
  const titles = [title, ...sections.map((section) => section.title)];
  return new Set(titles.flatMap((each) => words(each, language).flatMap((word) => (word.isStop ? [] : [word.stem]))));
}

function termsOf(essay: Essay, paragraph: number, span: Span): Candidate['terms'] {
  return words(textOf(essay, paragraph).slice(span.start, span.end), essay.language)
    .filter((word) => !word.isStop)
    .map(({ start, end, stem }) => ({ start: start + span.start, end: end + span.start, stem }));
}

/** Opening and closing paragraphs carry thesis and proposal; beyond that central and full paragraphs weigh more. */
function paragraphWeights(
  essay: Essay,
  candidates: readonly Candidate[],
  central: readonly number[],
  first: number,
  last: number,
): Map<number, number> {
  const grouped = new Map<number, { words: number; central: number; cues: number; count: number }>();
  candidates.forEach((candidate, index) => {
    const own = grouped.get(candidate.paragraph) ?? { words: 0, central: 0, cues: 0, count: 0 };
    own.words += candidate.words;
    own.central += central[index] ?? 0;
    own.cues = Math.max(own.cues, cueWeight(candidate.text.slice(candidate.start, candidate.end), candidate.language));
    own.count += 1;
    grouped.set(candidate.paragraph, own);
  });
  const reach = Math.max(1, (last - first) * 0.04);
  const headings = new Set(essay.sections.map(({ firstParagraph }) => firstParagraph));
  const weights = new Map<number, number>();
  for (const [n, own] of grouped) {
    const edge = 0.5 * Math.exp(-(n - first) / reach) + 0.4 * Math.exp(-(last - n) / reach);
    const opening = headings.has(n) ? 0.15 : 0;
    const fullness = Math.min(1.2, Math.max(0.35, (own.words / 80) ** 0.4));
    weights.set(n, (1 + edge + opening) * fullness * own.cues * (0.6 + 0.8 * (own.central / own.count)));
  }
  return weights;
}
