import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../src/essay/claims.js';

describe('the claims of a message', () => {
  it('are its clauses, where each has a subject and says something of it', () => {
    const message =
      'Moscow sees the US-Japan alliance as a threat, Tokyo wants Russia as a counterweight to China, and Japan should spend more on defence.';
    expect(claimsOf(message, 'en').claims).toEqual([
      'Moscow sees the US-Japan alliance as a threat',
      'Tokyo wants Russia as a counterweight to China',
      'Japan should spend more on defence.',
    ]);
  });

  it('keep a list of names and a shared verb together', () => {
    const message = 'I think Japan, China and Korea trade a lot. The islands keep Russia and Japan apart.';
    expect(claimsOf(message, 'en').claims).toHaveLength(2);
  });

  it('are cut at semicolons and at joining words in other languages too', () => {
    expect(claimsOf('Россия не считает альянс угрозой, а Япония боится Китая.', 'ru').claims).toHaveLength(2);
    expect(claimsOf('Die Schule verteilt Hausaufgaben; die Eltern helfen abends.', 'de').claims).toHaveLength(2);
  });

  it('are neither questions nor short remarks', () => {
    expect(claimsOf('Why does homework narrow the gap? Really. I agree!', 'en').claims).toEqual([]);
  });

  it('are at most five, and the rest is counted', () => {
    const many = Array.from({ length: 7 }, (_, n) => `Pupils of school ${n} read many books.`).join(' ');
    expect(claimsOf(many, 'en')).toMatchObject({ left: 2, claims: { length: 5 } });
  });
});
