/** The part of the port that counts what models cost; see store.ts for what holds for all of it. */
import type { PlaceKey } from './store.js';

/** For whom a model is asked; a person is counted in their tenant. */
export interface Spender extends PlaceKey {
  readonly person: string;
}

/** `month` and `day` over the whole installation, in UTC; `channel` and `person` a day. */
export type SpendingLimit = 'month' | 'day' | 'channel' | 'person';

/** In millionths of a US dollar; absent is without limit. */
export type SpendingLimits = Readonly<Partial<Record<SpendingLimit, number>>>;

/** What a request came to. */
export interface Settlement {
  /** Millionths of a US dollar, a whole number. */
  readonly micros: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly outcome: 'done' | 'failed';
}

/** What became of the sentences that a model wrote for one question. */
export interface SentenceCounts {
  readonly written: number;
  /** As they came. */
  readonly stood: number;
  /** After the one repair. */
  readonly repaired: number;
  readonly dropped: number;
  /** The answer was quoted from the essay instead. */
  readonly fellBack: boolean;
}

export interface SpendingTotals {
  /** Millionths of a US dollar, with what is reserved and not settled. */
  readonly micros: number;
  readonly requests: number;
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Questions that a model was asked about, and what became of its sentences. */
  readonly answers: number;
  readonly written: number;
  readonly stood: number;
  readonly repaired: number;
  readonly dropped: number;
  readonly fellBack: number;
  readonly byModel: readonly { readonly model: string; readonly micros: number; readonly requests: number }[];
}

/** What models cost, of the whole installation; kept 400 days. */
export interface Spending {
  /**
   * Counts `micros` (a whole number) as spent now, unless a limit would be passed by it: then nothing is counted and
   * the widest such limit is named. However many ask at once, in however many processes, no limit is passed.
   */
  reserve(
    spender: Spender,
    request: { readonly micros: number; readonly model: string },
    limits: SpendingLimits,
  ): Promise<{ readonly id: number } | { readonly limit: SpendingLimit }>;
  /** Puts what it came to in place of what was reserved; once, a second time changes nothing. */
  settle(id: number, settlement: Settlement): Promise<void>;
  recordAnswer(counts: SentenceCounts): Promise<void>;
  /** Everything since `sinceMs`, milliseconds since 1970. */
  totals(sinceMs: number): Promise<SpendingTotals>;
}
