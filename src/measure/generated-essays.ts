/** Essays made of the shuffled sentences of others: real words in any amount, the same on every run. Nobody can read them. */
import { sentences } from '../essay/sentences.js';
import type { Essay } from '../essay/types.js';
import { sequence } from './interval.js';

const sentencesEach = 5;

/** `count` paragraphs of five sentences each, drawn from `sources`. */
export function generatedParagraphs(sources: readonly Essay[], count: number): string[] {
  const all = sources.flatMap(({ paragraphs, language }) =>
    paragraphs.flatMap(({ text }) => sentences(text, language).map(({ start, end }) => text.slice(start, end))),
  );
  const random = sequence(29);
  return Array.from({ length: count }, () =>
    Array.from({ length: sentencesEach }, () => all[Math.floor(random() * all.length)] ?? '')
      .join(' ')
      // What Markdown would take for a sign.
      .replace(/[*_`<>#[\]|~^\\]/g, ''),
  );
}

/** An essay file of the given paragraphs. */
export function markdownEssay(title: string, paragraphs: readonly string[]): string {
  return `---\ntitle: ${title}\nauthor: Nobody\nlanguage: en\n---\n\n${paragraphs.join('\n\n')}\n`;
}

/** The paragraphs of `count` essays of `size` each, every one drawn from `pool`, no two essays alike. */
export function drawnFrom(pool: readonly string[], count: number, size: number): string[][] {
  return Array.from({ length: count }, (_, essay) =>
    Array.from({ length: size }, (_, at) => pool[(essay * 2 + at * 9) % pool.length] ?? ''),
  );
}
