import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasNoBrowser, slowly, soon } from '../../helpers/browser.js';
import { ferry, orchard } from '../../helpers/web-essays.js';
import { openVisitors, openWebStage, type Visitors, type WebStage } from '../../helpers/web-stage.js';

vi.setConfig({ testTimeout: slowly, hookTimeout: slowly });

let stage: WebStage;
let visitors: Visitors;

beforeAll(async () => {
  if (hasNoBrowser) return;
  stage = await openWebStage({ corpus: { 'ferry.md': ferry, 'orchard.md': orchard } });
  visitors = await openVisitors(() => stage.address);
});
afterEach(() => visitors?.leave());
afterAll(async () => {
  await visitors?.close();
  await stage?.close();
});

async function ask(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your question').fill(text);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
}

/** The text of the last reply, when it is whole. */
async function reply(page: Page): Promise<string> {
  await page.locator('.exchange[aria-busy]').waitFor({ state: 'detached' });
  return await page.locator('.exchange .reply').last().innerText();
}

const focusedId = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');
const focusedText = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent.trim()');

describe.skipIf(hasNoBrowser)('a question on the page of an essay', () => {
  it('is answered in the words of the essay, and its mark leads to them', async () => {
    const page = await visitors.visit('/essays/ferry', {
      viewport: { width: 1_200, height: 500 },
      reducedMotion: 'no-preference',
    });
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await ask(page, 'Why did the company close the ferry?');
    expect(await reply(page)).toContain('because the new bridge took all its cars');
    expect(await page.locator('.asked').innerText()).toContain('Why did the company close the ferry?');
    await page.locator('.reply .mark', { hasText: '¶2' }).first().click();
    expect(await page.locator('.essay mark').innerText()).toContain('The company closed the ferry in 1987');
    expect(await focusedId(page)).toBe('p2');
    const isInView = `document.querySelector('.essay mark').getBoundingClientRect().top > 0`;
    await expect.poll(() => page.evaluate(isInView), soon).toBe(true);
    expect(page.url()).toMatch(/\?quote=2\.\d+-\d+#p2$/);
    expect(await page.locator('.reply').count()).toBe(1);
    const marked = await page.locator('.essay mark').innerText();
    await page.reload();
    expect(await page.locator('.essay mark').innerText()).toBe(marked);
  });

  it('goes on from the one before, for the same visitor alone', async () => {
    const page = await visitors.visit('/essays/ferry');
    await ask(page, 'Why did the company close the ferry?');
    await reply(page);
    await ask(page, 'in which year?');
    expect(await reply(page)).toMatch(/^Read together with your question above[\s\S]*in 1987/);
    expect(await page.locator('.exchange').count()).toBe(2);
    const other = await visitors.visit('/essays/ferry');
    await ask(other, 'in which year?');
    expect(await reply(other)).not.toContain('your question above');
  });

  it('that the essay does not answer is told so, with what comes nearest', async () => {
    const page = await visitors.visit('/essays/ferry');
    await ask(page, 'What does it say about the Treaty of Versailles?');
    expect(await reply(page)).toMatch(/never mentions (?:the )?Treaty of Versailles/);
    expect(await page.locator('.reply .mark').count()).toBeGreaterThan(0);
  });

  it('may be a summary, by the button that offers it', async () => {
    const page = await visitors.visit('/essays/ferry');
    await page.getByRole('button', { name: 'Why did the ferry stop?' }).waitFor();
    await page.getByRole('button', { name: 'Sum up the essay' }).click();
    await reply(page);
    expect(await page.locator('.reply .quote').count()).toBeGreaterThan(1);
    expect(await page.locator('.suggestions').isVisible()).toBe(false);
  });

  it('is seen above a long reply, which is read from its beginning', async () => {
    for (const viewport of [
      { width: 1_100, height: 600 },
      { width: 390, height: 700 },
    ]) {
      const page = await visitors.visit('/essays/ferry', { viewport });
      await page.evaluate('scrollTo(0, 300)');
      const before = await page.evaluate<number>('scrollY');
      await page.getByLabel('Your question').focus();
      expect(await page.evaluate('scrollY')).toBe(before);
      await ask(page, 'Why did the company close the ferry?');
      await reply(page);
      await ask(page, '/help');
      await reply(page);
      const [panel, asked] = await Promise.all([
        page.locator('.answers').boundingBox(),
        page.locator('.asked').last().boundingBox(),
      ]);
      expect(Math.abs((asked?.y ?? 0) - (panel?.y ?? 0))).toBeLessThan(30);
      expect(await page.locator('.reply').last().innerText()).not.toContain('/quiz');
    }
  });

  it('gets hints one after another, and an answer of one’s own through the box', async () => {
    const page = await visitors.visit('/essays/ferry');
    await ask(page, '/hint Why did the ferry stop?');
    await reply(page);
    const button = page.locator('.exchange .buttons [data-asks]').last();
    for (let rung = 1; rung < 4 && (await button.count()) === 0; rung++) {
      await page.getByRole('button', { name: 'Next hint' }).last().click();
      await reply(page);
    }
    const before = await page.locator('.exchange').count();
    const label = await button.getAttribute('data-asks');
    await button.click();
    const box = page.getByLabel('Your question');
    expect(await focusedId(page)).toBe('question');
    expect(await box.inputValue()).toMatch(/^\/check \S+ $/);
    expect(await box.getAttribute('placeholder')).toBe(label);
    await box.pressSequentially('Because of the bridge.');
    await page.keyboard.press('Enter');
    expect((await reply(page)).length).toBeGreaterThan(10);
    expect(await page.locator('.exchange').count()).toBe(before + 1);
  });

  it('that belongs into a chat is refused in words', async () => {
    const page = await visitors.visit('/essays/ferry');
    for (const line of ['/digest', '/quiz', '/settings lock off', '/claim ABCD-1234', '/relay hello']) {
      await ask(page, line);
      expect(await reply(page), line).toBe("That works in your class's chat, not on this page.");
    }
  });

  it('and all else that is kept of a visitor can be taken along, and goes when they want it gone', async () => {
    const page = await visitors.visit('/essays/ferry');
    await ask(page, 'Why did the company close the ferry?');
    await reply(page);
    const taken = async (): Promise<string> => {
      await ask(page, '/export');
      await reply(page);
      const coming = page.waitForEvent('download');
      await page.getByRole('link', { name: 'pilcrow-my-data.json' }).last().click();
      return await readFile(await (await coming).path(), 'utf8');
    };
    expect(await taken()).toContain('Why did the company close the ferry?');
    await ask(page, '/forget-me');
    await reply(page);
    await page.locator('.exchange').last().getByRole('button').first().click();
    await reply(page);
    expect(await taken()).not.toContain('Why did the company');
  });

  it('of markup is shown as it was typed', async () => {
    const page = await visitors.visit('/essays/ferry');
    const odd = '<img src=x onerror=alert(1)> & <b>who</b> painted "it"?';
    await ask(page, odd);
    await reply(page);
    expect(await page.locator('.asked').innerText()).toContain(odd);
    expect(await page.locator('#ask img, #ask b').count()).toBe(0);
  });

  it('shows a paragraph of another essay by a link to it', async () => {
    const page = await visitors.visit('/');
    await ask(page, 'Who picked the apples?');
    expect(await reply(page)).toContain('by the whole school');
    await page.locator('.reply .mark').first().click();
    await page.waitForURL(/\/essays\/orchard\?quote=1/);
    expect(await page.locator('mark').first().innerText()).toContain('Apples were picked');
  });

  it('works as a form where there is no script', async () => {
    const page = await visitors.visit('/essays/ferry', { javaScriptEnabled: false });
    await ask(page, 'Why did the company close the ferry?');
    expect(await page.locator('.reply').innerText()).toContain('because the new bridge took all its cars');
    await page.locator('.reply .mark').first().click();
    await page.waitForURL(/quote=2/);
    expect(await page.locator('.essay mark').innerText()).toContain('The company closed');
    await page.getByRole('button', { name: 'Sum up the essay' }).click();
    expect(await page.locator('.reply .quote').count()).toBeGreaterThan(1);
  });
});

describe.skipIf(hasNoBrowser)('on a phone', () => {
  const isUncovered = (element: string): string =>
    `(() => { const found = ${element}; const { left, top } = found.getClientRects()[0];
      return found.contains(document.elementFromPoint(left + 4, top + 8)); })()`;

  it('a mark brings its words into view above the answers, and Tab brings links there', async () => {
    const page = await visitors.visit('/essays/ferry', { viewport: { width: 390, height: 700 } });
    await ask(page, 'Why did the company close the ferry?');
    await reply(page);
    await ask(page, 'What do I propose?');
    await reply(page);
    for (const index of [0, -1]) {
      await page.locator('.reply .mark').nth(index).click();
      expect(await page.evaluate(isUncovered(`document.querySelector('.essay mark')`)), `mark ${index}`).toBe(true);
    }
    await page.evaluate('scrollTo(0, 0); document.querySelector("#text").focus()');
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate<string>('document.activeElement.textContent');
      expect(await page.evaluate(isUncovered('document.activeElement')), `${presses}: ${name}`).toBe(true);
    }
  });
});

