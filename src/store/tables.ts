/**
 * The rows, as Kysely sees them on SQLite and PostgreSQL alike. Times are milliseconds since 1970, flags 0 or 1,
 * lists and settings JSON text: only what both databases store the same way.
 */
import type { Generated } from 'kysely';

interface PlaceColumns {
  platform: string;
  tenant: string;
  place: string;
}

export interface TurnTable extends PlaceColumns {
  seq: Generated<number>;
  id: string;
  person: string;
  is_private: number;
  question: string;
  answer: string;
  kind: string;
  cited: string;
  asked_at: number;
}

export interface SettingTable extends PlaceColumns {
  /** Empty for the settings of the place itself. */
  person: string;
  key: string;
  value: string;
}

export interface RecordTable extends PlaceColumns {
  seq: Generated<number>;
  kind: string;
  id: string;
  /** Empty for nobody's. */
  person: string;
  data: string;
  /** 1 where retention passes it by. */
  keeps: number;
  saved_at: number;
}

export interface ClaimTable extends PlaceColumns {
  event: string;
  person: string;
  payload: string;
  claimed_at: number;
  held_until: number;
  tries: number;
  is_done: number;
}

export interface AliasTable {
  essay: string;
  from_version: string;
  to_version: string;
  moves: string;
  recorded_at: number;
}

export interface FeedbackTable extends PlaceColumns {
  seq: Generated<number>;
  turn: string;
  person: string;
  verdict: string;
  reason: string | null;
  given_at: number;
}

export interface AuditTable extends PlaceColumns {
  seq: Generated<number>;
  person: string;
  action: string;
  subject: string | null;
  details: string;
  at: number;
}

export interface InstallationTable {
  platform: string;
  tenant: string;
  data: string;
  saved_at: number;
}

export interface ModelRequestTable extends PlaceColumns {
  seq: Generated<number>;
  person: string;
  at: number;
  model: string;
  /** Millionths of a US dollar: reserved while `outcome` is `open`, then settled. */
  micros: number;
  input_tokens: number;
  output_tokens: number;
  /** `open`, `done` or `failed`. */
  outcome: string;
}

/** Counts of sentences a question; nobody's in particular. */
export interface ModelAnswerTable {
  seq: Generated<number>;
  at: number;
  written: number;
  stood: number;
  repaired: number;
  dropped: number;
  fell_back: number;
}

export interface Tables {
  turn: TurnTable;
  setting: SettingTable;
  record_entry: RecordTable;
  claim: ClaimTable;
  alias: AliasTable;
  feedback: FeedbackTable;
  audit: AuditTable;
  installation: InstallationTable;
  model_request: ModelRequestTable;
  model_answer: ModelAnswerTable;
}
