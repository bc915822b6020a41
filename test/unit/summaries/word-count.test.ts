import { describe, expect, it } from 'vitest';
import { countWords } from '../../../src/summaries/word-count.js';

describe('countWords', () => {
  it('counts what stands between blanks, signs alone not', () => {
    expect(countWords('… the post-bipolar world - contrary to Europe …')).toBe(6);
    expect(countWords(' … ')).toBe(0);
  });

  it('cuts scripts without blanks into words', () => {
    expect(countWords('日本とロシアの関係は冷たい。')).toBeGreaterThan(5);
    expect(countWords('日本とロシアの関係は冷たい。')).toBeLessThan(12);
  });
});
