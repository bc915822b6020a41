/**
 * Embeddings on disk. A file is named after what it was made from, carries its own checksum and is written in one
 * step, so a half-written or damaged one is never used: it is made again. The shelf lists what is served.
 */
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256, syncFolder, writeAtomic } from '../base/files.js';
import type { Essay } from '../essay/types.js';
import { type EssayEmbeddings, essayPassages } from './essay-index.js';
import type { StoredTokens } from './late-interaction.js';
import { createVectorIndex, isVector, vectorMethodFor } from './vectors.js';

/** Changed whenever passages or the layout change; part of every name, so old files are simply not found. */
const format = 2;
/** Files are kept this long after no shelf lists them: another process may still be reading by an older shelf. */
const graceMs = 60 * 60 * 1000;

interface Header {
  readonly format: number;
  /** The name it was saved under: another essay's file in its place is not taken for it. */
  readonly name: string;
  readonly model: string;
  readonly dimension: number;
  readonly paragraphs: number;
  readonly passages: number;
  /** Tokens a paragraph; absent without token vectors. */
  readonly tokens?: readonly number[];
  readonly sha256: string;
  /** The checksum of the graph file beside it. */
  readonly graph?: string;
}

/** The last name asked for of each essay: every question asks. */
const names = new WeakMap<Essay, { readonly model: string; readonly name: string }>();

/** The name of the embeddings of `essay` by the model `model`: equal texts, equal name. */
export function snapshotName(essay: Essay, model: string): string {
  const known = names.get(essay);
  if (known?.model === model) return known.name;
  const made = JSON.stringify([format, model, essay.language, essay.paragraphs.map(({ text }) => text)]);
  const name = sha256(made).slice(0, 32);
  names.set(essay, { model, name });
  return name;
}

/** A folder of snapshots made by one model. */
export interface Snapshots {
  /** The embeddings kept under `name`, or undefined when there are none, or they are damaged or of another make. */
  load(essay: Essay, name: string): Promise<{ embeddings: EssayEmbeddings; graphFile?: string } | undefined>;
  /** Whether there is a file of that name; it may be damaged. */
  has(name: string): Promise<boolean>;
  save(name: string, embeddings: EssayEmbeddings): Promise<void>;
  /** The essays of the last whole refresh; empty when there was none or its list is damaged. */
  loadShelf(): Promise<readonly Essay[]>;
  saveShelf(essays: readonly Essay[]): Promise<void>;
}

