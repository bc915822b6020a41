/**
 * Figures for a Prometheus server: the process, what models cost, what became of their sentences, how many replies went
 * out and how fast. Counts only: no text, and no label that names a person, a place or a tenant.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Conversation, HandleOptions, Incoming, Reply } from '../conversation/types.js';
import { startOfMonth } from '../store/periods.js';
import type { Spending, SpendingTotals } from '../store/spending-types.js';

export interface MetricsOptions {
  /** Absent where no model writes. */
  readonly spending?: Spending;
  /** US dollars a month. */
  readonly budget: number;
  readonly log: Log;
  /** Milliseconds since 1970; defaults to the system's clock. */
  readonly clock?: () => number;
}

export interface Metrics {
  /** The same conversation, whose replies are counted. */
  countReplies(conversation: Conversation): Conversation;
  /** What a Prometheus server reads. A store that cannot be read leaves the figures of the last time, and says so. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** From an answer that is quoted, some tens of milliseconds, to a model's, at most 25 seconds. */
const secondsBuckets = [0.05, 0.1, 0.3, 1, 2, 5, 10, 15, 25, 60];

/** A registry of its own, so that two in one process do not meet. */
export function createMetrics({ spending, budget, log, clock = Date.now }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const replies = new Counter({
    name: 'pilcrow_replies_total',
    help: 'Complete replies; for an answer, how it came out. Writer is empty where nothing is written or quoted.',
    labelNames: ['platform', 'kind', 'outcome', 'writer'],
    registers,
  });
  const wholeSeconds = new Histogram({
    name: 'pilcrow_reply_seconds',
    help: 'From the message to the complete reply, waiting included.',
    labelNames: ['platform', 'kind', 'writer'],
    buckets: secondsBuckets,
    registers,
  });
  const firstSeconds = new Histogram({
    name: 'pilcrow_first_words_seconds',
    help: 'From the message to the first words of the reply, waiting included.',
    labelNames: ['platform', 'kind', 'writer'],
    buckets: secondsBuckets,
    registers,
  });
  const showMonth = monthGauges(registers, budget);

  function count({ place: { platform } }: Incoming, reply: Reply, times: { first: number; whole: number }): void {
    const { kind } = reply;
    const writer = writerOf(reply);
    replies.inc({ platform, kind, outcome: kind === 'answer' ? reply.answer.kind : '', writer });
    firstSeconds.observe({ platform, kind, writer }, times.first / 1_000);
    wholeSeconds.observe({ platform, kind, writer }, times.whole / 1_000);
  }

  async function* counted(
    snapshots: AsyncIterable<Reply>,
    incoming: Incoming,
    signal: AbortSignal | undefined,
  ): AsyncIterable<Reply> {
    const start = performance.now();
    let first: number | undefined;
    let last: Reply | undefined;
    for await (const reply of snapshots) {
      first ??= performance.now() - start;
      last = reply;
      yield reply;
    }
    if (last === undefined || first === undefined || signal?.aborted) return;
    count(incoming, last, { first, whole: performance.now() - start });
  }

  return {
    countReplies: (conversation) => ({
      ...conversation,
      handle: (incoming: Incoming, options: HandleOptions = {}) =>
        counted(conversation.handle(incoming, options), incoming, options.signal),
    }),
    async text() {
      if (spending !== undefined) {
        try {
          showMonth(await spending.totals(startOfMonth(clock())));
        } catch (error) {
          log.warn({ reason: messageOf(error) }, 'what models cost could not be read');
          showMonth(undefined);
        }
      }
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function writerOf(reply: Reply): string {
  if (reply.kind === 'answer') return reply.answer.writer;
  return reply.kind === 'summary' ? reply.summary.writer : '';
}

/** Gauges of this month; the answered function fills them, or without totals says that they are old. */
function monthGauges(registers: Registry[], budget: number): (totals: SpendingTotals | undefined) => void {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> =>
    new Gauge({ name: `pilcrow_${name}`, help, labelNames, registers });
  gauge('model_budget_dollars', 'What models may cost a month, in US dollars.').set(budget);
  const readable = gauge('spending_readable', 'Whether the figures of this month could be read just now.');
  const dollars = gauge('model_month_dollars', 'Spent or reserved this month (UTC), in US dollars.', ['model']);
  const requests = gauge('model_month_requests', 'Requests to models this month (UTC).', ['model']);
  const failed = gauge('model_month_failed_requests', 'Those of them that failed.');
  const tokens = gauge('model_month_tokens', 'Tokens of settled requests this month (UTC).', ['direction']);
  const written = gauge('model_month_written_sentences', 'Sentences that models wrote this month (UTC).');
  const sentences = gauge('model_month_sentences', 'What became of them: they stood at once or not.', ['outcome']);
  const answers = gauge('model_month_answers', 'Questions that models wrote about this month (UTC).');
  const fellBack = gauge('model_month_fallbacks', 'Those of them that were answered by quotations after all.');
  return (totals) => {
    readable.set(totals === undefined ? 0 : 1);
    if (totals === undefined) return;
    // A model of the month before is gone with it.
    dollars.reset();
    requests.reset();
    for (const each of totals.byModel) {
      dollars.set({ model: each.model }, each.micros / 1_000_000);
      requests.set({ model: each.model }, each.requests);
    }
    failed.set(totals.failed);
    tokens.set({ direction: 'input' }, totals.inputTokens);
    tokens.set({ direction: 'output' }, totals.outputTokens);
    written.set(totals.written);
    for (const outcome of ['stood', 'repaired', 'dropped'] as const) sentences.set({ outcome }, totals[outcome]);
    answers.set(totals.answers);
    fellBack.set(totals.fellBack);
  };
}
