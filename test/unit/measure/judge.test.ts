import { describe, expect, it } from 'vitest';
import { readRating } from '../../../src/measure/judge.js';

describe('a rating', () => {
  it('is read whatever stands around it', () => {
    const rating = { support: 2, helpfulness: 0, reason: 'It misses the question.' };
    expect(readRating(JSON.stringify(rating))).toEqual(rating);
    expect(readRating(`Here it is:\n\`\`\`json\n${JSON.stringify(rating)}\n\`\`\``)).toEqual(rating);
  });

  it('is none without two numbers from 0 to 2', () => {
    for (const text of [
      '',
      'Good!',
      '{"support":2}',
      '{"support":3,"helpfulness":1}',
      '{"support":"2","helpfulness":1}',
    ]) {
      expect(readRating(text), text).toBeUndefined();
    }
  });

  it('has a reason that cannot disturb a terminal', () => {
    const text = JSON.stringify({ support: 1, helpfulness: 1, reason: 'red \u001b[31mtext\n and more' });
    expect(readRating(text)?.reason).toBe('red text and more');
  });
});
