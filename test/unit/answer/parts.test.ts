import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitQuestion } from '../../../src/answer/parts.js';

describe('two questions in one message', () => {
  it.each([
    ['whats SCO n why does tokyo care', 'en', ['whats SCO', 'why does tokyo care']],
    ['What is SCO and why does Tokyo care?', 'en', ['What is SCO', 'why does Tokyo care?']],
    ['Who lit the lamp? Who put it out?', 'en', ['Who lit the lamp?', 'Who put it out?']],
    ['Who lit the lamp; when did the ship come', 'en', ['Who lit the lamp', 'when did the ship come']],
    ['что такое ШОС и почему это важно Токио', 'ru', ['что такое ШОС', 'почему это важно Токио']],
    ['Was ist die SCO und warum sorgt sich Tokio?', 'de', ['Was ist die SCO', 'warum sorgt sich Tokio?']],
    [
      '¿Qué propone el autor y por qué dudan los lectores?',
      'es',
      ['¿Qué propone el autor', 'por qué dudan los lectores?'],
    ],
  ])('%j', (text, language, parts) => {
    expect(splitQuestion(text, language)).toEqual(parts);
  });

  it.each([
    ['why are Russia and Japan at odds', 'en'],
    ['What do Russia and Japan want?', 'en'],
    ['How did trade and politics change?', 'en'],
    ['why and how?', 'en'],
    ['The lamp went out and what happened is unknown', 'en'],
    ['what does he say and', 'en'],
    ['почему Россия и Япония спорят', 'ru'],
    ['energy and environment sectors', 'en'],
    ['', 'en'],
    ['? ? ?', 'en'],
  ])('%j is one', (text, language) => {
    expect(splitQuestion(text, language)).toEqual([text]);
  });

  it('are two at most, the rest staying with the second', () => {
    const parts = splitQuestion('Who lit the lamp? Who saw the ship? Who wrote the ledger?', 'en');
    expect(parts).toEqual(['Who lit the lamp?', 'Who saw the ship? Who wrote the ledger?']);
  });

  it('lose no word, whatever is asked', () => {
    const word = fc.constantFrom('what', 'who', 'and', 'lamp', '?', 'n', ';', 'ship', 'the', 'why');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (list) => {
        const text = list.join(' ');
        const parts = splitQuestion(text, 'en');
        expect([1, 2]).toContain(parts.length);
        for (const kept of ['lamp', 'ship', 'what', 'who', 'why'])
          expect(parts.join(' ').split(kept).length).toBe(text.split(kept).length);
      }),
    );
  });
});
