/**
 * The lines typed in earlier chats, newest first as readline wants them, in a file only its owner can read.
 */
import { readFile } from 'node:fs/promises';
import { writeAtomic } from '../../base/files.js';

const kept = 500;

/** Earlier lines, newest first; empty when there are none or they cannot be read. */
export async function readHistory(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
    return lines.slice(-kept).reverse();
  } catch {
    return [];
  }
}

/** Keeps `history` (newest first) for the next chat. A folder that cannot be written costs the history, not the chat. */
export async function writeHistory(file: string | undefined, history: readonly string[]): Promise<void> {
  if (file === undefined || history.length === 0) return;
  const lines = [...history.slice(0, kept)].reverse();
  await writeAtomic(file, `${lines.join('\n')}\n`).catch(() => undefined);
}
