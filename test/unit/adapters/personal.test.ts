import { describe, expect, it } from 'vitest';
import { isForOneAlone } from '../../../src/adapters/personal.js';
import { featureSlash } from '../../../src/conversation/feature-table.js';
import { featureNames } from '../../../src/conversation/types.js';

describe('a command', () => {
  const shared = ['brief', 'quiz', 'glossary', 'compare', 'notes'];

  it.each(featureNames.filter((name) => !shared.includes(name)))('“%s” is its sender’s alone', (name) => {
    for (const slash of featureSlash[name]) {
      expect(isForOneAlone({ text: `/${slash} some words` }), slash).toBe(true);
      expect(isForOneAlone({ text: `/pilcrow /${slash} some words` }), slash).toBe(true);
    }
  });

  it.each(shared)('“%s” follows what is set for the place', (name) => {
    expect(isForOneAlone({ text: `/${name} some words` })).toBe(false);
  });

  it('about settings and teachers is its sender’s alone, and a question is not', () => {
    for (const text of ['/settings', '/teachers', '/claim ABCD-EFGH', '/privacy', 'settings essay commons'])
      expect(isForOneAlone({ text }), text).toBe(true);
    for (const text of ['Why is the grass gone?', '/ask give me a hint', '/summary', '/help', ''])
      expect(isForOneAlone({ text }), text).toBe(false);
    expect(isForOneAlone({ text: 'whatever', command: { name: 'hint', words: '' } })).toBe(true);
  });
});
