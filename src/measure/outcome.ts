/** What a system made of one known question: the common ground on which this build and the baselines are scored. */
import type { AnswerKind } from '../essay/types.js';
import type { KnownQuestion } from './question-sets.js';

/** Words that a system shows, with the paragraphs they are said to be from. */
export interface ShownSentence {
  readonly text: string;
  readonly paragraphs: readonly number[];
}

export interface Outcome {
  readonly question: KnownQuestion;
  /** Paragraph numbers, best first. */
  readonly ranking: readonly number[];
  /** At most three. */
  readonly sentences: readonly ShownSentence[];
  /** Other words shown with them, e.g. the text of a note. */
  readonly beside: string;
  readonly isAbstention: boolean;
  /** How sure the system is that the essay answers; what a baseline's abstention would go by. */
  readonly confidence: number;
  /** The kind of answer; a baseline knows none. */
  readonly kind?: AnswerKind;
  /** Why parts of the question were called unanswered, e.g. `never-mentions Portsmouth`; empty when none was. */
  readonly reasons: readonly string[];
  /** The words were taken for a command of this name and would not be asked at all. */
  readonly command?: string;
  /** Citations, and those of them whose quote is not word for word where it is said to be. */
  readonly citations: number;
  readonly inexactCitations: number;
  readonly wallMs: number;
}

/** Something that is asked every question of a set. */
export interface System {
  readonly name: string;
  ask(question: KnownQuestion): Promise<Outcome>;
}
