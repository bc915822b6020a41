/** What the page costs its reader: bytes before the essay's own, and how soon a browser on this machine shows something. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ownEnvironment, projectRoot } from '../app/config.js';
import type { Place } from './bench-answers.js';
import { browserOptions, findBrowser } from './browser.js';
import type { Figure } from './figure.js';
import { quantile } from './interval.js';

const group = 'The page';
const rounds = 9;
/** The design's. */
const goals = { kilobytes: { most: 30 }, paint: { most: 200 }, shift: { most: 0 } };

const firstPaint = `performance.getEntriesByName('first-contentful-paint')[0].startTime`;

/** Bytes and times of the page of the essay `slug`, as the program serves it over loopback. */
export async function pageFigures(slug: string, { corpusDir, dataDir }: Place): Promise<Figure[]> {
  const program = spawn(process.execPath, [join(projectRoot, 'dist', 'app', 'main.js'), 'start'], {
    env: { PATH: ownEnvironment().PATH, CORPUS_DIR: corpusDir, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(program, 'exit');
  try {
    const page = `${await addressFrom(program.stdout)}/essays/${slug}`;
    return [await weightOf(page), ...(await timesOf(page))];
  } finally {
    program.kill();
    await ended;
  }
}

async function addressFrom(stdout: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stdout) {
    text += String(chunk);
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
    if (found !== undefined) return found;
  }
  throw new Error('The program served no page.');
}

/** The frame is compressed as a proxy would; scripts and styles are served compressed. */
async function weightOf(page: string): Promise<Figure> {
  const html = await (await fetch(page)).text();
  const frame = html.replace(/<div class="essay"[\s\S]*<p class="live"/, '<p class="live"');
  const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => new URL(path, page).href);
  let bytes = gzipSync(frame).length;
  for (const url of await withImports(assets)) bytes += gzipSync(await (await fetch(url)).text(), { level: 9 }).length;
  return { group, name: 'first page, without the essay', value: bytes / 1_000, unit: 'kB', goal: goals.kilobytes };
}

/** Scripts bring others along by name. */
async function withImports(urls: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set(urls);
  for (const url of found) {
    if (!url.endsWith('.js')) continue;
    const script = await (await fetch(url)).text();
    for (const [, name = ''] of script.matchAll(/from '(\.\/[\w-]+\.js)'/g)) found.add(new URL(name, url).href);
  }
  return found;
}

/** A browser with nothing in its cache, a few times; the median. */
async function timesOf(page: string): Promise<Figure[]> {
  const path = findBrowser();
  const playwright = path === undefined ? undefined : await import('playwright-core').catch(() => undefined);
  if (path === undefined || playwright === undefined) {
    const note = 'no browser was found';
    return [
      { group, name: 'first contentful paint', value: Number.NaN, unit: 'ms', goal: goals.paint, note },
      { group, name: 'layout shift', value: Number.NaN, unit: 'share', goal: goals.shift, note },
    ];
  }
  const browser = await playwright.chromium.launch(browserOptions(path));
  const paints: number[] = [];
  const empty: number[] = [];
  const shifts: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await tab.addInitScript(
        `window.shifted = 0; new PerformanceObserver((list) => { for (const { value } of list.getEntries())
          window.shifted += value; }).observe({ type: 'layout-shift', buffered: true });`,
      );
      await tab.goto(page, { waitUntil: 'networkidle' });
      paints.push(await tab.evaluate<number>(firstPaint));
      shifts.push(await tab.evaluate<number>('window.shifted'));
      await tab.goto('data:text/html,<p>one word</p>', { waitUntil: 'networkidle' });
      empty.push(await tab.evaluate<number>(firstPaint));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return [
    {
      group,
      name: 'first contentful paint',
      value: quantile(paints, 0.5),
      unit: 'ms',
      goal: goals.paint,
      note: `a page of one word takes the same browser ${Math.round(quantile(empty, 0.5))} ms`,
    },
    { group, name: 'layout shift, the worst', value: Math.max(...shifts), unit: 'share', goal: goals.shift },
  ];
}
