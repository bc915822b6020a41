/**
 * The built program as a child process, with its own corpus and data folder and nothing of the environment but PATH.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../dist/app/main.js', import.meta.url));

export interface Sandbox {
  readonly corpusDir: string;
  readonly dataDir: string;
  /** Puts a file into the corpus folder. */
  add(file: string, text: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

export async function makeSandbox(files: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'pilcrow-e2e-'));
  const corpusDir = join(root, 'corpus');
  await mkdir(corpusDir);
  const sandbox: Sandbox = {
    corpusDir,
    dataDir: join(root, 'data'),
    async add(file, text) {
      await mkdir(dirname(join(corpusDir, file)), { recursive: true });
      await writeFile(join(corpusDir, file), text);
    },
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 5 }),
  };
  for (const [file, text] of Object.entries(files)) await sandbox.add(file, text);
  return sandbox;
}

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Result>;
  /** Resolves when stdout holds `text`; fails with what was said when the program ends before, or after `waitMs`. */
  says(text: string | RegExp, waitMs?: number): Promise<void>;
  stdout(): string;
}

export function run(args: readonly string[], sandbox: Sandbox, env: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', CORPUS_DIR: sandbox.corpusDir, DATA_DIR: sandbox.dataDir, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Result>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  return {
    child,
    ended,
    stdout: () => stdout,
    async says(text, waitMs = 20_000) {
      const giveUpAt = performance.now() + waitMs;
      for (;;) {
        if (typeof text === 'string' ? stdout.includes(text) : text.test(stdout)) return;
        if (hasEnded || performance.now() > giveUpAt) throw new Error(`It did not say ${text}:\n${stdout}\n${stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}

/** Runs to the end with `input` on stdin. */
export async function runToEnd(
  args: readonly string[],
  sandbox: Sandbox,
  { input = '', env = {} }: { input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Result> {
  const { child, ended } = run(args, sandbox, env);
  child.stdin.end(input);
  return await ended;
}
