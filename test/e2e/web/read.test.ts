import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasNoBrowser, slowly, soon } from '../../helpers/browser.js';
import { ferry, ferryNotes } from '../../helpers/web-essays.js';
import { openVisitors, openWebStage, type Visitors, type WebStage } from '../../helpers/web-stage.js';

vi.setConfig({ testTimeout: slowly });

let stage: WebStage;
let visitors: Visitors;

beforeAll(async () => {
  if (hasNoBrowser) return;
  stage = await openWebStage({
    corpus: {
      'markup.md': markup,
      'markup.notes.md': '- ¶1: See \\<img src=x onerror=alert(2)\\>.\n',
      'ferry.md': ferry,
      'ferry.notes.md': ferryNotes,
      'edited.md': editable('Ships came in spring.'),
    },
  });
  visitors = await openVisitors(() => stage.address);
});
afterEach(() => visitors?.leave());
afterAll(async () => {
  await visitors?.close();
  await stage?.close();
});

/** Words that would do something, were they not only shown. */
const markup = `---
title: "<img src=x onerror=alert(1)>"
author: "<script>alert(3)</script>"
license: CC0
questions: ["<svg onload=alert(4)>?"]
---

Whoever writes \\<img src=x onerror=alert(5)\\> means the words & nothing else.
`;

function editable(first: string): string {
  return `---\ntitle: Edited\nlicense: CC0\n---\n\n${first}\n\nThe harbour froze in the winter of 1940, and the ships stayed where they were.\n`;
}

function paragraph(n: number) {
  const text = stage.parts.retriever.paragraph('ferry', n)?.text;
  if (text === undefined) throw new Error(`no ¶${n}`);
  return text;
}

/** The address of `words` of ¶`n`. */
function quoteOf(n: number, words: string): string {
  const start = paragraph(n).indexOf(words);
  expect(start).toBeGreaterThanOrEqual(0);
  return `/essays/ferry?quote=${n}.${start}-${start + words.length}#p${n}`;
}

const isInView = (selector: string): string =>
  `(() => { const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight; })()`;

