/** A response as a list of steps, and the one place that plays them on a connection. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { RecordedRequest } from './shapes.js';

/** After the last step the response ends. */
export type Step =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  /** One chunk of the transfer encoding: a client that reads as it arrives sees it by itself. */
  | { readonly write: string | Uint8Array }
  | { readonly waitMs: number }
  /** Nothing more, until the client or the server closes the connection. */
  | 'hang'
  /** The connection is broken off. */
  | 'cut';

/**
 * Plays until the steps end or the connection does, and keeps `record` up to date; `onChange` follows each change.
 * Never throws for a client that leaves.
 */
export async function play(
  steps: Iterable<Step>,
  response: ServerResponse,
  record: RecordedRequest,
  onChange: () => void,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for (const step of steps) {
    if (response.destroyed) return;
    if (step === 'cut') {
      // What was written has to arrive, or the fault would be another one.
      await setImmediate();
      record.isOver = true;
      response.destroy();
      return;
    }
    if (step === 'hang') return;
    if ('status' in step) {
      record.status = step.status;
      response.writeHead(step.status, step.headers).flushHeaders();
      onChange();
    } else if ('write' in step) {
      await write(step.write, response, record, gone.signal);
      onChange();
    } else if (step.waitMs > 0) {
      await setTimeout(step.waitMs, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
    }
  }
  if (!response.destroyed) response.end();
}

async function write(
  piece: string | Uint8Array,
  response: ServerResponse,
  record: RecordedRequest,
  signal: AbortSignal,
): Promise<void> {
  record.written += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length;
  if (!response.write(piece)) await once(response, 'drain', { signal }).catch(() => undefined);
  // An endless stream must let the process hear that its client has left.
  await setImmediate();
}
