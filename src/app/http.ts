/**
 * The one HTTP listener: `/slack/*` goes to Bolt, the rest to hono. A taken port is one named problem.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Config } from './config.js';

export interface HttpParts {
  /** Bolt's, where Slack comes by HTTP. */
  readonly slack?: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** Each adapter and whether it receives messages now. */
  readonly health: () => Readonly<Record<string, boolean>>;
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
export async function openHttp({ host, port }: Config['http'], { slack, health, log }: HttpParts): Promise<Http> {
  const pages = new Hono();
  pages.get('/health', (context) => {
    const adapters = health();
    return context.json({ status: Object.values(adapters).every(Boolean) ? 'ok' : 'starting', adapters });
  });
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

function portFault(error: NodeJS.ErrnoException, host: string, port: number): PilcrowError {
  const isTaken = error.code === 'EADDRINUSE';
  return new PilcrowError(
    'port-taken',
    isTaken ? `Port ${port} is taken by another program.` : `Port ${port} on ${host} cannot be opened (${error.code}).`,
    { hint: 'Stop the other program, or set PORT to a free port.', cause: error },
  );
}
