import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { recordingLog } from '../helpers/recording-log.js';
import { skipBecause } from '../helpers/skip-reason.js';
import { type StoreHarness, storeContract } from './store-contract.js';

const harnessFor = (url: () => string, reset: () => Promise<unknown>): StoreHarness => ({
  reset: async () => void (await reset()),
  open: (clock) => openStore({ url: url(), file: 'unused', log: recordingLog(), clock }),
});

describe('the store on PostgreSQL inside this process (PGlite)', () => {
  let database: PGlite;
  let server: PGLiteSocketServer;
  let url = '';

  beforeAll(async () => {
    database = await PGlite.create();
    server = new PGLiteSocketServer({ db: database, port: 0, host: '127.0.0.1', maxConnections: 64 });
    const listening = new Promise<number>((resolve) => {
      server.addEventListener('listening', (event) => resolve((event as CustomEvent<{ port: number }>).detail.port));
    });
    await server.start();
    url = `postgres://postgres:postgres@127.0.0.1:${await listening}/postgres`;
  });

  afterAll(async () => {
    await server.stop();
    await database.close();
  });

  storeContract(
    harnessFor(
      () => url,
      () => database.exec('drop schema if exists public cascade; create schema public'),
    ),
  );
});

const serverUrl = process.env.PILCROW_TEST_DATABASE_URL ?? '';
const hasNoServer = skipBecause(
  serverUrl === '',
  'the store on a PostgreSQL server (PILCROW_TEST_DATABASE_URL is not set; .ci/run starts a server and sets it).',
);
describe.skipIf(hasNoServer)('the store on a PostgreSQL server', () => {
  storeContract(harnessFor(() => serverUrl, emptyServer));
});

describe('a PostgreSQL that cannot be used', () => {
  it('is one fault with a hint and without the password', async () => {
    const url = 'postgres://ann:s3cret-word@127.0.0.1:1/none';
    const opening = openStore({ url, file: 'unused', log: recordingLog() });
    await expect(opening).rejects.toMatchObject({
      code: 'store-failed',
      hint: expect.stringContaining('DATABASE_URL'),
    });
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });

  it('is refused by its address when it is none', async () => {
    const opening = openStore({ url: 'mysql://ann:s3cret-word@host/none', file: 'unused', log: recordingLog() });
    await expect(opening).rejects.toMatchObject({ code: 'store-failed', hint: expect.stringContaining('postgres://') });
    await expect(opening).rejects.not.toThrow(/s3cret/);
  });
});

/** Drops everything in the database, so it must be one for tests. */
async function emptyServer(): Promise<void> {
  if (!new URL(serverUrl).pathname.endsWith('_test')) {
    throw new Error('PILCROW_TEST_DATABASE_URL must name a database that ends in `_test`: its content is dropped');
  }
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('drop schema if exists public cascade; create schema public');
  } finally {
    await client.end();
  }
}
