/** The requests of one question, over the real clients and a model server that misbehaves. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Budget, createBudget } from '../../../src/answer/budget.js';
import { createModelRequests, Distress, Forbidden, OverBudget } from '../../../src/answer/model-requests.js';
import { type RequestLimits, usualLimits } from '../../../src/answer/request-limits.js';
import type { Question } from '../../../src/answer/types.js';
import { createChatModel } from '../../../src/models/chat-model.js';
import type { ChatModel, Moderator, TokenUse } from '../../../src/models/types.js';
import { type Fault, type ModelServer, startModelServer } from '../../emulators/model/model-server.js';
import { recordingLog } from '../../helpers/recording-log.js';

const open: { server?: ModelServer } = {};
afterEach(() => open.server?.close());

/** As usual, with shorter pauses; what a test is about it sets itself, so that a busy machine changes nothing. */
const quick: RequestLimits = {
  ...usualLimits,
  longestPauseMs: 400,
  shortPauseMs: 10,
  leastMs: 50,
  mostChars: 400,
};
const messages = [{ role: 'user' as const, content: 'What comes first?' }];
const text = 'Trust comes first.';
const asked: Question = { text: 'What comes first?', essays: ['a'] };

/** A budget without end that keeps what was reserved and how it ended. */
function openBudget(): { budget: Budget; settled: (TokenUse | 'failed' | 'open')[] } {
  const settled: (TokenUse | 'failed' | 'open')[] = [];
  const budget: Budget = {
    async reserve() {
      const at = settled.push('open') - 1;
      return {
        async settle(use) {
          expect(settled[at]).toBe('open');
          settled[at] = use;
        },
      };
    },
    async recordAnswer() {},
  };
  return { budget, settled };
}

interface StageOptions {
  readonly limits?: Partial<RequestLimits>;
  readonly budget?: Budget;
  readonly moderator?: Moderator;
}

async function start({ limits = {}, budget, moderator }: StageOptions = {}) {
  const server = await startModelServer();
  open.server = server;
  const model = createChatModel({ name: 'openai:gpt-4o-mini', apiKey: server.key, baseUrl: server.baseUrl });
  // The packages of the clients take longer to load than these limits allow.
  await model.warm();
  const own = openBudget();
  const requests = createModelRequests(
    { model, budget: budget ?? own.budget, ...(moderator ? { moderator } : {}) },
    { ...quick, ...limits },
  );
  return { server, model, requests, settled: own.settled };
}

interface Heard {
  readonly text: string;
  readonly error: unknown;
  readonly ms: number;
}

async function hear(pieces: AsyncIterable<string>): Promise<Heard> {
  const began = performance.now();
  let said = '';
  let error: unknown;
  try {
    for await (const piece of pieces) said += piece;
  } catch (caught) {
    error = caught;
  }
  return { text: said, error, ms: performance.now() - began };
}

const estimate = { input: expect.any(Number), output: expect.any(Number), isEstimate: true };

