/**
 * What a person would have after an afternoon with a tutorial: LangChain's splitter with MiniLM and a cosine, and
 * MiniSearch as it comes. Neither cites nor abstains, so each gets the best that its own scores allow: as an answer the
 * three sentences it scores highest, and as citations the paragraphs these stand in.
 */
import { Embeddings } from '@langchain/core/embeddings';
import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import MiniSearch from 'minisearch';
import { sentences } from '../essay/sentences.js';
import type { Essay, Span } from '../essay/types.js';
import type { Embedder } from '../models/types.js';
import type { Outcome, ShownSentence, System } from './outcome.js';
import type { KnownQuestion, QuestionSet } from './question-sets.js';

const shownSentences = 3;
const retrievedChunks = 4;
const chunkSize = 1_000;
const chunkOverlap = 200;

interface EssaySentence extends ShownSentence {
  readonly start: number;
}

/** The tutorial pipeline over the essays of `set`, with the embeddings of `embedder`. */
export async function prepareLangChain(set: QuestionSet, embedder: Embedder): Promise<System> {
  const model = new MiniLmEmbeddings(embedder);
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize, chunkOverlap });
  const shelves = new Map<string, TutorialShelf>();
  for (const essay of askedAbout(set)) {
    const { text, paragraphs } = joined(essay);
    const spans = locate(await splitter.splitText(text), text);
    const own = sentencesOf(essay, paragraphs);
    shelves.set(essay.slug, {
      paragraphs,
      chunks: spans,
      chunkVectors: await model.embedDocuments(spans.map(({ start, end }) => text.slice(start, end))),
      sentences: own,
      sentenceVectors: await model.embedDocuments(own.map((sentence) => sentence.text)),
    });
  }

  async function ask(question: KnownQuestion): Promise<Outcome> {
    const startedAt = performance.now();
    const shelf = shelves.get(question.essay);
    if (shelf === undefined) throw new TypeError(`No essay ${question.essay} for question ${question.id}.`);
    const asked = await model.embedQuery(question.question);
    const chunks = best(shelf.chunks, (_, at) => cosine(asked, shelf.chunkVectors[at] ?? []), retrievedChunks);
    const inside = best(
      shelf.sentences,
      ({ start }, at) =>
        chunks.some(({ item }) => start >= item.start && start < item.end)
          ? cosine(asked, shelf.sentenceVectors[at] ?? [])
          : Number.NEGATIVE_INFINITY,
      shownSentences,
    );
    const ranking = chunks.flatMap(({ item }) => paragraphsOf(item, shelf.paragraphs));
    return outcome(
      question,
      ranking,
      inside.map(({ item }) => item),
      chunks[0]?.score ?? 0,
      performance.now() - startedAt,
    );
  }

  return { name: 'LangChain tutorial', ask };
}

/** MiniSearch with its defaults over the paragraphs, and over the sentences for what is shown. */
export async function prepareMiniSearch(set: QuestionSet): Promise<System> {
  const shelves = new Map(
    askedAbout(set).map((essay) => {
      const own = sentencesOf(essay, joined(essay).paragraphs);
      const paragraphs = miniSearchOver(essay.paragraphs.map(({ text }) => text));
      return [essay.slug, { paragraphs, own, sentences: miniSearchOver(own.map(({ text }) => text)) }] as const;
    }),
  );

  async function ask(question: KnownQuestion): Promise<Outcome> {
    const startedAt = performance.now();
    const shelf = shelves.get(question.essay);
    if (shelf === undefined) throw new TypeError(`No essay ${question.essay} for question ${question.id}.`);
    const found = shelf.paragraphs.search(question.question);
    const shown = shelf.sentences.search(question.question).slice(0, shownSentences);
    return outcome(
      question,
      found.map(({ id }) => Number(id) + 1),
      shown.map(({ id }) => shelf.own[Number(id)]).filter((sentence) => sentence !== undefined),
      found[0]?.score ?? 0,
      performance.now() - startedAt,
    );
  }

  return { name: 'MiniSearch', ask };
}

interface TutorialShelf {
  readonly paragraphs: readonly Span[];
  readonly chunks: readonly Span[];
  readonly chunkVectors: readonly (readonly number[])[];
  readonly sentences: readonly EssaySentence[];
  readonly sentenceVectors: readonly (readonly number[])[];
}

/** The bundled model as LangChain wants it. */
class MiniLmEmbeddings extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    const vectors: number[][] = [];
    for await (const { vector } of this.#embedder.embedPassages(texts)) vectors.push(Array.from(vector));
    return vectors;
  }

  async embedQuery(text: string): Promise<number[]> {
    return Array.from((await this.#embedder.embedQuestion(text)).vector);
  }
}

function askedAbout({ essays, questions }: QuestionSet): Essay[] {
  return essays.filter(({ slug }) => questions.some(({ essay }) => essay === slug));
}

/** The essay as one text, blank lines between paragraphs, and where each paragraph stands in it. */
export function joined(essay: Essay): { readonly text: string; readonly paragraphs: readonly Span[] } {
  let text = '';
  const paragraphs = essay.paragraphs.map((paragraph) => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += paragraph.text;
    return { start, end: text.length };
  });
  return { text, paragraphs };
}

/** Where `chunks`, cut from `text` in order, stand in it: the splitter itself forgets. */
export function locate(chunks: readonly string[], text: string): Span[] {
  let from = 0;
  return chunks.map((chunk) => {
    const start = text.indexOf(chunk, from);
    if (start < 0) throw new TypeError('A chunk does not stand in the text it was cut from.');
    from = start + 1;
    return { start, end: start + chunk.length };
  });
}

/** Numbers of the paragraphs that `span` touches, the one it holds most of first. */
function paragraphsOf(span: Span, paragraphs: readonly Span[]): number[] {
  return paragraphs
    .map((own, at) => ({ n: at + 1, common: Math.min(own.end, span.end) - Math.max(own.start, span.start) }))
    .filter(({ common }) => common > 0)
    .sort((a, b) => b.common - a.common)
    .map(({ n }) => n);
}

function sentencesOf(essay: Essay, places: readonly Span[]): EssaySentence[] {
  return essay.paragraphs.flatMap(({ n, text }, at) =>
    sentences(text, essay.language).map((span) => ({
      text: text.slice(span.start, span.end),
      paragraphs: [n],
      start: (places[at]?.start ?? 0) + span.start,
    })),
  );
}

function miniSearchOver(texts: readonly string[]): MiniSearch {
  const index = new MiniSearch({ fields: ['text'] });
  index.addAll(texts.map((text, id) => ({ id, text })));
  return index;
}

function best<T>(items: readonly T[], scoreOf: (item: T, at: number) => number, count: number) {
  return items
    .map((item, at) => ({ item, score: scoreOf(item, at) }))
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function outcome(
  question: KnownQuestion,
  ranking: readonly number[],
  shown: readonly ShownSentence[],
  confidence: number,
  wallMs: number,
): Outcome {
  return {
    question,
    ranking: [...new Set(ranking)],
    sentences: shown,
    beside: '',
    isAbstention: false,
    confidence,
    reasons: [],
    citations: 0,
    inexactCitations: 0,
    wallMs,
  };
}
