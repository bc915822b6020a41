import { describe, expect, it } from 'vitest';
import { withoutFrame } from '../../../src/retrieval/question-frame.js';
import { textEssay } from '../../helpers/reading-of.js';

const essay = textEssay('tides', ['The moon pulls the sea towards it.'], { author: 'Ada Frost' });
const russian = textEssay('приливы', ['Луна притягивает море.'], { author: 'Ада Мороз', language: 'ru' });

describe('words about the essay itself', () => {
  it.each([
    ['What does the author say about tides?', ['tides'], ['author', 'say']],
    ['According to the text, why does the sea rise?', ['sea', 'rise'], ['text', 'according']],
    ['What does Frost think about the almanac?', ['almanac'], ['frost', 'think']],
    ['what does she claim about harbours', ['harbours'], ['claim']],
  ])('are not looked for: %j', (question, kept, gone) => {
    const text = withoutFrame(question, essay, 'en').toLowerCase();
    for (const word of kept) expect(text).toContain(word);
    for (const word of gone) expect(text).not.toMatch(new RegExp(`\\b${word}\\b`));
  });

  it('are not looked for in Russian either', () => {
    const text = withoutFrame('Что автор говорит о приливах?', russian, 'ru');
    expect(text).toContain('приливах');
    expect(text).not.toContain('автор');
    expect(text).not.toContain('говорит');
  });

  it.each([
    'What did the sailors say to the merchants?',
    'why does the moon pull the sea',
    'who believes in the almanac?',
  ])('stay where a question speaks of the matter: %j', (question) => {
    expect(withoutFrame(question, essay, 'en')).toBe(question);
  });

  it.each(['What does the author argue?', 'what does the essay say', '', '???'])(
    'stay when nothing else would be left: %j',
    (question) => {
      expect(withoutFrame(question, essay, 'en')).toBe(question);
    },
  );
});
