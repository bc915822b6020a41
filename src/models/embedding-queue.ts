/**
 * The order in which texts reach the embedding thread: at most two questions and two passages are with it, one at work and
 * one that follows at once; the rest waits here, where an abort costs nothing. Starts the thread when there is work.
 */
import { PilcrowError } from '../base/errors.js';
import type { EmbeddingRole, WorkerResult, WorkerStart } from './embedding-messages.js';
import { type EmbeddingThread, startEmbeddingThread } from './embedding-thread.js';
import type { Embedding } from './types.js';

export interface EmbeddingQueue {
  /** @throws PilcrowError `model-missing`, `model-damaged`, `model-failed`, `aborted` */
  embed(role: EmbeddingRole, text: string, signal: AbortSignal | undefined): Promise<Embedding>;
  /** Settles when the model is loaded. */
  warm(): Promise<void>;
  /** Everything that waits is rejected with `aborted`; nothing is accepted afterwards. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: PilcrowError) => void;
}

interface Job {
  readonly id: number;
  readonly role: EmbeddingRole;
  readonly text: string;
  readonly resolve: (embedding: Embedding) => void;
  readonly reject: (error: PilcrowError) => void;
}

const roles: readonly EmbeddingRole[] = ['question', 'passage'];
const inFlightLimit = 2;

/** A queue without a thread yet. */
export function createEmbeddingQueue(start: Omit<WorkerStart, 'gate'>): EmbeddingQueue {
  const queued: Job[] = [];
  const inFlight = new Map<number, Job>();
  const warming = new Set<Waiting>();
  let thread: EmbeddingThread | undefined;
  let isReady = false;
  let isClosed = false;
  let lastId = 0;

  /** Brings the thread and what it is doing in line with what is wanted; called after every change. */
  function pump(): void {
    if (queued.length + inFlight.size + warming.size === 0) {
      thread?.hold(false);
      return;
    }
    thread ??= startEmbeddingThread(start, { onReady, onResult, onGone });
    thread.hold(true);
    if (!isReady) return;
    for (const role of roles) {
      const free = inFlightLimit - [...inFlight.values()].filter((job) => job.role === role).length;
      for (const job of queued.filter((waiting) => waiting.role === role).slice(0, free)) {
        queued.splice(queued.indexOf(job), 1);
        inFlight.set(job.id, job);
        thread.send({ kind: 'embed', id: job.id, role, text: job.text });
      }
    }
  }

  function onReady(): void {
    isReady = true;
    for (const { resolve } of warming) resolve();
    warming.clear();
    pump();
  }

  function onResult(result: WorkerResult): void {
    // Of an aborted text nothing is in flight any more, whatever the thread still says about it.
    const job = inFlight.get(result.id);
    if (job === undefined) return;
    inFlight.delete(job.id);
    pump();
    if (result.kind === 'done') job.resolve(embeddingOf(result.arrays));
    else job.reject(new PilcrowError('model-failed', `A text could not be embedded: ${result.message}`));
  }

  function onGone(fault: PilcrowError): void {
    // A model that does not load fails everyone; a crash only those whose text was at work.
    const lost = isReady ? [...inFlight.values()] : [...warming, ...inFlight.values(), ...queued.splice(0)];
    thread = undefined;
    isReady = false;
    inFlight.clear();
    warming.clear();
    for (const { reject } of lost) reject(fault);
    pump();
  }

  function drop(job: Job): void {
    const at = queued.indexOf(job);
    if (at >= 0) queued.splice(at, 1);
    else if (inFlight.delete(job.id)) thread?.send({ kind: 'cancel', id: job.id });
    pump();
  }

  function embed(role: EmbeddingRole, text: string, signal: AbortSignal | undefined): Promise<Embedding> {
    return new Promise((resolve, reject) => {
      if (isClosed) return reject(closedError());
      if (signal?.aborted === true) return reject(abortedError(signal));
      const release = (): void => signal?.removeEventListener('abort', onAbort);
      const job: Job = {
        id: ++lastId,
        role,
        text,
        resolve: (embedding) => {
          release();
          resolve(embedding);
        },
        reject: (error) => {
          release();
          reject(error);
        },
      };
      const onAbort = (): void => {
        drop(job);
        reject(abortedError(signal));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      queued.push(job);
      pump();
    });
  }

  return {
    embed,
    warm: () =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closedError());
        if (isReady) return resolve();
        warming.add({ resolve, reject });
        pump();
      }),
    async close() {
      isClosed = true;
      const dropped = [...warming, ...inFlight.values(), ...queued.splice(0)];
      inFlight.clear();
      warming.clear();
      for (const { reject } of dropped) reject(closedError());
      const closing = thread?.close();
      thread = undefined;
      isReady = false;
      await closing;
    },
  };
}

function embeddingOf(arrays: Extract<WorkerResult, { kind: 'done' }>['arrays']): Embedding {
  const { vector, ...tokens } = arrays;
  return { vector, tokens };
}

function abortedError(signal: AbortSignal | undefined): PilcrowError {
  return new PilcrowError('aborted', 'The embedding was aborted.', { cause: signal?.reason });
}

function closedError(): PilcrowError {
  return new PilcrowError('aborted', 'The embedder is closed.');
}
