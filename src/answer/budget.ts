/**
 * What a model may cost: money is reserved before a request and settled after it, within the month and within fair
 * shares of it. Where nothing can be counted, nothing is spent.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { ModelPrice } from '../models/prices.js';
import type { TokenUse } from '../models/types.js';
import { createMemorySpending } from '../store/memory-spending.js';
import type { SentenceCounts, Spending, SpendingLimit, SpendingLimits } from '../store/spending-types.js';
import type { Asker } from './types.js';

/**
 * Parts of the month's money; a day is one of UTC. Five dollars are about 3,000 questions a month with a small model
 * (some 2,500 tokens in and 500 out, at $0.25 and $2 a million). Of these a day may take 600, so that one busy day, or
 * one that somebody floods, leaves a month of others; a channel 300, a class of thirty with ten questions each; a person
 * 120, which nobody types in a day.
 */
const shares = { day: 0.2, channel: 0.1, person: 0.04 } as const;

/** Whoever sits at the machine itself owns the key: the month and the day bind them, a share does not. */
const operatorPlatforms: readonly string[] = ['terminal', 'command-line'];

/** Whose share is used up, or `store`: what was spent cannot be counted now. */
export type BudgetLimit = SpendingLimit | 'store';

/** Money set aside for one request. */
export interface Reservation {
  /**
   * Puts what it cost in place of what was reserved: the tokens, or `failed` where nothing is billed. Once; a second
   * time changes nothing. Never throws: what cannot be settled stays counted as reserved.
   */
  settle(use: TokenUse | 'failed'): Promise<void>;
}

export interface Budget {
  /** Sets aside what a request may cost at most, or says what forbids it, the widest limit first. Never throws. */
  reserve(
    asker: Asker,
    request: { readonly inputTokens: number; readonly maxOutputTokens: number },
  ): Promise<Reservation | { readonly refused: BudgetLimit }>;
  /** Counts what became of a model's sentences for one question. Never throws. */
  recordAnswer(counts: SentenceCounts): Promise<void>;
}

export interface BudgetOptions {
  /** Absent where nothing is kept: counted in memory then, and forgotten at the end. */
  readonly spending?: Spending;
  /** 0 is never. */
  readonly monthlyDollars: number;
  /** `provider:model`, under which it is counted. */
  readonly model: string;
  readonly price: ModelPrice;
  readonly log: Log;
  /** Milliseconds since 1970, used where there is no store; defaults to the system's clock. */
  readonly clock?: () => number;
}

export function createBudget(options: BudgetOptions): Budget {
  const { monthlyDollars, model, price, log } = options;
  const spending = options.spending ?? createMemorySpending(options.clock);
  const month = Math.floor(monthlyDollars * 1_000_000);
  const day = Math.floor(month * shares.day);
  const forOperator: SpendingLimits = { month, day };
  const forPeople: SpendingLimits = {
    ...forOperator,
    channel: Math.floor(month * shares.channel),
    person: Math.floor(month * shares.person),
  };
  const costOf = (input: number, output: number): number => Math.ceil(input * price.input + output * price.output);

  async function settle(id: number, use: TokenUse | 'failed'): Promise<void> {
    const [input, output] = use === 'failed' ? [0, 0] : [tokensOf(use.input), tokensOf(use.output)];
    try {
      await spending.settle(id, {
        micros: costOf(input, output),
        inputTokens: input,
        outputTokens: output,
        outcome: use === 'failed' ? 'failed' : 'done',
      });
    } catch (error) {
      log.warn({ reason: messageOf(error) }, 'what a request cost was not settled: it counts as reserved');
    }
  }

  return {
    async reserve(asker, { inputTokens, maxOutputTokens }) {
      if (month === 0) return { refused: 'month' };
      const limits = operatorPlatforms.includes(asker.platform) ? forOperator : forPeople;
      try {
        const reserved = await spending.reserve(asker, { micros: costOf(inputTokens, maxOutputTokens), model }, limits);
        if ('limit' in reserved) return { refused: reserved.limit };
        return { settle: (use) => settle(reserved.id, use) };
      } catch (error) {
        log.error({ reason: messageOf(error) }, 'what models cost cannot be counted: none is asked');
        return { refused: 'store' };
      }
    },

    async recordAnswer(counts) {
      try {
        await spending.recordAnswer(counts);
      } catch (error) {
        log.warn({ reason: messageOf(error) }, 'what became of an answer was not counted');
      }
    },
  };
}

/** What a provider says is not relied on: a negative count would give money back, none at all is no number. */
function tokensOf(told: number): number {
  return Number.isFinite(told) ? Math.max(0, Math.ceil(told)) : 0;
}
