import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameName, neverMentioned } from '../../../src/answer/vocabulary.js';
import { textEssay } from '../../helpers/reading-of.js';

const essay = textEssay(
  'harbours',
  [
    'Warsaw joined the European Union in 2004, and Russian ships sailed past Kaliningrad with 1,500 tonnes of coal.',
    'According to J.Fergusson, the Shanghai Cooperation Organisation never met in 1956. Norwegians disagreed.',
  ],
  { title: 'On Harbours', author: 'Dmitry Streltsov', notes: [{ id: 'i', text: 'Routledge, London.', paragraph: 2 }] },
);
const missing = (question: string, language = 'en'): string[] => neverMentioned(question, essay, language);

describe('what an essay never mentions', () => {
  it('is no German noun for its capital, and no number that only bounds a span', () => {
    expect(missing('Welche Farbe hatte das Schiff?', 'de')).toEqual([]);
    expect(missing('Did ships sail before 1980?')).toEqual([]);
    expect(missing('Did ships sail in 1980?')).toEqual(['1980']);
  });

  it.each([
    ['What does he say about Portsmouth?', ['Portsmouth']],
    ['what about the peace of Versailles in 1919', ['Versailles', '1919']],
    ['Did Angela Merkel object?', ['Angela Merkel']],
    ['does NATO matter', ['NATO']],
    ['What is NATO?', ['NATO']],
    ['Who is Putin?', ['Putin']],
    ['who carried 2,700 tonnes', ['2,700']],
    ['what about brazil', ['brazil']],
  ])('of %j: %j', (question, names) => {
    expect(missing(question)).toEqual(names);
  });

  it.each([
    ['as it stands', 'What about Kaliningrad?'],
    ['misspelt', 'What about Kalinigrad, and what of Fergusons book?'],
    ['as people for a country', 'What did Russia and Warsaw do, and the Norwegian ships?'],
    ['by its initials', 'what about the EU and the SCO'],
    ['as a number without its comma', 'who carried 1500 tonnes'],
    ['as a number with its comma', 'who carried 1,500 tonnes'],
    ['as the end of a year', 'what happened in 04 and 56'],
    ['in a note', 'What about London?'],
    ['in the title or as the author', 'Does Streltsov speak of Harbours?'],
    ['with another case', 'what about WARSAW'],
    ['as a possessive', "What is Warsaw's port?"],
  ])('is nothing that it has %s', (_, question) => {
    expect(missing(question)).toEqual([]);
  });

  it.each([
    'Why did ships sail?',
    'Photosynthesis?',
    'how do I bake bread',
    'WHY IS BREAD SO HARD',
    'What Is The Best Bread In Town',
    'I think so',
    '',
  ])('is said of names and numbers only, not of %j', (question) => {
    expect(missing(question)).toEqual([]);
  });

  it('is said in the words of the asker', () => {
    for (const name of missing('Tell me about PortsMouth and Ångström, please')) {
      expect('Tell me about PortsMouth and Ångström, please').toContain(name);
    }
  });

  it('is never a word that stands in the essay', () => {
    const list = essay.paragraphs.flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: 1, maxLength: 8 }), (some) => {
        expect(missing(`and ${some.join(' ')}`)).toEqual([]);
      }),
    );
  });
});

describe('two spellings of one name', () => {
  it.each([
    ['russia', 'russian'],
    ['fergusson', 'ferguson'],
    ['kaliningrad', 'kalinigrad'],
    ['streltsov', 'strelzov'],
    ['japan', 'japanese'],
  ])('%s and %s', (a, b) => {
    expect(isSameName(a, b)).toBe(true);
    expect(isSameName(b, a)).toBe(true);
  });

  it.each([
    ['portsmouth', 'plymouth'],
    ['korea', 'kenya'],
    ['putin', 'pushkin'],
    ['un', 'us'],
  ])('are not %s and %s', (a, b) => {
    expect(isSameName(a, b)).toBe(false);
  });
});
