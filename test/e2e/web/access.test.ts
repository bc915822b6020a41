import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessFaults } from '../../helpers/axe.js';
import { hasNoBrowser, slowly } from '../../helpers/browser.js';
import { ferry, ferryNotes, orchard } from '../../helpers/web-essays.js';
import { openVisitors, openWebStage, type Visitors, type WebStage } from '../../helpers/web-stage.js';

vi.setConfig({ testTimeout: slowly, hookTimeout: slowly });

const token = 'seminar-token-1';
let stage: WebStage;
let visitors: Visitors;

beforeAll(async () => {
  if (hasNoBrowser) return;
  stage = await openWebStage({
    corpus: { 'ferry.md': ferry, 'ferry.notes.md': ferryNotes, 'week-2/orchard.md': orchard, 'broken.pdf': 'no PDF' },
    env: { PILCROW_WEB_TOKEN: token },
  });
  for (const person of ['ann', 'ben']) await stage.say('Why did the company close the ferry?', { person });
  visitors = await openVisitors(() => stage.address);
});
afterEach(() => visitors?.leave());
afterAll(async () => {
  await visitors?.close();
  await stage?.close();
});

describe.skipIf(hasNoBrowser).each(['light', 'dark'] as const)('everybody can use, in %s colours,', (colorScheme) => {
  it('the list of essays', async () => {
    expect(await accessFaults(await visitors.visit('/', { colorScheme }))).toEqual([]);
  });

  it('an essay with an answer beside it', async () => {
    const page = await visitors.visit('/essays/ferry?quote=4.31-60#p4', { colorScheme });
    for (const [index, text] of [
      'Why did the company close the ferry?',
      '/help',
      '/digest',
      '/hint Why did the ferry stop?',
    ].entries()) {
      await page.getByLabel('Your question').fill(text);
      await page.keyboard.press('Enter');
      await page.locator('.exchange:not([aria-busy])').nth(index).waitFor();
    }
    await page.locator('.reply .mark').first().focus();
    expect(await accessFaults(page)).toEqual([]);
  });

  it('an essay on a phone', async () => {
    const page = await visitors.visit('/essays/ferry', { colorScheme, viewport: { width: 390, height: 700 } });
    await page.getByLabel('Your question').focus();
    expect(await accessFaults(page)).toEqual([]);
  });

  it('the teacher’s door, digest and library', async () => {
    const page = await visitors.visit('/teacher', { colorScheme, mayLog: /403/ });
    expect(await accessFaults(page)).toEqual([]);
    await page.getByLabel('Token').fill('not the token');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What the class asked', level: 1 }).waitFor();
    expect(await page.locator('.margin').count()).toBeGreaterThan(0);
    expect(await accessFaults(page)).toEqual([]);
    await page.goto(`${stage.address}/teacher/library`);
    expect(await page.getByText('Files that could not be read').count()).toBe(1);
    expect(await accessFaults(page)).toEqual([]);
  });
});
