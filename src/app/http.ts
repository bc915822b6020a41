/**
 * The one HTTP listener: `/slack/*` goes to Bolt, the rest to hono. A taken port is one named problem.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Config } from './config.js';
import type { Metrics } from './metrics.js';

export interface HttpParts {
  /** Bolt's, where Slack comes by HTTP. */
  readonly slack?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** The page; everything that is nobody else's goes there. */
  readonly web?: { readonly fetch: Hono['fetch'] } | undefined;
  /** Each adapter and whether it receives messages now. */
  readonly health: () => Readonly<Record<string, boolean>>;
  /** Shown at /metrics to this machine, and to whoever has the web token. */
  readonly metrics?: Pick<Metrics, 'text' | 'contentType'>;
  readonly log: Log;
}

export interface Http {
  /** `http://127.0.0.1:3000` */
  readonly address: string;
  close(): Promise<void>;
}

/** A request must have come in whole by then. */
const requestTimeoutMs = 15_000;

/**
 * Listens.
 * @throws PilcrowError `port-taken`
 */
export async function openHttp(config: Config['http'], { slack, web, health, metrics, log }: HttpParts): Promise<Http> {
  const { host, port } = config;
  const pages = new Hono();
  pages.get('/health', (context) => {
    const adapters = health();
    return context.json({ status: Object.values(adapters).every(Boolean) ? 'ok' : 'starting', adapters });
  });
  if (metrics !== undefined) {
    pages.get('/metrics', async (context) => {
      const isAllowed = isLocal(config, (name) => context.req.header(name));
      if (!isAllowed && config.webToken === undefined) return context.notFound();
      if (!isAllowed && !isBearer(context.req.header('authorization'), config.webToken)) {
        return context.text('A token is needed.', 401, { 'www-authenticate': 'Bearer' });
      }
      return context.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
    });
  }
  if (web) pages.all('*', (context) => web.fetch(context.req.raw, context.env));
  pages.onError((error, context) => {
    log.error({ reason: messageOf(error) }, 'a request failed');
    return context.text('Something broke.', 500);
  });
  const page = getRequestListener(pages.fetch);
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    (request, response) => {
      try {
        if (slack && request.url?.startsWith('/slack/')) slack(request, response);
        else void page(request, response);
      } catch (error) {
        // Bolt throws for a path or method it does not know.
        log.debug({ reason: messageOf(error) }, 'a request was not for us');
        if (!response.headersSent) response.writeHead(404);
        response.end();
      }
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, host, port)));
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  const actual = typeof bound === 'object' && bound !== null ? bound.port : port;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 1_000).unref();
      await closed;
    },
  };
}

/**
 * Whether a request comes from this machine: nobody else reaches the listener, and no proxy or tunnel that stands before
 * it has brought the request.
 */
export function isLocal({ host, publicUrl }: Config['http'], header: (name: string) => string | undefined): boolean {
  if (!isLoopback(host) || publicUrl !== undefined) return false;
  if (header('x-forwarded-for') !== undefined || header('forwarded') !== undefined) return false;
  const asked = `http://${header('host') ?? ''}`;
  return URL.canParse(asked) && isLoopback(new URL(asked).hostname);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host) || host === '::1' || host === '[::1]';
}

/** Takes as long for a wrong token as for the right one. */
function isBearer(header: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
  if (given === undefined || token === undefined) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

function portFault(error: NodeJS.ErrnoException, host: string, port: number): PilcrowError {
  const isTaken = error.code === 'EADDRINUSE';
  return new PilcrowError(
    'port-taken',
    isTaken ? `Port ${port} is taken by another program.` : `Port ${port} on ${host} cannot be opened (${error.code}).`,
    { hint: 'Stop the other program, or set PORT to a free port.', cause: error },
  );
}
