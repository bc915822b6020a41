/**
 * What is known of each paragraph and sentence of one essay for one question: raw signals, side by side, weighed
 * nowhere here. Late interaction costs most, so it is computed for the candidates that the other signals bring.
 */
import { asksFor, offers } from './answer-type.js';
import type { EssayIndex, SentenceEntry } from './essay-index.js';
import { lateSignals } from './late-signals.js';
import type { PreparedQuery } from './prepared-query.js';
import { dot } from './vectors.js';

/** The signals of a paragraph, in the order in which weights are stored. */
export const paragraphSignals = [
  'stems', // BM25 over stems
  'grams', // BM25 over character 3- and 4-grams
  'dense', // cosine with the whole paragraph
  'bestPassage', // cosine with its best passage
  'bestSentenceStems', // the same as stems and grams, for its best sentence
  'bestSentenceGrams',
  'bestCoverage', // share of the question's stems, by rarity, in its best sentence
  'neighbours', // pairs of neighbouring words that stand in both
  'interaction', // late interaction with the paragraph
  'bestInteraction', // ... with its best sentence
  'bestPairInteraction', // ... with its best two neighbouring sentences
] as const;

/** The signals of a sentence, in the order in which weights are stored. The last five say how its paragraph does. */
export const sentenceSignals = [
  'stems',
  'grams',
  'coverage',
  'passage',
  'interaction',
  'offersTime', // 1 when a time or number is asked for and the sentence holds one that the question does not
  'offersReason',
  'paragraphStems',
  'paragraphGrams',
  'paragraphDense',
  'paragraphInteraction',
  'paragraphBestPair',
] as const;

/** How near the best sentence of the essay comes, on scales that mean the same in every essay. */
export const nearestSignals = [
  'interaction',
  'passage',
  'coverage',
  'gramCoverage',
  'weakestWord', // how near the essay's tokens come to the word of matter they come least near to
  'askedWords', // log of the number of words asked for: few words come near by chance
  'sentences', // log of the number of sentences: among many, one comes near by chance
] as const;

export type NearestSignal = (typeof nearestSignals)[number];
export type ParagraphSignal = (typeof paragraphSignals)[number];
export type SentenceSignal = (typeof sentenceSignals)[number];

/** Columns of equal length, one value a row. */
export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>;

export interface Signals {
  /** Positions of the candidate paragraphs, from 0, in reading order: the rows of `paragraphs`. */
  readonly candidates: readonly number[];
  readonly paragraphs: Columns<ParagraphSignal>;
  /** The sentences of the candidates in reading order: the rows of `sentences`. */
  readonly entries: readonly SentenceEntry[];
  readonly sentences: Columns<SentenceSignal>;
  /** Best values over the essay, not made relative: how near the essay comes at all. */
  readonly nearest: Readonly<Record<NearestSignal, number>>;
}

/** Paragraphs that get the costly signals. Of 381 development questions none lost its paragraph at 24. */
const maxCandidates = 24;
/** Passages asked of the vector index; more than any essay of the exact method's usual size holds. */
const maxPassages = 2_000;

