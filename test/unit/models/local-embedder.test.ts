import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bundledModel } from '../../../src/models/embedding-model.js';
import { createLocalEmbedder } from '../../../src/models/local-embedder.js';
import type { Embedder, Embedding } from '../../../src/models/types.js';

const sentence = 'The two governments have read the same documents in different ways for seventy years. ';
const compiled = new URL('../../../dist/models/local-embedder.js', import.meta.url).href;

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function slices(text: string, { tokens }: Embedding): string[] {
  return [...(tokens?.starts ?? [])].map((start, i) => text.slice(start, tokens?.ends[i]));
}

async function onePassage(embedder: Embedder, text: string): Promise<Embedding> {
  for await (const embedding of embedder.embedPassages([text])) return embedding;
  throw new Error('no embedding');
}

describe('a local embedder', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = createLocalEmbedder();
    await embedder.warm();
  });
  afterAll(() => embedder.close());

  it('puts related texts near each other and unrelated ones apart', async () => {
    const cat = await embedder.embedQuestion('A cat sits on the mat.');
    const kitten = await embedder.embedQuestion('A kitten is sitting on a rug.');
    const bank = await embedder.embedQuestion('The central bank raised its interest rate.');
    expect(cosine(cat.vector, kitten.vector)).toBeGreaterThan(0.5);
    expect(cosine(cat.vector, bank.vector)).toBeLessThan(0.2);
  });

  it('gives unit vectors, for the text and for each of its tokens, special tokens left out', async () => {
    const { vector, tokens } = await embedder.embedQuestion('Who signed the treaty?');
    expect(vector).toHaveLength(embedder.dimension);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(tokens?.ids).toHaveLength(5);
    for (let row = 0; row < 5; row++) {
      const token = tokens?.vectors.subarray(row * 384, (row + 1) * 384) ?? new Float32Array();
      expect(cosine(token, token)).toBeCloseTo(1, 5);
    }
  });

  it('gives a passage and a question of the same words the same vector', async () => {
    const question = await embedder.embedQuestion(sentence);
    expect((await onePassage(embedder, sentence)).vector).toEqual(question.vector);
  });

  it('answers a repeated question from memory', async () => {
    const first = await embedder.embedQuestion('Is this repeated?');
    expect(await embedder.embedQuestion('Is this repeated?')).toBe(first);
  });

  it('embeds an empty text and a text of blanks', async () => {
    for (const text of ['', ' \n\t']) {
      const { vector, tokens } = await embedder.embedQuestion(text);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      expect(tokens?.ids).toHaveLength(0);
    }
  });

  it('reads a long passage to its end, each token with one vector and its own place', async () => {
    const text = `${sentence.repeat(40)}A kitten is sitting on a rug.`;
    const { vector, tokens } = await onePassage(embedder, text);
    const count = tokens?.ids.length ?? 0;
    expect(count).toBeGreaterThan(600);
    expect(tokens?.vectors).toHaveLength(count * 384);
    expect(slices(text, { vector, tokens } as Embedding).slice(-9)).toEqual([
      '.',
      'A',
      'kitten',
      'is',
      'sitting',
      'on',
      'a',
      'rug',
      '.',
    ]);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(cosine(vector, (await embedder.embedQuestion(sentence)).vector)).toBeGreaterThan(0.6);
    for (let row = 0; row < count; row++) {
      const token = tokens?.vectors.subarray(row * 384, (row + 1) * 384) ?? new Float32Array();
      expect(cosine(token, token)).toBeCloseTo(1, 4);
    }
  });

  it('cuts a long question at the limit', async () => {
    const { tokens } = await embedder.embedQuestion(sentence.repeat(200));
    expect(tokens?.ids).toHaveLength(254);
  });

  it('lets a question overtake passages that wait', async () => {
    const order: string[] = [];
    let question: Promise<unknown> | undefined;
    for await (const _ of embedder.embedPassages(Array.from({ length: 12 }, (_, i) => sentence.repeat(8) + i))) {
      order.push('passage');
      question ??= embedder.embedQuestion('Who goes first here?').then(() => order.push('question'));
    }
    await question;
    expect(order).toHaveLength(13);
    expect(order.indexOf('question')).toBeLessThan(4);
  });

  it('lets a question into the middle of a long passage', async () => {
    const order: string[] = [];
    const passage = onePassage(embedder, sentence.repeat(300)).then(() => order.push('passage'));
    await embedder.embedQuestion('Is it my turn yet?').then(() => order.push('question'));
    await passage;
    expect(order).toEqual(['question', 'passage']);
  });

  it('leaves the event loop free while it embeds', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await onePassage(embedder, sentence.repeat(200));
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(20);
  });

  it('drops what is aborted, before, while and after it was sent, and goes on with the rest', async () => {
    const reason = new AbortController();
    const long = embedder.embedPassages([sentence.repeat(400), sentence], { signal: reason.signal });
    const first = long[Symbol.asyncIterator]().next();
    const asked = embedder.embedQuestion('Shall this be dropped?', { signal: reason.signal });
    reason.abort();
    await expect(first).rejects.toMatchObject({ code: 'aborted' });
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    const late = embedder.embedQuestion('Shall this be dropped?', { signal: reason.signal });
    await expect(late).rejects.toMatchObject({ code: 'aborted' });
    await expect(embedder.embedQuestion('And this one?')).resolves.toBeDefined();
  });

  it('goes on after a reader that stopped early', async () => {
    for await (const _ of embedder.embedPassages(Array<string>(9).fill(sentence))) break;
    await expect(embedder.embedQuestion('Still there?')).resolves.toBeDefined();
  });
});

