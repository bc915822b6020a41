/**
 * Readings of files, kept by what the file holds, so that a restart parses nothing again. Only a cache: an entry that is
 * missing, damaged or of another parser is as good as none. Failures are not kept, for a busy machine may cause them.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, writeAtomic } from '../base/files.js';
import { type Parsed, type ParseTask, parserVersion } from './parse.js';

/** The reading kept for `task`, or undefined. Never throws. */
export async function readCached(folder: string, task: ParseTask): Promise<Parsed | undefined> {
  try {
    const text = await readFile(pathOf(folder, task), 'utf8');
    const at = text.indexOf('\n');
    const body = text.slice(at + 1);
    return text.slice(0, at) === sha256(body) ? (JSON.parse(body) as Parsed) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a reading; a folder that cannot be written costs time at the next start, nothing else. */
export async function writeCached(folder: string, task: ParseTask, parsed: Parsed): Promise<void> {
  try {
    const body = JSON.stringify(parsed);
    await writeAtomic(pathOf(folder, task), `${sha256(body)}\n${body}`);
  } catch {
    // A full or read-only disk is reported by those who must write.
  }
}

function pathOf(folder: string, { file, bytes }: ParseTask): string {
  return join(folder, `${sha256(`${parserVersion}\n${file}\n${sha256(bytes)}`)}.json`);
}
