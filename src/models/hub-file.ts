/**
 * One file from the Hugging Face hub, continued where an earlier try stopped and compared with the hash the hub lists.
 */
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ListFileEntry } from '@huggingface/hub';
import { PilcrowError } from '../base/errors.js';
import { hashOfFile } from './file-hash.js';

export interface HubPlace {
  readonly repo: string;
  /** A commit, so that all files are of one version. */
  readonly revision: string;
  readonly fetch: typeof fetch;
  readonly hubUrl?: string;
}

/**
 * Brings `entry` to `folder`, under its path there. `onReceived` hears how many of its bytes are here.
 * @throws PilcrowError `model-damaged` when its hash is not the listed one; what came is removed then
 */
export async function fetchHubFile(
  entry: ListFileEntry,
  folder: string,
  place: HubPlace,
  onReceived: (received: number) => void,
): Promise<void> {
  const path = join(folder, entry.path);
  await mkdir(dirname(path), { recursive: true });
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  onReceived(Math.min(there, entry.size));
  if (there < entry.size) await append(entry, path, there, place, onReceived);
  if (await isAsListed(entry, path)) return;
  await rm(path, { force: true });
  throw new PilcrowError('model-damaged', `${entry.path} of ${place.repo} did not arrive as the hub lists it.`, {
    hint: 'Start again to fetch it anew.',
  });
}

async function append(
  entry: ListFileEntry,
  path: string,
  there: number,
  place: HubPlace,
  onReceived: (received: number) => void,
): Promise<void> {
  const { downloadFile } = await import('@huggingface/hub');
  // Plain ranges instead of the chunk protocol: they can be continued and need no second host.
  const blob = await downloadFile({ ...place, path: entry.path, xet: false });
  if (blob === null) throw new Error(`${entry.path} is listed and not there`);
  const file = await open(path, 'a');
  try {
    let received = there;
    for await (const chunk of blob.slice(there, entry.size).stream()) {
      await file.write(chunk);
      received += chunk.byteLength;
      onReceived(received);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Large files are listed with their SHA-256, small ones with the hash that git gives them. */
async function isAsListed(entry: ListFileEntry, path: string): Promise<boolean> {
  if (entry.lfs !== undefined) return (await hashOfFile(path)) === entry.lfs.oid;
  return entry.oid === undefined || (await hashOfFile(path, 'sha1', `blob ${entry.size}\0`)) === entry.oid;
}
