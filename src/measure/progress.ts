/** A line on a terminal that is written over itself; nothing where the stream is no terminal. */
import type { Writable } from 'node:stream';

export interface Progress {
  show(line: string): void;
  clear(): void;
}

/** Shows at most ten lines a second. */
export function createProgress(stream: Writable & { readonly isTTY?: boolean }): Progress {
  let shownAt = Number.NEGATIVE_INFINITY;
  return {
    show(line) {
      if (!stream.isTTY || performance.now() - shownAt < 100) return;
      shownAt = performance.now();
      stream.write(`\r\x1b[2K${line}`);
    },
    clear() {
      if (stream.isTTY && shownAt > 0) stream.write('\r\x1b[2K');
      shownAt = Number.NEGATIVE_INFINITY;
    },
  };
}
