/** The Web API under `/api/`: who asks, whether they may, what a method says to it; every call is kept. */
import type { IncomingMessage } from 'node:http';
import type { Invocation, Methods } from './method.js';
import { Refusal } from './refusal.js';
import { isObject, type Json, type Team, type Token } from './shapes.js';
import type { Tellings } from './tellings.js';
import type { World } from './world.js';

/** A call as it was made, and what came of it. */
export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly teamId: string | undefined;
  readonly at: number;
  /** False while nothing was answered, and for good where nothing ever was. */
  ok: boolean;
  error: string | undefined;
  answer: Json | undefined;
}

export interface ApiAnswer {
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebApiOptions {
  readonly world: World;
  readonly tell: Tellings;
  readonly baseUrl: () => string;
  readonly methods: Methods;
}

/** Arguments that are JSON in a form. */
const structured = ['blocks', 'attachments', 'metadata', 'view', 'prompts', 'chunks', 'files', 'loading_messages'];

export class WebApi {
  readonly calls: Call[] = [];
  readonly #options: WebApiOptions;

  constructor(options: WebApiOptions) {
    this.#options = options;
  }

  /** Notes the call; `answer` says what becomes of it. */
  note(method: string, args: Json, token: string | undefined): Call {
    const teamId = this.#options.world.tokens.get(token ?? '')?.teamId;
    const { token: _, ...rest } = args;
    const call: Call = { method, args: rest, teamId, at: Date.now(), ok: false, error: undefined, answer: undefined };
    this.calls.push(call);
    return call;
  }

  answer({ method, args }: Call, tokenValue: string | undefined): ApiAnswer {
    const token = this.#options.world.tokens.get(tokenValue ?? '');
    const headers = token ? { 'x-oauth-scopes': [...token.scopes].join(',') } : {};
    try {
      return { body: { ok: true, ...this.#run(method, args, tokenValue, token) }, headers };
    } catch (error) {
      if (error instanceof Refusal) return { body: { ok: false, error: error.error, ...error.extra }, headers };
      // A mistake of the emulator's own; the text helps whoever reads the call.
      const text = error instanceof Error ? error.stack : String(error);
      return { body: { ok: false, error: 'emulator_fault', detail: text }, headers };
    }
  }

  #run(name: string, args: Json, tokenValue: string | undefined, token: Token | undefined): Json {
    const { world, tell, baseUrl, methods } = this.#options;
    const method = methods[name];
    if (!method) throw new Refusal('unknown_method', { req_method: name });
    if (tokenValue === undefined) throw new Refusal('not_authed');
    if (!token) throw new Refusal('invalid_auth');
    if (token.refusedWith !== undefined) throw new Refusal(token.refusedWith);
    if (token.kind !== (method.tokenKind ?? 'bot')) throw new Refusal('not_allowed_token_type');
    const team = world.teams.get(token.teamId) ?? firstOf(world);
    const invocation: Invocation = { world, args, token, team, tell, baseUrl: baseUrl() };
    const scopes = typeof method.scopes === 'function' ? method.scopes(invocation) : (method.scopes ?? []);
    if (scopes.length > 0 && !scopes.some((scope) => token.scopes.has(scope)))
      throw new Refusal('missing_scope', { needed: scopes.join(','), provided: [...token.scopes].join(',') });
    return method.run(invocation);
  }
}

/** An app-level token stands for no workspace; methods of its kind ask for none. */
function firstOf({ teams }: World): Team {
  const [team] = teams.values();
  if (!team) throw new Error('no workspace');
  return team;
}

/** What a request gives, from its form, its JSON or its address. Undefined where it cannot be read. */
export function readArgs(request: IncomingMessage, url: URL, bytes: Buffer): Json | undefined {
  const type = request.headers['content-type'] ?? '';
  const query = Object.fromEntries(url.searchParams);
  try {
    if (type.startsWith('application/json')) {
      const body: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString());
      return isObject(body) ? { ...query, ...body } : undefined;
    }
    const form: Json = { ...query, ...Object.fromEntries(new URLSearchParams(bytes.toString())) };
    return Object.fromEntries(
      Object.entries(form).map(([key, value]) => [key, structured.includes(key) ? parsed(value) : value]),
    );
  } catch {
    return undefined;
  }
}

/** What is no JSON stays as it is, for the method to refuse. */
function parsed(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return value;
  }
}

export function readToken(request: IncomingMessage, args: Json): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args.token === 'string' ? args.token : undefined);
}
