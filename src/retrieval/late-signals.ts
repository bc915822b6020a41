/** What late interaction says of the candidates of one essay: the costly signals. */
import type { EssayIndex } from './essay-index.js';
import { interaction, nearestInGroups, quantise } from './late-interaction.js';
import type { PreparedQuery } from './prepared-query.js';

/**
 * What a token of "why", "does" or "the" counts against its rarity: a short essay may hold few of them by chance. On the
 * development questions 0.3 ranks as well as 1 (hit@1 .929 and .921), and hurried questions over short essays better.
 */
const functionWordShare = 0.3;

function tokenWeights(index: EssayIndex, query: PreparedQuery): Float32Array {
  const { tokens } = query.embedding;
  return Float32Array.from(tokens?.ids ?? [], (id, k) => {
    const at = tokens?.starts[k] ?? 0;
    const word = query.words.find(({ start, end }) => start <= at && at < end);
    return index.tokenWeight(id) * (word === undefined || word.isStop ? functionWordShare : 1);
  });
}

/** The least, over the question's words of matter, of the mean of its tokens' best similarities; 1 for no such word. */
function weakestWord(query: PreparedQuery, best: Float32Array): number {
  const { tokens } = query.embedding;
  let weakest = 1;
  for (const word of query.words) {
    if (word.isStop || tokens === undefined) continue;
    const own = [...best].filter((_, k) => {
      const at = tokens.starts[k] ?? -1;
      return word.start <= at && at < word.end;
    });
    if (own.length > 0) weakest = Math.min(weakest, own.reduce((sum, value) => sum + value, 0) / own.length);
  }
  return weakest;
}

/**
 * Late interaction of the question with each candidate paragraph, its best sentence and its best pair, and with every
 * sentence; 0 where there are no token vectors.
 */
export function lateSignals(index: EssayIndex, query: PreparedQuery, candidates: readonly number[]) {
  const { tokens, dimension } = index.embeddings;
  const asked = query.embedding.tokens;
  const paragraph = new Float64Array(candidates.length);
  const bestOne = new Float64Array(candidates.length);
  const bestPair = new Float64Array(candidates.length);
  const perSentence: number[] = [];
  const rows = asked && tokens ? quantise(asked.vectors) : new Int8Array();
  const weights = tokenWeights(index, query);
  const anywhere = new Float32Array(weights.length);
  candidates.forEach((at, row) => {
    const stored = tokens?.[at];
    const count = index.sentencesOf[at]?.length ?? 0;
    if (!asked || !stored) {
      for (let i = 0; i < count; i++) perSentence.push(0);
      return;
    }
    const groups = nearestInGroups(rows, stored, index.sentenceOfToken[at] ?? new Int32Array(), count, dimension);
    paragraph[row] = interaction(groups, weights);
    groups.forEach((group, position) => {
      for (let i = 0; i < anywhere.length; i++) anywhere[i] = Math.max(anywhere[i] ?? 0, group[i] ?? 0);
      const one = interaction([group], weights);
      perSentence.push(one);
      bestOne[row] = Math.max(bestOne[row] ?? 0, one);
      bestPair[row] = Math.max(bestPair[row] ?? 0, interaction([group, groups[position + 1]], weights));
    });
  });
  return {
    paragraphs: { interaction: paragraph, bestInteraction: bestOne, bestPairInteraction: bestPair },
    sentences: Float64Array.from(perSentence),
    weakestWord: weakestWord(query, anywhere),
  };
}
