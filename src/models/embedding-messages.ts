/** What the embedder and its worker thread say to each other. Buffers are transferred, never copied. */
import type { ErrorCode } from '../base/errors.js';
import type { EmbeddingModel } from './embedding-model.js';

/** Whether a text is asked or stored: decides its prefix, its turn in the queue and what happens past the limit. */
export type EmbeddingRole = 'question' | 'passage';

export interface WorkerStart {
  readonly model: EmbeddingModel;
  readonly threads: number;
  /** Shared memory of the run gate. */
  readonly gate: SharedArrayBuffer;
}

export type ToWorker =
  | { readonly kind: 'embed'; readonly id: number; readonly role: EmbeddingRole; readonly text: string }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'close' };

export interface EmbeddingArrays {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly ids: Int32Array<ArrayBuffer>;
  readonly starts: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
  readonly vectors: Float32Array<ArrayBuffer>;
}

export type WorkerResult =
  | { readonly kind: 'done'; readonly id: number; readonly arrays: EmbeddingArrays }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string; readonly hint?: string }
  | WorkerResult;
