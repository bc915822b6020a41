import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bundledModel, type EmbeddingModel } from '../../../src/models/embedding-model.js';
import { findModel } from '../../../src/models/find-model.js';
import { createLocalEmbedder } from '../../../src/models/local-embedder.js';
import { readModelFolder } from '../../../src/models/model-folder.js';
import type { Embedding } from '../../../src/models/types.js';

const bundled = bundledModel();
let folder = '';
const made: string[] = [];

async function write(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), JSON.stringify(value));
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-model-'));
  made.push(folder);
  await mkdir(join(folder, 'onnx'));
  await symlink(bundled.modelFile, join(folder, 'onnx', 'model_quantized.onnx'));
  await symlink(bundled.tokenizerFile, join(folder, 'tokenizer.json'));
  await write('config.json', { model_type: 'bert', hidden_size: 384, max_position_embeddings: 512 });
});
afterAll(() => Promise.all(made.map((path) => rm(path, { recursive: true }))));

async function ask(model: EmbeddingModel, text: string): Promise<Embedding> {
  const embedder = createLocalEmbedder({ model });
  try {
    return await embedder.embedQuestion(text);
  } finally {
    await embedder.close();
  }
}

describe('a folder with a model', () => {
  it('embeds as the same model does that comes with Pilcrow', async () => {
    const model = await findModel(folder, { downloadFolder: folder });
    expect(model).toMatchObject({ sha256: bundled.sha256, dimension: 384, maxTokens: 256, pooling: 'mean' });
    expect((await ask(model, 'Which treaty?')).vector).toEqual((await ask(bundled, 'Which treaty?')).vector);
  });

  it('pools and prefixes as it declares, under an id of its own', async () => {
    const plain = await readModelFolder(folder);
    await write('1_Pooling/config.json', { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false });
    const cls = await readModelFolder(folder);
    await write('1_Pooling/config.json', { pooling_mode_cls_token: false, pooling_mode_mean_tokens: true });
    await write('config_sentence_transformers.json', { prompts: { query: 'query: ', passage: 'passage: ' } });
    const prefixed = await readModelFolder(folder);
    expect(new Set([plain.id, cls.id, prefixed.id]).size).toBe(3);

    const text = 'Which treaty?';
    const [byMean, byCls, byPrefix] = [await ask(plain, text), await ask(cls, text), await ask(prefixed, text)];
    expect(byCls.tokens).toEqual(byMean.tokens);
    expect(byCls.vector).not.toEqual(byMean.vector);
    expect(byPrefix.vector).toEqual((await ask(plain, `query: ${text}`)).vector);
    expect([...(byPrefix.tokens?.starts ?? [])]).toEqual([...(byMean.tokens?.starts ?? [])]);
  });

  it('takes the least of its limits', async () => {
    await write('sentence_bert_config.json', { max_seq_length: 16 });
    const model = await readModelFolder(folder);
    expect(model.maxTokens).toBe(16);
    expect((await ask(model, 'many words '.repeat(40))).tokens?.ids).toHaveLength(14);
  });

  it('is refused with the name of what it lacks', async () => {
    await rm(join(folder, 'tokenizer.json'));
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('tokenizer.json'),
    });
    await rm(join(folder, 'onnx'), { recursive: true });
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('model_quantized.onnx'),
    });
  });

  it('is refused when a file of it cannot be understood', async () => {
    await writeFile(join(folder, 'config.json'), '{');
    await expect(readModelFolder(folder)).rejects.toMatchObject({ code: 'model-damaged' });
  });

  it('is refused when it needs a layer or a pooling that Pilcrow does not have', async () => {
    await write('1_Pooling/config.json', { pooling_mode_lasttoken: true });
    await expect(readModelFolder(folder)).rejects.toMatchObject({ code: 'config-invalid' });
    await rm(join(folder, '1_Pooling'), { recursive: true });
    await write('modules.json', [{ type: 'sentence_transformers.models.Dense' }]);
    await expect(readModelFolder(folder)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringContaining('Dense'),
    });
  });

  it('is refused at the first run when its vectors have another size than declared', async () => {
    await write('config.json', { hidden_size: 768 });
    await expect(ask(await readModelFolder(folder), 'a')).rejects.toMatchObject({ code: 'model-failed' });
  });
});
