/** A question made ready for one language: its words, stems and n-grams, and what a model made of it. */
import { charGrams, type Word, words } from '../essay/words.js';
import type { Embedding } from '../models/types.js';

/** A question made ready; `text` may carry words of earlier turns or of another language's names. */
export interface PreparedQuery {
  readonly text: string;
  readonly words: readonly Word[];
  /** Stems of the words that carry matter; of all words when none does. */
  readonly stems: readonly string[];
  readonly grams: readonly string[];
  readonly embedding: QueryEmbedding;
}

/** What a model made of a question; empty where the words alone are to decide. */
export interface QueryEmbedding {
  readonly vector?: Embedding['vector'] | undefined;
  readonly tokens?: Embedding['tokens'] | undefined;
}

/** The question as the essay's language sees it. */
export function prepareQuery(text: string, language: string, embedding: QueryEmbedding): PreparedQuery {
  const all = words(text, language);
  const matter = all.filter((word) => !word.isStop);
  const chosen = matter.length > 0 ? matter : all;
  const grams = charGrams(chosen.map((word) => word.form).join(' '));
  return { text, words: all, stems: chosen.map((word) => word.stem), grams, embedding };
}
