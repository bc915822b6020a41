/**
 * Reads sets of questions: folders of the shape described in test/eval/README.md (paragraphs as JSON lines or essays as
 * Markdown), and official SQuAD 2.0 files, each article taken as one essay.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../base/files.js';
import type { Essay, Turn } from '../essay/types.js';
import { readCorpus } from '../ingest/corpus.js';

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
  readonly essays: readonly Essay[];
  readonly questions: readonly KnownQuestion[];
}

/**
 * The set in `folder`: every `*essays*.jsonl` holds essays as `{essay, paragraphs: [{n, text}]}`, every other `.jsonl`
 * whose lines have a `question` holds questions; Markdown essays stand in `essays/` and in the folders of `corpora`.
 */
export async function readQuestionSet(folder: string, corpora: readonly string[] = []): Promise<QuestionSet> {
  const essays: Essay[] = [];
  const questions: KnownQuestion[] = [];
  for (const file of (await readdir(folder)).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      if (line.trim() === '') continue;
      const row = JSON.parse(line) as { essay: string; paragraphs?: { n: number; text: string }[]; question?: string };
      if (file.includes('essays') && row.paragraphs !== undefined)
        essays.push(
          plainEssay(
            row.essay,
            row.paragraphs.map(({ text }) => text),
          ),
        );
      else if (typeof row.question === 'string') questions.push(row as unknown as KnownQuestion);
    }
  }
  for (const corpus of [join(folder, 'essays'), ...corpora]) {
    const reading = await readCorpus(corpus).catch(() => undefined);
    for (const { essay } of reading?.essays ?? []) essays.push(essay);
  }
  const byFile = new Map(essays.map((essay) => [essay.file.replace(/\.\w+$/, ''), essay.slug]));
  const named = questions.map((question) => ({ ...question, essay: byFile.get(question.essay) ?? question.essay }));
  return { name: folder, essays, questions: named };
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

/** The official SQuAD 2.0 file at `path`; at most `perArticle` questions an article, evenly spread. */
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
    const stride = Math.max(1, all.length / perArticle);
    for (let at = 0; at < all.length; at += stride) {
      const question = all[Math.floor(at)];
      if (question) questions.push(question);
    }
  }
  return { name: path, essays, questions };
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
