/** `npm run eval`, `npm run bench` and `npm run train`: argv in, figures on stdout, progress on stderr. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { projectRoot } from '../app/config.js';
import { messageOf } from '../base/errors.js';
import { createLog } from '../base/log.js';
import { createLocalEmbedder } from '../models/local-embedder.js';
import { prepareLangChain, prepareMiniSearch } from './baselines.js';
import { evalReport } from './eval-report.js';
import { evaluate, limited } from './evaluate.js';
import { preparePilcrow } from './pilcrow.js';
import { createProgress } from './progress.js';
import { type QuestionSet, readQuestionSet, readSquad } from './question-sets.js';
import { train } from './train.js';

const weightsFile = join(projectRoot, 'src', 'retrieval', 'weights.ts');

interface EvalOptions {
  readonly data?: string;
  readonly squad?: string;
  readonly json?: boolean;
  readonly limit?: number;
  readonly failures?: boolean;
}

const program = new Command('measure').description('measures answers, costs, and chooses weights');
program
  .command('eval')
  .description('answers known questions and scores them, beside a LangChain tutorial pipeline and MiniSearch')
  .option('--data <folder>', 'questions and essays of the shape of test/eval/README.md; test/eval by default')
  .option('--squad <file>', 'an official SQuAD 2.0 JSON file instead')
  .option('--limit <n>', 'at most so many questions, evenly spread', count)
  .option('--failures', 'lists what went wrong')
  .option('--json', 'as JSON')
  .action(runEval);
program
  .command('train')
  .description("chooses the re-scorer's weights on a question set, leave-one-article-out")
  .requiredOption('--data <folder>', 'a question set, e.g. of SQuAD')
  .option('--out <file>', 'where to write them', weightsFile)
  .action(async ({ data, out }: { data: string; out: string }) => {
    const embedder = createLocalEmbedder();
    await train(await readQuestionSet(data), embedder, out, (line) => console.log(line));
    await embedder.close();
  });

async function runEval(options: EvalOptions): Promise<void> {
  const set = limited(await readSet(options), options.limit);
  const folder = await mkdtemp(join(tmpdir(), 'pilcrow-eval-'));
  const embedder = createLocalEmbedder();
  const progress = createProgress(process.stderr);
  try {
    const own = await preparePilcrow(set, {
      embedder,
      folder,
      log: createLog({ level: 'warn' }),
      onProgress: (done, total) => progress.show(`Indexing: paragraph ${done} of ${total}`),
    });
    progress.show('Preparing the baselines');
    const systems = [own, await prepareLangChain(set, embedder), await prepareMiniSearch(set)] as const;
    const evaluation = await evaluate(set, systems, {
      onProgress: (system, done, total) => progress.show(`${system}: question ${done} of ${total}`),
    });
    progress.clear();
    const text = options.json
      ? JSON.stringify(evaluation)
      : evalReport(evaluation, { showsFailures: options.failures === true, remarks: [await tuningRemark()] });
    console.log(text);
  } finally {
    progress.clear();
    await embedder.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function readSet({ data, squad }: EvalOptions): Promise<QuestionSet> {
  if (squad !== undefined) return readSquad(squad);
  if (data !== undefined) return readQuestionSet(data);
  return readQuestionSet(join(projectRoot, 'test', 'eval'), [join(projectRoot, 'corpus')]);
}

/** What weights were chosen on, with the figures that leave each article out, as they stand in weights.ts. */
async function tuningRemark(): Promise<string> {
  const source = await readFile(weightsFile, 'utf8');
  const lines = source
    .slice(0, source.indexOf('*/'))
    .split('\n')
    .map((line) => line.replace(/^\/?\s*\*+ ?/, '').trim());
  const header = lines.filter((line) => line !== '').join('\n  ');
  return `Where the figures are flattered: the weights and the gate's thresholds were chosen on SQuAD development questions, so a set that holds these looks better than it is. Nothing was tuned on test/eval. From src/retrieval/weights.ts:\n  ${header}`;
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return value;
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
