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

/**
 * A line of ours, every run made by `draw`; each mark in it leads to its paragraph where there is a page to read it on. A mark
 * without a name belongs to the essay that was named last, the main one at first.
 */
export function linkedRuns(text: string, sources: readonly Source[], draw: (text: string) => Run): readonly Run[] {
  if (sources.every(({ address }) => address === undefined)) return [draw(text)];
  let source = sources[0];
  let at = 0;
  const runs: Run[] = [];
  for (const match of text.matchAll(/¶(\d{1,5})(?:[-–]\d{1,5})?/gu)) {
    const before = text.slice(0, match.index).trimEnd();
    source = sources.find(({ shortName }) => shortName !== undefined && before.endsWith(shortName)) ?? source;
    const address = source?.address;
    if (address === undefined) continue;
    runs.push(draw(text.slice(at, match.index)));
    runs.push({ ...draw(match[0]), href: withParagraph(address, { paragraph: Number(match[1]) }) });
    at = match.index + match[0].length;
  }
  return [...runs, draw(text.slice(at))].filter((run) => run.text !== '');
}
