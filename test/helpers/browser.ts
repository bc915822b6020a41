/** A real Chromium for tests of the page. Where there is none, tests are skipped with the reason, but not in CI. */
import { type Browser, chromium } from 'playwright-core';
import { browserOptions, findBrowser } from '../../src/measure/browser.js';
import { skipBecause } from './skip-reason.js';

const found = findBrowser();
const isRequired = process.env.PILCROW_REQUIRE_NATIVE === '1';

/** For `describe.skipIf`: true where no browser is found and none is required. */
export const hasNoBrowser =
  !isRequired &&
  skipBecause(found === undefined, 'the page is tested in Chromium: install it, Chrome or Edge, and they run.');

/** Milliseconds that a test in a browser may take where others keep the machine busy. */
export const slowly = 180_000;

/** For `expect.poll`: as long as whatever else is waited for. */
export const soon = { timeout: 60_000 };

/** A running browser, to be closed by the caller. @throws Error where there is none */
export async function openBrowser(): Promise<Browser> {
  if (found === undefined) throw new Error('There is no Chromium on PATH or where Chrome and Edge usually stand.');
  return await chromium.launch(browserOptions(found));
}
