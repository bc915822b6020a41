/**
 * Opens an address in the browser of whoever sits at the machine. Never by a shell that could read it as a command.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Opener {
  readonly command: string;
  readonly args: readonly string[];
  readonly isVerbatim: boolean;
}

/** Longer command lines are cut by Windows. */
const longestForWindows = 8_000;
const patienceMs = 1_500;

/** Whether a browser was asked for `url`; false is no fault, since the address was printed as well. Never throws. */
export async function openPage(url: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const opener = openerOf(url, platform);
  if (!opener) return false;
  const ended = new Promise<boolean>((resolve) => {
    const child = spawn(opener.command, opener.args, {
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
      windowsVerbatimArguments: opener.isVerbatim,
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
    child.unref();
  });
  // A browser that opens may stay: no answer is a good one.
  return await Promise.race([ended, sleep(patienceMs, true)]);
}

/** What opens `url`; undefined for what is no plain web address. */
export function openerOf(url: string, platform: NodeJS.Platform): Opener | undefined {
  // Only what encodeURIComponent leaves: no blank, no quotation mark, nothing that a command line understands.
  if (!/^https:\/\/[\w.~:/?#=&%+,@-]+$/.test(url)) return undefined;
  if (platform === 'darwin') return { command: 'open', args: [url], isVerbatim: false };
  if (platform !== 'win32') return { command: 'xdg-open', args: [url], isVerbatim: false };
  if (url.length > longestForWindows) return undefined;
  // `start` belongs to cmd. In quotation marks `&` does not end the command; the first pair is the window's title.
  return { command: 'cmd', args: ['/d', '/c', 'start', '""', `"${url}"`], isVerbatim: true };
}
