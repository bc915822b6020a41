/**
 * Reads sets of questions: folders of the shape described in test/eval/README.md (paragraphs as JSON lines or essays as
 * Markdown), and official SQuAD 2.0 files, each article taken as one essay.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../base/files.js';
import type { Essay, Turn } from '../essay/types.js';
import { readCorpus } from '../ingest/corpus.js';
import type { SummaryPoint } from './summary-score.js';

/** A question whose right paragraphs are known. */
export interface KnownQuestion {
  readonly id: string;
  readonly essay: string;
  readonly question: string;
  readonly answerable: boolean;
  readonly type: string;
  readonly gold: { readonly minimal: readonly number[]; readonly acceptable: readonly number[] };
  readonly answers: readonly string[];
  readonly history?: readonly Turn[];
  readonly expect?: string;
  /** The language of the question, BCP 47; the essay's when absent. */
  readonly lang?: string;
  /** Where an unanswerable question seems to be answered. */
  readonly near?: number | null;
  /** The title page answers: no paragraph is right, so retrieval is not measured. */
  readonly metadata?: boolean;
  /** The answers stand in a note of the paragraph. */
  readonly inNote?: boolean;
  readonly parts?: readonly { readonly answerable: boolean }[];
}

export interface QuestionSet {
  readonly name: string;
  /** Where further lists of the set stand; absent for a set of one file. */
  readonly folder?: string;
  readonly essays: readonly Essay[];
  readonly questions: readonly KnownQuestion[];
  /** What a good reader lists of an essay; empty where the set has no such list. */
  readonly points: readonly SummaryPoint[];
  /** How the set was made, as sentences for the report. */
  readonly remarks: readonly string[];
}

/**
 * The set in `folder`: every `*essays*.jsonl` holds essays as `{essay, paragraphs: [{n, text}]}`, every other `.jsonl`
 * whose lines have a `question` or a `point` holds questions or points; Markdown essays stand in `essays/` and in the folders of `corpora`.
 */
export async function readQuestionSet(folder: string, corpora: readonly string[] = []): Promise<QuestionSet> {
  const essays: Essay[] = [];
  const questions: KnownQuestion[] = [];
  const points: SummaryPoint[] = [];
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      if (line.trim() === '') continue;
      const row = JSON.parse(line) as EssayRow | KnownQuestion | SummaryPoint;
      if ('question' in row) questions.push(row);
      else if ('point' in row) points.push(row);
      else if (file.includes('essays')) essays.push(essayOf(row));
    }
  }
  for (const corpus of [join(folder, 'essays'), ...corpora]) {
    const reading = await readCorpus(corpus).catch(() => undefined);
    for (const { essay } of reading?.essays ?? []) essays.push(essay);
  }
  const byFile = new Map(essays.map((essay) => [essay.file.replace(/\.\w+$/, ''), essay.slug]));
  const named = <Row extends { readonly essay: string }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, essay: byFile.get(row.essay) ?? row.essay }));
  return { name: folder, folder, essays, questions: named(questions), points: named(points), remarks: [] };
}

interface EssayRow {
  readonly essay: string;
  readonly paragraphs: readonly { readonly n: number; readonly text: string }[];
}

function essayOf({ essay, paragraphs }: EssayRow): Essay {
  return plainEssay(
    essay,
    paragraphs.map(({ text }) => text),
  );
}

interface SquadFile {
  readonly data: readonly {
    readonly title: string;
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly id: string;
        readonly question: string;
        readonly is_impossible?: boolean;
        readonly answers: readonly { readonly text: string }[];
      }[];
    }[];
  }[];
}

/**
 * The official SQuAD 2.0 file at `path`; at most `perArticle` questions an article, evenly spread. Each article is also
 * asked a quarter as many answerable ones of the next article, which nothing in it answers.
 */
export async function readSquad(path: string, perArticle = 200): Promise<QuestionSet> {
  const { data } = JSON.parse(await readFile(path, 'utf8')) as SquadFile;
  const essays: Essay[] = [];
  const questions: KnownQuestion[] = [];
  for (const article of data) {
    essays.push(
      plainEssay(
        article.title,
        article.paragraphs.map(({ context }) => context),
      ),
    );
    const all = article.paragraphs.flatMap(({ qas }, at) =>
      qas.map((qa): KnownQuestion => {
        const answerable = qa.is_impossible !== true;
        const gold = answerable ? [at + 1] : [];
        return {
          id: qa.id,
          essay: article.title,
          question: qa.question,
          answerable,
          type: answerable ? 'squad-answerable' : 'squad-unanswerable',
          gold: { minimal: gold, acceptable: gold },
          answers: [...new Set(qa.answers.map(({ text }) => text))],
        };
      }),
    );
    questions.push(...spread(all, perArticle));
  }
  const misplaced =
    essays.length < 2 ? [] : essays.flatMap((_, at) => askedElsewhere(essays, questions, at, perArticle));
  const remarks =
    misplaced.length === 0
      ? []
      : [
          `${misplaced.length} wrong-essay questions were made from the file: each article is asked answerable questions of the next one.`,
        ];
  return { name: path, essays, questions: [...questions, ...misplaced], points: [], remarks };
}

/** Questions of the article behind the one at `at`, asked of that one: the same on every run. */
function askedElsewhere(
  essays: readonly Essay[],
  questions: readonly KnownQuestion[],
  at: number,
  perArticle: number,
): KnownQuestion[] {
  const here = essays[at]?.slug ?? '';
  const next = essays[(at + 1) % essays.length]?.slug;
  const theirs = questions.filter(({ essay, answerable }) => essay === next && answerable);
  return spread(theirs, Math.ceil(perArticle / 4)).map((question) => ({
    ...question,
    id: `${question.id} of ${here}`,
    essay: here,
    answerable: false,
    type: 'squad-other-essay',
    gold: { minimal: [], acceptable: [] },
    answers: [],
  }));
}

/** At most `most` of `items`, evenly spread, in their order. */
export function spread<Item>(items: readonly Item[], most: number): Item[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, at) => items[Math.floor((at * items.length) / count)] as Item);
}

/** An essay of the given paragraphs, with white space as blanks; enough for retrieval and answers. */
export function plainEssay(name: string, texts: readonly string[]): Essay {
  return {
    slug: name,
    title: name.replaceAll('_', ' '),
    language: 'en',
    questions: [],
    collection: '',
    file: `${name}.txt`,
    hash: sha256(JSON.stringify(texts)),
    sections: [],
    paragraphs: texts.map((text, at) => ({
      n: at + 1,
      text: text.replace(/\s+/g, ' ').trim(),
      hash: sha256(text),
      noteMarks: [],
    })),
    notes: [],
    teacherNotes: [],
  };
}
