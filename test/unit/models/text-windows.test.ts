import { describe, expect, it } from 'vitest';
import { packTexts, textWindows } from '../../../src/models/text-windows.js';

describe('windows of a text', () => {
  it('are the text again when they are joined, cut at blanks', () => {
    const text = 'one two three four five six seven eight nine ten';
    const windows = textWindows(text, 5);
    expect(windows.join('')).toBe(text);
    expect(windows.slice(0, -1).every((window) => window.endsWith(' '))).toBe(true);
    expect(windows.every((window) => window.length <= 15)).toBe(true);
  });

  it('count a sign of other scripts as a token, and never cut one in two', () => {
    expect(textWindows('日本語の文章です', 3)).toEqual(['日本語', 'の文章', 'です']);
    expect(textWindows('𠮷𠮷𠮷', 3)).toEqual(['𠮷', '𠮷', '𠮷']);
  });

  it('are one for a short or an empty text', () => {
    expect(textWindows('short', 500)).toEqual(['short']);
    expect(textWindows('', 500)).toEqual(['']);
  });
});

describe('packed texts', () => {
  it('keep their order within both limits; a longer one stands alone', () => {
    expect(packTexts(['a', 'b', 'c'], 2, 10)).toEqual([['a', 'b'], ['c']]);
    expect(packTexts(['aaaa', 'bbbb', 'c'.repeat(20), 'd'], 9, 8)).toEqual([['aaaa', 'bbbb'], ['c'.repeat(20)], ['d']]);
    expect(packTexts([], 9, 8)).toEqual([]);
  });
});