describe('a request', () => {
  it('gives the reply in pieces and settles what it cost', async () => {
    const { server, requests, settled } = await start();
    server.reply({ text, usage: { prompt: 30, completion: 5 } });
    const own = requests.of(asked);
    expect(await hear(own.send(messages))).toMatchObject({ text, error: undefined });
    expect(own.left).toBe(2);
    expect(settled).toEqual([{ input: 30, output: 5, isEstimate: false }]);
  });

  it('reserves for what is sent and the longest reply, for whoever asks', async () => {
    const seen: unknown[] = [];
    const budget: Budget = {
      async reserve(asker, request) {
        seen.push({ asker, ...request });
        return { settle: async () => undefined };
      },
      async recordAnswer() {},
    };
    const { server, model, requests } = await start({ budget });
    server.usually(text);
    const asker = { platform: 'slack', tenant: 'T1', place: 'C1', person: 'U1' };
    await hear(requests.of({ ...asked, asker }).send(messages));
    await hear(requests.of({ ...asked }).send(messages));
    expect(seen).toEqual([
      { asker, inputTokens: 5, maxOutputTokens: model.maxTokens },
      {
        asker: expect.objectContaining({ platform: 'command-line' }),
        inputTokens: 5,
        maxOutputTokens: model.maxTokens,
      },
    ]);
  });

  it('is one of three that a question may cost, repetitions counted', async () => {
    const { server, requests, settled } = await start();
    server.usually({ fault: 'status', status: 500 });
    const own = requests.of(asked);
    expect((await hear(own.send(messages))).error).toMatchObject({ fault: 'server-error' });
    expect(server.requests).toHaveLength(3);
    expect(own.left).toBe(0);
    expect(requests.of(asked)).toBe(own);
    server.usually(text);
    expect((await hear(requests.of(asked).send(messages))).error).toMatchObject({ fault: 'used-up' });
    expect(server.requests).toHaveLength(3);
    expect(settled).toEqual(['failed', 'failed', 'failed']);
  });

  it('is one of three also where each succeeds', async () => {
    const { server, requests } = await start();
    server.usually(text);
    const own = requests.of(asked);
    for (let turn = 0; turn < 3; turn++) expect((await hear(own.send(messages))).text).toBe(text);
    expect((await hear(own.send(messages))).error).toMatchObject({ fault: 'used-up' });
    expect((await hear(requests.of({ ...asked }).send(messages))).text).toBe(text);
    expect(server.requests).toHaveLength(4);
  });

  it('that must be one is not repeated', async () => {
    const { server, requests } = await start();
    server.usually({ fault: 'status', status: 500 });
    await hear(requests.of(asked).send(messages, { isOnce: true }));
    expect(server.requests).toHaveLength(1);
  });
});

describe('a fault before the first piece', () => {
  it.each<[string, Fault | string]>([
    ['a server that fails', { fault: 'status', status: 500 }],
    ['a server that asks to slow down', { fault: 'status', status: 429 }],
    ['a connection that is cut', { fault: 'cut-before-headers' }],
    ['a page in place of a reply', { fault: 'html', status: 200 }],
    ['a page of a proxy', { fault: 'html', status: 502 }],
    ['no bytes', { fault: 'empty-body' }],
    ['an empty reply', { fault: 'empty-content' }],
    ['a reply of blanks', ' \n'],
    ['a refusal', { fault: 'refusal', text: 'I cannot.' }],
    ['a call of a tool', { fault: 'tool-call', name: 'find', input: '{}' }],
    ['an error before any text', { fault: 'error-mid-stream', text, afterChars: 0 }],
  ])('is repaired by asking again: %s', async (_, fault) => {
    const { server, requests, settled } = await start();
    server.reply(fault, text);
    const heard = await hear(requests.of(asked).send(messages));
    expect({ ...heard, text: heard.text.trim() }).toMatchObject({ text, error: undefined });
    expect(server.requests).toHaveLength(2);
    expect(settled).toHaveLength(2);
    expect(settled).not.toContain('open');
  });

  it('of a stream is repaired by asking for the reply whole, once', async () => {
    const { server, requests, settled } = await start();
    server.usually({ fault: 'empty-content' });
    const own = requests.of(asked);
    expect((await hear(own.send(messages))).error).toMatchObject({ fault: 'broken-stream' });
    expect(server.requests.map(({ body }) => body.stream ?? false)).toEqual([true, false]);
    expect(own.left).toBe(1);
    expect(settled).not.toContain('open');
  });

  it('stays one of the whole reply after another fault in between', async () => {
    const { server, requests } = await start();
    server.reply({ fault: 'empty-content' }, { fault: 'status', status: 503 }, text);
    expect(await hear(requests.of(asked).send(messages))).toMatchObject({ text, error: undefined });
    expect(server.requests.map(({ body }) => body.stream ?? false)).toEqual([true, false, false]);
  });

  it.each<[string, Fault, string]>([
    ['a refused key', { fault: 'status', status: 401 }, 'refused-key'],
    ['a country that is not served', { fault: 'status', status: 403 }, 'refused-key'],
    ['an unknown model', { fault: 'status', status: 404 }, 'bad-request'],
  ])('that asking again cannot mend is not repeated: %s', async (_, fault, expected) => {
    const { server, requests, settled } = await start();
    server.usually(fault);
    expect((await hear(requests.of(asked).send(messages))).error).toMatchObject({ fault: expected });
    expect(server.requests).toHaveLength(1);
    expect(settled).toEqual(['failed']);
  });

  it('because of the schema is repaired by asking without it', async () => {
    const { server, requests, settled } = await start();
    server.usually(text);
    const schema = { name: 'a', schema: { type: 'object', properties: { a: {} } } };
    expect(await hear(requests.of(asked).send(messages, { schema }))).toMatchObject({ text, error: undefined });
    expect(server.requests.map(({ body }) => 'response_format' in body)).toEqual([true, false]);
    expect(settled).toEqual(['failed', expect.objectContaining({ isEstimate: false })]);
  });

  it('of a server that is not there ends soon', async () => {
    const { server, requests, settled } = await start();
    await server.close();
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard.error).toMatchObject({ fault: 'unreachable' });
    expect(heard.ms).toBeLessThan(5_000);
    expect(settled).toEqual(['failed', 'failed', 'failed']);
  });
});

