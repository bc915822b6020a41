/** Watches the corpus folder while it is served. */
import { watch } from 'chokidar';

export interface WatchOptions {
  /** How long a file must have kept its size, and the folder its peace, before `onChange`; default 500. */
  readonly quietMs?: number;
  /** Looks at the files again and again instead of listening; for network drives. Default false. */
  readonly usePolling?: boolean;
}

export interface CorpusWatch {
  /** Fulfilled when changes from now on will be seen. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/**
 * Calls `onChange` once after each burst of changes, when the files are whole. Calls never overlap: changes during one
 * lead to another after it. What `onChange` throws is dropped: it reports its own faults.
 */
export function watchCorpus(
  folder: string,
  onChange: () => Promise<void> | void,
  options: WatchOptions = {},
): CorpusWatch {
  const { quietMs = 500, usePolling = false } = options;
  const watcher = watch(folder, {
    ignoreInitial: true,
    followSymlinks: false,
    usePolling,
    depth: 9,
    ignored: (path, stats) =>
      /(^|[\\/])\.[^\\/]+$/.test(path.slice(folder.length)) ||
      (stats !== undefined && !stats.isFile() && !stats.isDirectory()),
    awaitWriteFinish: { stabilityThreshold: quietMs, pollInterval: Math.max(20, Math.floor(quietMs / 5)) },
  });
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isClosed = false;
  const fire = (): void => {
    if (isClosed) return;
    if (running) {
      timer = setTimeout(fire, quietMs);
      return;
    }
    running = Promise.resolve()
      .then(onChange)
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
  };
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(fire, quietMs);
  });
  // A folder that vanishes or cannot be watched ends the watching, not the serving.
  watcher.on('error', () => undefined);
  return {
    ready: new Promise((resolve) => watcher.once('ready', () => resolve())),
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}
