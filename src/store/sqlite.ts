/**
 * The embedded database: one SQLite file in the data folder. WAL with synchronous FULL, so that what was answered
 * survives a kill and a power cut. A damaged file is set aside, never served, and never stops a start.
 */
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { syncFolder } from '../base/files.js';
import type { Log } from '../base/log.js';
import type { Backend, Clock } from './backend.js';
import { codeOf } from './faults.js';
import { migrate } from './migrations.js';
import { StorableValues } from './storable-values.js';
import type { Tables } from './tables.js';

const busyTimeoutMs = 5_000;
const openTimeoutMs = 15_000;
const staleRepairMs = 10_000;
/** Words that were written over (who sent them, until they were passed on) stay in the log no longer than this. */
const emptyLogEveryMs = 60_000;

/** Opens the file, made with its folder when missing. Several processes may have it open. */
export async function openSqlite(file: string, log: Log, clock: Clock): Promise<Backend> {
  await mkdir(dirname(file), { recursive: true });
  const database = await openSound(file, log, clock);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new StorableValues()] });
  try {
    // One process at a time makes tables, and a kill on the way leaves none of them.
    await patiently(() => database.exec('BEGIN IMMEDIATE'));
    await migrate(db, 'sqlite');
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    await db.destroy();
    throw error;
  }
  const emptyLogInTurn = (): Promise<void> => db.connection().execute(async () => emptyLog(database));
  const emptying = setInterval(() => {
    // A database that is being closed empties its log itself.
    emptyLogInTurn().catch(() => undefined);
  }, emptyLogEveryMs).unref();
  return {
    db,
    name: `SQLite, ${file}`,
    // A statement that writes holds the write lock before it reads.
    inTurn: (work) => work(db),
    scrub: () => db.connection().execute(() => scrub(database)),
    emptyLog: emptyLogInTurn,
    dropSetAside: (before) => dropSetAside(file, before),
    close: async () => {
      clearInterval(emptying);
      if (!database.open) return;
      await emptyLogInTurn();
      await db.destroy();
    },
  };
}

async function openSound(file: string, log: Log, clock: Clock): Promise<Database.Database> {
  const sound = await tryOpen(file);
  if (sound !== undefined) return sound;
  return await withRepairLock(file, async () => {
    // Another process may have set it aside while this one waited.
    const healed = await tryOpen(file);
    if (healed !== undefined) return healed;
    const aside = await setAside(file, clock());
    log.warn({ file, aside }, 'The database was damaged: it is set aside and a fresh one is made');
    const fresh = await tryOpen(file);
    if (fresh === undefined) throw new Error('the fresh database is damaged too');
    return fresh;
  });
}

/** The open database, or nothing when its content is damaged; other faults are thrown. */
async function tryOpen(file: string): Promise<Database.Database | undefined> {
  let database: Database.Database | undefined;
  await makePrivate(file);
  try {
    database = new Database(file, { timeout: busyTimeoutMs });
    const opened = database;
    opened.pragma(`busy_timeout = ${busyTimeoutMs}`);
    opened.pragma('secure_delete = ON');
    opened.pragma('temp_store = MEMORY');
    // Switching a new file to WAL answers "busy" at once while another process does the same.
    await patiently(() => opened.pragma('journal_mode = WAL'));
    opened.pragma('synchronous = FULL');
    const found = await patiently(() => opened.prepare('PRAGMA quick_check(1)').all());
    if (JSON.stringify(found) === '[{"quick_check":"ok"}]') return opened;
    opened.close();
    return undefined;
  } catch (error) {
    database?.close();
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))) return undefined;
    throw error;
  }
}

/**
 * A new file is made here, so that nobody else on the machine reads it; SQLite gives its log the same rights. A file
 * that is there is not touched: closing it would drop the locks that this process holds on it through SQLite.
 */
async function makePrivate(file: string): Promise<void> {
  try {
    await (await open(file, 'wx', 0o600)).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function patiently<T>(work: () => T): Promise<T> {
  const end = performance.now() + openTimeoutMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!/^SQLITE_(BUSY|LOCKED)/.test(codeOf(error)) || performance.now() > end) throw error;
      await sleep(10 + Math.random() * 40);
    }
  }
}

/** Only one process repairs; a repair that was killed is taken over after ten seconds. */
async function withRepairLock<T>(file: string, repair: () => Promise<T>): Promise<T> {
  const lock = `${file}.repair`;
  for (;;) {
    try {
      await (await open(lock, 'wx', 0o600)).close();
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      const held = await stat(lock).catch(() => undefined);
      if (held !== undefined && Date.now() - held.mtimeMs > staleRepairMs) await rm(lock, { force: true });
      await sleep(50);
    }
  }
  try {
    return await repair();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Renames the file and what SQLite keeps beside it; the name tells when. */
async function setAside(file: string, now: number): Promise<string> {
  const stamp = new Date(now).toISOString().replace(/[:.]/g, '-');
  const aside = `${file}.damaged-${stamp}-${process.pid}`;
  await rename(file, aside);
  for (const ending of ['-wal', '-shm']) {
    await rename(`${file}${ending}`, `${aside}${ending}`).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
  await syncFolder(dirname(file));
  return aside;
}

/** Damaged files cannot be searched for one person's rows, so they go whole, by the time in their names. */
async function dropSetAside(file: string, before: number): Promise<number> {
  const folder = dirname(file);
  let dropped = 0;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(file)}.damaged-`)) continue;
    const stamp = /damaged-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name);
    const at = stamp === null ? 0 : Date.parse(`${stamp[1]}T${stamp[2]}:${stamp[3]}:${stamp[4]}.${stamp[5]}Z`);
    if (at >= before) continue;
    await rm(join(folder, name), { force: true });
    dropped += 1;
  }
  return dropped;
}

/** Rewrites the file without what was deleted, and empties the write-ahead log, which still held it. */
async function scrub(database: Database.Database): Promise<void> {
  await patiently(() => database.exec('VACUUM'));
  await patiently(() => {
    const [result] = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all() as { busy?: number }[];
    if (result?.busy !== 0) throw Object.assign(new Error('the log is being read'), { code: 'SQLITE_BUSY' });
  });
}

/**
 * Writes the log into the file and cuts it, if it can be done without waiting. Deleted rows are overwritten in the file
 * (`secure_delete`); libsql lets go of the file only when its statements are collected, so a close does it by hand too.
 */
function emptyLog(database: Database.Database): void {
  try {
    database.pragma('busy_timeout = 0');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing is lost: the log is read, and emptied another time.
  } finally {
    database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  }
}