describe('Retry-After', () => {
  it('is waited for', async () => {
    const { server, requests } = await start();
    server.reply({ fault: 'status', status: 429, retryAfter: 0.3 }, text);
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard).toMatchObject({ text, error: undefined });
    expect(heard.ms).toBeGreaterThanOrEqual(295);
  });

  it('is not waited for when it is too long', async () => {
    const { server, requests } = await start();
    server.reply({ fault: 'status', status: 429, retryAfter: 20 }, text);
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard.error).toMatchObject({ fault: 'rate-limited', retryAfterMs: 20_000 });
    expect(heard.ms).toBeLessThan(5_000);
    expect(server.requests).toHaveLength(1);
  });

  it('is not waited for when too little time would be left after it', async () => {
    const { server, requests } = await start({ limits: { questionMs: 8_000, leastMs: 3_000, longestPauseMs: 10_000 } });
    server.reply({ fault: 'status', status: 503, retryAfter: 6 }, text);
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard.error).toMatchObject({ fault: 'server-error' });
    expect(heard.ms).toBeLessThan(4_000);
    expect(server.requests).toHaveLength(1);
  });

  it('is no longer waited for once the question is called off', async () => {
    const { server, requests, settled } = await start({ limits: { longestPauseMs: 10_000 } });
    server.reply({ fault: 'status', status: 429, retryAfter: 9 }, text);
    const stop = new AbortController();
    const heard = hear(requests.of(asked).send(messages, { signal: stop.signal }));
    while (settled[0] !== 'failed') await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    const { error, ms } = await heard;
    expect(error).toMatchObject({ code: 'aborted' });
    expect(ms).toBeLessThan(5_000);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a model that takes too long', () => {
  const long = 'Trust comes first, and treaties come after it. '.repeat(4);
  it.each<[string, Fault, Partial<RequestLimits>, number]>([
    ['hangs before headers', { fault: 'hang-before-headers' }, { firstPieceMs: 100 }, 95],
    ['hangs after headers', { fault: 'hang-after-headers' }, { firstPieceMs: 100 }, 95],
    ['falls silent in the middle', { fault: 'hang-mid-stream', text, afterChars: 12 }, { silenceMs: 100 }, 95],
    ['drips', { fault: 'slow-drip', text: long, everyMs: 50 }, { questionMs: 300 }, 295],
  ])('is left when it %s, and the money is settled', async (_, fault, limits, atLeast) => {
    const { server, requests, settled } = await start({ limits });
    server.usually(fault);
    const { error, ms } = await hear(requests.of(asked).send(messages));
    expect(error).toMatchObject({ fault: 'timed-out' });
    expect(ms).toBeGreaterThanOrEqual(atLeast);
    expect(ms).toBeLessThan(5_000);
    expect(settled).toEqual([estimate]);
    await server.until(() => server.requests.length === 1 && server.requests[0]?.leftEarly === true);
  });

  it('is left within the time of one step, which may be shorter than that of the question', async () => {
    const { server, requests } = await start();
    server.usually({ fault: 'hang-before-headers' });
    const own = requests.of(asked);
    const { error, ms } = await hear(own.send(messages, { withinMs: 60 }));
    expect(error).toMatchObject({ fault: 'timed-out' });
    expect(ms).toBeLessThan(5_000);
    expect(own.leftMs).toBeGreaterThan(10_000);
  });

  it('never ends: no more is read than an answer takes, and it counts as broken off', async () => {
    const { server, requests, settled } = await start();
    server.usually({ fault: 'endless', text: long });
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard.error).toMatchObject({ fault: 'broken-stream' });
    expect(heard.text).toHaveLength(quick.mostChars);
    expect(settled).toEqual([estimate]);
    await server.until(() => server.requests[0]?.leftEarly === true);
    expect(server.requests).toHaveLength(1);
  });

  it('sends one reply that is far too long: no more of it is read either', async () => {
    const { server, requests } = await start();
    server.reply({ fault: 'empty-content' }, 'x'.repeat(100_000));
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard.text).toHaveLength(quick.mostChars);
    expect(heard.error).toMatchObject({ fault: 'broken-stream' });
  });

  it('breaks off in the middle: what came is kept, and it is not asked again', async () => {
    const { server, requests, settled } = await start();
    server.usually({ fault: 'cut-mid-stream', text, afterChars: 12 });
    const heard = await hear(requests.of(asked).send(messages));
    expect(heard).toMatchObject({ text: text.slice(0, 12), error: { fault: 'broken-stream' } });
    expect(server.requests).toHaveLength(1);
    expect(settled).toEqual([{ ...estimate, output: 3 }]);
  });

  it('is done within 25 seconds by the limits in use, with time left to quote', () => {
    const { questionMs, firstPieceMs, silenceMs, mostRequests } = usualLimits;
    expect(questionMs).toBeLessThanOrEqual(22_000);
    expect(firstPieceMs + silenceMs).toBeLessThan(questionMs);
    expect(mostRequests).toBe(3);
  });
});

