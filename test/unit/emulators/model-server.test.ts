/** The model server of the tests under the real `openai` client: what the tests of everything written by a model rest on. */
import OpenAI, { APIConnectionError, APIError, RateLimitError } from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type Fault,
  type ModelServer,
  type ModelServerOptions,
  type OddStream,
  startModelServer,
} from '../../emulators/model/model-server.js';

const open: { server?: ModelServer } = {};
const messages = [{ role: 'user' as const, content: 'Why?' }];
const model = 'gpt-4o-mini';
const text = 'Доверие 信頼 “trust” 🤝 first.';

async function start(options?: ModelServerOptions): Promise<{ server: ModelServer; client: OpenAI }> {
  const server = await startModelServer(options);
  open.server = server;
  return { server, client: clientOf(server) };
}

function clientOf(server: ModelServer, apiKey = server.key, timeout = 5_000): OpenAI {
  return new OpenAI({ baseURL: server.baseUrl, apiKey, maxRetries: 0, timeout, logLevel: 'off' });
}

afterEach(() => open.server?.close());

interface Read {
  readonly text: string;
  readonly finish: string | undefined;
  readonly usage: OpenAI.CompletionUsage | undefined;
  readonly chunks: number;
  readonly error: unknown;
}

/** A stream to its end, or to the error; `onText` is told what there is so far. */
async function readStream(client: OpenAI, onText?: (text: string) => boolean, signal?: AbortSignal): Promise<Read> {
  let [said, chunks]: [string, number] = ['', 0];
  let finish: string | undefined;
  let usage: OpenAI.CompletionUsage | undefined;
  let error: unknown;
  try {
    const body = { model, messages, stream: true as const, stream_options: { include_usage: true } };
    for await (const chunk of await client.chat.completions.create(body, { signal })) {
      const [choice] = chunk.choices;
      chunks++;
      said += choice?.delta.content ?? '';
      finish = choice?.finish_reason ?? finish;
      usage = chunk.usage ?? usage;
      if (onText?.(said)) break;
    }
  } catch (caught) {
    error = caught;
  }
  return { text: said, finish, usage, chunks, error };
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('an answer', () => {
  it('arrives whole, with its usage', async () => {
    const { server, client } = await start();
    server.reply({ text, usage: { prompt: 7, completion: 3 } });
    const { choices, usage } = await client.chat.completions.create({ model, messages });
    expect(choices[0]).toMatchObject({ message: { role: 'assistant', content: text }, finish_reason: 'stop' });
    expect(usage).toMatchObject({ prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 });
  });

  it('arrives in chunks of the size that was asked for, the usage last', async () => {
    const { server, client } = await start();
    server.reply({ text, chunkChars: 4 });
    const read = await readStream(client);
    const pieces = Math.ceil(Array.from(text).length / 4);
    expect(read).toMatchObject({ text, finish: 'stop', error: undefined, chunks: pieces + 3 });
    expect(read.usage?.completion_tokens).toBe(Math.ceil(text.length / 4));
  });

  it('has no usage where none was asked for', async () => {
    const { client } = await start({ usual: text });
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) {
      expect(chunk).not.toHaveProperty('usage');
    }
  });

  it('waits before the first word and between the words', async () => {
    const { server, client } = await start();
    server.reply({ text: 'abc', chunkChars: 1, firstDelayMs: 40, chunkDelayMs: 20 });
    const began = performance.now();
    const times: number[] = [];
    await readStream(client, (said) => said !== '' && times.push(performance.now() - began) < 0);
    expect(times[0]).toBeGreaterThanOrEqual(38);
    expect(times[2]).toBeGreaterThanOrEqual(78);
  });

  it('can be made from the request', async () => {
    const { server, client } = await start();
    server.reply(({ prompt, messages: [first] }) => ({ text: `${first?.role}: ${prompt}` }));
    const { choices } = await client.chat.completions.create({ model, messages });
    expect(choices[0]?.message.content).toBe('user: Why?');
  });

  it('comes from the queue in order, then from what is usual, and is a loud 500 without either', async () => {
    const { server, client } = await start();
    server.reply('one', () => 'two');
    server.usually('usual');
    const said: unknown[] = [];
    for (let turn = 0; turn < 3; turn++) said.push((await readStream(client)).text);
    expect(said).toEqual(['one', 'two', 'usual']);
    expect(server.repliesLeft).toBe(0);
    server.usually(undefined);
    expect(await errorOf(client.chat.completions.create({ model, messages }))).toMatchObject({
      status: 500,
      message: expect.stringContaining('no reply was scripted'),
    });
  });

  it.each<[Fault, string, object]>([
    [{ fault: 'length', text: 'half a' }, 'length', { content: 'half a', refusal: null }],
    [{ fault: 'content-filter', text: 'so far' }, 'content_filter', { content: 'so far' }],
    [{ fault: 'refusal', text: 'I cannot.' }, 'stop', { content: null, refusal: 'I cannot.' }],
    [{ fault: 'empty-content' }, 'stop', { content: '' }],
    [{ fault: 'tool-call', name: 'find', input: '{"a":1' }, 'tool_calls', { content: null }],
  ])('can end otherwise than well: %o', async (fault, finish, message) => {
    const { server, client } = await start();
    server.reply(fault, fault);
    const { choices } = await client.chat.completions.create({ model, messages });
    expect(choices[0]).toMatchObject({ finish_reason: finish, message });
    const streamed = await client.chat.completions.create({ model, messages, stream: true });
    const deltas: Record<string, unknown>[] = [];
    let last: unknown;
    for await (const { choices: parts } of streamed) {
      deltas.push({ ...parts[0]?.delta });
      last = parts[0]?.finish_reason ?? last;
    }
    expect(last).toBe(finish);
    const joined = (key: string) => deltas.map((delta) => delta[key] ?? '').join('');
    expect(joined('content') + joined('refusal')).toBe('text' in fault ? fault.text : '');
    expect(deltas.some((delta) => 'tool_calls' in delta)).toBe(fault.fault === 'tool-call');
  });
});

