/** Faults on demand: the next calls of a route fail in the way that was asked for. */

import { matchPath } from './routes.js';
import type { Json } from './shapes.js';

export type Fault =
  /** 429 with `retry_after`, of the route or of everything. */
  | { readonly kind: 'rate-limit'; readonly retryAfterMs?: number; readonly isGlobal?: boolean }
  /** 500 and nothing done. */
  | { readonly kind: 'fails' }
  /** Done, and 500 all the same. */
  | { readonly kind: 'fails-after' }
  /** A refusal of Discord's, such as 403 with 50013. */
  | {
      readonly kind: 'refuses';
      readonly status: number;
      readonly code: number;
      readonly message?: string;
      readonly errors?: Json;
    }
  /** 502 with a page of HTML, as from a proxy. */
  | { readonly kind: 'bad-gateway' }
  /** No answer and nothing done, until the client gives up. */
  | { readonly kind: 'hangs' }
  /** Done, and no answer. */
  | { readonly kind: 'hangs-after' }
  /** The connection is cut and nothing done. */
  | { readonly kind: 'drops' }
  /** Done, and the connection is cut. */
  | { readonly kind: 'drops-after' }
  /** Done, and answered late. */
  | { readonly kind: 'delays'; readonly ms: number };

export interface FaultHandle {
  /** How often it struck. */
  readonly count: number;
  clear(): void;
}

interface Planned {
  readonly method: string;
  readonly pattern: string;
  readonly fault: Fault;
  left: number;
  count: number;
}

export class Faults {
  readonly #planned: Planned[] = [];

  /** `method` may be `*`. The fault strikes `times` times, default once. */
  plan(method: string, pattern: string, { times = 1, ...fault }: Fault & { readonly times?: number }): FaultHandle {
    const planned: Planned = { method, pattern, fault: fault as Fault, left: times, count: 0 };
    this.#planned.push(planned);
    return {
      get count() {
        return planned.count;
      },
      clear() {
        planned.left = 0;
      },
    };
  }

  /** The fault that strikes this call, used up by asking. */
  strike(method: string, path: string): Fault | undefined {
    const planned = this.#planned.find(
      (one) =>
        one.left > 0 && (one.method === '*' || one.method === method) && matchPath(one.pattern, path) !== undefined,
    );
    if (!planned) return undefined;
    planned.left--;
    planned.count++;
    return planned.fault;
  }

  clear(): void {
    this.#planned.length = 0;
  }
}