describe('a reader', () => {
  it('that has enough ends the request, and what had come is paid for', async () => {
    const { server, requests, settled } = await start();
    server.usually({ fault: 'endless', text: 'Trust comes first. ', everyMs: 2 });
    let read = 0;
    for await (const piece of requests.of(asked).send(messages)) {
      read += piece.length;
      if (read > 80) break;
    }
    expect(settled).toEqual([estimate]);
    const [use] = settled;
    expect(typeof use === 'object' && use.output).toBeGreaterThanOrEqual(20);
    await server.until(() => server.requests[0]?.leftEarly === true);
  });

  it.each<[string, Fault]>([
    ['before headers', { fault: 'hang-before-headers' }],
    ['in the middle', { fault: 'hang-mid-stream', text, afterChars: 12 }],
  ])('that calls the question off ends the request at once: %s', async (_, fault) => {
    const { server, requests, settled } = await start();
    server.usually(fault);
    const stop = new AbortController();
    const heard = hear(requests.of(asked).send(messages, { signal: stop.signal }));
    await server.until(() => server.requests.length === 1);
    setTimeout(() => stop.abort(), 20);
    const { error, ms } = await heard;
    expect(error).toMatchObject({ code: 'aborted' });
    expect(ms).toBeLessThan(5_000);
    expect(settled).toEqual([estimate]);
    expect(server.requests).toHaveLength(1);
  });

  it('that has called it off before sends and reserves nothing', async () => {
    const { server, requests, settled } = await start();
    server.usually(text);
    const { error } = await hear(requests.of(asked).send(messages, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: 'aborted' });
    expect({ sent: server.requests.length, settled }).toEqual({ sent: 0, settled: [] });
  });
});

