/**
 * The shared database of several processes: PostgreSQL by DATABASE_URL, through `pg`.
 */
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Log } from '../base/log.js';
import type { Backend } from './backend.js';
import { migrate } from './migrations.js';
import { StorableValues } from './storable-values.js';
import type { Tables } from './tables.js';

const int8 = 20;
/** The lock that `inTurn` waits for; any number that nobody else in the database uses. */
const turnLock = 5_104_277_113;

/** Connects and brings the tables up to date; safe from several processes at once. */
export async function openPostgres(url: string, log: Log): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    application_name: 'pilcrow',
    // Times are counted in milliseconds and fit a number; pg would hand them over as text.
    types: { getTypeParser: (id: number, format) => (id === int8 ? Number : pg.types.getTypeParser(id, format)) },
  });
  // An idle connection that breaks is replaced at the next query; unheard, its error would end the process.
  pool.on('error', (error) => log.warn({ code: 'store-failed', reason: error.message }, 'A database connection broke'));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [new StorableValues()] });
  try {
    await migrate(db, 'postgres');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    name: `PostgreSQL, ${placeOf(url)}`,
    inTurn: (work) =>
      db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(${turnLock})`.execute(tx);
        return await work(tx);
      }),
    // PostgreSQL reuses the space of deleted rows in its own time; its files and backups are the operator's.
    scrub: async () => {},
    emptyLog: async () => {},
    dropSetAside: async () => 0,
    close: () => db.destroy(),
  };
}

/** Host and database of the address, without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
