/**
 * A database's error becomes a PilcrowError `store-failed` with something to do about it. Nothing of a query's values
 * gets into the message.
 */
import { messageOf, PilcrowError } from '../base/errors.js';

/** Runs `work`; whatever it throws comes out as `store-failed`, saying that `doing` did not work. */
export async function guarded<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFault(doing, error);
  }
}

/** The fault to throw for `error`; a PilcrowError passes unchanged. */
export function storeFault(doing: string, error: unknown): PilcrowError {
  if (error instanceof PilcrowError) return error;
  const hint = hintFor(`${codeOf(error)} ${messageOf(error)}`);
  return new PilcrowError('store-failed', `${doing} did not work: ${messageOf(error)}`, { hint, cause: bare(error) });
}

/** Without the fields in which PostgreSQL quotes whole rows: a log prints every field of a cause. */
function bare(error: unknown): Error {
  const cause = new Error(messageOf(error));
  if (error instanceof Error && error.stack !== undefined) cause.stack = error.stack;
  return Object.assign(cause, { code: codeOf(error) });
}

/** The database's or the system's own code, empty when there is none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS|ENOTDIR|EISDIR|EEXIST|Unable to open connection|readonly database/,
    'Make the data folder writable for this user, or set DATA_DIR to another folder.',
  ],
  [/SQLITE_FULL|ENOSPC|EDQUOT|SQLITE_IOERR/, 'Free some space on the disk that holds the data folder, then try again.'],
  [/SQLITE_BUSY|SQLITE_LOCKED/, 'Another process is writing to the data folder: stop it, or try again in a moment.'],
  [
    /SQLITE_CORRUPT|SQLITE_NOTADB|malformed/,
    'Restart Pilcrow: the damaged database is set aside and a fresh one is made.',
  ],
  [
    /Cannot find module|ERR_DLOPEN_FAILED|MODULE_NOT_FOUND/,
    'Run `npm install` again on this machine: the database module for its system is missing.',
  ],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timeout|terminated|ECONNRESET|57P0/,
    'Check that the server in DATABASE_URL is running and can be reached.',
  ],
  [/28P01|28000|3D000|42501|password/, 'Check user, password, database and rights in DATABASE_URL.'],
];

function hintFor(text: string): string {
  const found = hints.find(([pattern]) => pattern.test(text));
  return found?.[1] ?? 'Run `npm run doctor`, which tries the database by itself.';
}