describe('the money', () => {
  it('that is spent stops a request before it is sent', async () => {
    const budget = createBudget({
      monthlyDollars: 0,
      model: 'openai:gpt-4o-mini',
      price: { input: 1, output: 1 },
      log: recordingLog(),
    });
    const { server, requests } = await start({ budget });
    server.usually(text);
    const own = requests.of(asked);
    const { error } = await hear(own.send(messages));
    expect(error).toBeInstanceOf(OverBudget);
    expect(error).toMatchObject({ limit: 'month' });
    expect({ sent: server.requests.length, left: own.left }).toEqual({ sent: 0, left: 3 });
  });

  it('is asked for again before every repetition', async () => {
    let reserved = 0;
    const budget: Budget = {
      reserve: async () => (++reserved > 1 ? { refused: 'day' } : { settle: async () => undefined }),
      async recordAnswer() {},
    };
    const { server, requests } = await start({ budget });
    server.usually({ fault: 'status', status: 500 });
    expect((await hear(requests.of(asked).send(messages))).error).toMatchObject({ limit: 'day' });
    expect(server.requests).toHaveLength(1);
  });

  it('is given back where nothing could be sent', async () => {
    const { budget, settled } = openBudget();
    const model = createChatModel({ name: 'anthropic:claude-haiku-4-5', apiKey: 'x' });
    const requests = createModelRequests({ model, budget }, quick);
    expect((await hear(requests.of(asked).send(messages))).error).toMatchObject({ code: 'config-invalid' });
    expect(settled).toEqual(['failed']);
  });
});

describe('the breaker', () => {
  const broken: Fault = { fault: 'status', status: 401 };
  const ask = async (requests: ReturnType<typeof createModelRequests>, signal?: AbortSignal): Promise<Heard> =>
    hear(requests.of({ ...asked }).send(messages, signal ? { signal } : {}));
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('leaves a model alone after five faults in a row, gives the money back, and tries once more later', async () => {
    const { server, requests, settled } = await start({ limits: { breakerMs: 600 } });
    server.usually(broken);
    for (let turn = 0; turn < 5; turn++) expect((await ask(requests)).error).toMatchObject({ fault: 'refused-key' });
    expect((await ask(requests)).error).toMatchObject({ fault: 'circuit-open' });
    expect(server.requests).toHaveLength(5);
    expect(settled.slice(-1)).toEqual(['failed']);
    await pause(610);
    expect((await ask(requests)).error).toMatchObject({ fault: 'refused-key' });
    expect((await ask(requests)).error).toMatchObject({ fault: 'circuit-open' });
    expect(server.requests).toHaveLength(6);
    await pause(610);
    server.usually(text);
    expect((await ask(requests)).text).toBe(text);
    expect((await ask(requests)).text).toBe(text);
  });

  it('lets one request through to try, and nobody waits for it', async () => {
    const { server, requests } = await start({ limits: { breakerMs: 50 } });
    server.usually(broken);
    for (let turn = 0; turn < 5; turn++) await ask(requests);
    await pause(60);
    const heard: string[] = [];
    let goOn = (): void => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    server.usually(async () => {
      await held;
      return text;
    });
    const probe = ask(requests).then((each) => heard.push(each.text));
    await server.until(() => server.requests.length === 6);
    expect((await ask(requests)).error).toMatchObject({ fault: 'circuit-open' });
    expect(heard).toEqual([]);
    goOn();
    await probe;
    expect(heard).toEqual([text]);
    expect((await ask(requests)).text).toBe(text);
  });

  it('counts faults in a row: one reply in between and it counts anew', async () => {
    const { server, requests } = await start();
    const four = [broken, broken, broken, broken];
    server.reply(...four, text, ...four, text);
    for (let turn = 0; turn < 10; turn++)
      expect((await ask(requests)).error).not.toMatchObject({ fault: 'circuit-open' });
    expect(server.requests).toHaveLength(10);
  });

  it('does not count a request that was badly made, nor a question that was called off', async () => {
    const { server, requests } = await start();
    server.usually({ fault: 'status', status: 404 });
    for (let turn = 0; turn < 6; turn++) expect((await ask(requests)).error).toMatchObject({ fault: 'bad-request' });
    server.usually({ fault: 'hang-before-headers' });
    for (let turn = 0; turn < 6; turn++) {
      const heard = ask(requests, AbortSignal.timeout(15));
      expect((await heard).error).toMatchObject({ code: 'aborted' });
    }
    server.usually(text);
    expect((await ask(requests)).text).toBe(text);
  });

  it('counts a model that hangs', async () => {
    const { server, requests } = await start({ limits: { firstPieceMs: 20 } });
    server.usually({ fault: 'hang-before-headers' });
    for (let turn = 0; turn < 5; turn++) expect((await ask(requests)).error).toMatchObject({ fault: 'timed-out' });
    expect((await ask(requests)).error).toMatchObject({ fault: 'circuit-open' });
  });
});

