import { describe, expect, it } from 'vitest';
import { slugOf, titleFromName, uniqueSlugs } from '../../../src/ingest/slug.js';

describe('slugs', () => {
  it.each([
    ['Streltsov_Russo-Japanese', 'streltsov-russo-japanese'],
    ['Об истории (1999)', 'об-истории-1999'],
    ['桜について', '桜について'],
    ['../../etc/passwd', 'etc-passwd'],
    ['***', 'essay'],
    ['Cafe\u0301', 'café'],
  ])('of %s is %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('are unique, by collection, ending and number', () => {
    const file = (name: string, collection: string, ending: string) => ({ name, collection, ending });
    expect(
      uniqueSlugs([
        file('a', '', 'txt'),
        file('a', '', 'pdf'),
        file('A', 'w', 'txt'),
        file('a', 'w', 'txt'),
        file('a!', 'w', 'txt'),
      ]),
    ).toEqual(['a', 'a-pdf', 'w-a', 'a-txt', 'w-a-txt']);
  });

  it('give way to a readable title', () => {
    expect(titleFromName('my_own-essay')).toBe('My own essay');
    expect(titleFromName('__')).toBe('Untitled');
  });
});
