import { describe, expect, it } from 'vitest';
import { shelfOf } from '../../../src/conversation/shelf-of.js';
import { type FakeRetriever, fakeEssay, fakeRetriever } from '../../helpers/fake-parts.js';

const one = { platform: 'slack', tenant: 'T1' };
const two = { platform: 'slack', tenant: 'T2' };
const common = fakeEssay('week-03', ['The common text.']);
const ofOne = fakeEssay('week-03-11111111', ['Of the first.'], { file: 'week-03.md', owner: 'slack:T1' });
const ofTwo = fakeEssay('week-03-22222222', ['Of the second.'], { file: 'week-03.md', owner: 'slack:T2' });

describe('the essays of a tenant', () => {
  const retriever = fakeRetriever(ofOne, ofTwo);

  it('are its own and nobody else’s, by file name with and without its ending', () => {
    for (const name of ['week-03', 'Week-03.md']) {
      expect(shelfOf(retriever, one).essay(name)).toBe(ofOne);
      expect(shelfOf(retriever, two).essay(name)).toBe(ofTwo);
    }
  });

  it('hold no essay of another even where its slug is known', async () => {
    const shelf = shelfOf(retriever, one);
    expect(shelf.essay(ofTwo.slug)).toBeUndefined();
    expect(shelf.essays()).toEqual([ofOne]);
    expect(await shelf.vectors(ofTwo.slug)).toBeUndefined();
  });

  it('are searched under their slugs alone', async () => {
    const asked: (readonly string[])[] = [];
    const watched: FakeRetriever = {
      ...retriever,
      async retrieve({ essays }) {
        asked.push(essays);
        return [];
      },
    };
    await shelfOf(watched, one).retrieve({ text: 'x', essays: ['week-03', ofTwo.slug] });
    expect(asked).toEqual([[ofOne.slug]]);
  });

  it('come before the installation’s where a file name is both’s, and after it where a slug is', () => {
    const shelf = shelfOf(fakeRetriever(common, ofOne), one);
    expect(shelf.essay('week-03.md')).toBe(ofOne);
    expect(shelf.essay('week-03')).toBe(common);
  });

  it('are those of the moment: what is served may change under a message', () => {
    let served = [common];
    const shelf = shelfOf({ ...retriever, essays: () => served }, one);
    expect(shelf.essay('week-03.md')).toBe(common);
    served = [common, ofOne];
    expect(shelf.essay('week-03.md')).toBe(ofOne);
  });
});
