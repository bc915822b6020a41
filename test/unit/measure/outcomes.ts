/** Outcomes and questions of a few words, for tests of what is made of them. */
import type { Outcome } from '../../../src/measure/outcome.js';
import type { KnownQuestion } from '../../../src/measure/question-sets.js';

/** An answerable question about paragraph 2, or what `given` says otherwise. */
export function known(given: Partial<KnownQuestion> = {}): KnownQuestion {
  return {
    id: 'q',
    essay: 'pasture',
    question: 'Who wrote the rules?',
    answerable: true,
    type: 'direct',
    gold: { minimal: [2], acceptable: [2] },
    answers: ['the village council'],
    ...given,
  };
}

/** A right answer to `known()`, or what `given` says otherwise. */
export function outcome(given: Partial<Outcome> = {}): Outcome {
  return {
    question: known(),
    ranking: [2, 1, 3],
    sentences: [{ text: 'The village council wrote them.', paragraphs: [2] }],
    beside: '',
    isAbstention: false,
    confidence: 0.9,
    kind: 'answered',
    reasons: [],
    citations: 1,
    inexactCitations: 0,
    wallMs: 1,
    ...given,
  };
}

const nowhere = { minimal: [], acceptable: [] };

/** A question that the essay does not answer, as another one's does. */
export function misplaced(): KnownQuestion {
  return known({ answerable: false, type: 'other-essay', gold: nowhere, answers: [] });
}
