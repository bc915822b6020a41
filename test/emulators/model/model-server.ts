/**
 * A model server on loopback for the real `openai` client and all that speak like it; knows nothing of Pilcrow.
 * Emulated: chat completions (streamed or not, with usage), embeddings, moderations; the refusals of the real API for a
 * bad key, a bad body, an unknown model, a schema that strict mode does not take; the faults in faults.ts; early leaving.
 * Not emulated: any understanding, tokenizers (four characters are a token), limits of context in chat, `max_tokens`
 * (a reply is sent whole), `n` above 1, that a reply follows the schema, `/v1/responses` and every other route (404).
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerEmbeddings } from './embeddings.js';
import { Refusal, refusalOf, unauthorized } from './errors.js';
import { type PlainFault, plainFaultSteps } from './faults.js';
import { answerModerations, type FlaggedWords } from './moderations.js';
import { Replies, type ScriptedReply } from './replies.js';
import { isObject, type Json, type RecordedRequest } from './shapes.js';
import { play, type Step } from './steps.js';
import { readChat } from './validate-chat.js';

export type { Fault } from './faults.js';
export type { OddStream } from './odd-streams.js';

export interface ModelServerOptions {
  /** The one key that is let in; default a random one. `null` lets everybody in, as Ollama does. */
  readonly key?: string | null;
  /** The models there are, others are 404; default any. Moderation asks no model. */
  readonly models?: readonly string[];
  readonly flagged?: readonly FlaggedWords[];
  /** Said when the queue is empty; without it such a request is a 500 that says so. */
  readonly usual?: ScriptedReply;
}

type Route = 'chat/completions' | 'embeddings' | 'moderations';

export class ModelServer {
  /** In the order of arrival, refused ones too. */
  readonly requests: RecordedRequest[] = [];
  readonly key: string;
  readonly #options: ModelServerOptions;
  readonly #replies = new Replies();
  readonly #faults: { readonly route: Route; readonly fault: PlainFault }[] = [];
  readonly #waiting = new Set<() => void>();
  #server: Server | undefined;
  #port = 0;
  #ids = 0;

  constructor(options: ModelServerOptions) {
    this.#options = options;
    this.key = options.key ?? `sk-proj-${randomBytes(24).toString('hex')}`;
    this.#replies.setUsual(options.usual);
  }

  /** For `OPENAI_BASE_URL`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}/v1`;
  }

  /** What the next chat requests are answered with, one each, after those that still wait. */
  reply(...replies: readonly ScriptedReply[]): void {
    this.#replies.add(replies);
  }

  /** What is said when the queue is empty, from now on. */
  usually(reply: ScriptedReply | undefined): void {
    this.#replies.setUsual(reply);
  }

  /** How many queued replies nobody has asked for. */
  get repliesLeft(): number {
    return this.#replies.left;
  }

  /** Takes back what nobody has asked for and what was recorded: for the next test. */
  forget(): void {
    this.#replies.clear();
    this.requests.length = 0;
  }

  /** The next valid requests of `route` fail, `times` times, default once; in chat `reply` can do the same. */
  fail(route: Route, fault: PlainFault, times = 1): void {
    for (let one = 0; one < times; one++) this.#faults.push({ route, fault });
  }

  /**
   * Everything that was received, for tests of what must not leave: paths, headers but the key's, bodies as they came, and
   * each text in them as it reads, so that neither an escape nor a header hides a word.
   */
  sent(): string {
    return this.requests
      .flatMap(({ path, headers, text, body }) => {
        const { authorization: _, ...open } = headers;
        return [
          path,
          ...Object.entries(open).map(([name, value]) => `${name}: ${String(value)}`),
          text,
          ...textsIn(body),
        ];
      })
      .join('\n');
  }

