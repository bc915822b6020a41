import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/app/metrics.js';
import { createConversation } from '../../../src/conversation/conversation.js';
import type { Conversation, Incoming } from '../../../src/conversation/types.js';
import { createMemorySpending } from '../../../src/store/memory-spending.js';
import type { Spending } from '../../../src/store/spending-types.js';
import { commons, fakeAnswerer, fakeRetriever, fakeSummarise } from '../../helpers/fake-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';

const november = Date.UTC(2026, 10, 25);

function talk(): Conversation {
  const retriever = fakeRetriever(commons);
  return createConversation({
    retriever,
    answerer: fakeAnswerer(retriever),
    summarise: fakeSummarise,
    handout: () => 'numbered',
    log: recordingLog(),
    retentionDays: 30,
  });
}

const incoming = (text: string, platform = 'slack'): Incoming => ({
  place: { platform, tenant: 'T-canary', place: 'C-canary' },
  person: 'U-canary',
  messageId: `M-canary ${text}`,
  text,
});

async function drain(conversation: Conversation, message: Incoming, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for await (const _ of conversation.handle(message, signal ? { signal } : {})) count += 1;
  return count;
}

/** The lines of figures that begin with `name`. */
const linesOf = (text: string, name: string): string[] =>
  text.split('\n').filter((line) => line.startsWith(`pilcrow_${name}`));

describe('the metrics', () => {
  it('count complete replies by platform, kind, outcome and writer, and nothing that names anyone', async () => {
    const metrics = createMetrics({ budget: 5, log: recordingLog() });
    const conversation = metrics.countReplies(talk());
    expect(await drain(conversation, incoming('Who owns the pasture?'))).toBe(2);
    await drain(conversation, incoming('What about helicopters?'));
    await drain(conversation, incoming('tldr', 'discord'));
    await drain(conversation, incoming('thanks!'));
    const text = await metrics.text();
    expect(linesOf(text, 'replies_total').sort()).toEqual([
      'pilcrow_replies_total{platform="discord",kind="summary",outcome="",writer="extractive"} 1',
      'pilcrow_replies_total{platform="slack",kind="answer",outcome="answered",writer="extractive"} 1',
      'pilcrow_replies_total{platform="slack",kind="answer",outcome="not-in-essay",writer="extractive"} 1',
      'pilcrow_replies_total{platform="slack",kind="notice",outcome="",writer=""} 1',
    ]);
    expect(text).not.toMatch(/canary|pasture|helicopter/);
  });

  it('time the first words and the whole reply', async () => {
    const metrics = createMetrics({ budget: 5, log: recordingLog() });
    const slow: Conversation = {
      ...talk(),
      async *handle(message, options) {
        for await (const reply of talk().handle(message, options)) {
          yield reply;
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
      },
    };
    await drain(metrics.countReplies(slow), incoming('Who owns the pasture?'));
    const text = await metrics.text();
    const sumOf = (name: string): number => Number(linesOf(text, `${name}_seconds_sum`)[0]?.split(' ').at(-1));
    expect(sumOf('first_words')).toBeGreaterThan(0);
    // Two snapshots, and a pause of 60 ms after each.
    expect(sumOf('reply') - sumOf('first_words')).toBeGreaterThan(0.1);
  });

  it('do not count what was broken off', async () => {
    const metrics = createMetrics({ budget: 5, log: recordingLog() });
    const conversation = metrics.countReplies(talk());
    for await (const _ of conversation.handle(incoming('Who owns the pasture?'))) break;
    await drain(conversation, incoming('Who owns the pasture?'), AbortSignal.abort());
    expect(linesOf(await metrics.text(), 'replies_total')).toEqual([]);
  });

  it('leave everything else of the conversation as it is', async () => {
    const inner = talk();
    const { handle, ...rest } = createMetrics({ budget: 5, log: recordingLog() }).countReplies(inner);
    const { handle: innerHandle, ...innerRest } = inner;
    expect(rest).toEqual(innerRest);
    expect(handle).not.toBe(innerHandle);
  });

  it('show what models cost this month and how their sentences fared', async () => {
    const clock = { now: Date.UTC(2026, 9, 31) };
    const spending = createMemorySpending(() => clock.now);
    const metrics = createMetrics({ spending, budget: 5, log: recordingLog(), clock: () => clock.now });
    const asker = { platform: 'slack', tenant: 'T-canary', place: 'C-canary', person: 'U-canary' };
    await spending.reserve(asker, { micros: 9_000_000, model: 'openai:old' }, {});
    expect(linesOf(await metrics.text(), 'model_month_dollars')).toEqual([
      'pilcrow_model_month_dollars{model="openai:old"} 9',
    ]);
    clock.now = november;
    const reserved = await spending.reserve(asker, { micros: 1_250_000, model: 'openai:small' }, {});
    if ('limit' in reserved) throw new Error('refused');
    await spending.settle(reserved.id, { micros: 250_000, inputTokens: 900, outputTokens: 30, outcome: 'failed' });
    await spending.recordAnswer({ written: 5, stood: 3, repaired: 1, dropped: 1, fellBack: true });
    const text = await metrics.text();
    expect([...linesOf(text, 'model_'), ...linesOf(text, 'spending_')]).toEqual([
      'pilcrow_model_budget_dollars 5',
      'pilcrow_model_month_dollars{model="openai:small"} 0.25',
      'pilcrow_model_month_requests{model="openai:small"} 1',
      'pilcrow_model_month_failed_requests 1',
      'pilcrow_model_month_tokens{direction="input"} 900',
      'pilcrow_model_month_tokens{direction="output"} 30',
      'pilcrow_model_month_written_sentences 5',
      'pilcrow_model_month_sentences{outcome="stood"} 3',
      'pilcrow_model_month_sentences{outcome="repaired"} 1',
      'pilcrow_model_month_sentences{outcome="dropped"} 1',
      'pilcrow_model_month_answers 1',
      'pilcrow_model_month_fallbacks 1',
      'pilcrow_spending_readable 1',
    ]);
    expect(text).not.toContain('canary');
  });

  it('say that a store cannot be read, and give the rest', async () => {
    const log = recordingLog();
    const spending: Spending = {
      ...createMemorySpending(),
      totals: async () => {
        throw new Error('the disk is gone');
      },
    };
    const text = await createMetrics({ spending, budget: 5, log }).text();
    expect(linesOf(text, 'spending_readable')).toEqual(['pilcrow_spending_readable 0']);
    expect(text).toContain('process_cpu_seconds_total');
    expect(log.lines).toEqual([expect.stringContaining('the disk is gone')]);
  });
});
