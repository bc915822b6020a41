import { describe, expect, it } from 'vitest';
import { asksForOverview, overviewSentences } from '../../../src/answer/overview.js';
import { sentences } from '../../../src/essay/sentences.js';
import { unit } from '../../helpers/hash-embedder.js';
import { textEssay } from '../../helpers/reading-of.js';

const essay = textEssay(
  'lamp',
  [
    'The lamp does not save ships, but the keeper does so every night of the year.',
    'Ledgers were written in the harbour office. Pages were turned by hand in winter.',
    'The council should therefore propose an agreement and pay the keeper from its own purse.',
  ],
  { author: 'Ada Frost' },
);

describe('a question about the whole essay', () => {
  it.each([
    ['What is the main point?', 'en', 'thesis'],
    ['whats the thesis', 'en', 'thesis'],
    ['what is this essay about?', 'en', 'thesis'],
    ["What is the author's central argument", 'en', 'thesis'],
    ['What does the author propose?', 'en', 'proposal'],
    ['what solution does Frost suggest', 'en', 'proposal'],
    ['How does the essay end?', 'en', 'conclusion'],
    ['what is the conclusion', 'en', 'conclusion'],
    ['О чём это эссе?', 'ru', 'thesis'],
    ['Что предлагает автор?', 'ru', 'proposal'],
    ['Was ist die Hauptthese?', 'de', 'thesis'],
    ['¿Qué propone el autor?', 'es', 'proposal'],
  ])('%j in %s: %s', (question, language, kind) => {
    expect(asksForOverview(question, essay, language)).toBe(kind);
  });

  it.each([
    'What does the author propose to do about the lamp?',
    'What is the main reason for the storm?',
    'how did the war end',
    'what is the point of the ledger',
    'why?',
    '',
  ])('%j is none', (question) => {
    expect(asksForOverview(question, essay, 'en')).toBeUndefined();
  });
});

describe('the sentences that carry it', () => {
  const vectors = {
    dimension: 4,
    paragraphs: [],
    sentences: essay.paragraphs.flatMap(({ n, text }) =>
      sentences(text, 'en').map((span, at) => ({
        paragraph: n,
        span,
        vector: unit(Float32Array.of(1, n, at, n * at)),
      })),
    ),
  };
  const textsOf = (kind: 'thesis' | 'proposal' | 'conclusion') =>
    overviewSentences(kind, essay, vectors).map(({ paragraph, start, end }) =>
      essay.paragraphs[paragraph - 1]?.text.slice(start, end),
    );

  it('are at most three, whole sentences of the essay', () => {
    for (const kind of ['thesis', 'proposal', 'conclusion'] as const) {
      const texts = textsOf(kind);
      expect(texts.length).toBeGreaterThan(0);
      expect(texts.length).toBeLessThanOrEqual(3);
      for (const text of texts) expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('begin with what proposes, or with what ends it', () => {
    expect(textsOf('proposal')[0]).toContain('should therefore propose');
    expect(textsOf('conclusion')[0]).toContain('should therefore propose');
  });

  it('are found in an essay of one sentence', () => {
    const short = textEssay('short', ['One sentence stands here.']);
    const one = {
      dimension: 4,
      paragraphs: [],
      sentences: [{ paragraph: 1, span: { start: 0, end: 25 }, vector: unit(Float32Array.of(1, 0, 0, 0)) }],
    };
    expect(overviewSentences('thesis', short, one)).toHaveLength(1);
  });
});
