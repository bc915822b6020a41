import { describe, expect, it } from 'vitest';
import { familyName, shortNames } from '../../../src/essay/short-name.js';

describe('the short name of an essay', () => {
  it('is the family name of its first author', () => {
    expect(familyName('Dmitry Streltsov')).toBe('Streltsov');
    expect(familyName('Streltsov, Dmitry')).toBe('Streltsov');
    expect(familyName('Anna Meadow and Bert Hill')).toBe('Meadow');
    expect(familyName('Анна Лугова и Пётр Холмов')).toBe('Лугова');
    expect(familyName('')).toBeUndefined();
  });

  it('is the head of the title where the author has several essays here or none is named', () => {
    const essays = [
      { slug: 'a', title: 'On Grass: A Study', author: 'Anna Meadow' },
      { slug: 'b', title: 'On Hay', author: 'Anna Meadow' },
      { slug: 'c', title: 'Ice', author: 'Ada Frost' },
      { slug: 'long-one', title: 'An essay with a title that goes on and on and on' },
    ];
    expect([...shortNames(essays).values()]).toEqual(['On Grass', 'On Hay', 'Frost', 'long-one']);
  });

  it('is never that of another essay: then it is the slug', () => {
    const essays = [
      { slug: 'notes-1', title: 'Notes', author: 'Anna Meadow' },
      { slug: 'notes-2', title: 'Notes', author: 'Anna Meadow' },
      { slug: 'hay', title: 'Frost' },
      { slug: 'ice', title: 'Ice', author: 'Ada Frost' },
    ];
    expect([...shortNames(essays).values()]).toEqual(['notes-1', 'notes-2', 'hay', 'ice']);
  });
});
