import { describe, expect, it } from 'vitest';
import { isPlainQuestion } from '../../../src/conversation/plain-question.js';

describe('a plain question', () => {
  it.each([
    'Why did nobody own the pasture?',
    'what became of the grass by summer',
    'Does the author think the village was right?',
    'And what about the hay, does it last?',
    'Is the alliance a threat to the US?',
    'Почему трава исчезла к лету?',
    'Warum gehört die Weide niemandem?',
    '¿Por qué desapareció la hierba?',
    'Pourquoi le pré n’appartient-il à personne ?',
    'なぜ牧草は夏までになくなったのか？',
    'Who wrote that the ice melts? 🤔',
  ])('is “%s”', (text) => {
    expect(isPlainQuestion(text)).toBe(true);
  });

  it.each([
    ['says nothing', 'lol'],
    ['tells', 'Nobody owned the pasture.'],
    ['is too short', 'why?'],
    ['leans on others', 'so which?'],
    ['speaks to somebody', 'Did you get why nobody owned the pasture?'],
    ['speaks for the class', 'Why do we read about the pasture?'],
    ['calls somebody', 'Anna, why did nobody own the pasture?'],
    ['greets', 'hey all, who owned the pasture?'],
    ['names somebody', 'what does @ben say of the pasture?'],
    ['asks around', 'Can someone explain the pasture?'],
    ['is about the lesson', 'When is the homework on the pasture due?'],
    ['is a command', '/ask who owned the pasture?'],
    ['brings a link', 'What is https://example.org/pasture?'],
    ['speaks to somebody, in Russian', 'Ты понял, почему трава исчезла?'],
    ['speaks to somebody, in German', 'Hast du verstanden, warum das Gras fort ist?'],
    ['asks around, in Japanese', '誰か牧草のことを教えてくれますか？'],
  ])('is not what %s', (_what, text) => {
    expect(isPlainQuestion(text)).toBe(false);
  });
});
