/** Any chat model as the port ChatModel, over the real langchain and openai clients and a model server on loopback. */
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PilcrowError } from '../../../src/base/errors.js';
import { ChatModelError } from '../../../src/models/chat-faults.js';
import { createChatModel } from '../../../src/models/chat-model.js';
import type { ChatFault, ChatModel, ChatRequest, TokenUse } from '../../../src/models/types.js';
import {
  type Fault,
  type ModelServer,
  type ModelServerOptions,
  type OddStream,
  startModelServer,
} from '../../emulators/model/model-server.js';

const open: { server?: ModelServer } = {};
// From the start, for clients keep the functions they find first.
const printed = (['error', 'warn', 'log', 'info', 'debug'] as const).map((level) =>
  vi.spyOn(console, level).mockImplementation(() => undefined),
);

afterEach(async () => {
  await open.server?.close();
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

const secret = 'the essay says something private';
const messages = [
  { role: 'system' as const, content: 'You answer.' },
  { role: 'user' as const, content: secret },
];
const schema = {
  name: 'answer',
  schema: {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  },
};
const text = 'Доверие 信頼 “trust” 🤝 comes first.';

async function start(
  options: ModelServerOptions = {},
  name = 'openai:gpt-4o-mini',
): Promise<{ server: ModelServer; model: ChatModel }> {
  const server = await startModelServer(options);
  open.server = server;
  return { server, model: createChatModel({ name, apiKey: server.key, baseUrl: server.baseUrl }) };
}

interface Heard {
  readonly text: string;
  readonly uses: readonly TokenUse[];
  readonly error: unknown;
}

async function hear(model: ChatModel, request: Partial<ChatRequest> = {}): Promise<Heard> {
  let said = '';
  const uses: TokenUse[] = [];
  try {
    for await (const piece of model.stream({ messages, onUse: (use) => uses.push(use), ...request })) said += piece;
    return { text: said, uses, error: undefined };
  } catch (error) {
    return { text: said, uses, error };
  }
}

describe('a reply', () => {
  it('arrives in pieces, with what it cost told once at the end', async () => {
    const { server, model } = await start();
    server.reply({ text, chunkChars: 3, usage: { prompt: 70, completion: 12 } });
    const pieces: string[] = [];
    const uses: TokenUse[] = [];
    for await (const piece of model.stream({ messages, onUse: (use) => uses.push(use) })) pieces.push(piece);
    expect(pieces.join('')).toBe(text);
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces).not.toContain('');
    expect(uses).toEqual([{ input: 70, output: 12, isEstimate: false }]);
  });

  it('arrives whole where it is asked for whole, with its cost', async () => {
    const { server, model } = await start();
    server.reply({ text, usage: { prompt: 7, completion: 3 } });
    expect(await hear(model, { isWhole: true })).toEqual({
      text,
      uses: [{ input: 7, output: 3, isEstimate: false }],
      error: undefined,
    });
    expect(server.requests[0]?.body.stream ?? false).toBe(false);
  });

  it.each<OddStream>(['crlf', 'comments', 'split-characters', 'one-write', 'no-done'])(
    'is read through what is legal and rare: %s',
    async (how) => {
      const { server, model } = await start();
      server.reply({ fault: 'odd-stream', how, text });
      expect(await hear(model)).toMatchObject({ text, error: undefined });
    },
  );

  it('takes two messages, the model and a limit of tokens to the server, and nothing that says who asks', async () => {
    const { server, model } = await start();
    server.reply(text);
    await hear(model);
    const [request] = server.requests;
    expect(request?.body).toMatchObject({
      model: 'gpt-4o-mini',
      messages,
      temperature: 0,
      max_tokens: model.maxTokens,
    });
    expect(request?.body).not.toHaveProperty('user');
    expect(request?.body).not.toHaveProperty('response_format');
  });

  it.each(['openai:gpt-5-mini', 'openai:o4-mini'])(
    'of a model that thinks first is asked for as such models want it: %s',
    async (name) => {
      const { server, model } = await start({}, name);
      server.reply(text);
      expect(await hear(model)).toMatchObject({ text, error: undefined });
      const [request] = server.requests;
      expect(request?.body).toMatchObject({ max_completion_tokens: model.maxTokens, reasoning_effort: 'low' });
      expect(request?.body).not.toHaveProperty('temperature');
    },
  );

  it('of the chat variant of such a family is asked for without any thinking', async () => {
    const { server, model } = await start({}, 'openai:gpt-5-chat-latest');
    server.reply(text);
    await hear(model);
    expect(server.requests[0]?.body).not.toHaveProperty('reasoning_effort');
  });

  it('comes from a server that wants no key', async () => {
    const server = await startModelServer({ key: null, usual: text });
    open.server = server;
    const model = createChatModel({ name: 'openai:llama3.2', baseUrl: server.baseUrl });
    expect(await hear(model)).toMatchObject({ text, error: undefined });
  });
});

describe('a schema', () => {
  it('is sent as strict structured output', async () => {
    const { server, model } = await start({ usual: '{"a":"b"}' });
    expect(await hear(model, { schema })).toMatchObject({ text: '{"a":"b"}', error: undefined });
    expect(server.requests[0]?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true },
    });
  });

  const refused = { name: 'answer', schema: { type: 'object', properties: { a: {} }, required: [] } };

  it('that the server refuses is a fault worth another request, and all go without from then on', async () => {
    const { server, model } = await start({ usual: text });
    const first = await hear(model, { schema: refused });
    expect(first.error).toMatchObject({ fault: 'bad-request', isWorthAnother: true });
    expect(await hear(model, { schema: refused })).toMatchObject({ text, error: undefined });
    await hear(model, { schema });
    expect(server.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false, false]);
  });

  it('is not given up because of a request that is refused for another reason', async () => {
    const { server, model } = await start({ usual: text });
    expect((await hear(model, { schema, messages: [] })).error).toMatchObject({ isWorthAnother: true });
    expect((await hear(model, { schema, messages: [] })).error).toMatchObject({
      fault: 'bad-request',
      isWorthAnother: false,
    });
    await hear(model, { schema });
    expect(server.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false, true]);
  });

  it('is not given up because the server lacks the model', async () => {
    const { server, model } = await start({ usual: text, models: ['another'] });
    expect((await hear(model, { schema })).error).toMatchObject({ fault: 'bad-request', isWorthAnother: false });
    await hear(model, { schema });
    expect(server.requests.map(({ body }) => 'response_format' in body)).toEqual([true, true]);
  });
});

