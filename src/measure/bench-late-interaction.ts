/** What late interaction adds to a question: the signals of an essay computed with token vectors and without. */
import type { Essay } from '../essay/types.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import { embedEssay } from '../retrieval/embed-essay.js';
import { createEssayIndex } from '../retrieval/essay-index.js';
import { prepareQuery } from '../retrieval/prepared-query.js';
import { computeSignals } from '../retrieval/signals.js';
import type { Figure } from './figure.js';
import { median, timedInTurns } from './timing.js';

const group = 'Late interaction';

/** Median cost over `questions` for each of `essays`. */
export async function lateInteractionFigures(
  questions: readonly string[],
  essays: readonly Essay[],
): Promise<Figure[]> {
  const embedder = createLocalEmbedder();
  try {
    const figures: Figure[] = [];
    for (const essay of essays) {
      const index = createEssayIndex(essay, await embedEssay(essay, embedder, new Map()));
      const queries = [];
      for (const text of questions)
        queries.push(prepareQuery(text, essay.language, await embedder.embedQuestion(text)));
      const withoutTokens = queries.map((query) => ({ ...query, embedding: { vector: query.embedding.vector } }));
      // Once unmeasured: tables are made when first asked for, and the loops are compiled.
      for (const query of queries) computeSignals(index, query);
      const { ours, bare } = await timedInTurns(
        queries.map((query, at) => ({ query, plain: withoutTokens[at] ?? query })),
        ({ query }) => computeSignals(index, query),
        ({ plain }) => computeSignals(index, plain),
      );
      const tokens = (index.embeddings.tokens ?? []).reduce((sum, { ids }) => sum + ids.length, 0);
      figures.push({
        group,
        name: `a question over ${essay.paragraphs.length} paragraphs`,
        value: median(ours.wall.map((wall, at) => wall - (bare.wall[at] ?? 0))),
        unit: 'ms',
        note: `all signals ${median(ours.wall).toFixed(1)} ms, without it ${median(bare.wall).toFixed(1)} ms; ${tokens} tokens, at most 24 paragraphs looked into`,
      });
    }
    return figures;
  } finally {
    await embedder.close();
  }
}
