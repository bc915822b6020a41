/** A Chromium that this machine has: for what can only be seen in a browser. Nothing is downloaded. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ownEnvironment } from '../app/config.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const onMacs = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const onWindows = [
  join('Google', 'Chrome', 'Application', 'chrome.exe'),
  join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
];

/** Where Chromium, Chrome or Edge stands: on PATH, or in the usual place of the system; undefined for nowhere. */
export function findBrowser(env = ownEnvironment()): string | undefined {
  const onPath = (env.PATH ?? env.Path ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const programs = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  const usual = [...onMacs, ...programs.flatMap((folder) => onWindows.map((path) => join(folder, path)))];
  return [...onPath, ...usual].find((path) => existsSync(path));
}

/** How it is started: as root, which containers are, it does not run in its sandbox. */
export function browserOptions(executablePath: string): { readonly executablePath: string; readonly args: string[] } {
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] };
}
