/** Routes as the documentation writes them: `/channels/:id/messages`. `*` stands for any one step, `**` for the rest. */
import type { Attachment, Json } from './shapes.js';

/** One request as it came, and how it was answered. */
export interface Call {
  readonly method: string;
  /** Without `/api/v10` and query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body, also of a multipart request. */
  readonly body: unknown;
  readonly files: readonly Attachment[];
  readonly userAgent: string;
  readonly at: number;
  /** 0 while unanswered, and for a connection that was cut. */
  status: number;
  /** What was sent back. */
  answer: unknown;
  tookMs: number;
}

export interface Request {
  readonly call: Call;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Json;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  readonly pattern: string;
  /** True where the path's token is the only one needed. */
  readonly isOpen?: boolean;
  readonly answer: (request: Request) => Reply;
}

/** The named steps of a path, or undefined where the pattern does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const params: Record<string, string> = {};
  for (const [index, step] of wanted.entries()) {
    if (step === '**') return params;
    const actual = given[index];
    if (actual === undefined || (actual === '' && step !== '')) return undefined;
    if (step.startsWith(':')) params[step.slice(1)] = decodeURIComponent(actual);
    else if (step !== '*' && step !== actual) return undefined;
  }
  return wanted.length === given.length ? params : undefined;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent: Reply = { status: 204 };
