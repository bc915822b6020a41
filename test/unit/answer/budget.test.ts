import { describe, expect, it } from 'vitest';
import { type Budget, type BudgetOptions, createBudget } from '../../../src/answer/budget.js';
import type { Asker } from '../../../src/answer/types.js';
import { createMemorySpending } from '../../../src/store/memory-spending.js';
import type { Spending } from '../../../src/store/spending-types.js';
import { recordingLog } from '../../helpers/recording-log.js';

const day = 24 * 60 * 60 * 1000;
const ann: Asker = { platform: 'slack', tenant: 'T1', place: 'C1', person: 'ann' };
/** One cent, at ten dollars a million either way. */
const cent = { inputTokens: 600, maxOutputTokens: 400 };

function stage(options: Partial<BudgetOptions> = {}) {
  const clock = { now: Date.UTC(2026, 10, 1) };
  const log = recordingLog();
  const spending = createMemorySpending(() => clock.now);
  const price = { input: 10, output: 10 };
  const budget = createBudget({ spending, monthlyDollars: 5, model: 'openai:small', price, log, ...options });
  return { budget, spending, clock, log };
}

/** How many cents are let through before one is refused, and why it is. */
async function centsOf(budget: Budget, asker: (index: number) => Asker): Promise<[count: number, why: string]> {
  for (let count = 0; ; count += 1) {
    const reserved = await budget.reserve(asker(count), cent);
    if ('refused' in reserved) return [count, reserved.refused];
  }
}

describe('the budget of five dollars', () => {
  it('gives a person twenty cents a day', async () => {
    const { budget, clock } = stage();
    expect(await centsOf(budget, () => ann)).toEqual([20, 'person']);
    clock.now += day;
    expect(await centsOf(budget, () => ann)).toEqual([20, 'person']);
  });

  it('gives a channel fifty cents a day, whoever asks', async () => {
    const { budget } = stage();
    expect(await centsOf(budget, (index) => ({ ...ann, person: `p${index}` }))).toEqual([50, 'channel']);
  });

  it('gives all channels together one dollar a day', async () => {
    const { budget } = stage();
    const asker = (index: number): Asker => ({ ...ann, place: `C${index % 10}`, person: `p${index}` });
    expect(await centsOf(budget, asker)).toEqual([100, 'day']);
  });

  it('is over after five days of it, until the next month', async () => {
    const { budget, clock } = stage();
    const asker = (index: number): Asker => ({ ...ann, place: `C${index % 10}`, person: `p${index}` });
    for (let days = 0; days < 5; days += 1) {
      expect((await centsOf(budget, asker))[0]).toBe(100);
      clock.now += day;
    }
    expect(await centsOf(budget, asker)).toEqual([0, 'month']);
    clock.now = Date.UTC(2026, 11, 1);
    expect(await centsOf(budget, asker)).toEqual([100, 'day']);
  });

  it('binds whoever sits at the machine by the day alone', async () => {
    for (const platform of ['terminal', 'command-line']) {
      const { budget } = stage();
      expect(await centsOf(budget, () => ({ ...ann, platform }))).toEqual([100, 'day']);
    }
  });
});

describe('a reservation', () => {
  it('gives back what was not used, and all of what was never billed', async () => {
    const { budget, spending } = stage();
    const [used, failed] = [await budget.reserve(ann, cent), await budget.reserve(ann, cent)];
    expect(await spending.totals(0)).toMatchObject({ micros: 20_000, requests: 2 });
    if ('refused' in used || 'refused' in failed) throw new Error('refused');
    await used.settle({ input: 600, output: 10, isEstimate: false });
    await failed.settle('failed');
    expect(await spending.totals(0)).toMatchObject({
      micros: 6_100,
      failed: 1,
      inputTokens: 600,
      outputTokens: 10,
      byModel: [{ model: 'openai:small', requests: 2 }],
    });
  });

  it('is not settled below nothing by a provider that says so', async () => {
    const { budget, spending } = stage();
    const reserved = await budget.reserve(ann, cent);
    if ('refused' in reserved) throw new Error('refused');
    await reserved.settle({ input: -1_000_000, output: 10, isEstimate: false });
    expect(await spending.totals(0)).toMatchObject({ micros: 100, inputTokens: 0 });
  });
});

describe('a budget', () => {
  it('of nothing is never, though the model cost nothing', async () => {
    const { budget, spending } = stage({ monthlyDollars: 0, price: { input: 0, output: 0 } });
    expect(await budget.reserve(ann, cent)).toEqual({ refused: 'month' });
    expect(await spending.totals(0)).toMatchObject({ requests: 0 });
  });

  it('lets a model of your own answer without end', async () => {
    const { budget } = stage({ monthlyDollars: 0.01, price: { input: 0, output: 0 } });
    for (let count = 0; count < 100; count += 1) expect(await budget.reserve(ann, cent)).toHaveProperty('settle');
  });

  it('without a store is counted in memory', async () => {
    const budget = createBudget({
      monthlyDollars: 5,
      model: 'openai:small',
      price: { input: 10, output: 10 },
      log: recordingLog(),
    });
    expect(await centsOf(budget, () => ann)).toEqual([20, 'person']);
  });

  it('spends nothing while the store cannot count, says so in the log, and never throws', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('the disk is full');
    };
    const kept = createMemorySpending();
    let spending: Spending = { ...kept, settle: broken, recordAnswer: broken };
    const { log, budget } = stage({ spending });
    const reserved = await budget.reserve(ann, cent);
    if ('refused' in reserved) throw new Error('refused');
    await reserved.settle('failed');
    await budget.recordAnswer({ written: 1, stood: 1, repaired: 0, dropped: 0, fellBack: false });
    expect(await kept.totals(0)).toMatchObject({ micros: 10_000 });
    expect(log.lines).toHaveLength(2);

    spending = { ...kept, reserve: broken };
    const second = stage({ spending });
    expect(await second.budget.reserve(ann, cent)).toEqual({ refused: 'store' });
    expect(second.log.lines).toEqual([expect.stringContaining('the disk is full')]);
  });

  it('counts what became of sentences', async () => {
    const { budget, spending } = stage();
    await budget.recordAnswer({ written: 4, stood: 2, repaired: 1, dropped: 1, fellBack: true });
    expect(await spending.totals(0)).toMatchObject({ answers: 1, written: 4, stood: 2, repaired: 1, dropped: 1 });
  });
});