describe.skipIf(hasNoBrowser)('the page of an essay', () => {
  it('shows every paragraph with its number, under the sections of the essay', async () => {
    const page = await visitors.visit('/');
    await page.getByRole('link', { name: 'The Ferry That Nobody Missed' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('The Ferry That Nobody Missed');
    expect(await page.locator('.paragraph > .number').allInnerTexts()).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((n) => `¶${n}`),
    );
    for (const n of [1, 2, 3, 5, 6, 7]) expect(await page.locator(`#p${n} .words`).innerText()).toBe(paragraph(n));
    expect(await page.locator('.essay h2, .essay h3').allInnerTexts()).toEqual([
      'What the bridge brought',
      'What was lost',
      'Notes',
    ]);
    await page.getByText('Sections').click();
    await page.getByRole('link', { name: 'What was lost' }).click();
    expect(page.url()).toMatch(/#s6$/);
    expect(await page.locator('#p6 .teachers-note').innerText()).toContain('Parliament');
  });

  it('leads to a note and back to where it stands', async () => {
    const page = await visitors.visit('/essays/ferry');
    await page.getByRole('link', { name: 'note 1', exact: true }).click();
    await expect.poll(() => page.evaluate(isInView('#note-1')), soon).toBe(true);
    expect(await page.locator('#note-1').innerText()).toContain('boatman and listener');
    await page.getByRole('link', { name: /Back to the text/ }).click();
    expect(page.url()).toMatch(/#ref-1$/);
    await expect.poll(() => page.evaluate(isInView('#ref-1')), soon).toBe(true);
  });

  it('opens at the paragraph of a link, and highlights the words it quotes, across the mark of a note', async () => {
    const words = 'The ferryman, Anders Moe, knew every passenger by name. Nobody knows';
    const page = await visitors.visit(quoteOf(4, words), { viewport: { width: 900, height: 400 } });
    expect((await page.locator('mark').allTextContents()).join('')).toBe(words);
    expect(await page.locator('#p4 sup').innerText()).toBe('1');
    await expect.poll(() => page.evaluate(isInView('#p4')), soon).toBe(true);
    await page.goto(`${stage.address}/essays/ferry#p6`);
    expect(await page.locator('mark').count()).toBe(0);
    await expect.poll(() => page.evaluate(isInView('#p6')), soon).toBe(true);
  });

  it('highlights nothing for offsets that are not in the essay', async () => {
    for (const odd of ['4.9-3', '4.9000-9999', '99.0-5', '4.a-b', '4.0-5"><b>']) {
      const html = await (await fetch(`${stage.address}/essays/ferry?quote=${encodeURIComponent(odd)}`)).text();
      expect(html, odd).not.toContain('<mark');
      expect(html.match(/class="paragraph"/g), odd).toHaveLength(7);
    }
  });

  it('leads a link of an older version to the number that the paragraph has now', async () => {
    const before = stage.parts.retriever.essay('edited')?.hash ?? '';
    await writeFile(join(stage.corpusDir, 'edited.md'), editable('Something else is here.\n\nAnd a second thing.'));
    await stage.refresh();
    const page = await visitors.visit(`/essays/edited?quote=2.0-11&v=${before}#p2`);
    expect(page.url()).toMatch(/#p3$/);
    expect(await page.locator('#p3').innerText()).toContain('The harbour froze');
    expect(await page.locator('.notice').innerText()).toContain('has changed since');
    const now = stage.parts.retriever.essay('edited')?.hash ?? '';
    await page.goto(`${stage.address}/essays/edited?quote=3.0-11&v=${now}#p3`);
    expect(await page.locator('mark').innerText()).toBe('The harbour');
    await page.goto(`${stage.address}/essays/edited?p=1&v=${before}#p1`);
    expect(await page.locator('.notice').innerText()).toContain('no longer in the essay');
  });

  it('copies the link to a paragraph by its number, and says so', async () => {
    const page = await visitors.visit('/essays/ferry', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('link', { name: 'Copy the link to ¶3' }).click();
    await expect.poll(() => page.locator('main .live').innerText(), soon).toBe('The link to ¶3 is copied.');
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`${stage.address}/essays/ferry#p3`);
  });

  it('shows markup in its words as words', async () => {
    const page = await visitors.visit('/');
    await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click();
    await page.waitForURL(/\/essays\/markup/);
    expect(await page.locator('h1').innerText()).toBe('<img src=x onerror=alert(1)>');
    expect(await page.locator('#p1 .words').innerText()).toContain('<img src=x onerror=alert(5)>');
    expect(await page.locator('.teachers-note').innerText()).toContain('<img src=x onerror=alert(2)>');
    await page.getByRole('button', { name: '<svg onload=alert(4)>?' }).click();
    await page.locator('.exchange:not([aria-busy])').waitFor();
    expect(await page.locator('.asked').innerText()).toContain('<svg onload=alert(4)>?');
    expect(await page.locator('img, svg, body script').count()).toBe(0);
  });

  it('steps to the next and the previous paragraph', async () => {
    const page = await visitors.visit('/essays/ferry#p3');
    await page.locator('#p3').getByRole('link', { name: 'Next paragraph' }).click();
    expect(page.url()).toMatch(/#p4$/);
    await page.locator('#p4').getByRole('link', { name: 'Previous paragraph' }).click();
    expect(page.url()).toMatch(/#p3$/);
  });

  it('prints the text alone', async () => {
    const page = await visitors.visit('/essays/ferry');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#ask').isVisible()).toBe(false);
    expect(await page.locator('header.site').isVisible()).toBe(false);
    expect(await page.locator('#p1 .number').isVisible()).toBe(true);
    expect(await page.locator('#p7 .words').isVisible()).toBe(true);
  });

  it('is read whole without a script', async () => {
    const words = 'It was slow';
    const page = await visitors.visit(quoteOf(1, words), { javaScriptEnabled: false });
    expect(await page.locator('mark').innerText()).toBe(words);
    expect(await page.locator('.paragraph').count()).toBe(7);
  });
});

describe.skipIf(hasNoBrowser)('the looks of the page', () => {
  const colours = '[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]';

  it('are dark where the reader wants it dark', async () => {
    const light = await visitors.visit('/essays/ferry', { colorScheme: 'light' });
    const dark = await visitors.visit('/essays/ferry', { colorScheme: 'dark' });
    expect(await light.evaluate(colours)).toEqual(['rgb(251, 249, 244)', 'rgb(31, 29, 26)']);
    expect(await dark.evaluate(colours)).toEqual(['rgb(23, 24, 27)', 'rgb(230, 227, 220)']);
  });

  it.each([
    ['/', 390],
    ['/essays/ferry', 390],
    ['/essays/ferry', 320],
    ['/teacher', 320],
  ])('fit a phone: %s at %i pixels scrolls in one direction only', async (path, width) => {
    const phone = { viewport: { width, height: 700 }, mayLog: /403/ };
    const page = await visitors.visit(path, phone);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    if (path === '/teacher') return;
    expect(await page.evaluate(isInView('#question'))).toBe(true);
    await page.getByLabel('Your question').click();
    expect(await page.evaluate(isInView('.send'))).toBe(true);
  });

  it('do not shift while the page loads', async () => {
    const page = await visitors.visit('about:blank');
    await page.addInitScript(
      `window.shifts = []; new PerformanceObserver((list) => { for (const entry of list.getEntries())
         window.shifts.push(entry.value); }).observe({ type: 'layout-shift', buffered: true });`,
    );
    for (const path of ['/', '/essays/ferry', '/essays/ferry?quote=4.0-20#p4']) {
      await page.goto(`${stage.address}${path}`, { waitUntil: 'networkidle' });
      expect(await page.evaluate('window.shifts'), path).toEqual([]);
    }
  });
});
