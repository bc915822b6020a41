/**
 * What a careful reader expects of summaries beside the points: traps, themes, sections, read from the files that
 * test/eval/README.md describes; and which essays may be looked at while a summariser is written.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Essay } from '../essay/types.js';

/** What a good reader lists: a row of `summary-points.jsonl`, or a point of a theme or section. */
export interface ListedPoint {
  readonly point: string;
  readonly paragraphs: readonly number[];
  readonly keywords: readonly string[];
  /** 2 for what no summary may leave out; 1 when absent. */
  readonly weight?: number;
}

/** Words that are a fault when shown without any of `unless` on the same line. */
export interface Trap {
  readonly essay: string;
  readonly paragraph: number;
  readonly words: string;
  readonly unless: readonly string[];
}

export interface ThemeReference {
  readonly essay: string;
  readonly theme: string;
  readonly points: readonly ListedPoint[];
  /** Paragraphs that do not speak of it. */
  readonly offTopic: readonly number[];
}

export interface SectionReference {
  readonly essay: string;
  readonly range: { readonly first: number; readonly last: number };
  readonly section?: string;
  readonly points: readonly ListedPoint[];
}

export interface SummaryReferences {
  readonly traps: readonly Trap[];
  readonly themes: readonly ThemeReference[];
  readonly sections: readonly SectionReference[];
}

/**
 * The essays, by slug, that were looked at while the summariser was written. Figures of all others of test/eval are
 * held out: nobody looked at single failures there.
 */
export const developmentEssays: ReadonlySet<string> = new Set(['counting-swifts', 'by-lot', 'vernite-skameiku']);

/** The references in `folder` to `essays`, by slug; a file that is not there gives none. */
export async function readSummaryReferences(folder: string, essays: readonly Essay[]): Promise<SummaryReferences> {
  const slugs = new Map(essays.map(({ file, slug }) => [file.replace(/\.\w+$/, ''), slug]));
  const read = async <Row extends { readonly essay: string }>(file: string): Promise<Row[]> => {
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as Row)
      .map((row) => ({ ...row, essay: slugs.get(row.essay) ?? row.essay }));
  };
  return {
    traps: await read<Trap>('summary-traps.jsonl'),
    themes: await read<ThemeReference>('summary-themes.jsonl'),
    sections: await read<SectionReference>('summary-sections.jsonl'),
  };
}
