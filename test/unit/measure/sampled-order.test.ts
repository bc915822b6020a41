import { describe, expect, it } from 'vitest';
import { sampledOrder } from '../../../src/measure/sampled-order.js';
import { known } from './outcomes.js';

const ofType = (type: string, count: number) =>
  Array.from({ length: count }, (_, at) => known({ id: `${type}${at}`, type }));
const idsOf = (questions: readonly { readonly id: string }[]) => questions.map(({ id }) => id);

describe('the order of questions that cost money', () => {
  const questions = [...ofType('d', 8), ...ofType('n', 4), ...ofType('c', 1)];

  it('holds every question once, whatever their first order of types', () => {
    const ordered = sampledOrder(questions);
    expect(new Set(ordered).size).toBe(13);
    expect(ordered).toHaveLength(13);
  });

  it('gives each type a turn before any gets its second, then each in proportion', () => {
    const types = sampledOrder(questions).map(({ type }) => type);
    expect(types.slice(0, 3).sort()).toEqual(['c', 'd', 'n']);
    expect(types.slice(0, 7).filter((type) => type === 'd')).toHaveLength(4);
    expect(types.slice(0, 7).filter((type) => type === 'n')).toHaveLength(2);
  });

  it('spreads every beginning of a type over its list', () => {
    expect(idsOf(sampledOrder(ofType('d', 8)))).toEqual(['d0', 'd4', 'd2', 'd6', 'd1', 'd5', 'd3', 'd7']);
    expect(idsOf(sampledOrder(ofType('d', 5)))).toEqual(['d0', 'd4', 'd2', 'd1', 'd3']);
  });

  it('is the same on every run, and empty for nothing', () => {
    expect(idsOf(sampledOrder(questions))).toEqual(idsOf(sampledOrder(questions)));
    expect(sampledOrder([])).toEqual([]);
  });
});
