import { describe, expect, it } from 'vitest';
import { meantEssays } from '../../../src/answer/meant-essays.js';
import { guessLanguage } from '../../../src/essay/language.js';
import type { Turn } from '../../../src/essay/types.js';
import { againstHomework, forHomework, lighthouse } from '../../helpers/study-essays.js';

const week = { ...lighthouse, collection: 'week-03' };
const against = { ...againstHomework, collection: 'week-03' };
const essays = [against, forHomework, week];
const meant = (question: string, history: readonly Turn[] = []) => {
  const { essays: of, mode, text } = meantEssays(question, essays, history, guessLanguage(question, 'en'));
  return { mode, text, slugs: of.map(({ slug }) => slug) };
};
const everyone = ['against-homework', 'for-homework', 'lighthouse'];
const both = ['for-homework', 'against-homework'];
const said = (matter: string) => `what does the essay say about ${matter}?`;
const asked = (question: string, answer: string): readonly Turn[] => [
  { role: 'user', content: question },
  { role: 'assistant', content: answer },
];
const quotedTwo = asked('what do the essays say about homework?', '“So.” Feld ¶3 “Not so.” Brandt ¶3 Quoted.');

describe('a question over several essays', () => {
  it.each([
    ['what do the essays say about homework?', 'homework'],
    ['do the authors agree about tutors and parents?', 'tutors and parents'],
    ['How do these two authors see homework?', 'homework'],
    ['is homework good according to the essays?', 'homework good'],
    ['do they agree about the gap between rich and poor?', 'the gap between rich and poor'],
  ])('is put to each of them by its matter: %s', (question, matter) => {
    expect(meant(question)).toEqual({ mode: 'all', text: said(matter), slugs: everyone });
  });

  it.each([
    ['which of the authors mentions Halvorsen?', 'Halvorsen'],
    ['who of them mentions telephones?', 'telephones'],
    ['which essay says that homework narrows the gap?', 'homework narrows the gap'],
    ['in which of the essays is there a grandfather?', 'grandfather'],
  ])('may ask which of them speak of it: %s', (question, matter) => {
    expect(meant(question)).toEqual({ mode: 'which', text: said(matter), slugs: everyone });
  });

  it.each([
    'was sagen die Autoren über Halvorsen?',
    'welcher der Texte erwähnt Halvorsen?',
    'что авторы говорят о Halvorsen?',
    'что говорят авторы о Halvorsen?',
    'кто из авторов упоминает Halvorsen?',
    '¿qué dicen los autores sobre Halvorsen?',
    '¿cuál de los ensayos menciona a Halvorsen?',
    'que disent les auteurs de Halvorsen ?',
    'lequel des textes mentionne Halvorsen ?',
    '各エッセイはHalvorsenについて何と言っていますか',
    'どの著者がHalvorsenについて書いていますか',
  ])('is understood in six languages: %s', (question) => {
    const { mode, text, slugs } = meant(question);
    expect(mode).not.toBe('one');
    expect(text).toContain('Halvorsen');
    expect(text).not.toMatch(/auth?or|авторы|autores|auteurs|著者が|各エッセイ/iu);
    expect(slugs).toEqual(everyone);
  });

  it.each([
    'why do pupils agree to write?',
    'who wrote down every ship?',
    'what do the authors of the treaty want?',
    'what happened to the fog signal?',
    'is it chosen by the school?',
    'does a child remember the lesson?',
  ])('is not seen where one essay answers: %s', (question) => {
    expect(meant(question)).toEqual({ mode: 'one', text: question, slugs: everyone });
  });

  it('with one essay in play is a question like any other', () => {
    const question = 'what do the essays say about homework?';
    expect(meantEssays(question, [forHomework], [], 'en')).toMatchObject({ mode: 'one', text: question });
  });

  it('takes a noun that the essays themselves use for their matter', () => {
    const question = 'what do the texts say about ships?';
    expect(meant(question).mode).toBe('all');
    const letters = {
      ...forHomework,
      slug: 'x',
      paragraphs: [{ ...week.paragraphs[0], n: 1, text: 'Two texts were lost.', hash: '', noteMarks: [] }],
    };
    expect(meantEssays(question, [letters, week], [], 'en').mode).toBe('one');
  });
});

describe('essays that a question names', () => {
  it('are asked in the order in which they are named', () => {
    const question = 'compare how Feld and Brandt see homework';
    expect(meant(question)).toEqual({ mode: 'all', text: said('homework'), slugs: both });
    expect(meant('do brandt and feld agree about homework?').slugs).toEqual([...both].reverse());
    expect(meant('does “Let Them Go Home” answer In Praise of Homework?').mode).toBe('all');
  });

  it('are the only ones asked where the question is put to them', () => {
    expect(meant('what does Brandt say about homework?')).toMatchObject({ mode: 'one', slugs: ['against-homework'] });
    expect(meant('was sagt Brandt über Lehrer?').slugs).toEqual(['against-homework']);
    expect(meant('who disagrees with Brandt?').slugs).toEqual(everyone);
  });

  it('may be those of a folder', () => {
    expect(meant('what does week-03 say about homework?')).toEqual({
      mode: 'all',
      text: said('homework'),
      slugs: ['against-homework', 'lighthouse'],
    });
    expect(meant('what is said of homework in week-03?')).toMatchObject({
      mode: 'one',
      text: 'what is said of homework ?',
      slugs: ['against-homework', 'lighthouse'],
    });
  });

  it('are not named by a word that the essays use, unless it is written as a name', () => {
    const frost = { ...lighthouse, slug: 'frost', author: 'Ada Frost' };
    const winter = { ...forHomework, paragraphs: [{ n: 1, text: 'The frost came early.', hash: '', noteMarks: [] }] };
    const slugs = (question: string) => meantEssays(question, [frost, winter], [], 'en').essays.map(({ slug }) => slug);
    expect(slugs('when did frost come?')).toHaveLength(2);
    expect(slugs('what does Frost say of the lamp?')).toEqual(['frost']);
  });
});

describe('a follow-up', () => {
  it('that is only a name asks that essay what was asked before', () => {
    expect(meant('and Brandt?', quotedTwo)).toEqual({
      mode: 'one',
      text: said('homework'),
      slugs: ['against-homework'],
    });
  });

  it.each([
    ['and the second one?', 'against-homework'],
    ['in the first?', 'for-homework'],
    ['what about the last essay?', 'against-homework'],
    ['und der zweite?', 'against-homework'],
    ['а второй?', 'against-homework'],
    ['et le premier ?', 'for-homework'],
    ['¿y el segundo?', 'against-homework'],
  ])('points at an essay by its place in the answer: %s', (question, slug) => {
    expect(meant(question, quotedTwo).slugs).toEqual([slug]);
  });

  it('points at the other one after one of two', () => {
    const then = [...quotedTwo, ...asked('and the second one?', '“Not so.” Brandt ¶3')];
    expect(meant('and the other one?', then).slugs).toEqual(['for-homework']);
  });

  it('asks all of them of something else', () => {
    expect(meant('and telephones?', quotedTwo)).toEqual({ mode: 'all', text: said('telephones'), slugs: everyone });
    expect(meant('do they agree?', quotedTwo)).toMatchObject({ mode: 'all', text: said('homework') });
  });

  it('stays with the essay that answered; "they" are the people in it', () => {
    const before = asked('why was the fog signal sold?', '“In 1923 it was sold.” Lind ¶4');
    expect(meant('do they agree?', before)).toMatchObject({ mode: 'one', slugs: ['lighthouse'] });
    expect(meant('and why?', before).slugs).toEqual(['lighthouse']);
  });
});
