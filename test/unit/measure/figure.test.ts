import { describe, expect, it } from 'vitest';
import { type Figure, figureTable, isMet } from '../../../src/measure/figure.js';

const figure: Figure = { group: 'Search', name: 'exact', value: 1.19, unit: 'x', goal: { most: 1.2 } };

describe('a goal', () => {
  it('is met up to and with its border, from above or from below', () => {
    expect(isMet(figure)).toBe(true);
    expect(isMet({ ...figure, value: 1.2 })).toBe(true);
    expect(isMet({ ...figure, value: 1.21 })).toBe(false);
    expect(isMet({ ...figure, value: 0.97, goal: { least: 0.98 } })).toBe(false);
    expect(isMet({ ...figure, value: 0.98, goal: { least: 0.98 } })).toBe(true);
  });

  it('is neither met nor missed where nothing was measured, or where there is none', () => {
    expect(isMet({ ...figure, value: Number.NaN })).toBeUndefined();
    expect(isMet({ group: 'Search', name: 'build', value: 3, unit: 's' })).toBeUndefined();
  });
});

describe('the table of figures', () => {
  it('says goal and verdict beside each, missed ones aloud, and notes below their group', () => {
    const text = figureTable([
      figure,
      { ...figure, name: 'graph', value: 1.3, note: 'of the same file' },
      { ...figure, name: 'other', value: Number.NaN },
      { group: 'Memory', name: 'RSS', value: 264.4, unit: 'MB' },
    ]);
    expect(text.split('\n').map((line) => line.replace(/ {2,}/g, ' | ').trim())).toEqual([
      'Search | measured | goal',
      'exact | 1.19 x | <= 1.2 x | met',
      'graph | 1.30 x | <= 1.2 x | NOT MET',
      'other | – | <= 1.2 x | not measured',
      '| graph: of the same file',
      '',
      'Memory | measured | goal',
      'RSS | 264 MB',
    ]);
  });
});
