/**
 * What models cost and how many tokens a text has, both before anyone is asked. Prices are as providers published them
 * in September 2026, for one request at a time without discounts; they change, so check them against the provider's page.
 */

/** US dollars per million tokens, which is the same as millionths of a dollar per token. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/** By the beginning of a model's name, the longest that fits: what it costs to send and to get back. */
const published: Readonly<Record<string, readonly [input: number, output: number]>> = {
  'gpt-5': [1.25, 10],
  'gpt-5-mini': [0.25, 2],
  'gpt-5-nano': [0.05, 0.4],
  'gpt-5-pro': [15, 120],
  'gpt-5.1': [1.25, 10],
  'gpt-5.2': [1.75, 14],
  'gpt-5.2-pro': [21, 168],
  'gpt-5.3': [1.75, 14],
  'gpt-5.4': [2.5, 15],
  'gpt-5.4-mini': [0.75, 4.5],
  'gpt-5.4-nano': [0.2, 1.25],
  'gpt-5.4-pro': [30, 180],
  'gpt-5.5': [5, 30],
  'gpt-5.5-pro': [30, 180],
  'gpt-5.6': [5, 30],
  'gpt-5.6-terra': [2.5, 15],
  'gpt-5.6-luna': [1, 6],
  'gpt-4.1': [2, 8],
  'gpt-4.1-mini': [0.4, 1.6],
  'gpt-4.1-nano': [0.1, 0.4],
  'gpt-4o': [2.5, 10],
  'gpt-4o-2024-05-13': [5, 15],
  'gpt-4o-mini': [0.15, 0.6],
  'gpt-4-turbo': [10, 30],
  'gpt-4': [30, 60],
  'gpt-3.5-turbo': [1.5, 2],
  o1: [15, 60],
  'o1-pro': [150, 600],
  'o1-mini': [1.1, 4.4],
  o3: [2, 8],
  'o3-pro': [20, 80],
  'o3-mini': [1.1, 4.4],
  'o4-mini': [1.1, 4.4],
  'claude-opus-5': [5, 25],
  'claude-opus-4': [15, 75],
  'claude-opus-4-5': [5, 25],
  'claude-opus-4-6': [5, 25],
  'claude-opus-4-7': [5, 25],
  'claude-opus-4-8': [5, 25],
  'claude-fable-5': [10, 50],
  'claude-sonnet-5': [3, 15],
  'claude-sonnet-4': [3, 15],
  'claude-haiku-4': [1, 5],
  'claude-3-7-sonnet': [3, 15],
  'claude-3-5-sonnet': [3, 15],
  'claude-3-5-haiku': [0.8, 4],
  'claude-3-opus': [15, 75],
  'claude-3-haiku': [0.25, 1.25],
  'gemini-3.1-pro': [2, 12],
  'gemini-3-pro': [2, 12],
  'gemini-3-flash': [0.5, 3],
  'gemini-3.1-flash-lite': [0.25, 1.5],
  'gemini-3.5-flash': [1.5, 9],
  'gemini-3.5-flash-lite': [0.3, 2.5],
  'gemini-3.6-flash': [1.5, 7.5],
  'gemini-3.7-flash': [1.5, 7.5],
  'gemini-3.8-flash': [1.5, 7.5],
  'gemini-2.5-pro': [1.25, 10],
  'gemini-2.5-flash': [0.3, 2.5],
  'gemini-2.5-flash-lite': [0.1, 0.4],
  'gemini-2.0-flash': [0.1, 0.4],
  'mistral-large': [2, 6],
  'mistral-medium': [0.4, 2],
  'mistral-small': [0.15, 0.6],
  'magistral-medium': [2, 5],
  'magistral-small': [0.5, 1.5],
  ministral: [0.2, 1],
};

/**
 * For a model that is not in the list: more than all but a few of those above cost, so that a budget in dollars is
 * rather not used up than passed.
 */
const unknownPrice: ModelPrice = { input: 10, output: 50 };

/** Providers whose models run on the operator's own machine. */
const ownMachine = /^ollama:/;

/**
 * The price of `provider:model` as far as it is known, undefined where it is not. The provider does not matter: who
 * resells a model may ask more for it.
 */
export function knownPrice(model: string): ModelPrice | undefined {
  if (ownMachine.test(model)) return { input: 0, output: 0 };
  const name = model.slice(model.indexOf(':') + 1).toLowerCase();
  let best = '';
  for (const start of Object.keys(published)) {
    // "gpt-5" is not the beginning of "gpt-5.9", which is another model at another price.
    if (start.length > best.length && name.startsWith(start) && !/^[\w.]/.test(name.slice(start.length))) best = start;
  }
  const [input, output] = published[best] ?? [];
  return input === undefined || output === undefined ? undefined : { input, output };
}

/** What to count `model` at; deliberately high where its price is not known. */
export function priceOf(model: string): ModelPrice {
  return knownPrice(model) ?? unknownPrice;
}

/** Scripts in which a sign is a syllable or a word. */
const denseSigns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const signsPerToken = { alphabetic: 4, dense: 1.5 } as const;

/**
 * About how many tokens `text` has: 4 letters each, 1.5 Chinese, Japanese or Korean signs. Providers' tokenizers differ
 * by a quarter and more, so this reserves money and never bills it where the provider tells the number.
 */
export function estimateTokens(text: string): number {
  const dense = text.match(denseSigns)?.length ?? 0;
  return Math.ceil((text.length - dense) / signsPerToken.alphabetic + dense / signsPerToken.dense);
}
