/**
 * Essays that a tenant brought itself, on disk: for each file a folder `<platform>/<tenant>/<id>/` with the bytes as they
 * came, `upload.json` that says whose they are, and the reading of them. Nothing of a folder counts before its
 * `upload.json` stands, nor after it is gone. Who uploaded stands in the store alone.
 */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf, PilcrowError } from '../base/errors.js';
import { sha256, writeAtomic } from '../base/files.js';
import { readBytes, shown } from './folder.js';
import { readFileName } from './formats.js';
import type { Parsed } from './parse.js';
import { readCached, writeCached } from './parse-cache.js';
import { createParsePool, type ParsePool } from './parse-pool.js';
import { slugOf } from './slug.js';
import type { CorpusReading, IngestedEssay, IngestProblem } from './types.js';

const record = z.object({
  platform: z.string(),
  tenant: z.string(),
  /** Eight hexadecimal digits, the same for every version of a file of this name. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
  /** The file's name, without any folder. */
  file: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
});
export type UploadRecord = z.infer<typeof record>;

/** Whose an upload is. */
type UploadOwner = Pick<UploadRecord, 'platform' | 'tenant'>;

interface SavedUpload {
  readonly record: UploadRecord;
  /** Puts back what was there before. */
  undo(): Promise<void>;
  /** Removes what the version before left. */
  settle(): Promise<void>;
}

const recordFile = 'upload.json';
/** Characters of a slug before its id. */
const slugChars = 40;
const nameChars = 120;

/** A name for a file that came from outside: without folders and invisible characters, at most 120 characters. */
export function uploadName(name: string): string {
  const bare = shown(name.normalize('NFC').replace(/^.*[\\/]/su, '')).trim();
  const [, stem = bare, ending = ''] = /^(.*?)(\.[^.]{1,10})?$/su.exec(bare) ?? [];
  return `${[...stem].slice(0, nameChars - ending.length).join('')}${ending}`;
}

/** The id of a tenant's file of this name; no other tenant's has the same. */
export function uploadId({ platform, tenant }: UploadOwner, file: string): string {
  return sha256(JSON.stringify([platform, tenant, file.normalize('NFC').toLowerCase()])).slice(0, 8);
}

/** The slug of an upload: it says nothing of what others brought, and stays when a new version comes. */
export function uploadSlug({ id, file }: Pick<UploadRecord, 'id' | 'file'>): string {
  const stem = [...slugOf(readFileName(file).name)].slice(0, slugChars).join('').replace(/-+$/, '');
  return `${stem}-${id}`;
}

/** What `tenant` keeps, or everyone, the latest first. A damaged record is left out. */
export async function listUploads(folder: string, owner?: UploadOwner): Promise<readonly UploadRecord[]> {
  const tenants = owner ? [folderOf(folder, owner)] : await tenantFolders(folder);
  const found: UploadRecord[] = [];
  for (const tenant of tenants) {
    for (const id of await namesIn(tenant)) {
      const read = await readRecord(join(tenant, id));
      // A folder that was moved by hand belongs to nobody.
      if (read && pathOf(folder, read) === join(tenant, id)) found.push(read);
    }
  }
  return found.sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
}

/**
 * Every upload as an essay of its owner; a file that cannot be read any more is a named problem.
 * @throws PilcrowError `aborted`
 */