describe('a request that the real API refuses', () => {
  it('with a wrong key is 401, and the message echoes parts of the key', async () => {
    const { server } = await start({ usual: text });
    const error = await errorOf(clientOf(server, 'sk-wrong-0123456789').chat.completions.create({ model, messages }));
    expect(error).toMatchObject({
      status: 401,
      code: 'invalid_api_key',
      message: expect.stringMatching(/sk-wrong\*+6789/),
    });
    expect(server.requests.map(({ status }) => status)).toEqual([401]);
  });

  it('without a key is 401, unless the server lets everybody in', async () => {
    const { server } = await start({ usual: text });
    const ask = (url: string) =>
      fetch(`${url}/chat/completions`, { method: 'POST', body: JSON.stringify({ model, messages }) });
    expect((await ask(server.baseUrl)).status).toBe(401);
    await server.close();
    const { server: ollama } = await start({ usual: text, key: null });
    expect((await ask(ollama.baseUrl)).status).toBe(200);
  });

  const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
  it.each<[string, Record<string, unknown>, object]>([
    ['no model', { messages }, { message: expect.stringContaining('you must provide a model parameter') }],
    ['no messages', { model }, { param: 'messages', code: 'missing_required_parameter' }],
    ['no message', { model, messages: [] }, { code: 'empty_array' }],
    ['an unknown role', { model, messages: [{ role: 'bot', content: 'x' }] }, { param: 'messages[0].role' }],
    ['a number as content', { model, messages: [{ role: 'user', content: 1 }] }, { code: 'invalid_type' }],
    ['no content', { model, messages: [{ role: 'user', content: null }] }, { param: 'messages[0].content' }],
    ['usage without a stream', { model, messages, stream_options: {} }, { param: 'stream_options' }],
    ['no tokens', { model, messages, max_tokens: 0 }, { code: 'integer_below_min_value' }],
    [
      'the old limit for a model that reasons',
      { model: 'gpt-5-mini', messages, max_tokens: 9 },
      { param: 'max_tokens' },
    ],
    [
      'a temperature for a model that reasons',
      { model: 'o4-mini', messages, temperature: 0 },
      { param: 'temperature' },
    ],
    ['a temperature out of range', { model, messages, temperature: 3 }, { code: 'decimal_above_max_value' }],
    [
      'JSON mode without the word',
      { model, messages, response_format: { type: 'json_object' } },
      { param: 'messages' },
    ],
    [
      'a strict schema that is open',
      { model, messages, response_format: { type: 'json_schema', json_schema: { name: 'a', strict: true, schema } } },
      { message: expect.stringContaining("'additionalProperties' is required") },
    ],
  ])('with %s is 400 in the words of the API', async (_, body, told) => {
    const { client } = await start({ usual: text });
    expect(await errorOf(client.post('/chat/completions', { body }))).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      ...told,
    });
  });

  it('takes a strict schema that is closed', async () => {
    const { client } = await start({ usual: '{"a":"b"}' });
    const closed = { ...schema, additionalProperties: false };
    const response_format = { type: 'json_schema' as const, json_schema: { name: 'a', strict: true, schema: closed } };
    const { choices } = await client.chat.completions.create({ model, messages, response_format });
    expect(choices[0]?.message.content).toBe('{"a":"b"}');
  });

  it('names a model or a path that there is not', async () => {
    const { client } = await start({ usual: text, models: ['gpt-4o'] });
    expect(await errorOf(client.chat.completions.create({ model, messages }))).toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
    expect(await errorOf(client.responses.create({ model: 'gpt-4o', input: 'x' }))).toMatchObject({ status: 404 });
  });

  it('uses up no reply', async () => {
    const { server, client } = await start();
    server.reply(text);
    await errorOf(client.post('/chat/completions', { body: { model } }));
    expect(server.repliesLeft).toBe(1);
  });
});

