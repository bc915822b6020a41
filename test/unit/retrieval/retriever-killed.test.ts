import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalEmbedder } from '../../../src/models/local-embedder.js';
import type { Embedder } from '../../../src/models/types.js';
import { openRetriever } from '../../../src/retrieval/retriever.js';
import type { Retriever } from '../../../src/retrieval/types.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { makeSandbox, run, runToEnd, type Sandbox } from '../../helpers/run-program.js';

const subjects = ['lamp', 'harbour', 'storm', 'clock', 'ledger', 'keeper', 'letter', 'bell'];
/** An essay that takes a while to embed: each paragraph some eighty words. */
const longEssay = (title: string): string =>
  `# ${title}\n\n${subjects
    .map((subject) =>
      Array.from(
        { length: 6 },
        (_, at) => `In year ${at + 1} the ${subject} of ${title} was seen by all the village.`,
      ).join(' '),
    )
    .join('\n\n')}\n`;

let sandbox: Sandbox;
let embedder: Embedder;
beforeAll(async () => {
  sandbox = await makeSandbox({
    'pasture.md': '# Pasture\n\nThe meadow belongs to nobody.\n\nThe grass is gone by June.\n',
  });
  await runToEnd(['ingest'], sandbox);
  embedder = createLocalEmbedder();
  await embedder.warm();
});
afterAll(async () => {
  await embedder.close();
  await sandbox.remove();
});

async function served(): Promise<Retriever> {
  return openRetriever({ embedder, folder: join(sandbox.dataDir, 'index'), log: recordingLog() });
}

async function snapshots(): Promise<number> {
  const files = await readdir(join(sandbox.dataDir, 'index'), { recursive: true });
  return files.filter((file) => file.endsWith('.vectors')).length;
}

describe('a refresh that is killed', () => {
  it('leaves the old index answering, at whatever moment, and the next one completes it', async () => {
    for (const title of ['Skerry', 'Holm', 'Ness']) await sandbox.add(`${title}.md`, longEssay(title));
    const before = await snapshots();
    for (const wait of [0, 300, 'first snapshot', 'second snapshot'] as const) {
      const { child, ended } = run(['ingest'], sandbox);
      if (typeof wait === 'number') await Promise.race([sleep(wait), ended]);
      else {
        const wanted = before + (wait === 'first snapshot' ? 1 : 2);
        while (child.exitCode === null && (await snapshots()) < wanted) await sleep(10);
      }
      child.kill('SIGKILL');
      await ended;
      const retriever = await served();
      expect(
        retriever.essays().map(({ slug }) => slug),
        `killed at ${wait}`,
      ).toEqual(['pasture']);
      const [found] = await retriever.retrieve({ text: 'when is the grass gone?', essays: ['pasture'] });
      expect(found?.paragraphs[0].paragraph).toBe(2);
    }
    const { code } = await runToEnd(['ingest'], sandbox);
    expect(code).toBe(0);
    const retriever = await served();
    expect(retriever.essays().map(({ slug }) => slug)).toEqual(['holm', 'ness', 'pasture', 'skerry']);
    const [found] = await retriever.retrieve({ text: 'who saw the bell of Holm?', essays: ['holm'] });
    expect(found?.paragraphs[0].paragraph).toBe(8);
  });
});
