import { describe, expect, it } from 'vitest';
import { drawHeatStrip } from '../../../src/classroom/heat-strip.js';

function sizeOf(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

describe('the heat strip', () => {
  it('is a PNG as wide as its paragraphs, in rows of sixteen', async () => {
    const short = await drawHeatStrip([3, 0, 12]);
    expect([...short.slice(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
    expect(sizeOf(short)).toEqual({ width: 280, height: 112 });
    expect(sizeOf(await drawHeatStrip(Array.from({ length: 40 }, (_, index) => index)))).toEqual({
      width: 1424,
      height: 304,
    });
  });

  it('shows the counts: others give another picture, the same the same', async () => {
    const [one, again, other] = await Promise.all(
      [
        [1, 2],
        [1, 2],
        [2, 1],
      ].map(drawHeatStrip),
    );
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
  });
});
