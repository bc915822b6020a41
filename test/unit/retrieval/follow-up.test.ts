import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/essay/types.js';
import { leansOnEarlier, standaloneText } from '../../../src/retrieval/follow-up.js';

const asked = (content: string): Turn => ({ role: 'user', content });
const said = (content: string): Turn => ({ role: 'assistant', content });

describe('whether a question leans on the one before', () => {
  it.each([
    ['and japan?', 'en'],
    ['why is that?', 'en'],
    ['what about china?', 'en'],
    ['why?', 'en'],
    ['what do they want', 'en'],
    ['а Япония?', 'ru'],
    ['почему?', 'ru'],
    ['und China?', 'de'],
    ['¿y Japón?', 'es'],
    ['et le Japon ?', 'fr'],
  ])('%j does', (question, language) => {
    expect(leansOnEarlier(question, language)).toBe(true);
  });

  it.each([
    ['Why does Japan fear the army of China?', 'en'],
    ['And what would the two governments tell their citizens about the islands?', 'en'],
    ['energy cooperation sectors', 'en'],
    ['Почему Японию беспокоит сближение России с Китаем?', 'ru'],
    // An "и" between names opens nothing.
    ['Что думают Россия и Китай?', 'ru'],
    ['О чём спорят Япония и Россия?', 'ru'],
    ['Welche Sektoren bieten die besten Chancen?', 'de'],
  ])('%j does not', (question, language) => {
    expect(leansOnEarlier(question, language)).toBe(false);
  });
});

describe('what is searched for', () => {
  it('is the question alone when it stands by itself or is the first', () => {
    const question = 'Which sectors offer chances for cooperation?';
    expect(standaloneText(question, [asked('Who wrote it?')], 'en')).toBe(question);
    expect(standaloneText('and japan?', undefined, 'en')).toBe('and japan?');
    expect(standaloneText('and japan?', [], 'en')).toBe('and japan?');
    expect(standaloneText('and japan?', [said('Only I have spoken.')], 'en')).toBe('and japan?');
  });

  it('holds the earlier question once and the new words twice', () => {
    const text = standaloneText(
      'and japan?',
      [asked('why does russia want better relations'), said('Because of trade.')],
      'en',
    );
    expect(text).toBe('why does russia want better relations and japan? and japan?');
  });

  it('reaches through short follow-ups to the question that had matter of its own', () => {
    const text = standaloneText(
      'why?',
      [asked('which sectors offer chances for cooperation'), said('Energy.'), asked('and japan?')],
      'en',
    );
    expect(text).toContain('which sectors offer chances for cooperation');
    expect(text).toContain('and japan?');
  });
});
