/** Marks as runs: bold, and leading to the words they stand for where there is a page to read them on. */
import { markOf } from '../conversation/marks.js';
import { marksOf } from '../conversation/proof.js';
import type { Source } from '../conversation/types.js';
import type { Citation } from '../essay/types.js';
import { withParagraph } from './citation-links.js';
import { boldRun, plainRun, type Run } from './line.js';

/** The mark of one citation. */
export function markRun(sources: readonly Source[], citation: Citation): Run {
  const address = sources.find(({ slug }) => slug === citation.essay)?.address;
  const run = boldRun(markOf(sources, citation));
  return address === undefined ? run : { ...run, href: withParagraph(address, citation) };
}

/** The marks of one sentence behind it, each paragraph once. */
export function markRuns(sources: readonly Source[], citations: readonly Citation[]): readonly Run[] {
  if (sources.every(({ address }) => address === undefined)) return [boldRun(` ${marksOf(sources, citations)}`)];
  const names = citations.map((citation) => markOf(sources, citation));
  const once = citations.filter((_, index) => names.indexOf(names[index] ?? '') === index);
  return once.flatMap((citation) => [plainRun(' '), markRun(sources, citation)]);
}
