/** An essay cut into sentences with their words, once an essay: glossary and quiz read them over and over. */
import { sentences } from '../essay/sentences.js';
import type { Essay, Span } from '../essay/types.js';
import { type Word, words } from '../essay/words.js';

/** A sentence of an essay with its words. */
export interface ReadSentence {
  readonly paragraph: number;
  readonly span: Span;
  readonly text: string;
  readonly words: readonly Word[];
}

const read = new WeakMap<Essay, readonly ReadSentence[]>();

/** Every sentence of `essay` in reading order; cut once an essay. */
export function sentencesOf(essay: Essay): readonly ReadSentence[] {
  let list = read.get(essay);
  if (list === undefined) {
    list = essay.paragraphs.flatMap(({ n, text }) =>
      sentences(text, essay.language).map((span) => {
        const own = text.slice(span.start, span.end);
        return { paragraph: n, span, text: own, words: words(own, essay.language) };
      }),
    );
    read.set(essay, list);
  }
  return list;
}
