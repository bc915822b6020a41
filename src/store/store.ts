/**
 * The port: what is remembered between messages. Rows that belong to people are keyed by tenant (platform and tenant)
 * and place, and no method reads them without a tenant; the few that serve the whole process say so.
 * Every method throws PilcrowError `store-failed` and nothing else. What a promise resolved for is on disk.
 */
import type { ParagraphRef } from '../essay/types.js';
import type { RecordEntry, Records } from './record-types.js';
import type { Spending } from './spending-types.js';

/** A Slack workspace, a Discord server, or the terminal's only one. */
export interface TenantKey {
  readonly platform: string;
  readonly tenant: string;
}

/** A channel, thread or direct message of a tenant. */
export interface PlaceKey extends TenantKey {
  readonly place: string;
}

/** One event of a platform: the message ts or id, not the delivery's. */
export interface EventKey extends PlaceKey {
  readonly event: string;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A paragraph as it was cited: `version` is the essay's hash at that time, for `aliases.follow`. */
export interface CitedParagraph extends ParagraphRef {
  readonly version?: string;
}

/** One question with its answer. */
export interface TurnRecord {
  /** The question's message id, unique in its place; the same id again replaces the turn. */
  readonly id: string;
  readonly person: string;
  /** Seen by `person` alone: never part of anyone else's history. */
  readonly isPrivate: boolean;
  readonly question: string;
  /** The words that were shown, for follow-ups and exports. */
  readonly answer: string;
  /** How it came out: an AnswerKind, or the kind of the reply. */
  readonly kind: string;
  readonly cited: readonly CitedParagraph[];
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

/** The home of question text; kept for the retention period. */
export interface Turns {
  /** Adds a turn, asked now. */
  add(place: PlaceKey, turn: Omit<TurnRecord, 'askedAt'>): Promise<void>;
  /** The newest turns of a place that `person` may see, oldest first; `limit` defaults to 6. */
  recent(place: PlaceKey, person: string, limit?: number): Promise<readonly TurnRecord[]>;
  /** The same over a channel and its threads (places named `<channel>:<thread>`). */
  recentWithin(channel: PlaceKey, person: string, limit?: number): Promise<readonly TurnRecord[]>;
  get(place: PlaceKey, id: string): Promise<TurnRecord | undefined>;
  /** The places of a tenant in which something was asked since `sinceMs`, the latest first; `limit` defaults to 200. */
  places(tenant: TenantKey, sinceMs: number, limit?: number): Promise<readonly string[]>;
  /** For the process: every tenant in which something was asked since `sinceMs`, the latest first. */
  tenants(sinceMs: number): Promise<readonly TenantKey[]>;
  /**
   * What a tenant asked since `sinceMs`, private turns included, oldest first; the newest `limit` (2,000) where there
   * are more. With `places`, only there and in their threads.
   */
  within(
    tenant: TenantKey,
    sinceMs: number,
    narrowed?: { readonly places?: readonly string[]; readonly limit?: number },
  ): Promise<readonly (TurnRecord & { readonly place: string })[]>;
  /** Removes the turn, its feedback and its open claim, when its message was deleted. */
  forget(place: PlaceKey, id: string): Promise<void>;
}

/** Whose settings: of a place; of a tenant with `place: ''`; of one person in that scope with `person`. */
export interface SettingsScope extends PlaceKey {
  readonly person?: string;
}

export interface Settings {
  /** What was set in exactly this scope; defaults and inheritance are the caller's. */
  read(scope: SettingsScope): Promise<Readonly<Record<string, JsonValue>>>;
  /** Who of a tenant has `key` set for themselves in the scope of the whole tenant. */
  people(tenant: TenantKey, key: string): Promise<readonly string[]>;
  /** For the process: every scope, of every tenant, that has `key` set; '' stands for all platforms. */
  everywhere(
    platform: string,
    key: string,
  ): Promise<readonly (Required<SettingsScope> & { readonly value: JsonValue })[]>;
  /** All changes or none; `undefined` unsets. */
  change(scope: SettingsScope, changes: Readonly<Record<string, JsonValue | undefined>>): Promise<void>;
}

/** What is to be done about an event. */
export interface Work {
  readonly person?: string;
  /** Enough to do it after a crash. It may hold the message; it is erased when the work is done. */
  readonly payload: string;
}

export interface OpenClaim extends EventKey, Work {
  /** When the event was first claimed; older than a quarter of an hour is better excused than answered. */
  readonly claimedAt: number;
  /** How often it was taken up before. */
  readonly tries: number;
}

/** Claim, work, done: each event is worked on by one process at a time and finished once. */
export interface Claims {
  /** True for exactly one caller within 24 hours. Holds the event for `leaseMs` (default 60,000). */
  claim(event: EventKey, work: Work, leaseMs?: number): Promise<boolean>;
  /** Holds on for another `leaseMs`; false when the claim is done or was never made. */
  renew(event: EventKey, leaseMs?: number): Promise<boolean>;
  /** Finished: the payload is erased, the event stays known for 24 hours. */
  done(event: EventKey): Promise<void>;
  /**
   * Claims of this platform, over all its tenants, that nobody holds any more, oldest first, now held by the caller.
   * For the process at start and now and then; each carries its tenant. `limit` defaults to 20.
   */
  takeUp(
    platform: string,
    options?: { readonly limit?: number; readonly leaseMs?: number },
  ): Promise<readonly OpenClaim[]>;
}

/** Old paragraph number to new; `null` where the paragraph is gone, absent where the number stayed. */
export type Moves = Readonly<Record<number, number | null>>;

/** Where paragraphs of edited essays went. Essays of the corpus folder belong to the installation, not to a tenant. */
export interface Aliases {
  /** Records one edit: version `from` of the essay became version `to` (both essay hashes). */
  record(essay: string, from: string, to: string, moves: Moves): Promise<void>;
  /**
   * The number, in version `to`, of what was paragraph `n` in version `from`, of which 12 characters are enough: `null` when it was removed on the way,
   * `undefined` when the way from one version to the other is not known.
   */
  follow(essay: string, from: string, to: string, n: number): Promise<number | null | undefined>;
}

export interface FeedbackRecord {
  readonly place: string;
  readonly turn: string;
  readonly person: string;
  readonly verdict: 'good' | 'bad';
  readonly reason?: string;
  readonly givenAt: number;
}

export interface FeedbackLog {
  /** One verdict a person and turn: a second one replaces the first. */
  give(place: PlaceKey, feedback: Omit<FeedbackRecord, 'place' | 'givenAt'>): Promise<void>;
  /** Of the whole tenant, newest first; `limit` defaults to 100. */
  list(tenant: TenantKey, limit?: number): Promise<readonly FeedbackRecord[]>;
}

export interface AuditLine {
  readonly place: string;
  /** Who did it; empty after that person was forgotten. */
  readonly person: string;
  /** What was done, e.g. `settings.essay`. */
  readonly action: string;
  /** To whom, where it was done to a person. */
  readonly subject?: string;
  /** Never message text. */
  readonly details: JsonValue;
  readonly at: number;
}

export interface AuditLog {
  add(place: PlaceKey, line: Omit<AuditLine, 'place' | 'at'>): Promise<void>;
  /** Of the whole tenant, newest first; `limit` defaults to 100. */
  list(tenant: TenantKey, limit?: number): Promise<readonly AuditLine[]>;
}

/** What a platform gives when a workspace installs the app: tokens and ids, as the adapter writes them. */
export interface Installations {
  /** Replaces an earlier one of the same tenant. */
  save(tenant: TenantKey, data: string): Promise<void>;
  find(tenant: TenantKey): Promise<string | undefined>;
  remove(tenant: TenantKey): Promise<void>;
  /** Every tenant of a platform that has one. For the process at start. */
  tenants(platform: string): Promise<readonly string[]>;
}

/** Everything stored about one person in one tenant. */
export interface PersonExport {
  readonly turns: readonly (TurnRecord & { readonly place: string })[];
  readonly feedback: readonly FeedbackRecord[];
  readonly records: readonly RecordEntry[];
  readonly settings: readonly { readonly place: string; readonly key: string; readonly value: JsonValue }[];
  /** Messages claimed and not yet answered. */
  readonly openClaims: readonly { readonly place: string; readonly event: string; readonly payload: string }[];
  /** Lines about things this person did or that were done to them. */
  readonly audit: readonly AuditLine[];
  /** When a model was asked for them, and what it cost in millionths of a US dollar. */
  readonly modelRequests: readonly {
    readonly place: string;
    readonly at: number;
    readonly model: string;
    readonly micros: number;
  }[];
}

export interface Store {
  readonly turns: Turns;
  readonly settings: Settings;
  readonly records: Records;
  readonly claims: Claims;
  readonly aliases: Aliases;
  readonly feedback: FeedbackLog;
  readonly audit: AuditLog;
  readonly installations: Installations;
  readonly spending: Spending;
  exportPerson(tenant: TenantKey, person: string): Promise<PersonExport>;
  /**
   * Removes whatever is stored about a person in a tenant; audit lines, kept records and money spent stay, without the
   * person. In SQLite no byte of it is left in the data folder, set-aside damaged databases included. Answers how many
   * rows went or were blanked.
   */
  forgetPerson(tenant: TenantKey, person: string): Promise<number>;
  /**
   * Removes everything of a tenant, after an uninstall, as thoroughly as `forgetPerson`; what it spent stays counted,
   * without its name.
   */
  forgetTenant(tenant: TenantKey): Promise<number>;
  /**
   * Retention, over all tenants: removes turns, feedback and records not kept older than `ageMs`, claims older than 24
   * hours, audit lines older than a year, money spent more than 400 days ago (and after `ageMs` for whom it was spent),
   * and set-aside damaged databases older than `ageMs`.
   */
  forgetOlderThan(ageMs: number): Promise<number>;
  /** One line for `doctor`: which database, where, without credentials. */
  describe(): string;
  close(): Promise<void>;
}
