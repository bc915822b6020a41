/**
 * The vocabulary every part shares. Pure values: nothing here does anything, everything can be sent to a worker or
 * written as JSON. All offsets are UTF-16 units into `Paragraph.text`, start inclusive, end exclusive.
 */

/** A text under discussion, cut into numbered paragraphs. */
export interface Essay {
  /** Stable name in links and marks: lower-case letters, digits and hyphens (any script), unique in the corpus. */
  readonly slug: string;
  readonly title: string;
  readonly author?: string;
  /** As the author or page gives it; ISO 8601 where it could be read as a date. */
  readonly date?: string;
  /** BCP 47, lower case, e.g. `en`, `ru`, `ja`; `und` when unknown. */
  readonly language: string;
  readonly source?: string;
  readonly license?: string;
  /** Starting questions from the front matter. */
  readonly questions: readonly string[];
  /** The folder inside the corpus, with `/`; empty at the top. */
  readonly collection: string;
  /** The file's path inside the corpus folder, with `/`. */
  readonly file: string;
  /** The tenant that brought it, `<platform>:<tenant>`; absent for the corpus folder's, which everyone may see. */
  readonly owner?: string;
  /** SHA-256 over what the reader sees (paragraphs, sections, notes); equal hashes need no new index. */
  readonly hash: string;
  readonly sections: readonly Section[];
  /** In reading order; `paragraphs[i].n === i + 1`. */
  readonly paragraphs: readonly Paragraph[];
  readonly notes: readonly Note[];
  /** From `<essay>.notes.md`: the teacher's words, never the essay's. */
  readonly teacherNotes: readonly TeacherNote[];
}

/** A heading and the first paragraph under it. */
export interface Section {
  readonly title: string;
  /** 1 for the outermost. */
  readonly level: number;
  /** The number of the first paragraph at or after the heading. */
  readonly firstParagraph: number;
}

/** The unit of citation. */
export interface Paragraph {
  /** From 1, in reading order. */
  readonly n: number;
  /** The author's words exactly, note marks taken out; single line breaks inside a paragraph are blanks. */
  readonly text: string;
  /** SHA-256 of the text after folding (white space, case, quotation marks, dashes). */
  readonly hash: string;
  /** The page it starts on, from formats that have pages. */
  readonly page?: number;
  /** Where note marks stood: `at` is the offset of the character that followed the mark. */
  readonly noteMarks: readonly NoteMark[];
}

export interface NoteMark {
  readonly id: string;
  readonly at: number;
}

/** A foot- or endnote. It belongs to the paragraph that carries its mark. */
export interface Note {
  readonly id: string;
  readonly text: string;
  /** The paragraph that carries the mark; absent for a note without one. */
  readonly paragraph?: number;
}

/** A gloss or question of the teacher's, optionally on one paragraph. */
export interface TeacherNote {
  readonly kind: 'note' | 'question';
  readonly text: string;
  readonly paragraph?: number;
}

/** A stretch of a paragraph's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The unit of retrieval: one to three sentences inside one paragraph. */
export interface Passage extends Span {
  readonly paragraph: number;
}

/** Words of the essay that a sentence rests on. `quote` is verbatim: `paragraph.text.slice(start, end)`, cuts marked `…`. */
export interface Citation extends Span {
  /** The essay's slug. */
  readonly essay: string;
  readonly paragraph: number;
  readonly quote: string;
  /** The quote in the asker's language, where a model gave one; shown beside the quote, never instead of it. */
  readonly translation?: string;
}

/** The kinds of outcome of a question. `partly` counts as answered. */
export type AnswerKind = 'answered' | 'partly' | 'not-in-essay';

/** One sentence of an answer. It never stands without a citation. */
export interface AnswerSentence {
  /** What is shown, without marks: for a quotation the essay's words, otherwise the writer's. */
  readonly text: string;
  readonly isQuotation: boolean;
  readonly citations: readonly [Citation, ...Citation[]];
}

/** A paragraph of an essay, by number. */
export interface ParagraphRef {
  readonly essay: string;
  readonly paragraph: number;
}

/** What a question gets. Every answer, an abstention too, cites at least one paragraph. */
export interface Answer {
  readonly kind: AnswerKind;
  /** Who wrote the sentences. */
  readonly writer: 'extractive' | 'generated';
  /** One plain line before the sentences, in the asker's language; may hold marks. */
  readonly leadIn: string;
  readonly sentences: readonly [AnswerSentence, ...AnswerSentence[]];
  /** Paragraphs that come near and are not cited, best first; at most three. */
  readonly nearest: readonly ParagraphRef[];
  /** One small last line, in the asker's language. */
  readonly lastLine: string;
  /** The essays quoted, by slug, first the one the answer is mainly about; at most three. */
  readonly essays: readonly string[];
  /** The asker's language, one of the six interface languages. */
  readonly language: Language;
  /** A snapshot with more to come: only its sentences are shown, and never taken back. Absent on the last one. */
  readonly isGrowing?: true;
  /** A moderator reads the question as the asker's own distress: whoever talks to them says so, and shows no answer. */
  readonly isDistress?: true;
}

/** The languages of lead-ins, buttons and errors. */
export type Language = 'en' | 'ru' | 'ja' | 'de' | 'es' | 'fr';

export const languages: readonly Language[] = ['en', 'ru', 'ja', 'de', 'es', 'fr'];

/** A question or an answer of the same thread, oldest first in a list of turns. */
export interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}
