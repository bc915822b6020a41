import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type OpenaiEmbedderOptions, openOpenaiEmbedder } from '../../../src/models/openai-embedder.js';
import type { Embedder, Embedding } from '../../../src/models/types.js';
import { dot } from '../../../src/retrieval/vectors.js';
import { type ModelServer, type ModelServerOptions, startModelServer } from '../../emulators/model/model-server.js';

const model = 'text-embedding-3-small';

async function serve(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = await startModelServer(options);
  onTestFinished(() => server.close());
  return server;
}

async function open(server: ModelServer, extra: Partial<OpenaiEmbedderOptions> = {}): Promise<Embedder> {
  const { key: apiKey, baseUrl } = server;
  return await openOpenaiEmbedder({ model, apiKey, baseUrl, waitMs: 20, ...extra });
}

async function all(embeddings: AsyncIterable<Embedding>): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for await (const { vector } of embeddings) vectors.push(vector);
  return vectors;
}

/** What was thrown, with everything that a log could print of it. */
async function faultOf(
  work: Promise<unknown>,
): Promise<{ code?: string; message: string; hint?: string; all: string }> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('Nothing was thrown.');
  const { message, stack, cause } = error;
  return { ...error, message, all: JSON.stringify([{ ...error }, message, stack, String(cause)]) };
}

const inputsOf = (server: ModelServer): number[] =>
  server.requests.map(({ body }) => (Array.isArray(body.input) ? body.input.length : 0));

