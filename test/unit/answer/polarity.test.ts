import { describe, expect, it } from 'vitest';
import {
  carriesPremise,
  deniedStems,
  deniesAnything,
  deniesTheCause,
  isNegatedQuestion,
} from '../../../src/answer/polarity.js';
import { words } from '../../../src/essay/words.js';

describe('a question about something that is not so', () => {
  it.each([
    'What does Russia not want?',
    'why can they not agree',
    'who never signed it',
    'What can’t be solved?',
    'Чего не хочет Россия?',
    'Was wollen sie nicht?',
    '¿Qué no quieren?',
    "Qu'est-ce qu'ils ne veulent pas ?",
    '何をしないのですか',
  ])('%j', (question) => {
    expect(isNegatedQuestion(question)).toBe(true);
  });

  it.each([
    "Isn't Japan worried?",
    "Don't they trade?",
    'Разве Япония не обеспокоена?',
    'what do they want',
    'notes on the treaty',
    'what is known about it',
    'Was wissen sie?',
  ])('%j is none', (question) => {
    expect(isNegatedQuestion(question)).toBe(false);
  });
});

describe('a sentence that denies', () => {
  it.each(['They did not come.', 'Nobody came.', 'They failed to agree.', 'There is little trust.', 'Они не пришли.'])(
    '%j',
    (text) => {
      expect(deniesAnything(text)).toBe(true);
    },
  );

  it.each(['They came by ship.', 'The notes were read.', 'Они пришли.'])('%j does not', (text) => {
    expect(deniesAnything(text)).toBe(false);
  });
});

describe('what stands within reach of a "not"', () => {
  const denied = (text: string) => deniedStems(words(text, 'en'));

  it('is the words behind it', () => {
    const stems = denied('The low level is not the result of the islands issue.');
    expect([...stems]).toEqual(expect.arrayContaining(['result', 'island']));
    expect(stems.has('level')).toBe(false);
  });

  it('is nothing after "not only"', () => {
    expect([...denied('They trade not only fish but also coal.')]).toEqual([]);
  });

  it('is nothing where nothing is denied', () => {
    expect([...denied('They trade fish.')]).toEqual([]);
  });
});

describe('a denied cause', () => {
  it.each([
    ['Is the dispute the cause of it?', 'It is not the result of the dispute.'],
    ['are relations bad because of the islands', 'They are not caused by the islands.'],
    ['Это из-за островов?', 'Это не результат спора об островах.'],
  ])('%j — %j', (question, sentence) => {
    expect(deniesTheCause(question, sentence)).toBe(true);
  });

  it.each([
    ['What did they sign?', 'It is not the result of the dispute.'],
    ['Is the dispute the cause of it?', 'It is the result of the dispute.'],
    ['Is the dispute the cause of it?', 'They did not meet.'],
  ])('is none in %j — %j', (question, sentence) => {
    expect(deniesTheCause(question, sentence)).toBe(false);
  });
});

describe('a premise', () => {
  it.each([
    'why is Japan afraid',
    'Is the alliance a threat?',
    'is it true that they met',
    'Почему?',
    '¿Es una amenaza?',
  ])('is in %j', (question) => {
    expect(carriesPremise(question)).toBe(true);
  });

  it.each(['What does Moscow think?', 'who lit the lamp', 'energy sectors'])('is not in %j', (question) => {
    expect(carriesPremise(question)).toBe(false);
  });
});
