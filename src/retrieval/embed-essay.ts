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
  const textsOf = wanted.map((paragraph) => textsToEmbed(essay, paragraph, embedder));
  let at = 0;
  let embedded: Embedding[] = [];
  for await (const embedding of embedder.embedPassages(
    textsOf.flat(),
    options.signal ? { signal: options.signal } : {},
  )) {
    embedded.push(embedding);
    const paragraph = wanted[at];
    if (paragraph === undefined) break;
    if (embedded.length < (textsOf[at]?.length ?? 0)) continue;
    fresh.set(paragraphKey(essay, paragraph), embeddedParagraph(essay, paragraph, embedded));
    embedded = [];
    at++;
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

/** A paragraph, and each of its passages behind it where the model gives no token vectors to make them from. */
function textsToEmbed(essay: Essay, paragraph: Paragraph, embedder: Embedder): readonly string[] {
  if (embedder.hasTokenVectors) return [paragraph.text];
  const cut = passages(paragraph, essay.language);
  return [paragraph.text, ...cut.map(({ start, end }) => paragraph.text.slice(start, end))];
}

/** What the embeddings of `textsToEmbed` make of a paragraph. */
function embeddedParagraph(
  essay: Essay,
  paragraph: Paragraph,
  [whole, ...parts]: readonly Embedding[],
): ParagraphEmbeddings {
  if (whole === undefined) throw new TypeError('A paragraph needs an embedding.');
  const { vector, tokens } = whole;
  if (tokens === undefined) return { vector, passages: parts.map((part) => part.vector) };
  let first = 0;
  const own = passages(paragraph, essay.language).map(({ start, end }) => {
    // Passages and tokens both go forward: none of the tokens left behind is needed again.
    while (first < tokens.starts.length && (tokens.starts[first] as number) < start) first++;
    return meanOfTokens(tokens, first, end, vector);
  });
  return { vector, passages: own, tokens: storeTokens(tokens) };
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
