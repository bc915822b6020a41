import { describe, expect, it } from 'vitest';
import { guessLanguage } from '../../../src/essay/language.js';

describe("the asker's language", () => {
  it.each([
    ['why is japan worried about china', 'en'],
    ['what does SCO mean?', 'en'],
    ['Who wrote this?', 'en'],
    ['will japan buy russian energy', 'en'],
    ['wer will den Vertrag', 'de'],
    ['Почему Япония обеспокоена?', 'ru'],
    ['что такое SCO', 'ru'],
    ['なぜ日本は心配しているのですか', 'ja'],
    ['日本', 'ja'],
    ['Warum sorgt sich Japan um China?', 'de'],
    ['Was ist die These des Textes?', 'de'],
    ['¿Por qué Japón desconfía de China?', 'es'],
    ['qué propone el autor', 'es'],
    ['Pourquoi le Japon se méfie-t-il de la Chine ?', 'fr'],
    ["Qu'est-ce que l'auteur propose ?", 'fr'],
  ])('of %j is %s', (text, language) => {
    expect(guessLanguage(text)).toBe(language);
  });

  it.each(['', '?', '1956', '🦊🦊', 'Fukushima', 'SCO'])('of %j cannot be told: what was given instead', (text) => {
    expect(guessLanguage(text, 'fr')).toBe('fr');
    expect(guessLanguage(text)).toBe('en');
  });
});
