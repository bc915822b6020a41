import { afterEach, describe, expect, it } from 'vitest';
import { createParsePool, type ParsePool } from '../../../src/ingest/parse-pool.js';

let pool: ParsePool;
afterEach(() => pool.close());

const small = { file: 'small.md', bytes: Buffer.from('Some words.') };
/** Emphasis that never closes costs the Markdown parser quadratic time. */
const endless = { file: 'endless.md', bytes: Buffer.from(`${'*a _b '.repeat(400_000)}`) };

describe('the parse pool', () => {
  it('kills a worker whose file takes too long, and reads the others', async () => {
    pool = createParsePool({ size: 1, cpuMs: 700 });
    const started = performance.now();
    const [hung, read] = await Promise.allSettled([pool.parse(endless), pool.parse(small)]);
    expect(hung).toMatchObject({ status: 'rejected', reason: { code: 'parse-timeout' } });
    expect(read).toMatchObject({ status: 'fulfilled', value: { kind: 'essay' } });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('refuses a file that needs too much memory, and reads the next', async () => {
    pool = createParsePool({ size: 1, memoryMb: 24 });
    const wide = { file: 'wide.html', bytes: Buffer.from('<p>a<b>c</b>'.repeat(300_000)) };
    await expect(pool.parse(wide)).rejects.toMatchObject({
      message: expect.stringMatching(/memory|could not be read|stopped/),
    });
    await expect(pool.parse(small)).resolves.toMatchObject({ kind: 'essay' });
  });

  it('keeps the reason a parser gives, with what to do', async () => {
    pool = createParsePool();
    await expect(pool.parse({ file: 'x.pdf', bytes: Buffer.from('no') })).rejects.toMatchObject({
      code: 'parse-failed',
      hint: expect.stringContaining('PDF reader'),
    });
  });

  it('rejects what is waiting when it is closed', async () => {
    pool = createParsePool({ size: 1 });
    const waiting = Promise.allSettled([pool.parse(endless), pool.parse(small)]);
    await pool.close();
    expect((await waiting).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    await expect(pool.parse(small)).rejects.toMatchObject({ code: 'aborted' });
  });
});
