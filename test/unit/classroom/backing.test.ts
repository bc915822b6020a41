import { describe, expect, it } from 'vitest';
import { backUp } from '../../../src/classroom/backing.js';
import { againstHomework, forHomework } from '../../helpers/study-essays.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

async function readingOf(claim: string, essay = forHomework) {
  const { claims, isAcross } = await backUp([claim], [essay], wordRetriever(essay));
  const [only] = claims;
  if (!only) throw new Error('nothing was read');
  return { ...only, isAcross };
}

describe('a claim set against an essay', () => {
  it('reads as supported where a sentence says it', async () => {
    const found = await readingOf('Homework narrows the gap for every child.');
    expect(found).toMatchObject({ reading: 'supports', speaker: { kind: 'author' } });
    expect(found.citation.quote).toContain('homework narrows the gap');
  });

  it('reads the other way where the essay denies it', async () => {
    const found = await readingOf('Homework narrows the gap between rich and poor children.', againstHomework);
    expect(found).toMatchObject({ reading: 'against', citation: { paragraph: 3 } });
  });

  it('is silent on what the essay has no words for, and shows what is closest', async () => {
    const found = await readingOf('Private tutors should pay higher taxes on foreign income.');
    expect(found.reading).toBe('silent');
    expect(forHomework.paragraphs[found.citation.paragraph - 1]?.text).toContain(found.citation.quote);
  });

  it('is never supported by one word in common, nor with a number the essay lacks', async () => {
    expect((await readingOf('Telephone companies propose nothing.')).reading).not.toBe('supports');
    const invented = 'In the 140 schools that Halvorsen studied, pupils scored higher in reading.';
    expect((await readingOf(invented)).reading).not.toBe('supports');
  });

  it('says whose words support it where they are not the author’s', async () => {
    const found = await readingOf('The pile of exercise books shows who has understood fractions.');
    expect(found).toMatchObject({ reading: 'supports', speaker: { kind: 'reported', label: 'Halvorsen' } });
  });

  it('in another language is not said to be absent', async () => {
    const found = await readingOf('Домашние задания сокращают разрыв между богатыми и бедными.');
    expect(found).toMatchObject({ reading: 'near', isAcross: true });
  });
});
