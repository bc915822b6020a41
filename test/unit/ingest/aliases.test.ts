import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasMap } from '../../../src/ingest/aliases.js';
import { paragraphHash } from '../../../src/ingest/paragraphs.js';

const paragraphs = (texts: readonly string[]): { n: number; text: string; hash: string }[] =>
  texts.map((text, index) => ({ n: index + 1, text, hash: paragraphHash(text) }));
const map = (before: readonly string[], after: readonly string[]): [number, number][] => [
  ...aliasMap(paragraphs(before), paragraphs(after)),
];

const a = 'The treaty was signed in the spring, and nobody was content with it.';
const b = 'Trade grew in those years, mostly in timber, fish and oil from the north.';
const c = 'What follows is a proposal: let both sides keep silent for one generation.';

describe('aliasMap', () => {
  it('keeps numbers of unchanged paragraphs and follows insertions and removals', () => {
    expect(map([a, b, c], [a, b, c])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(map([a, b, c], ['A new beginning of another kind.', a, c])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(map([a, b, c], [c, a, b])).toEqual([
      [1, 2],
      [2, 3],
      [3, 1],
    ]);
  });

  it('follows an edited paragraph by its words, and does not mistake a new one for it', () => {
    expect(map([a, b, c], [a, 'Trade grew fast in those years, mostly in timber, coal and oil.', c])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(map([a, b, c], [a, 'Nothing of the kind was ever said by anyone we know.', c])).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });

  it('does not mind quotation marks and blanks', () => {
    expect(map(['He said "no"  to it.'], ['New.', 'He said “no” to it.'])).toEqual([[1, 2]]);
  });

  it('pairs repeated paragraphs in order', () => {
    expect(map(['Yes.', a, 'Yes.'], ['Yes.', 'Yes.', a])).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
    ]);
  });

  it('compares Japanese by characters', () => {
    expect(map(['桜は春に咲く花である。人々は集まる。'], ['序文。', '桜は春に咲く花です。人々は集まる。'])).toEqual([
      [1, 2],
    ]);
  });

  it('never gives one new paragraph to two old ones, for any texts', () => {
    const text = fc
      .array(fc.constantFrom('one', 'two', 'three', 'four', 'five'), { minLength: 1, maxLength: 6 })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), fc.array(text, { maxLength: 12 }), (before, after) => {
        const pairs = map(before, after);
        expect(new Set(pairs.map(([, to]) => to)).size).toBe(pairs.length);
        for (const [from, to] of pairs) {
          expect(before[from - 1]).toBeDefined();
          expect(after[to - 1]).toBeDefined();
        }
        expect(map(before, before)).toHaveLength(before.length);
      }),
    );
  });

  it('compares two books of 5,000 paragraphs in seconds', () => {
    const book = (edition: number): string[] =>
      Array.from(
        { length: 5000 },
        (_, i) => `Paragraph ${i} speaks of matter ${i * 7} in edition ${edition} of the book.`,
      );
    const started = performance.now();
    expect(map(book(1), book(2)).length).toBeGreaterThan(4900);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
