/**
 * The first proofs of a process cost a second, for the engine compiles their patterns on the way. They are made on
 * words of no account before anybody waits.
 */
import { setImmediate } from 'node:timers/promises';
import type { Essay } from '../../essay/types.js';
import { createPromptWindows } from './harmless.js';
import { prove } from './prove.js';

const words = 'The keeper of Norway lit 3 lamps in May 1900, and the harbour was not dark any more.';
const essay: Essay = {
  slug: 'rehearsal',
  title: 'Rehearsal',
  author: 'A. Keeper',
  language: 'en',
  questions: [],
  collection: '',
  file: '',
  hash: '',
  sections: [],
  paragraphs: [{ n: 1, text: words, hash: '', noteMarks: [] }],
  notes: [],
  teacherNotes: [],
};
/** The engine compiles a pattern in two steps, at its first and at its second use. */
const rounds = 3;

/** Makes the first proofs; others have their turn between them. */
export async function rehearseProof(): Promise<void> {
  const draft = { text: words, claim: '', support: [{ essay: 'A', paragraph: 1, quote: words, translation: '' }] };
  const context = {
    essays: new Map([['A', essay]]),
    question: 'Who lit the lamps?',
    language: 'en',
    windows: createPromptWindows([]),
    fences: [],
    nearness: async () => 0,
  } as const;
  for (let round = 0; round < rounds; round += 1) {
    await prove(draft, context);
    await setImmediate();
  }
}
