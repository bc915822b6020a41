import { describe, expect, it } from 'vitest';
import { claimsOf, marksIn } from '../../../src/summaries/claims.js';

describe('the claims of a message', () => {
  it('are its statements, not its questions and greetings', () => {
    const message = 'Hi all! The mill wasted the water of the valley. Do you agree? ok';
    expect(claimsOf(message, 'en')).toEqual(['The mill wasted the water of the valley.']);
  });

  it('are three at most', () => {
    const message = Array.from({ length: 6 }, (_, at) => `Town ${at} built a stone bridge.`).join(' ');
    expect(claimsOf(message, 'en')).toHaveLength(3);
  });

  it('may name paragraphs, of which only real ones count', () => {
    expect(marksIn('see ¶2-3 and ¶40', 5)).toEqual([2, 3]);
  });
});
