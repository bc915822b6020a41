/**
 * A draft becomes an essay: blocks are numbered, notes linked, hashes made. The one rule for lists and quotations: they
 * belong to the paragraph that introduces them, that is, the one right before them that ends with a colon, comma,
 * semicolon or dash; a line in lower case after them still belongs to it. Where nothing introduces them, every item and
 * every paragraph of a quotation is numbered by itself. Headings name sections and are not numbered.
 */
import { PilcrowError } from '../base/errors.js';
import { sha256 } from '../base/files.js';
import type { Essay, Note, NoteMark, Paragraph, Section } from '../essay/types.js';
import { type Block, type Draft, markPattern, withoutMarks } from './draft.js';
import { fold, oneLine } from './tidy.js';

export const maxParagraphs = 20_000;

/** What only the corpus folder knows of an essay. */
export type Place = Pick<Essay, 'slug' | 'collection' | 'file'>;

/**
 * The numbered essay of `draft`.
 * @throws PilcrowError `parse-failed` without any paragraph, `file-refused` with more than 20,000
 */
export function toEssay(draft: Draft, place: Place, defaults: { title: string; language: string }): Essay {
  const title = draft.meta.title ?? defaults.title;
  const { joined, sections } = joinBlocks(withoutTitle(draft.blocks, title));
  if (joined.length === 0) {
    throw new PilcrowError('parse-failed', 'holds no paragraph of text', {
      hint: 'Open the file and see whether it holds the essay; copy its text into a .md file beside it if it does.',
    });
  }
  if (joined.length > maxParagraphs) {
    throw new PilcrowError('file-refused', `has ${joined.length} paragraphs; at most ${maxParagraphs} are read`, {
      hint: 'Split the text into several files.',
    });
  }
  const known = new Set(draft.notes.map((note) => note.id));
  const paragraphs = joined.map((block, index) => toParagraph(block, index + 1, known));
  const carrier = new Map<string, number>();
  for (const paragraph of paragraphs) {
    for (const mark of paragraph.noteMarks) if (!carrier.has(mark.id)) carrier.set(mark.id, paragraph.n);
  }
  const notes = draft.notes.map(({ id, text }): Note => {
    const paragraph = carrier.get(id);
    const clean = oneLine(withoutMarks(text));
    return paragraph === undefined ? { id, text: clean } : { id, text: clean, paragraph };
  });
  const { author, date, source, license } = draft.meta;
  return {
    ...place,
    title,
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    language: draft.meta.language ?? defaults.language,
    ...(source === undefined ? {} : { source }),
    ...(license === undefined ? {} : { license }),
    questions: draft.meta.questions ?? [],
    hash: contentHash(paragraphs, sections, notes),
    sections,
    paragraphs,
    notes,
    teacherNotes: [],
  };
}

/** The SHA-256 of a paragraph's text after folding; equal for a change of quotation marks or blanks only. */
export function paragraphHash(text: string): string {
  return sha256(fold(text));
}

function contentHash(paragraphs: readonly Paragraph[], sections: readonly Section[], notes: readonly Note[]): string {
  const seen = paragraphs.map(({ text, page, noteMarks }) => [
    text,
    page ?? 0,
    noteMarks.map(({ id, at }) => [id, at]),
  ]);
  return sha256(JSON.stringify([seen, sections, notes]));
}

/** A first heading that repeats the title is the title, not a section. */
function withoutTitle(blocks: readonly Block[], title: string): readonly Block[] {
  const first = blocks[0];
  return first?.kind === 'heading' && fold(withoutMarks(first.text)) === fold(title) ? blocks.slice(1) : blocks;
}

/** The items of a list that stands alone often end in a semicolon: among them only a colon introduces. */
function isIntroduction(block: Block | undefined): boolean {
  const text = withoutMarks(block?.text ?? '').trim();
  return block?.kind === 'paragraph' ? /[:：,，;；、—–―-]["'”’»)]*$/u.test(text) : /[:：]$/u.test(text);
}

function joinBlocks(blocks: readonly Block[]): { joined: Block[]; sections: Section[] } {
  const joined: Block[] = [];
  const open: { title: string; level: number; firstParagraph: number }[] = [];
  let joining = false;
  for (const [index, block] of blocks.entries()) {
    if (withoutMarks(block.text).trim() === '') continue;
    if (block.kind === 'heading') {
      open.push({
        title: oneLine(withoutMarks(block.text)),
        level: block.level ?? 1,
        firstParagraph: joined.length + 1,
      });
      joining = false;
      continue;
    }
    const last = joined.at(-1);
    const isInset = block.kind === 'item' || block.kind === 'quotation';
    const follows = blocks[index - 1]?.kind !== 'heading';
    if (isInset) joining = follows && (joining || isIntroduction(last));
    else joining = joining && follows && last?.kind !== 'paragraph' && /^\p{Ll}/u.test(block.text);
    if (joining && last && follows) {
      joined[joined.length - 1] = { ...last, kind: block.kind, text: `${last.text} ${block.text}` };
    } else {
      joined.push(block);
      joining = false;
    }
  }
  return { joined, sections: open.filter((section) => section.firstParagraph <= joined.length) };
}

function toParagraph(block: Block, n: number, known: ReadonlySet<string>): Paragraph {
  const line = oneLine(block.text);
  const noteMarks: NoteMark[] = [];
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  for (const match of line.matchAll(markPattern())) {
    const end = match.index + match[0].length;
    const piece = line.slice(from, match.index);
    // "Asia [1]." reads "Asia." without the mark.
    pieces.push(/^[\s.,;:!?)\]»”"、。\uFDD0]?$/u.test(line.charAt(end)) ? piece.replace(/(?<! ) +$/, '') : piece);
    length += pieces.at(-1)?.length ?? 0;
    from = end;
    if (known.has(match[1] ?? '')) noteMarks.push({ id: match[1] ?? '', at: length });
  }
  const text = pieces.join('') + line.slice(from);
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const marks = noteMarks.map(({ id, at }) => ({ id, at: Math.min(Math.max(0, at - lead), trimmed.length) }));
  const page = block.page === undefined ? {} : { page: block.page };
  return { n, text: trimmed, hash: paragraphHash(trimmed), ...page, noteMarks: marks };
}
