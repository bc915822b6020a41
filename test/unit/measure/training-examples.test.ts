import { describe, expect, it } from 'vitest';
import { plainEssay } from '../../../src/measure/question-sets.js';
import { isOf, shorterAndHurried } from '../../../src/measure/training-examples.js';
import { known, misplaced } from './outcomes.js';

const essay = plainEssay(
  'pasture',
  Array.from({ length: 26 }, (_, at) => `This is paragraph ${at + 1} of a long essay.`),
);
const gold = { minimal: [20], acceptable: [20] };
const set = {
  name: 'tiny',
  essays: [essay],
  questions: [known({ question: 'Who wrote the rules of Portsmouth?', gold }), { ...misplaced(), id: 'x' }],
  points: [],
  remarks: [],
};

describe('a set as chat brings it', () => {
  it('is cut into short essays, with the right paragraphs numbered anew', () => {
    const { essays, questions } = shorterAndHurried(set);
    expect(essays.map(({ slug, paragraphs }) => [slug, paragraphs.length])).toEqual([
      ['pasture part 1', 13],
      ['pasture part 2', 13],
    ]);
    const [first] = questions;
    expect(first).toMatchObject({ essay: 'pasture part 2', gold: { acceptable: [7] } });
    expect(essays[1]?.paragraphs[6]?.text).toBe(essay.paragraphs[19]?.text);
  });

  it('asks each question plainly, in lower case, with slips and as key words', () => {
    const asked = shorterAndHurried(set).questions.slice(0, 4);
    const [plain = '', lower = '', slips = '', keys = ''] = asked.map(({ question }) => question);
    expect(plain).toBe('Who wrote the rules of Portsmouth?');
    expect(lower).toBe('who wrote the rules of portsmouth');
    expect(slips).not.toBe(lower);
    expect(slips.split(' ')).toHaveLength(6);
    expect(keys).toBe('wrote rules portsmouth');
  });

  it('leaves no part of an article out with the article', () => {
    expect(isOf(known({ essay: 'pasture part 2' }), 'pasture')).toBe(true);
    expect(isOf(known({ essay: 'pastures' }), 'pasture')).toBe(false);
  });
});
