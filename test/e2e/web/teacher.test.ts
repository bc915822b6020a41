import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { classKey } from '../../../src/conversation/page-addresses.js';
import { pageSecret } from '../../../src/conversation/page-secret.js';
import { hasNoBrowser, slowly, soon } from '../../helpers/browser.js';
import { ferry, orchard } from '../../helpers/web-essays.js';
import { openVisitors, openWebStage, type Visitors, type WebStage } from '../../helpers/web-stage.js';

vi.setConfig({ testTimeout: slowly, hookTimeout: slowly });

const token = 'seminar-token-1';
const inPrivate = 'Is my uncle the painter of the bridge?';
let stage: WebStage;
let visitors: Visitors;

beforeAll(async () => {
  if (hasNoBrowser) return;
  stage = await openWebStage({
    corpus: { 'ferry.md': ferry, 'orchard.md': orchard },
    env: { PILCROW_WEB_TOKEN: token },
  });
  const other = { place: { platform: 'discord', tenant: 'G1', place: 'C1' } };
  await stage.say('Who picked the apples?', { ...other, essay: 'orchard' });
  for (const person of ['ann', 'ben'])
    await stage.say('Why did the company close the ferry?', { person, essay: 'ferry' });
  await stage.say('What does it say about the Treaty of Versailles?', { essay: 'ferry' });
  await stage.say(inPrivate, { person: 'cleo', essay: 'ferry', isPrivate: true });
  visitors = await openVisitors(() => stage.address);
});
afterEach(() => visitors?.leave());
afterAll(async () => {
  await visitors?.close();
  await stage?.close();
});

async function signIn(path = '/teacher'): Promise<Page> {
  const page = await visitors.visit('/teacher', { mayLog: /403/ });
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'What the class asked' }).waitFor();
  if (path !== '/teacher') await page.goto(new URL(path, stage.address).href);
  return page;
}

describe.skipIf(hasNoBrowser)('the teacher’s door', () => {
  it('opens by the token alone, and closes again', async () => {
    const page = await visitors.visit('/teacher', { mayLog: /403/ });
    await page.getByLabel('Token').fill('seminar-token-2');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('alert').innerText()).toBe('That is not the token. Try again.');
    expect(await page.context().cookies()).toEqual([]);
    await page.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'What the class asked' }).waitFor();
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: 'pilcrow_teacher', httpOnly: true, sameSite: 'Lax', path: '/' }]);
    expect((cookies[0]?.expires ?? 0) * 1_000 - Date.now()).toBeLessThanOrEqual(12 * 3_600_000);
    expect(JSON.stringify(cookies)).not.toContain(token);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${stage.address}/teacher/library`);
    expect(await page.getByLabel('Token').count()).toBe(1);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe.skipIf(hasNoBrowser)('the digest', () => {
  it('shows what the class asked, beside the paragraphs it asked about', async () => {
    const page = await signIn();
    const text = await page.locator('main').innerText();
    expect(text).toContain('2 × “Why did the company close the ferry?”');
    expect(text).toMatch(/Not answered by the essays[\s\S]*Treaty of Versailles/);
    const margin = page.locator('.margin[aria-label^="¶2:"]');
    expect(await margin.innerText()).toContain('questions about it: 2');
    expect(await margin.innerText()).toContain('“Why did the company close the ferry?”');
    expect(await page.locator('.margin[aria-label^="¶7:"]').innerText()).toBe('not asked about');
    await page
      .getByRole('navigation', { name: 'How often' })
      .getByRole('link', { name: 'paragraph 2: questions' })
      .click();
    expect(page.url()).toMatch(/#p2$/);
    const heights = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.bar')].map((bar) => parseFloat(getComputedStyle(bar, '::before').height))`,
    );
    expect(Number(heights[1])).toBeGreaterThan(3 * Number(heights[6]));
  });

  it('tells of a private question only that there was one', async () => {
    const page = await signIn();
    expect(await page.content()).not.toContain('uncle');
    expect(await page.locator('main').innerText()).toContain('Private questions that are not shown: 1.');
  });

  it('is a table too', async () => {
    const page = await signIn();
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Table (CSV)' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('pilcrow-digest.csv');
    const table = await readFile(await download.path(), 'utf8');
    expect(table.split(/\r?\n/).find((line) => line.includes('2,2'))).toBeDefined();
    expect(table).toContain('Why did the company close the ferry?');
    expect(table).not.toContain('uncle');
  });

  it('is of one class at a time', async () => {
    const page = await signIn();
    expect(await page.getByLabel('Class').inputValue()).toBe('slack:T1');
    await page.getByLabel('Class').selectOption('discord:G1');
    await page.getByLabel('Since (days)').fill('30');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/class=discord%3AG1&days=30/);
    expect(await page.locator('main').innerText()).toContain('Apples for the School');
    expect(await page.content()).not.toContain('Why did the company');
  });
});

