import { describe, expect, it } from 'vitest';
import { factsHeld, keyFacts } from '../../../src/measure/key-facts.js';
import { plainEssay } from '../../../src/measure/question-sets.js';

const essay = plainEssay('trade', [
  'Tokyo and Moscow spoke in 1855. Each side wrote down 1,200 names, and each kept them.',
  'In the capital Tokyo the treaty was praised. It was signed by Johann O’Neill.',
]);

describe('the key facts of an answer', () => {
  it('are its numbers and the names within it', () => {
    expect(keyFacts('signed by Johann O’Neill in 1855', essay)).toEqual(['1855', 'johann', "o'neill"]);
    expect(keyFacts('wrote down 1,200 names', essay)).toEqual(['1,200']);
  });

  it('hold a word that opens a sentence only where the essay writes it so within one', () => {
    expect(keyFacts('Tokyo and Moscow', essay)).toEqual(['tokyo', 'moscow']);
    expect(keyFacts('Each side', essay)).toEqual([]);
    expect(keyFacts('It was praised', essay)).toEqual([]);
  });

  it('are none where an answer needs none', () => {
    expect(keyFacts('the general distrust', essay)).toEqual([]);
  });
});

describe('the share of facts that are held', () => {
  it('counts whole words and whole numbers, whatever their case and accents', () => {
    expect(factsHeld(['1855', 'tokyo'], 'In 1855, TOKYO’s envoys came.')).toBe(1);
    expect(factsHeld(['1855', 'tokyo'], 'In 18555 or 1,855 Tokyoites came.')).toBe(0);
    expect(factsHeld(['12', 'keller'], '1.12 and 12.5; Kéller at 12.')).toBe(1);
    expect(factsHeld(['12', 'keller'], 'Keller, 1.12')).toBe(0.5);
  });
});
