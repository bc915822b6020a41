import { describe, expect, it } from 'vitest';
import { isExact } from '../../../src/measure/pilcrow.js';
import { plainEssay } from '../../../src/measure/question-sets.js';

const essay = plainEssay('pasture', ['The council wrote rules for the hay in 1871, and the families kept them.']);
const cite = (quote: string, start: number, end: number, paragraph = 1) => ({
  essay: 'pasture',
  paragraph,
  quote,
  start,
  end,
});

describe('an exact quote', () => {
  it('fills the place it names, letter for letter', () => {
    expect(isExact(essay, cite('The council wrote rules', 0, 23))).toBe(true);
    expect(isExact(essay, cite('The council wrote rule', 0, 23))).toBe(false);
    expect(isExact(essay, cite('the council wrote rules', 0, 23))).toBe(false);
    expect(isExact(essay, cite('The council wrote rules', 1, 24))).toBe(false);
  });

  it('may leave words out where it says so, and put none in', () => {
    expect(isExact(essay, cite('The council […] in 1871', 0, 43))).toBe(true);
    expect(isExact(essay, cite('The council […] in 1817', 0, 43))).toBe(false);
    expect(isExact(essay, cite('in 1871 … The council', 0, 43))).toBe(false);
  });

  it('is none in a paragraph that is not there, and none of nothing', () => {
    expect(isExact(essay, cite('The council', 0, 11, 99))).toBe(false);
    expect(isExact(essay, cite(' ', 3, 4))).toBe(false);
  });
});
