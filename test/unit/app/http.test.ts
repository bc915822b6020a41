import { request } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Config } from '../../../src/app/config.js';
import { openHttp } from '../../../src/app/http.js';
import { createMetrics } from '../../../src/app/metrics.js';
import { recordingLog } from '../../helpers/recording-log.js';

const token = 'a-token-of-the-web-page';

interface Response {
  readonly status: number | undefined;
  readonly body: string;
  readonly type: string | undefined;
}

/** Opens a listener, and answers what GET with these headers gets from it. */
async function listen(config: Partial<Config['http']> = {}, hasMetrics = true) {
  const log = recordingLog();
  const http = await openHttp(
    { host: '127.0.0.1', port: 0, ...config },
    { health: () => ({ slack: true }), log, ...(hasMetrics ? { metrics: createMetrics({ budget: 5, log }) } : {}) },
  );
  onTestFinished(() => http.close());
  const { port } = new URL(http.address);
  return async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    await new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (piece: string) => {
          body += piece;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, body, type: response.headers['content-type'] }),
        );
      });
      asked.on('error', reject);
      asked.end();
    });
}

describe('GET /metrics', () => {
  it('answers this machine in the form that Prometheus reads', async () => {
    const get = await listen();
    const response = await get('/metrics');
    expect(response).toMatchObject({ status: 200, type: expect.stringContaining('text/plain; version=0.0.4') });
    expect(response.body).toContain('pilcrow_model_budget_dollars 5');
  });

  it('is not there for requests that a proxy or tunnel brings', async () => {
    const get = await listen();
    expect((await get('/metrics', { host: 'pilcrow.example.org' })).status).toBe(404);
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    expect((await get('/metrics', { forwarded: 'for=203.0.113.9' })).status).toBe(404);
    const behind = await listen({ publicUrl: 'https://pilcrow.example.org' });
    expect((await behind('/metrics')).status).toBe(404);
  });

  it('is not there on other networks without a token', async () => {
    const get = await listen({ host: '0.0.0.0' });
    expect((await get('/metrics')).status).toBe(404);
    expect((await get('/metrics', { authorization: 'Bearer undefined' })).status).toBe(404);
    expect((await get('/health')).status).toBe(200);
  });

  it('asks for the web token there where one is set', async () => {
    const get = await listen({ host: '0.0.0.0', webToken: token });
    for (const authorization of ['', 'Bearer', 'Bearer ', `Bearer ${token}x`, `Basic ${token}`, token]) {
      const { status, body } = await get('/metrics', { authorization });
      expect(status, authorization).toBe(401);
      expect(body).not.toContain('pilcrow_');
    }
    expect((await get('/metrics')).status).toBe(401);
    expect((await get('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get(`/metrics?token=${token}`)).status).toBe(401);
  });

  it('is not there where nothing is counted', async () => {
    const get = await listen({}, false);
    expect((await get('/metrics')).status).toBe(404);
  });
});
