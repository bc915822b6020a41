import { describe, expect, it } from 'vitest';
import { unprovedFacts } from '../../../../src/answer/proof/stated-facts.js';
import { falseCases, type StatedCase, trueCases, unseenCases } from './stated-cases.js';
import { groundsOf } from './stated-essays.js';

const unproved = ({ essay, cites, claim, question }: StatedCase): readonly string[] =>
  unprovedFacts(claim, groundsOf(essay, cites, question));

describe('the numbers, dates and names of a sentence', () => {
  it.each(trueCases)('stand in what $essay $cites says: $claim', (each) => {
    expect(unproved(each)).toEqual([]);
  });

  it.each(falseCases)('are handed back when $essay $cites lacks them: $claim', (each) => {
    expect(unproved(each)).toEqual(each.unproved);
  });

  it.each(unseenCases)('cannot be told from ordinary words in $claim', (each) => {
    expect(unproved(each)).toEqual([]);
  });
});
