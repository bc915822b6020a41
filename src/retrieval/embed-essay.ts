/**
 * An essay becomes vectors. Each paragraph is embedded once; the vector of a passage is the mean of its tokens' vectors
 * in the paragraph, so that a passage knows its context. Paragraphs whose text did not change keep what they had.
 */
import { sha256 } from '../base/files.js';
import type { Essay, Paragraph } from '../essay/types.js';
import { passages } from '../ingest/passages.js';
import type { Embedder, Embedding, TokenVectors } from '../models/types.js';
import type { EssayEmbeddings } from './essay-index.js';
import { type StoredTokens, storeTokens } from './late-interaction.js';
import { dot } from './vectors.js';

/** What was embedded of one paragraph. */
export interface ParagraphEmbeddings {
  readonly vector: Float32Array;
  readonly passages: readonly Float32Array[];
  readonly tokens?: StoredTokens;
}

/** Under which an embedded paragraph is found again: equal text and language, equal vectors. */
export function paragraphKey(essay: Pick<Essay, 'language'>, paragraph: Pick<Paragraph, 'text'>): string {
  return sha256(`${essay.language}\n${paragraph.text}`);
}

/** The parts of an embedded essay by paragraph key. */
export function byParagraph(essay: Essay, embeddings: EssayEmbeddings): Map<string, ParagraphEmbeddings> {
  const found = new Map<string, ParagraphEmbeddings>();
  let row = 0;
  essay.paragraphs.forEach((paragraph, at) => {
    const count = passages(paragraph, essay.language).length;
    const vector = embeddings.paragraphs[at];
    const tokens = embeddings.tokens?.[at];
    const own = embeddings.passages.slice(row, row + count);
    row += count;
    if (vector) found.set(paragraphKey(essay, paragraph), { vector, passages: own, ...(tokens ? { tokens } : {}) });
  });
  return found;
}

/**
 * The embeddings of `essay`, taking from `known` what is there. `onParagraph` is called for each one that was embedded.
 * @throws PilcrowError `model-failed`, `aborted`
 */
export async function embedEssay(
  essay: Essay,
  embedder: Embedder,
  known: ReadonlyMap<string, ParagraphEmbeddings>,
  options: { readonly signal?: AbortSignal; readonly onParagraph?: () => void } = {},
): Promise<EssayEmbeddings> {
  const fresh = new Map<string, ParagraphEmbeddings>();
  const wanted = essay.paragraphs.filter((paragraph) => !known.has(paragraphKey(essay, paragraph)));
  const passing = options.signal ? { signal: options.signal } : {};
  let at = 0;
  for await (const embedding of embedder.embedPassages(
    wanted.map(({ text }) => text),
    passing,
  )) {
    const paragraph = wanted[at++];
    if (paragraph === undefined) break;
    fresh.set(paragraphKey(essay, paragraph), await embedParagraph(essay, paragraph, embedding, embedder, passing));
    options.onParagraph?.();
  }
  const parts = essay.paragraphs.map((paragraph) => {
    const key = paragraphKey(essay, paragraph);
    const part = fresh.get(key) ?? known.get(key);
    if (part === undefined) throw new TypeError('The embedder returned fewer vectors than it was given texts.');
    return part;
  });
  const tokens = parts.map((part) => part.tokens).filter((part) => part !== undefined);
  return {
    dimension: embedder.dimension,
    paragraphs: parts.map((part) => part.vector),
    passages: parts.flatMap((part) => part.passages),
    ...(tokens.length === parts.length ? { tokens } : {}),
  };
}

async function embedParagraph(
  essay: Essay,
  paragraph: Paragraph,
  embedding: Embedding,
  embedder: Embedder,
  passing: { readonly signal?: AbortSignal },
): Promise<ParagraphEmbeddings> {
  const cut = passages(paragraph, essay.language);
  const { vector, tokens } = embedding;
  if (tokens !== undefined) {
    let first = 0;
    const own = cut.map(({ start, end }) => {
      // Passages and tokens both go forward: none of the tokens left behind is needed again.
      while (first < tokens.starts.length && (tokens.starts[first] as number) < start) first++;
      return meanOfTokens(tokens, first, end, vector);
    });
    return { vector, passages: own, tokens: storeTokens(tokens) };
  }
  const own: Float32Array[] = [];
  const texts = cut.map(({ start, end }) => paragraph.text.slice(start, end));
  for await (const one of embedder.embedPassages(texts, passing)) own.push(one.vector);
  return { vector, passages: own };
}

/** The unit mean of the tokens from `first` on that start before `end`; `otherwise` where none does. */
function meanOfTokens(tokens: TokenVectors, first: number, end: number, otherwise: Float32Array): Float32Array {
  const dimension = otherwise.length;
  const mean = new Float32Array(dimension);
  for (let token = first; token < tokens.starts.length && (tokens.starts[token] as number) < end; token++) {
    const row = token * dimension;
    for (let d = 0; d < dimension; d++) mean[d] = (mean[d] as number) + (tokens.vectors[row + d] as number);
  }
  const length = Math.sqrt(dot(mean, mean));
  if (length < 1e-6) return otherwise;
  for (let d = 0; d < dimension; d++) mean[d] = (mean[d] as number) / length;
  return mean;
}