describe('hosted embeddings', () => {
  it('are unit vectors, nearer for texts that share words, the same for a text asked and a text stored', async () => {
    const embedder = await open(await serve());
    const [cows, more, lamp] = await all(
      embedder.embedPassages(['the cows of the village', 'the village has cows', 'a lamp went out']),
    );
    if (!cows || !more || !lamp) throw new Error('A vector is missing.');
    for (const vector of [cows, more, lamp]) {
      expect(vector).toHaveLength(1536);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
    expect(dot(cows, more)).toBeGreaterThan(dot(cows, lamp) + 0.2);
    const { vector, tokens } = await embedder.embedQuestion('the cows of the village');
    expect(dot(vector, cows)).toBeCloseTo(1, 5);
    expect(tokens).toBeUndefined();
    expect(embedder).toMatchObject({ hasTokenVectors: false, dimension: 1536 });
    expect(embedder.languages).toBeUndefined();
  });

  it('are named after model, dimension and server, so that vectors of two servers never meet', async () => {
    const server = await serve();
    expect((await open(server)).id).toBe(`openai:${model}@1536@${new URL(server.baseUrl).host}`);
    expect((await openOpenaiEmbedder({ model: 'text-embedding-3-large', apiKey: 'sk-x' })).id).toBe(
      'openai:text-embedding-3-large@3072',
    );
    expect(server.requests).toEqual([]);
  });

  it('ask the server how long the vectors of an unknown model are, or go by what served last while it is away', async () => {
    const server = await serve();
    const embedder = await open(server, { model: 'bge-m3' });
    expect(embedder.dimension).toBe(1536);
    await server.close();
    const again = await open(server, { model: 'bge-m3', last: embedder });
    expect(again.id).toBe(embedder.id);
    const other = open(server, { model: 'bge-m4', last: embedder });
    await expect(other).rejects.toMatchObject({ code: 'model-failed', fault: 'unreachable' });
  });

  it('need a key or a server of their own', async () => {
    await expect(openOpenaiEmbedder({ model })).rejects.toMatchObject({ code: 'config-invalid' });
    const server = await serve({ key: null });
    const embedder = await openOpenaiEmbedder({ model, baseUrl: server.baseUrl });
    await expect(embedder.embedQuestion('who?')).resolves.toMatchObject({ vector: { length: 1536 } });
  });

  it('send passages in batches, a few at once, and give them back in order', async () => {
    const server = await serve();
    const embedder = await open(server);
    const texts = Array.from({ length: 150 }, (_, at) => `passage ${at}`);
    const vectors = await all(embedder.embedPassages(texts));
    expect(inputsOf(server).sort((a, b) => b - a)).toEqual([64, 64, 22]);
    const { vector } = await embedder.embedQuestion('passage 149');
    expect(dot(vectors[149] as Float32Array, vector)).toBeCloseTo(1, 5);
    expect(vectors).toHaveLength(150);
  });

  it('take back what was asked for ahead when nobody reads on', async () => {
    const server = await serve();
    const embedder = await open(server);
    server.fail('embeddings', { fault: 'hang-before-headers' });
    const stop = new AbortController();
    const reading = all(embedder.embedPassages(['a'], { signal: stop.signal }));
    await server.until(() => server.requests.length === 1);
    stop.abort();
    await expect(reading).rejects.toMatchObject({ code: 'aborted' });
    await server.until(() => server.requests[0]?.leftEarly === true);
  });

  it('read a paragraph longer than the model in windows, and join them', async () => {
    const server = await serve();
    const embedder = await open(server, { model: 'bge-m3' });
    const [cows, lamps] = ['cow '.repeat(600), 'lamp '.repeat(480)];
    const [long] = await all(embedder.embedPassages([cows + lamps]));
    const [cow, lamp] = await all(embedder.embedPassages(['cow', 'lamp']));
    if (!long || !cow || !lamp) throw new Error('A vector is missing.');
    expect(dot(long, long)).toBeCloseTo(1, 5);
    expect(dot(long, cow)).toBeGreaterThan(0.5);
    expect(dot(long, lamp)).toBeGreaterThan(0.5);
    expect(inputsOf(server)).toEqual([1, 4, 2]);
  });

  it('remember questions, and cut long ones', async () => {
    const server = await serve();
    const embedder = await open(server);
    const first = await embedder.embedQuestion('who counts cows?');
    expect(await embedder.embedQuestion('who counts cows?')).toBe(first);
    expect(server.requests).toHaveLength(1);
    await embedder.embedQuestion('cow '.repeat(50_000));
    expect(server.requests[1]?.text.length).toBeLessThan(30_000);
    await expect(embedder.embedQuestion('  ')).resolves.toMatchObject({ vector: { length: 1536 } });
  });
});

describe('faults of the server', () => {
  it('never show the key', async () => {
    const server = await serve();
    const wrong = 'sk-proj-canary0123456789abcdef';
    const fault = await faultOf((await open(server, { apiKey: wrong })).embedQuestion('who?'));
    expect(fault).toMatchObject({ code: 'model-failed', fault: 'refused-key' });
    expect(fault.hint).toContain('OPENAI_API_KEY');
    expect(fault.all).not.toMatch(/canary|sk-proj|cdef/);
    expect(fault.all).not.toContain('who?');
  });

  it('are waited out as long as the server asks, for passages', async () => {
    const server = await serve();
    server.fail('embeddings', { fault: 'status', status: 429, retryAfter: 1 });
    const vectors = await all((await open(server)).embedPassages(['a']));
    expect(vectors).toHaveLength(1);
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it.each([
    { fault: 'status', status: 503 },
    { fault: 'status', status: 500 },
    { fault: 'cut-before-headers' },
    { fault: 'half-json' },
    { fault: 'empty-body' },
    { fault: 'html', status: 200 },
    { fault: 'html', status: 502 },
  ] as const)('of one moment cost only that moment: $fault $status', async (fault) => {
    const server = await serve();
    server.fail('embeddings', fault);
    expect(await all((await open(server)).embedPassages(['a']))).toHaveLength(1);
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    [401, 'refused-key'],
    [403, 'refused-key'],
    [404, 'unknown-model'],
  ] as const)('that will not pass are not repeated: %s', async (status, kind) => {
    const server = await serve();
    server.fail('embeddings', { fault: 'status', status });
    const fault = await faultOf(all((await open(server)).embedPassages(['a'])));
    expect(fault).toMatchObject({ code: 'model-failed', fault: kind });
    expect(server.requests).toHaveLength(1);
  });

  it('let a question wait no longer than its deadline, and the next ones not at all', async () => {
    const server = await serve();
    const embedder = await open(server, { questionMs: 150, restMs: 300 });
    server.fail('embeddings', { fault: 'hang-after-headers' });
    await expect(embedder.embedQuestion('first')).rejects.toMatchObject({ fault: 'timed-out', code: 'model-failed' });
    await expect(embedder.embedQuestion('second')).rejects.toMatchObject({ fault: 'timed-out' });
    expect(server.requests).toHaveLength(1);
    await expect.poll(() => embedder.embedQuestion('third').catch(() => undefined)).toBeDefined();
  });

  it('that ask for patience beyond the deadline are not waited for', async () => {
    const server = await serve();
    server.fail('embeddings', { fault: 'status', status: 429, retryAfter: 20 });
    await expect((await open(server)).embedQuestion('who?')).rejects.toMatchObject({ fault: 'rate-limited' });
  });

  it.each([
    ['a vector too few', [{ index: 0, embedding: [1, 0] }]],
    ['another length', [0, 1].map((index) => ({ index, embedding: [1, 0] }))],
    ['not a number', [0, 1].map((index) => ({ index, embedding: [null, ...Array<number>(1535).fill(1)] }))],
    ['nothing but zeros', [0, 1].map((index) => ({ index, embedding: Array<number>(1536).fill(0) }))],
    ['a place that is none', [0, 4e9].map((index) => ({ index, embedding: Array<number>(1536).fill(1) }))],
    ['no list', 'none'],
  ])('in the vectors are refused: %s', async (_, data) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ object: 'list', data }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const embedder = await openOpenaiEmbedder({ model, baseUrl: `http://127.0.0.1:${port}/v1`, waitMs: 1 });
    await expect(all(embedder.embedPassages(['a', 'b']))).rejects.toMatchObject({ fault: 'malformed' });
  });

  it('end with `aborted` after the signal and after closing', async () => {
    const server = await serve();
    const embedder = await open(server);
    await expect(embedder.embedQuestion('who?', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    server.fail('embeddings', { fault: 'hang-before-headers' });
    const asked = embedder.embedQuestion('who?');
    await server.until(() => server.requests.length === 1);
    await embedder.close();
    await expect(asked).rejects.toMatchObject({ code: 'aborted' });
    await expect(embedder.embedQuestion('who?')).rejects.toMatchObject({ code: 'aborted' });
  });
});
