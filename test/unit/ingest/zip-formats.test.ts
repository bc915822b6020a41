import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../src/ingest/parse.js';
import type { IngestedEssay } from '../../../src/ingest/types.js';
import { unzip } from '../../../src/ingest/zip.js';
import { docxParagraph, makeDocx, makeEpub } from '../../helpers/make-documents.js';

async function ingest(bytes: Uint8Array, file: string): Promise<IngestedEssay> {
  const parsed = await parseFile({ file, bytes });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested;
}

const prose = (n: number): string =>
  `This is paragraph ${n} of the essay, and it is long enough to be taken for running text by anyone who looks at it. It has two sentences, of which this is the second one.`;

describe('Word files', () => {
  it('give title, author, headings, quotations and footnotes', async () => {
    const { essay } = await ingest(
      makeDocx(
        docxParagraph('On Rivers', { style: 'Title' }) +
          docxParagraph(prose(1), { note: 1 }) +
          docxParagraph('Downstream', { style: 'Heading1' }) +
          docxParagraph('As the poet has it:') +
          docxParagraph('All rivers run into the sea.', { style: 'Quote' }) +
          docxParagraph(prose(2), { note: 2 }),
        { author: 'Ann Lee', notes: ['The first source.', 'The second source.'] },
      ),
      'rivers.docx',
    );
    expect(essay).toMatchObject({ title: 'On Rivers', author: 'Ann Lee', language: 'en' });
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([
      prose(1),
      'As the poet has it: All rivers run into the sea.',
      prose(2),
    ]);
    expect(essay.sections).toEqual([{ title: 'Downstream', level: 1, firstParagraph: 2 }]);
    expect(essay.notes).toEqual([
      { id: '1', text: 'The first source.', paragraph: 1 },
      { id: '2', text: 'The second source.', paragraph: 3 },
    ]);
  });

  it('take title and byline from the first lines where no style names them', async () => {
    const { essay } = await ingest(
      makeDocx(
        docxParagraph('On Hills') + docxParagraph('by Bo Chen') + docxParagraph(prose(1)) + docxParagraph('Short.'),
      ),
      'x.docx',
    );
    expect(essay).toMatchObject({ title: 'On Hills', author: 'Bo Chen' });
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([prose(1), 'Short.']);
  });

  it.each([
    ['no zip', Buffer.from('PK\u0003\u0004 and then nothing of use')],
    ['another zip', zipSync({ 'a.txt': strToU8('hello') })],
    [
      'a broken document',
      zipSync({ '[Content_Types].xml': strToU8('<x'), 'word/document.xml': strToU8('<w:document><w:body>') }),
    ],
    ['a truncated one', makeDocx(docxParagraph(prose(1))).subarray(0, 900)],
  ])('that are %s are refused by name', async (_, bytes) => {
    await expect(ingest(bytes, 'broken.docx')).rejects.toMatchObject({ code: 'parse-failed' });
  });
});

describe('EPUB', () => {
  it('is read in spine order, without cover and contents, with notes of another file', async () => {
    const { essay, dropped } = await ingest(
      makeEpub(
        {
          'two.xhtml': `<h1>Second</h1><p>${prose(2)}</p>`,
          'cover.xhtml': '<section epub:type="cover"><h1>A Book</h1></section>',
          'toc.xhtml': '<ul><li><a href="one.xhtml">First</a></li><li><a href="two.xhtml">Second</a></li></ul>',
          'one.xhtml': `<h1>First</h1><a id="x"/><p>${prose(1)}<a epub:type="noteref" id="r1" href="notes.xhtml#n1">1</a></p>`,
          'notes.xhtml': '<aside id="n1" epub:type="footnote"><p><a href="one.xhtml#r1">1</a>. The source.</p></aside>',
        },
        ['cover.xhtml', 'toc.xhtml', 'one.xhtml', 'two.xhtml', 'notes.xhtml'],
        '<dc:title>A Book of Two</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language><dc:date>2001-02-03</dc:date>',
      ),
      'book.epub',
    );
    expect(essay).toMatchObject({ title: 'A Book of Two', author: 'Ann Lee', language: 'en', date: '2001-02-03' });
    expect(essay.paragraphs.map(({ text }) => text)).toEqual([prose(1), prose(2)]);
    expect(essay.sections.map(({ title, firstParagraph }) => [title, firstParagraph])).toEqual([
      ['First', 1],
      ['Second', 2],
    ]);
    expect(essay.notes).toEqual([{ id: '1', text: 'The source.', paragraph: 1 }]);
    expect(dropped).toContain('A Book');
  });

  it('without a package file is refused by name', async () => {
    await expect(ingest(zipSync({ mimetype: strToU8('application/epub+zip') }), 'x.epub')).rejects.toMatchObject({
      code: 'parse-failed',
    });
  });
});

describe('zip limits', () => {
  const all = (): boolean => true;

  it('refuse a bomb by the sizes it states, before unpacking', () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024) }, { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    const started = performance.now();
    expect(() => unzip(bomb, all)).toThrow(/unpack to 60 MB/);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('refuse a bomb that lies about its size, while unpacking', () => {
    const bomb = zipSync({ a: new Uint8Array(40 * 1024 * 1024) }, { level: 9 });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    for (let at = 0; at < bomb.length - 46; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    expect(() => unzip(bomb, all)).toThrow(/more than it says/);
  });

  it('refuse what is packed over 200 to 1, and entries without end', () => {
    expect(() => unzip(zipSync({ a: new Uint8Array(20 * 1024 * 1024) }, { level: 9 }), all)).toThrow(/200 to 1/);
    const flood = zipSync(Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`f${i}`, new Uint8Array(1)])));
    expect(() => unzip(flood, all)).toThrow(/2001 entries/);
  });

  it('treat names that climb out as names', () => {
    const files = unzip(
      zipSync({ '../../etc/passwd': strToU8('x'), '/abs': strToU8('y'), 'ok.txt': strToU8('z') }),
      all,
    );
    expect([...files.keys()].toSorted()).toEqual(['../../etc/passwd', '/abs', 'ok.txt']);
  });

  it('call a cut or overwritten file damaged', () => {
    const zip = zipSync({ 'a.txt': strToU8('hello '.repeat(1000)) });
    expect(() => unzip(zip.subarray(0, zip.length - 30), all)).toThrow(/damaged/);
    const broken = zip.slice();
    broken.fill(0xff, 36, 60);
    expect(() => unzip(broken, all)).toThrow();
  });
});
