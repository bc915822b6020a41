/** Gives up a conversation with a server that has fallen silent, however long a lively one may take. */
export interface SilenceLimit {
  /** `fetch` whose requests end when the limit is exceeded; every answer counts as a sign of life. */
  readonly fetch: typeof fetch;
  /** A sign of life. */
  readonly touch: () => void;
  readonly isExceeded: () => boolean;
  /** Ends the watch, so that the process may exit. */
  readonly clear: () => void;
}

/** A limit of `silenceMs` without a sign of life, or until `signal` aborts. */
export function createSilenceLimit(silenceMs: number, signal: AbortSignal | undefined): SilenceLimit {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error('no answer')), silenceMs);
  const ended = signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]);
  const touch = (): void => void timer.refresh();
  return {
    fetch: async (input, init) => {
      touch();
      const response = await fetch(input, { ...init, signal: ended });
      touch();
      return response;
    },
    touch,
    isExceeded: () => silence.signal.aborted,
    clear: () => clearTimeout(timer),
  };
}
