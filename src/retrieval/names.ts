/** An essay by what people call it: its slug, or its file's name with or without folder and ending. */
import { basename } from 'node:path/posix';
import type { Essay } from '../essay/types.js';

/** The surest name first: the slug, then the path, then the bare file name. */
const names: readonly ((essay: Essay) => string)[] = [
  ({ slug }) => slug,
  ({ file }) => file,
  ({ file }) => withoutEnding(file),
  ({ file }) => basename(file),
  ({ file }) => basename(withoutEnding(file)),
];

/** Finds essays by name, whatever its case. Where two have the same, the surer kind of name counts, then their order. */
export function byName(essays: readonly Essay[]): (name: string) => Essay | undefined {
  const found = new Map<string, Essay>();
  for (const nameOf of names) {
    for (const essay of essays) {
      const name = nameOf(essay).toLowerCase();
      if (!found.has(name)) found.set(name, essay);
    }
  }
  return (name) => found.get(name.trim().toLowerCase());
}

function withoutEnding(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
