/**
 * What comes out of a conversation: the closed union Reply. By its type every kind but `notice` cites at least one
 * paragraph, so that no renderer can lose a citation.
 */
import type { Answer, Citation, Essay, Language, Note, Span, TeacherNote } from '../essay/types.js';
import type { Summary } from '../summaries/types.js';
import type { SettingScope } from './types.js';

export interface Button {
  readonly label: string;
  /** The command line it stands for; handed back as `Incoming.text`. At most 90 characters. */
  readonly line: string;
  /** What a person can type instead. */
  readonly typed: string;
  /** Words are asked for first, in a window where there are windows; they follow the line after a blank. */
  readonly asks?: WindowQuestion;
}

/** What a window asks for. */
export interface WindowQuestion {
  readonly title: string;
  readonly label: string;
  /** Stands in the field already, to be edited. */
  readonly initial?: string;
  /** Several lines. */
  readonly isLong?: true;
}

/** An essay a reply refers to, with what is needed to print its marks. */
export interface Source {
  readonly slug: string;
  readonly title: string;
  readonly author?: string;
  /** Printed before a mark; absent while one essay alone is in play. */
  readonly shortName?: string;
  /** Where it can be read, for who sees this reply; absent without a public page. */
  readonly address?: string;
  /** The page of a paragraph, by number, for essays that have pages. */
  readonly pages: Readonly<Record<number, number>>;
}

export interface ShownParagraph {
  /** The whole paragraph as one citation: `quote` is its text. */
  readonly citation: Citation;
  /** To be shown in bold, in order, never overlapping. */
  readonly bold: readonly Span[];
  /** The section it stands in. */
  readonly section?: string;
  readonly notes: readonly Note[];
  readonly teacherNotes: readonly TeacherNote[];
}

/** An essay on a list, with the first words of its ¶1. */
export interface EssayCard {
  readonly essay: Essay;
  readonly opening: Citation;
}

interface Frame {
  readonly language: Language;
  /** Concerns the person alone: shown to nobody else. */
  readonly isPersonal?: boolean;
  /** One small line to stand before everything else. */
  readonly note?: string;
  /**
   * The question that it belongs to, where the message is not that question itself (a button's line, a command); a card
   * with it is remembered as a turn.
   */
  readonly asked?: string;
  /** At most five. */
  readonly buttons: readonly Button[];
}

interface Sourced extends Frame {
  /** Every essay that is cited, the main one first. */
  readonly sources: readonly [Source, ...Source[]];
}

export interface AnswerReply extends Sourced {
  readonly kind: 'answer';
  readonly answer: Answer;
}

export interface SummaryReply extends Sourced {
  readonly kind: 'summary';
  readonly summary: Summary;
}

export interface ParagraphReply extends Sourced {
  readonly kind: 'paragraph';
  readonly paragraphs: readonly [ShownParagraph, ...ShownParagraph[]];
  /** How many the essay has. */
  readonly count: number;
  /** The paragraph before and the one after, where they were asked for and there are any. */
  readonly before?: ShownParagraph;
  readonly after?: ShownParagraph;
}

export interface EssaysReply extends Sourced {
  readonly kind: 'essays';
  readonly essays: readonly [EssayCard, ...EssayCard[]];
  /** The slug of this place's choice. */
  readonly chosen?: string;
}

export interface EssayReply extends Sourced {
  readonly kind: 'essay';
  readonly card: EssayCard;
}

export interface HelpReply extends Sourced {
  readonly kind: 'help';
  readonly leadIn: string;
  /** A line that works here, and words of the essay that it brings up. */
  readonly example: { readonly typed: string; readonly citation: Citation };
  readonly commands: readonly { readonly usage: string; readonly does: string }[];
}

export interface HandoutReply extends Sourced {
  readonly kind: 'handout';
  readonly card: EssayCard;
  /** The numbered copy. */
  readonly markdown: string;
  readonly fileName: string;
}

/** One thing that can be set, and to what. */
export interface SettingRow {
  readonly key: string;
  readonly label: string;
  /** What counts now, and how people call it. */
  readonly value: string;
  readonly valueLabel: string;
  /** At most 25. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The line that sets it, ending where the value follows. */
  readonly line: string;
}

export interface SettingsReply extends Sourced {
  readonly kind: 'settings';
  readonly scope: SettingScope;
  readonly leadIn: string;
  readonly rows: readonly SettingRow[];
  /** Whether the person who asked may change them. */
  readonly mayChange: boolean;
  /** The essay that counts here, or the first of several. */
  readonly card: EssayCard;
}

/** What a card is about: for titles, and for what a page does with it. */
export type CardTopic =
  | 'hint'
  | 'check'
  | 'discussion'
  | 'backing'
  | 'brief'
  | 'quiz'
  | 'glossary'
  | 'comparison'
  | 'digest'
  | 'relay'
  | 'class-note'
  | 'upload'
  | 'privacy'
  | 'schedule';

/** One point of a card: our words, the essay's words behind them, and what follows. Nothing of it is markup. */
export interface CardItem {
  /** May be empty where the quotes speak for themselves. */
  readonly text: string;
  readonly quotes: readonly Citation[];
  /** Words after the quotes. */
  readonly after?: string;
  /** A heading, or a small line; ordinary by default. */
  readonly form?: 'heading' | 'small';
  /** Not to be seen at once: behind a spoiler, or shown to whoever presses a button of this label and line. */
  readonly hidden?: { readonly label: string; readonly line: string };
}

export interface Picture {
  readonly png: Uint8Array;
  readonly alt: string;
  readonly fileName: string;
}

export interface TextFile {
  readonly fileName: string;
  readonly text: string;
}

/** What the classroom says: points with the words they rest on. */
export interface CardReply extends Sourced {
  readonly kind: 'card';
  readonly topic: CardTopic;
  readonly leadIn: string;
  readonly items: readonly CardItem[];
  readonly lastLine: string;
  /** What it rests on, in order; the quotes of its items are among them. */
  readonly cites: readonly [Citation, ...Citation[]];
  readonly picture?: Picture;
  readonly files?: readonly TextFile[];
}

/** A line about Pilcrow itself, the only kind without a citation. */
export interface NoticeReply extends Frame {
  readonly kind: 'notice';
  /** `refusal`: what was asked cannot be done; `fault`: something broke, and `faultId` is in the log. */
  readonly tone: 'plain' | 'refusal' | 'fault';
  readonly text: string;
  readonly faultId?: string;
}

export type Reply =
  | AnswerReply
  | SummaryReply
  | ParagraphReply
  | EssaysReply
  | EssayReply
  | HelpReply
  | HandoutReply
  | SettingsReply
  | CardReply
  | NoticeReply;

export type CitingReply = Exclude<Reply, NoticeReply>;
