/** What models cost this month and what became of their sentences, as lines of `doctor`. */
import { knownPrice } from '../models/prices.js';
import type { SpendingTotals } from '../store/spending-types.js';
import type { Condition } from './condition.js';
import type { Config } from './config.js';

/**
 * Two lines from the totals of this month (UTC): money, and sentences. `model` is the one in use, `provider:model`.
 * Nothing where there is no model and nothing was spent.
 */
export function modelConditions(
  totals: SpendingTotals,
  { budget, modelPrice }: Pick<Config, 'budget' | 'modelPrice'>,
  model: string | undefined,
): readonly Condition[] {
  if (model === undefined && totals.requests === 0) return [];
  return [money(totals, budget, guessedModel(model, modelPrice)), sentences(totals)];
}

/** The model in use, where its price is a guess. */
function guessedModel(model: string | undefined, modelPrice: Config['modelPrice']): string | undefined {
  return model === undefined || modelPrice !== undefined || knownPrice(model) !== undefined ? undefined : model;
}

function money({ micros, requests, failed }: SpendingTotals, budget: number, guessed: string | undefined): Condition {
  const spent = micros / 1_000_000;
  const name = 'Cost of the model';
  if (budget === 0) {
    return {
      name,
      state: 'off',
      detail: `PILCROW_BUDGET is 0, so no model is asked; ${inDollars(spent)} was spent this month.`,
    };
  }
  const failures = failed === 0 ? '' : `, ${failed} of them failed`;
  const detail = `${inDollars(spent)} of ${inDollars(budget)} this month (UTC), for ${many(requests, 'request')}${failures}.`;
  if (spent >= budget) {
    return {
      name,
      state: 'off',
      detail,
      todo: 'Answers are quotations until the month ends; PILCROW_BUDGET may be set higher.',
    };
  }
  if (guessed === undefined) return { name, state: 'on', detail };
  return {
    name,
    state: 'on',
    detail,
    todo: `The price of ${guessed} is not known and counted high: set PILCROW_MODEL_PRICE.`,
  };
}

function sentences({ written, stood, repaired, dropped, answers, fellBack }: SpendingTotals): Condition {
  const name = 'Sentences of the model';
  if (written === 0) return { name, state: 'off', detail: 'it has written none this month.' };
  const fallback = fellBack === 0 ? '' : ` ${fellBack} of ${many(answers, 'answer')} had to be quotations after all.`;
  return {
    name,
    state: 'on',
    detail: `of ${many(written, 'sentence')} a model wrote this month, ${stood} stood at once, ${repaired} after repair, ${dropped} ${dropped === 1 ? 'was' : 'were'} dropped.${fallback}`,
  };
}

/** With cents; what is less than one is not called nothing. */
function inDollars(amount: number): string {
  return amount > 0 && amount < 0.01 ? 'less than $0.01' : `$${amount.toFixed(2)}`;
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