/** The signals of `query` over `index`. At least one candidate, for an essay has at least one paragraph. */
export function computeSignals(index: EssayIndex, query: PreparedQuery): Signals {
  const { essay, embeddings } = index;
  const { vector } = query.embedding;
  // Without a vector everything is equally near, and that weighs nothing.
  const passage = new Float64Array(embeddings.passages.length).fill(vector ? -1 : 0);
  const nearestRows = vector ? index.passageVectors.search(vector, maxPassages) : [];
  for (const { row, similarity } of nearestRows) passage[row] = similarity;
  const sentenceStems = index.sentenceStems.scores(query.stems);
  const sentenceGrams = index.sentenceGrams.scores(query.grams);
  const coverage = index.sentenceStems.coverage(query.stems);
  const gramCoverage = index.sentenceGrams.coverage(query.grams);

  const all = essay.paragraphs.map((_, at) => at);
  const best = (values: Float64Array) =>
    Float64Array.from(all, (at) =>
      largest(
        (index.sentencesOf[at] ?? []).map((s) => values[s] ?? 0),
        0,
      ),
    );
  const bestPassage = new Float64Array(all.length).fill(-1);
  index.paragraphOfPassage.forEach((at, row) => {
    bestPassage[at] = Math.max(bestPassage[at] ?? -1, passage[row] ?? -1);
  });
  const cheap = {
    stems: index.paragraphStems.scores(query.stems),
    grams: index.paragraphGrams.scores(query.grams),
    dense: Float64Array.from(embeddings.paragraphs, (row) => (vector ? dot(row, vector) : 0)),
    bestPassage,
    bestSentenceStems: best(sentenceStems),
    bestSentenceGrams: best(sentenceGrams),
    bestCoverage: best(coverage),
    neighbours: neighbourPairs(index, query),
  };
  const candidates = chooseCandidates(Object.values(cheap), all.length);
  const late = lateSignals(index, query, candidates);
  const pick = (values: Float64Array) => Float64Array.from(candidates, (at) => values[at] ?? 0);
  const paragraphs: Columns<ParagraphSignal> = {
    stems: pick(cheap.stems),
    grams: pick(cheap.grams),
    dense: pick(cheap.dense),
    bestPassage: pick(cheap.bestPassage),
    bestSentenceStems: pick(cheap.bestSentenceStems),
    bestSentenceGrams: pick(cheap.bestSentenceGrams),
    bestCoverage: pick(cheap.bestCoverage),
    neighbours: pick(cheap.neighbours),
    ...late.paragraphs,
  };

  const entryRows = candidates.flatMap((at) => index.sentencesOf[at] ?? []);
  const entries = entryRows.map((row) => index.sentences[row]).filter((entry) => entry !== undefined);
  const rowOf = new Map(candidates.map((at, row) => [at, row]));
  const ofParagraph = (values: Float64Array) =>
    Float64Array.from(entries, (entry) => values[rowOf.get(entry.paragraphAt) ?? 0] ?? 0);
  const wanted = asksFor(query.text);
  const stems = new Set(query.words.map((word) => word.stem));
  const offer = (kinds: readonly string[]) =>
    Float64Array.from(entries, (entry) =>
      wanted !== undefined && kinds.includes(wanted) && offers(entry.text, wanted, query.text, entry.words, stems)
        ? 1
        : 0,
    );
  const sentences: Columns<SentenceSignal> = {
    stems: Float64Array.from(entryRows, (row) => sentenceStems[row] ?? 0),
    grams: Float64Array.from(entryRows, (row) => sentenceGrams[row] ?? 0),
    coverage: Float64Array.from(entryRows, (row) => coverage[row] ?? 0),
    passage: Float64Array.from(entries, (entry) => passage[entry.passageRow] ?? -1),
    interaction: late.sentences,
    offersTime: offer(['time', 'number']),
    offersReason: offer(['reason']),
    paragraphStems: ofParagraph(paragraphs.stems),
    paragraphGrams: ofParagraph(paragraphs.grams),
    paragraphDense: ofParagraph(paragraphs.dense),
    paragraphInteraction: ofParagraph(paragraphs.interaction),
    paragraphBestPair: ofParagraph(paragraphs.bestPairInteraction),
  };
  const nearest = {
    interaction: largest(paragraphs.bestInteraction, 0),
    passage: largest(bestPassage, -1),
    coverage: largest(coverage, 0),
    gramCoverage: largest(gramCoverage, 0),
    weakestWord: late.weakestWord,
    askedWords: Math.log(new Set(query.stems).size),
    sentences: Math.log(index.sentences.length),
  };
  return { candidates, paragraphs, entries, sentences, nearest };
}

/** The largest of `values`, at least `least`; safe for any length, as a spread into Math.max is not. */
export function largest(values: ArrayLike<number>, least: number): number {
  let most = least;
  for (let i = 0; i < values.length; i++) if ((values[i] as number) > most) most = values[i] as number;
  return most;
}

/** Pairs of words that follow one another in the question and in the paragraph, by rarity; grammar-only pairs left out. */
function neighbourPairs(index: EssayIndex, query: PreparedQuery): Float64Array {
  const pairs = new Set<string>();
  query.words.forEach((word, at) => {
    const next = query.words[at + 1];
    if (next !== undefined && !(word.isStop && next.isStop)) pairs.add(`${word.stem} ${next.stem}`);
  });
  return Float64Array.from(index.wordsOf, (list) => {
    const seen = new Set<string>();
    let sum = 0;
    for (let at = 0; at + 1 < list.length; at++) {
      const first = list[at]?.stem ?? '';
      const second = list[at + 1]?.stem ?? '';
      const pair = `${first} ${second}`;
      if (!pairs.has(pair) || seen.has(pair)) continue;
      seen.add(pair);
      sum += index.paragraphStems.idf(first) + index.paragraphStems.idf(second);
    }
    return sum;
  });
}

function chooseCandidates(columns: readonly Float64Array[], count: number): number[] {
  if (count <= maxCandidates) return Array.from({ length: count }, (_, at) => at);
  const sums = new Float64Array(count);
  for (const column of columns) {
    standardise(column).forEach((value, at) => {
      sums[at] = (sums[at] ?? 0) + value;
    });
  }
  return Array.from({ length: count }, (_, at) => at)
    .sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0))
    .slice(0, maxCandidates)
    .sort((a, b) => a - b);
}

/** The values with mean 0 and standard deviation 1; all 0 when they are all equal. */
export function standardise(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  const deviation = Math.sqrt(variance);
  return deviation < 1e-9 ? new Float64Array(values.length) : values.map((value) => (value - mean) / deviation);
}
