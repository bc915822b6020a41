import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/conversation/plain-text.js';
import { proofOf } from '../../../src/conversation/proof.js';
import { cited, growthOf, written, writtenReply } from '../../helpers/written-answer.js';

const quotesOf = (...sentences: Parameters<typeof proofOf>[0]): readonly string[] =>
  proofOf(sentences).map(({ quote, paragraph }) => `${quote} ¶${paragraph}`);

describe('the quotes under written sentences', () => {
  it('stand in the order of the sentences, the same words once', () => {
    expect(
      quotesOf(written('One.', cited(2), cited(1)), written('Two.', cited(1), cited(2)), written('Three.', cited(3))),
    ).toEqual([
      'The grass is gone by summer. ¶2',
      'The pasture belongs to no one. ¶1',
      'Rules of the village saved the hay. ¶3',
    ]);
  });

  it('leave out words that a longer quote holds, whichever comes first', () => {
    const short = cited(3, 0, { quote: 'saved the hay', start: 21, end: 34 });
    for (const pair of [
      [short, cited(3)],
      [cited(3), short],
    ] as const)
      expect(quotesOf(...pair.map((citation) => written('It did.', citation)))).toEqual([
        'Rules of the village saved the hay. ¶3',
      ]);
    expect(quotesOf(written('It did.', short), written('Both.', { ...short, paragraph: 2 }))).toEqual([
      'saved the hay ¶3',
      'saved the hay ¶2',
    ]);
  });

  it('are none for what the answer quotes already, or for quotations alone', () => {
    const quotation = { text: cited(1).quote, isQuotation: true, citations: [cited(1)] } as const;
    expect(quotesOf(quotation)).toEqual([]);
    expect(quotesOf(written('Nobody does.', cited(1)), quotation, written('It went.', cited(2)))).toEqual([
      'The grass is gone by summer. ¶2',
    ]);
  });
});

describe('a written answer as plain text', () => {
  it('is its sentences with their marks, each mark once, then the quotes, then the last line', () => {
    expect(plainText(writtenReply())).toBe(
      [
        'Nobody owns the pasture. ¶1',
        'So each herder adds a cow, and the grass goes. ¶1 ¶2',
        'Rules saved what was left. ¶3',
        '“The pasture belongs to no one.” ¶1 · “Every herder adds one more cow.” ¶1 · “The grass is gone by summer.” ¶2 · “Rules of the village saved the hay.” ¶3',
        'Also near: ¶2.',
      ].join('\n'),
    );
    expect(plainText(writtenReply([written('Both say so.', cited(1), cited(1, 1))], { lastLine: '' }))).toBe(
      'Both say so. ¶1\n“The pasture belongs to no one.” ¶1 · “Every herder adds one more cow.” ¶1',
    );
  });

  it('has a translation beside its quote, in the quotation marks of its language', () => {
    const quote = cited(2, 0, { translation: 'К лету трава исчезает.' });
    const text = plainText(writtenReply([written('Трава исчезла.', quote)], { language: 'ru', lastLine: '' }));
    expect(text).toBe('Трава исчезла. ¶2\n“The grass is gone by summer.” ¶2 («К лету трава исчезает.»)');
  });

  it('while it grows is its sentences alone', () => {
    const [one] = growthOf(writtenReply());
    expect(one && plainText(one)).toBe('Nobody owns the pasture. ¶1');
  });
});