describe('a fault', () => {
  it.each([401, 403, 404, 429, 500, 503] as const)('of status %i has the error body of the API', async (status) => {
    const { server, client } = await start();
    server.reply({ fault: 'status', status });
    const { error } = await readStream(client);
    expect(error).toMatchObject({ status, error: { message: expect.any(String), type: expect.any(String) } });
    expect(error instanceof APIError && error.headers?.has('retry-after')).toBe(false);
  });

  it('of too many requests can say when to come back, and the client obeys', async () => {
    const { server } = await start({ usual: text });
    server.reply({ fault: 'status', status: 429, retryAfter: 20 }, { fault: 'status', status: 429, retryAfter: 0 });
    const { error } = await readStream(clientOf(server));
    expect(error instanceof RateLimitError && error.headers.get('retry-after')).toBe('20');
    const patient = new OpenAI({ baseURL: server.baseUrl, apiKey: server.key, maxRetries: 1, logLevel: 'off' });
    expect((await readStream(patient)).text).toBe(text);
  });

  it('of a closed server is a refused connection, and it comes back where it was', async () => {
    const { server, client } = await start({ usual: text });
    await server.close();
    const { error } = await readStream(client);
    expect(error).toBeInstanceOf(APIConnectionError);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).toMatch(/fetch failed|ECONNREFUSED/);
    await server.listen();
    expect((await readStream(client)).text).toBe(text);
  });

  it.each<{ fault: Fault; expected: string }>([
    { fault: { fault: 'hang-before-headers' }, expected: '' },
    { fault: { fault: 'hang-after-headers' }, expected: '' },
    { fault: { fault: 'hang-mid-stream', text: 'one two three', afterChars: 7 }, expected: 'one two' },
    { fault: { fault: 'endless', text: 'on and on ' }, expected: 'on and on on and on ' },
    { fault: { fault: 'slow-drip', text: 'drop by drop, '.repeat(500), everyMs: 5 }, expected: 'drop' },
  ])('of kind $fault.fault lasts until the client leaves, which is noted', async ({ fault, expected }) => {
    const { server, client } = await start();
    server.reply(fault);
    const leave = new AbortController();
    const reading = readStream(client, (said) => said !== '' && said.length >= expected.length, leave.signal);
    await server.until(() => server.requests.length === 1);
    if (expected === '') setTimeout(() => leave.abort(), 50);
    const read = await Promise.race([reading, server.until(() => false, 3_000)]);
    expect(read?.text).toContain(expected);
    leave.abort();
    await server.until(() => server.requests[0]?.leftEarly === true);
    expect(server.requests[0]?.status).toBe(fault.fault === 'hang-before-headers' ? 0 : 200);
  });

  it('of a hang in mid-stream sends nothing after its characters', async () => {
    const { server, client } = await start();
    server.reply({ fault: 'hang-mid-stream', text: 'one two three', afterChars: 7 });
    const leave = new AbortController();
    const texts: string[] = [];
    const reading = readStream(client, (said) => texts.push(said) < 0, leave.signal);
    await server.until(() => (server.requests[0]?.written ?? 0) > 0);
    setTimeout(() => leave.abort(), 80);
    await reading;
    expect(texts.at(-1)).toBe('one two');
  });

  it.each<[Fault, string, RegExp]>([
    [{ fault: 'cut-before-headers' }, '', /Connection error/],
    [{ fault: 'cut-mid-stream', text: 'one two three', afterChars: 7 }, 'one two', /terminated/],
    [{ fault: 'error-mid-stream', text: 'one two three', afterChars: 7 }, 'one two', /server had an error/],
    [{ fault: 'html', status: 502 }, '', /502 <!doctype html>/],
    [{ fault: 'odd-stream', how: 'not-json', text }, text, /JSON/],
  ])('of %o leaves what came before it, and an error', async (fault, expected, told) => {
    const { server, client } = await start();
    server.reply(fault);
    const { text: said, error } = await readStream(client);
    expect(said).toBe(expected);
    expect(String(error)).toMatch(told);
    expect(server.requests[0]?.leftEarly).toBe(false);
  });

  it.each<OddStream>(['crlf', 'comments', 'split-characters', 'one-write', 'garbage-lines', 'no-done'])(
    'of an odd stream, %s, is survived by the real client',
    async (how) => {
      const { server, client } = await start();
      server.reply({ fault: 'odd-stream', how, text });
      expect(await readStream(client)).toMatchObject({ text, finish: 'stop', error: undefined });
    },
  );

  // The client drops half an event in silence: only the missing reason tells.
  it.each<OddStream>(['no-finish', 'half-json'])(
    'of an odd stream, %s, looks to the client like an answer that ends without a reason',
    async (how) => {
      const { server, client } = await start();
      server.reply({ fault: 'odd-stream', how, text });
      expect(await readStream(client)).toMatchObject({ text, finish: undefined, error: undefined });
    },
  );

  it.each<Fault>([{ fault: 'empty-body' }, { fault: 'html', status: 200 }])(
    'of %o looks to the client like a stream without anything in it',
    async (fault) => {
      const { server, client } = await start();
      server.reply(fault);
      expect(await readStream(client)).toMatchObject({ text: '', chunks: 0, error: undefined });
    },
  );

  it.each<Fault>([
    { fault: 'hang-mid-stream', text, afterChars: 5 },
    { fault: 'endless', text },
    { fault: 'slow-drip', text, everyMs: 20 },
    { fault: 'cut-mid-stream', text, afterChars: 5 },
    { fault: 'half-json' },
    { fault: 'odd-stream', how: 'half-json', text },
  ])('of %o can strike an answer that is not streamed', async (fault) => {
    const { server, client } = await start();
    server.reply(fault);
    const signal = AbortSignal.timeout(150);
    expect(await errorOf(client.chat.completions.create({ model, messages }, { signal }))).toBeInstanceOf(Error);
    expect(server.requests[0]).toMatchObject({ status: 200 });
  });

  it('can strike the other routes, and then no more', async () => {
    const { server, client } = await start();
    server.fail('embeddings', { fault: 'status', status: 503, message: 'tired' }, 2);
    const ask = () => errorOf(client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' }));
    expect(await ask()).toMatchObject({ status: 503, message: '503 tired' });
    expect(await client.moderations.create({ input: 'x' })).toBeDefined();
    expect(await ask()).toMatchObject({ status: 503 });
    expect(await ask()).toBeUndefined();
  });
});

