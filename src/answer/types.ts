/** What this folder promises: a question becomes a cited Answer. */
import type { Answer, Language, Turn } from '../essay/types.js';

export interface Question {
  readonly text: string;
  /** The essays it may be answered from, by slug, as the place allows; one of them if the asker named one. */
  readonly essays: readonly string[];
  /** Earlier turns of the same thread, oldest first. */
  readonly history?: readonly Turn[];
  /** The asker's language where the place has a setting; otherwise it is detected. */
  readonly language?: Language;
}

export interface Answerer {
  /**
   * The answer as it grows: each snapshot holds all the sentences of the one before, the last is complete.
   * At least one snapshot. What was yielded is verified and never taken back.
   * @throws PilcrowError `essay-unknown` when no essay is given or known, `aborted`
   */
  answer(question: Question, options?: { readonly signal?: AbortSignal }): AsyncIterable<Answer>;
}
