import { describe, expect, it } from 'vitest';
import { bridges, regionsIn } from '../../../src/retrieval/bridges.js';

const names = new Set(['japan', 'russia', 'russian', 'china', 'fergusson', 'streltsov', 'fukushima', 'abe', 'moscow']);
const inEnglish = (question: string, language: string): string[] =>
  bridges(question, language, 'en', names).map(({ to }) => to);

describe('what can be said in the language of the essay', () => {
  it.each([
    ['ru', 'Почему Японию беспокоит сближение России с Китаем?', ['Japan', 'Russia', 'China']],
    ['ru', 'Что думает Япония о Китае?', ['Japan', 'China']],
    ['de', 'Warum misstraut Japan Russland und China?', ['Russia']],
    ['ja', '日本はなぜロシアと中国を心配しているのですか', ['Japan', 'Russia', 'China']],
    ['es', '¿Por qué Japón desconfía de Rusia?', ['Japan', 'Russia']],
    ['fr', 'Pourquoi le Japon se méfie-t-il de la Chine ?', ['Japan', 'China']],
  ])('holds the countries of a question in %s', (language, question, wanted) => {
    expect(inEnglish(question, language)).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    ['ru', 'Что пишет Фергюссон?', 'fergusson'],
    ['ru', 'Что предлагает Стрельцов?', 'streltsov'],
    ['ru', 'Что изменилось после Фукусимы?', 'fukushima'],
  ])('holds other names by their sound (%s: %s)', (language, question, name) => {
    expect(inEnglish(question, language)).toContain(name);
  });

  it('holds numbers as they are', () => {
    expect(inEnglish('Что было в 1956 году?', 'ru')).toContain('1956');
  });

  it('holds nothing of words that are no names', () => {
    expect(inEnglish('Почему это так важно?', 'ru')).toEqual([]);
    expect(inEnglish('Чем кончается рассуждение?', 'ru')).toEqual([]);
  });

  it('names each thing once, with the word it stands for', () => {
    const found = bridges('Япония и Япония', 'ru', 'en', names);
    expect(found).toEqual([{ from: 'Япония', to: 'Japan' }]);
  });

  it('goes the other way as well', () => {
    const found = bridges('What does Japan want from Russia?', 'en', 'ru', new Set(['япония', 'россия']));
    expect(found.map(({ to }) => to)).toEqual(expect.arrayContaining(['Япония', 'Россия']));
  });

  it('knows the countries of a language by code', () => {
    expect(regionsIn('ja').get('JP')).toBe('日本');
    expect(regionsIn('und').get('JP')).toBe('Japan');
    expect(regionsIn('en').has('ZZ')).toBe(false);
  });
});