describe('embeddings', () => {
  const embed = async (client: OpenAI, input: string[], more: object = {}) => {
    const { data } = await client.embeddings.create({ model: 'text-embedding-3-small', input, ...more });
    return data.map(({ embedding }) => embedding);
  };
  const dot = (one: readonly number[] = [], other: readonly number[] = []) =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

  it('are unit vectors, nearer where words are shared, the same each time', async () => {
    const { client } = await start();
    const input = [
      'Japan and mutual trust',
      'trust between Japan and Russia',
      'cheese with bread',
      '日本の信頼',
      '信頼',
    ];
    const [first, near, far, japanese, trust] = await embed(client, input);
    expect(first).toHaveLength(1536);
    expect(dot(first, first)).toBeCloseTo(1, 5);
    expect(dot(first, near)).toBeGreaterThan(dot(first, far) + 0.3);
    expect(dot(japanese, trust)).toBeGreaterThan(dot(japanese, far) + 0.3);
    expect((await embed(client, ['Japan and mutual trust']))[0]).toEqual(first);
  });

  it('have the dimensions that were asked for, and are the same as numbers and as base64', async () => {
    const { server, client } = await start();
    const [packed] = await embed(client, ['Japan'], { dimensions: 256 });
    const [plain] = await embed(client, ['Japan'], { dimensions: 256, encoding_format: 'float' });
    expect(packed).toHaveLength(256);
    expect(packed).toEqual(plain);
    expect(server.requests.map(({ body }) => body.encoding_format)).toEqual(['base64', 'float']);
  });

  it('are refused for nothing, for too much and for too many dimensions', async () => {
    const { client } = await start();
    const long = 'word '.repeat(8_000);
    for (const input of [
      [''],
      [],
      [long],
      Array<string>(2_049).fill('a'),
      Array<string>(60).fill(long.slice(0, 30_000)),
    ]) {
      expect(await errorOf(embed(client, input))).toMatchObject({ status: 400 });
    }
    expect(await errorOf(embed(client, ['a'], { dimensions: 2_000 }))).toMatchObject({ status: 400 });
  });
});

