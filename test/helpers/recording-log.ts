/** A log that keeps its lines for the test to read. */
import type { Log } from '../../src/base/log.js';

export interface RecordingLog extends Log {
  /** One entry a line: level, fields and message as JSON. */
  readonly lines: readonly string[];
}

export function recordingLog(): RecordingLog {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (...parts: unknown[]): void =>
      void lines.push(JSON.stringify([level, ...parts]));
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
