/** `npm run eval`, `npm run bench` and `npm run train`: argv in, figures on stdout, progress on stderr. */
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { projectRoot } from '../app/config.js';
import { messageOf, PilcrowError } from '../base/errors.js';

// Each command loads only what it needs: what the baselines hold in memory is no part of what is measured.
const program = new Command('measure').description('measures answers, costs, and chooses weights');
program
  .command('eval')
  .description('answers known questions and scores them, beside a LangChain tutorial pipeline and MiniSearch')
  .option('--data <folder>', 'questions and essays of the shape of test/eval/README.md; test/eval by default')
  .option('--squad <file>', 'an official SQuAD 2.0 JSON file instead')
  .option('--limit <n>', 'at most so many questions, evenly spread', count)
  .addOption(new Option('--failures', 'lists what went wrong').conflicts(['model', 'judge']))
  .option('--model', 'asks the model of the settings instead, beside the same program without one; costs money')
  .addOption(
    new Option('--judge', 'with --model: the model also rates its answers; costs more').implies({ model: true }),
  )
  .option('--json', 'as JSON')
  .action(async (options) => {
    const signal = options.model ? interrupted() : undefined;
    console.log(await (await import('./run-eval.js')).runEval({ ...options, signal }));
  });
program
  .command('bench')
  .description('what answers, start, embedding, search and ingestion cost, beside what they are meant to cost')
  .option('--json', 'as JSON')
  .action(async (options) => console.log(await (await import('./bench.js')).bench(options)));
program
  .command('train')
  .description("chooses the re-scorer's weights on a question set, leave-one-article-out")
  .requiredOption('--data <folder>', 'a question set, e.g. of SQuAD')
  .option('--out <file>', 'where to write them', join(projectRoot, 'src', 'retrieval', 'weights.ts'))
  .action(async ({ data, out }: { data: string; out: string }) => {
    const { createLocalEmbedder } = await import('../models/local-embedder.js');
    const { readQuestionSet } = await import('./question-sets.js');
    const { train } = await import('./train.js');
    const embedder = createLocalEmbedder();
    try {
      await train(await readQuestionSet(data), embedder, out, (line) => console.log(line));
    } finally {
      await embedder.close();
    }
  });

/** Aborted by Ctrl-C; a second one, later than npm hands on the first, ends the program where it stands. */
function interrupted(): AbortSignal {
  const stopping = new AbortController();
  let at = 0;
  process.on('SIGINT', () => {
    if (stopping.signal.aborted && performance.now() - at > 1_000) process.exit(130);
    at = performance.now();
    stopping.abort();
  });
  return stopping.signal;
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
  if (error instanceof PilcrowError && error.hint !== undefined) console.error(error.hint);
  process.exitCode = 1;
}
