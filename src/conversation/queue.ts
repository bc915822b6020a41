/**
 * Work of one key in order, different keys in parallel. Bounded: who comes too late is told so at once.
 */

export interface QueueLimits {
  /** Waiting and working, of one key. */
  readonly perKey: number;
  /** Over all keys. */
  readonly inAll: number;
}

export interface Queue {
  /**
   * Resolves when it is this caller's turn; the answered function ends the turn and may be called twice. A number
   * instead says how many are waiting before it: the queue is full and the caller is not in it.
   */
  enter(key: string): Promise<(() => void) | number>;
}

/** A queue in memory; a key without work costs nothing. */
export function createQueue(limits: QueueLimits): Queue {
  const tails = new Map<string, { tail: Promise<void>; count: number }>();
  let all = 0;
  return {
    async enter(key) {
      const line = tails.get(key) ?? { tail: Promise.resolve(), count: 0 };
      if (line.count >= limits.perKey || all >= limits.inAll) return Math.max(line.count, 1);
      const before = line.tail;
      let hasLeft = false;
      let leave = (): void => {};
      const turn = new Promise<void>((resolve) => {
        leave = () => {
          if (hasLeft) return;
          hasLeft = true;
          all -= 1;
          line.count -= 1;
          if (line.count === 0) tails.delete(key);
          resolve();
        };
      });
      all += 1;
      line.count += 1;
      line.tail = before.then(() => turn);
      tails.set(key, line);
      await before;
      return leave;
    },
  };
}
