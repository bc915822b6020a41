/**
 * `ingest`: the corpus folder into the index, one line for each file.
 */

import { join } from 'node:path';
import { messageOf } from '../base/errors.js';
import { displayLine, displayText } from '../essay/display.js';
import type { Essay } from '../essay/types.js';
import { writeCleaned } from '../ingest/cleaned-markdown.js';
import type { IngestedEssay } from '../ingest/types.js';
import { downloadOf } from './ask.js';
import { bringUpToDate, type Update } from './bring-up-to-date.js';
import { createProgress, type ExitCode, jsonLine, print, type Stage, tell } from './command.js';
import { wire } from './wire.js';

export interface IngestOptions {
  readonly json?: boolean;
  /** Saves the cleaned Markdown of each essay beside its file. */
  readonly write?: boolean;
}

/** What `ingest --json` prints of a file. */
interface FileLine {
  readonly file: string;
  readonly status: 'indexed' | 'unchanged' | 'skipped' | 'failed';
  readonly paragraphs?: number;
  /** Lines of page furniture that were left out. */
  readonly dropped?: readonly string[];
  readonly error?: string;
}

/** How long to wait for another process that indexes. */
const patienceMs = 60_000;

export async function ingest(stage: Stage, options: IngestOptions): Promise<ExitCode> {
  const parts = await wire(stage.config, stage.log, { remembers: true, onDownload: downloadOf(stage) });
  try {
    const progress = createProgress(stage);
    const update = await bringUpToDate(parts, stage.config, stage.log, {
      waitMs: patienceMs,
      signal: stage.signal,
      onWait: (holder) => tell(stage, `Another Pilcrow (process ${holder}) is indexing; waiting for it.`),
      onProgress: (done, total, essay) =>
        total > 0 && progress.show(`Indexing ${essay?.file ?? ''}: paragraph ${done} of ${total}`),
    });
    progress.clear();
    if (update.kept !== undefined) {
      tell(stage, `Nothing was indexed: ${update.kept}`);
      return 1;
    }
    const lines = linesOf(update);
    for (const line of lines) await print(stage, options.json ? jsonLine(line) : readable(line));
    for (const { essay, warnings } of update.reading.essays)
      for (const warning of warnings) tell(stage, `${nameOf(essay)}: ${warning}`);
    // What a class brought is its own: nothing of it goes into the folder that everybody sees.
    const ofFolder = update.reading.essays.filter(({ essay }) => essay.owner === undefined);
    if (options.write) await writeAll(stage, ofFolder);
    if (ofFolder.length > 0) return 0;
    tell(
      stage,
      `No essay in ${stage.config.corpusDir}. Put a .md, .txt, .html, .pdf, .docx or .epub file there and run this again.`,
    );
    return 1;
  } finally {
    await parts.close();
  }
}

function linesOf({ reading, report }: Update): readonly FileLine[] {
  const indexed = new Set(report?.indexed);
  const essays = reading.essays.map(
    ({ essay, dropped }): FileLine => ({
      file: nameOf(essay),
      status: indexed.has(essay.slug) ? 'indexed' : 'unchanged',
      paragraphs: essay.paragraphs.length,
      dropped,
    }),
  );
  const problems = reading.problems.map(({ file, status, reason }): FileLine => ({ file, status, error: reason }));
  return [...essays, ...problems].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function nameOf({ file, owner }: Essay): string {
  return owner === undefined ? file : `${file} (uploaded, ${owner})`;
}

function readable({ file, status, paragraphs, dropped, error }: FileLine): string {
  const facts = [
    ...(paragraphs === undefined ? [] : [`${paragraphs} paragraphs`]),
    ...(dropped?.length ? [`${dropped.length} lines of page furniture left out`] : []),
    ...(error === undefined ? [] : [error]),
  ];
  const list = dropped?.map((line) => `\n    - ${line}`).join('') ?? '';
  return displayText(`${status.padEnd(9)} ${displayLine(file)}  ${facts.join(', ')}${list}`);
}

/** The cleaned copy stands beside the original and is served instead of it from then on; what is Markdown already has none. */
async function writeAll(stage: Stage, essays: readonly IngestedEssay[]): Promise<void> {
  for (const { essay } of essays) {
    if (/\.(md|markdown)$/i.test(essay.file)) continue;
    const copy = `${essay.file.replace(/\.[^./]+$/, '')}.md`;
    try {
      await writeCleaned(join(stage.config.corpusDir, copy), essay);
      tell(stage, `Written: ${copy}. Correct it there; it is served instead of ${essay.file}.`);
    } catch (error) {
      tell(stage, `${messageOf(error)}.`);
    }
  }
}
