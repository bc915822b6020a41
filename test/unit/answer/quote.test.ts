import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxQuoteChars, openingSentence, quotedSentence, quoteSpan } from '../../../src/answer/quote.js';
import { words } from '../../../src/essay/words.js';
import { textEssay } from '../../helpers/reading-of.js';

const long =
  'The keeper of the lighthouse lit the lamp every evening, although nobody had asked him to, because his father had done so before, ' +
  'while the village slept and the ferry lay at its rope, for the ferryman had no lamp of his own and wanted none at all, ' +
  'whereas the harbour master counted the ships in a ledger of two hundred pages, which the council read once a year, ' +
  'and the fishermen, who could not read, trusted the light rather than the ledger, since the ledger had never saved a boat in any storm that they could remember.';
const essay = textEssay('lamp', [long, 'Both sides hope to win. They may not.'], {
  notes: [{ id: 'i', text: 'A note.', paragraph: 2 }],
});
const stemsOf = (question: string): ReadonlySet<string> => new Set(words(question, 'en').map(({ stem }) => stem));

describe('a quotation', () => {
  it('is the sentence itself when it is short enough', () => {
    expect(quoteSpan(essay, 2, { start: 0, end: 23 }, new Set())).toEqual({
      essay: 'lamp',
      paragraph: 2,
      quote: 'Both sides hope to win.',
      start: 0,
      end: 23,
    });
  });

  it('of a long sentence keeps the clauses that the question asks about', () => {
    const harbour = quoteSpan(essay, 1, { start: 0, end: long.length }, stemsOf('who counted the ships in the ledger'));
    expect(harbour.quote).toContain('counted the ships in a ledger');
    const storm = quoteSpan(essay, 1, { start: 0, end: long.length }, stemsOf('what never saved a boat in a storm'));
    expect(storm.quote).toContain('never saved a boat');
    for (const { quote } of [harbour, storm]) expect(quote.length).toBeLessThanOrEqual(maxQuoteChars);
  });

  it('shows where it was opened and broken off', () => {
    const span = { start: 0, end: long.length };
    const shown = (question: string) => quotedSentence(essay, quoteSpan(essay, 1, span, stemsOf(question)), span).text;
    expect(shown('who lit the lamp')).toMatch(/^The keeper.* …$/u);
    expect(shown('what never saved a boat in a storm')).toMatch(/^… .*remember\.$/u);
  });

  it('ends before a note mark that only punctuation follows', () => {
    const [, second] = essay.paragraphs;
    if (second === undefined) throw new Error('no second paragraph');
    const marked = {
      ...essay,
      paragraphs: [...essay.paragraphs.slice(0, 1), { ...second, noteMarks: [{ id: 'i', at: 22 }] }],
    };
    expect(quoteSpan(marked, 2, { start: 0, end: 23 }, new Set()).quote).toBe('Both sides hope to win');
    const inside = {
      ...essay,
      paragraphs: [...essay.paragraphs.slice(0, 1), { ...second, noteMarks: [{ id: 'i', at: 10 }] }],
    };
    expect(quoteSpan(inside, 2, { start: 0, end: 23 }, new Set()).quote).toBe('Both sides hope to win.');
  });

  it.each([
    ['words without a comma', 'the sea rises and the sea falls and the moon looks on '.repeat(30)],
    ['one endless word', 'x'.repeat(5_000)],
    ['endless emoji', '🦊'.repeat(900)],
    ['Japanese without a stop', '灯台守は毎晩ランプを灯し港の長は船を数えた'.repeat(60)],
  ])('of %s is cut all the same, between whole characters', (_, text) => {
    const endless = textEssay('endless', [text]);
    const citation = quoteSpan(endless, 1, { start: 0, end: text.length }, stemsOf('moon'));
    expect(citation.quote.length).toBeLessThanOrEqual(maxQuoteChars);
    expect(citation.quote.length).toBeGreaterThan(200);
    expect(citation.quote).not.toMatch(/\p{Cs}/u);
    expect(text.slice(citation.start, citation.end)).toBe(citation.quote);
  });

  it('of words without a comma holds the word that was asked for, however far in', () => {
    const text = `${'and so on and on it went '.repeat(60)}until the almanac was printed ${'and so on '.repeat(60)}`;
    const { quote } = quoteSpan(textEssay('a', [text]), 1, { start: 0, end: text.length }, stemsOf('almanac'));
    expect(quote).toContain('until the almanac was printed');
  });

  it('is never longer than the limit and always made of exact pieces', () => {
    const piece = fc.constantFrom(
      'the ship sailed',
      ', ',
      '; ',
      ' and ',
      ' (by night) ',
      ' — ',
      '“light”',
      ' whereas ',
      '. ',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 120 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const made = textEssay('made', [text]);
        const citation = quoteSpan(made, 1, { start: 0, end: text.length }, stemsOf(seed % 2 ? 'ship' : 'light'));
        expect(citation.quote.length).toBeLessThanOrEqual(maxQuoteChars);
        let from = citation.start;
        for (const part of citation.quote.split(' … ')) {
          const at = text.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
        expect(from).toBeLessThanOrEqual(citation.end);
      }),
    );
  });
});

describe('the opening sentence', () => {
  it('is the first of the essay', () => {
    const [citation] = openingSentence(textEssay('a', ['First of all. Second.'])).citations;
    expect(citation).toMatchObject({ paragraph: 1, quote: 'First of all.' });
  });
});
