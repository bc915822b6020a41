/** The pieces of a reply, none of them waited for too long. */
import { ChatModelError } from '../models/chat-faults.js';
import type { RequestLimits } from './request-limits.js';

/**
 * `pieces` as they come; `stop` is aborted at the end, whatever that is, so that nobody goes on writing. `until` is of
 * `performance.now()`.
 * @throws ChatModelError `timed-out`; what `pieces` throws
 */
export async function* timedPieces(
  pieces: AsyncIterable<string>,
  stop: AbortController,
  until: number,
  { firstPieceMs, silenceMs }: RequestLimits,
): AsyncGenerator<string> {
  const source = pieces[Symbol.asyncIterator]();
  let patienceMs = firstPieceMs;
  try {
    for (;;) {
      const limitMs = Math.min(patienceMs, until - performance.now());
      const step = await within(source.next(), limitMs);
      if (step === 'late') throw new ChatModelError('timed-out', 'The model took too long.');
      if (step.done) return;
      yield step.value;
      patienceMs = silenceMs;
    }
  } finally {
    stop.abort();
    // Not awaited: a source that does not hear the signal would hold up whoever waits for the answer.
    source.return?.().catch(() => undefined);
  }
}

/** Nothing has come for a while: what is here may be looked at as it is. */
export const pause = Symbol('pause');

/** `pieces` as they come, and one `pause` wherever nothing has come for `pauseMs`. */
export async function* withPauses(
  pieces: AsyncIterable<string>,
  pauseMs: number,
): AsyncGenerator<string | typeof pause> {
  const source = pieces[Symbol.asyncIterator]();
  let hasPaused = true;
  try {
    for (let next = source.next(); ; ) {
      const step: IteratorResult<string> | 'late' = hasPaused ? await next : await within(next, pauseMs);
      hasPaused = step === 'late';
      if (step === 'late') {
        yield pause;
        continue;
      }
      if (step.done) return;
      yield step.value;
      next = source.next();
    }
  } finally {
    source.return?.(undefined).catch(() => undefined);
  }
}

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), 'late');
  });
  // When it is late its end is nobody's concern.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
