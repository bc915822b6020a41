/** Runs in a worker thread of `parse-pool.ts`: parses one file at a time and never throws out of its thread. */
import { parentPort } from 'node:worker_threads';
import { messageOf, PilcrowError } from '../base/errors.js';
import { type Parsed, type ParseTask, parseFile } from './parse.js';

export type ParseReply =
  | { readonly parsed: Parsed }
  | {
      readonly failure: {
        readonly code: PilcrowError['code'];
        readonly message: string;
        readonly hint: string | undefined;
      };
    };

parentPort?.on('message', (task: ParseTask) => {
  void reply(task).then((answer) => parentPort?.postMessage(answer));
});

async function reply(task: ParseTask): Promise<ParseReply> {
  try {
    return { parsed: await parseFile(task) };
  } catch (error) {
    if (error instanceof PilcrowError)
      return { failure: { code: error.code, message: error.message, hint: error.hint } };
    if (error instanceof RangeError) {
      const message = 'is nested or repeated too deeply to be read';
      return { failure: { code: 'parse-failed', message, hint: 'Put the text alone into a .md file beside it.' } };
    }
    const message = `could not be read: ${messageOf(error).slice(0, 200)}`;
    return { failure: { code: 'parse-failed', message, hint: 'Put the text into a .md file beside it.' } };
  }
}
