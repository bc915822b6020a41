/**
 * What every command of the program is given, and how it writes. Commands answer an exit code; only main.ts sets it.
 */
import type { Readable, Writable } from 'node:stream';
import type { Log } from '../base/log.js';
import { writeText } from '../base/streams.js';
import type { Config } from './config.js';

export interface Stage {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly config: Config;
  readonly log: Log;
}

export type ExitCode = 0 | 1 | 2;

/** One line of data or of what was asked for. */
export async function print({ stdout }: Pick<Stage, 'stdout'>, line: string): Promise<void> {
  await writeText(stdout, `${line}\n`);
}

/** One line for the person at the keyboard. */
export function tell({ stderr }: Pick<Stage, 'stderr'>, line: string): void {
  stderr.write(`${line}\n`);
}

/** Colour for `stdout`: only on a terminal, and not where NO_COLOR is set. */
export function isColour({ stdout, config }: Pick<Stage, 'stdout' | 'config'>): boolean {
  return stdout.isTTY === true && !config.isColourOff;
}

/** Whatever a terminal could take for a command, written as an escape that JSON reads back unchanged. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** A line on a terminal that is written over itself; nothing where stderr is no terminal. */
export function createProgress({ stderr }: Pick<Stage, 'stderr'>): { show(line: string): void; clear(): void } {
  let isShown = false;
  return {
    show(line) {
      if (!stderr.isTTY) return;
      isShown = true;
      stderr.write(`\r\x1b[2K${line}`);
    },
    clear() {
      if (isShown) stderr.write('\r\x1b[2K');
      isShown = false;
    },
  };
}
