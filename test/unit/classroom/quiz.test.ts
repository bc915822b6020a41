import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeQuiz } from '../../../src/classroom/quiz.js';
import { gapItems } from '../../../src/classroom/quiz-gaps.js';
import { gapSign, type QuizItem } from '../../../src/classroom/quiz-item.js';
import { isQuizRunning, quizRunKind } from '../../../src/classroom/quiz-lock.js';
import { voiceItems } from '../../../src/classroom/quiz-voices.js';
import type { Essay } from '../../../src/essay/types.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { fakeRecords } from '../../helpers/fake-records.js';

/** The essay that comes with Pilcrow, cut at its blank lines. */
const shipped = fakeEssay(
  'streltsov',
  readFileSync('corpus/streltsov-russo-japanese-relations.md', 'utf8')
    .split(/^---$/mu)
    .slice(2)
    .join('')
    .split(/\n{2,}/u)
    .map((text) => text.replace(/\[\^i\]/u, '').trim())
    .filter((text) => text !== '' && !/^(?:#|\[\^)/u.test(text)),
  { author: 'Dmitry Streltsov' },
);

const seeds = ['7f3a01', '0b1c2d', 'abcdef'];

function right({ choices, key }: QuizItem): string {
  return choices[key]?.text ?? '';
}

function standsIn(
  { paragraphs }: Essay,
  citation: { paragraph: number; start: number; end: number; quote: string },
): boolean {
  return citation.quote
    .split(' … ')
    .every((piece) => paragraphs[citation.paragraph - 1]?.text.slice(citation.start, citation.end).includes(piece));
}

describe('a quiz', () => {
  it('is the same for the same id, and another one for another', () => {
    expect(makeQuiz(shipped, '7f3a01', 5)).toEqual(makeQuiz(shipped, '7f3a01', 5));
    expect(makeQuiz(shipped, '7f3a01', 5)).not.toEqual(makeQuiz(shipped, 'abcdef', 5));
  });

  it.each([1, 3, 10])('has %i items where the essay allows, each of another sentence', (count) => {
    for (const seed of seeds) {
      const items = makeQuiz(shipped, seed, count);
      expect(items).toHaveLength(count);
      expect(new Set(items.map((item) => JSON.stringify(item.choices[item.key]?.citation))).size).toBe(count);
    }
  });

  it('proves its key, and every other choice, by words of the essay', () => {
    for (const item of seeds.flatMap((seed) => makeQuiz(shipped, seed, 10))) {
      expect(item.choices.length).toBeGreaterThanOrEqual(3);
      expect(item.choices.length).toBeLessThanOrEqual(4);
      expect(new Set(item.choices.map(({ text }) => text)).size).toBe(item.choices.length);
      for (const { citation } of item.choices) expect(citation && standsIn(shipped, citation)).toBe(true);
    }
  });

  it('fills its gaps with the words that were there', () => {
    for (const item of [...gapItems(shipped, '7f3a01')]) {
      const proof = item.choices[item.key]?.citation;
      expect(item.stem.replace(gapSign, right(item))).toBe(proof?.quote);
    }
  });

  it('takes from an essay of two sentences nothing', () => {
    expect(makeQuiz(fakeEssay('tiny', ['Grass grows. Cows eat it.']), '7f3a01', 3)).toEqual([]);
  });
});

describe('the other choices of a gap', () => {
  it('are of its kind: years beside a year', () => {
    const essay = fakeEssay('years', [
      'The lamp was lit for the first time in the cold winter of 1862 by a widow.',
      'The tower was painted white in 1923 after a long quarrel with the county.',
      'The horn was sold in the summer of 1951 to a collector from the mainland.',
    ]);
    const years = [...gapItems(essay, 'a')].filter((item) => /^\d{4}$/.test(right(item)));
    expect(years.length).toBeGreaterThan(0);
    for (const { choices } of years) for (const { text } of choices) expect(text).toMatch(/^\d{4}$/);
  });

  it('never stand in the sentence itself, nor in one that says the same with them', () => {
    for (const item of seeds.flatMap((seed) => [...gapItems(shipped, seed)])) {
      const wrong = item.choices.filter((_, at) => at !== item.key).map(({ text }) => text);
      for (const word of wrong) expect(item.stem.toLowerCase().split(/\P{L}+/u)).not.toContain(word.toLowerCase());
    }
    const trade = fakeEssay('trade', [
      'The harbour sells its salted herring to the merchants of Bergen every single year.',
      'The harbour sells its salted herring to the merchants of Lisbon in good years.',
      'A storm came from Aberdeen, and the poet of Antwerp wrote a long song about it.',
      'Nothing at all was heard from Genoa in those days, and nobody asked why.',
    ]);
    const items = [...gapItems(trade, 'a')].filter((item) => right(item) === 'Bergen');
    for (const { choices } of items) expect(choices.map(({ text }) => text)).not.toContain('Lisbon');
  });

  it('are never another name of the same government', () => {
    const russian = seeds
      .flatMap((seed) => [...gapItems(shipped, seed)])
      .filter((item) => /Russia|Moscow/.test(right(item)));
    for (const { choices } of russian) expect(choices.filter(({ text }) => /Russia|Moscow/.test(text))).toHaveLength(1);
  });
});

describe('an item on who says it', () => {
  it('asks without the words that tell, among voices that cannot be the same', () => {
    const items = [...voiceItems(shipped, '7f3a01')];
    const fergusson = items.find((item) => right(item) === 'J.Fergusson');
    expect(fergusson?.stem).toMatch(/^Japan wants to demonstrate/);
    expect(fergusson?.choices.map(({ text }) => text)).toContain('');
    for (const item of items) {
      expect(item.stem).not.toContain(right(item));
      const governments = item.choices.filter(({ text }) => /Russia|Moscow/.test(text));
      expect(governments.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a quiz that a class sits', () => {
  it('runs for its essay and its class until it ends', async () => {
    const records = fakeRecords();
    const place = { platform: 'slack', tenant: 'T1', place: 'C1' };
    await records.put(place, { kind: quizRunKind, id: '7f3a01', data: { essay: 'commons', until: 1_000 } });
    expect(await isQuizRunning(records, place, 'commons', 999)).toBe(true);
    expect(await isQuizRunning(records, place, 'commons', 1_000)).toBe(false);
    expect(await isQuizRunning(records, place, 'ice', 999)).toBe(false);
    expect(await isQuizRunning(records, { platform: 'slack', tenant: 'T2' }, 'commons', 999)).toBe(false);
  });
});
