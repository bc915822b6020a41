/**
 * Newest wins: a reply that grows faster than a platform may be written to is shown in its newest state, at most once
 * an interval, and always in its last one.
 */

export interface Paced<Value> {
  readonly value: Value;
  /** Complete: nothing comes after it. */
  readonly isLast: boolean;
}

/**
 * The first value at once, then the newest one an interval later, the last one always and without waiting. Reads
 * `source` as fast as it comes. Throws what `source` throws.
 */
export async function* newest<Value>(source: AsyncIterable<Value>, intervalMs: number): AsyncIterable<Paced<Value>> {
  const state: { newest?: { readonly value: Value }; isShown: boolean; isEnded: boolean; error?: unknown } = {
    isShown: false,
    isEnded: false,
  };
  let wake: () => void = () => {};
  const reading = (async () => {
    try {
      for await (const value of source) {
        state.newest = { value };
        state.isShown = false;
        wake();
      }
    } catch (error) {
      state.error = error;
    }
    state.isEnded = true;
    wake();
  })();
  /** Resolves at the next value, at the end, or after `ms`. */
  const change = (ms?: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      wake = () => {
        if (ms !== undefined && !state.isEnded) return;
        clearTimeout(timer);
        resolve();
      };
    });
  while (!state.isEnded) {
    if (state.newest && !state.isShown) {
      state.isShown = true;
      yield { value: state.newest.value, isLast: false };
      if (!state.isEnded) await change(intervalMs);
    } else await change();
  }
  await reading;
  if ('error' in state) throw state.error;
  if (state.newest) yield { value: state.newest.value, isLast: true };
}
