import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock } from '../../../src/base/lock.js';

describe('a lock', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pilcrow-lock-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const path = (): string => join(folder, 'deep', 'index.lock');

  it('is held by one at a time and free after its release', async () => {
    const lock = await acquireLock(path());
    expect(lock).toBeDefined();
    expect(await acquireLock(path())).toBeUndefined();
    await lock?.release();
    await lock?.release();
    const next = await acquireLock(path());
    expect(next).toBeDefined();
    await next?.release();
    expect(await readdir(join(folder, 'deep'))).toEqual([]);
  });

  it('is waited for, and the one that waits is told by whom it is held', async () => {
    const lock = await acquireLock(path());
    const holders: number[] = [];
    const waiting = acquireLock(path(), { waitMs: 5_000, onWait: (holder) => holders.push(holder) });
    setTimeout(() => void lock?.release(), 150);
    await (await waiting)?.release();
    expect(holders).toEqual([process.pid]);
  });

  it('goes to one alone of many that ask at once', async () => {
    const locks = await Promise.all(Array.from({ length: 8 }, () => acquireLock(path())));
    expect(locks.filter(Boolean)).toHaveLength(1);
    await Promise.all(locks.map((lock) => lock?.release()));
  });

  it('is taken over from a process that is gone, also by one of several', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const file = join(folder, 'index.lock');
    await writeFile(file, JSON.stringify({ pid: gone, host: hostname(), started: '1', token: 'old' }));
    const locks = await Promise.all([acquireLock(file), acquireLock(file), acquireLock(file)]);
    expect(locks.filter(Boolean)).toHaveLength(1);
    await Promise.all(locks.map((lock) => lock?.release()));
  });

  it('is taken over from a process whose number another one has now', async () => {
    const file = join(folder, 'index.lock');
    await writeFile(file, JSON.stringify({ pid: process.pid, host: hostname(), started: '1', token: 'old' }));
    expect(await acquireLock(file)).toBeDefined();
  });

  it('that another machine holds is respected while it shows life', async () => {
    const file = join(folder, 'index.lock');
    await writeFile(file, JSON.stringify({ pid: 1, host: 'elsewhere', started: '1', token: 'theirs' }));
    expect(await acquireLock(file)).toBeUndefined();
  });
});
