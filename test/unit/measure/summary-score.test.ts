import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summaryReport } from '../../../src/measure/summary-report.js';
import { lineOf, scoreSummaries, shareMade, trapsShown } from '../../../src/measure/summary-score.js';
import { developmentEssays, readSummaryReferences } from '../../../src/measure/summary-set.js';
import { summarise } from '../../../src/summaries/summarise.js';
import { fakeEssay } from '../../helpers/fake-parts.js';
import { retrievalOf } from '../../helpers/retrieval-of.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const essay = fakeEssay('ice', ['Ice is slippery because its surface melts.', 'Skates do not melt it by pressure.']);
const vector = Float32Array.from([1, 0]);
const vectors = {
  dimension: 2,
  paragraphs: [vector, vector],
  sentences: essay.paragraphs.map(({ n, text }) => ({ paragraph: n, span: { start: 0, end: text.length }, vector })),
};
const points = [
  { essay: 'ice', point: 'The surface melts.', paragraphs: [1], keywords: ['surface', 'melting'], weight: 2 },
  { essay: 'ice', point: 'Not by pressure.', paragraphs: [2], keywords: ['pressure', 'blade', 'glide'], weight: 1 },
];
const subject = { essay, vectors, points, traps: [], sections: [], themes: [] };

function line(paragraph: number, text: string) {
  const start = Math.max(0, essay.paragraphs[paragraph - 1]?.text.indexOf(text) ?? 0);
  return { text, shown: [{ paragraph, start, end: start + text.length }] };
}

describe('shareMade', () => {
  it('counts a point by weight when half of its keywords stand in a line from its paragraph', () => {
    expect(shareMade(essay, points, [line(1, 'its surface melts')])).toBeCloseTo(2 / 3);
    expect(shareMade(essay, points, [line(2, 'its surface melts')])).toBe(0);
    expect(shareMade(essay, points, [line(2, 'by pressure')])).toBe(0);
    expect(shareMade(essay, points, [line(2, 'by pressure of blades')])).toBeCloseTo(1 / 3);
  });
});

describe('trapsShown', () => {
  const trap = { essay: 'ice', paragraph: 2, words: 'melt it by pressure', unless: ['not'] };

  it('counts a trap of which half is shown bare', () => {
    expect(trapsShown(essay, [trap], [line(2, 'melt it by pressure')])).toEqual([trap.words]);
    expect(trapsShown(essay, [trap], [line(2, 'by pressure')])).toEqual([trap.words]);
    expect(trapsShown(essay, [trap], [line(2, 'melt it')])).toEqual([]);
  });

  it('counts none that says whose it is, nor one of another paragraph', () => {
    expect(trapsShown(essay, [trap], [line(2, 'Skates do not melt it by pressure.')])).toEqual([]);
    expect(trapsShown(essay, [{ ...trap, paragraph: 1 }], [line(2, 'melt it by pressure')])).toEqual([]);
  });

  it('sees only what a cut quote shows', () => {
    const text = 'Skates … by pressure.';
    const whole = essay.paragraphs[1]?.text ?? '';
    const citation = { essay: 'ice', paragraph: 2, quote: text, start: 0, end: whole.length };
    const { shown } = lineOf(essay, { text, isQuotation: true, citations: [citation] });
    expect(shown.map(({ start, end }) => whole.slice(start, end))).toEqual(['Skates', 'by pressure.']);
  });
});

describe('scoreSummaries', () => {
  it('scores each length beside both baselines', () => {
    const rows = scoreSummaries([subject], summarise);
    expect(rows.map(({ length }) => length)).toEqual(['sentence', 'short', 'full']);
    expect(rows[1]).toMatchObject({ essay: 'ice', kind: 'essay', words: 14, ours: 2 / 3, leads: 2 / 3, mmr: 2 / 3 });
    expect(rows[1]?.misses).toBe('under');
  });

  it('scores sections and themes, with lines that are off the theme', () => {
    const retrieval = retrievalOf(essay, [
      'Ice is slippery because its surface melts.',
      'Skates do not melt it by pressure.',
    ]);
    const rows = scoreSummaries(
      [
        {
          ...subject,
          sections: [{ essay: 'ice', range: { first: 2, last: 2 }, points: points.slice(1) }],
          themes: [{ essay: 'ice', theme: 'the surface', points: points.slice(0, 1), offTopic: [2], retrieval }],
        },
      ],
      summarise,
    );
    expect(rows.slice(3).map(({ kind, part }) => [kind, part])).toEqual([
      ['section', '¶2-2'],
      ['theme', 'the surface'],
    ]);
    expect(rows[4]).toMatchObject({ ours: 1, leads: 1 });
    expect(rows[4]?.faults.leads.offTopic).toBe(1);
  });
});

describe('the report', () => {
  it('keeps essays that were looked at apart from those held out', () => {
    const [row] = scoreSummaries([subject], summarise);
    if (row === undefined) throw new Error('No row.');
    const [known = ''] = developmentEssays;
    const text = summaryReport([row, { ...row, essay: known }]);
    expect(text).toMatch(/looked at during development[\s\S]*held out/);
    expect(summaryReport([row])).not.toContain('held out');
    expect(summaryReport([])).toBe('');
  });
});

describe('the references', () => {
  it('are read with the slugs of their essays, and a file that is not there gives none', async () => {
    const folder = await temporaryFolder();
    const trap = { essay: 'ice', paragraph: 1, words: 'x', unless: [], why: '' };
    await writeFile(join(folder, 'summary-traps.jsonl'), `${JSON.stringify(trap)}\n`);
    const read = await readSummaryReferences(folder, [{ ...essay, slug: 'cold-ice', file: 'ice.md' }]);
    expect(read.traps.map((row) => row.essay)).toEqual(['cold-ice']);
    expect(read.themes).toEqual([]);
  });
});
