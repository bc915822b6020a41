/** What this folder promises: a question becomes a cited Answer. */
import type { Answer, AnswerSentence, Language, Turn } from '../essay/types.js';
import type { Retrieval } from '../retrieval/types.js';
import type { Verdict } from './gate.js';

/** Who asks and where, by the platform's ids: for fair shares of what a model may cost. */
export interface Asker {
  readonly platform: string;
  readonly tenant: string;
  /** The channel, without its thread. */
  readonly place: string;
  readonly person: string;
}

export interface Question {
  readonly text: string;
  /** The essays it may be answered from, by slug, as the place allows; one of them if the asker named one. */
  readonly essays: readonly string[];
  /** Earlier turns of the same thread, oldest first. */
  readonly history?: readonly Turn[];
  /** The asker's language where the place has a setting; otherwise it is detected. */
  readonly language?: Language;
  readonly asker?: Asker;
}

/** One part of a message, with what was found for it and what the gate says. */
export interface WritingTask {
  readonly text: string;
  readonly retrieval: Retrieval;
  readonly verdict: Verdict;
  /** At most this many sentences, 1 to 3. */
  readonly most: number;
}

/** Turns what was retrieved into sentences with citations. */
export interface Writer {
  readonly name: Answer['writer'];
  /** Sentences in reading order as they become ready; at least one for an essay with text. Nothing here is verified yet. */
  write(task: WritingTask, options: { readonly signal?: AbortSignal }): AsyncIterable<AnswerSentence>;
}

export interface Answerer {
  /**
   * The answer as it grows: each snapshot holds all the sentences of the one before, the last is complete.
   * At least one snapshot. What was yielded is verified and never taken back.
   * @throws PilcrowError `essay-unknown` when no essay is given or known, `aborted`
   */
  answer(question: Question, options?: { readonly signal?: AbortSignal }): AsyncIterable<Answer>;
}
