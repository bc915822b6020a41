/**
 * A shelf of a hundred essays: what taking them up does to the event loop, and what a question that names none of them
 * costs. The essays share their paragraphs, so that embedding a few hundred is enough.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { Essay } from '../essay/types.js';
import { openAt, runProgram, takeUp } from './bench-answers.js';
import type { Figure } from './figure.js';
import { drawnFrom, generatedParagraphs, markdownEssay } from './generated-essays.js';
import { quantile } from './interval.js';

const group = 'A hundred generated essays';
const essayCount = 100;
const paragraphsEach = 20;
const poolSize = 200;
/** Node measures the delay of a timer of this length, the length included. */
const resolution = 10;

/** Figures over essays made of the sentences of `sources`, kept under `folder` meanwhile. */
export async function hundredFigures(
  sources: readonly Essay[],
  questions: readonly string[],
  folder: string,
): Promise<Figure[]> {
  const pool = generatedParagraphs(sources, poolSize);
  const dataDir = join(folder, 'hundred-data');
  const few = { dataDir, corpusDir: await writeCorpus(join(folder, 'few'), drawnOnce(pool)) };
  const hundred = {
    dataDir,
    corpusDir: await writeCorpus(join(folder, 'hundred'), drawnFrom(pool, essayCount, paragraphsEach)),
  };
  const parts = await openAt(few);
  let embedding: Stall;
  let shelving: Stall;
  try {
    await parts.warm();
    embedding = await stallDuring(() => takeUp(parts, few));
    shelving = await stallDuring(() => takeUp(parts, hundred));
  } finally {
    await parts.close();
  }
  const lines = questions.map((question, id) => JSON.stringify({ id, question })).join('\n');
  const { stdout, firstWordMs } = await runProgram(['ask', '--jsonl'], hundred, lines);
  const waits = stdout
    .trim()
    .split('\n')
    .map((line) => Number((JSON.parse(line) as { latency_ms?: number }).latency_ms ?? Number.NaN));
  const [first = Number.NaN, ...others] = waits;
  return [
    ...stallFigures(`while ${poolSize} paragraphs are embedded`, embedding),
    ...stallFigures(`while ${essayCount} essays of known paragraphs are shelved`, shelving),
    {
      group,
      name: 'first question that names none',
      value: first,
      unit: 'ms',
      note: `${essayCount} essays of ${paragraphsEach} paragraphs in a new process, model warm`,
    },
    {
      group,
      name: 'later questions that name none, p50',
      value: quantile(others, 0.5),
      unit: 'ms',
      note: `${others.length} different questions`,
    },
    { group, name: 'start to first answer, index cached', value: firstWordMs / 1_000, unit: 's' },
  ];
}

function drawnOnce(pool: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(pool.length / paragraphsEach) }, (_, essay) =>
    pool.slice(essay * paragraphsEach, (essay + 1) * paragraphsEach),
  );
}

async function writeCorpus(folder: string, essays: readonly (readonly string[])[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [at, paragraphs] of essays.entries()) {
    await writeFile(join(folder, `essay-${at + 1}.md`), markdownEssay(`Essay ${at + 1}`, paragraphs));
  }
  return folder;
}

interface Stall {
  readonly p99Ms: number;
  readonly mostMs: number;
  readonly tookMs: number;
}

async function stallDuring(run: () => Promise<void>): Promise<Stall> {
  const histogram: IntervalHistogram = monitorEventLoopDelay({ resolution });
  const startedAt = performance.now();
  histogram.enable();
  await run();
  histogram.disable();
  const beyond = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolution);
  return {
    p99Ms: beyond(histogram.percentile(99)),
    mostMs: beyond(histogram.max),
    tookMs: performance.now() - startedAt,
  };
}

function stallFigures(name: string, { p99Ms, mostMs, tookMs }: Stall): Figure[] {
  return [
    {
      group,
      name: `event-loop stall ${name}, p99`,
      value: p99Ms,
      unit: 'ms',
      goal: { most: 20 },
      note: `the longest ${mostMs.toFixed(0)} ms; it took ${(tookMs / 1_000).toFixed(1)} s`,
    },
  ];
}
