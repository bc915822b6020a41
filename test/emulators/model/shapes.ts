/** What the routes of the model server hand to each other, and what tests may read of a request. */
import type { IncomingHttpHeaders } from 'node:http';

export type Json = Readonly<Record<string, unknown>>;

/** Whether `value` is a JSON object, not an array. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface SaidMessage {
  readonly role: string;
  /** The text parts, joined; empty where there was none. */
  readonly text: string;
}

/** A chat request that was found valid. */
export interface ChatCall {
  readonly model: string;
  readonly messages: readonly SaidMessage[];
  /** The text of all messages, a blank line between two. */
  readonly prompt: string;
  readonly isStreamed: boolean;
  readonly wantsUsage: boolean;
  /** All that was sent, for what stands nowhere above. */
  readonly body: Json;
}

/** One request as it arrived, and what became of it. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query, `/v1/chat/completions`. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Empty when the body was no JSON object. */
  readonly body: Json;
  /** The body as it came. */
  readonly text: string;
  /** When it had arrived, milliseconds of `Date.now()`. */
  readonly at: number;
  /** 0 until headers have left. */
  status: number;
  /** Bytes of the response body that have been written. */
  written: number;
  /** The response has ended, or its connection has. */
  isOver: boolean;
  /** The client closed the connection before the response had ended. */
  leftEarly: boolean;
}

/** About what the real tokenizers make of English; no tokenizer is emulated. */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / 4);
}
