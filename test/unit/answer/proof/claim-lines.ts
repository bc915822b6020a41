/** The lines of test/eval/claims.jsonl and the grounds they are judged on; and grounds made of a text and one sentence of it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Grounds } from '../../../../src/answer/proof/grounds.js';
import type { Essay } from '../../../../src/essay/types.js';
import { readCorpus } from '../../../../src/ingest/corpus.js';
import { textEssay } from '../../../helpers/reading-of.js';

export interface ClaimLine {
  readonly id: string;
  readonly essay: string;
  readonly language: string;
  readonly claim: string;
  readonly paragraph: number;
  readonly quote: string;
  readonly verdict: 'stands' | 'contradicts' | 'wrong-speaker' | 'unrelated';
  readonly note: string;
  readonly half: 'dev' | 'held-out';
}

const path = (relative: string): string => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url));

export function readClaimLines(): readonly ClaimLine[] {
  const lines = readFileSync(path('test/eval/claims.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as ClaimLine);
}

/** The essays that the lines speak of, by slug. */
export async function readClaimedEssays(): Promise<ReadonlyMap<string, Essay>> {
  const readings = await Promise.all(['corpus', 'test/eval/essays'].map((folder) => readCorpus(path(folder))));
  return new Map(readings.flatMap(({ essays }) => essays.map(({ essay }) => [essay.slug, essay] as const)));
}

export function groundsOf(essay: Essay, paragraph: number, quote: string): Grounds {
  const start = essay.paragraphs[paragraph - 1]?.text.indexOf(quote) ?? -1;
  if (start < 0) throw new Error(`¶${paragraph} of ${essay.slug} does not hold: ${quote}`);
  const citation = { essay: essay.slug, paragraph, quote, start, end: start + quote.length };
  return { essays: [essay], citations: [citation], question: '' };
}

/** Grounds in a paragraph written for the occasion; the quote is all of it by default. */
export function groundsIn(
  text: string,
  { quote = text, language = 'en', author = 'Ada Frost' }: { quote?: string; language?: string; author?: string } = {},
): Grounds {
  return groundsOf(textEssay('occasion', [text], { language, author }), 1, quote);
}
