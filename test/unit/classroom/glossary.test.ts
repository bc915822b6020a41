import { describe, expect, it } from 'vitest';
import { entryFor, glossaryOf } from '../../../src/classroom/glossary.js';
import { definedTerms } from '../../../src/classroom/glossary-definitions.js';
import { termsOf } from '../../../src/classroom/glossary-terms.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { lighthouse } from '../../helpers/study-essays.js';

describe('a glossary', () => {
  it('has names, acronyms, defined terms and words that come back, in reading order', () => {
    const names = glossaryOf(lighthouse).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['SKV', 'Elin Moe', 'Bergen', 'Kinn', 'fog signal']));
    expect(names.indexOf('Elin Moe')).toBeLessThan(names.indexOf('Kinn'));
    expect(names).not.toContain('Nobody');
  });

  it('quotes the first use, short and word for word', () => {
    for (const { name, first } of glossaryOf(lighthouse)) {
      const text = lighthouse.paragraphs[first.paragraph - 1]?.text ?? '';
      expect(text.slice(first.start, first.end)).toBe(first.quote);
      expect(first.quote.toLowerCase()).toContain(name.toLowerCase());
      expect(first.quote.length).toBeLessThanOrEqual(150);
    }
  });

  it('counts the uses of one name in all its forms as one', () => {
    const essay = fakeEssay('two', ['We met Thomas Arkle there. The diary of Arkle is lost, and Mr. Arkle knew it.']);
    expect(termsOf(essay).filter(({ kind }) => kind === 'name')).toMatchObject([
      { name: 'Thomas Arkle', uses: { length: 3 } },
    ]);
  });
});

describe('one entry', () => {
  it('has the definition, the first use and the later ones', () => {
    expect(entryFor('fog signals', lighthouse)).toMatchObject({
      name: 'fog signal',
      count: 3,
      paragraphs: [2, 4],
      definition: { quote: 'A fog signal is a kind of horn for the blind.' },
      others: [{ paragraph: 2 }, { paragraph: 4 }],
    });
  });

  it('has the teacher’s notes on it apart, and no questions', () => {
    expect(entryFor('SKV', lighthouse)?.notes).toEqual([
      { kind: 'note', text: 'SKV was the state office for lights on the coast.' },
    ]);
  });

  it('is undefined for what the essay never uses', () => {
    expect(entryFor('submarine', lighthouse)).toBeUndefined();
    expect(entryFor('?', lighthouse)).toBeUndefined();
  });
});

describe('definitions', () => {
  it.each([
    ['en', 'By commons we mean land without an owner.', 'commons'],
    ['en', 'Retting means soaking flax in a pond.', 'Retting'],
    ['ru', 'Скамейка — это не мебель.', 'Скамейка'],
    ['de', 'Unter Allmende verstehen wir Land ohne Eigentümer.', 'Allmende'],
    ['es', 'Por acequia entendemos un canal de riego.', 'acequia'],
    ['fr', 'Par bocage, on entend un pays de haies.', 'bocage'],
    ['ja', '入会とは、村の共有地のことである。', '入会'],
  ])('are found in %s', (language, text, term) => {
    expect(definedTerms(fakeEssay('e', [text], { language }))).toEqual([term]);
  });

  it('are none where somebody has no means', () => {
    expect(definedTerms(fakeEssay('e', ['Faraday had no means of seeing his film.']))).toEqual([]);
  });
});
