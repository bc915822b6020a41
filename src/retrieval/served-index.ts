/**
 * Which setting the served index was made with, remembered beside it: a changed setting is seen by it, and the embedder
 * that made the old index can be had again. Never holds a key.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomic } from '../base/files.js';

export interface ServedIndex {
  /** As it was set; empty for the model that comes with Pilcrow. */
  readonly setting: string;
  /** The embedder's. */
  readonly id: string;
  readonly dimension: number;
}

const fileIn = (folder: string): string => join(folder, 'served.json');

/** What was remembered in `folder`; nothing where there is nothing, or nothing that can be read. */
export async function readServed(folder: string): Promise<ServedIndex | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(fileIn(folder), 'utf8'));
    return isServedIndex(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Remembers `served` in `folder`, in one step. */
export async function writeServed(folder: string, { setting, id, dimension }: ServedIndex): Promise<void> {
  await writeAtomic(fileIn(folder), `${JSON.stringify({ setting, id, dimension })}\n`);
}

function isServedIndex(value: unknown): value is ServedIndex {
  if (typeof value !== 'object' || value === null) return false;
  if (!('setting' in value && 'id' in value && 'dimension' in value)) return false;
  return typeof value.setting === 'string' && typeof value.id === 'string' && Number.isInteger(value.dimension);
}
