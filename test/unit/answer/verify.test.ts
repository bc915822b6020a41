import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CitationVerdict, verifyCitation, verifySentence } from '../../../src/answer/verify.js';
import type { Citation } from '../../../src/essay/types.js';
import { textEssay } from '../../helpers/reading-of.js';

const essay = textEssay('islands', [
  'The treaty of 1956 was signed in “Moscow” — not in Tokyo’s palace. It cost 1,500 roubles, or so the “clerk” said.',
  'Unable to reach an agreement, both sides went home. The islands stayed where they were… and so did the fishermen.',
  'İstanbul was far away; the weather-beaten envoy, aged forty, wrote: "We shall never meet again in this world."',
]);
const russian = textEssay('острова', [
  'Договор подписали в «Москве» — и разошлись. Ёлки стояли в снегу до самой весны.',
]);
const japanese = textEssay('島', ['条約は「モスクワ」で署名された。島はそのまま残った。']);

const cite = (paragraph: number, quote: string, at: Partial<Citation> = {}): Citation => ({
  essay: 'islands',
  paragraph,
  quote,
  start: 0,
  end: 0,
  ...at,
});
const verdictOn = (paragraph: number, quote: string): CitationVerdict => verifyCitation(essay, cite(paragraph, quote));
const textOf = (n: number): string => essay.paragraphs[n - 1]?.text ?? '';

