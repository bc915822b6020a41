/** What is in the corpus folder, read whole. One bad file is one named problem; the rest is read all the same. */
import { messageOf, PilcrowError } from '../base/errors.js';
import type { Essay, TeacherNote } from '../essay/types.js';
import { type FoundFile, listFolder, readBytes, shown } from './folder.js';
import { readFileName } from './formats.js';
import type { Parsed, ParseTask } from './parse.js';
import { readCached, writeCached } from './parse-cache.js';
import { createParsePool, type ParsePool } from './parse-pool.js';
import { uniqueSlugs } from './slug.js';
import type { CorpusReading, IngestedEssay, IngestProblem } from './types.js';

export interface ReadCorpusOptions {
  /** Where readings are kept between starts; default none, every file is parsed. */
  readonly cacheFolder?: string;
  /** Default a pool of this call's own, closed at its end. */
  readonly pool?: ParsePool;
  /** Called as files are done: how many of how many. */
  readonly onProgress?: (done: number, total: number, file: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Every essay of the folder with its collection, slug and teacher's notes, in the order of the folder; and every file that
 * gave none, with the reason. Sub-folders are collections.
 * @throws PilcrowError `corpus-unreadable` when the folder itself cannot be read, `aborted`
 */
export async function readCorpus(folder: string, options: ReadCorpusOptions = {}): Promise<CorpusReading> {
  const listed = await listFolder(folder);
  const problems: IngestProblem[] = [...listed.problems];
  const files = withoutOriginals(listed.files, problems);
  const pool = options.pool ?? createParsePool();
  const essays = new Map<string, IngestedEssay>();
  const notes = new Map<string, readonly TeacherNote[]>();
  try {
    let done = 0;
    await eachOf(files, 4, async (found) => {
      if (options.signal?.aborted) throw new PilcrowError('aborted', 'Reading the corpus was stopped');
      const outcome = await readFound(found, pool, options.cacheFolder);
      if ('reason' in outcome) problems.push(outcome);
      else if (outcome.kind === 'essay') essays.set(found.file, outcome.ingested);
      else notes.set(keyOf(found.file), outcome.notes);
      done += 1;
      options.onProgress?.(done, files.length, found.file);
    });
  } finally {
    if (!options.pool) await pool.close();
  }
  return {
    essays: assemble(files, essays, notes, problems),
    problems: problems.sort((a, b) => (a.file < b.file ? -1 : 1)),
  };
}

async function readFound(
  found: FoundFile,
  pool: ParsePool,
  cacheFolder: string | undefined,
): Promise<Parsed | IngestProblem> {
  try {
    const task: ParseTask = { file: found.file, bytes: await readBytes(found.path) };
    if (task.bytes.length === 0) throw new PilcrowError('file-refused', 'is empty');
    const cached = cacheFolder === undefined ? undefined : await readCached(cacheFolder, task);
    if (cached) return cached;
    const parsed = await pool.parse(task);
    if (cacheFolder !== undefined) await writeCached(cacheFolder, task, parsed);
    return parsed;
  } catch (error) {
    const hint = error instanceof PilcrowError && error.hint !== undefined ? ` ${error.hint}` : '';
    return { file: found.file, status: 'failed', reason: `${shown(found.file)} ${messageOf(error)}.${hint}` };
  }
}

/** `foo.md` beside `foo.html` is the cleaned copy: it is served, the other is not. */
function withoutOriginals(files: readonly FoundFile[], problems: IngestProblem[]): FoundFile[] {
  const cleaned = new Map<string, string>();
  for (const { file } of files) {
    const { format, isNotes } = named(file);
    if (format === 'markdown' && !isNotes && (!cleaned.has(keyOf(file)) || file.endsWith('.md')))
      cleaned.set(keyOf(file), file);
  }
  return files.filter(({ file }) => {
    const copy = cleaned.get(keyOf(file));
    if (copy === undefined || copy === file || named(file).isNotes) return true;
    problems.push({
      file,
      status: 'skipped',
      reason: `${shown(file)} is not served, because ${shown(copy)} beside it is.`,
    });
    return false;
  });
}

function named(file: string): ReturnType<typeof readFileName> {
  return readFileName(file.slice(file.lastIndexOf('/') + 1));
}

/** Folder and name without the ending: what an essay and its notes have in common. */
function keyOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1) + named(file).name;
}

function assemble(
  files: readonly FoundFile[],
  essays: ReadonlyMap<string, IngestedEssay>,
  notes: ReadonlyMap<string, readonly TeacherNote[]>,
  problems: IngestProblem[],
): IngestedEssay[] {
  const read = files.flatMap(({ file }) => essays.get(file) ?? []);
  const slugs = uniqueSlugs(
    read.map(({ essay }) => ({
      name: named(essay.file).name,
      collection: essay.collection,
      ending: named(essay.file).ending,
    })),
  );
  const unclaimed = new Set(notes.keys());
  const assembled = read.map((ingested, index) => {
    const key = keyOf(ingested.essay.file);
    unclaimed.delete(key);
    return withNotes(ingested, slugs[index] ?? ingested.essay.slug, notes.get(key) ?? []);
  });
  for (const { file } of files) {
    if (!named(file).isNotes || !unclaimed.has(keyOf(file))) continue;
    problems.push({
      file,
      status: 'skipped',
      reason: `${shown(file)} holds notes, but there is no essay ${shown(keyOf(file))} beside it.`,
    });
  }
  return assembled;
}

function withNotes(ingested: IngestedEssay, slug: string, notes: readonly TeacherNote[]): IngestedEssay {
  const count = ingested.essay.paragraphs.length;
  const lost = notes.filter((note) => note.paragraph !== undefined && note.paragraph > count);
  const teacherNotes = notes.map(
    ({ kind, text, paragraph }): TeacherNote =>
      paragraph === undefined || paragraph > count ? { kind, text } : { kind, text, paragraph },
  );
  const essay: Essay = { ...ingested.essay, slug, teacherNotes };
  const warnings = lost.map(
    (note) => `A teacher's note names ¶${note.paragraph}, but the essay has ${count} paragraphs.`,
  );
  return { ...ingested, essay, warnings: [...ingested.warnings, ...warnings] };
}

/** Runs `work` over `items`, `width` at a time: no more files in memory than that. */
async function eachOf<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const lane = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
