import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCorpus } from '../../../src/ingest/corpus.js';
import type { CorpusReading } from '../../../src/ingest/types.js';
import { makePdf } from '../../helpers/make-documents.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-corpus-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, data] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, data);
  }
}

const slugs = ({ essays }: CorpusReading): string[] => essays.map(({ essay }) => essay.slug);
const reason = ({ problems }: CorpusReading, file: string): string => {
  const problem = problems.find((candidate) => candidate.file === file);
  return problem ? `${problem.status}: ${problem.reason}` : 'none';
};

describe('readCorpus', () => {
  it('takes sub-folders as collections and makes slugs unique', async () => {
    await put({
      'one.md': 'Words.',
      'week-03/one.md': 'Other words.',
      'week-03/two.txt': 'Two.',
      'week-04/one.md': 'More.',
      'сон.md': 'Сон.',
    });
    const reading = await readCorpus(folder);
    expect(reading.essays.map(({ essay }) => [essay.slug, essay.collection, essay.file])).toEqual([
      ['one', '', 'one.md'],
      ['сон', '', 'сон.md'],
      ['week-03-one', 'week-03', 'week-03/one.md'],
      ['two', 'week-03', 'week-03/two.txt'],
      ['week-04-one', 'week-04', 'week-04/one.md'],
    ]);
    expect(reading.problems).toEqual([]);
  });

  it('serves the cleaned copy and skips the original, with the reason', async () => {
    await put({ 'a.html': '<p>Original.</p>', 'a.md': 'Cleaned.', 'b.txt': 'Alone.' });
    const reading = await readCorpus(folder);
    expect(slugs(reading)).toEqual(['a', 'b']);
    expect(reading.essays[0]?.essay.paragraphs[0]?.text).toBe('Cleaned.');
    expect(reason(reading, 'a.html')).toBe('skipped: a.html is not served, because a.md beside it is.');
  });

  it("joins a teacher's notes to their essay and warns of a paragraph that is not there", async () => {
    await put({
      'a.txt': 'Only one paragraph.',
      'a.notes.md': '- ¶1: Good.\n- ¶9: Lost?\n',
      'b.notes.md': '- Alone.\n',
    });
    const reading = await readCorpus(folder);
    expect(reading.essays).toHaveLength(1);
    expect(reading.essays[0]?.essay.teacherNotes).toEqual([
      { kind: 'note', text: 'Good.', paragraph: 1 },
      { kind: 'question', text: 'Lost?' },
    ]);
    expect(reading.essays[0]?.warnings.join()).toContain('¶9');
    expect(reason(reading, 'b.notes.md')).toMatch(/^skipped: .*no essay b/);
  });

  it('reads what can be read and names everything else, with the reason', async () => {
    await put({
      'good.txt': iconv.encode(
        'История учит нас тому, что ничему не учит. Об этом говорили многие люди.',
        'windows-1251',
      ),
      'empty.md': '',
      'blank.txt': '  \n\n ',
      'binary.txt': Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)),
      'picture.png': 'x',
      'README.md': 'Read me.',
      '.hidden.md': 'Hidden.',
      'scan.pdf': makePdf([[], []]),
      'broken.docx': 'PK\u0003\u0004 broken',
      'bomb.epub': zipSync({ 'a.xhtml': new Uint8Array(60 * 1024 * 1024) }, { level: 9 }),
      'truncated.pdf': makePdf([
        [{ x: 72, y: 700, size: 11, text: 'Some words that stand on a page of paper' }],
      ]).subarray(0, 300),
      'deep.html': '<div>'.repeat(100_000),
      'nul.txt': 'A text with a\u0000 NUL in it, which is taken out before anyone sees it at all.',
      'line.txt': `${'A very long single line without an end. '.repeat(50_000)}`,
      'odd \u202Ename\u0007.md': 'Odd name, good text.',
      'sub/deep/a.md': 'Deep down.',
    });
    await writeFile(join(folder, 'huge.txt'), 'x');
    await truncate(join(folder, 'huge.txt'), 50 * 1024 * 1024);
    await writeFile(join(tmpdir(), 'pilcrow-outside.txt'), 'Outside words.');
    await symlink(join(tmpdir(), 'pilcrow-outside.txt'), join(folder, 'link.txt'));
    await symlink(folder, join(folder, 'loop'));
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    const server = createServer().listen(join(folder, 'socket.txt'));
    await new Promise((resolve) => server.once('listening', resolve));
    const reading = await readCorpus(folder);
    server.close();
    expect(slugs(reading).toSorted()).toEqual(['a', 'good', 'line', 'nul', 'odd-name']);
    expect(reading.essays.find(({ essay }) => essay.slug === 'good')?.essay).toMatchObject({ language: 'ru' });
    expect(reading.essays.find(({ essay }) => essay.slug === 'nul')?.essay.paragraphs[0]?.text).toMatch(
      /^A text with a NUL/,
    );
    expect(reason(reading, 'empty.md')).toMatch(/^failed: empty\.md is empty/);
    expect(reason(reading, 'blank.txt')).toMatch(/^failed: blank\.txt holds no paragraph/);
    expect(reason(reading, 'binary.txt')).toMatch(/^failed: binary\.txt holds binary data/);
    expect(reason(reading, 'picture.png')).toMatch(/^skipped: picture\.png has the ending \.png/);
    expect(reason(reading, 'README.md')).toMatch(/^skipped/);
    expect(reason(reading, '.hidden.md')).toMatch(/^skipped/);
    expect(reason(reading, 'scan.pdf')).toMatch(/^failed: scan\.pdf .*scan.*OCR/);
    expect(reason(reading, 'broken.docx')).toMatch(/^failed: broken\.docx is damaged/);
    expect(reason(reading, 'bomb.epub')).toMatch(/^failed: bomb\.epub would unpack to 60 MB/);
    expect(reason(reading, 'truncated.pdf')).toMatch(/^failed: truncated\.pdf/);
    expect(reason(reading, 'deep.html')).toMatch(/^failed: deep\.html is nested/);
    expect(reason(reading, 'huge.txt')).toMatch(/^failed: huge\.txt has 50\.0 MB; at most 20 MB/);
    expect(reason(reading, 'link.txt')).toMatch(/^skipped: .*symbolic link/);
    expect(reason(reading, 'loop')).toMatch(/^skipped: .*symbolic link/);
    expect(reason(reading, 'pipe.txt')).toMatch(/^skipped: .*pipe/);
    expect(reason(reading, 'socket.txt')).toMatch(/^skipped: .*socket/);
  });

  it('reads a folder of 100 essays again from its cache without any parser, and heals a damaged entry', async () => {
    await put(
      Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [`essay-${i}.md`, `# Essay ${i}\n\nThe words of essay ${i}.\n`]),
      ),
    );
    const cacheFolder = join(folder, '.cache');
    const first = await readCorpus(folder, { cacheFolder });
    expect(first.essays).toHaveLength(100);
    const noPool = { parse: () => Promise.reject(new Error('parsed again')), close: () => Promise.resolve() };
    const second = await readCorpus(folder, { cacheFolder, pool: noPool });
    expect(second.essays).toEqual(first.essays);
    const [entry] = await readdir(cacheFolder);
    await writeFile(join(cacheFolder, entry ?? ''), '{"kind":"essay"}');
    const damaged = await readCorpus(folder, { cacheFolder, pool: noPool });
    expect(damaged.essays).toHaveLength(99);
    expect((await readCorpus(folder, { cacheFolder })).essays).toEqual(first.essays);
  });

  it('says what to do when the folder is missing or no folder, and gives an empty reading for an empty one', async () => {
    expect(await readCorpus(folder)).toEqual({ essays: [], problems: [] });
    await expect(readCorpus(join(folder, 'none'))).rejects.toMatchObject({
      code: 'corpus-unreadable',
      hint: expect.stringContaining('CORPUS_DIR'),
    });
    await put({ 'file.md': 'x' });
    await expect(readCorpus(join(folder, 'file.md'))).rejects.toMatchObject({ code: 'corpus-unreadable' });
  });

  it('stops when asked to', async () => {
    await put({ 'a.md': 'Words.' });
    await expect(readCorpus(folder, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
