import { describe, expect, it } from 'vitest';
import {
  hasVerb,
  isIntroduction,
  linkLength,
  mayEndBefore,
  pointsBack,
  reports,
} from '../../../src/summaries/openings.js';

describe('openings', () => {
  it.each([
    ['en', 'It could take several generations.'],
    ['en', 'Their willingness is evidence of that.'],
    ['ru', 'Это изменило всё.'],
    ['de', 'Dieser Streit dauert an.'],
    ['es', 'Esto no basta.'],
    ['fr', 'Cela ne suffit pas.'],
    ['ja', 'これは問題である。'],
  ])('knows in %s that "%s" points back', (language, text) => {
    expect(pointsBack(text, language)).toBe(true);
  });

  it.each([
    ['en', 'It is possible that the talks fail.'],
    ['en', 'Italy left the talks.'],
    ['ru', 'Этажом выше жили другие.'],
    ['fr', 'Il faut agir.'],
    ['xx', 'This language has no list.'],
  ])('knows in %s that "%s" does not', (language, text) => {
    expect(pointsBack(text, language)).toBe(false);
  });

  it('measures the link that can go, and leaves words that only look like one', () => {
    expect('However, there is room.'.slice(linkLength('However, there is room.', 'en'))).toBe('there is room.');
    expect('So stagnation grows.'.slice(linkLength('So stagnation grows.', 'en'))).toBe('stagnation grows.');
    expect(linkLength('So far, nothing.', 'en')).toBe(0);
    expect(linkLength('Second World War veterans spoke.', 'en')).toBe(0);
    expect(linkLength('Andere kamen.', 'de')).toBe(0);
  });

  it('never lets a line end before a turn, a condition or whose words they are', () => {
    for (const clause of [
      'but nobody came to the meeting',
      'if the price is right for both',
      'so the minister said in May',
    ]) {
      expect(mayEndBefore(clause, 'en')).toBe(false);
    }
    expect(mayEndBefore('что тетрадь больше не ведёт', 'ru')).toBe(false);
    expect(mayEndBefore('which had been shaped by populism', 'en')).toBe(true);
  });

  it('does not take a verb of a relative clause for the sentence’s own', () => {
    expect(hasVerb('Dennis Hobley, who chaired the roofs committee', 'en')).toBe(false);
    expect(hasVerb('Dennis Hobley chaired the roofs committee', 'en')).toBe(true);
  });

  it('keeps an attribution at the head, and lets an adverbial go', () => {
    expect(isIntroduction('According to the chair of the board', 'en')).toBe(false);
    expect(isIntroduction("In Moscow's view of the whole matter", 'en')).toBe(false);
    expect(isIntroduction('In the foreseeable future', 'en')).toBe(true);
    expect(isIntroduction('In June 1850 Faraday showed an audience', 'en')).toBe(false);
  });

  it('hears who speaks', () => {
    expect(reports('Money, she argues, should go to bricks.', 'en')).toBe(true);
    expect(reports('Money should go to bricks.', 'en')).toBe(false);
  });
});
