/**
 * Embeds without key and network: one long-lived worker thread, questions ahead of passages, repeated questions from
 * memory. The main thread never computes a vector and never loads the runtime.
 */
import { LRUCache } from 'lru-cache';
import { bundledModel, type EmbeddingModel } from './embedding-model.js';
import { createEmbeddingQueue } from './embedding-queue.js';
import type { Embedder, Embedding, EmbedOptions } from './types.js';

export interface LocalEmbedderOptions {
  /** Default: the model that comes with Pilcrow. */
  readonly model?: EmbeddingModel;
  /** Threads of one run. Default 1: on two cores a second one made questions no faster and passages cost half as much again. */
  readonly threads?: number;
}

/** What is sent of a question at most, in characters; well beyond any model's limit of tokens. */
const maxQuestionChars = 8_000;

/** What is remembered of questions, in bytes: some 500 of them. */
const rememberedBytes = 16 * 1024 * 1024;

/** Passages asked for ahead of the one that is awaited, so that the thread does not idle while its caller works. */
const passagesAhead = 3;

/**
 * An embedder that loads its model on first use or on `warm()`. The arrays it returns may be shared with other callers:
 * they are not to be written to. After a crash of the thread the next use starts another.
 * @throws PilcrowError `model-missing` when the model that comes with Pilcrow is wanted and not installed
 */
export function createLocalEmbedder(options: LocalEmbedderOptions = {}): Embedder {
  const model = options.model ?? bundledModel();
  const queue = createEmbeddingQueue({ model, threads: options.threads ?? 1 });
  const remembered = new LRUCache<string, Embedding>({
    maxSize: rememberedBytes,
    sizeCalculation: ({ vector, tokens }) => 256 + vector.byteLength + (tokens?.vectors.byteLength ?? 0),
  });

  async function embedQuestion(text: string, { signal }: EmbedOptions = {}): Promise<Embedding> {
    const sent = text.slice(0, maxQuestionChars);
    const known = remembered.get(sent);
    if (known !== undefined && signal?.aborted !== true) return known;
    const embedding = await queue.embed('question', sent, signal);
    remembered.set(sent, embedding);
    return embedding;
  }

  async function* embedPassages(texts: readonly string[], { signal }: EmbedOptions = {}): AsyncGenerator<Embedding> {
    // Whoever stops reading early takes back what was asked for ahead.
    const stop = new AbortController();
    const combined = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    const asked: Promise<Embedding>[] = [];
    let next = 0;
    try {
      for (;;) {
        while (next < texts.length && asked.length <= passagesAhead) {
          const embedding = queue.embed('passage', texts[next++] as string, combined);
          // Those ahead fail together with the one awaited, which tells the caller.
          embedding.catch(() => undefined);
          asked.push(embedding);
        }
        const first = asked.shift();
        if (first === undefined) return;
        yield await first;
      }
    } finally {
      stop.abort();
    }
  }

  return {
    id: model.id,
    dimension: model.dimension,
    hasTokenVectors: true,
    ...(model.languages !== undefined && { languages: model.languages }),
    embedQuestion,
    embedPassages,
    warm: () => queue.warm(),
    close: () => queue.close(),
  };
}
