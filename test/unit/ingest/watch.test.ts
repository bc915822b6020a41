import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchCorpus } from '../../../src/ingest/watch.js';

it('calls once after a burst of changes, again for a later one, and never after it is closed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pilcrow-watch-'));
  let calls = 0;
  const waiting: (() => void)[] = [];
  const watch = watchCorpus(
    folder,
    () => {
      calls += 1;
      waiting.shift()?.();
    },
    { quietMs: 100 },
  );
  const change = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  await watch.ready;
  const first = change();
  await writeFile(join(folder, 'a.md'), 'a');
  await writeFile(join(folder, 'b.md'), 'b');
  await first;
  const second = change();
  await rm(join(folder, 'a.md'));
  await second;
  expect(calls).toBe(2);
  await watch.close();
  await writeFile(join(folder, 'c.md'), 'c');
  await rm(folder, { recursive: true });
  expect(calls).toBe(2);
});
