import { describe, expect, it } from 'vitest';
import { undefinedTerm } from '../../../src/answer/definition.js';
import { textEssay } from '../../helpers/reading-of.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';

const uses = 'Projects within the SCO worry the concerned ministers of Tokyo.';
const essay = textEssay('terms', [
  `Nobody asked. ${uses}`,
  'The EU is a union of states. Nobody drew a “red line” there. The cod war (fishing dispute) lasted.',
]);
const ranked = retrievalOf(essay, ['Nobody asked.', uses]).sentences;
const termIn = (question: string): string | undefined => undefinedTerm(question, essay, ranked)?.name;

describe('a term that the essay uses and never explains', () => {
  it.each([
    'What is SCO?',
    'whats the SCO',
    'what does SCO mean?',
    'What does the term SCO stand for?',
    'what is meant by SCO',
    'define SCO',
    'что такое SCO?',
    'Was bedeutet SCO?',
    '¿Qué es SCO?',
    "Qu'est-ce que c'est que SCO ?",
  ])('is found in %j', (question) => {
    expect(termIn(question)).toBe('SCO');
  });

  it('is found when the asker puts it in quotation marks or asks for its meaning', () => {
    expect(termIn('what is "red line"?')).toBe('red line');
    expect(termIn('What does red line mean?')).toBe('red line');
  });

  it('is not one that the next sentence explains, nor a common word that the asker alone put in quotation marks', () => {
    const explained = textEssay('lesen', [
      'Медленное чтение не означает лени. Оно означает право вернуться. A red line was drawn.',
    ]);
    const ask = (question: string) => undefinedTerm(question, explained, []);
    expect(ask('Что такое медленное чтение?')).toBeUndefined();
    expect(ask('Что означает медленное чтение?')).toBeUndefined();
    expect(ask('what is "red line"?')).toBeUndefined();
  });

  it('comes with the sentence that uses it', () => {
    const { sentence } = undefinedTerm('What is SCO?', essay, ranked) ?? {};
    expect(sentence).toEqual(ranked[1]);
  });

  it.each([
    ['is explained', 'What is the EU?'],
    ['is explained in brackets', 'What does cod war mean?'],
    ['is not used', 'What is NATO?'],
    ['is no term but matter', 'What is the concern?'],
    ['is none at all', 'Why does Tokyo care?'],
    ['is a whole sentence', 'What is the reason that nobody asked about projects within the SCO?'],
  ])('is none where it %s: %s %s', (_, question) => {
    expect(termIn(question)).toBeUndefined();
  });

  it('survives signs that mean something to patterns', () => {
    expect(termIn('What is (SCO?')).toBe('SCO');
    expect(termIn('what is [.*+?^$(){}|\\]?')).toBeUndefined();
  });
});
