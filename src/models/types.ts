/**
 * The ports of this folder: things that embed, and things that write. Implementations are imported by app/wire.ts alone.
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
  /** Texts leave the machine to be embedded. */
  readonly sendsTexts?: true;
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

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** What a request cost, in tokens; an estimate where the provider does not tell. */
export interface TokenUse {
  readonly input: number;
  readonly output: number;
  readonly isEstimate: boolean;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** JSON Schema of the reply, for providers that can hold a model to one; others are asked in words alone. */
  readonly schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** Asks for the reply in one piece, for servers whose streams cannot be read. */
  readonly isWhole?: boolean;
  readonly signal?: AbortSignal;
  /** Told once, at the end, also when the reply broke off. */
  readonly onUse?: (use: TokenUse) => void;
}

/** Why a model gave nothing, or not all of it. */
export type ChatFault =
  | 'refused-key'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'timed-out'
  | 'broken-stream'
  | 'bad-request'
  | 'circuit-open'
  /** The requests that one question may cost have been sent. */
  | 'used-up';

export interface ChatModel {
  /** `provider:model`. */
  readonly id: string;
  /** Upper limit of a reply, in tokens: what a request may cost at most. */
  readonly maxTokens: number;
  /**
   * The reply as it arrives, in pieces. One call is one request: nothing is repeated here.
   * @throws ChatModelError; PilcrowError `aborted` after the signal
   */
  stream(request: ChatRequest): AsyncIterable<string>;
  /** Loads what a first request needs, without one. */
  warm(): Promise<void>;
}

/** Judges words before they reach a model. */
export interface Moderator {
  /**
   * Whether a provider's rules forbid `text`, and whether it speaks of harm to the writer.
   * @throws PilcrowError `model-failed`, `aborted`
   */
  judge(text: string, options?: { readonly signal?: AbortSignal }): Promise<Judgement>;
}

export interface Judgement {
  readonly isForbidden: boolean;
  readonly isSelfHarm: boolean;
}
