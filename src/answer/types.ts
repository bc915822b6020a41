/** What this folder promises: a question becomes a cited Answer. */
import type { Answer, AnswerKind, AnswerSentence, Language, Turn } from '../essay/types.js';
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
  /** To be answered by quotations alone, even where a model is at hand. */
  readonly quotesOnly?: true;
}

/** One part of a message, with what was found for it and what the gate says. */
export interface AnsweredPart {
  readonly text: string;
  readonly retrieval: Retrieval;
  /** Other essays that may speak of it, the more promising first. */
  readonly others: readonly Retrieval[];
  readonly verdict: Verdict;
  /** One quotation is enough, with the sentence that it hangs on. */
  readonly isBrief?: true;
}

export interface WritingTask {
  /** As it was asked. */
  readonly question: Question;
  /** The question as it stands alone. */
  readonly standalone: string;
  /** Earlier turns, where the question still leans on them. */
  readonly history: readonly Turn[];
  readonly parts: readonly [AnsweredPart, ...AnsweredPart[]];
  readonly language: Language;
  /** Quotations for each part at most, 1 to 3. */
  readonly most: number;
}

/** Why a writer gave nothing, or not all. */
export type Shortfall =
  | 'month'
  | 'day'
  | 'channel'
  | 'person'
  /** The model could not be asked, or did not answer in time. */
  | 'unavailable'
  /** The provider does not take this question. */
  | 'forbidden'
  /** The words tell of the asker's own distress. */
  | 'distress'
  /** It broke off after sentences that stand. */
  | 'broke-off'
  /** Some sentences did not stand; most did. */
  | 'some-unproved'
  /** No sentence stood, or too few. */
  | 'unproved';

/** What a writer gives, piece by piece. */
export type Written =
  | { readonly sentence: AnswerSentence }
  /** What the writer takes the outcome to be; the last one counts. */
  | { readonly kind: AnswerKind }
  | { readonly shortfall: Shortfall };

/** Turns what was retrieved into sentences with citations. */
export interface Writer {
  readonly name: Answer['writer'];
  /** Sentences as they become ready, with citations that may still fail verification. */
  write(task: WritingTask, options: { readonly signal?: AbortSignal }): AsyncIterable<Written>;
}

export interface Answerer {
  /**
   * The answer as it grows: each snapshot holds all the sentences of the one before, the last is complete.
   * At least one snapshot. What was yielded is verified and never taken back.
   * @throws PilcrowError `essay-unknown` when no essay is given or known, `aborted`
   */
  answer(question: Question, options?: { readonly signal?: AbortSignal }): AsyncIterable<Answer>;
}
