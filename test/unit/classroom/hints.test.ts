import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { bestFirst, type HintPlan, hintAt, mostShown, planHints, shareShown } from '../../../src/classroom/hints.js';
import { sentences } from '../../../src/essay/sentences.js';
import type { Citation, Essay } from '../../../src/essay/types.js';
import { words } from '../../../src/essay/words.js';
import { fakeEssay } from '../../helpers/fake-parts.js';

async function shipped(): Promise<Essay> {
  const file = new URL('../../../corpus/streltsov-russo-japanese-relations.md', import.meta.url);
  const body = (await readFile(file, 'utf8')).split('---')[2] ?? '';
  const texts = body
    .split(/\n\s*\n/)
    .map((text) => text.replace(/\[\^i\]/g, '').trim())
    .filter((text) => text !== '' && !/^(?:#|:)/.test(text));
  return fakeEssay('streltsov', texts, { author: 'Dmitry Streltsov' });
}

/** The sentence of ¶n that holds `words`. */
function answerOf(essay: Essay, n: number, part: string): Citation {
  const text = essay.paragraphs[n - 1]?.text ?? '';
  const span = sentences(text, essay.language).find(({ start, end }) => text.slice(start, end).includes(part));
  if (!span) throw new Error(`¶${n} has no “${part}”`);
  return { essay: essay.slug, paragraph: n, quote: text.slice(span.start, span.end), ...span };
}

function planned(essay: Essay, question: string, ...expected: Citation[]): HintPlan {
  const plan = planHints(essay, question, expected);
  if (!plan) throw new Error('no plan');
  return plan;
}

const asked: readonly [question: string, n: number, part: string][] = [
  ['Why is the political relationship between Russia and Japan at a low level?', 1, 'originated in'],
  ['is it because of the islands', 1, 'not the result'],
  ['whats his actual solution', 13, 'refrain from visiting'],
  ['Why does Russia matter so little for business?', 4, 'status of an important strategic partner'],
  ['What does Moscow think of the alliance?', 11, 'considerable threat'],
  ['Where are the best opportunities?', 10, 'energy and environment'],
  ['who says they want their clout back', 9, 'diplomatic clout'],
  ['when will the territorial problem be solved', 5, 'mutual trust'],
  ['why is tokyo worried about china', 8, 'highly suspicious'],
  ['what has been done so far', 7, 'tactical steps'],
  ['what is the cornerstone', 6, 'cornerstone'],
  ['is it too late', 12, 'not too late'],
];

describe('a ladder of hints', () => {
  it.each(asked)(
    'to “%s” shows less than two fifths of the answer in its first two hints',
    async (question, n, part) => {
      const essay = await shipped();
      const answer = answerOf(essay, n, part);
      const plan = planned(essay, question, answer);
      const [first, second] = [hintAt(1, plan).quote, hintAt(2, plan).quote];
      const shown = [first.quote, second.quote];
      // Counted apart from the code: every word of the answer, small words too, by where it stands.
      const list = words(answer.quote, 'en').map(({ start }) => answer.start + start);
      const isShown = (at: number): boolean => [first, second].some(({ start, end }) => start <= at && at < end);
      expect(list.filter(isShown).length / list.length).toBeLessThan(mostShown);
      expect(shareShown(plan, shown)).toBeLessThan(mostShown);
      expect(shown.every((quote) => !quote.includes(answer.quote))).toBe(true);
    },
  );

  it.each(asked)('to “%s” quotes the essay exactly, and cuts the answer in its third', async (question, n, part) => {
    const essay = await shipped();
    const answer = answerOf(essay, n, part);
    const plan = planned(essay, question, answer);
    for (const rung of [1, 2, 3] as const) {
      const { paragraph, quote, start, end } = hintAt(rung, plan).quote;
      const text = essay.paragraphs[paragraph - 1]?.text ?? '';
      const whole = text.slice(start, end);
      for (const piece of quote.split(' … ')) expect(whole).toContain(piece);
      if (!quote.includes(' … ')) expect(quote).toBe(whole);
    }
    const key = hintAt(3, plan).quote.quote;
    expect(words(key, 'en').length).toBeLessThanOrEqual(words(answer.quote, 'en').length * 0.6);
    expect(words(key, 'en').length).toBeGreaterThan(1);
  });

  it('asks its second question from what the paragraph does, in the sentence that answers', async () => {
    const essay = await shipped();
    const plan = planned(essay, 'whats his actual solution', answerOf(essay, 13, 'refrain from visiting'));
    expect(hintAt(1, plan)).toMatchObject({ kind: 'begins', quote: { paragraph: 13 } });
    expect(hintAt(1, plan).quote.quote).toMatch(/^In tackling this issue, it would probably make more sense/);
    const second = hintAt(2, plan);
    expect(second.kind).toBe('contrast');
    expect(second.quote.quote).toMatch(/^whereas the Japanese government/);
  });

  it('falls back on the term that the paragraph has to itself where nothing turns', () => {
    const essay = fakeEssay('grass', ['The meadow feeds three cows. Clover grows in it.', 'A meadow is green.']);
    const plan = planned(essay, 'what does the meadow feed', answerOf(essay, 1, 'cows'));
    expect(hintAt(2, plan)).toMatchObject({ kind: 'term', quote: { quote: 'Clover' } });
  });

  it('points to the last words of a paragraph whose first words are the answer', () => {
    const essay = fakeEssay('grass', [
      'Clover, sorrel, yarrow. The rest of what stands there in June is nothing that a cow would eat.',
    ]);
    const plan = planned(essay, 'what grows there', answerOf(essay, 1, 'Clover'));
    const { kind, quote } = hintAt(1, plan);
    expect(kind).toBe('ends');
    expect(essay.paragraphs[0]?.text.endsWith(quote.quote)).toBe(true);
  });

  it('reads the turns of the other languages', () => {
    const texts = {
      ru: 'Луг принадлежит всем жителям деревни с давних пор. Сено же достаётся немногим, однако никто из соседей не жалуется на это вслух.',
      de: 'Die Wiese gehört seit langem allen Leuten im Dorf. Das Heu bekommen wenige Bauern, jedoch beklagt sich darüber niemand laut.',
      ja: '草地は昔から村のすべての人々のものである。しかし干し草を受け取るのは少数の農家だけで、誰も声を上げて不満を言わない。',
    };
    for (const [language, text] of Object.entries(texts)) {
      const essay = fakeEssay('wiese', [text, 'x'], { language });
      const last = sentences(text, language).at(-1) ?? { start: 0, end: 0 };
      const citation = { essay: 'wiese', paragraph: 1, quote: text.slice(last.start, last.end), ...last };
      expect(hintAt(2, planned(essay, '?', citation)).kind, language).toBe('contrast');
    }
  });

  it('leads to the cited paragraph that answers best, and to none of another essay', async () => {
    const essay = await shipped();
    const cited = [answerOf(essay, 3, 'national dignity'), answerOf(essay, 13, 'refrain')];
    const [, second] = cited;
    const ranked = [{ paragraph: 7, start: 0, end: 9 }, ...(second ? [second] : [])];
    expect(planHints(essay, 'what of the islands', bestFirst(cited, ranked))?.paragraph).toBe(13);
    expect(planHints(fakeEssay('other', ['x']), 'what', cited)).toBeUndefined();
  });
});
