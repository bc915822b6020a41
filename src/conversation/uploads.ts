/** The port by which a tenant's own essays are kept; without it nothing can be uploaded. */
import type { Essay } from '../essay/types.js';
import type { Refusal } from '../ingest/refusals.js';
import type { IngestedEssay } from '../ingest/types.js';
import type { Person, Tenant } from './types.js';

/** Essays that one tenant may bring: a year of weekly readings, and no library that others would have to wait for. */
export const mostUploads = 50;

/** An upload that is served. */
export interface Upload {
  /** Eight hexadecimal digits. */
  readonly id: string;
  readonly essay: Essay;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export type UploadOutcome =
  | { readonly outcome: 'added' | 'replaced'; readonly id: string; readonly ingested: IngestedEssay }
  /** The same bytes or the same text are here already. */
  | { readonly outcome: 'known'; readonly essay: Essay }
  | { readonly outcome: 'refused'; readonly why: Refusal }
  /** The tenant has `mostUploads`. */
  | { readonly outcome: 'full' }
  /** The index cannot be written now; nothing was kept. */
  | { readonly outcome: 'busy' };

export interface Uploads {
  /**
   * Reads a file, keeps it and makes it searchable for `tenant` alone; a file of the same name is replaced.
   * @throws PilcrowError `store-failed`; the system's error where the disk cannot be written
   */
  add(
    tenant: Tenant,
    file: { readonly name: string; readonly bytes: Uint8Array },
    person: Person,
  ): Promise<UploadOutcome>;
  /** Takes an upload off the disk and out of the index; the essay it was, or undefined where there was none. */
  remove(tenant: Tenant, id: string, person: Person): Promise<{ readonly file: string } | undefined>;
  /** The latest first. */
  list(tenant: Tenant): Promise<readonly Upload[]>;
  /** Nothing that the tenant brought is left on the disk or in the index. */
  forget(tenant: Tenant): Promise<void>;
}
