/**
 * Keeps a thread from being torn down while native code runs in it: ONNX Runtime aborts the whole process when its thread
 * ends under it. Two flags in shared memory; the thread enters before each run, whoever ends the thread shuts first.
 */
export interface RunGate {
  readonly shared: SharedArrayBuffer;
  /** Whether a run may begin; `leave` is owed only then. */
  enter(): boolean;
  leave(): void;
  /** No run begins any more. */
  shut(): void;
  /** Blocks the calling thread until the run in progress is over, at most `timeoutMs`; a run takes a tenth of a second. */
  waitUntilLeft(timeoutMs: number): void;
}

const running = 0;
const shutting = 1;

/** A gate over `shared`, or over new memory that the other thread is to be given. */
export function createRunGate(shared = new SharedArrayBuffer(8)): RunGate {
  const flags = new Int32Array(shared);
  function leave(): void {
    Atomics.store(flags, running, 0);
    Atomics.notify(flags, running);
  }
  return {
    shared,
    enter() {
      // First the claim, then the look: with the other side doing it the other way round, one of the two always sees.
      Atomics.store(flags, running, 1);
      if (Atomics.load(flags, shutting) === 0) return true;
      leave();
      return false;
    },
    leave,
    shut: () => void Atomics.store(flags, shutting, 1),
    waitUntilLeft: (timeoutMs) => void Atomics.wait(flags, running, 1, timeoutMs),
  };
}
