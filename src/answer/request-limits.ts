/** How long, how often and how much a model is asked for one question. */

export interface RequestLimits {
  /** Chat requests a question may cost. */
  readonly mostRequests: number;
  /** From the question on, in milliseconds: an answer must stand within 25 s, and quoting takes a part of one. */
  readonly questionMs: number;
  /** A model that has not begun by then is not waited for. */
  readonly firstPieceMs: number;
  /** Nor one that has fallen silent for this long. */
  readonly silenceMs: number;
  /** The longest `Retry-After` that is waited for. */
  readonly longestPauseMs: number;
  /** Before a repetition for which the server asks no pause. */
  readonly shortPauseMs: number;
  /** A repetition that would have less time than this is not begun. */
  readonly leastMs: number;
  /** What is read of one reply, in characters; five sentences with their quotes take a third of it. */
  readonly mostChars: number;
  /** Faults in a row after which the model is left alone, and for how long. */
  readonly breakerFaults: number;
  readonly breakerMs: number;
}

export const usualLimits: RequestLimits = {
  mostRequests: 3,
  questionMs: 21_000,
  firstPieceMs: 12_000,
  silenceMs: 6_000,
  longestPauseMs: 10_000,
  shortPauseMs: 300,
  leastMs: 3_000,
  mostChars: 16_000,
  breakerFaults: 5,
  breakerMs: 30_000,
};
