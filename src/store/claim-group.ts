/**
 * Claims that arrive together are written together: one statement and one wait for the disk for all that came within a
 * few milliseconds. What a caller is told is on disk all the same.
 */
import type { EventKey, Work } from './store.js';

export interface ClaimRequest {
  readonly event: EventKey;
  readonly work: Work;
  readonly leaseMs: number;
}

/** How long the first of a group waits for others: well below the 250 ms in which a platform is to be answered. */
const gatherMs = 5;
/** Claims in one statement: nine values each, far from the limits of both databases. */
const groupSize = 100;

/**
 * Groups calls of `write`, which answers the keys (`keyOf`) of those that were new. Of two requests for one event in a
 * group the first wins. A group that fails, fails for each of its callers.
 */
export function createClaimGroup(
  write: (requests: readonly ClaimRequest[]) => Promise<ReadonlySet<string>>,
  keyOf: (event: EventKey) => string,
): (request: ClaimRequest) => Promise<boolean> {
  interface Waiting {
    readonly request: ClaimRequest;
    readonly resolve: (isNew: boolean) => void;
    readonly reject: (error: unknown) => void;
  }
  let waiting = new Map<string, Waiting>();
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const group = waiting;
    waiting = new Map();
    if (group.size === 0) return;
    write([...group.values()].map(({ request }) => request)).then(
      (isNew) => {
        for (const [key, { resolve }] of group) resolve(isNew.has(key));
      },
      (error: unknown) => {
        for (const { reject } of group.values()) reject(error);
      },
    );
  }

  return (request) => {
    const key = keyOf(request.event);
    if (waiting.has(key)) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      waiting.set(key, { request, resolve, reject });
      if (waiting.size >= groupSize) flush();
      else timer ??= setTimeout(flush, gatherMs);
    });
  };
}
