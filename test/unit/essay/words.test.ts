import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { charGrams, fold, isStopWord, words } from '../../../src/essay/words.js';

const forms = (text: string, language = 'en'): string[] => words(text, language).map(({ form }) => form);

describe('words', () => {
  it('stand where they stand, with folded form and stem', () => {
    const text = "Japan's exercises, the Übung";
    const found = words(text, 'en');
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(["Japan's", 'exercises', 'the', 'Übung']);
    expect(found.map(({ form }) => form)).toEqual(['japan', 'exercises', 'the', 'ubung']);
    expect(found[1]?.stem).toBe('exercis');
    expect(found.map(({ isStop }) => isStop)).toEqual([false, false, true, false]);
    expect(found.map(({ isCapital }) => isCapital)).toEqual([true, false, false, true]);
  });

  it.each([
    ["don't stop", ["don't", 'stop']],
    ['U.S.-Japan alliance', ['us', 'japan', 'alliance']],
    ['visa-free 21st-century', ['visa', 'free', '21st', 'century']],
    ['ＡＢＣ ﬁne', ['abc', 'fine']],
    ['naïve Ёлка café', ['naive', 'елка', 'cafe']],
    ['', []],
    ['… — !?', []],
  ])('of %j are %j', (text, wanted) => {
    expect(forms(text)).toEqual(wanted);
  });

  it('are cut in scripts without spaces', () => {
    const text = '日本はロシアとの関係を重視する。';
    const found = words(text, 'ja');
    expect(found.map(({ form }) => form)).toEqual(expect.arrayContaining(['日本', 'ロシア', '関係']));
    for (const { start, end, form } of found) expect(fold(text.slice(start, end))).toBe(form);
    expect(found.find(({ form }) => form === 'は')?.isStop).toBe(true);
  });

  it('share a stem through inflection, in each language that has one', () => {
    const stemOf = (word: string, language: string) => words(word, language)[0]?.stem;
    expect(stemOf('countries', 'en')).toBe(stemOf('country', 'en'));
    expect(stemOf('острова', 'ru')).toBe(stemOf('островов', 'ru'));
    expect(stemOf('Verträge', 'de')).toBe(stemOf('Vertrag', 'de'));
    expect(stemOf('relaciones', 'es')).toBe(stemOf('relación', 'es'));
    expect(stemOf('îles', 'fr')).toBe(stemOf('île', 'fr'));
    expect(stemOf('countries', 'und')).toBe('countries');
    expect(stemOf('countries', 'en-GB')).toBe(stemOf('country', 'en'));
  });

  it('that frame a question carry grammar only', () => {
    for (const word of ['what', 'why', 'does', 'is', 'the']) expect(isStopWord(word, 'en'), word).toBe(true);
    for (const word of ['почему', 'кто', 'это']) expect(isStopWord(word, 'ru'), word).toBe(true);
    for (const word of ['japan', 'work', 'constructor']) expect(isStopWord(word, 'en'), word).toBe(false);
  });

  it('never overlap, never lie outside, and never fail, whatever the text', () => {
    const language = fc.constantFrom('en', 'ru', 'ja', 'de', 'und', 'xx', '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), language, (text, tongue) => {
        let end = 0;
        for (const word of words(text, tongue)) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
          expect(word.form).not.toBe('');
          end = word.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('folding', () => {
  it('makes spellings of one word equal', () => {
    expect(fold('Don’t')).toBe(fold("DON'T"));
    expect(fold('Ёж')).toBe(fold('еж'));
    expect(fold('Cafe\u0301')).toBe(fold('Café'));
  });

  it('keeps what is another letter in other scripts', () => {
    expect(fold('й')).toBe('й');
    expect(fold('が')).toBe('が');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = fold(text);
        expect(fold(once)).toBe(once);
      }),
    );
  });
});

describe('character n-grams', () => {
  it('mark where words begin and end', () => {
    expect(charGrams('Cow')).toEqual(['_co', 'cow', 'ow_', '_cow', 'cow_']);
  });

  it('survive a slip in most places', () => {
    const [right, wrong] = [new Set(charGrams('agreement')), new Set(charGrams('agrement'))];
    expect([...wrong].filter((gram) => right.has(gram)).length).toBeGreaterThan(wrong.size / 2);
  });
});
