/** One file's bytes become an essay or a teacher's notes. Pure but for loading parsers: runs in the parse worker. */
import type { TeacherNote } from '../essay/types.js';
import { type Draft, withoutMarks } from './draft.js';
import { type Format, readFileName } from './formats.js';
import { detectLanguage } from './language.js';
import { toEssay } from './paragraphs.js';
import { declaredEncoding, readText } from './read.js';
import { slugOf, titleFromName } from './slug.js';
import { readTeacherNotes } from './teacher-notes.js';
import type { IngestedEssay } from './types.js';

/** Counts up when a parser changes what it returns, so that cached readings of older ones are not used. */
export const parserVersion = 2;

export interface ParseTask {
  /** Path inside the corpus folder, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export type Parsed =
  | { readonly kind: 'essay'; readonly ingested: IngestedEssay }
  | { readonly kind: 'notes'; readonly notes: readonly TeacherNote[] };

const maxDroppedChars = 200;

/**
 * What the file holds. The essay's slug comes from its name alone and is not unique yet.
 * @throws PilcrowError whose message goes on after the file's name: "holds no paragraph of text"
 */
export async function parseFile({ file, bytes }: ParseTask): Promise<Parsed> {
  const at = file.lastIndexOf('/');
  const { name, format, isNotes } = readFileName(file.slice(at + 1));
  if (isNotes) return { kind: 'notes', notes: readTeacherNotes(readText(bytes).text) };
  const draft = await draftOf(format ?? 'text', bytes);
  const language = await languageOf(draft, format);
  const essay = toEssay(
    { ...draft, meta: { ...draft.meta, language } },
    { slug: slugOf(name), collection: at < 0 ? '' : file.slice(0, at), file },
    { title: titleFromName(name), language },
  );
  const unmarked = essay.notes.filter((note) => note.paragraph === undefined);
  const warnings = unmarked.map((note) => `Note ${note.id} has no mark in the text.`);
  const dropped = draft.dropped.map((line) => line.trim().slice(0, maxDroppedChars)).filter((line) => line !== '');
  return { kind: 'essay', ingested: { essay, dropped, warnings: [...draft.warnings, ...warnings] } };
}

/** Parsers are loaded when first needed: a folder of Markdown never waits for the PDF reader. */
async function draftOf(format: Format, bytes: Uint8Array): Promise<Draft> {
  switch (format) {
    case 'markdown':
      return (await import('./markdown.js')).readMarkdown(readText(bytes).text);
    case 'html':
      return (await import('./html.js')).readHtml(readText(bytes, declaredEncoding(bytes)).text);
    case 'pdf':
      return (await import('./pdf.js')).readPdf(bytes);
    case 'docx':
      return (await import('./docx.js')).readDocx(bytes);
    case 'epub':
      return (await import('./epub.js')).readEpub(bytes);
    case 'text':
      return (await import('./plain-text.js')).readPlainText(readText(bytes).text);
  }
}

/** Front matter is believed; what a page or a program says of itself only where the text does not contradict it. */
async function languageOf(draft: Draft, format: Format | undefined): Promise<string> {
  const stated = draft.meta.language;
  if (stated !== undefined && (format === 'markdown' || format === 'text')) return stated;
  const text = draft.blocks.map((block) => withoutMarks(block.text)).join('\n');
  const detected = await detectLanguage(text);
  if (stated === undefined) return detected;
  return detected === 'und' || stated.split('-')[0] === detected ? stated : detected;
}
