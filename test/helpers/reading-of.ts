/** Essays as a reading of the corpus gives them, without files. */
import { sha256 } from '../../src/base/files.js';
import type { Essay } from '../../src/essay/types.js';
import type { CorpusReading } from '../../src/ingest/types.js';
import { fakeEssay } from './fake-parts.js';

/** An essay whose hash follows its text. */
export function textEssay(slug: string, texts: readonly string[], extra: Partial<Essay> = {}): Essay {
  return fakeEssay(slug, texts, { hash: sha256(texts.join('\n')), ...extra });
}

export function readingOf(...essays: readonly Essay[]): CorpusReading {
  return { essays: essays.map((essay) => ({ essay, dropped: [], warnings: [] })), problems: [] };
}
