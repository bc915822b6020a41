import { describe, expect, it } from 'vitest';
import { estimateTokens, knownPrice, priceOf } from '../../../src/models/prices.js';

describe('the price of a model', () => {
  it('is that of the longest beginning of its name', () => {
    expect(knownPrice('openai:gpt-5-mini')).toEqual({ input: 0.25, output: 2 });
    expect(knownPrice('openai:gpt-5-mini-2025-08-07')).toEqual({ input: 0.25, output: 2 });
    expect(knownPrice('openai:GPT-5')).toEqual({ input: 1.25, output: 10 });
    expect(knownPrice('azure_openai:gpt-4o')).toEqual({ input: 2.5, output: 10 });
    expect(knownPrice('anthropic:claude-opus-4-20250514')).toEqual({ input: 15, output: 75 });
    expect(knownPrice('anthropic:claude-opus-4-5-20251101')).toEqual({ input: 5, output: 25 });
    expect(knownPrice('google-genai:gemini-2.5-flash-lite')).toEqual({ input: 0.1, output: 0.4 });
    expect(knownPrice('mistralai:mistral-small-latest')).toEqual({ input: 0.15, output: 0.6 });
  });

  it('is not taken from another model whose name only begins alike', () => {
    for (const model of [
      'openai:gpt-5.9',
      'openai:gpt-50',
      'openai:o30',
      'anthropic:claude-sonnet-45',
      'openai:toString',
    ])
      expect(knownPrice(model), model).toBeUndefined();
  });

  it('is nothing for a model on the own machine', () => {
    expect(priceOf('ollama:llama3.2')).toEqual({ input: 0, output: 0 });
    expect(priceOf('ollama:gpt-5:latest')).toEqual({ input: 0, output: 0 });
  });

  it('is counted high where it is not known', () => {
    const unknown = priceOf('openai:something-new');
    expect(knownPrice('openai:something-new')).toBeUndefined();
    for (const known of ['openai:gpt-5.5', 'anthropic:claude-opus-5', 'google-genai:gemini-3.5-flash']) {
      expect(unknown.input).toBeGreaterThan(priceOf(known).input);
      expect(unknown.output).toBeGreaterThan(priceOf(known).output);
    }
  });
});

describe('the number of tokens of a text', () => {
  it('is a quarter of its letters, and two thirds of its Chinese, Japanese and Korean signs', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('a')).toBe(1);
    expect(estimateTokens('x'.repeat(400))).toBe(100);
    expect(estimateTokens('я'.repeat(400))).toBe(100);
    expect(estimateTokens('島'.repeat(300))).toBe(200);
    expect(estimateTokens('ひカ한')).toBe(2);
    expect(estimateTokens('島島島 and')).toBe(3);
  });
});
