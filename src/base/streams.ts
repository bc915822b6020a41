/**
 * Text streams: whole lines in, text out with respect for a slow reader.
 */

import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export interface ReadLinesOptions {
  /** Longer lines are cut here and the rest of them is dropped. Default 1,000,000 characters. */
  readonly maxChars?: number;
}

/** The lines of `input` as they arrive, without their ends; the last one also without a line end. Ends when `input` is destroyed. */
export async function* readLines(
  input: Readable,
  { maxChars = 1_000_000 }: ReadLinesOptions = {},
): AsyncIterable<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of input) {
      const text: string = typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer);
      const [first = '', ...more] = text.split('\n');
      rest = `${rest}${first}`.slice(0, maxChars);
      for (const next of more) {
        yield withoutReturn(rest);
        rest = next.slice(0, maxChars);
      }
    }
  } catch (error) {
    if (!input.destroyed) throw error;
    return;
  }
  rest += decoder.end();
  if (rest !== '') yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Resolves when `output` takes more text, or will never again. */
export async function writeText(output: Writable, text: string): Promise<void> {
  if (text === '' || output.destroyed || output.writableEnded) return;
  if (output.write(text)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error'] as const) output.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error'] as const) output.once(event, done);
  });
}