describe('a fault', () => {
  it.each<[Fault, ChatFault]>([
    [{ fault: 'status', status: 401 }, 'refused-key'],
    [{ fault: 'status', status: 403 }, 'refused-key'],
    [{ fault: 'status', status: 404 }, 'bad-request'],
    [{ fault: 'status', status: 429 }, 'rate-limited'],
    [{ fault: 'status', status: 500 }, 'server-error'],
    [{ fault: 'status', status: 503 }, 'server-error'],
    [{ fault: 'html', status: 502 }, 'server-error'],
    [{ fault: 'html', status: 200 }, 'broken-stream'],
    [{ fault: 'empty-body' }, 'broken-stream'],
    [{ fault: 'half-json' }, 'broken-stream'],
    [{ fault: 'cut-before-headers' }, 'unreachable'],
    [{ fault: 'cut-mid-stream', text, afterChars: 9 }, 'broken-stream'],
    [{ fault: 'error-mid-stream', text, afterChars: 9 }, 'broken-stream'],
    [{ fault: 'odd-stream', how: 'not-json', text }, 'broken-stream'],
    [{ fault: 'odd-stream', how: 'half-json', text }, 'broken-stream'],
    [{ fault: 'odd-stream', how: 'no-finish', text }, 'broken-stream'],
    [{ fault: 'length', text }, 'broken-stream'],
    [{ fault: 'content-filter', text }, 'broken-stream'],
  ])('of the server is told in our words, streamed or whole: %o', async (fault, expected) => {
    const { server, model } = await start();
    const isOfWholeReplies = fault.fault !== 'odd-stream' || fault.how !== 'no-finish';
    for (const isWhole of isOfWholeReplies ? [false, true] : [false]) {
      server.reply(fault);
      const { error, uses } = await hear(model, { isWhole });
      expect(error).toBeInstanceOf(ChatModelError);
      expect({ isWhole, fault: (error as ChatModelError).fault }).toEqual({ isWhole, fault: expected });
      expect(uses).toHaveLength(1);
    }
    // The clients' own repetitions are off.
    expect(server.requests).toHaveLength(isOfWholeReplies ? 2 : 1);
  });

  it('in the middle leaves what had come before it, and its cost as an estimate', async () => {
    const { server, model } = await start();
    server.reply({ fault: 'cut-mid-stream', text, afterChars: 12 });
    const heard = await hear(model);
    expect(heard.text).toBe(text.slice(0, 12));
    expect(heard.uses).toEqual([{ input: expect.any(Number), output: 4, isEstimate: true }]);
  });

  it('of nobody listening is that the server cannot be reached', async () => {
    const { server, model } = await start();
    await server.close();
    expect((await hear(model)).error).toMatchObject({ fault: 'unreachable' });
  });

  it.each([
    ['3', 3_000],
    ['0', 0],
    ['1.5', 1_500],
    ['-4', 0],
    ['soon', undefined],
  ])('says how long the server asks to wait: Retry-After %s', async (retryAfter, expected) => {
    const { server, model } = await start();
    server.fail('chat/completions', { fault: 'status', status: 429, retryAfter });
    expect((await hear(model)).error).toMatchObject({ retryAfterMs: expected });
  });

  it('says how long the server asks to wait by a date', async () => {
    const { server, model } = await start();
    const retryAfter = new Date(Date.now() + 60_000).toUTCString();
    server.fail('chat/completions', { fault: 'status', status: 503, retryAfter });
    const { error } = await hear(model);
    expect(error).toMatchObject({ fault: 'server-error' });
    const { retryAfterMs = 0 } = error as ChatModelError;
    expect(retryAfterMs).toBeGreaterThan(50_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('holds neither key nor prompt nor what the server said', async () => {
    const { server, model } = await start();
    const faults: Fault[] = [
      { fault: 'status', status: 401 },
      { fault: 'status', status: 429, message: `Echo: ${secret}` },
      { fault: 'status', status: 500, message: `Echo: ${secret}` },
      { fault: 'error-mid-stream', text: secret, afterChars: 20 },
      { fault: 'odd-stream', how: 'not-json', text: secret },
      { fault: 'html', status: 200 },
    ];
    server.reply(...faults);
    for (const _ of faults) {
      const { error } = await hear(model);
      expect(error).toBeInstanceOf(PilcrowError);
      const shown = inspect(error, { depth: 9, showHidden: true });
      for (const hidden of [server.key.slice(8, 20), secret, 'Echo']) expect(shown).not.toContain(hidden);
    }
  });
});

describe('a reader', () => {
  it('that leaves early ends the request at the server', async () => {
    const { server, model } = await start();
    server.reply({ fault: 'endless', text, everyMs: 5 });
    const uses: TokenUse[] = [];
    for await (const _ of model.stream({ messages, onUse: (use) => uses.push(use) })) break;
    await server.until(() => server.requests[0]?.isOver === true);
    expect(server.requests[0]?.leftEarly).toBe(true);
    expect(uses).toEqual([{ input: expect.any(Number), output: expect.any(Number), isEstimate: true }]);
  });

  it.each<[string, Fault]>([
    ['before headers', { fault: 'hang-before-headers' }],
    ['after headers', { fault: 'hang-after-headers' }],
    ['in the middle', { fault: 'hang-mid-stream', text, afterChars: 9 }],
  ])('that calls it off is let go at once, also %s', async (_, fault) => {
    const { server, model } = await start();
    server.reply(fault);
    const stop = new AbortController();
    const heard = hear(model, { signal: stop.signal });
    await server.until(() => server.requests.length === 1);
    setTimeout(() => stop.abort(), 20);
    expect((await heard).error).toMatchObject({ code: 'aborted' });
    await server.until(() => server.requests[0]?.leftEarly === true);
  });

  it('that has called it off before sends nothing', async () => {
    const { server, model } = await start({ usual: text });
    expect((await hear(model, { signal: AbortSignal.abort() })).error).toMatchObject({ code: 'aborted' });
    expect(server.requests).toHaveLength(0);
  });
});

describe('setting up', () => {
  it('names the command that installs the package of a provider', async () => {
    const model = createChatModel({ name: 'anthropic:claude-haiku-4-5', apiKey: 'x' });
    await expect(model.warm()).rejects.toMatchObject({
      code: 'config-invalid',
      hint: expect.stringMatching(/^Run: npm install @langchain\/anthropic@\d/),
    });
  });

  it.each(['nobody:model', 'nobody', ':', ''])(
    'says what a model is called like where there is none: %o',
    async (name) => {
      await expect(createChatModel({ name, apiKey: 'x' }).warm()).rejects.toMatchObject({ code: 'config-invalid' });
    },
  );

  it('needs no request to warm up', async () => {
    const { server, model } = await start();
    await model.warm();
    expect(server.requests).toHaveLength(0);
  });
});
