/** Everything that answers, as `start` connects it, over a corpus of the test's own or the shipped one. */
import { fileURLToPath } from 'node:url';
import { bringUpToDate } from '../../src/app/bring-up-to-date.js';
import { loadConfig } from '../../src/app/config.js';
import { type Parts, wire } from '../../src/app/wire.js';
import { recordingLog } from './recording-log.js';

const shippedCorpus = fileURLToPath(new URL('../../corpus', import.meta.url));

export interface RealPartsOptions {
  readonly dataDir: string;
  /** Default the shipped one. */
  readonly corpusDir?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Ready to answer; to be closed by the caller. */
export async function openRealParts({
  dataDir,
  corpusDir = shippedCorpus,
  env = {},
}: RealPartsOptions): Promise<Parts> {
  const config = loadConfig({ CORPUS_DIR: corpusDir, DATA_DIR: dataDir, ...env });
  const log = recordingLog();
  const parts = await wire(config, log, { remembers: true });
  await bringUpToDate(parts, config, log, { waitMs: 30_000 });
  await parts.warm();
  return parts;
}
