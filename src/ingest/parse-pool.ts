/**
 * A few worker threads that parse files, each of which can be killed. A file that takes too much time or memory costs its
 * worker, not the program: the next file gets a new one. Idle workers do not keep the process alive.
 */
import { Worker } from 'node:worker_threads';
import { PilcrowError } from '../base/errors.js';
import { workerScript } from '../base/files.js';
import type { Parsed, ParseTask } from './parse.js';
import type { ParseReply } from './parse-worker.js';

export interface ParsePool {
  /** @throws PilcrowError `parse-failed`, `file-refused`, `parse-timeout`; `aborted` after `close` */
  parse(task: ParseTask): Promise<Parsed>;
  close(): Promise<void>;
}

export interface ParsePoolOptions {
  /** Workers at most; default 2. Each costs a start of about 0.1 s and some 40 MB. */
  readonly size?: number;
  /** Default 10,000. A worker is killed when the process has used this much CPU since the file was given, or after three times as long. */
  readonly cpuMs?: number;
  /** Heap of one worker; default 512. */
  readonly memoryMb?: number;
}

interface Job {
  readonly task: ParseTask;
  readonly resolve: (parsed: Parsed) => void;
  readonly reject: (error: PilcrowError) => void;
}

/** A pool without workers yet; they start with the first files. */
export function createParsePool({ size = 2, cpuMs = 10_000, memoryMb = 512 }: ParsePoolOptions = {}): ParsePool {
  const queue: Job[] = [];
  const idle: Worker[] = [];
  const workers = new Set<Worker>();
  let isClosed = false;

  const start = (): Worker => {
    const limits = { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 };
    const worker = new Worker(workerScript('parse-worker.js', import.meta.url), {
      resourceLimits: limits,
      // Flags of the program that embeds us, such as --input-type, are not for the worker.
      execArgv: [],
      stdin: false,
    });
    worker.unref();
    // Between jobs, an error costs the worker only; during a job `run` hears it as well.
    worker.on('error', () => undefined);
    workers.add(worker);
    worker.once('exit', () => {
      workers.delete(worker);
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return worker;
  };

  const next = (): void => {
    while (queue.length > 0 && (idle.length > 0 || workers.size < size)) {
      const job = queue.shift();
      if (job)
        void run(idle.pop() ?? start(), job, cpuMs).then((worker) => {
          if (worker && workers.has(worker)) idle.push(worker);
          else if (worker) workers.delete(worker);
          next();
        });
    }
  };

  return {
    parse: (task) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new PilcrowError('aborted', 'was not read: reading was stopped'));
        queue.push({ task, resolve, reject });
        next();
      }),
    close: async () => {
      isClosed = true;
      for (const job of queue.splice(0)) job.reject(new PilcrowError('aborted', 'was not read: reading was stopped'));
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

const checkMs = 200;

/** Gives `job` to `worker`; the worker when it can be used again, undefined when it is gone. Never throws. */
function run(worker: Worker, job: Job, cpuMs: number): Promise<Worker | undefined> {
  return new Promise((done) => {
    const cpuAtStart = process.cpuUsage();
    const startedAt = performance.now();
    worker.ref();
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - startedAt;
      const { user, system } = process.cpuUsage(cpuAtStart);
      // The process's CPU is never less than the worker's: a busy machine does not cost a file its time.
      const isOver = elapsedMs >= cpuMs && (user + system) / 1000 >= cpuMs;
      if (!isOver && elapsedMs < cpuMs * 3) return;
      fail('parse-timeout', `took more than ${cpuMs / 1000} seconds to read and was stopped`);
    }, checkMs);
    const end = (reusable: boolean): void => {
      clearInterval(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
      if (reusable) done(worker);
      else
        void worker.terminate().then(
          () => done(undefined),
          () => done(undefined),
        );
    };
    const fail = (code: 'parse-timeout' | 'parse-failed' | 'file-refused' | 'aborted', message: string): void => {
      job.reject(new PilcrowError(code, message, { hint: 'Put the text alone into a .md file beside it.' }));
      end(false);
    };
    const onMessage = (reply: ParseReply): void => {
      // First the worker is free again, then the caller goes on: so its next file finds it.
      end(true);
      if ('parsed' in reply) job.resolve(reply.parsed);
      else {
        const { code, message, hint } = reply.failure;
        job.reject(new PilcrowError(code, message, hint === undefined ? {} : { hint }));
      }
    };
    const onError = (error: Error & { code?: string }): void => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') fail('file-refused', 'needs too much memory to be read');
      else fail('parse-failed', `could not be read: ${error.message.slice(0, 200)}`);
    };
    const onExit = (): void => fail('aborted', 'was not read: reading was stopped');
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(job.task);
  });
}
