import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkAppToken, checkBotToken } from '../../../../src/adapters/slack/check-tokens.js';

type Answer = (path: string, token: string) => { status?: number; headers?: Record<string, string>; body?: object };

let server: Server | undefined;
const asked: string[] = [];
/** A Slack on this machine that answers as told; undefined lets it wait for ever. */
async function slack(answer?: Answer): Promise<string> {
  asked.length = 0;
  server = createServer((request, response) => {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    asked.push(`${request.url} ${token}`);
    if (!answer) return;
    const { status = 200, headers = {}, body = {} } = answer(request.url ?? '', token);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
}
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

describe('a bot token', () => {
  it('is known by workspace, bot and scopes', async () => {
    const apiUrl = await slack(() => ({
      headers: { 'x-oauth-scopes': 'chat:write, commands' },
      body: { ok: true, team: 'Room 12', user: 'pilcrow' },
    }));
    expect(await checkBotToken('xoxb-1', { apiUrl })).toEqual({
      outcome: 'good',
      workspace: 'Room 12',
      bot: 'pilcrow',
      scopes: ['chat:write', 'commands'],
    });
    expect(asked).toEqual(['/api/auth.test xoxb-1']);
  });

  it('is refused in Slack’s word, asked once', async () => {
    const apiUrl = await slack(() => ({ body: { ok: false, error: 'invalid_auth' } }));
    expect(await checkBotToken('xoxb-1', { apiUrl })).toEqual({ outcome: 'refused', error: 'invalid_auth' });
    expect(asked).toHaveLength(1);
  });
});

describe('an app token', () => {
  it('is good when a connection could be opened, and none is', async () => {
    const apiUrl = await slack(() => ({ body: { ok: true, url: 'ws://127.0.0.1:1/' } }));
    expect(await checkAppToken('xapp-1', { apiUrl: `${apiUrl}/` })).toEqual({ outcome: 'good' });
    expect(asked).toEqual(['/api/apps.connections.open xapp-1']);
  });
});

describe('a Slack that does not answer', () => {
  it.each([
    ['a limit', { status: 429, headers: { 'retry-after': '30' } }, 'Slack asks to wait 30 seconds'],
    ['a fault', { status: 503 }, 'the answer was HTTP 503'],
    ['a fault of its own', { body: { ok: false, error: 'internal_error' } }, 'Slack said internal_error'],
  ])('says nothing about the token, at once: %s', async (_what, answer, reason) => {
    const apiUrl = await slack(() => answer);
    expect(await checkAppToken('xapp-1', { apiUrl })).toEqual({ outcome: 'unreachable', reason });
    expect(asked).toHaveLength(1);
  });

  it('is given up after the time, or when nobody listens', async () => {
    const apiUrl = await slack();
    expect(await checkBotToken('xoxb-1', { apiUrl, timeoutMs: 50 })).toEqual({
      outcome: 'unreachable',
      reason: 'no answer came in time',
    });
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    expect(await checkBotToken('xoxb-1', { apiUrl })).toMatchObject({
      outcome: 'unreachable',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('leaves no line on the console', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
    const apiUrl = await slack(() => ({ status: 500 }));
    await checkBotToken('xoxb-1', { apiUrl });
    for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
