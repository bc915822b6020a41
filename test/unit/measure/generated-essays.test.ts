import { describe, expect, it } from 'vitest';
import { drawnFrom, generatedParagraphs } from '../../../src/measure/generated-essays.js';
import { plainEssay } from '../../../src/measure/question-sets.js';

const source = plainEssay('pasture', ['It belongs to *nobody*. Rules came late.', 'Every family counts its cows.']);

describe('generated essays', () => {
  it('are made of sentences of the source, the same on every run', () => {
    const paragraphs = generatedParagraphs([source], 3);
    expect(paragraphs).toEqual(generatedParagraphs([source], 3));
    expect(new Set(paragraphs).size).toBe(3);
    for (const paragraph of paragraphs)
      expect(paragraph).toMatch(
        /^(?:(?:It belongs to nobody\.|Rules came late\.|Every family counts its cows\.) ?){5}$/,
      );
  });

  it('share a pool of paragraphs without repeating one, and no two are alike', () => {
    const pool = Array.from({ length: 200 }, (_, at) => `Paragraph ${at}.`);
    const essays = drawnFrom(pool, 100, 20);
    expect(essays.every((paragraphs) => new Set(paragraphs).size === 20)).toBe(true);
    expect(new Set(essays.map((paragraphs) => paragraphs.join())).size).toBe(100);
    expect(essays.flat().every((paragraph) => pool.includes(paragraph))).toBe(true);
  });
});
