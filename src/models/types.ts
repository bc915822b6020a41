/**
 * The ports of this folder: things that embed. (A ChatModel port joins when answers are generated.)
 * Implementations are imported by app/wire.ts alone.
 */
export interface TokenVectors {
  /** Vocabulary ids, one a token; special tokens are left out. */
  readonly ids: Int32Array;
  /** Offsets of each token in the embedded text, UTF-16 units. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Unit vectors, row after row: `ids.length * dimension` values. */
  readonly vectors: Float32Array;
}

export interface Embedding {
  /** Unit length, `dimension` values. */
  readonly vector: Float32Array;
  /** Absent where the model gives no token vectors. */
  readonly tokens?: TokenVectors;
}

export interface EmbedOptions {
  readonly signal?: AbortSignal;
}

export interface Embedder {
  /** Names model and version; vectors of different ids are never mixed. */
  readonly id: string;
  readonly dimension: number;
  readonly hasTokenVectors: boolean;
  /** The languages its vectors mean something in, BCP 47 without region; absent when it serves all alike. */
  readonly languages?: readonly string[];
  /**
   * The embedding of one question; goes ahead of passages that wait. Longer texts are cut at the model's limit.
   * @throws PilcrowError `model-failed`, `aborted`
   */
  embedQuestion(text: string, options?: EmbedOptions): Promise<Embedding>;
  /**
   * The embeddings of `texts`, in order, as they become ready. Texts longer than 256 tokens are embedded in
   * overlapping windows and joined; each token keeps one vector.
   * @throws PilcrowError `model-failed`, `aborted`
   */
  embedPassages(texts: readonly string[], options?: EmbedOptions): AsyncIterable<Embedding>;
  /** Loads the model so that the first question does not wait. */
  warm(): Promise<void>;
  close(): Promise<void>;
}
