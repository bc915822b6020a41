import { describe, expect, it } from 'vitest';
import { createRunGate } from '../../../src/models/run-gate.js';

describe('the run gate', () => {
  it('lets nobody in once the other side has shut it, and does not wait for nobody', () => {
    const outside = createRunGate();
    const inside = createRunGate(outside.shared);
    expect(inside.enter()).toBe(true);
    inside.leave();
    outside.shut();
    outside.waitUntilLeft(60_000);
    expect(inside.enter()).toBe(false);
    outside.waitUntilLeft(60_000);
  });
});
