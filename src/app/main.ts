/**
 * The program: arguments to commands, faults to exit codes. 0 done, 1 could not be done, 2 misused or misconfigured.
 */
import { CommanderError, Command as Program } from 'commander';
import { messageOf, PilcrowError } from '../base/errors.js';
import { createLog } from '../base/log.js';
import type { ExitCode, Stage } from './command.js';
import { type Config, loadConfig, loadSetupConfig, withEnvFile } from './config.js';

type Run = (stage: Stage) => Promise<ExitCode>;
type Choose = (run: Run, settings?: () => Config) => void;

async function main(): Promise<ExitCode> {
  const stopping = new AbortController();
  let isServing = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Told twice, it ends where it stands; what is on disk is whole at any moment.
      if (stopping.signal.aborted) process.exit(1);
      stopping.abort();
    });
  }
  process.on('uncaughtException', (error: unknown) => {
    process.stderr.write(`${faultText(error)}\n`);
    process.exit(1);
  });
  process.on('unhandledRejection', (error: unknown) => {
    process.stderr.write(`${faultText(error)}\n`);
    // Whoever serves a class goes on: nothing waits for what was rejected.
    if (!isServing) process.exit(1);
  });
  // A reader that left early (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.stderr.on('error', () => undefined);
  let run: Run | undefined;
  let settings = (): Config => loadConfig(withEnvFile());
  const program = programOf((chosen, settingsOfIt = settings) => {
    run = chosen;
    settings = settingsOfIt;
  });
  try {
    await program.parseAsync(process.argv);
    if (!run) return 2;
    const config = settings();
    isServing = config.slack !== undefined || config.discord !== undefined;
    const log = createLog({ level: config.logLevel, secrets: config.secrets });
    const { stdin, stdout, stderr } = process;
    return await run({ stdin, stdout, stderr, signal: stopping.signal, config, log });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (stopping.signal.aborted) return 1;
    process.stderr.write(`${faultText(error)}\n`);
    return error instanceof PilcrowError && error.code === 'config-invalid' ? 2 : 1;
  }
}

/** Each command loads only what it needs. */
function programOf(choose: Choose): Program {
  const program = new Program('pilcrow')
    .description('Talks about the essays in corpus/; every answer cites its paragraphs.')
    .exitOverride();
  program
    .command('start', { isDefault: true })
    .description('a chat on a terminal; piped lines are questions; otherwise serves until stopped')
    .action(() => choose(async (stage) => (await import('./start.js')).start(stage)));
  program
    .command('setup')
    .description('asks for the tokens of Slack and Discord, checks them and writes them into .env')
    // Not --env-file: Node 20 takes that for itself wherever it stands.
    .option('--settings <path>', 'another file than .env in the project folder, which npm start reads')
    .action((options) =>
      choose(
        async (stage) => (await import('./setup.js')).setup(stage, options),
        () => loadSetupConfig(options.settings),
      ),
    );
  program
    .command('ask')
    .description('one answer with its citations')
    .argument('[question...]')
    .option('--essay <name>', 'the essay: file name or slug')
    .option('--json', 'the answer as JSON')
    .option('--jsonl', 'a question a line on stdin, {id, essay, question, history?}; an answer a line on stdout')
    .option('--stream', 'with --jsonl: lines with partial: true while an answer is being written, before its own')
    .option('--rendered', 'with --jsonl: also the messages it would be in Slack and Discord')
    .option('--summary [length]', 'a summary instead: sentence, short or full')
    .action((words: string[], options) =>
      choose(async (stage) => (await import('./ask.js')).ask(stage, words, options)),
    );
  program
    .command('ingest')
    .description('reads the corpus folder into the index')
    .option('--json', 'a line of JSON for each file')
    .option('--write', 'saves the cleaned Markdown of each essay beside its file')
    .action((options) => choose(async (stage) => (await import('./ingest.js')).ingest(stage, options)));
  program
    .command('handout')
    .description('a numbered copy of an essay')
    .argument('[essay]')
    .option('--html', 'for printing')
    .option('--out <file>', 'into a file instead of stdout')
    .action((name: string | undefined, options) =>
      choose(async (stage) => (await import('./handout.js')).handout(stage, name, options)),
    );
  program
    .command('doctor')
    .description('what works, what is off and why, what to do')
    .option('--network', 'every host that is contacted')
    .action((options) => choose(async (stage) => (await import('./doctor.js')).doctor(stage, options)));
  return program;
}

function faultText(error: unknown): string {
  if (!(error instanceof PilcrowError)) return `Pilcrow stopped: ${messageOf(error)}`;
  // The settings' problems come as a list, one a line.
  const message = error.code === 'config-invalid' ? error.message : messageOf(error);
  return error.hint === undefined ? message : `${message}\n${error.hint}`;
}

const code = await main();
await new Promise((resolve) => process.stdout.write('', resolve));
process.exit(code);
