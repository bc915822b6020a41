/**
 * A folder with an ONNX sentence model, as sentence-transformers and Transformers.js lay it out, becomes an
 * `EmbeddingModel`. The weights are hashed, not loaded.
 */
import { access, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { messageOf, PilcrowError } from '../base/errors.js';
import { sha256 } from '../base/files.js';
import type { EmbeddingModel } from './embedding-model.js';
import { hashOfFile } from './file-hash.js';
import { type SettingsFile, type SettingsValues, settingsFiles, settingsOf } from './model-settings.js';

/** Where the weights may stand, best first. */
export const weightFiles: readonly string[] = [
  'onnx/model_quantized.onnx',
  'onnx/model.onnx',
  'model_quantized.onnx',
  'model.onnx',
];

/**
 * The model in `folder`, called `name` (the folder's own name when absent). Its id covers the weights, the tokenizer and
 * every setting, so that vectors made otherwise are never mixed.
 * @throws PilcrowError `model-missing`, `model-damaged`, `config-invalid`
 */
export async function readModelFolder(folder: string, name?: string): Promise<EmbeddingModel> {
  const root = resolve(folder);
  const called = name ?? basename(root);
  const weights = await firstThatExists(root, weightFiles);
  const hasTokenizer = await exists(join(root, 'tokenizer.json'));
  if (weights === undefined || !hasTokenizer) {
    const absent = weights === undefined ? weightFiles.slice(0, 2).join(' or ') : 'tokenizer.json';
    throw new PilcrowError('model-missing', `The model folder ${root} has no ${absent}.`, {
      hint: 'It needs config.json, tokenizer.json and the ONNX weights, laid out as on the Hugging Face hub.',
    });
  }
  if (await exists(join(root, `${weights}_data`))) {
    throw new PilcrowError(
      'config-invalid',
      `The weights of ${called} stand in two files, which Pilcrow cannot check.`,
      {
        hint: 'Use its quantized form, onnx/model_quantized.onnx.',
      },
    );
  }

  const values: SettingsValues = Object.fromEntries(
    await Promise.all(settingsNames.map(async (file) => [file, await readSettings(root, file)] as const)),
  );
  const settings = settingsOf(called, values);
  const modelFile = join(root, weights);
  const tokenizerFile = join(root, 'tokenizer.json');
  const hash = await hashOfFile(modelFile);
  const fingerprint = sha256(JSON.stringify([hash, await hashOfFile(tokenizerFile), settings]));
  return {
    id: `${called}@${fingerprint.slice(0, 12)}`,
    name: called,
    modelFile,
    sha256: hash,
    tokenizerFile,
    ...(values['tokenizer_config.json'] && { tokenizerConfigFile: join(root, 'tokenizer_config.json') }),
    ...settings,
  };
}

const settingsNames = Object.keys(settingsFiles) as SettingsFile[];

async function readSettings(root: string, file: SettingsFile): Promise<unknown> {
  const path = join(root, file);
  if (!(await exists(path))) return undefined;
  try {
    return settingsFiles[file].parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new PilcrowError('model-damaged', `${path} cannot be understood: ${messageOf(cause)}`, {
      hint: 'Fetch the model again.',
      cause,
    });
  }
}

async function firstThatExists(root: string, files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await exists(join(root, file))) return file;
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
