/** Socket Mode: one-time addresses, greetings, envelopes, pings, farewells. What nobody listens to is lost. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Answer, PayloadKind, Retry } from './deliver.js';
import { isObject, type Json } from './shapes.js';

export class Sockets {
  /** How often a connection was made. */
  connections = 0;
  /** Envelopes acknowledged, in order. */
  readonly acked: string[] = [];
  readonly #appId: string;
  readonly #onChange: () => void;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Set<string>();
  readonly #open = new Set<WebSocket>();
  readonly #waiting = new Map<string, { readonly socket: WebSocket; readonly settle: (answer: Answer) => void }>();
  readonly #pinging: NodeJS.Timeout;
  #turn = 0;

  constructor(appId: string, pingMs: number, onChange: () => void) {
    this.#appId = appId;
    this.#onChange = onChange;
    this.#pinging = setInterval(() => {
      for (const socket of this.#open) socket.ping(`Ping from localhost ${Date.now()}`);
    }, pingMs).unref();
  }

  get count(): number {
    return this.#open.size;
  }

  /** A path that is good for one connection. */
  ticket(): string {
    const ticket = randomBytes(12).toString('hex');
    this.#tickets.add(ticket);
    return `/link/?ticket=${ticket}&app_id=${this.#appId}`;
  }

  upgrade(request: IncomingMessage, raw: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://slack');
    const isGood = url.pathname === '/link/' && this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (!isGood) {
      raw.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, raw, head, (socket) => this.#greet(socket));
  }

  #greet(socket: WebSocket): void {
    this.#open.add(socket);
    this.connections++;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#open.delete(socket);
      for (const [id, waiting] of this.#waiting) if (waiting.socket === socket) this.#settle(id, 'unacknowledged');
      this.#onChange();
    });
    const debug_info = { host: 'applink-local', build_number: 1, approximate_connection_time: 18_060 };
    const connection_info = { app_id: this.#appId };
    socket.send(JSON.stringify({ type: 'hello', num_connections: this.#open.size, debug_info, connection_info }));
    this.#onChange();
  }

  /** To one of the connections in turn. */
  send(kind: PayloadKind, body: Json, { retryNum, retryReason }: Retry): Promise<Answer> {
    const sockets = [...this.#open].filter(({ readyState, OPEN }) => readyState === OPEN);
    const socket = sockets[this.#turn++ % Math.max(1, sockets.length)];
    if (!socket) return Promise.resolve('lost');
    const envelope = {
      envelope_id: randomUUID(),
      payload: body,
      type: kind,
      accepts_response_payload: kind !== 'events_api',
      ...(kind === 'events_api' ? { retry_attempt: retryNum ?? 0, retry_reason: retryReason ?? '' } : {}),
    };
    return new Promise((settle) => {
      this.#waiting.set(envelope.envelope_id, { socket, settle });
      socket.send(JSON.stringify(envelope));
    });
  }

  #hear(text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isObject(message) || typeof message.envelope_id !== 'string') return;
    this.acked.push(message.envelope_id);
    const { payload } = message;
    const isEmpty = payload === undefined || (isObject(payload) && Object.keys(payload).length === 0);
    this.#settle(message.envelope_id, { payload: isEmpty ? undefined : payload });
  }

  #settle(id: string, answer: Answer): void {
    this.#waiting.get(id)?.settle(answer);
    this.#waiting.delete(id);
  }

  /** Asks every client to connect anew, as Slack does when it recycles a connection. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void {
    for (const socket of this.#open)
      socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-local' } }));
  }

  /** Cuts every connection without a word. */
  drop(): void {
    for (const socket of this.#open) socket.terminate();
    this.#open.clear();
  }

  stop(): void {
    clearInterval(this.#pinging);
    this.drop();
    this.#server.close();
  }
}
