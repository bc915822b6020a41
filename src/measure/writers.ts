/** Who wrote the answers that were to be written, why it was not the model where it was not, and how long they took. */
import type { Shortfall } from '../answer/types.js';
import type { Asked } from './asking.js';
import { type Estimate, mean, quantile } from './interval.js';
import { share } from './model-score.js';
import { nothingUsed, plus, type Use } from './use.js';

export interface WriterShares {
  /** Every sentence is the model's. */
  readonly written: Estimate;
  /** The model's sentences, and quotations for the rest. */
  readonly mixed: Estimate;
  /** Quotations alone, though the model was to write. */
  readonly quoted: Estimate;
  /** Answered without asking the model, e.g. by the title page. */
  readonly notAsked: number;
  /** What was used for the questions that were answered, and the most requests for one of them. */
  readonly use: Use;
  readonly mostRequests: number;
  /** Why the model's sentences were missing or not all there, where the answer says so. */
  readonly shortfalls: Readonly<Partial<Record<Shortfall, number>>>;
}

/** Who wrote the answers to questions that were put to the model. */
export function writersOf(asked: readonly Asked[]): WriterShares {
  const put = asked.filter(({ answer, use }) => answer !== undefined && use.answers > 0);
  const quotations = ({ answer }: Asked): number =>
    mean((answer?.sentences ?? []).map(({ isQuotation }) => (isQuotation ? 1 : 0)));
  const shortfalls: Partial<Record<Shortfall, number>> = {};
  for (const { shortfall } of asked) if (shortfall) shortfalls[shortfall] = (shortfalls[shortfall] ?? 0) + 1;
  return {
    written: share(put, (each) => quotations(each) === 0),
    mixed: share(put, (each) => quotations(each) > 0 && quotations(each) < 1),
    quoted: share(put, (each) => quotations(each) === 1),
    notAsked: asked.filter(({ answer, use }) => answer !== undefined && use.answers === 0).length,
    use: asked.reduce((sum, { use }) => plus(sum, use), nothingUsed),
    mostRequests: Math.max(0, ...asked.map(({ use }) => use.requests)),
    shortfalls,
  };
}

export interface Waits {
  /** Until the first sentence was there, in milliseconds. */
  readonly first: { readonly p50: number; readonly p95: number };
  /** Until the answer was complete. */
  readonly complete: { readonly p50: number; readonly p95: number };
}

/** How long answers took; what was no answer is left out. */
export function waitsOf(asked: readonly Asked[]): Waits {
  const answered = asked.filter(({ answer }) => answer !== undefined);
  const at = (times: readonly number[]) => ({ p50: quantile(times, 0.5), p95: quantile(times, 0.95) });
  return {
    first: at(answered.map(({ firstMs }) => firstMs)),
    complete: at(answered.map(({ outcome }) => outcome.wallMs)),
  };
}
