/**
 * How near two texts are by the embedder's vectors: for sentences that say in other words what they cite.
 */
import type { Essay } from '../../essay/types.js';
import type { Embedder } from '../../models/types.js';
import { fittedModel } from '../../retrieval/weights.js';

/**
 * The cosine of two texts, both in the language of `essay`; 0 where the embedder's vectors mean nothing in it, or where
 * it cannot be asked: then the words alone must do. `withEmbedder` gives the one that serves now.
 */
export function createNearness(
  withEmbedder: (use: (embedder: Embedder) => Promise<number>) => Promise<number>,
): (essay: Essay, a: string, b: string) => Promise<number> {
  return async ({ language }, a, b) => {
    const tongue = language.split('-')[0] ?? language;
    return await withEmbedder(async (embedder) => {
      // The threshold was chosen on this model's cosines, and a hosted one would be sent what a model wrote.
      if (embedder.id !== fittedModel || !embedder.languages?.includes(tongue)) return 0;
      const [left, right] = await Promise.all([embedder.embedQuestion(a), embedder.embedQuestion(b)]);
      return left.vector.reduce((sum, value, at) => sum + value * (right.vector[at] ?? 0), 0);
    }).catch(() => 0);
  };
}
