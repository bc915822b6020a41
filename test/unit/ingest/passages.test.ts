import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passages } from '../../../src/ingest/passages.js';

describe('passages', () => {
  const cut = (text: string): string[] =>
    passages({ n: 1, text }, 'en').map(({ start, end }) => text.slice(start, end));
  const one = 'The first sentence of this paragraph says something of its own.';
  const two = 'The second sentence goes on at some length about the very same matter as before.';
  const three = 'The third sentence ends the whole of it without further ado.';

  it('are the sentences and every two neighbours', () => {
    expect(cut(`${one} ${two} ${three}`)).toEqual([one, `${one} ${two}`, two, `${two} ${three}`, three]);
  });

  it('put short sentences into windows only, three together where two are short', () => {
    expect(cut(`Why so? No one knows. ${three}`)).toEqual([
      'Why so? No one knows.',
      `Why so? No one knows. ${three}`,
      `No one knows. ${three}`,
      three,
    ]);
    expect(cut('Yes.')).toEqual(['Yes.']);
  });

  it('cover every sentence and stay inside the paragraph, for any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Yes. ', one, two, ' ', '… ', '"No," ', '。'), { maxLength: 12 }),
        (parts) => {
          const text = parts.join('');
          const found = passages({ n: 3, text }, 'en');
          expect(found.length > 0).toBe(text.trim() !== '');
          for (const { start, end, paragraph } of found) {
            expect(paragraph).toBe(3);
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
          }
          const covered = new Set(
            found.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
          );
          expect([...text].every((sign, at) => sign.trim() === '' || covered.has(at))).toBe(true);
        },
      ),
    );
  });
});
