/**
 * Why a model gave nothing: the vendors' errors, said in our words. The message never holds a key, an address with
 * credentials or a line of the prompt.
 */
import { PilcrowError } from '../base/errors.js';
import type { ChatFault } from './types.js';

export class ChatModelError extends PilcrowError {
  readonly fault: ChatFault;
  /** How long the provider asks to wait, in milliseconds, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    fault: ChatFault,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    super('model-failed', message, options);
    this.name = 'ChatModelError';
    this.fault = fault;
    this.retryAfterMs = options.retryAfterMs;
  }
}
