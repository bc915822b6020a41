import { describe, expect, it } from 'vitest';
import { interaction, nearestInGroups, quantise, storeTokens } from '../../../src/retrieval/late-interaction.js';
import { randomFrom } from '../../helpers/hash-embedder.js';

const [east, north, both] = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [Math.SQRT1_2, Math.SQRT1_2, 0, 0],
] as const;

const tokens = (...rows: readonly (readonly number[])[]) =>
  storeTokens({
    ids: Int32Array.from(rows.keys()),
    starts: Int32Array.from(rows.keys()),
    ends: Int32Array.from(rows.keys()),
    vectors: Float32Array.from(rows.flat()),
  });

describe('late interaction', () => {
  it('keeps cosines within a hundredth at a quarter of the size', () => {
    const row = Float32Array.from([0.123, -0.456, 0.789, 0.39]);
    const stored = quantise(row);
    expect(stored.byteLength).toBe(row.byteLength / 4);
    stored.forEach((value, at) => {
      expect(value / 127).toBeCloseTo(row[at] as number, 2);
    });
    expect([...quantise(Float32Array.of(1, -1))]).toEqual([127, -127]);
  });

  it('finds for each word of the question the nearest token of each sentence', () => {
    const question = quantise(Float32Array.from([...east, ...north]));
    const groups = nearestInGroups(question, tokens(east, both, north), Int32Array.of(0, 0, 1), 2, 4);
    expect(groups).toHaveLength(2);
    expect(groups[0]?.[0]).toBeCloseTo(1, 2);
    expect(groups[0]?.[1]).toBeCloseTo(Math.SQRT1_2, 2);
    expect([...(groups[1] ?? [])]).toEqual([0, 1]);
  });

  it.each([1, 2, 3, 4, 5, 7])('takes exact products for %i words, the largest values included', (asked) => {
    const dimension = 384;
    const next = randomFrom(asked);
    const values = (rows: number) =>
      Int8Array.from({ length: rows * dimension }, (_, at) => (at < dimension ? 127 : Math.round(next() * 254) - 127));
    const [question, vectors] = [values(asked), values(3)];
    const none = new Int32Array(3);
    const found = nearestInGroups(
      question,
      { ids: none, starts: none, ends: none, vectors },
      Int32Array.of(0, 1, 2),
      3,
      dimension,
    );
    const expected = [0, 1, 2].map((token) =>
      Array.from({ length: asked }, (_, row) => {
        let sum = 0;
        for (let d = 0; d < dimension; d++) {
          sum += (question[row * dimension + d] as number) * (vectors[token * dimension + d] as number);
        }
        return Math.max(0, Math.fround(sum / 127 ** 2));
      }),
    );
    expect(found.map((row) => [...row])).toEqual(expected);
  });

  it('leaves out tokens of no sentence and sentences without tokens', () => {
    const question = quantise(Float32Array.from(east));
    expect(nearestInGroups(question, tokens(east), Int32Array.of(-1), 1, 4).map((row) => [...row])).toEqual([[0]]);
  });

  it('weighs words by rarity and takes the best of the sentences put together', () => {
    const [first, second] = [Float32Array.of(1, 0.2), Float32Array.of(0.5, 0.8)];
    const weights = Float32Array.of(3, 1);
    expect(interaction([first], weights)).toBeCloseTo((3 + 0.2) / 4, 5);
    expect(interaction([first, second], weights)).toBeCloseTo((3 + 0.8) / 4, 5);
    expect(interaction([first, undefined], weights)).toBe(interaction([first], weights));
    expect(interaction([], weights)).toBe(0);
    expect(interaction([first], new Float32Array(2))).toBe(0);
  });
});
