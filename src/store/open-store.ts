/**
 * Opens the store that the settings ask for. The database's module is loaded only then, so that a start that fails
 * elsewhere, or a command that needs no store, does not pay for it.
 */

import { PilcrowError } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Backend, Clock } from './backend.js';
import { guarded } from './faults.js';
import type { Store } from './store.js';

export interface OpenStoreOptions {
  /** A `postgres://` address; `file` is then not used. */
  readonly url?: string | undefined;
  /** The SQLite file; its folder is made when missing. */
  readonly file: string;
  readonly log: Log;
  /** Milliseconds since 1970; defaults to the system's clock. */
  readonly clock?: Clock;
}

/**
 * A store ready for use, its tables up to date. A damaged SQLite file is set aside with a warning.
 * @throws PilcrowError `store-failed` with a hint
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const clock = options.clock ?? Date.now;
  return await guarded('Opening the database', async () => {
    const { createSqlStore } = await import('./sql-store.js');
    return createSqlStore(await openBackend(options, clock), clock);
  });
}

async function openBackend(options: OpenStoreOptions, clock: Clock): Promise<Backend> {
  const { url, file, log } = options;
  if (url === undefined || url === '') {
    const { openSqlite } = await import('./sqlite.js');
    return await openSqlite(file, log, clock);
  }
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new PilcrowError('store-failed', 'DATABASE_URL is not a PostgreSQL address.', {
      hint: 'Write it as postgres://user:password@host:5432/database, or leave it out to use a file in the data folder.',
    });
  }
  const { openPostgres } = await import('./postgres.js');
  return await openPostgres(url, log);
}
