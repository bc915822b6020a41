/** What a model writes for the classroom. All of it is held against the essay; what does not hold is not given out. */
import { createPromptWindows } from '../answer/proof/harmless.js';
import type { BackedClaim } from './backing.js';
import type { DiscussionQuestion } from './discussion.js';
import type { HintPlan } from './hints.js';
import type { QuizItem } from './quiz-item.js';
import type { WritingFor, WritingParts } from './written.js';
import { type BackingTask, writtenBacking } from './written-backing.js';
import { type DiscussionTask, writtenDiscussion } from './written-discussion.js';
import { type WrittenHints, writtenHints } from './written-hints.js';
import { type QuizTask, writtenQuiz } from './written-quiz.js';

/** Each gives nothing where there is no money, no server, or nothing that holds; and throws after the signal alone. */
export interface ClassroomWriter {
  /** One question that was not shown yet. */
  discussion(task: DiscussionTask, to: WritingFor): Promise<DiscussionQuestion | undefined>;
  /** The rungs of a ladder, at once, so that they fit together. */
  hints(plan: HintPlan, to: WritingFor): Promise<WrittenHints | undefined>;
  /** Items, as many as hold: none to `count`. */
  quiz(task: QuizTask, to: WritingFor): Promise<readonly QuizItem[]>;
  /** Claims as a model reads them, those that do not hold as they were. */
  readings(task: BackingTask, to: WritingFor): Promise<readonly BackedClaim[] | undefined>;
}

/** A writer over `parts`; every call costs one request, repeated where it fails at once. */
export function createClassroomWriter(parts: WritingParts): ClassroomWriter {
  const windows = createPromptWindows(parts.prompts.texts);
  return {
    discussion: (task, to) => writtenDiscussion(parts, windows, task, to),
    hints: (plan, to) => writtenHints(parts, windows, plan, to),
    quiz: (task, to) => writtenQuiz(parts, windows, task, to),
    readings: (task, to) => writtenBacking(parts, windows, task, to),
  };
}
