import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Essay } from '../../../src/essay/types.js';
import { cleanedMarkdown, writeCleaned } from '../../../src/ingest/cleaned-markdown.js';
import { type Block, type Draft, emptyDraft, markOf } from '../../../src/ingest/draft.js';
import { toEssay } from '../../../src/ingest/paragraphs.js';
import { parseFile } from '../../../src/ingest/parse.js';
import { oneLine, tidy } from '../../../src/ingest/tidy.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

async function read(text: string, file: string): Promise<Essay> {
  const parsed = await parseFile({ file, bytes: Buffer.from(text) });
  if (parsed.kind !== 'essay') throw new Error('not an essay');
  return parsed.ingested.essay;
}

function essayOf(draft: Partial<Draft>): Essay {
  const place = { slug: 'x', collection: '', file: 'x.md' };
  return toEssay({ ...emptyDraft(), ...draft }, place, { title: 'A Title', language: 'en' });
}

describe('the cleaned copy', () => {
  it('of the saved page gives the same essay again, and is stable', async () => {
    const original = await read(readFileSync('test/fixtures/saved-page.txt', 'utf8'), 'page.txt');
    const copy = cleanedMarkdown(original);
    const again = await read(copy, 'page.md');
    expect(again).toEqual({ ...original, file: 'page.md' });
    expect(cleanedMarkdown(again)).toBe(copy);
  });

  it('gives the same paragraphs, sections and notes again, for any words', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '1.',
        '-',
        '#',
        '>',
        '[1]',
        '[^1]',
        '[^1]:',
        '***',
        '___',
        '`x`',
        '<b>',
        '&amp;',
        'http://a.b/c_d',
        'a@b.c',
        '|',
        ':---:',
        '~~x~~',
        '\\',
        '![a](b)',
        '=',
        '---',
        '$x$',
        'www.a.b',
        'I:',
        'by Ann',
        '+',
        '12)',
        '  ',
        'text:',
        '«',
        '*',
      ),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => `W${oneLine(tidy(words.join(' ')))}`);
    const anyStart = fc
      .array(word, { minLength: 1, maxLength: 6 })
      .map((words) => oneLine(tidy(words.join(' '))) || 'x');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.oneof(text, anyStart), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 6 }),
        async (parts) => {
          const blocks: Block[] = parts.flatMap(([words, hasHeading, hasNote], index) => [
            ...(hasHeading ? [{ kind: 'heading' as const, level: 2, text: `H ${words}` }] : []),
            { kind: 'paragraph' as const, text: hasNote ? `${words}${markOf(`n${index}`)} end` : words },
          ]);
          const notes = parts.flatMap(([words, , hasNote], index) =>
            hasNote ? [{ id: `n${index}`, text: words }] : [],
          );
          const essay = essayOf({ blocks, notes });
          const again = await read(cleanedMarkdown(essay), 'x.md');
          expect(again.paragraphs).toEqual(essay.paragraphs);
          expect(again.sections).toEqual(essay.sections);
          expect(again.notes).toEqual(essay.notes);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never written over a file that is there', async () => {
    const folder = await temporaryFolder();
    const essay = essayOf({ blocks: [{ kind: 'paragraph', text: 'Words.' }] });
    await writeCleaned(join(folder, 'x.md'), essay);
    expect(await readFile(join(folder, 'x.md'), 'utf8')).toBe(cleanedMarkdown(essay));
    await writeFile(join(folder, 'x.md'), 'edited by hand');
    await expect(writeCleaned(join(folder, 'x.md'), essay)).rejects.toMatchObject({
      code: 'file-refused',
      message: expect.stringContaining('exists already'),
    });
    expect(await readFile(join(folder, 'x.md'), 'utf8')).toBe('edited by hand');
    expect(await readdir(folder)).toEqual(['x.md']);
  });
});
