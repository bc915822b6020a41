import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readQuestionSet, readSquad, spread } from '../../../src/measure/question-sets.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { known } from './outcomes.js';

function lines(...rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

describe('a folder of questions', () => {
  it('may hold its essays as lines', async () => {
    const folder = await temporaryFolder();
    const paragraphs = [
      { n: 1, text: 'The  pasture\nbelongs to nobody.' },
      { n: 2, text: 'The village council wrote rules.' },
    ];
    await writeFile(join(folder, 'some-essays.jsonl'), lines({ essay: 'Common_pasture', paragraphs }));
    await writeFile(join(folder, 'some.jsonl'), lines(known({ essay: 'Common_pasture' })));
    const set = await readQuestionSet(folder);
    expect(set.essays).toHaveLength(1);
    expect(set.essays[0]).toMatchObject({ slug: 'Common_pasture', title: 'Common pasture' });
    expect(set.essays[0]?.paragraphs[0]).toMatchObject({ n: 1, text: 'The pasture belongs to nobody.' });
    expect(set.questions).toEqual([known({ essay: 'Common_pasture' })]);
    expect(set.points).toEqual([]);
  });

  it('may name Markdown essays of another folder by file, in questions and points', async () => {
    const [folder, corpus] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(
      join(corpus, 'the-pasture.md'),
      '# The Common Pasture\n\nIt belongs to nobody.\n\nRules came late.\n',
    );
    const point = { essay: 'the-pasture', point: 'Rules.', paragraphs: [2], keywords: ['rules'], weight: 1 };
    await writeFile(join(folder, 'questions.jsonl'), lines(known({ essay: 'the-pasture' })));
    await writeFile(join(folder, 'summary-points.jsonl'), lines(point));
    const { essays, questions, points } = await readQuestionSet(folder, [corpus]);
    const slug = essays[0]?.slug;
    expect(essays[0]?.paragraphs).toHaveLength(2);
    expect(questions.map(({ essay }) => essay)).toEqual([slug]);
    expect(points).toEqual([{ ...point, essay: slug }]);
  });
});

describe('an official SQuAD file', () => {
  const qa = (id: string, question: string, ...answers: readonly string[]) => ({
    id,
    question,
    is_impossible: answers.length === 0,
    answers: answers.map((text) => ({ text, answer_start: 0 })),
  });
  const squad = {
    version: 'v2.0',
    data: [
      {
        title: 'Common_pasture',
        paragraphs: [
          { context: 'It belongs to nobody.', qas: [qa('a1', 'Who owns it?', 'nobody', 'nobody')] },
          { context: 'Rules came in 1871.', qas: [qa('a2', 'When came rules?', '1871'), qa('a3', 'Why in 1899?')] },
        ],
      },
      { title: 'Lamp', paragraphs: [{ context: 'He lit it.', qas: [qa('b1', 'Who lit it?', 'He')] }] },
    ],
  };

  async function read(file: object, perArticle?: number) {
    const path = join(await temporaryFolder(), 'squad.json');
    await writeFile(path, JSON.stringify(file));
    return readSquad(path, perArticle);
  }

  it('is read with each article as an essay and each context as a paragraph', async () => {
    const { essays, questions } = await read(squad);
    expect(essays.map(({ slug, paragraphs }) => [slug, paragraphs.length])).toEqual([
      ['Common_pasture', 2],
      ['Lamp', 1],
    ]);
    expect(questions.find(({ id }) => id === 'a1')?.answers).toEqual(['nobody']);
    expect(questions.find(({ id }) => id === 'a2')).toMatchObject({
      essay: 'Common_pasture',
      answerable: true,
      gold: { minimal: [2], acceptable: [2] },
    });
    expect(questions.find(({ id }) => id === 'a3')).toMatchObject({
      answerable: false,
      type: 'squad-unanswerable',
      gold: { acceptable: [] },
    });
  });

  it('is asked questions of the wrong article too, answerable elsewhere, and says so', async () => {
    const { questions, remarks } = await read(squad);
    const misplaced = questions.filter(({ type }) => type === 'squad-other-essay');
    expect(misplaced.map(({ id, essay, answerable, answers }) => [id, essay, answerable, answers.length])).toEqual([
      ['b1 of Common_pasture', 'Common_pasture', false, 0],
      ['a1 of Lamp', 'Lamp', false, 0],
      ['a2 of Lamp', 'Lamp', false, 0],
    ]);
    expect(remarks.join()).toMatch(/^3 wrong-essay questions/);
  });

  it('has no wrong article when it holds a single one', async () => {
    const { questions, remarks } = await read({ data: squad.data.slice(0, 1) });
    expect(questions.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3']);
    expect(remarks).toEqual([]);
  });

  it('gives at most so many questions an article', async () => {
    const { questions } = await read(squad, 2);
    expect(questions.filter(({ type }) => type !== 'squad-other-essay').map(({ id }) => id)).toEqual([
      'a1',
      'a2',
      'b1',
    ]);
  });
});

describe('spread', () => {
  it('takes items from all over the list, and all of a short one', () => {
    expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4)).toEqual([0, 2, 5, 7]);
    expect(spread([1, 2], 5)).toEqual([1, 2]);
    expect(spread([], 5)).toEqual([]);
  });
});
