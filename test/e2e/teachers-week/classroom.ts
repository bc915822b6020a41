/**
 * A class on a chat platform as its people see it: who is there, what they type, press and read. One week is written
 * against this and played on each platform; nothing here knows how a platform is spoken to.
 */

/** `warden` administers the platform, `tess` and `theo` come to teach, the others study. */
export const people = ['warden', 'tess', 'theo', 'ann', 'ben', 'cleo'] as const;
export type Who = (typeof people)[number];

/** A message of Pilcrow's, as it stands now. */
export interface Shown {
  readonly id: string;
  /** What is read without uncovering anything. */
  readonly text: string;
  /** Seen by everyone in the channel. */
  readonly isPublic: boolean;
  /** No more of it is to come. */
  readonly isComplete: boolean;
  readonly buttons: readonly string[];
}

/** A message of a person's in the channel. */
export interface Said {
  readonly id: string;
}

/** A file or picture that Pilcrow handed to somebody. */
export interface Handed {
  readonly name: string;
  readonly bytes: Buffer;
  /** What a picture shows, for those who do not see it. */
  readonly alt: string | undefined;
}

export interface Classroom {
  /** The platform's name in the program's settings. */
  readonly platform: 'slack' | 'discord';
  /** What the program is started with, and what it says when messages are being received. */
  readonly env: Readonly<Record<string, string>>;
  readonly ready: string;
  /** The workspace or server. */
  readonly tenant: string;
  idOf(who: Who): string;
  /** A person named in a command, in the platform's own writing. */
  mention(who: Who): string;

  /** A command in the channel, by the slash command that the platform has for it. */
  types(who: Who, line: string): Promise<void>;
  /** A message to Pilcrow in the channel, which mentions it. */
  asks(who: Who, words: string): Promise<Said>;
  /** Goes on beneath `said`, without naming anybody. */
  goesOn(who: Who, said: Said, words: string): Promise<Said>;
  /** A direct message to Pilcrow. */
  writes(who: Who, words: string): Promise<void>;
  /** Something said to the class, not to Pilcrow. */
  remarks(who: Who, words: string): Promise<Said>;
  /** "Back it up" on a message. */
  backsUp(who: Who, said: Said): Promise<void>;
  deletes(said: Said): Promise<void>;
  presses(who: Who, shown: Shown, label: string): Promise<void>;
  /** Fills in the window that the last press opened, and what it held before. */
  fills(who: Who, words: string): Promise<string>;

  /** Everything of Pilcrow's that this person can read now, oldest first. */
  seenBy(who: Who): readonly Shown[];
  /** Oldest first. */
  handedTo(who: Who): readonly Handed[];
  /** Everything of Pilcrow's, with whom or what it would notify or unfold. */
  everything(): readonly (Shown & { readonly harm: readonly string[] })[];

  /** What `look` gives as soon as it is neither false nor undefined; throws after `timeoutMs`. */
  waitFor<T>(look: () => T | undefined | false, timeoutMs: number): Promise<T>;
  /** Nothing was called or told for `idleMs`. */
  quiet(idleMs: number): Promise<void>;
  /** The app is removed from the workspace or server. */
  uninstall(): Promise<void>;
  close(): Promise<void>;
}
