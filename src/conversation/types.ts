/**
 * What goes into a conversation (Incoming), what it promises, and the three verbs of an adapter; what comes out is in
 * reply.ts.
 */
import type { Essay, Language, Span, Turn } from '../essay/types.js';
import type { SummaryLength } from '../summaries/types.js';
import type { Desk } from './desk.js';
import type { Reply } from './reply.js';

export type {
  AnswerReply,
  Button,
  CardItem,
  CardReply,
  CitingReply,
  EssayCard,
  EssaysReply,
  HelpReply,
  NoticeReply,
  ParagraphReply,
  Picture,
  Reply,
  SettingsReply,
  ShownParagraph,
  Source,
  SummaryReply,
  WindowQuestion,
} from './reply.js';

/** A Slack workspace, a Discord server, the terminal's only one. */
export interface Tenant {
  /** `slack`, `discord`, `terminal`, ... */
  readonly platform: string;
  /** The workspace or server. */
  readonly tenant: string;
}

/**
 * The tenant of what belongs to no workspace or server, where a platform has such a thing. Whoever is a teacher there
 * typed the code of the installation, and is one on the whole platform.
 */
export const tenantApart = 'dm';

/** A channel, thread or direct message. */
export interface Place extends Tenant {
  /** Unique within the tenant. A thread is named `<channel>:<thread>`; `@<person>` are the direct messages of a person. */
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
  /** Nobody spoke to Pilcrow: a message in one of its threads. Answered only while asker and Pilcrow are among themselves. */
  readonly isOverheard?: boolean;
  /** An overheard message said to a whole channel, outside any thread: answered only where a teacher wants it so. */
  readonly isToAll?: boolean;
  /** An overheard message that speaks to someone else. */
  readonly isForOthers?: boolean;
  /** In direct messages: its other threads are remembered too, and its settings are the person's own. */
  readonly isDirect?: boolean;
  /** The reply is seen by `person` alone. */
  readonly isPrivate?: boolean;
  /** When it was said, milliseconds since 1970, where it was found only after a gap. */
  readonly missedAt?: number;
  /** Sits at the machine that Pilcrow runs on, and may change everything. */
  readonly isOperator?: boolean;
  /** Carries out what was put by for a time: nobody speaks, and it is never late. */
  readonly isDue?: boolean;
  /** Came by a page that anybody may open: nobody knows who it is, and nothing can be sent to them later. */
  readonly isVisitor?: true;
  /** Which essays may be spoken of at all, where a page shows fewer than there are. */
  readonly isShown?: (essay: Essay) => boolean;
  /** Files that came with the message. */
  readonly files?: readonly IncomingFile[];
  /** Files came with it and are not at hand any more: the message was taken up after a crash. */
  readonly hadFiles?: true;
  /** Messages of the thread before this one, oldest first, where the platform gives them; never stored. */
  readonly thread?: () => Promise<readonly string[]>;
}

/** A file as the platform offers it; its bytes are fetched only when they are wanted. */
export interface IncomingFile {
  readonly name: string;
  /** In bytes, as the platform says. */
  readonly size: number;
  /** @throws PilcrowError `platform-refused` */
  bytes(): Promise<Uint8Array>;
}

/** What is asked of Pilcrow. `essay` is a name as a person gave it. */
export type Command = { readonly essay?: string } & (
  | { readonly name: 'ask'; readonly text: string }
  /** `about`: a section by its heading, or a theme. */
  | {
      readonly name: 'summary';
      readonly length: SummaryLength;
      readonly range?: NumberRange;
      readonly about?: string;
      /** Of the chat thread it is asked in, set against the essay. */
      readonly isThread?: true;
      /** In the essay's own words, even where a model would write. */
      readonly isQuoted?: true;
    }
  | {
      readonly name: 'paragraph';
      readonly range: NumberRange | 'next' | 'previous';
      readonly quote?: string;
      /** Stretches of a single paragraph to be shown in bold, as a button carries them. */
      readonly bold?: readonly Span[];
      /** The hash of the essay that `range` and `bold` belong to; an edited essay's new numbers are looked up. */
      readonly version?: string;
      /** With the paragraphs before and after. */
      readonly isAround?: boolean;
    }
  | { readonly name: 'essays' }
  /** Chooses the essay of this place; without a name, shows which one it is. */
  | { readonly name: 'use' }
  | { readonly name: 'handout' }
  | { readonly name: 'privacy' }
  | { readonly name: 'help' }
  /** Makes the first teacher. */
  | { readonly name: 'claim'; readonly code: string }
  /** Without `act`, lists the teachers. */
  | { readonly name: 'teachers'; readonly act?: 'add' | 'remove'; readonly who?: Person }
  /** Without `key`, shows what is set here; `value` as a person wrote it. */
  | { readonly name: 'settings'; readonly scope: SettingScope; readonly key?: string; readonly value?: string }
  /** A verdict on the answer to the message `turn`. */
  | { readonly name: 'feedback'; readonly turn: string; readonly verdict: 'good' | 'bad'; readonly reason?: string }
  /** The person's own earlier turn, answered again where others see it (`share`) or in direct messages (`keep`). */
  | {
      readonly name: 'share' | 'keep';
      readonly turn: string;
      /** The place of that turn; its tenant where direct messages have one of their own. */
      readonly from: string;
      readonly tenant?: string;
    }
  /** A thing of the classroom; `words` is what follows its name, read by the feature itself. */
  | { readonly name: FeatureName; readonly words: string }
  | { readonly name: 'unknown'; readonly word: string }
);

