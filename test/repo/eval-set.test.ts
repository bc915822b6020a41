import { describe, expect, it } from 'vitest';
import { essayOf, essays, readLines, shipped } from './eval-essays.js';

/** Holds the evaluation set to its shape: a wrong gold answer would be worse than none. See test/eval/README.md. */

interface Question {
  readonly id: string;
  readonly essay: string;
  readonly question: string;
  readonly answerable: boolean;
  readonly type: string;
  readonly gold: { readonly minimal: readonly number[]; readonly acceptable: readonly number[] };
  readonly near: number | null;
  readonly answers: readonly string[];
  readonly lang: string;
  readonly history?: readonly { readonly role: string; readonly content: string }[];
  readonly parts?: readonly { readonly answerable: boolean; readonly gold: readonly number[] }[];
  readonly expect?: string;
  readonly inNote?: boolean;
  readonly metadata?: boolean;
}

/** Essays that only summaries are measured on. */
const unasked = ['by-lot', 'dix-sept-minutes', 'was-die-hand-weiss'];

/** At least this many questions of each type, over all essays. */
const floors: Readonly<Record<string, number>> = {
  direct: 30,
  paraphrase: 20,
  misspelt: 12,
  short: 12,
  'two-part': 14,
  'follow-up': 14,
  'who-says': 12,
  'false-premise': 18,
  absent: 18,
  'near-miss': 20,
  'other-essay': 8,
  definition: 10,
  count: 8,
  theme: 7,
  meta: 10,
  vague: 7,
  'cross-language': 16,
};

const questions = readLines<Question>('questions.jsonl');

describe('the evaluation questions', () => {
  it('are numerous, unlike one another, and of every kind', () => {
    expect(questions.length).toBeGreaterThanOrEqual(120);
    expect(new Set(questions.map((each) => each.id)).size).toBe(questions.length);
    expect(new Set(questions.map((each) => JSON.stringify([each.essay, each.question]))).size).toBe(questions.length);
    const tooFew = Object.entries(floors).filter(([type, floor]) => count((each) => each.type === type) < floor);
    expect(tooFew).toEqual([]);
    expect(questions.filter((each) => !(each.type in floors)).map((each) => each.id)).toEqual([]);
  });

  it('cover every essay that is asked about, the shipped one most', () => {
    const asked = [...essays.keys()].filter((essay) => !unasked.includes(essay));
    expect([...new Set(questions.map((each) => each.essay))].sort()).toEqual(asked.sort());
    expect(count((each) => each.essay === shipped)).toBeGreaterThanOrEqual(75);
    for (const essay of asked) expect(count((each) => each.essay === essay)).toBeGreaterThanOrEqual(30);
  });

  it.each(questions.map((each) => [each.id, each] as const))('%s is well formed', (_id, question) => {
    const { minimal, acceptable } = question.gold;
    const { length } = essayOf(question.essay).paragraphs;
    const numbers = [...minimal, ...acceptable, ...(question.near === null ? [] : [question.near])];
    expect(numbers.filter((n) => !Number.isInteger(n) || n < 1 || n > length)).toEqual([]);
    expect(minimal.filter((n) => !acceptable.includes(n))).toEqual([]);
    expect(question.question.trim()).toBe(question.question);
    expect(['en', 'ru', 'ja', 'de', 'es', 'fr']).toContain(question.lang);

    if (question.metadata) expect(question).toMatchObject({ answerable: true, answers: [], gold: { minimal: [] } });
    else if (question.answerable) expect(Math.min(minimal.length, question.answers.length)).toBeGreaterThan(0);
    else expect([...acceptable, ...question.answers]).toEqual([]);

    if (question.type !== 'cross-language' || question.answerable) {
      const fitting = question.answerable ? ['answered', 'partly', 'answered-or-partly'] : ['not-in-essay'];
      expect(fitting).toContain(question.expect);
    }
    if (question.type === 'follow-up')
      expect(question.history?.map((turn) => turn.role)).toEqual(['user', 'assistant']);
    if (question.type === 'two-part') expectParts(question);
  });

  it('have answers that stand word for word in the gold paragraph, or in its note', () => {
    const strays = questions.flatMap((question) => {
      const { paragraphs, notes } = essayOf(question.essay);
      const text = question.inNote ? notes : (paragraphs[(question.gold.minimal[0] ?? 0) - 1] ?? '');
      return question.answers.filter((answer) => !text.includes(answer)).map((answer) => `${question.id}: ${answer}`);
    });
    expect(strays).toEqual([]);
  });
});

describe('the evaluation essays', () => {
  it('have the paragraphs that questions and points were numbered by', () => {
    const lengths = Object.fromEntries([...essays].map(([name, essay]) => [name, essay.paragraphs.length]));
    expect(lengths).toEqual({
      [shipped]: 13,
      'by-lot': 17,
      'counting-swifts': 20,
      'dix-sept-minutes': 12,
      'slippery-ice': 9,
      'vernite-skameiku': 16,
      'was-die-hand-weiss': 12,
    });
  });
});

function expectParts({ id, parts = [], gold, expect: outcome }: Question): void {
  expect(parts.length, id).toBeGreaterThanOrEqual(2);
  expect([...new Set(parts.flatMap((part) => part.gold))].sort()).toEqual([...gold.minimal].sort());
  expect(parts.filter((part) => part.answerable !== part.gold.length > 0)).toEqual([]);
  expect(outcome).toBe(parts.every((part) => part.answerable) ? 'answered' : 'partly');
}

function count(matches: (question: Question) => boolean): number {
  return questions.filter(matches).length;
}
