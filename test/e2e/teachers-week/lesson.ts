/** The week's class with the program that serves it: started and stopped as people do, and looked at from outside. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../../src/store/open-store.js';
import type { Store } from '../../../src/store/store.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { makeSandbox, type Running, run, type Sandbox } from '../../helpers/run-program.js';
import type { Classroom, Shown, Who } from './classroom.js';
import { corpusOfTheWeek } from './essays.js';

/** On a machine with two busy cores. */
const patienceMs = 60_000;

export interface Lesson {
  start(): Promise<Running>;
  /** As an operator does; everything in flight is finished. */
  stop(): Promise<void>;
  /** The next message this person has not read yet whose words match, as soon as it is complete. */
  sees(who: Who, words: RegExp, withinMs?: number): Promise<Shown>;
  /** What this person sees stays as it is: nothing that matches comes. */
  seesNo(who: Who, words: RegExp): void;
  /** The database as it is now; closed again when `look` is done. */
  inStore<T>(look: (store: Store) => Promise<T>): Promise<T>;
  /** The files of the data folder that hold `words`. */
  filesWith(words: string): Promise<readonly string[]>;
  /** Everything the program printed and logged so far. */
  printed(): string;
  close(): Promise<void>;
}

/** Nothing runs yet. */
export async function openLesson(room: Classroom): Promise<Lesson> {
  const sandbox = await makeSandbox(await corpusOfTheWeek());
  const runs: Running[] = [];
  const outputs: string[] = [];
  const read = new Set<string>();
  const keyOf = (who: Who, { id }: Shown): string => `${who} ${id}`;
  return {
    async start() {
      const program = run(['start'], sandbox, { ...room.env, PORT: '0', LOG_LEVEL: 'debug' });
      program.child.stdin.end();
      program.child.stderr.on('data', (chunk: Buffer) => outputs.push(chunk.toString()));
      program.child.stdout.on('data', (chunk: Buffer) => outputs.push(chunk.toString()));
      runs.push(program);
      await program.says(room.ready, 2 * patienceMs);
      return program;
    },
    async stop() {
      const program = runs.at(-1);
      program?.child.kill('SIGTERM');
      const ended = await program?.ended;
      if (ended?.code !== 0) throw new Error(`It ended with ${ended?.code}:\n${ended?.stderr}`);
    },
    async sees(who, words, withinMs = patienceMs) {
      const look = (): Shown | undefined =>
        room.seenBy(who).find((shown) => shown.isComplete && !read.has(keyOf(who, shown)) && words.test(shown.text));
      const found = await room.waitFor(look, withinMs).catch(() => {
        const unread = room.seenBy(who).filter((shown) => !read.has(keyOf(who, shown)));
        throw new Error(`${who} does not see ${words}, but:\n${unread.map(({ text }) => text).join('\n---\n')}`);
      });
      read.add(keyOf(who, found));
      return found;
    },
    seesNo(who, words) {
      const found = room.seenBy(who).filter(({ text }) => words.test(text));
      if (found.length > 0) throw new Error(`${who} sees:\n${found.map(({ text }) => text).join('\n---\n')}`);
    },
    async inStore(look) {
      const file = join(sandbox.dataDir, 'pilcrow.db');
      const store = await openStore({ url: undefined, file, log: recordingLog() });
      try {
        return await look(store);
      } finally {
        await store.close();
      }
    },
    filesWith: (words) => filesWith(sandbox, words),
    printed: () => outputs.join(''),
    async close() {
      for (const { child } of runs) child.kill('SIGKILL');
      await Promise.all(runs.map(({ ended }) => ended));
      await room.close();
      await sandbox.remove();
    },
  };
}

async function filesWith({ dataDir }: Sandbox, words: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    // A file may be renamed or removed while it is looked for.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))) found.push(entry.name);
  }
  return found;
}
