/**
 * What goes into a conversation and what comes out: Incoming, the closed union Reply, and the three verbs of an adapter.
 * By its type every kind of reply but `notice` cites at least one paragraph, so that no renderer can lose a citation.
 */
import type { Answer, Citation, Essay, Language, Note, Span, TeacherNote, Turn } from '../essay/types.js';
import type { Summary, SummaryLength } from '../summaries/types.js';

/** A channel, thread or direct message. */
export interface Place {
  /** `slack`, `discord`, `terminal`, ... */
  readonly platform: string;
  /** The workspace or server. */
  readonly tenant: string;
  /** Unique within the tenant. */
  readonly place: string;
}

/** Who speaks: the platform's id, never a name. */
export type Person = string;

/** One message, slash command or button press, as an adapter hands it over. */
export interface Incoming {
  readonly place: Place;
  readonly person: Person;
  /** Unique in its place: the message's id, not the delivery's. */
  readonly messageId: string;
  /** The words without mention or slash name. A leading `/` makes it a command line, as buttons carry it. */
  readonly text: string;
  /** The message that this one replies to or acts on. */
  readonly quoted?: string;
  /** Already understood by the platform, e.g. from slash options; goes before `text`. */
  readonly command?: Command;
  /** An essay named outside the text; goes before the place's choice. */
  readonly essay?: string;
  /** The earlier turns, where the adapter knows them better than the store. */
  readonly history?: readonly Turn[];
  /** The platform's language of the person; otherwise it is read from the text. */
  readonly language?: Language;
}

/** What is asked of Pilcrow. `essay` is a name as a person gave it. */
export type Command = { readonly essay?: string } & (
  | { readonly name: 'ask'; readonly text: string }
  | { readonly name: 'summary'; readonly length: SummaryLength; readonly range?: NumberRange }
  | { readonly name: 'paragraph'; readonly range: NumberRange | 'next' | 'previous'; readonly quote?: string }
  | { readonly name: 'essays' }
  /** Chooses the essay of this place; without a name, shows which one it is. */
  | { readonly name: 'use' }
  | { readonly name: 'handout' }
  | { readonly name: 'privacy' }
  | { readonly name: 'help' }
  | { readonly name: 'unknown'; readonly word: string }
);

/** Paragraph numbers, both included; -1 is the last one. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

export interface Button {
  readonly label: string;
  /** The command line it stands for; handed back as `Incoming.text`. */
  readonly line: string;
  /** What a person can type instead. */
  readonly typed: string;
}

/** An essay a reply refers to, with what is needed to print its marks. */
export interface Source {
  readonly slug: string;
  readonly title: string;
  readonly author?: string;
  /** Printed before a mark; absent while one essay alone is in play. */
  readonly shortName?: string;
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
  /** One small line to stand before everything else. */
  readonly note?: string;
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
  | NoticeReply;

export type CitingReply = Exclude<Reply, NoticeReply>;

/** The only place that understands a message. */
export interface Conversation {
  /**
   * The reply as it grows: each snapshot replaces the one before, the last is complete. One reply for each message.
   * Messages of one place are answered in order, places in parallel. Never throws: a fault becomes a `notice`; after
   * `signal` it ends without another snapshot.
   */
  handle(incoming: Incoming, options?: { readonly signal?: AbortSignal }): AsyncIterable<Reply>;
  /** The essays that can be asked about now. */
  essays(): readonly Essay[];
}

/** Receives and draws; holds no policy. */
export interface Adapter {
  readonly name: string;
  /** Resolves when messages are being received. */
  start(conversation: Conversation): Promise<void>;
  /** Shows replies that answer no present message. Resolves when they are posted. */
  post(place: Place, replies: readonly Reply[]): Promise<void>;
  /** Takes no more, lets what is in flight finish or marks it, and frees everything. May be called twice. */
  stop(): Promise<void>;
}
