import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The weeks of a class first: begun last, one of them would run on while the other workers have nothing to do. */
class WeeksFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWeek = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/teachers-week/');
    const sorted = await super.sort(files);
    return [...sorted.filter(isWeek), ...sorted.filter((file) => !isWeek(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two workers: the machines we promise to run on have two cores, and the embedder has a thread of its own.
    maxWorkers: 2,
    sequence: { sequencer: WeeksFirst },
  },
});
