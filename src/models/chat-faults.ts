/**
 * Why a model gave nothing: the vendors' errors, said in our words. The message never holds a key, an address with
 * credentials or a line of the prompt.
 */
import { PilcrowError } from '../base/errors.js';
import type { ChatFault } from './types.js';

export interface ChatFaultOptions {
  readonly hint?: string;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The same request will be made differently, and may succeed. */
  readonly isWorthAnother?: boolean;
}

export class ChatModelError extends PilcrowError {
  readonly fault: ChatFault;
  readonly retryAfterMs: number | undefined;
  readonly isWorthAnother: boolean;

  constructor(
    fault: ChatFault,
    message: string,
    { hint, retryAfterMs, isWorthAnother = false }: ChatFaultOptions = {},
  ) {
    super('model-failed', message, hint === undefined ? {} : { hint });
    this.name = 'ChatModelError';
    this.fault = fault;
    this.retryAfterMs = retryAfterMs;
    this.isWorthAnother = isWorthAnother;
  }
}

/** What of a vendor's error is looked at. */
interface VendorError {
  readonly status?: unknown;
  readonly headers?: unknown;
  readonly name?: unknown;
}

/** The fault that `error`, thrown by a provider's client for the model `name`, stands for; faults of ours stay as they are. */
export function chatFaultOf(error: unknown, { name, isHeld }: { name: string; isHeld: boolean }): PilcrowError {
  if (error instanceof PilcrowError) return error;
  const { status, headers, name: kind }: VendorError = typeof error === 'object' && error !== null ? error : {};
  const retryAfterMs = retryAfter(headers);
  const later = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (typeof status !== 'number') {
    const isConnection =
      kind !== 'SyntaxError' && /connection|fetch failed|ECONN|ENOTFOUND|socket/i.test(String(error));
    return isConnection
      ? new ChatModelError('unreachable', `The server of ${name} cannot be reached.`, {
          hint: 'Check the network and OPENAI_BASE_URL.',
        })
      : new ChatModelError('broken-stream', `The reply of ${name} could not be read.`);
  }
  if (status === 401 || status === 403) {
    return new ChatModelError('refused-key', `The provider of ${name} refuses the key (${status}).`, {
      hint: 'Set the right OPENAI_API_KEY or PILCROW_MODEL_KEY.',
    });
  }
  if (status === 429)
    return new ChatModelError('rate-limited', `The provider of ${name} asks to slow down (429).`, later);
  if (status >= 500 || status === 408) {
    return new ChatModelError('server-error', `The server of ${name} failed (${status}).`, later);
  }
  if (status === 404) {
    return new ChatModelError('bad-request', `The server does not know the model ${name} (404).`, {
      hint: 'Set PILCROW_MODEL to a model that the server has.',
    });
  }
  const what = isHeld ? 'a request for structured output' : 'the request';
  return new ChatModelError('bad-request', `The server of ${name} refuses ${what} (${status}).`, {
    isWorthAnother: isHeld,
  });
}

/** `Retry-After` in milliseconds: seconds or a date. */
function retryAfter(headers: unknown): number | undefined {
  const value = headers instanceof Headers ? headers.get('retry-after') : undefined;
  if (!value) return undefined;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
