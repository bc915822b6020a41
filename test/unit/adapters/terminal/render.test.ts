import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReply } from '../../../../src/adapters/terminal/render.js';
import { columnsOf, wrapSpans } from '../../../../src/adapters/terminal/width.js';
import { answerReply, essaysReply, paragraphReply } from '../../../../src/conversation/replies.js';
import type { Answer } from '../../../../src/essay/types.js';
import { citationOf, commons, fakeEssay, ice } from '../../../helpers/fake-parts.js';
import { cited, growthOf, written, writtenReply } from '../../../helpers/written-answer.js';

const plain = { isColour: false };
const [first] = commons.paragraphs;
if (!first) throw new Error('no paragraph');
const citation = citationOf(commons, first);
const answer: Answer = {
  kind: 'answered',
  writer: 'extractive',
  leadIn: "In the author's words:",
  sentences: [{ text: citation.quote, isQuotation: true, citations: [citation] }],
  nearest: [],
  lastLine: 'Quoted from the essay. Also near: ¶2.',
  essays: ['commons'],
  language: 'en',
};

describe('a reply in the terminal', () => {
  it('has lead-in, quotations with their marks, one small last line and what to type next', () => {
    expect(renderReply(answerReply(answer, [commons], [commons]), plain)).toBe(
      [
        "In the author's words:",
        '  “The pasture belongs to no one.” ¶1',
        'Quoted from the essay. Also near: ¶2.',
        'Show ¶1: p1',
      ].join('\n'),
    );
  });

  it('shows under a written sentence the words it rests on', () => {
    const written: Answer = {
      ...answer,
      writer: 'generated',
      leadIn: '',
      sentences: [{ text: 'Nobody owns it.', isQuotation: false, citations: [citation] }],
    };
    expect(renderReply(answerReply(written, [commons], [commons]), plain)).toContain(
      '  Nobody owns it. ¶1\n  “The pasture belongs to no one.” ¶1',
    );
  });

  it('has quotes beside each other while they fit the width, else one a line, each with its translation', () => {
    const reply = writtenReply([
      written('Ничья.', cited(1, 0, { translation: 'Пастбище ничьё.' })),
      written('Каждый добавляет.', cited(1, 1)),
      written('Правила помогли.', cited(3)),
    ]);
    const quotes = (columns?: number): readonly string[] => {
      const look = columns === undefined ? plain : { ...plain, columns };
      return renderReply({ ...reply, language: 'ru' }, look)
        .split('\n')
        .slice(3, -2);
    };
    const [one, two, three] = [
      '  “The pasture belongs to no one.” ¶1 («Пастбище ничьё.»)',
      '“Every herder adds one more cow.” ¶1',
      '“Rules of the village saved the hay.” ¶3',
    ];
    expect(quotes()).toEqual([one, `  ${two}`, `  ${three}`]);
    expect(quotes(98)).toEqual([`${one} · ${two}`, `  ${three}`]);
    expect(quotes(90)).toEqual([one, `  ${two} · ${three}`]);
  });

  it('while it grows has its sentences and nothing under them; empty lines are not drawn', () => {
    const [growing] = growthOf(writtenReply());
    expect(growing && renderReply(growing, plain)).toBe('  Nobody owns the pasture. ¶1');
    const bare = writtenReply([written('Nobody does.', cited(1))], { lastLine: '' });
    expect(renderReply({ ...bare, buttons: [] }, { isColour: true })).not.toMatch(/^\n|\n\n|\n$/);
  });

  it('names the essay in marks while several are in play', () => {
    expect(renderReply(answerReply(answer, [commons], [commons, ice]), plain)).toContain('” Hardin ¶1');
  });

  it('prints quoted words of a paragraph in bold', () => {
    const reply = paragraphReply(commons, [1], [commons], 'en', { quote: 'pasture belongs' });
    expect(renderReply(reply, { isColour: true })).toContain('The \u001b[1mpasture belongs\u001b[22m to no one.');
  });

  it('lists essays with author, length and first words', () => {
    const text = renderReply(essaysReply([commons, ice], 'en', 'commons'), plain);
    expect(text).toContain('commons  About commons · Garrett Hardin · 3 paragraphs · chosen here');
    expect(text).toContain('“Ice is slippery because its surface melts.” Frost ¶1');
  });

  it('lets no control or bidi character of an essay through', () => {
    const evil = fakeEssay('evil', ['Red \u001b[31mink\u202e and \u0007bell.'], { title: 'Clear\u001b[2J' });
    const text =
      renderReply(paragraphReply(evil, [1], [evil], 'en'), plain) +
      renderReply(essaysReply([evil], 'en', undefined), plain);
    expect(text).toContain('Red ink and bell.');
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  });

  it('never breaks a line between a quotation and its mark, and never passes the width', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 120 }), (columns) => {
        const lines = renderReply(answerReply(answer, [commons], [commons]), { isColour: false, columns }).split('\n');
        expect(lines.some((line) => line.trimStart().startsWith('¶'))).toBe(false);
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('wrapping', () => {
  it('loses nothing but blanks, in any script, and fits the width', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'word', ' ', '段', '落', '。', '「', 'é', '👩‍🏫', '\n', 'ж'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (words, width) => {
        const lines = wrapSpans(words, width).map(({ start, end }) => words.slice(start, end));
        expect(lines.join('').replace(/\s/g, '')).toBe(words.replace(/\s/g, ''));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('counts two columns for letters of Chinese, Japanese and Korean', () => {
    expect(columnsOf('段落4')).toBe(5);
    expect(columnsOf('¶4 “a”')).toBe(6);
  });
});
