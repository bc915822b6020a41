/**
 * `npm run screenshots`: the pictures of the README, taken of the page as it is. The digest shows questions that were
 * really asked, by several askers, over a store that is gone afterwards.
 */
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { bringUpToDate } from '../dist/app/bring-up-to-date.js';
import { loadConfig } from '../dist/app/config.js';
import { isLocal, openHttp } from '../dist/app/http.js';
import { wire, wireWeb } from '../dist/app/wire.js';
import { browserOptions, findBrowser } from '../dist/measure/browser.js';

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
const essay = 'streltsov-russo-japanese-relations';
const token = 'only-for-the-pictures';
/** Bytes that a picture may have. */
const most = 200_000;

const asked = [
  ['a', 'Why is the political relationship between Russia and Japan at a low level?'],
  ['b', 'Why is the relationship between Russia and Japan at such a low level?'],
  ['c', 'Is the bad relationship caused by the islands?'],
  ['d', 'What does he propose about the islands?'],
  ['e', 'What does the author propose about the islands?'],
  ['f', 'Why does Russia matter so little in Japan’s economic priorities?'],
  ['a', 'Where does the author see the strongest opportunities for cooperation?'],
  ['b', 'What does Moscow think of the security alliance between the US and Japan?'],
  ['c', 'What does the essay say about the Treaty of Portsmouth?'],
  ['d', 'Which treaty will remain the cornerstone of Japanese foreign policy?'],
  ['e', 'Why can Japan be rude to Russia but not to China?'],
  ['f', 'What is the gentlemen’s agreement?'],
];

const silent = {
  debug() {},
  info() {},
  warn() {},
  error: (...parts) => process.stderr.write(`${JSON.stringify(parts)}\n`),
};
const path = findBrowser();
if (path === undefined) throw new Error('There is no Chromium, Chrome or Edge to take pictures with.');
const folder = await mkdtemp(join(tmpdir(), 'pilcrow-pictures-'));
const config = loadConfig({ DATA_DIR: folder, PORT: '0', PILCROW_WEB_TOKEN: token });
const parts = await wire(config, silent, { remembers: true });
const browser = await chromium.launch(browserOptions(path));
let http;
try {
  await bringUpToDate(parts, config, silent, { waitMs: 30_000 });
  await parts.warm();
  const { conversation } = parts;
  for (const [index, [person, text]] of asked.entries()) {
    const place = { platform: 'slack', tenant: 'seminar', place: `C1:${index}` };
    for await (const _ of conversation.handle({ place, person, messageId: `m${index}`, text, essay }));
  }
  const web = await wireWeb(config, parts, {
    conversation,
    isLocal: (header) => isLocal(config.http, header),
    log: silent,
  });
  http = await openHttp(config.http, { web, health: () => ({}), log: silent });
  await mkdir(images, { recursive: true });
  const context = await browser.newContext({
    viewport: { width: 1_120, height: 700 },
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();

  await page.goto(`${http.address}/essays/${essay}`);
  await page.getByLabel('Your question').fill('Is the bad relationship caused by the islands?');
  await page.keyboard.press('Enter');
  await page.locator('.exchange:not([aria-busy])').waitFor();
  await page.locator('.reply .mark').first().click();
  await take(page, 'reader.png');

  await page.goto(`${http.address}/teacher`);
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
  await page.locator('.strip').waitFor();
  await page.locator('.heat').evaluate((heat) => scrollTo(0, heat.getBoundingClientRect().top));
  await take(page, 'digest.png');
} finally {
  await browser.close();
  await http?.close();
  await parts.close();
  await rm(folder, { recursive: true, force: true });
}

async function take(page, name) {
  const file = join(images, name);
  await page.screenshot({ path: file });
  const { size } = await stat(file);
  if (size > most) throw new Error(`${name} has ${size} bytes; ${most} are the most.`);
  process.stdout.write(`docs/images/${name}: ${Math.round(size / 1_000)} kB\n`);
}
