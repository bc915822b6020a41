/**
 * Work of one key in order, different keys in parallel.
 */

export interface Queue {
  /** Resolves when it is this caller's turn; the answered function ends the turn and may be called twice. */
  enter(key: string): Promise<() => void>;
}

/** A queue in memory; a key without work costs nothing. */
export function createQueue(): Queue {
  const tails = new Map<string, Promise<void>>();
  return {
    async enter(key) {
      const before = tails.get(key);
      let leave = (): void => {};
      const turn = new Promise<void>((resolve) => {
        leave = resolve;
      });
      const tail = (before ?? Promise.resolve()).then(() => turn);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      await before;
      return leave;
    },
  };
}