describe('the thread of an embedder', () => {
  const opened: Embedder[] = [];
  const open = (options?: Parameters<typeof createLocalEmbedder>[0]): Embedder => {
    const embedder = createLocalEmbedder(options);
    opened.push(embedder);
    return embedder;
  };
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pilcrow-embedder-'));
  });
  afterEach(async () => void (await Promise.all(opened.splice(0).map((embedder) => embedder.close()))));
  afterAll(() => rm(folder, { recursive: true }));

  it('fails what was in flight when it crashes, and starts again with the next question', async () => {
    const started = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const embedder = open();
    const warm = embedder.warm();
    const worker = await started;
    await warm;
    const lost = onePassage(embedder, sentence.repeat(400));
    worker.postMessage(null);
    await expect(lost).rejects.toMatchObject({ code: 'model-failed' });
    await expect(embedder.embedQuestion('Back again?')).resolves.toBeDefined();
  });

  it('refuses a model with one byte changed, and takes it once it is whole again', async () => {
    const model = bundledModel();
    const modelFile = join(folder, 'model.onnx');
    const bytes = await readFile(model.modelFile);
    bytes.writeUInt8(bytes.readUInt8(9_000_000) ^ 1, 9_000_000);
    await writeFile(modelFile, bytes);
    const embedder = open({ model: { ...model, modelFile } });
    await expect(embedder.warm()).rejects.toMatchObject({ code: 'model-damaged', hint: expect.any(String) });
    await expect(embedder.embedQuestion('Now?')).rejects.toMatchObject({ code: 'model-damaged' });
    await copyFile(model.modelFile, modelFile);
    await expect(embedder.embedQuestion('Now?')).resolves.toBeDefined();
  });

  it('says that a model is missing', async () => {
    const embedder = open({ model: { ...bundledModel(), modelFile: join(folder, 'none.onnx') } });
    await expect(onePassage(embedder, 'a')).rejects.toMatchObject({ code: 'model-missing', hint: expect.any(String) });
  });

  it('refuses everything once it is closed', async () => {
    const embedder = open();
    const asked = embedder.embedQuestion('Too late?');
    const closed = embedder.close();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    await closed;
    await expect(embedder.warm()).rejects.toMatchObject({ code: 'aborted' });
    await expect(onePassage(embedder, 'a')).rejects.toMatchObject({ code: 'aborted' });
  });

  it.each([
    ['is idle', `await embedder.embedQuestion('a');`, 0],
    ['was closed', `await embedder.embedQuestion('a'); await embedder.close();`, 0],
    // ONNX Runtime aborts the process (exit code 134) when its thread is ended in the middle of a run.
    ['is at work when process.exit is called', `await embedder.embedPassages(texts).next(); process.exit(3);`, 3],
    ['is loading when process.exit is called', `embedder.warm(); setTimeout(() => process.exit(3), 120);`, 3],
  ])('lets the process end when it %s', async (_, body, exitCode) => {
    const script = `import { createLocalEmbedder } from ${JSON.stringify(compiled)};
      const texts = Array(30).fill('many words '.repeat(90));
      const embedder = createLocalEmbedder(); ${body}`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { timeout: 20_000 });
    const ended = await run.then(
      ({ stderr }) => ({ code: 0, stderr }),
      ({ code, stderr }) => ({ code, stderr }),
    );
    expect(ended).toEqual({ code: exitCode, stderr: '' });
  });
});