describe.skipIf(hasNoBrowser)('the keyboard alone', () => {
  it('reaches everything in the order of the page, and sees where it is', async () => {
    const page = await visitors.visit('/essays/ferry');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to the text');
    expect(await page.evaluate('document.activeElement.getBoundingClientRect().left >= 0')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await focusedId(page)).toBe('text');
    const seen: string[] = [];
    for (let presses = 0; presses < 60 && seen.at(-1) !== 'Ask'; presses++) {
      await page.keyboard.press('Tab');
      seen.push(await page.evaluate(`document.activeElement.id || document.activeElement.textContent.trim()`));
      expect(await page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`), seen.at(-1)).not.toBe(
        'none',
      );
    }
    expect(seen.slice(0, 2)).toEqual(['Sections', '¶1']);
    expect(seen.slice(-6)).toEqual([
      'answers',
      'Why did the ferry stop?',
      'What did the bridge cost the village?',
      'Sum up the essay',
      'question',
      'Ask',
    ]);
  });

  it('asks, breaks lines, opens marks', async () => {
    const page = await visitors.visit('/essays/ferry');
    const box = page.getByLabel('Your question');
    await box.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.exchange').count()).toBe(0);
    await page.keyboard.type('Why did the company');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('close the ferry?');
    expect(await box.inputValue()).toBe('Why did the company\nclose the ferry?');
    await page.keyboard.press('Enter');
    expect(await reply(page)).toContain('because the new bridge');
    expect(await box.inputValue()).toBe('');
    await page.locator('.reply .mark').first().focus();
    await page.keyboard.press('Enter');
    expect(await focusedId(page)).toBe('p2');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('document.activeElement !== document.body')).toBe(true);
  });
});
