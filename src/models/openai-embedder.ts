/**
 * Embeddings by OpenAI, or by a server that speaks its language. Gives no token vectors, and serves all languages alike.
 * The text of essays and of questions leaves the machine.
 */
import { LRUCache } from 'lru-cache';
import { PilcrowError } from '../base/errors.js';
import {
  createOpenaiClient,
  type OpenaiAccess,
  type OpenaiClient,
  OpenaiError,
  type RequestLimits,
} from './openai-client.js';
import { packTexts, textWindows } from './text-windows.js';
import type { Embedder, Embedding, EmbedOptions } from './types.js';

export interface OpenaiEmbedderOptions extends OpenaiAccess {
  /** As the server knows it, e.g. `text-embedding-3-small`. */
  readonly model: string;
  /** What served last: says how long a model's vectors are while the server that could say it is away. */
  readonly last?: Pick<Embedder, 'id' | 'dimension'>;
  /** How long questions are not sent after one failed; default 30 seconds, or as long as the server asks for. */
  readonly restMs?: number;
  /** How long a question waits; default 8 seconds: a chat does not wait longer, the words alone answer then. */
  readonly questionMs?: number;
  /** Before a second try; default 500. */
  readonly waitMs?: number;
}

/** Values a vector and tokens a text, of the models that OpenAI sells; its limit is 8,191 or 8,192 tokens. */
const knownModels: ReadonlyMap<string, { readonly dimension: number; readonly maxTokens: number }> = new Map([
  ['text-embedding-3-small', { dimension: 1536, maxTokens: 8_000 }],
  ['text-embedding-3-large', { dimension: 3072, maxTokens: 8_000 }],
  ['text-embedding-ada-002', { dimension: 1536, maxTokens: 8_000 }],
]);
/** What nearly every other model reads at once: those of the BERT line take 512 tokens. */
const commonMaxTokens = 500;

/** OpenAI takes 2,048 texts and 300,000 tokens a request; servers of one's own take fewer. */
const maxTexts = 64;
const maxChars = 200_000;
/** Beside the one that is awaited; more would only meet the rate limit. */
const requestsAtOnce = 3;
const rememberedQuestions = 500;
const longestRestMs = 5 * 60_000;

/**
 * An embedder; for a model not known here the server is asked for one vector first. The arrays it returns may be shared.
 * After a question that failed, further ones fail at once for a while, so that not every asker waits in vain.
 * @throws PilcrowError `config-invalid` without key and address; `model-failed` when the server has to be asked and
 * cannot be
 */
export async function openOpenaiEmbedder(options: OpenaiEmbedderOptions): Promise<Embedder> {
  const { model, last, restMs = 30_000, questionMs = 8_000, waitMs = 500 } = options;
  const questionLimits = { deadlineMs: questionMs, tryMs: questionMs, tries: 2, waitMs };
  const passageLimits = { deadlineMs: 60_000, tryMs: 30_000, tries: 4, waitMs };
  const client = createOpenaiClient(options, `PILCROW_EMBEDDING_MODEL=openai:${model}`);
  const known = knownModels.get(model);
  const maxTokens = known?.maxTokens ?? commonMaxTokens;
  const idFor = (size: number): string =>
    `openai:${model}@${size}${client.host === 'api.openai.com' ? '' : `@${client.host}`}`;
  const dimension = known?.dimension ?? (await askDimension());
  const closing = new AbortController();
  const remembered = new LRUCache<string, Embedding>({ max: rememberedQuestions });
  let rest: { readonly until: number; readonly fault: OpenaiError } | undefined;

  async function askDimension(): Promise<number> {
    try {
      return (await vectorsOf(client, model, ['word'], questionLimits))[0]?.length ?? 0;
    } catch (error) {
      if (error instanceof OpenaiError && last !== undefined && idFor(last.dimension) === last.id)
        return last.dimension;
      throw error;
    }
  }

  async function ask(
    texts: readonly string[],
    limits: RequestLimits,
    signal: AbortSignal | undefined,
  ): Promise<Float32Array[]> {
    const ended = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
    const vectors = await vectorsOf(client, model, texts, { ...limits, signal: ended });
    const length = vectors.find((vector) => vector.length !== dimension)?.length;
    if (length === undefined) return vectors;
    throw client.malformed(`vectors of ${model} have ${length} values, not ${dimension}`);
  }

  async function embedQuestion(text: string, { signal }: EmbedOptions = {}): Promise<Embedding> {
    if (signal?.aborted === true || closing.signal.aborted) {
      throw new PilcrowError('aborted', 'The embedding was aborted.');
    }
    const sent = textWindows(text, maxTokens)[0] ?? '';
    const found = remembered.get(sent);
    if (found !== undefined) return found;
    if (rest !== undefined && performance.now() < rest.until) throw rest.fault;
    try {
      const [vector] = await ask([sent], questionLimits, signal);
      if (vector === undefined) throw client.malformed('a vector is missing');
      const embedding = { vector };
      rest = undefined;
      remembered.set(sent, embedding);
      return embedding;
    } catch (error) {
      if (error instanceof OpenaiError && error.fault !== 'refused-text') {
        const ms = Math.min(longestRestMs, Math.max(restMs, error.retryAfterMs ?? 0));
        rest = { until: performance.now() + ms, fault: error };
      }
      throw error;
    }
  }

  async function* embedPassages(texts: readonly string[], { signal }: EmbedOptions = {}): AsyncGenerator<Embedding> {
    // Whoever stops reading early takes back what was asked for ahead.
    const stop = new AbortController();
    const ended = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    const windowsOf = texts.map((text) => textWindows(text, maxTokens));
    const packs = packTexts(windowsOf.flat(), maxTexts, maxChars);
    const asked: Promise<Float32Array[]>[] = [];
    const ready: Float32Array[] = [];
    let next = 0;
    try {
      for (const windows of windowsOf) {
        while (ready.length < windows.length) {
          for (const pack of packs.slice(next, next + requestsAtOnce - asked.length)) {
            const vectors = ask(pack, passageLimits, ended);
            // Those ahead fail together with the one awaited, which tells the caller.
            vectors.catch(() => undefined);
            asked.push(vectors);
            next++;
          }
          ready.push(...((await asked.shift()) ?? []));
        }
        yield { vector: joined(ready.splice(0, windows.length), windows) };
      }
    } finally {
      stop.abort();
    }
  }

  return {
    id: idFor(dimension),
    dimension,
    hasTokenVectors: false,
    sendsTexts: true,
    embedQuestion,
    embedPassages,
    async warm() {
      await ask(['word'], questionLimits, undefined);
      rest = undefined;
    },
    async close() {
      closing.abort();
    },
  };
}