describe('a moderator', () => {
  const moderatorOf = (isForbidden: boolean, seen: string[], isSelfHarm = false): Moderator => ({
    async judge(words) {
      seen.push(words);
      return { isForbidden, isSelfHarm };
    },
  });

  it('is asked once a question, and hears no name and no address', async () => {
    const seen: string[] = [];
    const { server, requests } = await start({ moderator: moderatorOf(false, seen) });
    server.usually(text);
    const question = { ...asked, text: 'I am Wendelin Krause, wendelin@example.org. What comes first?' };
    await hear(requests.of(question).send(messages));
    await hear(requests.of(question).send(messages));
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('What comes first?');
    expect(seen[0]).not.toMatch(/wendelin|krause/i);
  });

  it('that forbids a question keeps it from the model', async () => {
    const { server, requests, settled } = await start({ moderator: moderatorOf(true, []) });
    server.usually(text);
    const own = requests.of(asked);
    for (let turn = 0; turn < 2; turn++) expect((await hear(own.send(messages))).error).toBeInstanceOf(Forbidden);
    expect({ sent: server.requests.length, left: own.left, settled }).toEqual({ sent: 0, left: 3, settled: [] });
  });

  it.each([true, false])('that reads distress keeps it from the model, whatever else it says (%s)', async (forbids) => {
    const { server, requests } = await start({ moderator: moderatorOf(forbids, [], true) });
    server.usually(text);
    expect((await hear(requests.of(asked).send(messages))).error).toBeInstanceOf(Distress);
    expect(server.requests).toHaveLength(0);
  });

  it('that cannot judge keeps it from the model as well', async () => {
    const moderator: Moderator = {
      async judge() {
        throw new Error('down');
      },
    };
    const { server, requests } = await start({ moderator });
    server.usually(text);
    expect((await hear(requests.of(asked).send(messages))).error).toBeInstanceOf(Error);
    expect(server.requests).toHaveLength(0);
  });
});

describe('a model that hears no signal', () => {
  it('is left all the same', async () => {
    const deaf: ChatModel = {
      id: 'deaf:model',
      maxTokens: 100,
      async *stream() {
        await new Promise(() => undefined);
      },
      warm: async () => undefined,
    };
    const { budget, settled } = openBudget();
    const requests = createModelRequests({ model: deaf, budget }, { ...quick, firstPieceMs: 50 });
    const { error, ms } = await hear(requests.of(asked).send(messages));
    expect(error).toMatchObject({ fault: 'timed-out' });
    expect(ms).toBeLessThan(5_000);
    expect(settled).toEqual([{ input: expect.any(Number), output: 0, isEstimate: true }]);
  });
});
