/**
 * Files written whole or not at all, and hashes of what they hold. Knows nothing of essays.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The SHA-256 of `data` as 64 lower-case hexadecimal characters. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/**
 * Writes `data` to `path` so that a reader sees the old file or the new one, never a part, also after a power cut:
 * temporary name beside it, fsync, rename, fsync of the folder. Missing folders are made.
 */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** Makes a rename inside `folder` durable; does nothing where folders cannot be opened (Windows). */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The compiled file of a worker script that stands beside the caller, for `new Worker(...)`.
 * Node 20 cannot start a worker from TypeScript, so a caller running from `src/` is sent to `dist/`.
 */
export function workerScript(name: string, callerUrl: string): URL {
  const url = new URL(name, callerUrl);
  url.pathname = url.pathname.replace(/\/src\/((?:[^/]+\/)*[^/]+)$/, '/dist/$1');
  return url;
}
