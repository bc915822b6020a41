import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two workers: the machines we promise to run on have two cores, and the embedder has a thread of its own.
    maxWorkers: 2,
  },
});
