/**
 * The gateway: HELLO, IDENTIFY, READY, heartbeats, events as the intents allow, RESUME with what was missed, and the
 * ways a connection ends. Sessions outlive their sockets unless the client closed with 1000 or 1001.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { isObject } from './form.js';
import { type Connection, Op, readIdentify, readyPayload, type Session, type Socket } from './gateway-session.js';
import type { World, WorldEvent } from './guild-state.js';
import { Intent } from './messages.js';
import { guildCreatePayload, userPayload } from './payloads.js';
import type { Id, Json } from './shapes.js';

export interface GatewayOptions {
  readonly token: () => string;
  readonly heartbeatMs: number;
  readonly resumeUrl: () => string;
  /** Privileged intents the portal grants. */
  readonly grantedIntents: number;
  readonly onChange: () => void;
}

export class Gateway {
  readonly connections: Connection[] = [];
  /** Presences the bot set, the last one last. */
  readonly presences: Json[] = [];
  identifies = 0;
  readonly #world: World;
  readonly #options: GatewayOptions;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  readonly #sockets = new Set<Socket>();

  constructor(world: World, options: GatewayOptions) {
    this.#world = world;
    this.#options = options;
    world.onEvent = (event) => this.#publish(event);
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, stream, head, (ws) =>
      this.#open(ws, new URL(request.url ?? '/', 'http://discord')),
    );
  }

  /** Sockets that are open now. */
  get openSockets(): number {
    return this.#sockets.size;
  }

  /** Cuts every socket without a word; with a code, closes it politely. */
  drop(code?: number): void {
    for (const { ws } of this.#sockets) {
      if (code === undefined) ws.terminate();
      else ws.close(code);
    }
  }

  /** Op 7. */
  askReconnect(): void {
    for (const socket of this.#sockets) this.#send(socket, { op: Op.reconnect, d: null });
  }

  /** Op 9; unless they may resume, the sessions are over. */
  invalidate(isResumable: boolean): void {
    for (const socket of this.#sockets) {
      if (!isResumable) this.forget(socket.session);
      this.#send(socket, { op: Op.invalid, d: isResumable });
    }
  }

  /** Sessions end: who resumes is sent to identify. */
  forget(session?: Session | null): void {
    if (session === undefined) this.#sessions.clear();
    else if (session) this.#sessions.delete(session.id);
  }

  /** The open sockets stay open, and nothing comes through them any more: no event, no heartbeat's answer. */
  freeze(): void {
    for (const socket of this.#sockets) socket.isZombie = true;
  }

  stop(): void {
    for (const { ws } of this.#sockets) ws.terminate();
    this.#server.close();
  }

  #open(ws: WebSocket, { pathname, searchParams }: URL): void {
    const connection: Connection = { at: Date.now(), path: pathname, did: 'nothing', intents: 0, closeCode: null };
    const socket: Socket = { ws, connection, session: null, isZombie: false, sends: 0 };
    this.connections.push(connection);
    this.#sockets.add(socket);
    ws.on('error', () => undefined);
    ws.on('close', (code) => this.#closed(socket, code));
    ws.on('message', (data) => this.#read(socket, data));
    if (searchParams.get('v') !== '10') ws.close(4012);
    else if (searchParams.get('encoding') !== 'json') ws.close(4002);
    else this.#send(socket, { op: Op.hello, d: { heartbeat_interval: this.#options.heartbeatMs, _trace: [] } });
    this.#options.onChange();
  }

  #closed(socket: Socket, code: number): void {
    this.#sockets.delete(socket);
    socket.connection.closeCode = code;
    const { session } = socket;
    if (session?.socket === socket) {
      session.socket = null;
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    }
    this.#options.onChange();
  }

  #read(socket: Socket, data: RawData): void {
    const code = this.#take(socket, String(data));
    if (code !== undefined) socket.ws.close(code);
  }

  /** The code to close with, where it has to be closed. */
  #take(socket: Socket, text: string): number | undefined {
    setTimeout(() => socket.sends--, 60_000).unref();
    if (++socket.sends > 120) return 4008;
    if (Buffer.byteLength(text) > 4096) return 4002;
    let packet: unknown;
    try {
      packet = JSON.parse(text);
    } catch {
      return 4002;
    }
    if (!isObject(packet)) return 4002;
    const { op, d } = packet;
    if (op === Op.identify) return this.#identify(socket, d);
    if (op === Op.resume) return this.#resume(socket, d);
    if (op === Op.heartbeat) this.#send(socket, { op: Op.ack });
    else if (!socket.session) return 4003;
    else if (op === Op.presence) this.presences.push(d as Json);
    else if (op === Op.members) this.#sendMembers(socket.session, d as Json);
    else if (op !== 4) return 4001;
    return undefined;
  }

  #identify(socket: Socket, data: unknown): number | undefined {
    const { token, grantedIntents, resumeUrl, onChange } = this.#options;
    const asked = readIdentify(data, { token: token(), grantedIntents });
    if (socket.session) return 4005;
    if (typeof asked === 'number') return asked;
    this.identifies++;
    const session: Session = { ...asked, id: randomUUID().replaceAll('-', ''), events: [], socket };
    this.#sessions.set(session.id, session);
    socket.session = session;
    Object.assign(socket.connection, { did: 'identified', intents: asked.intents });
    const world = this.#world;
    const guilds = [...world.guilds.values()].filter((guild) => guild.hasBot && this.#isOnShard(session, guild.id));
    this.#dispatch(session, 'READY', readyPayload(world, session, guilds, resumeUrl()));
    if ((session.intents & Intent.guilds) !== 0) {
      for (const guild of guilds) this.#dispatch(session, 'GUILD_CREATE', guildCreatePayload(world, guild));
    }
    onChange();
    return undefined;
  }

  #resume(socket: Socket, data: unknown): number | undefined {
    if (!isObject(data)) return 4002;
    if (data.token !== this.#options.token()) return 4004;
    const session = this.#sessions.get(String(data.session_id));
    if (!session) {
      socket.connection.did = 'was sent to identify anew';
      this.#send(socket, { op: Op.invalid, d: false });
      return undefined;
    }
    const seen = Number(data.seq);
    if (!(seen <= session.events.length)) return 4007;
    session.socket?.ws.terminate();
    session.socket = socket;
    Object.assign(socket, { session });
    Object.assign(socket.connection, { did: 'resumed', intents: session.intents });
    for (const event of session.events.slice(seen)) this.#send(socket, { op: Op.dispatch, ...event });
    this.#dispatch(session, 'RESUMED', { _trace: [] });
    this.#options.onChange();
    return undefined;
  }

  #publish({ name, intents, guildId, payload }: WorldEvent): void {
    const mayRead = ({ intents: asked }: Session): boolean =>
      (asked & Intent.messageContent) !== 0 && (this.#options.grantedIntents & Intent.messageContent) !== 0;
    for (const session of this.#sessions.values()) {
      const isWanted = intents === 0 || (session.intents & intents) !== 0;
      if (isWanted && this.#isOnShard(session, guildId)) this.#dispatch(session, name, payload(mayRead(session)));
    }
    this.#options.onChange();
  }

  #isOnShard({ shard: [id, count] }: Session, guildId: Id | null): boolean {
    return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
  }

  #sendMembers(session: Session, { guild_id, nonce }: Json): void {
    const guild = this.#world.guilds.get(String(guild_id));
    if (!guild) return;
    const members = [...guild.members.values()].map(({ userId, roles, joinedAt }) => ({
      user: userPayload(this.#world.user(userId)),
      roles,
      joined_at: joinedAt,
      deaf: false,
      mute: false,
      flags: 0,
    }));
    this.#dispatch(session, 'GUILD_MEMBERS_CHUNK', { guild_id, members, chunk_index: 0, chunk_count: 1, nonce });
  }

  #dispatch(session: Session, t: string, d: Json): void {
    const event = { s: session.events.length + 1, t, d: structuredClone(d) };
    session.events.push(event);
    if (session.socket) this.#send(session.socket, { op: Op.dispatch, ...event });
  }

  #send({ ws, isZombie }: Socket, packet: Json): void {
    if (!isZombie && ws.readyState === ws.OPEN) ws.send(JSON.stringify({ s: null, t: null, ...packet }));
  }
}
