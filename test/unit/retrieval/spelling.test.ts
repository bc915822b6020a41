import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corrected, slipsBetween } from '../../../src/retrieval/spelling.js';

const vocabulary = new Set([
  'gentlemen',
  'agreement',
  'conditions',
  'security',
  'treaty',
  'islands',
  'russia',
  'japan',
]);
/** Token vectors of a model that knows each of `known` as one token and cuts all other words in two. */
function tokensOf(question: string, known: readonly string[]) {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of question.matchAll(/\p{L}+/gu)) {
    const end = match.index + match[0].length;
    starts.push(match.index);
    if (known.includes(match[0].toLowerCase())) ends.push(end);
    else {
      ends.push(match.index + 2, end);
      starts.push(match.index + 2);
    }
  }
  return {
    ids: new Int32Array(starts.length),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    vectors: new Float32Array(),
  };
}

describe('slips of the keyboard', () => {
  it.each([
    ['gentelmen agrement', 'gentlemen agreement'],
    ['secruity treaty', 'security treaty'],
    ['what are the condtions of the agreemnt?', 'what are the conditions of the agreement?'],
    ['who visits the isalnds', 'who visits the islands'],
    ['rusia and japn', 'russia and japan'],
  ])('%j is read as %j', (question, wanted) => {
    expect(corrected(question, 'en', vocabulary, tokensOf(question, []))).toBe(wanted);
  });

  it('leaves real words that the essay lacks as they are', () => {
    const question = 'is the treatment of Ireland a condition';
    const tokens = tokensOf(question, ['treatment', 'ireland', 'condition']);
    expect(corrected(question, 'en', vocabulary, tokens)).toBe(question);
  });

  it('takes an inflection for no slip', () => {
    expect(corrected('treaties and agreements', 'en', vocabulary, undefined)).toBe('treaties and agreements');
  });

  it('leaves short words, numbers and words with nothing near as they are', () => {
    for (const question of ['the trea in 1956', 'photosynthesis', 'p4 ¶4 §§', '', '🦊'])
      expect(corrected(question, 'en', vocabulary, undefined)).toBe(question);
  });

  it('keeps all that stands around the words', () => {
    expect(corrected('  «Secruity»,\n treaty?! ', 'en', vocabulary, undefined)).toBe('  «security»,\n treaty?! ');
  });
});

describe('the number of slips', () => {
  it.each([
    ['treaty', 'treaty', 0],
    ['treaty', 'traety', 1],
    ['treaty', 'treat', 1],
    ['treaty', 'trreaty', 1],
    ['treaty', 'treasy', 1],
    ['treaty', 'trayte', 3],
    ['', 'ab', 2],
  ])('between %s and %s is %i', (a, b, slips) => {
    expect(slipsBetween(a, b, 5)).toBe(slips);
    expect(slipsBetween(b, a, 5)).toBe(slips);
  });

  it('is one more than the limit when it is beyond it, and never negative', () => {
    expect(slipsBetween('treaty', 'photosynthesis', 2)).toBe(3);
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const slips = slipsBetween(a, b, 20);
        expect(slips === 0).toBe(a === b);
        expect(slips).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
