/** One HTTP server for everything: methods, uploads, ways back, the page of an install. Faults have their say first. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Fault, Faults } from './faults.js';
import type { OAuth } from './oauth.js';
import { Refusal } from './refusal.js';
import type { ResponseUrls } from './response-urls.js';
import type { Json } from './shapes.js';
import type { Sockets } from './socket.js';
import { readArgs, readToken, type WebApi } from './web-api.js';
import type { World } from './world.js';

export interface ServerParts {
  readonly world: World;
  readonly api: WebApi;
  readonly sockets: Sockets;
  readonly ways: ResponseUrls;
  readonly oauth: OAuth;
  readonly onChange: () => void;
}

interface Reply {
  readonly status: number;
  readonly body: Json | string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export class SlackServer {
  readonly faults = new Faults();
  /** Requests that are still to be answered, but for those left hanging. */
  inFlight = 0;
  readonly #parts: () => ServerParts;
  #server: Server | undefined;
  #port = 0;

  constructor(parts: () => ServerParts) {
    this.#parts = parts;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens; after a `close` where it did before. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => {
      this.inFlight++;
      this.#serve(request, response)
        .catch(() => response.destroy())
        .finally(() => {
          this.inFlight--;
          this.#parts().onChange();
        });
    });
    server.on('upgrade', (request, socket, head) => this.#parts().sockets.upgrade(request, socket, head));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    if (server?.listening) await new Promise((resolve) => server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const [, room, ...rest] = url.pathname.split('/');
    const args = room === 'upload' ? {} : readArgs(request, url, bytes);
    if (room === 'api') await this.#method(rest.join('/'), args, request, response);
    else if (room === 'upload')
      await this.#withFaults('upload', {}, response, () => this.#upload(request, rest[1], bytes));
    else if (room === 'respond') {
      const use = (): Reply => {
        const { status, text } = this.#parts().ways.use(url.pathname, args ?? {});
        return { status, body: text };
      };
      await this.#withFaults('response_url', args ?? {}, response, use);
    } else if (room === 'files-pri') send(response, this.#file(request, rest));
    else send(response, room === 'oauth' ? this.#agree(url) : { status: 404, body: 'not found' });
  }

  async #method(
    method: string,
    args: Json | undefined,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { api, oauth } = this.#parts();
    const token = readToken(request, args ?? {});
    const call = api.note(method, args ?? {}, token);
    const ask = (): Reply => {
      const { body, headers } =
        args === undefined ? badJson : method === 'oauth.v2.access' ? access() : api.answer(call, token);
      call.ok = body.ok === true;
      call.error = call.ok ? undefined : String(body.error);
      call.answer = body;
      return { status: 200, body, headers };
    };
    const access = () => {
      try {
        return { body: oauth.access(args ?? {}, request.headers.authorization), headers: {} };
      } catch (error) {
        return { body: { ok: false, error: error instanceof Refusal ? error.error : String(error) }, headers: {} };
      }
    };
    const kind = await this.#withFaults(method, args ?? {}, response, ask);
    if (kind !== undefined) Object.assign(call, { ok: false, error: kind });
  }

  /** Answers, or fails in the way that was asked for; says which that was. */
  async #withFaults(
    method: string,
    args: Json,
    response: ServerResponse,
    ask: () => Reply | Promise<Reply>,
  ): Promise<string | undefined> {
    const fault = this.faults.strike(method, args);
    if (!fault) {
      send(response, await ask());
      return undefined;
    }
    switch (fault.kind) {
      case 'ratelimited':
        send(response, limited(fault));
        return 'ratelimited';
      case 'error': {
        const error = fault.error ?? 'internal_error';
        send(
          response,
          method === 'response_url' ? { status: 400, body: error } : { status: 200, body: { ok: false, error } },
        );
        return error;
      }
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
        send(response, await ask());
        return undefined;
      case 'http500':
      case 'http500-after':
        if (fault.kind === 'http500-after') await ask();
        send(response, { status: 500, body: 'Internal Server Error' });
        return fault.kind;
      case 'drop':
      case 'drop-after':
        if (fault.kind === 'drop-after') await ask();
        response.destroy();
        return fault.kind;
      default:
        if (fault.kind === 'hang-after') await ask();
        return fault.kind;
    }
  }

  #agree(url: URL): Reply {
    try {
      return { status: 302, body: '', headers: { location: this.#parts().oauth.agree(url) } };
    } catch (error) {
      return { status: 400, body: error instanceof Error ? error.message : String(error) };
    }
  }

  /** A shared file, to whoever shows a token of the workspace; others are sent to a page to sign in. */
  #file(request: IncomingMessage, path: readonly string[]): Reply {
    const file = this.#parts().world.sharedFiles.get(path.find((step) => step.startsWith('F')) ?? '');
    if (!file) return { status: 404, body: 'not found' };
    file.askedWith.push(request.headers.authorization);
    const token = this.#parts().world.tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (!token?.scopes.has('files:read')) return { status: 302, body: '', headers: { location: `${this.url}/signin` } };
    return { status: 200, body: file.bytes };
  }

  async #upload(request: IncomingMessage, fileId: string | undefined, bytes: Buffer): Promise<Reply> {
    const upload = this.#parts().world.uploads.get(fileId ?? '');
    if (!upload) return { status: 404, body: 'no such upload' };
    const type = request.headers['content-type'] ?? '';
    const content = type.startsWith('multipart/form-data') ? await firstFile(bytes, type) : bytes;
    if (content.length !== upload.length) return { status: 400, body: 'length mismatch' };
    upload.bytes = content;
    return { status: 200, body: `OK - ${content.length}` };
  }
}

const badJson = { body: { ok: false, error: 'invalid_json' } as Json, headers: {} };

function limited({ retryAfter = 1 }: Extract<Fault, { kind: 'ratelimited' }>): Reply {
  return { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': String(retryAfter) } };
}

function send(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const isBytes = Buffer.isBuffer(body);
  const type = isBytes
    ? 'application/octet-stream'
    : typeof body === 'string'
      ? 'text/plain'
      : 'application/json; charset=utf-8';
  response
    .writeHead(status, { 'content-type': type, ...headers })
    .end(isBytes || typeof body === 'string' ? body : JSON.stringify(body));
}

async function firstFile(bytes: Buffer, type: string): Promise<Buffer> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  for (const value of form.values()) if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  return Buffer.alloc(0);
}
