import { describe, expect, it } from 'vitest';
import { scoreSummaries, shareMade } from '../../../src/measure/summary-score.js';
import { summarise } from '../../../src/summaries/summarise.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

const essay = fakeEssay('ice', ['Ice is slippery because its surface melts.', 'Skates do not melt it by pressure.']);
const vector = Float32Array.from([1, 0]);
const vectors = {
  dimension: 2,
  paragraphs: [vector, vector],
  sentences: essay.paragraphs.map(({ n, text }) => ({ paragraph: n, span: { start: 0, end: text.length }, vector })),
};
const points = [
  { essay: 'ice', point: 'The surface melts.', paragraphs: [1], keywords: ['surface', 'melting'], weight: 2 },
  { essay: 'ice', point: 'Not by pressure.', paragraphs: [2], keywords: ['pressure', 'blade', 'glide'], weight: 1 },
];
const subject = { essay, vectors, points };

describe('shareMade', () => {
  it('counts a point by weight when half of its keywords stand in a line from its paragraph', () => {
    expect(shareMade(subject, [{ paragraph: 1, text: 'its surface melts' }])).toBeCloseTo(2 / 3);
    expect(shareMade(subject, [{ paragraph: 2, text: 'its surface melts' }])).toBe(0);
    expect(shareMade(subject, [{ paragraph: 2, text: 'by pressure' }])).toBe(0);
    expect(shareMade(subject, [{ paragraph: 2, text: 'by pressure of blades' }])).toBeCloseTo(1 / 3);
  });
});

describe('scoreSummaries', () => {
  it('scores each length beside both baselines', () => {
    const rows = scoreSummaries([subject], summarise);
    expect(rows.map(({ length }) => length)).toEqual(['sentence', 'short', 'full']);
    expect(rows[1]).toMatchObject({ essay: 'ice', words: 14, ours: 2 / 3, leads: 2 / 3, mmr: 2 / 3 });
  });
});
