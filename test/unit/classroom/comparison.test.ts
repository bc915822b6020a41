import { describe, expect, it } from 'vitest';
import { type Comparison, compareEssays, type Pair } from '../../../src/classroom/comparison.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { againstHomework, forHomework, lighthouse } from '../../helpers/study-essays.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

const shelf = wordRetriever(forHomework, againstHomework, lighthouse);

function pairsIn(comparison: Comparison): readonly Pair[] {
  return comparison.outcome === 'pairs' ? comparison.pairs : [];
}

describe('two essays side by side', () => {
  it('are paired where they speak of the same thing, in the order of the first', async () => {
    const pairs = pairsIn(await compareEssays(forHomework, againstHomework, undefined, shelf));
    expect(pairs.map(({ left, right }) => [left.paragraph, right.paragraph])).toEqual([
      [2, 2],
      [3, 3],
      [5, 5],
    ]);
    for (const { left, right } of pairs)
      expect([left.essay, right.essay]).toEqual(['for-homework', 'against-homework']);
  });

  it('are marked where the one denies what the other says, and there alone', async () => {
    const pairs = pairsIn(await compareEssays(forHomework, againstHomework, undefined, shelf));
    const opposed = pairs.filter(({ isOpposed }) => isOpposed);
    expect(opposed).toMatchObject([
      {
        left: { quote: expect.stringContaining('homework narrows the gap') },
        right: { quote: expect.stringContaining('does not narrow the gap') },
      },
    ]);
  });

  it('are compared about a topic alone where one is given', async () => {
    const pairs = pairsIn(await compareEssays(forHomework, againstHomework, 'the gap between rich and poor', shelf));
    expect(pairs.map(({ left }) => left.paragraph)).toContain(3);
    expect(await compareEssays(forHomework, againstHomework, 'lighthouses', shelf)).toEqual({ outcome: 'nothing' });
  });

  it('about different things have nothing to set side by side', async () => {
    expect(await compareEssays(forHomework, lighthouse, undefined, shelf)).toEqual({ outcome: 'nothing' });
  });

  it('in different languages are not compared', async () => {
    const german = fakeEssay('hausaufgaben', ['Hausaufgaben sind älter als die Schule.'], { language: 'de' });
    expect(await compareEssays(forHomework, german, undefined, shelf)).toEqual({ outcome: 'languages' });
  });
});
