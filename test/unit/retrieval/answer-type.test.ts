import { describe, expect, it } from 'vitest';
import { words } from '../../../src/essay/words.js';
import { type AnswerType, asksFor, offers } from '../../../src/retrieval/answer-type.js';

describe('what a question asks for', () => {
  it.each([
    ['When did the war end?', 'time'],
    ['in what year was it signed', 'time'],
    ['Since when is there a treaty?', 'time'],
    ['Когда закончилась война?', 'time'],
    ['В каком году подписали договор?', 'time'],
    ['Wann endete der Krieg?', 'time'],
    ['¿Cuándo terminó la guerra?', 'time'],
    ['Quand la guerre a-t-elle fini ?', 'time'],
    ['戦争はいつ終わりましたか', 'time'],
    ['How many islands are there?', 'number'],
    ['what percentage of trade', 'number'],
    ['Сколько островов?', 'number'],
    ['Wie viele Inseln gibt es?', 'number'],
    ['¿Cuántas islas hay?', 'number'],
    ['Combien d’îles ?', 'number'],
    ['who says so', 'person'],
    ['Кто это сказал?', 'person'],
    ['Where are the islands?', 'place'],
    ['Где острова?', 'place'],
    ['why does he care', 'reason'],
    ['Почему?', 'reason'],
    ['Pourquoi ?', 'reason'],
    ['なぜですか', 'reason'],
  ])('%j: %s', (question, type) => {
    expect(asksFor(question)).toBe(type);
  });

  it.each(['What happens when the lamp goes out?', 'what is a treaty', 'tell me about islands', '', '¿?'])(
    '%j: nothing of these',
    (question) => {
      expect(asksFor(question)).toBeUndefined();
    },
  );
});

describe('whether a sentence holds it', () => {
  const holds = (sentence: string, type: AnswerType, question = 'when or how many?', language = 'en'): boolean => {
    const stems = new Set(words(question, language).map(({ stem }) => stem));
    return offers(sentence, type, question, words(sentence, language), stems);
  };

  it.each([
    ['It was signed in 1956.', 'time'],
    ['They met in August.', 'time'],
    ['In the nineteenth century ships were slow.', 'time'],
    ['Это было в 1956 году.', 'time'],
    ['1956年に署名された。', 'time'],
    ['Four islands lie there.', 'number'],
    ['Trade fell by 30 %.', 'number'],
    ['Там четыре острова.', 'number'],
    ['They came because of the storm.', 'reason'],
    ['Sie kamen, weil es stürmte.', 'reason'],
    ['So said old Fergusson.', 'person'],
    ['They sailed to Kyoto.', 'place'],
  ] as const)('%j holds a %s', (sentence, type) => {
    expect(holds(sentence, type)).toBe(true);
  });

  it.each([
    ['It was signed at last.', 'time'],
    ['Many islands lie there.', 'number'],
    ['They came home.', 'reason'],
    ['So said the keeper.', 'person'],
  ] as const)('%j holds no %s', (sentence, type) => {
    expect(holds(sentence, type)).toBe(false);
  });

  it('takes nothing for an answer that the question says itself', () => {
    expect(holds('Trade fell by 30 %.', 'number', 'how much is 30 % of trade')).toBe(false);
    expect(holds('So said old Fergusson.', 'person', 'what did Fergusson say')).toBe(false);
  });
});
