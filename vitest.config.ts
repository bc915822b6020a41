import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One more than the two cores we promise to run on: half the tests wait for programs, sockets and browsers.
    maxWorkers: 3,
  },
});
