import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runEval } from '../../../src/measure/run-eval.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { known } from './outcomes.js';

const texts = [
  'The pasture of the village belongs to nobody and feeds everybody. Each herder alone gains from one more cow.',
  'By the end of summer the grass was gone. Nobody wanted this, and everybody did it.',
  'The village council wrote rules for the hay in 1871. Since then every family counts its cows in public.',
  'Travellers praised the cheese of the valley, which ripens for two winters in cellars cut into the rock.',
];
const questions = [
  known({ id: 'a', question: 'Who gains from one more cow?', gold: gold(1), answers: ['Each herder'] }),
  known({ id: 'b', question: 'When did the village council write rules?', gold: gold(3), answers: ['1871'] }),
  known({ id: 'c', question: 'How long does the cheese ripen?', gold: gold(4), answers: ['two winters'] }),
  known({
    id: 'd',
    question: 'Which enzymes unwind the double helix of a chromosome?',
    answerable: false,
    type: 'other-essay',
    gold: { minimal: [], acceptable: [] },
    answers: [],
  }),
];
const points = [{ essay: 'pasture', point: 'Rules came.', paragraphs: [3], keywords: ['council', 'rules'], weight: 1 }];

function gold(n: number) {
  return { minimal: [n], acceptable: [n] };
}

async function tinySet(): Promise<string> {
  const folder = await temporaryFolder();
  const paragraphs = texts.map((text, at) => ({ n: at + 1, text }));
  const write = (file: string, rows: readonly object[]) =>
    writeFile(join(folder, file), rows.map((row) => JSON.stringify(row)).join('\n'));
  await write('tiny-essays.jsonl', [{ essay: 'pasture', paragraphs }]);
  await write('tiny.jsonl', questions);
  await write('summary-points.jsonl', points);
  return folder;
}

describe('an evaluation', () => {
  it('scores this build and both baselines on the same questions, and its summaries', async () => {
    const json = JSON.parse(await runEval({ data: await tinySet(), json: true }));
    expect(json).toMatchObject({ essays: 1, questions: 4 });
    const names = json.systems.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['Pilcrow', 'LangChain tutorial', 'MiniSearch']);
    const [own] = json.systems;
    expect(own.scores.hit1).toMatchObject({ value: 1, count: 3 });
    expect(own.scores.spanAnswered.value).toBe(1);
    expect(own.scores.exactQuotes.value).toBe(1);
    expect(own.scores.wrongEssay).toMatchObject({ value: 1, count: 1 });
    for (const { outcomes } of json.systems) expect(outcomes).toHaveLength(4);
    expect(json.summaries.map(({ length }: { length: string }) => length)).toEqual(['sentence', 'short', 'full']);
    expect(json.summaries[2]).toMatchObject({ essay: 'pasture', ours: 1 });
  });

  it('is printed with its summaries and with what weights were chosen on', async () => {
    const text = await runEval({ data: await tinySet(), limit: 2, failures: true });
    expect(text).toMatch(/: 2 questions over 1 essays/);
    expect(text).toMatch(/^hit@1 +1\.000 \[/m);
    expect(text).toMatch(/^mean, full +1\.000/m);
    expect(text).toContain('Written by `npm run train`');
  });
});