export async function readUploads(
  folder: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CorpusReading> {
  const essays: IngestedEssay[] = [];
  const problems: IngestProblem[] = [];
  // Workers start with the first file whose reading is not kept.
  const pool = createParsePool();
  try {
    for (const upload of await listUploads(folder)) {
      if (options.signal?.aborted) throw new PilcrowError('aborted', 'Reading the uploads was stopped');
      try {
        essays.push(asUpload(await readOne(folder, upload, pool), upload));
      } catch (error) {
        const reason = `${shown(upload.file)}, uploaded to ${upload.platform}:${upload.tenant}, ${messageOf(error)}.`;
        problems.push({ file: upload.file, status: 'failed', reason });
      }
    }
  } finally {
    await pool.close();
  }
  return { essays, problems };
}

/**
 * Keeps a file and its reading; an earlier version gives way.
 * @throws the system's error where it cannot be written
 */
export async function saveUpload(
  folder: string,
  upload: Omit<UploadRecord, 'id' | 'sha256'>,
  bytes: Uint8Array,
  parsed: Parsed,
): Promise<SavedUpload> {
  const saved: UploadRecord = { ...upload, id: uploadId(upload, upload.file), sha256: sha256(bytes) };
  const path = pathOf(folder, saved);
  const before = await readFile(join(path, recordFile), 'utf8').catch(() => undefined);
  const old = await namesIn(path);
  await writeAtomic(join(path, bytesName(saved)), bytes);
  await writeCached(path, { file: saved.file, bytes }, parsed);
  await writeAtomic(join(path, recordFile), JSON.stringify(saved));
  return {
    record: saved,
    async undo() {
      if (before === undefined) await removeUpload(folder, saved);
      else await writeAtomic(join(path, recordFile), before);
    },
    async settle() {
      const kept = [recordFile, bytesName(saved)];
      for (const name of old) if (!kept.includes(name)) await rm(join(path, name), { force: true });
    },
  };
}

/** True when there was one; nothing of it is left. */
export async function removeUpload(folder: string, upload: UploadOwner & Pick<UploadRecord, 'id'>): Promise<boolean> {
  const path = pathOf(folder, upload);
  const isThere = (await readRecord(path)) !== undefined;
  await rm(join(path, recordFile), { force: true });
  await rm(path, { recursive: true, force: true });
  return isThere;
}

/** Nothing that `owner` brought is left. */
export async function removeUploads(folder: string, owner: UploadOwner): Promise<void> {
  await rm(folderOf(folder, owner), { recursive: true, force: true });
}

/** What was read, as an essay of the upload's owner. */
export function asUpload(ingested: IngestedEssay, upload: UploadRecord): IngestedEssay {
  const { platform, tenant } = upload;
  const essay = { ...ingested.essay, slug: uploadSlug(upload), collection: '', owner: `${platform}:${tenant}` };
  return { ...ingested, essay };
}

async function readOne(folder: string, upload: UploadRecord, pool: ParsePool): Promise<IngestedEssay> {
  const path = pathOf(folder, upload);
  const task = { file: upload.file, bytes: await readBytes(join(path, bytesName(upload))) };
  const cached = await readCached(path, task);
  const parsed = cached ?? (await pool.parse(task));
  if (!cached) await writeCached(path, task, parsed);
  if (parsed.kind !== 'essay') throw new PilcrowError('file-refused', 'holds notes, not an essay');
  return parsed.ingested;
}

async function readRecord(path: string): Promise<UploadRecord | undefined> {
  try {
    return record.parse(JSON.parse(await readFile(join(path, recordFile), 'utf8')));
  } catch {
    return undefined;
  }
}

async function tenantFolders(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const platform of await namesIn(folder))
    for (const tenant of await namesIn(join(folder, platform))) found.push(join(folder, platform, tenant));
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => []);
}

function folderOf(folder: string, { platform, tenant }: UploadOwner): string {
  return join(folder, safePart(platform), safePart(tenant));
}

function pathOf(folder: string, upload: UploadOwner & Pick<UploadRecord, 'id'>): string {
  return join(folderOf(folder, upload), upload.id);
}

/** Part of a path that no platform's id can lead astray with; `_` stands before a hash alone. */
function safePart(text: string): string {
  return /^[a-z0-9]{1,32}$/.test(text) ? text : `_${sha256(text).slice(0, 32)}`;
}

function bytesName({ file, sha256: hash }: Pick<UploadRecord, 'file' | 'sha256'>): string {
  const { ending } = readFileName(file);
  return `${hash.slice(0, 16)}${/^[a-z]{1,10}$/.test(ending) ? `.${ending}` : ''}`;
}
