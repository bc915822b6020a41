import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PilcrowError } from '../../../src/base/errors.js';
import { parseFile } from '../../../src/ingest/parse.js';
import { refusalBefore, refusalOf } from '../../../src/ingest/refusals.js';
import { makeDocx, makePdf } from '../../helpers/make-documents.js';

async function failureOf(file: string, bytes: Uint8Array | string): Promise<unknown> {
  return await parseFile({ file, bytes: Buffer.from(bytes) }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a name or a size', () => {
  it.each([
    ['week.md', 10, undefined],
    ['Эссе.PDF', 10, undefined],
    ['photo.png', 10, 'type'],
    ['essay', 10, 'type'],
    ['essay.doc', 10, 'old-word'],
    ['essay.pages', 10, 'old-word'],
    ['week.notes.md', 10, 'name'],
    ['.hidden.md', 10, 'name'],
    ['README.md', 10, 'name'],
    ['~$week.docx', 10, 'name'],
    ['week.pdf', 21 * 1024 * 1024, 'large'],
  ] as const)('%s of %i bytes is refused before anything is fetched, or not: %s', (name, bytes, kind) => {
    expect(refusalBefore(name, bytes)).toBe(kind);
  });
});

describe('a file that was read in vain', () => {
  it('is a scan where its pages hold no text', async () => {
    expect(refusalOf(await failureOf('scan.pdf', makePdf([[]])))).toBe('scan');
  });

  it('has no text where no paragraph comes out', async () => {
    expect(refusalOf(await failureOf('none.md', '# Only a title\n'))).toBe('no-text');
    expect(refusalOf(await failureOf('none.docx', makeDocx('')))).toBe('no-text');
  });

  it('is damaged where it is not what its ending says', async () => {
    expect(refusalOf(await failureOf('a.pdf', 'no pdf at all'))).toBe('damaged');
    expect(refusalOf(await failureOf('a.docx', 'PK and nothing more'))).toBe('damaged');
    expect(refusalOf(await failureOf('a.md', Buffer.alloc(400, 7)))).toBe('damaged');
  });

  it('is protected where a password or copy protection stands before it', async () => {
    const zip = Buffer.from(makeDocx('<w:p><w:r><w:t>Hello there.</w:t></w:r></w:p>'));
    // The flag of encryption, in each entry of the directory.
    for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4))
      zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8);
    expect(refusalOf(await failureOf('locked.docx', zip))).toBe('protected');
  });

  it('is long where it holds more than is read', async () => {
    const entries = Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`word/${n}.xml`, strToU8('x')]));
    expect(refusalOf(await failureOf('long.docx', zipSync(entries, { level: 0 })))).toBe('long');
    const pages = new PilcrowError('file-refused', 'has 5001 pages; at most 5000 are read');
    expect(refusalOf(pages)).toBe('long');
  });

  it('is slow where its reading was stopped', () => {
    const stopped = new PilcrowError('parse-timeout', 'took more than 10 seconds to read and was stopped');
    expect(refusalOf(stopped)).toBe('slow');
  });

  it('is no fault of the file where reading itself was called off', () => {
    expect(refusalOf(new PilcrowError('aborted', 'was not read: reading was stopped'))).toBeUndefined();
    expect(refusalOf(new Error('disk'))).toBeUndefined();
  });
});
