/** Answers that a model writes while the reader watches; the model is emulated and as slow as each test wants. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ModelServer, startModelServer } from '../../emulators/model/model-server.js';
import { hasNoBrowser, slowly, soon } from '../../helpers/browser.js';
import { replyOf, rhetoric, trade } from '../../helpers/model-replies.js';
import { openVisitors, openWebStage, type Visitors, type WebStage } from '../../helpers/web-stage.js';

vi.setConfig({ testTimeout: slowly, hookTimeout: slowly });

const slug = 'streltsov-russo-japanese-relations';
const question = 'why can japan be rude to russia but not to china?';
let stage: WebStage;
let model: ModelServer;
let visitors: Visitors;

beforeAll(async () => {
  if (hasNoBrowser) return;
  model = await startModelServer({});
  stage = await openWebStage({
    corpus: { [`${slug}.md`]: readFileSync(new URL(`../../../corpus/${slug}.md`, import.meta.url), 'utf8') },
    env: { OPENAI_API_KEY: model.key, OPENAI_BASE_URL: model.baseUrl, PILCROW_MODEL: 'openai:gpt-4o-mini' },
  });
  visitors = await openVisitors(() => stage.address);
});
afterEach(async () => {
  model?.forget();
  await visitors?.leave();
});
afterAll(async () => {
  await visitors?.close();
  await stage?.close();
  await model?.close();
});

/** Has the model stop after its first sentence, and resolves when that one stands on the page. */
async function askHalf(page: Page): Promise<void> {
  const text = replyOf([trade, rhetoric]);
  model.reply({ fault: 'hang-mid-stream', text, afterChars: text.indexOf(rhetoric.text) });
  await page.getByLabel('Your question').fill(question);
  await page.keyboard.press('Enter');
  await page.locator('.reply .said').first().waitFor();
}

describe.skipIf(hasNoBrowser)('an answer that a model writes', () => {
  it('grows sentence by sentence and takes nothing back', async () => {
    const page = await visitors.visit(`/essays/${slug}`);
    await page.evaluate(`window.seen = []; window.first = undefined;
      new MutationObserver(() => {
        const said = [...document.querySelectorAll('.reply .said')];
        window.first ??= said[0];
        window.seen.push(said.length + (document.querySelector('.reply .proof') ? ' with proof' : ''));
      }).observe(document.querySelector('.answers'), { childList: true, subtree: true });`);
    model.reply({ text: replyOf([trade, rhetoric]), chunkChars: 40, chunkDelayMs: 1 });
    await page.getByLabel('Your question').fill(question);
    await page.keyboard.press('Enter');
    await page.locator('.reply .proof').waitFor();
    const seen = await page.evaluate<string[]>('window.seen.filter((each, at, all) => each !== all[at - 1])');
    expect(seen).toEqual(['0', '1', '2', '2 with proof']);
    expect(await page.evaluate('window.first === document.querySelector(".reply .said")')).toBe(true);
    expect(await page.locator('.reply .said').first().innerText()).toBe(`${trade.text} ¶4`);
    await page.locator('.reply .proof .mark').first().click();
    expect(await page.locator('.essay mark').innerText()).toBe(trade.support[0]?.quote);
  });

  it('can be stopped by the button, and what stood then stays', async () => {
    const page = await visitors.visit(`/essays/${slug}`);
    const stop = page.getByRole('button', { name: 'Stop' });
    expect(await stop.isVisible()).toBe(false);
    await askHalf(page);
    expect(await page.locator('.status').innerText()).toBe('Reading the essay …');
    await stop.click();
    await expect.poll(() => page.locator('.status').innerText(), soon).toBe('Stopped.');
    expect(await stop.isVisible()).toBe(false);
    expect(await page.locator('.reply .said').innerText()).toBe(`${trade.text} ¶4`);
    await model.until(() => model.requests.at(-1)?.leftEarly === true, 10_000);
  });

  it('can be stopped by Escape, and the next question is answered', async () => {
    const page = await visitors.visit(`/essays/${slug}`);
    await askHalf(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.status').innerText(), soon).toBe('Stopped.');
    model.usually(replyOf([rhetoric]));
    await page.getByLabel('Your question').fill('what of harsh words?');
    await page.keyboard.press('Enter');
    await page.locator('.exchange').nth(1).locator('.said').first().waitFor();
    model.usually(undefined);
  });

  it('that breaks off keeps what stood, says so, and gives the question back', async () => {
    const page = await visitors.visit(`/essays/${slug}`, { mayLog: /ERR_/ });
    await askHalf(page);
    await stage.hangUp();
    await expect.poll(() => page.locator('.status').innerText(), soon).toBe('The connection broke off. Ask again.');
    expect(await page.getByLabel('Your question').inputValue()).toBe(question);
    expect(await page.locator('.reply .said').innerText()).toBe(`${trade.text} ¶4`);
    await page.getByLabel('Your question').fill('and now?');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByLabel('Your question').inputValue(), soon).toBe('and now?');
    expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(false);
  });
});
