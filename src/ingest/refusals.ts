/**
 * Why a file gives no essay, as one of a few kinds that can be said in any language; the messages of ingestion itself are
 * for whoever runs the program.
 */
import { PilcrowError } from '../base/errors.js';
import { maxFileBytes } from './folder.js';
import { readFileName } from './formats.js';

/**
 * - `type`: an ending that is not read; `old-word`: a format to be saved as .docx; `name`: hidden, temporary, notes, a licence
 * - `empty`, `large` (over 20 MB), `long` (pages, paragraphs, what a zip holds), `slow` (time or memory)
 * - `protected`: a password or copy protection; `scan`: pages without text; `no-text`: no paragraph; `damaged`: anything else
 */
export type Refusal =
  | 'type'
  | 'old-word'
  | 'name'
  | 'empty'
  | 'large'
  | 'long'
  | 'slow'
  | 'protected'
  | 'scan'
  | 'no-text'
  | 'damaged';

/** Why a file of this name and size is not read at all; undefined where it may be. `bytes` may be what a platform says. */
export function refusalBefore(fileName: string, bytes: number): Refusal | undefined {
  const { ending, isNotes, skip } = readFileName(fileName);
  if (['doc', 'rtf', 'odt', 'pages'].includes(ending)) return 'old-word';
  if (isNotes) return 'name';
  if (skip !== undefined) return /^(has the ending|has no ending)/.test(skip) ? 'type' : 'name';
  if (bytes > maxFileBytes) return 'large';
  return undefined;
}

/** The messages are those of the readers beside this file; a test holds both together. */
const kinds: readonly (readonly [RegExp, Refusal])[] = [
  [/^is empty/, 'empty'],
  [/MB; at most 20 MB/, 'large'],
  [/^is protected/, 'protected'],
  [/^holds no text/, 'scan'],
  [/^holds no paragraph/, 'no-text'],
  [/at most [\d,]+ are read|would unpack to|200 to 1|more than it says/, 'long'],
  [/too much memory|seconds to read/, 'slow'],
];

/** What a reading failed by; undefined where it is no fault of the file. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof PilcrowError)) return undefined;
  if (!['file-refused', 'parse-failed', 'parse-timeout'].includes(error.code)) return undefined;
  return kinds.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'damaged';
}