/** One unit vector a text, in order. */
async function vectorsOf(
  client: OpenaiClient,
  model: string,
  texts: readonly string[],
  limits: RequestLimits,
): Promise<Float32Array[]> {
  // An empty text is refused by OpenAI, and a batch with it.
  const input = texts.map((text) => (text.trim() === '' ? '.' : text));
  return await client.ask(async (vendor, options) => {
    // As numbers: not every server knows the denser form that the client would ask for.
    const reply: unknown = await vendor.embeddings.create({ model, input, encoding_format: 'float' }, options);
    const vectors = new Array<Float32Array | undefined>(texts.length).fill(undefined);
    for (const [position, row] of rowsOf(reply).entries()) {
      const index = typeof row === 'object' && row !== null && 'index' in row ? row.index : position;
      const values = typeof row === 'object' && row !== null && 'embedding' in row ? row.embedding : undefined;
      if (typeof index === 'number' && index in vectors) vectors[index] = unitVector(values);
    }
    const whole = vectors.filter((vector) => vector !== undefined);
    if (whole.length === texts.length) return whole;
    throw client.malformed('that is not one vector a text');
  }, limits);
}

function rowsOf(reply: unknown): readonly unknown[] {
  const rows = typeof reply === 'object' && reply !== null && 'data' in reply ? reply.data : undefined;
  return Array.isArray(rows) ? rows : [];
}

/** `values` at length 1; nothing where they are no vector. */
function unitVector(values: unknown): Float32Array | undefined {
  if (!Array.isArray(values)) return undefined;
  const vector = new Float32Array(values.length);
  for (let i = 0; i < vector.length; i++) {
    const value: unknown = values[i];
    if (typeof value !== 'number') return undefined;
    vector[i] = value;
  }
  return atUnitLength(vector);
}

function atUnitLength(vector: Float32Array): Float32Array | undefined {
  let square = 0;
  for (let i = 0; i < vector.length; i++) square += (vector[i] as number) ** 2;
  if (!(square > 0 && square < Number.POSITIVE_INFINITY)) return undefined;
  const scale = 1 / Math.sqrt(square);
  for (let i = 0; i < vector.length; i++) vector[i] = (vector[i] as number) * scale;
  return vector;
}

/** The unit mean of a text's windows, each weighing as much as it is long. */
function joined(vectors: readonly Float32Array[], windows: readonly string[]): Float32Array {
  const [first] = vectors;
  if (first === undefined || vectors.length === 1) return first ?? new Float32Array();
  const sum = new Float32Array(first.length);
  vectors.forEach((vector, at) => {
    const weight = windows[at]?.length ?? 0;
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (vector[i] as number) * weight;
  });
  return atUnitLength(sum) ?? first;
}
