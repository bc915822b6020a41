/**
 * `handout`: a numbered copy of an essay, as Markdown or as HTML for printing.
 */
import { resolve } from 'node:path';
import { writeAtomic } from '../base/files.js';
import { writeText } from '../base/streams.js';
import type { Essay } from '../essay/types.js';
import { readCorpus } from '../ingest/corpus.js';
import { handout as numberedCopy } from '../ingest/handout.js';
import { readingsIn } from './bring-up-to-date.js';
import { type ExitCode, type Stage, tell } from './command.js';

export interface HandoutOptions {
  readonly html?: boolean;
  readonly out?: string;
}

export async function handout(stage: Stage, name: string | undefined, options: HandoutOptions): Promise<ExitCode> {
  const reading = await readCorpus(stage.config.corpusDir, {
    cacheFolder: readingsIn(stage.config),
    signal: stage.signal,
  });
  const essays = reading.essays.map(({ essay }) => essay);
  const essay =
    name === undefined && essays.length === 1 ? essays[0] : essays.find((each) => isCalled(each, name ?? ''));
  if (!essay) {
    const list = essays.map(({ slug }) => `  ${slug}`).join('\n');
    tell(
      stage,
      `${name === undefined ? 'Which essay?' : `There is no essay called ${name}.`} ${list === '' ? 'The corpus folder is empty.' : `There is:\n${list}`}`,
    );
    return 1;
  }
  const text = numberedCopy(essay, options.html ? 'html' : 'markdown', { withQuestions: true });
  if (options.out === undefined) {
    await writeText(stage.stdout, text);
    return 0;
  }
  await writeAtomic(resolve(options.out), text);
  tell(stage, `Written: ${options.out}`);
  return 0;
}

/** By slug, or by file name with or without folder and ending. */
function isCalled({ slug, file }: Essay, name: string): boolean {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const names = [slug, file, base, withoutEnding(file), withoutEnding(base)];
  return names.some((known) => known.toLowerCase() === name.toLowerCase());
}

function withoutEnding(file: string): string {
  return file.replace(/\.[^./]+$/, '');
}
