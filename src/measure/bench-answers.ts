/** What a person waits for: warm answers about the shipped essay by the real path, and a fresh start of the program. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { loadConfig, projectRoot, withEnvFile } from '../app/config.js';
import { type Parts, wire } from '../app/wire.js';
import { createLog } from '../base/log.js';
import { readCorpus } from '../ingest/corpus.js';
import type { Figure } from './figure.js';
import { mean, quantile } from './interval.js';
import { timed } from './timing.js';

const group = 'Answers about the shipped essay';
const starts = 3;

/** Where a corpus and its index lie; both end with the bench. */
export interface Place {
  readonly corpusDir: string;
  readonly dataDir: string;
}

/** The parts as the program connects them, over the corpus of `place`. */
export async function openAt({ corpusDir, dataDir }: Place): Promise<Parts> {
  const config = loadConfig({ CORPUS_DIR: corpusDir, DATA_DIR: dataDir });
  return await wire(config, createLog({ level: 'warn' }), { remembers: false });
}

/** Reads the corpus of `place` into the index of `parts`, as the commands do. */
export async function takeUp(parts: Parts, { corpusDir, dataDir }: Place): Promise<void> {
  await parts.retriever.refresh(await readCorpus(corpusDir, { cacheFolder: join(dataDir, 'readings') }));
}

/** Wall time of answers to `questions`, all different, and what the process holds in memory after them. */
export async function warmAnswerFigures(questions: readonly string[], place: Place): Promise<Figure[]> {
  const parts = await openAt(place);
  const ask = async (text: string): Promise<void> => {
    const incoming = {
      place: { platform: 'command-line', tenant: 'local', place: 'bench' },
      person: 'local',
      messageId: text,
      text,
      history: [],
    };
    for await (const _reply of parts.conversation.handle(incoming));
  };
  try {
    await parts.warm();
    await takeUp(parts, place);
    const [first = '', ...others] = questions;
    const cold = await timed([first], ask);
    const warm = await timed(others, ask);
    const memory = process.memoryUsage.rss() / 1024 / 1024;
    return [
      { group, name: 'first answer, model warm', value: mean(cold.wall), unit: 'ms' },
      {
        group,
        name: 'warm answer, p50',
        value: quantile(warm.wall, 0.5),
        unit: 'ms',
        goal: { most: 100 },
        note: `${others.length} different questions; CPU ${mean(warm.cpu).toFixed(1)} ms on average`,
      },
      { group, name: 'warm answer, p95', value: quantile(warm.wall, 0.95), unit: 'ms', goal: { most: 100 } },
      { group, name: 'memory after them (RSS)', value: memory, unit: 'MB' },
    ];
  } finally {
    await parts.close();
  }
}

/** From the start of `ask` in a new process to its answer, with the index of `place` made already. */
export async function startFigures(question: string, place: Place): Promise<Figure[]> {
  const waits: number[] = [];
  for (let run = 0; run <= starts; run++) waits.push((await runProgram(['ask', question], place)).firstWordMs);
  return [
    {
      group,
      name: 'start to first answer, index cached',
      value: quantile(waits.slice(1), 0.5) / 1_000,
      unit: 's',
      goal: { most: 2 },
      note: `the median of ${starts} new processes, the first one left out`,
    },
  ];
}

/** The built program run to its end over `place`. */
export async function runProgram(args: readonly string[], { corpusDir, dataDir }: Place, input = '') {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'app', 'main.js'), ...args], {
    env: { ...withEnvFile(), CORPUS_DIR: corpusDir, DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let stdout = '';
  let firstWordMs = Number.NaN;
  child.stdout.on('data', (chunk: Buffer) => {
    if (stdout === '') firstWordMs = performance.now() - startedAt;
    stdout += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`pilcrow ${args.join(' ')} ended with code ${code}.`);
  return { stdout, firstWordMs };
}
