/** What was read last of the corpus folder and of uploads: for the page that shows a teacher what was left out. */
import type { CorpusReading } from '../ingest/types.js';

export interface LibraryReport {
  /** The latest reading; empty before the first. */
  latest(): CorpusReading;
  take(reading: CorpusReading): void;
}

export function createLibraryReport(): LibraryReport {
  let latest: CorpusReading = { essays: [], problems: [] };
  return {
    latest: () => latest,
    take(reading) {
      latest = reading;
    },
  };
}
