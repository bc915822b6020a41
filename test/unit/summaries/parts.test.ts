import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/essay/types.js';
import { summaryFrame } from '../../../src/summaries/frame.js';
import { summarise } from '../../../src/summaries/summarise.js';
import type { SummaryTheme } from '../../../src/summaries/types.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';

const none = { dimension: 0, paragraphs: [], sentences: [] };
const mill = 'The mill took half of the water from the valley.';
const fish = 'Since the dam was built no salmon has reached the upper pools.';
const view = 'A river belongs to whoever can use it.';
const toll = 'Therefore every dam should pay a toll to the villages below it.';
const essay = fakeEssay(
  'river',
  [
    `${mill} Nobody asked the villages.`,
    `Agnes Bright, who ran it, spoke first. ${view}`,
    'I cannot agree with that. A river belongs to the whole valley.',
    `${fish} The pools are empty now.`,
    toll,
  ],
  {
    sections: [
      { title: 'The quarrel', level: 1, firstParagraph: 1 },
      { title: 'A toll', level: 1, firstParagraph: 4 },
    ],
  },
);

function theme(text: string, found: readonly string[], aboutness = 0.9): SummaryTheme {
  return { text, retrieval: retrievalOf(essay, found, { aboutness }) };
}

describe('a view that the author rejects', () => {
  it('is shown with the words that say whose it is, beside something of the answer, or not at all', () => {
    for (const length of ['sentence', 'short', 'full'] as const) {
      // Long enough that not all of it fits.
      const padded = { ...essay, paragraphs: [...essay.paragraphs, ...padding(essay.paragraphs.length)] };
      const { lines } = summarise(padded, none, { length, language: 'en' });
      const line = lines.find(({ text }) => text.includes(view));
      if (line === undefined) continue;
      expect(line.text).toContain('Bright');
      expect(lines.some(({ citations: [{ paragraph }] }) => paragraph === 3)).toBe(true);
    }
  });

  it('is called reported where a range holds nothing else', () => {
    const { leadIn, lines } = summarise(
      fakeEssay('river', [
        'Agnes Bright spoke first.',
        `Besides, ${view.toLowerCase()} ${Array.from({ length: 12 }, (_, at) => `Water of mill ${at} that turns no wheel of the whole valley is wasted.`).join(' ')}`,
        'I cannot agree with that.',
      ]),
      none,
      { length: 'short', range: { first: 2, last: 2 }, language: 'en' },
    );
    expect(leadIn).toMatch(/^¶2 in its own words; here the essay reports what others say/);
    expect(lines.length).toBeGreaterThan(1);
  });
});

describe('a section', () => {
  it('is summed up under its title', () => {
    const section = { title: 'A toll', first: 4, last: 5 };
    const summary = summarise(essay, none, { length: 'short', section, language: 'en' });
    expect(summary.leadIn).toMatch(/^“A toll” \(¶4-5\) in its own words/);
    expect(summary.restsOn).toEqual([4, 5]);
    expect(summary.leavesOut).toEqual([]);
  });
});

describe('a theme', () => {
  it('gets the sentences that speak of it', () => {
    const summary = summarise(essay, none, { length: 'short', theme: theme('salmon', [fish, mill]), language: 'en' });
    expect(summary.leadIn).toMatch(/^On “salmon”, in the essay's own words/);
    expect(summary.lines.map(({ text }) => text)).toContain(fish);
    expect(summary.isAbsent).toBeUndefined();
  });

  it('that the essay does not speak of is answered honestly, with what comes nearest', () => {
    const absent = theme('railway', [mill, fish], 0.01);
    for (const language of languages) {
      const summary = summarise(essay, none, { length: 'short', theme: absent, language });
      expect(summary.isAbsent).toBe(true);
      expect(summary.leadIn).toContain('railway');
      expect(summary.lines).toHaveLength(1);
      expect(summary.leavesOut).toEqual([]);
    }
  });

  it('never passes the words allowed', () => {
    const summary = summarise(essay, none, { length: 'sentence', theme: theme('river', [view, mill]), language: 'en' });
    expect(summary.lines).toHaveLength(1);
    expect(summary.words).toBeLessThanOrEqual(40);
  });
});

describe('a thread set against the essay', () => {
  const messages = [
    { text: 'look at ¶5', claims: [] },
    { text: 'The salmon are gone.', claims: [theme('The salmon are gone.', [fish])] },
    { text: 'Trains killed the valley.', claims: [theme('Trains killed the valley.', [mill], 0.01)] },
  ];

  it('shows what was touched, what the essay says to each claim, and what nobody mentioned', () => {
    const summary = summarise(essay, none, { length: 'short', messages, language: 'en' });
    expect(summary.leadIn).toBe('So far the thread touches ¶4-5.');
    const [claim, unmentioned] = summary.parts ?? [];
    expect(claim?.leadIn).toBe('To “The salmon are gone.” the essay says:');
    expect(claim?.lines.map(({ text }) => text)).toEqual([fish]);
    expect(unmentioned?.leadIn).toBe('Nobody has mentioned:');
    for (const { citations } of unmentioned?.lines ?? []) expect([1, 2, 3]).toContain(citations[0].paragraph);
    expect(summary.lines).toEqual(summary.parts?.flatMap(({ lines }) => lines));
    expect(summary.lastLine).toBe('The essay does not speak of “Trains killed the valley.”.');
    expect(summary.leavesOut).toEqual([1, 2, 3]);
  });

  it('that touches nothing still hears what it could speak of', () => {
    const summary = summarise(essay, none, { length: 'full', messages: [], language: 'de' });
    expect(summary.leadIn).toBe('Bisher berührt der Thread keinen Absatz des Textes.');
    expect(summary.lines.length).toBeGreaterThan(1);
    expect(summary.lastLine).toBe('');
  });

  it('repeats only the beginning of a long claim', () => {
    const long = `The salmon are gone ${'and gone '.repeat(40)}`;
    const summary = summarise(essay, none, {
      length: 'short',
      messages: [{ text: long, claims: [theme(long, [fish])] }],
      language: 'en',
    });
    expect(summary.parts?.[0]?.leadIn.length).toBeLessThan(140);
  });
});

describe('the frame of a summary that a model wrote', () => {
  it('says what its lines rest on, as for quotations', () => {
    const citation = { essay: 'river', paragraph: 5, quote: toll, start: 0, end: toll.length };
    const lines = [{ text: 'She proposes a toll.', isQuotation: false, citations: [citation] }] as const;
    const summary = summaryFrame(essay, { length: 'short', language: 'en' }, lines, { writer: 'generated' });
    expect(summary).toMatchObject({
      writer: 'generated',
      leadIn: 'The argument in short:',
      restsOn: [5],
      leavesOut: [1, 2, 3, 4],
      lastLine: 'Rests on ¶5. Leaves out ¶1-4.',
    });
  });
});

function padding(count: number) {
  return Array.from({ length: 14 }, (_, at) => ({
    n: count + at + 1,
    text: `Village ${at} keeps ${at * 7 + 3} boats and sends them down to the harbour when the summer floods are over.`,
    hash: `${at}`,
    noteMarks: [],
  }));
}