/** Snapshots under `folder` for the model `model` with vectors of `dimension` values. Nothing is read yet. */
export function createSnapshots(folder: string, model: string, dimension: number): Snapshots {
  const place = join(folder, sha256(model).slice(0, 12));
  const fileOf = (name: string): string => join(place, `${name}.vectors`);
  const graphOf = (name: string): string => join(place, `${name}.graph`);
  const shelf = join(place, 'shelf.json');

  async function load(essay: Essay, name: string) {
    const bytes = await readOrNothing(fileOf(name));
    const header = bytes && readHeader(bytes);
    if (!bytes || !header || header.name !== name) return undefined;
    if (header.model !== model || header.dimension !== dimension) return undefined;
    if (header.paragraphs !== essay.paragraphs.length || header.passages !== essayPassages(essay).length)
      return undefined;
    const body = bytes.subarray(bytes.indexOf(10) + 1);
    if (sha256(body) !== header.sha256) return undefined;
    const embeddings = decode(header, body);
    if (embeddings === undefined) return undefined;
    if (header.graph === undefined) return { embeddings };
    const graph = await readOrNothing(graphOf(name));
    if (!graph || sha256(graph) !== header.graph) return { embeddings };
    return { embeddings, graphFile: graphOf(name) };
  }

  async function save(name: string, embeddings: EssayEmbeddings): Promise<void> {
    await mkdir(place, { recursive: true });
    let graph: string | undefined;
    if (vectorMethodFor(embeddings.passages.length) === 'hnswlib HNSW') {
      const temporary = `${graphOf(name)}.${process.pid}.tmp`;
      createVectorIndex(embeddings.passages, dimension).write?.(temporary);
      graph = sha256(await readFile(temporary));
      await rename(temporary, graphOf(name));
      await syncFolder(place);
    }
    const body = encode(embeddings);
    const header: Header = {
      format,
      name,
      model,
      dimension,
      paragraphs: embeddings.paragraphs.length,
      passages: embeddings.passages.length,
      ...(embeddings.tokens ? { tokens: embeddings.tokens.map(({ ids }) => ids.length) } : {}),
      sha256: sha256(body),
      ...(graph ? { graph } : {}),
    };
    await writeAtomic(fileOf(name), Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]));
  }

  async function loadShelf(): Promise<readonly Essay[]> {
    const bytes = await readOrNothing(shelf);
    if (!bytes) return [];
    const text = bytes.toString('utf8');
    const cut = text.indexOf('\n');
    if (cut < 0 || sha256(text.slice(cut + 1)) !== text.slice(0, cut)) return [];
    return JSON.parse(text.slice(cut + 1)) as Essay[];
  }

  async function saveShelf(essays: readonly Essay[]): Promise<void> {
    const namesOf = (list: readonly Essay[]) => new Set(list.map((essay) => snapshotName(essay, model)));
    const [before, listed] = [namesOf(await loadShelf()), namesOf(essays)];
    const text = JSON.stringify(essays);
    await writeAtomic(shelf, `${sha256(text)}\n${text}`);
    for (const file of await readdir(place)) {
      const name = file.replace(/\..*$/, '');
      if (file === 'shelf.json' || (listed.has(name) && !file.endsWith('.tmp'))) continue;
      const path = join(place, file);
      // Its time begins when it leaves the shelf.
      if (before.has(name) && !listed.has(name)) await utimes(path, new Date(), new Date()).catch(() => undefined);
      const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
      if (age > graceMs) await rm(path, { force: true });
    }
  }

  const has = (name: string): Promise<boolean> =>
    stat(fileOf(name)).then(
      () => true,
      () => false,
    );

  return { load, has, save, loadShelf, saveShelf };
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

function readHeader(bytes: Buffer): Header | undefined {
  const cut = bytes.indexOf(10);
  if (cut < 0) return undefined;
  try {
    const header = JSON.parse(bytes.subarray(0, cut).toString('utf8')) as Header;
    return header.format === format ? header : undefined;
  } catch {
    return undefined;
  }
}

function encode(embeddings: EssayEmbeddings): Buffer {
  const parts: ArrayBufferView[] = [...embeddings.paragraphs, ...embeddings.passages];
  for (const tokens of embeddings.tokens ?? []) parts.push(tokens.ids, tokens.starts, tokens.ends, tokens.vectors);
  return Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

function decode(header: Header, body: Buffer): EssayEmbeddings | undefined {
  const { dimension } = header;
  // A copy of its own: a Buffer's memory need not start where Float32Array wants it to.
  const memory = new Uint8Array(body).buffer;
  let at = 0;
  const floats = (): Float32Array => {
    const row = new Float32Array(memory, at, dimension);
    at += row.byteLength;
    return row;
  };
  const whole = (length: number): Int32Array => {
    const row = new Int32Array(memory.slice(at, at + length * 4));
    at += length * 4;
    return row;
  };
  const tokenRow = (count: number): StoredTokens => {
    const ids = whole(count);
    const starts = whole(count);
    const ends = whole(count);
    const vectors = new Int8Array(memory, at, count * dimension);
    at += vectors.byteLength;
    return { ids, starts, ends, vectors };
  };
  try {
    const paragraphs = Array.from({ length: header.paragraphs }, floats);
    const passages = Array.from({ length: header.passages }, floats);
    const tokens = header.tokens?.map(tokenRow);
    if (at !== body.byteLength || ![...paragraphs, ...passages].every((row) => isVector(row, dimension)))
      return undefined;
    return { dimension, paragraphs, passages, ...(tokens ? { tokens } : {}) };
  } catch {
    return undefined;
  }
}