describe.skipIf(hasNoBrowser)('a quiz that the teacher tries', () => {
  it('keeps each key folded away until it is asked for', async () => {
    const page = await signIn('/essays/ferry');
    await page.getByLabel('Your question').fill('/quiz 2');
    await page.keyboard.press('Enter');
    await page.locator('.exchange:not([aria-busy])').waitFor();
    const key = page.locator('.reply details').first();
    expect(await key.locator('.mark').first().isVisible()).toBe(false);
    await key.locator('summary').focus();
    await page.keyboard.press('Enter');
    await key.locator('.mark').first().click();
    expect(await page.locator('.essay mark').count()).toBe(1);
  });
});

describe.skipIf(hasNoBrowser)('the library', () => {
  it('takes an essay for one class, shows how it was read, and takes it out again', async () => {
    const page = await signIn('/teacher/library');
    expect(await page.locator('.entry').count()).toBe(2);
    await page.getByLabel('Class').selectOption('slack:T1');
    const text = '# Salt\n\nSalt was carried over the pass by mules.\n\nIn 1802 the mules were sold.\n';
    await page
      .getByLabel('Markdown, text')
      .setInputFiles({ name: 'salt.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
    await page.getByRole('button', { name: 'Upload' }).click();
    expect(await page.locator('.notice').innerText()).toContain('Salt (salt.md). Paragraphs: 2.');
    expect(await page.locator('.entry').count()).toBe(3);
    expect(await page.locator('.notice').innerText()).not.toContain('Use here');
    await page.getByRole('heading', { name: 'Salt' }).getByRole('link').click();
    await page.waitForURL(/\/essays\/salt/);
    const path = new URL(page.url()).pathname;
    await page.getByLabel('Your question').fill('When were the mules sold?');
    await page.keyboard.press('Enter');
    await page.getByText('In 1802 the mules were sold').nth(1).waitFor();

    const secret = await pageSecret(stage.parts.store?.settings);
    const seenBy = async (tenant?: string): Promise<number> => {
      const key = tenant === undefined ? '' : `?class=${classKey({ platform: 'slack', tenant }, secret)}`;
      const come = await fetch(`${stage.address}${path}${key}`, { redirect: 'manual' });
      const cookie = come.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      return (await fetch(`${stage.address}${path}`, { headers: { cookie } })).status;
    };
    expect(await Promise.all([seenBy('T1'), seenBy('T2'), seenBy()])).toEqual([200, 404, 404]);

    await page.goto(`${stage.address}/teacher/library`);
    await page.getByLabel('Class').selectOption('slack:T1');
    await page.getByRole('button', { name: 'What was added' }).click();
    expect(await page.locator('.notice').innerText()).toContain('Salt');
    await page
      .locator('.notice')
      .getByRole('button', { name: /Undo|Take|Remove/ })
      .click();
    await expect.poll(() => page.locator('.entry').count(), soon).toBe(2);
    expect(await seenBy('T1')).toBe(404);
  });

  it('says why a file is not taken', async () => {
    const page = await signIn('/teacher/library');
    await page
      .getByLabel('Markdown, text')
      .setInputFiles({ name: 'a.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await page.getByRole('button', { name: 'Upload' }).click();
    expect(await page.locator('.notice .refusal').innerText()).toContain('a.exe');
  });
});
