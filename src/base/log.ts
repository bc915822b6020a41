/**
 * One logger for everything, JSON lines on stderr, so that stdout stays data. Secrets are registered once at start-up
 * and never printed, wherever in a message they stand. Question text is never logged: callers pass ids and lengths.
 */
import { type Logger, pino } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export interface LogOptions {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Values that must not appear in any line; replaced by `[secret]`. */
  readonly secrets?: readonly string[];
}

/** A logger whose lines hold none of `secrets`, not even inside an error message or a stack. */
export function createLog(options: LogOptions): Log {
  const secrets = (options.secrets ?? []).filter((secret) => secret.length >= 4);
  const redact = (line: string): string => secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  return pino(
    { level: options.level, base: null },
    { write: (line: string) => void process.stderr.write(redact(line)) },
  );
}
