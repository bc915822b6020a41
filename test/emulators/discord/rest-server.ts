/** HTTP under `/api/v10`: reads a request, lets faults and limits have their say, asks a route, answers, records. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound, Refusal, refuse, unauthorized } from './errors.js';
import { type Fault, Faults } from './faults.js';
import { isObject } from './form.js';
import { RateLimits, tooMany } from './rate-limits.js';
import { type Call, matchPath, type Reply, type Route } from './routes.js';
import type { Attachment } from './shapes.js';

export interface RestOptions {
  readonly token: () => string;
  readonly routes: readonly Route[];
  /** Something happened that a waiting test may be waiting for. */
  readonly onChange: () => void;
}

export class RestServer {
  readonly calls: Call[] = [];
  readonly faults = new Faults();
  readonly limits = new RateLimits();
  /** Requests that are still to be answered, but for those left hanging. */
  inFlight = 0;
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** Calls that count towards the ban: 401, 403 and 429. */
  get invalidRequests(): number {
    return this.calls.filter(({ status }) => [401, 403, 429].includes(status)).length;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.inFlight++;
    try {
      await this.#serve(request, response);
    } finally {
      this.inFlight--;
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://discord');
    const method = request.method ?? 'GET';
    const path = /^\/api\/v10(\/.*)$/.exec(url.pathname)?.[1] ?? url.pathname;
    const isVersioned = path !== url.pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { body, files, isBroken } = await readBody(Buffer.concat(chunks), request.headers['content-type'] ?? '');
    const query = Object.fromEntries(url.searchParams);
    const userAgent = request.headers['user-agent'] ?? '';
    const call: Call = {
      method,
      path,
      query,
      body,
      files,
      userAgent,
      at: Date.now(),
      status: 0,
      answer: undefined,
      tookMs: 0,
    };
    this.calls.push(call);
    const fault = isVersioned ? this.faults.strike(method, path) : undefined;
    const early = fault && before(fault);
    if (early === 'cut') response.destroy();
    if (early === 'cut' || early === 'silence') {
      this.#options.onChange();
      return;
    }
    const { limited, headers } = isVersioned ? this.limits.check(method, path) : { headers: {}, limited: undefined };
    const reply = early ?? (limited ? rateLimited(limited) : this.#ask(call, isVersioned, isBroken, request));
    if (fault?.kind === 'delays') await new Promise((resolve) => setTimeout(resolve, fault.ms).unref());
    if (fault?.kind === 'drops-after') response.destroy();
    const isLost = fault?.kind === 'drops-after' || fault?.kind === 'hangs-after';
    const last = fault?.kind === 'fails-after' ? serverError : reply;
    if (!isLost) send(response, { ...last, headers: { ...headers, ...last.headers } });
    Object.assign(call, { status: isLost ? 0 : last.status, answer: last.body, tookMs: Date.now() - call.at });
    this.#options.onChange();
  }

  #ask(call: Call, isVersioned: boolean, isBroken: boolean, request: IncomingMessage): FullReply {
    try {
      if (!isVersioned) throw notFound();
      if (isBroken) throw refuse('badJson');
      const { route, params } = this.#routeOf(call);
      const isKnown = request.headers.authorization === `Bot ${this.#options.token()}`;
      if (!route.isOpen && !isKnown) throw unauthorized();
      const body = isObject(call.body) ? call.body : {};
      return route.answer({ call, params, query: call.query, body });
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: error.body };
      // A mistake of the emulator's own; the text helps whoever reads the client's log.
      return {
        status: 500,
        body: { message: `emulator: ${error instanceof Error ? error.stack : String(error)}`, code: 0 },
      };
    }
  }

  #routeOf({ method, path }: Call): { route: Route; params: Record<string, string> } {
    let isPathKnown = false;
    for (const route of this.#options.routes) {
      const params = matchPath(route.pattern, path);
      if (!params) continue;
      if (route.method === method) return { route, params };
      isPathKnown = true;
    }
    throw isPathKnown ? new Refusal(405, 0, '405: Method Not Allowed') : notFound();
  }
}

interface FullReply extends Reply {
  readonly headers?: Readonly<Record<string, string>>;
  readonly html?: string;
}

const serverError: FullReply = { status: 500, body: { message: '500: Internal Server Error', code: 0 } };
const rateLimited = ({ retryAfterMs, isGlobal }: { retryAfterMs: number; isGlobal: boolean }): FullReply => ({
  status: 429,
  ...tooMany(retryAfterMs, isGlobal),
});

/** What a fault does instead of asking the route. */
function before(fault: Fault): FullReply | 'cut' | 'silence' | undefined {
  if (fault.kind === 'rate-limit')
    return rateLimited({ retryAfterMs: fault.retryAfterMs ?? 500, isGlobal: fault.isGlobal ?? false });
  if (fault.kind === 'fails') return serverError;
  if (fault.kind === 'bad-gateway') return { status: 502, html: '<html><h1>502 Bad Gateway</h1></html>' };
  if (fault.kind === 'refuses') {
    const { status, code, message = 'Refused', errors } = fault;
    return { status, body: { code, message, ...(errors && { errors }) } };
  }
  if (fault.kind === 'drops') return 'cut';
  if (fault.kind === 'hangs') return 'silence';
  return undefined;
}

function send(response: ServerResponse, { status, body, headers, html }: FullReply): void {
  if (html !== undefined) response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(html);
  else if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function readBody(
  bytes: Buffer,
  type: string,
): Promise<{ body: unknown; files: Attachment[]; isBroken: boolean }> {
  if (bytes.length === 0) return { body: undefined, files: [], isBroken: false };
  try {
    if (!type.startsWith('multipart/form-data')) {
      return { body: JSON.parse(bytes.toString()), files: [], isBroken: !type.startsWith('application/json') };
    }
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
    const files: Attachment[] = [];
    for (const [key, value] of form) {
      const index = /^files\[(\d+)\]$/.exec(key)?.[1];
      if (index === undefined || typeof value === 'string') continue;
      const content = Buffer.from(await value.arrayBuffer());
      const { name: filename, type: contentType } = value;
      files.push({ id: index, filename, contentType, description: null, size: content.length, bytes: content });
    }
    return { body: JSON.parse(String(form.get('payload_json') ?? '{}')), files, isBroken: false };
  } catch {
    return { body: undefined, files: [], isBroken: true };
  }
}
