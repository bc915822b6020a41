import { beforeEach, describe } from 'vitest';
import { createMemorySpending } from '../../src/store/memory-spending.js';
import { countsSpending } from './store-spending.js';

describe('without a store', () => {
  let now = 0;
  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
  });
  countsSpending(
    async () => createMemorySpending(() => now),
    (ms) => {
      now += ms;
    },
  );
});
