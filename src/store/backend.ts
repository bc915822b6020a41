/** What the two databases have in common, below the queries. */
import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

export interface Backend {
  readonly db: Kysely<Tables>;
  /** One line for `doctor`, without credentials. */
  readonly name: string;
  /**
   * Runs `work` so that no other process comes between what its first statement reads and what it writes. The other
   * statements of `work` are covered on PostgreSQL alone.
   */
  inTurn<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Makes sure that deleted rows are gone from the files too, as far as this database lets us. */
  scrub(): Promise<void>;
  /**
   * The quick half of that, for a row that somebody took back: what was deleted or written over stands in no log any
   * more. Where another process reads at this moment, it is left to a minute later.
   */
  emptyLog(): Promise<void>;
  /** Removes damaged databases that were set aside before `before`, milliseconds since 1970; answers how many. */
  dropSetAside(before: number): Promise<number>;
  close(): Promise<void>;
}

/** Milliseconds since 1970. */
export type Clock = () => number;
