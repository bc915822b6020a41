import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenWindows } from '../../../src/models/token-windows.js';

describe('windows over tokens', () => {
  it('are a single one where the text fits', () => {
    expect(tokenWindows(254, 254, 64)).toEqual([{ start: 0, end: 254, keepStart: 0, keepEnd: 254 }]);
    expect(tokenWindows(0, 254, 64)).toEqual([{ start: 0, end: 0, keepStart: 0, keepEnd: 0 }]);
  });

  it('keep each token once, in the window in which it stands farthest from an edge', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 8, max: 254 }), (count, size) => {
        const windows = tokenWindows(count, size, size >> 2);
        expect(windows[0]?.keepStart).toBe(0);
        expect(windows.at(-1)?.keepEnd).toBe(count);
        for (const [i, { start, end, keepStart, keepEnd }] of windows.entries()) {
          expect(end - start).toBeLessThanOrEqual(size);
          expect(keepStart).toBeGreaterThanOrEqual(start);
          expect(keepEnd).toBeLessThanOrEqual(end);
          const next = windows[i + 1];
          if (next === undefined) continue;
          expect(next.keepStart).toBe(keepEnd);
          const shared = end - next.start;
          expect(shared).toBeGreaterThanOrEqual(Math.floor(size / 4) - 1);
          expect(Math.abs(keepEnd - next.start - shared / 2)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
