/**
 * One question over one essay: what to look for, the signals, their weights, the ranking.
 */
import type { Essay } from '../essay/types.js';
import { fold } from '../essay/words.js';
import type { Embedder } from '../models/types.js';
import { type Bridge, bridges } from './bridges.js';
import type { EssayIndex } from './essay-index.js';
import { standaloneText } from './follow-up.js';
import { prepareQuery, type QueryEmbedding } from './prepared-query.js';
import { withoutFrame } from './question-frame.js';
import { aboutness, scoreParagraphs, scoreSentences, type Weights } from './rescorer.js';
import { computeSignals, type Signals } from './signals.js';
import { corrected } from './spelling.js';
import type { Query, RankedParagraph, RankedSentence, Retrieval } from './types.js';
import { fittedModel, fullWeights, lexicalWeights, withoutTokensWeights } from './weights.js';

/** What a sentence loses, in log-odds, when the last reply showed it and the asker goes on from there. */
const repeatedPenalty = 2;

export interface Asker {
  /** The language of the question, BCP 47 without region. */
  readonly language: string;
  readonly signal?: AbortSignal;
}

/**
 * What `index` has to offer to `query`, best first; by its words alone where there is no embedder.
 * @throws PilcrowError `model-failed`, `aborted`
 */
export async function searchEssay(
  index: EssayIndex,
  query: Query,
  embedder: Embedder | undefined,
  asker: Asker,
): Promise<Retrieval> {
  const { essay } = index;
  const matter = withoutFrame(query.text, essay, asker.language);
  const standalone = standaloneText(matter, query.history, asker.language);
  const passing = asker.signal ? { signal: asker.signal } : {};
  const { searched: asWritten, bridged } = inTheEssaysWords(standalone, index, embedder, asker.language);
  const first: QueryEmbedding = (await embedder?.embedQuestion(asWritten, passing)) ?? {};
  const knowsWords = isServed(essay.language, embedder) ? first.tokens : undefined;
  const searched = corrected(asWritten, essay.language, index.forms(), knowsWords);
  // Only token vectors have to fit the corrected words; a model without them reads over a slip.
  const isToBeEmbedded = embedder !== undefined && first.tokens !== undefined && searched !== asWritten;
  const embedding = isToBeEmbedded ? await embedder.embedQuestion(searched, passing) : first;
  // Token vectors of a language the model does not know weigh nothing and cost the most.
  const useful = isServed(essay.language, embedder) ? embedding : { vector: embedding.vector };
  const signals = computeSignals(index, prepareQuery(searched, essay.language, useful));
  const weights = weightsFor(essay, embedder);
  const paragraphScores = scoreParagraphs(signals, weights);
  const paragraphs = signals.candidates
    .map((at, row): RankedParagraph => ({ paragraph: at + 1, score: paragraphScores[row] ?? 0 }))
    .sort((a, b) => b.score - a.score || a.paragraph - b.paragraph);
  const sentenceScores = scoreSentences(signals, weights);
  const shown =
    standalone === matter ? '' : fold(query.history?.findLast(({ role }) => role === 'assistant')?.content ?? '');
  const sentences = signals.entries
    .map((entry, row): RankedSentence => {
      const repeats = shown !== '' && shown.includes(fold(entry.text));
      return {
        paragraph: entry.paragraphAt + 1,
        start: entry.start,
        end: entry.end,
        score: (sentenceScores[row] ?? 0) - (repeats ? repeatedPenalty : 0),
      };
    })
    .sort((a, b) => b.score - a.score || a.paragraph - b.paragraph || a.start - b.start);
  return {
    essay,
    paragraphs: paragraphs as [RankedParagraph, ...RankedParagraph[]],
    sentences,
    aboutness: aboutnessOf(signals, weights, essay, embedder, asker.language),
    searched,
    ...(bridged ? { bridged } : {}),
  };
}

/**
 * The weights of aboutness are for the cosines of the model they were fitted with. With another model the words decide,
 * and where question and essay share no language nothing can: then the essay has the benefit of the doubt.
 */
function aboutnessOf(
  signals: Signals,
  weights: Weights,
  essay: Essay,
  embedder: Embedder | undefined,
  language: string,
): number {
  if (weights === lexicalWeights || embedder?.id === fittedModel) return aboutness(signals, weights);
  const tongue = essay.language.split('-')[0] ?? 'und';
  return tongue === language || tongue === 'und' ? aboutness(signals, lexicalWeights) : 0.5;
}

/** Whether the embedder's vectors mean something in `language`, BCP 47; without an embedder nothing does. */
export function isServed(language: string, embedder: Embedder | undefined): boolean {
  if (embedder === undefined) return false;
  const tongue = language.split('-')[0] ?? 'und';
  return embedder.languages === undefined || tongue === 'und' || embedder.languages.includes(tongue);
}

/** Weights for the signals that mean something here: an English model says little about a Russian text. */
function weightsFor(essay: Essay, embedder: Embedder | undefined): Weights {
  if (!isServed(essay.language, embedder)) return lexicalWeights;
  return embedder?.hasTokenVectors ? fullWeights : withoutTokensWeights;
}

function inTheEssaysWords(
  text: string,
  index: EssayIndex,
  embedder: Embedder | undefined,
  language: string,
): { readonly searched: string; readonly bridged?: readonly Bridge[] } {
  const tongue = index.essay.language.split('-')[0] ?? 'und';
  const servesAll = embedder !== undefined && embedder.languages === undefined;
  if (tongue === 'und' || tongue === language || servesAll) return { searched: text };
  const names = new Set(
    index.wordsOf.flatMap((list) => list.filter((w) => w.isCapital && !w.isStop).map((w) => w.form)),
  );
  const bridged = bridges(text, language, tongue, names);
  const own = bridged.map(({ to }) => to).join(' ');
  // Words of the same script may be shared as they stand; those of another cannot.
  const shared =
    isLatin(text) === isLatin(index.essay.paragraphs[0]?.text ?? '')
      ? text
      : (text.match(/[\p{Script=Latin}\d]+/gu) ?? []).join(' ');
  return { searched: `${own} ${shared}`.trim() || text, bridged };
}

function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/\p{Script=Latin}/gu)?.length ?? 0) * 2 > letters;
}
