import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { recordingLog } from '../helpers/recording-log.js';
import { storeContract } from './store-contract.js';

describe('the store on SQLite', () => {
  const folder = join(tmpdir(), `pilcrow-store-${process.pid}`);
  const reset = () => rm(folder, { recursive: true, force: true });
  afterAll(reset);
  storeContract({
    reset,
    open: (clock) => openStore({ file: join(folder, 'data', 'pilcrow.db'), log: recordingLog(), clock }),
  });
});