/** What the classroom can do, by the name it is called with. */
export const featureNames = [
  'hint',
  'check',
  'discuss',
  'schedule',
  'backup',
  'brief',
  'quiz',
  'glossary',
  'compare',
  'digest',
  'relay',
  'teacher',
  'notes',
  'upload',
  'export',
  'forget',
] as const;
export type FeatureName = (typeof featureNames)[number];

/** `here`: the place (in direct messages the person); `me`: the person everywhere; `workspace`: the whole tenant. */
export type SettingScope = 'here' | 'me' | 'workspace';

/** Paragraph numbers, both included; -1 is the last one. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** What `handle` may want to know or be told. */
export interface HandleOptions {
  readonly signal?: AbortSignal;
  /** Whether the platform lets this person administer the place; asked only when it matters. */
  readonly hasPlatformRights?: () => Promise<boolean>;
}

/** Replies that answer no present event, for the adapter that owns the place. */
export interface Due {
  readonly place: Place;
  readonly replies: readonly Reply[];
  /** The message they answer at last: an answer that was posted before a crash is not posted again. */
  readonly incoming?: Incoming;
  /** They were posted, or cannot ever be. Without it they come again. */
  confirm(): Promise<void>;
}

/** A command line to be carried out as if it were said in a place. */
export interface PutByLine {
  readonly line: string;
  readonly language: Language;
  /** Milliseconds since 1970; at once by default. */
  readonly dueAt?: number;
}

/** What may have been missed: look for messages since `since` (milliseconds since 1970), in these threads and direct messages too. */
export interface Gap {
  readonly since: number;
  readonly threads: readonly Place[];
}

/** A line to begin with, for a platform that can offer some. */
export interface Suggestion {
  readonly title: string;
  readonly message: string;
}

/** The only place that understands a message. */
export interface Conversation {
  /**
   * The reply as it grows: each snapshot replaces the one before, the last is complete. One reply for each message.
   * Messages of one place are answered in order, places in parallel. Never throws: a fault becomes a `notice`; after
   * `signal` it ends without another snapshot.
   */
  handle(incoming: Incoming, options?: HandleOptions): AsyncIterable<Reply>;
  /**
   * Whether this message is to be answered; true for one of its deliveries within 24 hours, and then it is on disk, so
   * that a crash loses nothing. To be awaited before the platform is told that the message has arrived.
   * @throws PilcrowError `store-failed`: the platform should deliver it again
   */
  accept(incoming: Incoming): Promise<boolean>;
  /** Whether a reply to this slash command is to be seen by everyone; by default it is the asker's alone. */
  isPublic(incoming: Incoming): Promise<boolean>;
  /** The reply to an accepted message was posted, or cannot ever be. */
  finish(incoming: Incoming): Promise<void>;
  /** The reply to an accepted message could not be posted now: it comes again by `due`. */
  release(incoming: Incoming): void;
  /** What is to be said without a present event: work left over by a crash, and what was put by for later. */
  due(platforms: readonly string[], signal: AbortSignal): AsyncIterable<Due>;
  /** Puts a command line by for a place, to be carried out at `dueAt` and once for each `id`; it comes by `due`. */
  putBy(place: Place, id: string, what: PutByLine, person: Person): Promise<void>;
  /** A message was deleted: nothing of it is kept. */
  retract(place: Place, messageId: string): Promise<void>;
  /** A tenant has installed the app; the installing person becomes a teacher where there is none. */
  welcome(tenant: Tenant, person: Person | undefined): Promise<void>;
  /** A tenant has removed the app: nothing of it is kept. */
  forget(tenant: Tenant): Promise<void>;
  /** What may have been missed since `present` was last called; undefined when it never was. At most a day. */
  gap(tenant: Tenant): Promise<Gap | undefined>;
  /** Messages of this tenant are being received now. */
  present(tenant: Tenant): Promise<void>;
  /** At most four lines to begin with, from the essays that everybody may see. */
  suggestions(language?: Language): readonly Suggestion[];
  /** The essays that a tenant can ask about now; without one, those that everybody may see. */
  essays(tenant?: Tenant): readonly Essay[];
  /** What pages ask beside messages. */
  readonly desk: Desk;
}

/** Receives and draws; holds no policy. */
export interface Adapter {
  readonly name: string;
  /** Resolves when messages are being received. */
  start(conversation: Conversation): Promise<void>;
  /**
   * Shows replies that answer no present message; those that answer `incoming` at last, once. Resolves when they are
   * posted or cannot ever be.
   */
  post(place: Place, replies: readonly Reply[], incoming?: Incoming): Promise<void>;
  /** Takes no more, lets what is in flight finish or marks it, and frees everything. May be called twice. */
  stop(): Promise<void>;
}

/** The channel of a thread; a place that is no thread is its own. */
export function channelOf<P extends Place>({ platform, tenant, place }: P): Place {
  const colon = place.indexOf(':');
  return { platform, tenant, place: colon < 0 ? place : place.slice(0, colon) };
}