describe('moderation', () => {
  it('flags what holds the words of the list, a result for each text', async () => {
    const { client } = await start({ flagged: [{ words: 'hurt myself', category: 'self-harm' }] });
    const { results } = await client.moderations.create({ input: ['I Hurt myself', 'I hurt'] });
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
    expect(results[0]?.categories).toMatchObject({ 'self-harm': true, violence: false });
  });
});

describe('what was received', () => {
  it('can be read request by request, and searched whatever its escapes, without the key', async () => {
    const { server, client } = await start({ usual: text });
    await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'say "Łódź"\nthen' }] });
    await fetch(`${server.baseUrl}/moderations?q=1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'x-person': 'in a header' },
      body: '{"input":"\\u0141\\u00f3d\\u017a twice"}',
    });
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/v1/chat/completions', status: 200, leftEarly: false, body: { model } },
      { path: '/v1/moderations?q=1', headers: { 'x-person': 'in a header' } },
    ]);
    for (const word of ['say "Łódź"\nthen', 'Łódź twice', 'in a header']) expect(server.sent()).toContain(word);
    expect(server.sent()).not.toContain(server.key);
  });

  it('is no early leaving when the server itself closes, which it does at once', async () => {
    const { server, client } = await start({ usual: { fault: 'hang-before-headers' } });
    const reading = readStream(client);
    await server.until(() => server.requests.length === 1);
    const began = performance.now();
    await server.close();
    expect((await reading).error).toBeInstanceOf(APIConnectionError);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(server.requests[0]).toMatchObject({ leftEarly: false, isOver: true });
  });
});
