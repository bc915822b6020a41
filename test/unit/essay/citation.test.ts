import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarks, printMark, printMarks, resolveMark } from '../../../src/essay/citation.js';

const numbersOf = (text: string): number[][] => parseMarks(text).map(({ first, last }) => [first, last]);

describe('printing marks', () => {
  it('prints a paragraph alone, with its essay and with its page', () => {
    expect(printMark(4)).toBe('¶4');
    expect(printMark(4, { essay: 'Streltsov' })).toBe('Streltsov ¶4');
    expect(printMark(12, { page: 4 })).toBe('¶12 (p. 4)');
  });

  it('joins neighbours into ranges', () => {
    expect(printMarks([2, 3, 5, 6, 7, 8, 9, 10, 11, 12])).toBe('¶2-3, ¶5-12');
    expect(printMarks([13, 1, 4, 4])).toBe('¶1, ¶4, ¶13');
    expect(printMarks([])).toBe('');
  });
});

describe('parsing marks', () => {
  const four = [
    '¶4',
    '¶ 4',
    'p4',
    'P4',
    'p. 4',
    'p 4',
    'para 4',
    'para. 4',
    'par. 4',
    'paragraph four',
    'Paragraph 4?',
    'fourth paragraph',
    'the 4th paragraph',
    '#4',
    '§4',
    '§ 4',
    'абзац 4',
    'Абзац 4',
    '4-й абзац',
    '4й абзац',
    'в четвёртом абзаце',
    'в четвертом абзаце',
    'в 4-м абзаце',
    'абзаце 4',
    '段落4',
    '段落４では',
    '第4段落',
    '第四段落',
    '第4段',
    'Absatz 4',
    'Abs. 4',
    'im vierten Absatz',
    '4. Absatz',
    'párrafo 4',
    'párrafo cuatro',
    'el cuarto párrafo',
    'el párrafo cuarto',
    'paragraphe 4',
    'le quatrième paragraphe',
    '(¶4)',
    'what does p4 say?',
    'paragraph #4',
    'paragraph no. 4',
    'paragraph4',
  ];
  it.each(four)('reads %s as paragraph 4', (text) => expect(numbersOf(text)).toEqual([[4, 4]]));

  const threeToSix = [
    '¶3-6',
    '¶3–6',
    '¶3-¶6',
    '¶¶3-6',
    '¶¶ 3–6',
    'paragraphs 3 to 6',
    'paragraphs three to six',
    'paragraphs 3-6',
    'p3-6',
    'p3-p6',
    'paragraph 3 through 6',
    'абзацы 3-6',
    'абзацы 3–6',
    'абзацы 3 по 6',
    'Absätze 3 bis 6',
    'párrafos 3 a 6',
    'paragraphes 3 à 6',
    '段落3〜6',
    '第3〜6段落',
    '¶6-3',
    '#3-6',
  ];
  it.each(threeToSix)('reads %s as paragraphs 3 to 6', (text) => expect(numbersOf(text)).toEqual([[3, 6]]));

  const none = [
    '2019',
    'in 2019',
    'p4p',
    'mp4',
    'C#4',
    'PS4',
    'http://x.y/#4a',
    'USD 4',
    '4',
    'four islands',
    'the first three decades',
    'G7',
    'paragraph',
    'the first',
    'par excellence',
    'p.m. 4',
    'type p 4.5',
    'para 4%',
    'P2P',
    'abc#4',
    'первый министр',
    '段落',
  ];
  it.each(none)('finds no mark in %s', (text) => expect(numbersOf(text)).toEqual([]));

  it('reads lists after a plural and leaves a number after a singular alone', () => {
    expect(numbersOf('paragraphs 2, 3 and 9')).toEqual([
      [2, 2],
      [3, 3],
      [9, 9],
    ]);
    expect(numbersOf('¶¶3, 5-6')).toEqual([
      [3, 3],
      [5, 6],
    ]);
    expect(numbersOf('in ¶4, 3 islands')).toEqual([[4, 4]]);
    expect(numbersOf('абзацы 2, 4 и 7')).toEqual([
      [2, 2],
      [4, 4],
      [7, 7],
    ]);
  });

  it('reads several marks in reading order with spans that cut them out', () => {
    const text = 'Compare ¶4 with paragraph nine and ¶11-12.';
    expect(parseMarks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      '¶4',
      'paragraph nine',
      '¶11-12',
    ]);
  });

  it('resolves the last paragraph and leaves out what does not exist', () => {
    const [last] = parseMarks('the last paragraph');
    expect(last && resolveMark(last, 13)).toEqual([13]);
    expect(resolveMark({ first: 12, last: 20 }, 13)).toEqual([12, 13]);
    expect(resolveMark({ first: 99, last: 99 }, 13)).toEqual([]);
  });
});

describe('printing and parsing together', () => {
  const paragraph = fc.integer({ min: 1, max: 20_000 });

  it('reads back any mark it printed', () => {
    fc.assert(
      fc.property(
        paragraph,
        fc.option(paragraph, { nil: undefined }),
        fc.constantFrom(undefined, 'Streltsov', 'Стрельцов'),
        (n, page, essay) => {
          const text = printMark(n, {
            ...(page === undefined ? {} : { page }),
            ...(essay === undefined ? {} : { essay }),
          });
          const [mark, ...rest] = parseMarks(text);
          expect(rest).toEqual([]);
          expect(mark).toMatchObject({ first: n, last: n, end: text.length, ...(page === undefined ? {} : { page }) });
        },
      ),
    );
  });

  it('reads back any list of paragraphs it printed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }), (numbers) => {
        const read = parseMarks(printMarks(numbers)).flatMap((mark) => resolveMark(mark, 60));
        expect(read).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });

  it('never throws and never overlaps, whatever the text', () => {
    const noise = fc.string({
      unit: fc.constantFrom('¶', 'p', '.', ' ', '4', '12', '-', 'абзац', '段落', '第', '#', ',', 'and', 'paragraphs'),
      maxLength: 20,
    });
    fc.assert(
      fc.property(noise, (text) => {
        const marks = parseMarks(text);
        for (const [index, mark] of marks.entries()) {
          expect(mark.start).toBeGreaterThanOrEqual(marks[index - 1]?.end ?? 0);
          expect(mark.first).not.toBe(0);
        }
      }),
    );
  });
});
