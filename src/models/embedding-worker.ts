/**
 * The thread that embeds. It loads one model, then works off what it is sent: questions first, passages a window at a
 * time. It never decides what to embed, and keeps nothing.
 */
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, PilcrowError } from '../base/errors.js';
import type { EmbeddingArrays, EmbeddingRole, FromWorker, ToWorker, WorkerStart } from './embedding-messages.js';
import type { EmbeddingModel } from './embedding-model.js';
import { createRunGate } from './run-gate.js';
import { beginTextEmbedding, type TextEmbedding } from './text-embedding.js';
import { createTextTokenizer, type TextTokenizer } from './text-tokens.js';

interface Work {
  readonly id: number;
  readonly role: EmbeddingRole;
  readonly text: string;
  embedding?: TextEmbedding;
}

type Begin = (text: string, role: EmbeddingRole) => TextEmbedding;

const start = workerData as WorkerStart;
const gate = createRunGate(start.gate);

async function load({ model, threads }: WorkerStart): Promise<Begin> {
  // Inside the gate: the process must not end while the native library is being loaded either.
  const { openOnnxSession } = await import('./onnx-session.js');
  const tokenizer = await readTokenizer(model);
  const session = await openOnnxSession(model, threads);
  const begin: Begin = (text, role) => beginTextEmbedding(text, role, model, tokenizer, session);
  // The first run pays for memory and kernels; better now than under the first question.
  await begin('A first sentence.', 'question').step();
  return begin;
}

/** Listens for texts; ends with the port. */
function serve(begin: Begin): void {
  const waiting: Work[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    isRunning = true;
    for (;;) {
      const work = waiting.find(({ role }) => role === 'question') ?? waiting[0];
      if (work === undefined || !gate.enter()) break;
      try {
        work.embedding ??= begin(work.text, work.role);
        const arrays = await work.embedding.step();
        if (arrays !== undefined && drop(work.id)) tell({ kind: 'done', id: work.id, arrays }, buffersOf(arrays));
      } catch (error) {
        if (drop(work.id)) tell({ kind: 'failed', id: work.id, message: messageOf(error) });
      } finally {
        gate.leave();
      }
      // Lets a question in that arrived during the run.
      await setImmediate();
    }
    isRunning = false;
  }

  function drop(id: number): boolean {
    const at = waiting.findIndex((work) => work.id === id);
    if (at >= 0) waiting.splice(at, 1);
    return at >= 0;
  }

  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'close') parentPort?.close();
    else if (message.kind === 'cancel') drop(message.id);
    else waiting.push(message);
    if (!isRunning) void run();
  });
}

async function readTokenizer(model: EmbeddingModel): Promise<TextTokenizer> {
  try {
    const definition = JSON.parse(await readFile(model.tokenizerFile, 'utf8'));
    const file = model.tokenizerConfigFile;
    const config = file === undefined ? {} : JSON.parse(await readFile(file, 'utf8'));
    return createTextTokenizer(definition, config);
  } catch (cause) {
    throw new PilcrowError('model-damaged', `The tokenizer of ${model.name} cannot be read: ${messageOf(cause)}`, {
      hint: `Look at ${model.tokenizerFile}.`,
    });
  }
}

function tell(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

function buffersOf(arrays: EmbeddingArrays): ArrayBuffer[] {
  return [arrays.vector, arrays.ids, arrays.starts, arrays.ends, arrays.vectors].map((array) => array.buffer);
}

if (gate.enter()) {
  try {
    serve(await load(start));
    tell({ kind: 'ready' });
  } catch (error) {
    const fault = error instanceof PilcrowError ? error : new PilcrowError('model-failed', messageOf(error));
    const hint = fault.hint === undefined ? {} : { hint: fault.hint };
    tell({ kind: 'refused', code: fault.code, message: fault.message, ...hint });
  } finally {
    gate.leave();
  }
}
