/**
 * Two essays side by side: the paragraphs in which they speak of the same thing, with the sentences that say it, and where
 * the one denies what the other says. It finds what is comparable, and judges neither.
 */
import { contradicts } from '../answer/proof/contradiction.js';
import { tongue } from '../answer/proof/quoted.js';
import { quoteSpan } from '../answer/quote.js';
import type { Citation, Essay } from '../essay/types.js';
import type { EssayVectors, Retriever } from '../retrieval/types.js';
import { type Matter, matterOf, rarityIn, sharedRarity } from './comparison-matter.js';
import { type ReadSentence, sentencesOf } from './glossary-sentences.js';

export interface Pair {
  /** Of the first essay and of the second. */
  readonly left: Citation;
  readonly right: Citation;
  /** The one denies what the other says. */
  readonly isOpposed: boolean;
}

export type Comparison =
  | { readonly outcome: 'pairs'; readonly pairs: readonly [Pair, ...Pair[]] }
  /** They say nothing of the same thing, or are in different languages. */
  | { readonly outcome: 'nothing' | 'languages' };

const mostPairs = 5;
/**
 * Shared words, rare ones counting more, and cosine and shared words together: paragraphs of essays on different things
 * stay under 0.13 and 0.5, of essays on one thing lie over 0.2 and 0.9 (test/eval/essays, and two written for it).
 */
const leastShared = 0.1;
const leastTogether = 0.6;
/** Without vectors the words must do alone. */
const leastSharedAlone = 0.15;
/** Sentences that say the opposite must speak of the same thing: cosine and shared words. */
const leastOpposed = 0.5;
/** Of each essay, the paragraphs nearest to a topic that are looked at, and how surely the essay must speak of it. */
const nearTopic = 4;
const leastAboutness = 0.5;

/** A paragraph or sentence as it is compared. */
interface Side {
  readonly paragraph: number;
  readonly matter: Matter;
  readonly vector: Float32Array | undefined;
}

