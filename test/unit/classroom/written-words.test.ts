import { describe, expect, it } from 'vitest';
import { isAskingAtEnd, isOnlyAsking, longestRun } from '../../../src/classroom/written-words.js';

describe('words of a model that ask', () => {
  it.each([
    ['en', 'Does it help? Or does it “harm”?', true, true],
    ['en', 'A bargain has two sides. What are they?', false, true],
    ['en', 'What are they? There are two.', false, false],
    ['ja', '信頼は先に必要でしょうか。', true, true],
    ['ja', '取引には二つの面があります。それは何ですか。', false, true],
    ['ja', 'それは信頼です。', false, false],
    ['es', '¿Qué cede cada parte?', true, true],
    ['en', '', false, false],
  ])('are known by their signs, in %s: %s', (language, text, isOnly, isAtEnd) => {
    expect(isOnlyAsking(text, language)).toBe(isOnly);
    expect(isAskingAtEnd(text, language)).toBe(isAtEnd);
  });

  it('share as many words in a row with another text as stand there in a row, whatever is between them', () => {
    const source = 'The sand comes from the river and not from the sea.';
    expect(longestRun('Is it so that sand comes, from the RIVER?', source, 'en')).toBe(5);
    expect(longestRun('The river comes from sand', source, 'en')).toBe(2);
    expect(longestRun('', source, 'en')).toBe(0);
  });
});
