/**
 * What a reader waits for between the model's first sentence and seeing it: a server on loopback streams one sentence
 * that stands, keeps the line open, and the clock runs until the words are there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot, withEnvFile } from '../app/config.js';
import { sentences } from '../essay/sentences.js';
import type { Essay } from '../essay/types.js';
import type { Place } from './bench-answers.js';
import type { Figure } from './figure.js';
import { quantile } from './interval.js';

const group = 'Answers that a model writes';
const rounds = 5;
/** The model goes on for this long after its first sentence, in milliseconds; words that come later came too late. */
const holdMs = 1_500;

/** Milliseconds from the first sentence on the wire to the first words on the standard output of the program. */
export async function firstWordsFigures(essay: Essay, question: string, place: Place): Promise<Figure[]> {
  const [span = { start: 0, end: 0 }] = sentences(essay.paragraphs[0]?.text ?? '', essay.language);
  const said = essay.paragraphs[0]?.text.slice(span.start, span.end) ?? '';
  let sentAt = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => void speak(response, said, () => (sentAt = performance.now())));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const program = spawn(process.execPath, [join(projectRoot, 'dist', 'app', 'main.js'), 'ask', '--jsonl', '--stream'], {
    env: {
      ...withEnvFile(),
      CORPUS_DIR: place.corpusDir,
      DATA_DIR: place.dataDir,
      OPENAI_API_KEY: 'bench',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      PILCROW_MODEL: 'openai:bench',
      PILCROW_MODEL_PRICE: '0/0',
    },
  });
  const waits: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      program.stdin.write(`${JSON.stringify({ id: round, essay: essay.slug, question })}\n`);
      let text = '';
      let seenAt = 0;
      while (!/"kind"/.test(text)) {
        const [chunk] = (await once(program.stdout, 'data')) as [Buffer];
        text += chunk.toString();
        if (seenAt === 0 && text.includes('"partial"')) seenAt = performance.now();
      }
      if (seenAt > 0) waits.push(seenAt - sentAt);
    }
  } finally {
    program.kill();
    server.close();
    server.closeAllConnections();
  }
  const value = waits.length === rounds ? quantile(waits, 0.95) : Number.NaN;
  const note = `from the sentence on the wire to the words on stdout, ${waits.length} of ${rounds} times; nothing of a real model is in it`;
  return [{ group, name: 'first words after the first sentence, p95', value, unit: 'ms', goal: { most: 300 }, note }];
}

async function speak(response: ServerResponse, said: string, sent: () => void): Promise<void> {
  const sentence = { text: said, claim: '', support: [{ essay: 'A', paragraph: 1, quote: said, translation: '' }] };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(event(`{"kind":"answered","sentences":[${JSON.stringify(sentence)}`));
  sent();
  await new Promise((resolve) => setTimeout(resolve, holdMs));
  response.write(event(']}'));
  response.write(event('', 'stop'));
  response.end('data: [DONE]\n\n');
}

function event(content: string, reason: string | null = null): string {
  const choices = [{ index: 0, delta: { role: 'assistant', content }, finish_reason: reason }];
  return `data: ${JSON.stringify({ id: 'bench', object: 'chat.completion.chunk', created: 0, model: 'bench', choices })}\n\n`;
}
