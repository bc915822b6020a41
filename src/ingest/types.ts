/** What ingestion returns: values only, nothing is stored here. */
import type { Essay } from '../essay/types.js';

/** A file that became an essay, with what was left out on the way. */
export interface IngestedEssay {
  readonly essay: Essay;
  /** Lines of page furniture that were dropped, as they stood, each cut at 200 characters. */
  readonly dropped: readonly string[];
  /** Things worth a teacher's eye that stopped nothing, e.g. a note without a mark. */
  readonly warnings: readonly string[];
}

/** A file that did not become an essay. `skipped`: not meant to be one; `failed`: could not be read. */
export interface IngestProblem {
  readonly file: string;
  readonly status: 'skipped' | 'failed';
  /** A full sentence that names what and why. */
  readonly reason: string;
}

/** One reading of the whole corpus folder. */
export interface CorpusReading {
  readonly essays: readonly IngestedEssay[];
  readonly problems: readonly IngestProblem[];
}