  /** Resolves when `isTrue`, asked after every change of a request; @throws after `timeoutMs`, default 5,000. */
  async until(isTrue: () => boolean, timeoutMs = 5_000): Promise<void> {
    const stop = Date.now() + timeoutMs;
    while (!isTrue()) {
      const left = stop - Date.now();
      if (left <= 0) throw new Error(`emulator: not within ${timeoutMs} ms; ${this.requests.length} requests`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, left);
        this.#waiting.add(wake);
      });
    }
  }

  /** Listens; after `close` where it did before, with all that was scripted and recorded. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (isObject(address) && typeof address.port === 'number') this.#port = address.port;
    this.#server = server;
  }

  /** Breaks every connection at once; from then on new ones are refused. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const request of this.requests) request.isOver = true;
    server?.closeAllConnections();
    if (server?.listening) await new Promise((resolve) => server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const record = await read(request);
      this.requests.push(record);
      response.once('close', () => {
        record.leftEarly = !record.isOver && !response.writableFinished;
        record.isOver = true;
        this.#changed();
      });
      this.#changed();
      response.setHeader('x-request-id', `req_emulated${this.requests.length}`);
      await play(await this.#answer(record), response, record, () => this.#changed());
    } catch {
      // Only a client that left while its request was read.
      response.destroy();
    }
  }

  async #answer(record: RecordedRequest): Promise<Iterable<Step>> {
    try {
      return await this.#ask(record);
    } catch (error) {
      // Anything but a refusal is a mistake of the emulator's or of a scripted function.
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const { status, body } = error instanceof Refusal ? error : new Refusal(`emulator: ${told}`, { status: 500 });
      return json(status, body);
    }
  }

  async #ask(record: RecordedRequest): Promise<Iterable<Step>> {
    const { method, path, headers, body, text } = record;
    const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    const route = path.replace(/^\/v1\/|\?.*$/g, '');
    if (method !== 'POST' || !path.startsWith('/v1/') || !isRoute(route)) {
      throw new Refusal(`Invalid URL (${method} ${path})`, { status: 404 });
    }
    if (this.#options.key !== null && key !== this.key) throw unauthorized(key);
    if (!isJsonObject(text)) throw new Refusal('We could not parse the JSON body of your request.');
    const id = `emulated${++this.#ids}`;
    const chat = route === 'chat/completions' ? readChat(body) : undefined;
    const model = typeof body.model === 'string' ? body.model : '';
    const { models, flagged = [] } = this.#options;
    if (route !== 'moderations' && model !== '' && models?.includes(model) === false) throw refusalOf(404, model, key);
    const planned = this.#faults.findIndex((one) => one.route === route);
    const [struck] = planned < 0 ? [] : this.#faults.splice(planned, 1);
    if (struck) return plainFaultSteps(struck.fault, { model, key, isStreamed: chat?.isStreamed ?? false });
    if (chat) return this.#replies.answer(chat, key, id);
    return json(200, route === 'embeddings' ? answerEmbeddings(body) : answerModerations(body, flagged, `modr-${id}`));
  }

  #changed(): void {
    for (const wake of this.#waiting) wake();
  }
}

/** A model server that listens on a free port of 127.0.0.1. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const server = new ModelServer(options);
  await server.listen();
  return server;
}

function isRoute(route: string): route is Route {
  return route === 'chat/completions' || route === 'embeddings' || route === 'moderations';
}

function json(status: number, body: Json): readonly Step[] {
  return [{ status, headers: { 'content-type': 'application/json' } }, { write: JSON.stringify(body) }];
}

async function read(request: IncomingMessage): Promise<RecordedRequest> {
  const { method = 'GET', url: path = '/', headers } = request;
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const body = parsed(text);
  return { method, path, headers, body: isObject(body) ? body : {}, text, at: Date.now(), ...untouched };
}

const untouched = { status: 0, written: 0, isOver: false, leftEarly: false };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isJsonObject(text: string): boolean {
  return isObject(parsed(text));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => [name, ...textsIn(inner)]) : [];
}
