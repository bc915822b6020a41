/** What Slack says no with: `ok: false`, its word for why, and where in the arguments. */
import type { Json } from './shapes.js';

export class Refusal extends Error {
  readonly error: string;
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }

  /** With messages as Slack lists them in `response_metadata`. */
  static of(error: string, messages: readonly string[]): Refusal {
    const listed = messages.map((message) => `[ERROR] ${message}`);
    return new Refusal(error, { errors: messages, response_metadata: { messages: listed } });
  }
}
