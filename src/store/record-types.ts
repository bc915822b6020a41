/** The part of the port for small things of a class that are neither turns nor settings; see store.ts for the rest. */
import type { JsonValue, PlaceKey, TenantKey } from './store.js';

/** A schedule, a class note, a post that waits for approval, a quiz run, a hint rung, an upload. */
export interface RecordEntry {
  readonly place: string;
  readonly kind: string;
  /** Unique in its tenant and kind. */
  readonly id: string;
  /** Whose it is; '' for nobody's. */
  readonly person: string;
  readonly data: JsonValue;
  /** When it was last written, milliseconds since 1970. */
  readonly savedAt: number;
}

/** A record as it is given to the store. Only `person` says whose it is, so `data` names no other person. */
export interface NewRecord {
  readonly kind: string;
  readonly id: string;
  /** Default ''. It goes when the person is forgotten. */
  readonly person?: string;
  readonly data: JsonValue;
  /**
   * Outlives retention, and its person: when they are forgotten, `person` alone is blanked. So neither `id` nor `data`
   * of such a record names its person. Default false.
   */
  readonly keeps?: boolean;
}

export interface Records {
  /** Adds it, or replaces the one of the same tenant, kind and id in all its parts. */
  put(place: PlaceKey, record: NewRecord): Promise<void>;
  /** Adds it only where there is none of its tenant, kind and id: true for exactly one caller. */
  add(place: PlaceKey, record: NewRecord): Promise<boolean>;
  get(tenant: TenantKey, kind: string, id: string): Promise<RecordEntry | undefined>;
  /**
   * Puts what `change` returns in place of the data it was given, whoever else writes at the same time; it is called
   * again when someone was faster, a hundred times at most, so it has no effects of its own. `undefined` removes the
   * record. Answers the record as it is now, undefined when there is none (any more).
   */
  update(
    tenant: TenantKey,
    kind: string,
    id: string,
    change: (data: JsonValue) => JsonValue | undefined,
  ): Promise<RecordEntry | undefined>;
  /** Of a tenant, the last written first; narrowed to exactly one place, one person; `limit` defaults to 200. */
  list(
    tenant: TenantKey,
    kind: string,
    narrowed?: { readonly place?: string; readonly person?: string; readonly limit?: number },
  ): Promise<readonly RecordEntry[]>;
  /** True when there was one. */
  remove(tenant: TenantKey, kind: string, id: string): Promise<boolean>;
  /** For the process: those of every tenant, in the order in which they were first written. */
  all(kind: string): Promise<readonly (RecordEntry & TenantKey)[]>;
}
