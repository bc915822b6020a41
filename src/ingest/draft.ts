/**
 * What every format is turned into before paragraphs are numbered: blocks of text in reading order. Note marks stand
 * inside a block's text between two noncharacters, which `tidy` has taken out of everything that comes from outside.
 */

/** What the format or its front matter says of the text. */
export interface Meta {
  title?: string;
  author?: string;
  date?: string;
  language?: string;
  source?: string;
  license?: string;
  questions?: readonly string[];
}

export type BlockKind = 'paragraph' | 'heading' | 'item' | 'quotation';

export interface Block {
  readonly kind: BlockKind;
  readonly text: string;
  /** Of a heading, 1 for the outermost. */
  readonly level?: number;
  readonly page?: number;
}

export interface DraftNote {
  readonly id: string;
  readonly text: string;
}

export interface Draft {
  meta: Meta;
  blocks: Block[];
  notes: DraftNote[];
  /** Furniture, line by line as it stood. */
  dropped: string[];
  warnings: string[];
}

const open = '\uFDD0';
const close = '\uFDD1';

/** A note mark as it stands inside a block's text. */
export function markOf(id: string): string {
  return `${open}${id}${close}`;
}

/** All marks of a block's text; use a new one for each text. */
export function markPattern(): RegExp {
  return new RegExp(`${open}([^${close}]*)${close}`, 'g');
}

/** The text without its marks. */
export function withoutMarks(text: string): string {
  return text.replace(markPattern(), '');
}

/** An empty draft. */
export function emptyDraft(): Draft {
  return { meta: {}, blocks: [], notes: [], dropped: [], warnings: [] };
}
