/**
 * A message that came with files: whether they are the point of it. A teacher's become essays; anybody else's, and
 * pictures beside a question, never stand in the way of what was asked.
 */
import { say } from '../essay/phrases.js';
import type { Language } from '../essay/types.js';
import { readFileName } from '../ingest/formats.js';
import { uploadDenial } from './features/upload.js';
import type { Roles } from './roles.js';
import type { Command, HandleOptions, Incoming } from './types.js';

/** What is done about the message, and a line to stand before the reply where its files were left aside. */
interface WithFiles {
  readonly command: Command;
  readonly note?: string;
}

/** `command` is what the words alone ask for, `text` the words themselves. */
export async function withFiles(
  roles: Roles,
  incoming: Incoming,
  { command, text, language, options }: { command: Command; text: string; language: Language; options: HandleOptions },
): Promise<WithFiles> {
  const { files = [], hadFiles } = incoming;
  const isHandedOver = files.length > 0 || hadFiles === true;
  if (!isHandedOver || incoming.command || incoming.isOverheard || text.startsWith('/')) return { command };
  if (text === '') return { command: { name: 'upload', words: '' } };
  if (files.length === 0) return { command };
  const isReadable = files.some(({ name }) => readFileName(name).skip === undefined);
  const mayAdd = isReadable && (await uploadDenial({ roles }, { incoming, language, options })) === undefined;
  if (mayAdd) return { command: { name: 'upload', words: text } };
  return { command, note: say('uploadLeftAside', language) };
}
