/** What a command of the program is given, with streams that a test fills and reads. */
import { PassThrough } from 'node:stream';
import type { Stage } from '../../src/app/command.js';
import { loadConfig } from '../../src/app/config.js';
import { recordingLog } from './recording-log.js';

export interface CommandStage {
  readonly stage: Stage;
  readonly input: PassThrough;
  /** What was written so far. */
  stdout(): string;
  stderr(): string;
  /** As Ctrl-C does. */
  interrupt(): void;
}

export function openCommandStage(): CommandStage {
  const stopping = new AbortController();
  const said = { stdout: '', stderr: '' };
  const streamFor = (name: 'stdout' | 'stderr'): PassThrough =>
    new PassThrough().on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  const input = new PassThrough();
  const stage: Stage = {
    stdin: input,
    stdout: streamFor('stdout'),
    stderr: streamFor('stderr'),
    signal: stopping.signal,
    config: loadConfig({}),
    log: recordingLog(),
  };
  return {
    stage,
    input,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    interrupt: () => stopping.abort(),
  };
}
