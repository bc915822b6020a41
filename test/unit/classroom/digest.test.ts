import { describe, expect, it } from 'vitest';
import { type DigestTurn, makeDigest } from '../../../src/classroom/digest.js';
import { digestCsv } from '../../../src/classroom/digest-csv.js';
import { heatInWords, openingAt } from '../../../src/classroom/digest-words.js';
import { commons, fakeEssay, ice } from '../../helpers/fake-parts.js';

let count = 0;

function turn(question: string, rest: Partial<DigestTurn> & { paragraphs?: readonly number[] } = {}): DigestTurn {
  const { paragraphs = [], ...given } = rest;
  count += 1;
  return {
    person: `student${count}`,
    question,
    kind: 'answered',
    isHidden: false,
    cited: paragraphs.map((paragraph) => ({ essay: 'commons', paragraph })),
    ...given,
  };
}

describe('the heat of paragraphs', () => {
  it('counts a paragraph once for each answer that rests on it and each question that names it', () => {
    const digest = makeDigest(
      [
        turn('Who owns the pasture?', { paragraphs: [1, 1, 2] }),
        turn('What does ¶3 say?', { paragraphs: [1] }),
        turn('Show me', { kind: 'paragraph', paragraphs: [1] }),
      ],
      [commons],
    );
    expect(digest.heats[0]?.paragraphs.map(({ count: times }) => times)).toEqual([3, 1, 1]);
  });

  it('leaves out what an abstention only came near to, summaries, and paragraphs of an older version', () => {
    const digest = makeDigest(
      [
        turn('Who is the king?', { kind: 'not-in-essay', paragraphs: [2] }),
        turn('Sum it up', { kind: 'summary', paragraphs: [1, 2, 3] }),
        turn('Who?', { cited: [{ essay: 'commons', paragraph: 1, version: 'older' }] }),
      ],
      [commons],
    );
    expect(digest.heats).toEqual([]);
  });

  it('is told in words with the most asked first and every paragraph that was never asked about', () => {
    const essay = fakeEssay('commons', ['One.', 'Two.', 'Three.', 'Four.', 'Five.']);
    const turns = [turn('a cow', { paragraphs: [4] }), turn('the hay', { paragraphs: [4, 1] })];
    const [heat] = makeDigest(turns, [essay]).heats;
    if (!heat) throw new Error('no heat');
    expect(heatInWords(heat, 'en')).toBe('¶4 most asked (2), then ¶1 (1); never: ¶2-3, ¶5');
  });

  it('puts the essay that was asked about most first', () => {
    const onIce = { cited: [{ essay: ice.slug, paragraph: 1 }] };
    const turns = [turn('pasture?', { paragraphs: [1] }), turn('skates?', onIce), turn('pressure?', onIce)];
    expect(makeDigest(turns, [commons, ice]).heats.map(({ essay }) => essay.slug)).toEqual([ice.slug, commons.slug]);
  });

  it('quotes first words exactly as they stand, cut at a blank where the sentence is long', () => {
    const essay = fakeEssay('long', [`The ${'very '.repeat(40)}long sentence goes on. And then another one.`]);
    const { quote, start, end } = openingAt(essay, 1);
    expect(quote).toBe(essay.paragraphs[0]?.text.slice(start, end));
    expect(quote).toMatch(/^The (?:very )*very$/);
    expect(quote.length).toBeLessThanOrEqual(90);
  });
});

describe('questions that ask the same', () => {
  it('come together whatever their form, and others stay apart', () => {
    const { groups, publicQuestions } = makeDigest(
      [
        turn('Who owns the pasture?', { paragraphs: [1] }),
        turn('Why is the grass gone by summer?', { paragraphs: [2] }),
        turn('the pasture, who is owning it', { paragraphs: [1] }),
        turn('WHO OWNS THE PASTURE', { paragraphs: [1] }),
        turn('Why is the pasture gone?', { paragraphs: [2] }),
      ],
      [commons],
    );
    expect(groups).toEqual([{ count: 3, wording: 'Who owns the pasture?', words: [], people: 0 }]);
    expect(publicQuestions).toHaveLength(4);
  });

  it('stand among the unanswered ones when the essay answered them partly or not', () => {
    const { unanswered, outside } = makeDigest(
      [
        turn('Who owns the pasture?', { paragraphs: [1] }),
        turn('Who is the king of Spain?', { kind: 'not-in-essay', paragraphs: [1] }),
        turn('What did the village rules cost?', { kind: 'partly', paragraphs: [3] }),
      ],
      [commons],
    );
    expect(unanswered.map(({ wording }) => wording)).toEqual([
      'Who is the king of Spain?',
      'What did the village rules cost?',
    ]);
    expect(outside).toEqual(['Who is the king of Spain?']);
  });
});

