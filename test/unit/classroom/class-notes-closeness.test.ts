import { describe, expect, it } from 'vitest';
import { isSameTopic, noteTopic, topicOf } from '../../../src/classroom/class-notes-closeness.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

/** Every paragraph speaks of lighthouses: that is its subject, and tells two questions apart no more. */
const essay = fakeEssay(
  'lights',
  [
    'Lighthouses were paid for by ships.',
    'The keepers of lighthouses lit oil lamps at dusk.',
    'A fee was taken in the harbour for each lighthouse passed.',
    'Lighthouses burned coal before they burned oil.',
    'Some lighthouses were owned by one family for a century.',
    'Trinity House bought those lighthouses in the end.',
    'No lighthouse was built where no harbour took the fee.',
  ],
  { author: 'Grace Darling' },
);

const noted = (question: string, answer: string): readonly string[] => noteTopic(question, answer, essay);
const isNear = (question: string, about: readonly string[]): boolean => isSameTopic(topicOf(question, essay), about);

describe('whether a question is about what a note is about', () => {
  const fees = noted('who took the fee in the harbour?', 'The customs officers did.');
  const house = noted('what is Trinity House?', 'Trinity House is the authority for lighthouses in England.');

  it.each([
    ['and who took the fees at the harbours', fees],
    ['what does Trinity House mean?', house],
    ['please explain what the author says about Trinity House', house],
    ['was heißt Trinity House?', house],
  ])('is so for “%s”', (question, about) => {
    expect(isNear(question, about)).toBe(true);
  });

  it.each([
    ['what is a lighthouse?', house],
    ['what is a lighthouse?', fees],
    ['who kept the lighthouses?', house],
    ['did one family own a house by the sea with oil lamps?', house],
    ['when was coal burned?', fees],
    ['how high was the fee?', fees],
    ['what is the House of Lords?', house],
    ['hm', fees],
  ])('is not so for “%s”', (question, about) => {
    expect(isNear(question, about)).toBe(false);
  });

  it('rests on words of the essay or the teacher, never on what the asker alone said', () => {
    expect(noted('does my friend Ottoline take the fee?', 'Nobody did.')).toEqual(['fee']);
    expect(noted('who paid the harbourottoline?', 'Nobody.')).toEqual(['paid', 'harbour']);
    expect(noted('does my friend Ottoline matter here?', 'No.')).toEqual([]);
    expect(isNear('does my friend Ottoline matter here?', [])).toBe(false);
  });

  it('works in languages whose words are cut and folded in their own way', () => {
    const russian = fakeEssay('маяки', ['Маяки жгли уголь.', 'Сборы платили корабли.'], { language: 'ru' });
    const about = noteTopic('Кто платил сборы?', 'Капитаны.', russian);
    expect(isSameTopic(topicOf('а кем платились эти сборы', russian), about)).toBe(true);
    expect(isSameTopic(topicOf('чем топили маяки', russian), about)).toBe(false);
    const japanese = fakeEssay('todai', ['灯台は石炭を燃やした。', '船は料金を払った。'], { language: 'ja' });
    const paid = noteTopic('料金は誰が払いましたか？', '船長です。', japanese);
    expect(isSameTopic(topicOf('料金を払ったのは誰？', japanese), paid)).toBe(true);
    expect(isSameTopic(topicOf('石炭はどこから来ましたか？', japanese), paid)).toBe(false);
  });
});
