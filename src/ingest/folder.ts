/**
 * Walks the corpus folder and opens files in it: regular files inside the real folder only. Links, pipes, devices and
 * sockets are named and left alone; nothing here can hang.
 */
import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, PilcrowError } from '../base/errors.js';
import { readFileName } from './formats.js';
import type { IngestProblem } from './types.js';

export const maxFileBytes = 20 * 1024 * 1024;
const maxDepth = 8;
const maxFiles = 5_000;

export interface FoundFile {
  /** Path inside the corpus folder, with `/`. */
  readonly file: string;
  readonly path: string;
}

/**
 * The files that may be essays or notes, shallow ones first, then by name; and those that are not.
 * @throws PilcrowError `corpus-unreadable` when the folder itself is missing or no folder
 */
export async function listFolder(folder: string): Promise<{ files: FoundFile[]; problems: IngestProblem[] }> {
  const root = await realFolder(folder);
  const files: FoundFile[] = [];
  const problems: IngestProblem[] = [];
  const waiting: { path: string; inside: string; depth: number }[] = [{ path: root, inside: '', depth: 0 }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { path, inside, depth } = next;
    for (const entry of await entriesOf(path, inside, problems)) {
      const file = inside === '' ? entry.name : `${inside}/${entry.name}`;
      const problem = (status: IngestProblem['status'], why: string): number =>
        problems.push({ file, status, reason: `${shown(file)} ${why}.` });
      if (entry.isDirectory()) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules')
          problem('skipped', 'is a hidden or foreign folder');
        else if (depth >= maxDepth) problem('skipped', `lies deeper than ${maxDepth} folders`);
        else waiting.push({ path: join(path, entry.name), inside: file, depth: depth + 1 });
      } else if (!entry.isFile())
        problem('skipped', `is ${kindOf(entry)}, not a file; only files inside the folder are read`);
      else {
        const { skip } = readFileName(entry.name);
        if (skip !== undefined) problem('skipped', skip);
        else if (files.length >= maxFiles) problem('skipped', `is one too many: at most ${maxFiles} files are read`);
        else files.push({ file, path: join(path, entry.name) });
      }
    }
  }
  return { files, problems };
}

async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await lstat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new PilcrowError('corpus-unreadable', `The corpus folder ${folder} cannot be opened: ${messageOf(cause)}`, {
      hint: 'Create it, or point CORPUS_DIR at the folder that holds the essays.',
      cause,
    });
  }
  throw new PilcrowError('corpus-unreadable', `The corpus folder ${folder} is not a folder`, {
    hint: 'Point CORPUS_DIR at the folder that holds the essays.',
  });
}

async function entriesOf(path: string, inside: string, problems: IngestProblem[]): Promise<Dirent[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    problems.push({
      file: inside || '.',
      status: 'failed',
      reason: `The folder ${shown(inside || '.')} cannot be read: ${messageOf(error)}.`,
    });
    return [];
  }
}

function kindOf(entry: Dirent | Stats): string {
  if (entry.isSymbolicLink()) return 'a symbolic link';
  if (entry.isFIFO()) return 'a pipe';
  if (entry.isSocket()) return 'a socket';
  return entry.isDirectory() ? 'a folder' : 'a device';
}

/** A name for people: control and invisible characters shown as `\uFFFD`. */
export function shown(file: string): string {
  return file.replace(/[\p{C}]/gu, '\uFFFD');
}

/**
 * The bytes of one file of the folder. What it is is looked at again on the open handle, so that nothing can be swapped
 * in between.
 * @throws PilcrowError `file-refused`
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch((cause: unknown) => {
    throw new PilcrowError('file-refused', `cannot be opened: ${messageOf(cause)}`, { cause });
  });
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new PilcrowError('file-refused', `is ${kindOf(stats)}, not a file`);
    if (stats.size > maxFileBytes) {
      throw new PilcrowError(
        'file-refused',
        `has ${(stats.size / 1024 / 1024).toFixed(1)} MB; at most 20 MB are read`,
        {
          hint: 'Save the text alone, without pictures, or split it.',
        },
      );
    }
    // A file that grows while it is read is read to the limit and no further.
    const buffer = Buffer.alloc(Math.min(stats.size, maxFileBytes));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return new Uint8Array(buffer.buffer, buffer.byteOffset, length);
  } catch (cause) {
    if (cause instanceof PilcrowError) throw cause;
    throw new PilcrowError('file-refused', `cannot be read: ${messageOf(cause)}`, { cause });
  } finally {
    await handle.close();
  }
}
