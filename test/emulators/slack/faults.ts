/** Faults on demand: the next calls of a method fail in the way that was asked for. */
import type { Json } from './shapes.js';

export type Fault =
  /** 429 with `Retry-After`, default one second. */
  | { readonly kind: 'ratelimited'; readonly retryAfter?: number }
  /** `ok: false` with this error, default `internal_error`; nothing done. */
  | { readonly kind: 'error'; readonly error?: string }
  /** 500 and nothing done. */
  | { readonly kind: 'http500' }
  /** Done, and 500 all the same. */
  | { readonly kind: 'http500-after' }
  /** No answer and nothing done, until the client gives up. */
  | { readonly kind: 'hang' }
  /** Done, and no answer. */
  | { readonly kind: 'hang-after' }
  /** The connection is cut and nothing done. */
  | { readonly kind: 'drop' }
  /** Done, and the connection is cut. */
  | { readonly kind: 'drop-after' }
  /** Done, and answered late. */
  | { readonly kind: 'delay'; readonly ms: number };

export type PlannedFault = Fault & {
  /** Default once. */
  readonly times?: number;
  /** Which calls it strikes; default each. */
  readonly when?: (args: Json) => boolean;
};

export interface FaultHandle {
  /** How often it struck. */
  readonly count: number;
  clear(): void;
}

interface Planned {
  readonly method: string;
  readonly fault: PlannedFault;
  left: number;
  count: number;
}

export class Faults {
  readonly #planned: Planned[] = [];

  /** `method` may be `*`, `response_url` or `upload`. */
  plan(method: string, fault: PlannedFault): FaultHandle {
    const planned: Planned = { method, fault, left: fault.times ?? 1, count: 0 };
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
  strike(method: string, args: Json): Fault | undefined {
    const planned = this.#planned.find(
      ({ left, method: of, fault }) => left > 0 && (of === '*' || of === method) && (fault.when?.(args) ?? true),
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