describe('a citation', () => {
  it('stands by its offsets, however short', () => {
    expect(verifyCitation(essay, cite(1, 'treaty', { start: 4, end: 10 }))).toEqual({
      status: 'found',
      citations: [cite(1, 'treaty', { start: 4, end: 10 })],
    });
  });

  it('is found again where its offsets are wrong', () => {
    const verdict = verifyCitation(essay, cite(2, 'both sides went home', { start: 3, end: 9 }));
    expect(verdict).toMatchObject({
      status: 'found',
      citations: [{ quote: 'both sides went home', start: 30, end: 50 }],
    });
  });

  it.each([
    ['signed in "Moscow" - not in Tokyo\'s palace', 'signed in “Moscow” — not in Tokyo’s palace'],
    ['SIGNED IN «MOSCOW» – NOT', 'signed in “Moscow” — not'],
    ['  signed\n in\t“Moscow”  ', 'signed in “Moscow”'],
    ['The treaty of 1956', 'The treaty of 1956'],
  ])('written %j is given as the essay has it', (quote, verbatim) => {
    expect(verdictOn(1, quote)).toMatchObject({ status: 'found', citations: [{ quote: verbatim }] });
  });

  it('under a wrong number gets the right one', () => {
    expect(verdictOn(3, 'both sides went home')).toMatchObject({
      status: 'wrong-paragraph',
      citations: [{ paragraph: 2, quote: 'both sides went home' }],
    });
    expect(verdictOn(99, 'both sides went home')).toMatchObject({ status: 'wrong-paragraph' });
    expect(verdictOn(0, 'both sides went home')).toMatchObject({ status: 'wrong-paragraph' });
  });

  it('of two pieces of one paragraph stays one', () => {
    expect(verdictOn(2, 'Unable to reach an agreement … the fishermen')).toMatchObject({
      status: 'found',
      citations: [{ paragraph: 2, quote: 'Unable to reach an agreement … the fishermen', start: 0 }],
    });
    expect(verdictOn(2, 'Unable to reach an agreement [...] both sides went home')).toMatchObject({ status: 'found' });
  });

  it('stitched together from two paragraphs is split', () => {
    const verdict = verdictOn(1, 'The treaty of 1956 … both sides went home');
    expect(verdict).toMatchObject({
      status: 'stitched',
      citations: [
        { paragraph: 1, quote: 'The treaty of 1956' },
        { paragraph: 2, quote: 'both sides went home' },
      ],
    });
  });

  it.each([
    ['an altered number', 'The treaty of 1957'],
    ['a cut number', 'It cost 1,5'],
    ['an altered letter', 'both sides went hone'],
    ['a word left out', 'both went home'],
    ['words in another order', 'went home both sides'],
    ['the end of an unable', 'able to reach an agreement'],
    ['half a word', 'both sides went ho'],
    ['less than twelve characters', 'both sides'],
    ['nothing', ''],
    ['only joints', '… … …'],
    ['crumbs in a row', 'the … of … in … palace'],
    ['two pieces of which one is made up', 'both sides went home … and signed nothing at all'],
    ['pieces in the wrong order', 'both sides went home … Unable to reach'],
  ])('with %s proves nothing', (_, quote) => {
    expect(verdictOn(1, quote).status).not.toBe('found');
    expect(verdictOn(2, quote)).toMatchObject(
      quote.startsWith('both sides went home … Unable') ? { status: 'stitched' } : { status: 'absent' },
    );
  });

  it('may be shorter in scripts that say more in less', () => {
    const at = (quote: string) => verifyCitation(japanese, { ...cite(1, quote), essay: '島' }).status;
    expect([at('署名された'), at('島はその'), at('署名されなかった')]).toEqual(['found', 'absent', 'absent']);
  });

  it('in Russian is found with other quotation marks and dashes', () => {
    const verdict = verifyCitation(russian, { ...cite(1, 'подписали в "Москве" - и разошлись'), essay: 'острова' });
    expect(verdict).toMatchObject({ status: 'found', citations: [{ quote: 'подписали в «Москве» — и разошлись' }] });
  });

  it('is found whichever words are taken, whatever their signs, spaces and case became, and given verbatim', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.nat(30),
        fc.integer({ min: 4, max: 30 }),
        fc.constantFrom<(text: string) => string>(
          (text) => text.replace(/[“”"’]/g, "'"),
          (text) => text.replace(/["'“”]/g, '«'),
          (text) => text.replace(/[—-]/g, '–'),
          (text) => text.replace(/ /g, ' \n\t '),
          (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
          (text) => `\u00a0${text} `,
        ),
        (n, from, length, change) => {
          const text = textOf(n);
          const starts = [...text.matchAll(/(?<=^| )\S+/g)];
          const first = starts[from % starts.length]?.index ?? 0;
          const last = starts[Math.min(starts.length - 1, (from % starts.length) + length)];
          const slice = text.slice(first, (last?.index ?? 0) + (last?.[0].length ?? 0));
          fc.pre(slice.length >= 14 && !slice.includes('…'));
          const verdict = verdictOn(n, change(slice));
          expect(verdict).toMatchObject({ status: 'found', citations: [{ paragraph: n }] });
          for (const { quote, start, end } of verdict.status === 'absent' ? [] : verdict.citations)
            expect(text.slice(start, end)).toBe(quote);
        },
      ),
    );
  });

  it('is absent as soon as one letter or digit is another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(), fc.nat(25), (n, at, shift) => {
        const text = textOf(n).replace('…', ',');
        const position = at % text.length;
        const letter = text[position] ?? '';
        fc.pre(/[a-z\d]/i.test(letter));
        const alphabet = /\d/.test(letter) ? '0123456789' : 'abcdefghijklmnopqrstuvwxyz';
        const other = alphabet[shift % alphabet.length] ?? '';
        fc.pre(other !== letter.toLowerCase());
        const slice =
          text.slice(Math.max(0, position - 20), position) + other + text.slice(position + 1, position + 20);
        expect(verdictOn(n, slice)).toEqual({ status: 'absent' });
      }),
    );
  });

  it('never fails, whatever is quoted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), (quote, n) => {
        const verdict = verdictOn(n, quote);
        if (verdict.status === 'absent') return;
        for (const found of verdict.citations) expect(textOf(found.paragraph)).toContain(found.quote.split(' … ')[0]);
      }),
    );
  });
});

describe('a sentence', () => {
  const good = cite(2, 'both sides went home');
  const bad = cite(2, 'both sides stayed for dinner');

  it('leaves with those of its citations that hold', () => {
    const sentence = verifySentence([essay], { text: 'They left.', isQuotation: false, citations: [bad, good] });
    expect(sentence?.citations).toEqual([{ ...good, start: 30, end: 50 }]);
  });

  it('does not leave without one', () => {
    expect(verifySentence([essay], { text: 'They ate.', isQuotation: false, citations: [bad] })).toBeUndefined();
    const elsewhere = { ...good, essay: 'another' };
    expect(verifySentence([essay], { text: 'They left.', isQuotation: false, citations: [elsewhere] })).toBeUndefined();
  });
});
