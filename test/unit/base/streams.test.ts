import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines, writeText } from '../../../src/base/streams.js';

async function linesOf(chunks: readonly Buffer[], maxChars?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks), maxChars === undefined ? {} : { maxChars }))
    lines.push(line);
  return lines;
}

describe('lines of a stream', () => {
  it('are the same however the bytes arrive', async () => {
    const text = fc.array(fc.string({ unit: fc.constantFrom('a', 'ж', '段', '😀', ' '), maxLength: 8 }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 5 }), async (lines, size) => {
        const bytes = Buffer.from(lines.map((line) => `${line}\r\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(await linesOf(chunks)).toEqual(lines);
      }),
    );
  });

  it('include a last one without a line end, and are cut where they are endless', async () => {
    expect(await linesOf([Buffer.from('one\ntwo')])).toEqual(['one', 'two']);
    expect(await linesOf([Buffer.from('x'.repeat(50)), Buffer.from('yy\nnext')], 10)).toEqual(['x'.repeat(10), 'next']);
  });

  it('end quietly when the stream is destroyed', async () => {
    const input = new PassThrough();
    const reading = (async () => {
      for await (const _ of readLines(input)) input.destroy();
    })();
    input.write('one\n');
    await expect(reading).resolves.toBeUndefined();
  });
});

describe('writing', () => {
  it('waits for a slow reader and gives up on one that left', async () => {
    const output = new PassThrough({ highWaterMark: 4 });
    let isDone = false;
    const writing = writeText(output, 'more than four').then(() => {
      isDone = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(false);
    output.resume();
    await writing;
    output.destroy();
    await expect(writeText(output, 'too late')).resolves.toBeUndefined();
  });
});
