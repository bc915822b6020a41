/** What a model and its makers never get: prompts sent on for tracing, and the words of somebody in distress. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/app/wire.js';
import type { Reply } from '../../src/conversation/types.js';
import { createChatModel } from '../../src/models/chat-model.js';
import { type ModelServer, startModelServer } from '../emulators/model/model-server.js';
import { replyOf, trade } from '../helpers/model-replies.js';
import { openRealParts } from '../helpers/real-parts.js';

const question = 'why can japan be rude to russia but not to china?';
const model = 'openai:gpt-4o-mini';

/** Where traces would be sent, with what was. */
interface Listener {
  readonly url: string;
  readonly heard: string[];
  close(): void;
}

async function openListener(): Promise<Listener> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${body}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const tracing = ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_ENDPOINT', 'LANGSMITH_API_KEY'] as const;
const before = tracing.map((name) => [name, process.env[name]] as const);

function trace(url: string): void {
  const [first, second, endpoint, key] = tracing;
  Object.assign(process.env, { [first]: 'true', [second]: 'true', [endpoint]: url, [key]: 'lsv2-of-somebody' });
}

let folder: string;
let listener: Listener;
let server: ModelServer;
let parts: Parts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-kept-'));
  listener = await openListener();
  server = await startModelServer({ flagged: [{ words: 'everything is grey', category: 'self-harm/intent' }] });
  trace(listener.url);
  parts = await openRealParts({
    dataDir: folder,
    env: {
      ...{ OPENAI_API_KEY: server.key, OPENAI_BASE_URL: server.baseUrl, PILCROW_MODEL: model },
      ...{ PILCROW_MODERATION: 'openai', PILCROW_CONTACT_LINE: 'Call the school nurse.' },
    },
  });
});
afterEach(() => server.forget());
afterAll(async () => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await parts.close();
  await server.close();
  listener.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(text: string): Promise<Reply> {
  const place = { platform: 'slack', tenant: 'T1', place: 'C1' };
  let last: Reply | undefined;
  for await (const reply of parts.conversation.handle({ place, person: 'U1', messageId: text, text })) last = reply;
  if (!last) throw new Error('no reply');
  return last;
}

describe('words that a moderator reads as distress', () => {
  it('get the line of contact in the place of an answer, and no model reads them', async () => {
    const reply = await ask('everything is grey, what does the essay say of hope?');
    expect(reply).toMatchObject({ kind: 'notice', tone: 'plain', text: 'Call the school nurse.' });
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/moderations']);
  });
});

describe('tracing that somebody has set for other programs', () => {
  it('is not obeyed: where it points to hears of no question', async () => {
    server.reply(replyOf([trade]));
    expect(await ask(question)).toMatchObject({ kind: 'answer', answer: { writer: 'generated' } });
    // The bare model traces, and after the question: what the question had sent would be there by then.
    trace(listener.url);
    server.reply('Anything.');
    const bare = createChatModel({ name: model, apiKey: server.key, baseUrl: server.baseUrl });
    for await (const _ of bare.stream({ messages: [{ role: 'user', content: 'a control' }] }));
    await expect.poll(() => listener.heard.join('\n'), { timeout: 10_000 }).toContain('a control');
    expect(listener.heard.join('\n')).not.toMatch(/japan|Streltsov/i);
  });
});
