import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundledModel } from '../../../src/models/embedding-model.js';
import { hashOfFile } from '../../../src/models/file-hash.js';
import { findModel } from '../../../src/models/find-model.js';
import { fetchHubModel, type HubOptions, parseHubName } from '../../../src/models/hub-model.js';
import { createLocalEmbedder } from '../../../src/models/local-embedder.js';
import { commit, type HubEmulator, startHubEmulator } from './hub-emulator.js';

const bundled = bundledModel();
const name = { repository: 'owner/model', revision: 'main' };
const weights = 'onnx/model_quantized.onnx';
let downloadFolder = '';
let hub: HubEmulator;
let options: HubOptions;

beforeEach(async () => {
  downloadFolder = await mkdtemp(join(tmpdir(), 'pilcrow-hub-'));
  hub = await startHubEmulator(
    new Map([
      ['README.md', Buffer.from('# not wanted')],
      ['config.json', Buffer.from('{"model_type":"bert","hidden_size":384}')],
      ['1_Pooling/config.json', Buffer.from('{"pooling_mode_mean_tokens":true}')],
      ['tokenizer.json', await readFile(bundled.tokenizerFile)],
      ['onnx/model.onnx', Buffer.alloc(200_000)],
      [weights, await readFile(bundled.modelFile)],
    ]),
  );
  options = { downloadFolder, hubUrl: hub.url };
});
afterEach(async () => {
  await hub.close();
  await rm(downloadFolder, { recursive: true });
});

describe('a model of the hub', () => {
  it('is fetched once, with its progress told, and embeds', async () => {
    const progress: [number, number][] = [];
    const onProgress = (received: number, total: number): void => void progress.push([received, total]);
    const model = await findModel('hf:owner/model', { ...options, onProgress });
    expect(model).toMatchObject({ name: 'owner/model', sha256: bundled.sha256, pooling: 'mean' });
    const total = progress[0]?.[1] ?? 0;
    expect(total).toBeGreaterThan(22_000_000);
    expect(progress.at(-1)).toEqual([total, total]);
    expect(progress.every(([received], i) => received >= (progress[i - 1]?.[0] ?? 0))).toBe(true);
    expect(hub.requests.filter((request) => /README|onnx\/model\.onnx/.test(request))).toEqual([]);

    const embedder = createLocalEmbedder({ model });
    await expect(embedder.embedQuestion('Does it run?')).resolves.toMatchObject({ vector: { length: 384 } });
    await embedder.close();
    const asked = hub.requests.length;
    expect(await findModel('hf:owner/model', options)).toEqual(model);
    expect(hub.requests).toHaveLength(asked);
  });

  it('goes on where a broken download stopped, and is not used before it is whole', async () => {
    hub.trouble = 'breaks';
    await expect(fetchHubModel(name, options)).rejects.toMatchObject({ code: 'model-missing' });
    expect(await readdir(downloadFolder)).toEqual([`owner--model@main.${commit.slice(0, 12)}.partial`]);
    hub.trouble = 'none';
    hub.requests.length = 0;
    const folder = await fetchHubModel(name, options);
    const ranges = hub.requests.filter((request) => request.startsWith('/cdn/') && request.includes(weights));
    expect(ranges.at(-1)).toMatch(/bytes=[1-9]\d{6,}-/);
    expect(await hashOfFile(join(folder, weights))).toBe(bundled.sha256);
    expect(await readdir(downloadFolder)).toEqual(['owner--model@main']);
  });

  it('is refused when a byte changed on the way, and fetched anew the next time', async () => {
    hub.trouble = 'changed';
    await expect(fetchHubModel(name, options)).rejects.toMatchObject({ code: 'model-damaged' });
    hub.trouble = 'none';
    await expect(fetchHubModel(name, options)).resolves.toContain('owner--model@main');
  });

  it('is given up when the hub falls silent', async () => {
    hub.trouble = 'silent';
    await expect(fetchHubModel(name, { ...options, silenceMs: 300 })).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining('does not answer'),
    });
  });

  it('is given up when its caller aborts', async () => {
    const stop = new AbortController();
    const onProgress = (): void => stop.abort();
    await expect(fetchHubModel(name, { ...options, signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  it.each([
    ['no network', { hubUrl: 'http://127.0.0.1:1' }, 'owner/model'],
    ['no such host', { hubUrl: 'http://hub.invalid' }, 'owner/model'],
    ['no such model', {}, 'owner/other'],
    ['no such revision', {}, 'owner/model@v9'],
  ])('says what to do where there is %s', async (_, changed, wanted) => {
    await expect(findModel(`hf:${wanted}`, { ...options, ...changed })).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringContaining(wanted.split('@')[0] as string),
      hint: expect.stringContaining('PILCROW_EMBEDDING_MODEL'),
    });
  });
});

describe('the name of a model of the hub', () => {
  it('is owner and model, with a revision where one is given', () => {
    expect(parseHubName('owner/model')).toEqual(name);
    expect(parseHubName('a.b/c-1@refs/pr/2')).toEqual({ repository: 'a.b/c-1', revision: 'refs/pr/2' });
    for (const text of ['model', 'a/b/c', '../x', 'a/..', 'a/b@', 'a/b@../x', 'a/b c']) {
      expect(parseHubName(text), text).toBeUndefined();
    }
  });

  it('is refused in any other form', async () => {
    await expect(findModel('hf:model', options)).rejects.toMatchObject({ code: 'config-invalid' });
  });
});
