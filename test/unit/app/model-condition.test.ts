import { describe, expect, it } from 'vitest';
import { conditionLine } from '../../../src/app/condition.js';
import { modelConditions } from '../../../src/app/model-condition.js';
import type { SpendingTotals } from '../../../src/store/spending-types.js';

const nothing: SpendingTotals = {
  micros: 0,
  requests: 0,
  failed: 0,
  inputTokens: 0,
  outputTokens: 0,
  answers: 0,
  written: 0,
  stood: 0,
  repaired: 0,
  dropped: 0,
  fellBack: 0,
  byModel: [],
};
const linesOf = (totals: Partial<SpendingTotals>, budget = 5, model: string | undefined = 'openai:gpt-5-mini') =>
  modelConditions({ ...nothing, ...totals }, { budget }, model).map(conditionLine);

describe('what doctor says of a model', () => {
  it('is what it cost of the budget, and how its sentences fared', () => {
    const sentences = { answers: 80, written: 240, stood: 221, repaired: 11, dropped: 8, fellBack: 3 };
    expect(linesOf({ micros: 1_234_567, requests: 95, failed: 2, ...sentences })).toEqual([
      '✓ Cost of the model: $1.23 of $5.00 this month (UTC), for 95 requests, 2 of them failed.',
      '✓ Sentences of the model: of 240 sentences a model wrote this month, 221 stood at once, 11 after repair, 8 were dropped. 3 of 80 answers had to be quotations after all.',
    ]);
  });

  it('begins with nothing', () => {
    expect(linesOf({})).toEqual([
      '✓ Cost of the model: $0.00 of $5.00 this month (UTC), for 0 requests.',
      '– Sentences of the model: it has written none this month.',
    ]);
    expect(linesOf({ micros: 40, requests: 1 })[0]).toContain('less than $0.01 of $5.00');
  });

  it('is that the money is spent, or that none may be', () => {
    expect(linesOf({ micros: 5_000_000, requests: 1 })[0]).toBe(
      '– Cost of the model: $5.00 of $5.00 this month (UTC), for 1 request. Answers are quotations until the month ends; PILCROW_BUDGET may be set higher.',
    );
    expect(linesOf({}, 0)[0]).toMatch(/PILCROW_BUDGET is 0, so no model is asked/);
  });

  it('is that a price is a guess, until it is set', () => {
    const unknown = 'openai:something-new';
    expect(linesOf({}, 5, unknown)[0]).toContain(`The price of ${unknown} is not known`);
    const modelPrice = { input: 1, output: 2 };
    expect(modelConditions(nothing, { budget: 5, modelPrice }, unknown)[0]).not.toHaveProperty('todo');
  });

  it('is nothing where no model is used and none was', () => {
    expect(modelConditions(nothing, { budget: 5 }, undefined)).toEqual([]);
    expect(modelConditions({ ...nothing, requests: 1 }, { budget: 5 }, undefined)).toHaveLength(2);
  });
});
