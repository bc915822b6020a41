import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bringUpToDate } from '../../../src/app/bring-up-to-date.js';
import type { Stage } from '../../../src/app/command.js';
import { type Config, loadConfig } from '../../../src/app/config.js';
import { switchCondition } from '../../../src/app/embedding-condition.js';
import { switchOver } from '../../../src/app/switch-over.js';
import type { Parts } from '../../../src/app/wire.js';
import type { Embedder } from '../../../src/models/types.js';
import { openSwitchingRetriever } from '../../../src/retrieval/switching-retriever.js';
import { hashEmbedder } from '../../helpers/hash-embedder.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

interface Scene {
  readonly stage: Stage;
  readonly config: Config;
  /** What the person at the keyboard was told. */
  told(): string;
  open(setting: string): Promise<Pick<Parts, 'retriever'>>;
  /** Embedders that cannot be opened. */
  readonly away: Set<string>;
}

async function scene(): Promise<Scene> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'corpus'));
  await writeFile(join(folder, 'corpus', 'commons.md'), '# Commons\n\nFamilies count cows in public.\n');
  const config = loadConfig({ CORPUS_DIR: join(folder, 'corpus'), DATA_DIR: join(folder, 'data') });
  const stderr = new PassThrough();
  let text = '';
  stderr.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const log = recordingLog();
  const [stdin, stdout] = [new PassThrough(), new PassThrough()];
  const stage: Stage = { stdin, stdout, stderr, signal: ending.signal, config, log };
  const away = new Set<string>();
  const openEmbedder = async (setting: string): Promise<Embedder> => {
    if (away.has(setting)) throw new Error(`${setting} is away.`);
    return hashEmbedder(`hash-${setting}@1`);
  };
  const open = async (setting: string): Promise<Pick<Parts, 'retriever'>> => ({
    retriever: await openSwitchingRetriever({ setting, openEmbedder, folder: join(folder, 'data', 'index'), log }),
  });
  return { stage, config, told: () => text, open, away };
}

describe('switching while Pilcrow serves', () => {
  it('says nothing and does nothing when the embeddings are those that serve', async () => {
    const { stage, config, told, open } = await scene();
    const parts = await open('a');
    await bringUpToDate(parts, config, stage.log, { waitMs: 0 });
    await switchOver(stage, parts).stop();
    expect(told()).toBe('');
  });

  it('says so in one line, and the new index serves in the end', async () => {
    const { stage, config, told, open } = await scene();
    await bringUpToDate(await open('a'), config, stage.log, { waitMs: 0 });
    const parts = await open('b');
    await bringUpToDate(parts, config, stage.log, { waitMs: 0, switches: false });
    expect(parts.retriever.switching()).toBeDefined();
    const running = switchOver(stage, parts);
    expect(told()).toBe('Embedding anew with b in the background; the index of hash-a serves until then.\n');
    await expect.poll(() => parts.retriever.switching(), { timeout: 25_000 }).toBeUndefined();
    expect(parts.retriever.essays()).toHaveLength(1);
    await running.stop();
  });

  it('tells why it does not come to pass, keeps the old index fresh, and ends when it is told to', async () => {
    const { stage, config, told, open, away } = await scene();
    await bringUpToDate(await open('a'), config, stage.log, { waitMs: 0 });
    away.add('b');
    const parts = await open('b');
    await writeFile(join(config.corpusDir, 'keeper.md'), '# Keeper\n\nHe repaired clocks.\n');
    const running = switchOver(stage, parts);
    await expect
      .poll(told, { timeout: 25_000 })
      .toContain('b is away. The index of hash-a serves on; it is tried again.');
    expect(parts.retriever.essays().map(({ slug }) => slug)).toEqual(['commons', 'keeper']);
    expect(switchCondition(parts.retriever.switching())).toMatchObject([{ name: 'Index', state: 'off' }]);
    await running.stop();
  });

  it('happens at once where a command is to index: what is kept says why it did not', async () => {
    const { stage, config, open, away } = await scene();
    await bringUpToDate(await open('a'), config, stage.log, { waitMs: 0 });
    away.add('b');
    const held = await open('b');
    expect(await bringUpToDate(held, config, stage.log, { waitMs: 0 })).toMatchObject({ kept: 'b is away.' });
    away.clear();
    expect(await bringUpToDate(held, config, stage.log, { waitMs: 0 })).toMatchObject({
      report: { indexed: ['commons'] },
    });
    expect(held.retriever.switching()).toBeUndefined();
    expect(switchCondition(held.retriever.switching())).toEqual([]);
  });
});
