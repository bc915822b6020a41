/**
 * Whether a question is answered here or gets a hint: where an essay is locked for who asks, or hints come first in this
 * place. A question that an open essay answers better than a locked one is answered from the open ones alone.
 */
import { asksForMetadata } from '../answer/metadata.js';
import type { Essay, Language } from '../essay/types.js';
import { ask } from './ask.js';
import { lockedFor } from './closed-by-lock.js';
import type { FeatureParts, FeatureRequest } from './features/feature.js';
import { firstHint } from './features/hint.js';
import type { Reply } from './types.js';

type QuestionRequest = FeatureRequest & { readonly fixedLanguage: Language | undefined };

/** The reply to the question `text` about the essays in play. */
export async function* answerOrHint(parts: FeatureParts, request: QuestionRequest, text: string): AsyncIterable<Reply> {
  const { essays, recollection } = request;
  const locked = await lockedFor(parts, request);
  // Who wrote it and when stands on the title page: there is nothing to be led to.
  if (asksForMetadata(text)) return yield* ask(parts, request, text, essays);
  const meant = await openOrLocked(parts, request, text, locked);
  if (recollection.inForce.isHinting || meant.some(({ slug }) => locked.has(slug)))
    return yield await firstHint(parts, request, text, meant);
  yield* ask(parts, request, text, meant);
}

/** The essays that `text` may be answered from: all of them open, or all of them locked. */
async function openOrLocked(
  { retriever }: FeatureParts,
  { essays, history, options: { signal } }: QuestionRequest,
  text: string,
  locked: ReadonlySet<string>,
): Promise<readonly Essay[]> {
  const open = essays.filter(({ slug }) => !locked.has(slug));
  if (open.length === 0 || open.length === essays.length) return essays;
  const query = { text, essays: essays.map(({ slug }) => slug), history };
  const [best] = await retriever.retrieve(query, signal ? { signal } : {});
  return best && !locked.has(best.essay.slug) ? open : essays.filter(({ slug }) => locked.has(slug));
}