describe('private questions', () => {
  const secret = { isHidden: true, paragraphs: [2] } as const;

  it('of fewer than three people are counted and not told, however often one of them asks', () => {
    const asked = ['bob', 'bob', 'bob', 'cleo'].map((person) => turn('Why is the grass gone?', { ...secret, person }));
    const digest = makeDigest(asked, [commons]);
    expect(digest).toMatchObject({ count: 4, hidden: 4, groups: [], unanswered: [], publicQuestions: [] });
    expect(digest.heats[0]?.paragraphs[1]).toEqual({ paragraph: 2, count: 4, questions: [] });
  });

  it('of three people are told once, in a wording that all three share', () => {
    const { groups, hidden, publicQuestions } = makeDigest(
      [
        turn('Why is the grass gone, says my brother Zeb?', secret),
        turn('Why is the grass gone?', secret),
        turn('why was the grass gone', secret),
        turn('Is the GRASS really gone', secret),
      ],
      [commons],
    );
    expect(groups).toEqual([{ count: 3, wording: 'Why is the grass gone?', words: [], people: 3 }]);
    expect(hidden).toBe(1);
    expect(publicQuestions).toEqual([]);
  });

  it('of three people in words of their own show the shared words alone', () => {
    const { groups } = makeDigest(
      [
        turn('Was village hay saved, Zeb?', secret),
        turn('Was village hay saved, Anna?', secret),
        turn('Was village hay saved, Otto?', secret),
      ],
      [commons],
    );
    expect(groups).toEqual([{ count: 3, words: ['village', 'hay', 'saved'], people: 3 }]);
  });

  it('add nothing to a public group while fewer than three people asked them', () => {
    const { groups, hidden } = makeDigest(
      [turn('Why is the grass gone?'), turn('Why is the grass gone?', secret), turn('Why is the grass gone?', secret)],
      [commons],
    );
    expect(groups).toEqual([]);
    expect(hidden).toBe(2);
  });
});

describe('the table for a spreadsheet', () => {
  it('has a row for each paragraph, and one without for what the essay does not answer', async () => {
    const digest = makeDigest(
      [
        turn('Who owns the pasture?', { paragraphs: [1] }),
        turn('And in secret?', { paragraphs: [1], isHidden: true }),
        turn('Who is the king?', { kind: 'not-in-essay', paragraphs: [2] }),
      ],
      [commons],
    );
    expect(await digestCsv(digest, ['paragraph', 'count', 'public questions'])).toBe(
      [
        '\ufeffparagraph,count,public questions',
        '¶1,2,Who owns the pasture?',
        '¶2,0,',
        '¶3,0,',
        ',1,Who is the king?',
        '',
      ].join('\r\n'),
    );
  });

  it.each(['=1+1 pasture', '+1 pasture', '-1 pasture', '@SUM(pasture)', '\t=1 pasture', '\r=1 pasture'])(
    'makes no formula of %j',
    async (question) => {
      const csv = await digestCsv(makeDigest([turn(question, { paragraphs: [1] })], [commons]), ['p', 'n', 'q']);
      expect(csv).toContain(`¶1,1,'${question.trim()}`);
    },
  );

  it('names nobody: mentions are taken out', async () => {
    const digest = makeDigest(
      [turn('Does <@U0ANN> or @bob own the pasture, <@!123>?', { person: 'bob', paragraphs: [1] })],
      [commons],
    );
    const csv = await digestCsv(digest, ['p', 'n', 'q']);
    expect(csv).toContain('Does @… or @… own the pasture, @…?');
    expect(JSON.stringify(digest)).not.toMatch(/U0ANN|bob|123/);
  });
});
