import { describe, expect, it } from 'vitest';
import { essayPath, paragraphPath, withParagraph } from '../../../src/adapters/citation-links.js';

describe('the address of a paragraph', () => {
  it('names the quoted words, so that they can be highlighted', () => {
    expect(paragraphPath({ essay: 'commons', paragraph: 4, start: 12, end: 30 })).toBe(
      '/essays/commons?quote=4.12-30#p4',
    );
  });

  it('is only the number where nothing is quoted', () => {
    expect(paragraphPath({ essay: 'commons', paragraph: 4 })).toBe('/essays/commons#p4');
    expect(paragraphPath({ essay: 'commons', paragraph: 4, start: 3, end: 3 })).toBe('/essays/commons#p4');
  });

  it('keeps what an address already asks for, and tells the server the number too', () => {
    const address = 'https://pilcrow.example.org/essays/commons?class=a.b&v=0123456789ab';
    expect(withParagraph(address, { paragraph: 2 })).toBe(`${address}&p=2#p2`);
    expect(withParagraph(address, { paragraph: 2, start: 0, end: 5 })).toBe(`${address}&quote=2.0-5#p2`);
  });

  it('holds for names in any script and with any sign', () => {
    expect(essayPath('вернёте скамейку/?#')).toBe(`/essays/${encodeURIComponent('вернёте скамейку/?#')}`);
  });
});
