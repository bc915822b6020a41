import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/ingest/parse.js';
import type { IngestedEssay } from '../../../src/ingest/types.js';

async function ingest(text: string | Uint8Array, file = 'page.html'): Promise<IngestedEssay> {
  const parsed = await parseFile({ file, bytes: typeof text === 'string' ? Buffer.from(text) : text });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested;
}

const texts = (ingested: IngestedEssay): string[] => ingested.essay.paragraphs.map((paragraph) => paragraph.text);
const prose = (n: number): string =>
  `This is paragraph ${n} of the essay, and it is long enough to be taken for running text by anyone who looks at it. It has two sentences, of which this is the second one.`;

describe('HTML', () => {
  it('finds the essay inside a page of today and lists what it left', async () => {
    const { essay, dropped } = await ingest(`<!doctype html><html lang="en"><head><title>On Bridges | The Review</title>
      <meta property="article:published_time" content="2020-02-03T10:00:00Z"><meta name="author" content="Ann Lee">
      <style>p{color:red}</style><script>var x = "<p>no</p>";</script></head><body>
      <header><nav><a href="/">Home</a> <a href="/a">Archive</a></nav></header>
      <div class="cookie-banner">We use cookies to make this site better.</div>
      <main><article><h1>On Bridges</h1><p class="byline">By Ann Lee</p><p>${prose(1)}</p>
      <h2>Steel</h2><p>${prose(2)}</p><blockquote><p>A quoted line.</p></blockquote><p>Yes.</p><p hidden>secret</p>
      <p>${prose(3)} &amp; more&nbsp;words.</p></article></main>
      <aside><h3>Related articles</h3><ul><li>Other things to read</li></ul></aside>
      <footer><p>© 2020 The Review. All rights reserved.</p></footer></body></html>`);
    expect(texts({ essay } as IngestedEssay)).toEqual([
      prose(1),
      prose(2),
      'A quoted line.',
      'Yes.',
      `${prose(3)} & more\u00A0words.`,
    ]);
    expect(essay).toMatchObject({ title: 'On Bridges', author: 'Ann Lee', date: '2020-02-03', language: 'en' });
    expect(essay.sections).toEqual([{ title: 'Steel', level: 2, firstParagraph: 2 }]);
    expect(dropped.join('\n')).toMatch(/cookies/);
    expect(dropped.join('\n')).toMatch(/Other things to read/);
    expect(dropped.join('\n')).not.toMatch(/secret|color:red/);
  });

  it('reads an old page of tables and line breaks in windows-1251 by its own declaration', async () => {
    const paragraph =
      'История учит нас тому, что ничему не учит. Об этом говорили многие, и всё же каждый раз приходится начинать сначала, потому что память людей коротка.';
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>О пользе истории</title></head>
      <body><table><tr><td><a href="/">Главная</a><br><a href="/n">Новости</a></td><td><h1>О пользе истории</h1><p>Иван Петров</p>
      ${paragraph} Один.<br><br>${paragraph} Два.<br><br>${paragraph} Три.</td></tr></table><p>© 2009 Все права защищены</p></body></html>`;
    const { essay, dropped } = await ingest(iconv.encode(html, 'windows-1251'));
    expect(essay).toMatchObject({ title: 'О пользе истории', author: 'Иван Петров', language: 'ru' });
    expect(essay.paragraphs.map(({ text }) => text)).toEqual(
      ['Один.', 'Два.', 'Три.'].map((end) => `${paragraph} ${end}`),
    );
    expect(dropped.join(' ')).toContain('Все права защищены');
  });

  it.each([
    ['a list', '<ol><li id="fn1">The first source. <a href="#ref1">↩</a></li><li id="fn2">The second.</li></ol>'],
    ['paragraphs', '<p id="fn1">[1] The first source.</p><p id="fn2">[2] The second.</p>'],
    [
      'anchors as Word writes them',
      '<div id="x1"><p><a href="#ref1" name="fn1">[1]</a> The first source.</p></div><div><p><a href="#ref2" name="fn2">[2]</a> The second.</p></div>',
    ],
  ])('links footnotes in %s', async (_, notes) => {
    const { essay } = await ingest(
      `<body><article><h1>T</h1><p>${prose(1)} Claim<sup><a id="ref1" href="#fn1">1</a></sup> made.</p><p>${prose(2)} Other<a id="ref2" href="#fn2">[2]</a>.</p><p>${prose(3)}</p>${notes}</article></body>`,
    );
    expect(essay.notes).toEqual([
      { id: '1', text: 'The first source.', paragraph: 1 },
      { id: '2', text: 'The second.', paragraph: 2 },
    ]);
    expect(essay.paragraphs).toHaveLength(3);
    expect(essay.paragraphs[0]?.text).toBe(`${prose(1)} Claim made.`);
    expect(essay.paragraphs[1]?.text).toBe(`${prose(2)} Other.`);
  });

  it('keeps a poem and short texts, which Readability would not', async () => {
    const { essay } = await ingest(
      '<html><body><h1>Fog</h1><p>The fog comes<br>on little cat feet.</p><p>It sits looking<br>over harbor and city</p></body></html>',
    );
    expect(essay.title).toBe('Fog');
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([
      'The fog comes on little cat feet.',
      'It sits looking over harbor and city',
    ]);
  });

  it('loses no paragraph of a page without any structure to hold on to', async () => {
    const body = Array.from({ length: 12 }, (_, i) => `<div><p>${prose(i + 1)}</p></div><p>Short ${i + 1}.</p>`).join(
      '',
    );
    const { essay } = await ingest(
      `<html><body><div id="menu"><ul><li><a href="/">Home</a></li><li><a href="/b">About</a></li></ul></div><div>${body}</div></body></html>`,
    );
    const all = essay.paragraphs.map(({ text }) => text);
    for (let i = 1; i <= 12; i += 1) {
      expect(all).toContain(prose(i));
      expect(all).toContain(`Short ${i}.`);
    }
    expect(all).not.toContain('Home');
  });

  it('refuses 100,000 nested elements at once and by name', async () => {
    const started = performance.now();
    const deep = `${'<div>'.repeat(100_000)}${prose(1)}${'</div>'.repeat(100_000)}`;
    await expect(ingest(deep)).rejects.toMatchObject({
      code: 'parse-failed',
      message: expect.stringContaining('nested'),
    });
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