/** What `a` and `b` say of the same thing, in the order of `a`; about `topic` alone where one is given. */
export async function compareEssays(
  a: Essay,
  b: Essay,
  topic: string | undefined,
  retriever: Pick<Retriever, 'vectors' | 'retrieve'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Comparison> {
  if (tongue(a.language) !== tongue(b.language)) return { outcome: 'languages' };
  const vectors = await Promise.all([retriever.vectors(a.slug), retriever.vectors(b.slug)]);
  const rarity = rarityIn([a, b]);
  const paragraphs = [a, b].map((essay, at) => paragraphSides(essay, vectors[at], rarity));
  const [left = [], right = []] = paragraphs;
  const sentences: Sentences = [a, b].map((essay, at) => sentenceSides(essay, vectors[at], rarity));
  if (topic === undefined) return outcomeOf(pairsOf(a, b, mutual(left, right), sentences));
  const found = await retriever.retrieve({ text: topic, essays: [a.slug, b.slug] }, options);
  const [inA, inB] = [a, b].map((essay) => found.find((each) => each.essay.slug === essay.slug));
  if (!inA || !inB || Math.min(inA.aboutness, inB.aboutness) < leastAboutness) return { outcome: 'nothing' };
  const near = (sides: readonly Side[], ranked: readonly { paragraph: number }[]): readonly Side[] =>
    sides.filter((side) => ranked.slice(0, nearTopic).some(({ paragraph }) => paragraph === side.paragraph));
  const pairs = pairsOf(a, b, mutual(near(left, inA.paragraphs), near(right, inB.paragraphs)), sentences);
  const [one, other] = [inA.sentences[0], inB.sentences[0]];
  if (pairs.length > 0 || !one || !other) return outcomeOf(pairs);
  const stems = new Set(matterOf(topic, a.language));
  const cited = [quoteSpan(a, one.paragraph, one, stems), quoteSpan(b, other.paragraph, other, stems)] as const;
  return outcomeOf([{ left: cited[0], right: cited[1], isOpposed: areOpposed(a, b, cited[0], cited[1]) }]);
}

function outcomeOf([first, ...rest]: readonly Pair[]): Comparison {
  return first ? { outcome: 'pairs', pairs: [first, ...rest] } : { outcome: 'nothing' };
}

function paragraphSides(essay: Essay, vectors: EssayVectors | undefined, rarity: ReadonlyMap<string, number>): Side[] {
  return essay.paragraphs.map(({ n, text }, at) => ({
    paragraph: n,
    matter: weighed(matterOf(text, essay.language), rarity),
    vector: vectors?.paragraphs[at],
  }));
}

type SentenceSide = Side & { readonly sentence: ReadSentence };
type Sentences = readonly (readonly SentenceSide[])[];

function sentenceSides(
  essay: Essay,
  vectors: EssayVectors | undefined,
  rarity: ReadonlyMap<string, number>,
): SentenceSide[] {
  return sentencesOf(essay).map((sentence) => ({
    sentence,
    paragraph: sentence.paragraph,
    matter: weighed(matterOf(sentence.text, essay.language), rarity),
    vector: vectors?.sentences.find(
      ({ paragraph, span }) => paragraph === sentence.paragraph && span.start === sentence.span.start,
    )?.vector,
  }));
}

function weighed(stems: ReadonlySet<string>, rarity: ReadonlyMap<string, number>): Matter {
  return new Map([...stems].map((stem) => [stem, rarity.get(stem) ?? 0]));
}

function likeness(one: Side, other: Side): { readonly shared: number; readonly cosine: number | undefined } {
  const cosine =
    one.vector && other.vector && one.vector.length === other.vector.length && one.vector.length > 0
      ? one.vector.reduce((sum, value, at) => sum + value * (other.vector?.[at] ?? 0), 0)
      : undefined;
  return { shared: sharedRarity(one.matter, other.matter), cosine };
}

function together(one: Side, other: Side): number {
  const { shared, cosine = 0 } = likeness(one, other);
  return shared + cosine;
}

/** The pairs in which each is the nearest to the other, above the floor, nearest first. */
function mutual(left: readonly Side[], right: readonly Side[]): (readonly [Side, Side])[] {
  const nearest = (of: Side, among: readonly Side[]): Side | undefined =>
    among.reduce<Side | undefined>(
      (best, each) => (best === undefined || together(of, each) > together(of, best) ? each : best),
      undefined,
    );
  return left
    .flatMap((one): (readonly [Side, Side])[] => {
      const other = nearest(one, right);
      return other && nearest(other, left) === one && isSameThing(one, other) ? [[one, other]] : [];
    })
    .sort((p, q) => together(q[0], q[1]) - together(p[0], p[1]));
}

function isSameThing(one: Side, other: Side): boolean {
  const { shared, cosine } = likeness(one, other);
  return cosine === undefined ? shared >= leastSharedAlone : shared >= leastShared && shared + cosine >= leastTogether;
}

function pairsOf(a: Essay, b: Essay, paired: readonly (readonly [Side, Side])[], sentences: Sentences): Pair[] {
  return paired
    .slice(0, mostPairs)
    .flatMap(([one, other]) => sentencePair(a, b, one, other, sentences) ?? [])
    .sort((p, q) => p.left.paragraph - q.left.paragraph);
}

/** The two sentences that are nearest to one another; before them two that say the opposite of the same thing. */
function sentencePair(
  a: Essay,
  b: Essay,
  one: Side,
  other: Side,
  [left = [], right = []]: Sentences,
): Pair | undefined {
  const of = (sides: readonly SentenceSide[], { paragraph }: Side): readonly SentenceSide[] =>
    sides.filter((side) => side.paragraph === paragraph);
  const near = of(left, one)
    .flatMap((l) => of(right, other).map((r) => ({ l, r, score: together(l, r), like: likeness(l, r) })))
    .sort((p, q) => q.score - p.score)
    .map(({ l, r, score, like: { cosine, shared } }) => ({
      left: cite(a, l),
      right: cite(b, r),
      isNear: cosine === undefined ? shared >= leastSharedAlone : score >= leastOpposed,
    }));
  const opposed = near.find(({ left: l, right: r, isNear }) => isNear && areOpposed(a, b, l, r));
  const [nearest] = near;
  const shown = opposed ?? nearest;
  return shown && { left: shown.left, right: shown.right, isOpposed: opposed !== undefined };
}

function cite(essay: Essay, { paragraph, sentence }: SentenceSide): Citation {
  return quoteSpan(essay, paragraph, sentence.span, new Set());
}

/** A denial at the very end has lost what it denies: "who has understood and who has not". */
const endsInDenial = /(?<!\p{L})(?:not|no|none|нет|не|nicht|nein|pas|non)[\p{P}\s]*$/iu;

/**
 * Whether each denies what the other says. Two free sentences are further apart than a claim and its quote, so both ways
 * must agree.
 */
function areOpposed(a: Essay, b: Essay, left: Citation, right: Citation): boolean {
  return (
    !endsInDenial.test(left.quote) &&
    !endsInDenial.test(right.quote) &&
    contradicts(left.quote, { essays: [b], citations: [right], question: '' }) &&
    contradicts(right.quote, { essays: [a], citations: [left], question: '' })
  );
}
