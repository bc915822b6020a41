import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauses, sentences } from '../../../src/essay/sentences.js';

const cut = (text: string, language = 'en'): string[] =>
  sentences(text, language).map((span) => text.slice(span.start, span.end));

describe('sentences', () => {
  it.each([
    ['en', 'We met Dr. D. Streltsov. He spoke.', ['We met Dr. D. Streltsov.', 'He spoke.']],
    [
      'en',
      'According to J.Fergusson, Japan wants it. It did.',
      ['According to J.Fergusson, Japan wants it.', 'It did.'],
    ],
    ['en', 'In the 21 st. century we live. Good.', ['In the 21 st. century we live.', 'Good.']],
    [
      'en',
      'Trade, etc. in parallel with talks. Then more, etc. Nothing else.',
      ['Trade, etc. in parallel with talks.', 'Then more, etc.', 'Nothing else.'],
    ],
    [
      'en',
      'He lives in the U.S. The winters are mild. U.S. Steel grew.',
      ['He lives in the U.S.', 'The winters are mild.', 'U.S. Steel grew.'],
    ],
    ['en', 'See No. 5 and p. 12 of it. No. He left.', ['See No. 5 and p. 12 of it.', 'No.', 'He left.']],
    ['en', '"What is it?" he asked. "Nothing." She left.', ['"What is it?" he asked.', '"Nothing."', 'She left.']],
    ['en', 'So do I. We left with plan B. The rest stayed.', ['So do I.', 'We left with plan B.', 'The rest stayed.']],
    ['en', 'Well... I think so. He waited... then left.', ['Well... I think so.', 'He waited... then left.']],
    ['en', '1. Trade comes first. 2. Peace comes later.', ['1. Trade comes first.', '2. Peace comes later.']],
    ['en', '(It was late.) We slept.', ['(It was late.)', 'We slept.']],
    [
      'ru',
      'В 1990 г. начались переговоры, т.е. встречи. Они шли.',
      ['В 1990 г. начались переговоры, т.е. встречи.', 'Они шли.'],
    ],
    [
      'ru',
      'Об этом писал А. С. Пушкин. Это было в 1830 г. Он жил в Болдине.',
      ['Об этом писал А. С. Пушкин.', 'Это было в 1830 г.', 'Он жил в Болдине.'],
    ],
    [
      'de',
      'Am 3. Oktober 1990 war z. B. Nr. 5 offen. Das stimmt.',
      ['Am 3. Oktober 1990 war z. B. Nr. 5 offen.', 'Das stimmt.'],
    ],
    ['de', 'Das war 1990. Die Mauer fiel.', ['Das war 1990.', 'Die Mauer fiel.']],
    ['ja', '「行く。」と言った。そうだ。', ['「行く。」と言った。', 'そうだ。']],
    ['und', 'One here. Two there!', ['One here.', 'Two there!']],
    ['not a tag', 'One here. Two there!', ['One here.', 'Two there!']],
  ])('cuts %s: %s', (language, text, expected) => {
    expect(cut(text, language)).toEqual(expected);
  });

  it('keeps a closing quotation mark or bracket with the sentence it closes', () => {
    expect(cut('He said: "Go home. Sleep well." Then he left. (So we heard.) Good.')).toEqual([
      'He said: "Go home.',
      'Sleep well."',
      'Then he left.',
      '(So we heard.)',
      'Good.',
    ]);
  });

  it('reads a single line break as a blank and an empty line as an end', () => {
    expect(cut('One sentence over\ntwo lines. Next\n\nNo stop here')).toEqual([
      'One sentence over\ntwo lines.',
      'Next',
      'No stop here',
    ]);
  });

  it('gives ordered, trimmed spans that cover all but white space, for any text', () => {
    const piece = fc.constantFrom(
      'Dr. ',
      'U.S. ',
      'a',
      ' ',
      '. ',
      '? ',
      '"',
      '…',
      '\n',
      '\n\n',
      '(',
      ') ',
      'No. 5',
      'г. ',
      '。',
      '」',
      '😀',
      'Word ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        const spans = sentences(text, 'en');
        let last = 0;
        let rest = '';
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          rest += text.slice(last, start);
          last = end;
        }
        rest += text.slice(last);
        expect(rest.trim()).toBe('');
      }),
    );
  });

  it('cuts two megabytes in a second or two, not in minutes', () => {
    const text = 'This is Dr. Who of the U.S. and he is late... again. '.repeat(20_000);
    const started = performance.now();
    expect(sentences(text, 'en').length).toBe(20_000);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('clauses', () => {
  const parts = (text: string): string[] =>
    clauses(text, { start: 0, end: text.length }).map((span) => text.slice(span.start, span.end));

  it('cuts at semicolons, dashes and commas where both sides stay long enough', () => {
    expect(
      parts(
        'Japan wants to demonstrate that it has the capability to influence the agenda; Russia wants to show that it is still a player in East Asia.',
      ),
    ).toEqual([
      'Japan wants to demonstrate that it has the capability to influence the agenda',
      'Russia wants to show that it is still a player in East Asia.',
    ]);
    expect(parts('Short, and not cut at all.')).toEqual(['Short, and not cut at all.']);
    expect(
      parts(
        'Russia still did not obtain the status of a partner for Japan - also because Russia has no investment climate',
      ),
    ).toHaveLength(2);
  });

  it('never cuts inside brackets or quotation marks, nor in a number', () => {
    const text =
      'They spoke of it (public pronouncements by public officials, which might unleash passions again, and support) at 1,000,000 places.';
    expect(parts(text)).toEqual([text]);
    const quoted = 'He called it "a long and tiresome matter, which nobody at all wants to discuss" on that evening';
    expect(parts(quoted)).toEqual([quoted]);
  });

  it('cuts a sentence that stands whole in quotation marks, and one whose bracket never closes', () => {
    expect(parts('"The first part is certainly long enough; the second part is long enough as well."')).toHaveLength(2);
    expect(parts('An (unclosed bracket does not hide the rest; the second part is long enough as well.')).toHaveLength(
      2,
    );
  });

  it('stays inside the span and in order, also in the shipped essay', () => {
    const body = readFileSync('test/fixtures/saved-page.txt', 'utf8');
    for (const span of sentences(body, 'en')) {
      let last = span.start;
      for (const piece of clauses(body, span)) {
        expect(piece.start).toBeGreaterThanOrEqual(last);
        last = piece.end;
      }
      expect(last).toBe(span.end);
    }
  });
});
