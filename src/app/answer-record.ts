/**
 * A reply as the JSON that `ask --json` and `ask --jsonl` print: the public contract of the command line.
 */
import { citationsOf } from '../conversation/marks.js';
import { plainText } from '../conversation/plain-text.js';
import type { Reply } from '../conversation/types.js';
import type { Citation } from '../essay/types.js';

export interface AnswerRecord {
  /** Harmless display text. */
  readonly answer: string;
  readonly citations: readonly Citation[];
  /** True exactly for kind `not-in-essay`. */
  readonly abstained: boolean;
  /** `answered`, `partly` or `not-in-essay` for a question; the reply's kind for a command in words. */
  readonly kind: string;
  readonly latency_ms: number;
}

/** What of a reply there is while it grows. */
export function partialOf(reply: Reply): Pick<AnswerRecord, 'answer' | 'citations'> {
  const citations = reply.kind === 'notice' ? [] : citationsOf(reply);
  return {
    answer: plainText(reply),
    citations: citations.map(({ essay, paragraph, quote, start, end }) => ({ essay, paragraph, quote, start, end })),
  };
}

/** The record of a complete reply, or the sentence that says why there is none. */
export function recordOf(reply: Reply, latencyMs: number): AnswerRecord | { readonly error: string } {
  if (reply.kind === 'notice' && reply.tone !== 'plain') return { error: plainText(reply) };
  return {
    ...partialOf(reply),
    abstained: reply.kind === 'answer' && reply.answer.kind === 'not-in-essay',
    kind: reply.kind === 'answer' ? reply.answer.kind : reply.kind,
    latency_ms: Math.round(latencyMs * 10) / 10,
  };
}
