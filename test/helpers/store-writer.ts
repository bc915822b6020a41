/** Runs test/helpers/write-turns.mjs, a process that writes to a store, and may kill it in the middle. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const writerScript = fileURLToPath(new URL('write-turns.mjs', import.meta.url));

/** The ids a writing process printed until its end, or until it was killed after `killAfter` of them. */
export async function runWriter(
  parameters: readonly string[],
  killAfter = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const { code, ids, complaints } = await startWriter(process.execPath, [writerScript, ...parameters], killAfter);
  if (code !== 0 && killAfter === Number.POSITIVE_INFINITY) throw new Error(`the writer failed: ${complaints}`);
  return ids;
}

export async function startWriter(
  command: string,
  parameters: readonly string[],
  killAfter = Number.POSITIVE_INFINITY,
) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => {
    complaints += data.toString();
  });
  child.stdout.on('data', (data: Buffer) => {
    printed += data.toString();
    if (printed.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ids: printed.split('\n').slice(0, -1), complaints };
}
