import { describe, expect, it } from 'vitest';
import { findSection, sectionAt, sectionsOf } from '../../../src/summaries/sections.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

const texts = Array.from({ length: 9 }, (_, at) => `Paragraph ${at + 1} says something.`);
const essay = fakeEssay('river', texts, {
  sections: [
    { title: 'The river', level: 1, firstParagraph: 2 },
    { title: 'Its source', level: 2, firstParagraph: 3 },
    { title: 'The mouth and the sea', level: 2, firstParagraph: 5 },
    { title: 'Café Übermut', level: 1, firstParagraph: 8 },
  ],
});

describe('the sections of an essay', () => {
  it('reach from a heading to the next one of its level or above', () => {
    expect(sectionsOf(essay).map(({ first, last }) => [first, last])).toEqual([
      [2, 7],
      [3, 4],
      [5, 7],
      [8, 9],
    ]);
    expect(sectionsOf(fakeEssay('plain', texts))).toEqual([]);
  });

  it.each([
    ['the river', 2],
    ['source', 3],
    ['the mouth', 5],
    ['mouth and see', 5],
    ['cafe ubermut', 8],
  ])('are found by "%s"', (wanted, first) => {
    expect(findSection(essay, wanted)?.first).toBe(first);
  });

  it('are not found by what is no title', () => {
    expect(findSection(essay, 'taxes')).toBeUndefined();
    expect(findSection(essay, '…')).toBeUndefined();
  });

  it('are known by a paragraph, the innermost one', () => {
    expect(sectionAt(essay, 4)?.title).toBe('Its source');
    expect(sectionAt(essay, 9)?.title).toBe('Café Übermut');
    expect(sectionAt(essay, 1)).toBeUndefined();
  });
});
