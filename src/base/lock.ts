/**
 * One process at a time, by a file that names its holder. A lock whose holder is gone is taken over.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, PilcrowError } from './errors.js';

export interface Lock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** How long to wait for another holder. Default 0. */
  readonly waitMs?: number;
  readonly signal?: AbortSignal;
  /** Called once, when the lock is not free at once. */
  readonly onWait?: (holder: number) => void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Tells two processes that had the same number apart; empty where the system does not say. */
  readonly started: string;
  readonly token: string;
}

/** A holder on another machine shows it is alive this often; silent for the second span, it is taken for dead. */
const heartbeatMs = 10_000;
const silenceMs = 60_000;
const pollMs = 100;

/**
 * The lock at `path`, or undefined when another live process held it all of `waitMs`. Missing folders are made.
 * @throws the system's error where the file cannot be written
 */
export async function acquireLock(
  path: string,
  { waitMs = 0, signal, onWait }: LockOptions = {},
): Promise<Lock | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
  const mine: Holder = {
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
    token: randomBytes(8).toString('hex'),
  };
  const giveUpAt = performance.now() + waitMs;
  for (let isFirst = true; ; isFirst = false) {
    signal?.throwIfAborted();
    if (await create(path, mine)) return hold(path, mine);
    const holder = await readHolder(path);
    if (holder === 'gone') continue;
    if (!(await isAlive(path, holder)) && (await takeOver(path, holder, mine))) return hold(path, mine);
    if (performance.now() >= giveUpAt) return undefined;
    if (isFirst) onWait?.(holder === 'unreadable' ? 0 : holder.pid);
    await sleep(pollMs, undefined, signal ? { signal } : {});
  }
}

function cannotWrite(path: string, cause: unknown): PilcrowError {
  return new PilcrowError('store-failed', `The data folder ${dirname(path)} cannot be written: ${messageOf(cause)}.`, {
    hint: 'Set DATA_DIR to a folder that can be written.',
    cause,
  });
}

async function create(path: string, mine: Holder): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(mine));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cannotWrite(path, error);
  }
}

async function readHolder(path: string): Promise<Holder | 'gone' | 'unreadable'> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

async function isAlive(path: string, holder: Holder | 'unreadable'): Promise<boolean> {
  if (holder === 'unreadable' || holder.host !== hostname())
    return (await ageOf(path)) < (holder === 'unreadable' ? 2_000 : silenceMs);
  if (held.has(holder.token)) return true;
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const started = await startOf(holder.pid);
  return started === '' || holder.started === '' || started === holder.started;
}

/** Of several that take over at once the last one to write wins; the pause lets each see who that was. */
async function takeOver(path: string, seen: Holder | 'unreadable', mine: Holder): Promise<boolean> {
  const now = await readHolder(path);
  if (now === 'gone' || tokenOf(now) !== tokenOf(seen)) return false;
  const temporary = `${path}.${mine.token}`;
  if (!(await create(temporary, mine))) return false;
  await rename(temporary, path);
  await sleep(pollMs);
  return tokenOf(await readHolder(path)) === mine.token;
}

function tokenOf(holder: Holder | 'gone' | 'unreadable'): string {
  return typeof holder === 'string' ? holder : holder.token;
}

/** The tokens this very process holds. */
const held = new Set<string>();

function hold(path: string, mine: Holder): Lock {
  held.add(mine.token);
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMs);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      if (!held.delete(mine.token)) return;
      if (tokenOf(await readHolder(path)) === mine.token) await rm(path, { force: true });
    },
  };
}

async function ageOf(path: string): Promise<number> {
  try {
    const file = await open(path, 'r');
    try {
      return Date.now() - (await file.stat()).mtimeMs;
    } finally {
      await file.close();
    }
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** When a process began, in the system's own count; only Linux tells it cheaply. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
