import { describe, expect, it } from 'vitest';
import { sentences } from '../../../src/essay/sentences.js';
import { createStances } from '../../../src/summaries/stances.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

function kindsOf(texts: readonly string[], language = 'en'): string[][] {
  const essay = fakeEssay('voices', texts, { language });
  const stances = createStances(essay, (n) => sentences(essay.paragraphs[n - 1]?.text ?? '', language));
  return texts.map((_, at) => stances.of(at + 1).map(({ kind }) => kind));
}

describe('the stances of an essay', () => {
  it('follow somebody who was let speak until the author comes back', () => {
    const kinds = kindsOf([
      'Agnes Bright, who ran the mill, spoke first. A river belongs to whoever can use it. Water that turns no wheel is wasted.',
      'Besides, the fish can go elsewhere.',
      'I found this hard to accept. A river belongs to the valley.',
    ]);
    expect(kinds).toEqual([['attributed', 'borrowed', 'borrowed'], ['borrowed'], ['own', 'own']]);
  });

  it('end where the author tells of whoever spoke', () => {
    const [kinds] = kindsOf([
      'Agnes Bright took the opposite view. Dams are safe. She is a careful engineer. Dams break.',
    ]);
    expect(kinds).toEqual(['attributed', 'borrowed', 'own', 'own']);
  });

  it.each([
    ['en', 'It is often said that rain follows the plough.'],
    ['en', 'I used to think that rain follows the plough.'],
    ['ru', 'Принято думать, что дождь идёт за плугом.'],
    ['de', 'Man sagt, der Regen folge dem Pflug.'],
    ['es', 'Se dice que la lluvia sigue al arado.'],
    ['fr', 'On dit que la pluie suit la charrue.'],
    ['ja', '雨は鋤に従うと言われている。'],
  ])('know in %s what is only heard or was given up: %s', (language, text) => {
    expect(kindsOf([text], language)).toEqual([['loose']]);
  });

  it('let a sentence stand that answers what it reports', () => {
    expect(kindsOf(['Принято думать, что дождь идёт за плугом; на самом деле плуг идёт за дождём.'], 'ru')).toEqual([
      ['attributed'],
    ]);
  });

  it('take a paragraph from which the next one quotes at length for another’s words', () => {
    const kinds = kindsOf([
      'The miller left a letter.',
      'I have seen the river rise and shall not build again. Let others have the meadow.',
      'He wrote that he "shall not build again", and kept his word.',
    ]);
    expect(kinds[1]).toEqual(['borrowed', 'borrowed']);
  });

  it('do not take a term in quotation marks for that', () => {
    const kinds = kindsOf([
      'The free river flows through the town.',
      'They call it the "free river" and paint it blue.',
    ]);
    expect(kinds[0]).toEqual(['own']);
  });

  it('see questions, and nothing else, in a language without word lists', () => {
    expect(kindsOf(['Ki tudja? Mindenki azt mondja.'], 'hu')).toEqual([['question', 'own']]);
  });
});
