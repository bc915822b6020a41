/** A writing task over one retrieval, as the answerer would give it to a writer. */
import type { Verdict } from '../../src/answer/gate.js';
import type { WritingTask } from '../../src/answer/types.js';
import type { Retrieval } from '../../src/retrieval/types.js';

export function taskOf(
  retrieval: Retrieval,
  { verdict = { kind: 'answered' }, most = 3, ...more }: { verdict?: Verdict } & Partial<WritingTask> = {},
): WritingTask {
  const text = more.standalone ?? '';
  return {
    question: { text, essays: [retrieval.essay.slug] },
    standalone: text,
    history: [],
    parts: [{ text, retrieval, others: [], verdict }],
    language: 'en',
    most,
    ...more,
  };
}
