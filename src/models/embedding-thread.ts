/**
 * One worker thread seen from the main thread: started, spoken to, watched. It ends for good after a crash or a refusal;
 * whoever needs it again starts a new one. Without work it does not keep the process alive.
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { messageOf, PilcrowError } from '../base/errors.js';
import { workerScript } from '../base/files.js';
import type { FromWorker, ToWorker, WorkerResult, WorkerStart } from './embedding-messages.js';
import { createRunGate } from './run-gate.js';

export interface EmbeddingThread {
  send(message: ToWorker): void;
  /** Whether the process has to stay alive for this thread. */
  hold(held: boolean): void;
  /** Lets the run in progress finish, then ends the thread. */
  close(): Promise<void>;
}

export interface ThreadEvents {
  /** The model is loaded. */
  readonly onReady: () => void;
  readonly onResult: (result: WorkerResult) => void;
  /** The model was refused, or the thread is gone without having been closed. The last event, and a single one. */
  readonly onGone: (fault: PilcrowError) => void;
}

/** Beyond any load or run, also on a busy machine. */
const closeTimeoutMs = 10_000;
const exitTimeoutMs = 5_000;

/** Starts the thread, which loads its model at once. Safe against `process.exit` in the middle of a run. */
export function startEmbeddingThread(start: Omit<WorkerStart, 'gate'>, events: ThreadEvents): EmbeddingThread {
  const script = workerScript('embedding-worker.js', import.meta.url);
  const gate = createRunGate();
  const workerData: WorkerStart = { ...start, gate: gate.shared };
  const worker = new Worker(script, { workerData, execArgv: [], name: 'pilcrow-embedder' });
  const onProcessExit = (): void => {
    gate.shut();
    gate.waitUntilLeft(exitTimeoutMs);
  };
  process.once('exit', onProcessExit);
  const exited = once(worker, 'exit').catch(() => undefined);
  let isOver = false;

  function end(fault: PilcrowError): void {
    if (isOver) return;
    isOver = true;
    events.onGone(fault);
  }
  function crashed(reason: string, cause?: unknown): void {
    const hint = 'It starts again with the next question; if this repeats, look at how much memory is free.';
    end(new PilcrowError('model-failed', `The embedding thread ended: ${reason}.`, { hint, cause }));
  }
  worker.on('message', (message: FromWorker) => {
    if (isOver) return;
    if (message.kind === 'ready') events.onReady();
    else if (message.kind === 'refused') {
      const { code, message: text, hint } = message;
      end(new PilcrowError(code, text, hint === undefined ? {} : { hint }));
    } else events.onResult(message);
  });
  worker.on('error', (error) => crashed(messageOf(error), error));
  worker.on('exit', (code) => {
    process.off('exit', onProcessExit);
    crashed(`exit code ${code}`);
  });

  return {
    send: (message) => worker.postMessage(message),
    hold: (isHeld) => (isHeld ? worker.ref() : worker.unref()),
    async close() {
      isOver = true;
      gate.shut();
      worker.ref();
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
      const waiting = new AbortController();
      const late = setTimeout(closeTimeoutMs, 'late', { signal: waiting.signal }).catch(() => undefined);
      if ((await Promise.race([exited, late])) === 'late') await worker.terminate();
      waiting.abort();
    },
  };
}
