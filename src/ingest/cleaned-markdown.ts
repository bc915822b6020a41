/**
 * The cleaned copy of an essay that `ingest --write` saves beside the original, for a person to correct. Reading it again
 * gives the same paragraphs, sections and notes.
 */
import { link, rm } from 'node:fs/promises';
import { stringify } from 'yaml';
import { PilcrowError } from '../base/errors.js';
import { writeAtomic } from '../base/files.js';
import type { Essay, Paragraph } from '../essay/types.js';

/** The essay as Markdown with front matter; `cleaned: true` in it says that the text is to be taken as it stands. */
export function cleanedMarkdown(essay: Essay): string {
  const { title, author, date, language, source, license, questions } = essay;
  const fields = {
    title,
    author,
    date,
    language,
    source,
    license,
    questions: questions.length > 0 ? questions : undefined,
  };
  const stated = Object.fromEntries(
    Object.entries({ ...fields, cleaned: true }).filter(([, value]) => value !== undefined),
  );
  const ids = noteLabels(essay);
  const parts = [`---\n${stringify(stated, { lineWidth: 0 })}---`, `# ${escapeMarkdown(title)}`];
  for (const paragraph of essay.paragraphs) {
    for (const section of essay.sections) {
      if (section.firstParagraph === paragraph.n) {
        parts.push(`${'#'.repeat(Math.min(6, Math.max(1, section.level)))} ${escapeMarkdown(section.title)}`);
      }
    }
    parts.push(withMarks(paragraph, ids));
  }
  for (const note of essay.notes) parts.push(`[^${ids.get(note.id)}]: ${escapeMarkdown(note.text)}`);
  return `${parts.join('\n\n')}\n`;
}

/**
 * Writes the cleaned copy to `path`, whole or not at all.
 * @throws PilcrowError `file-refused` when there is a file already: someone may have edited it
 */
export async function writeCleaned(path: string, essay: Essay): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  await writeAtomic(draft, cleanedMarkdown(essay));
  try {
    // A link, unlike a rename, never replaces a file.
    await link(draft, path);
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    throw new PilcrowError(
      'file-refused',
      exists ? `${path} exists already and was left alone` : `${path} cannot be written`,
      {
        ...(exists ? { hint: 'Rename or remove it to have it written anew.' } : {}),
        cause,
      },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

/** Text that Markdown shows as it is written, also at the start of a line. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&#~|!$:@]/g, '\\$&')
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}\\.`)
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/** Footnote labels may hold no blanks or brackets; ids that do get a number. */
function noteLabels(essay: Essay): Map<string, string> {
  const labels = new Map<string, string>();
  const used = new Set<string>();
  for (const { id } of essay.notes) {
    let label = /^[\p{L}\p{N}*†‡§-]{1,40}$/u.test(id) ? id.replace(/[*]/g, 'star') : 'note';
    for (let n = 2; used.has(label.toLowerCase()); n += 1) label = `${label.replace(/-\d+$/, '')}-${n}`;
    used.add(label.toLowerCase());
    labels.set(id, label);
  }
  return labels;
}

function withMarks({ text, noteMarks }: Paragraph, ids: ReadonlyMap<string, string>): string {
  let written = '';
  let from = 0;
  for (const { id, at } of noteMarks.toSorted((a, b) => a.at - b.at)) {
    const piece = text.slice(from, at);
    written += from === 0 ? escapeMarkdown(piece) : escapeInside(piece);
    written += `[^${ids.get(id) ?? id}]`;
    from = at;
  }
  return written + (from === 0 ? escapeMarkdown(text) : escapeInside(text.slice(from)));
}

/** As `escapeMarkdown`, but not at the start of a line. */
function escapeInside(text: string): string {
  return escapeMarkdown(`.${text}`).slice(1);
}
