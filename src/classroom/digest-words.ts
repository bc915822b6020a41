/** What the heat strip shows, in words: for who does not see it, and for the points of the card. */
import { printMark, printMarks } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import { sentences } from '../essay/sentences.js';
import type { Citation, Essay, Language } from '../essay/types.js';
import type { EssayHeat, ParagraphHeat } from './digest.js';

/** The first words of a paragraph: enough to know it again. */
const openingChars = 90;

/** The paragraphs that were asked about, the most asked first. */
export function mostAsked({ paragraphs }: EssayHeat): readonly ParagraphHeat[] {
  return paragraphs.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

/** "¶4 most asked (12), then ¶1 (9), ¶3 (1); never: ¶6-7". Says every paragraph of the strip. */
export function heatInWords(heat: EssayHeat, language: Language): string {
  const [first, ...rest] = mostAsked(heat);
  if (!first)
    return say('digestNever', language, { marks: printMarks(heat.paragraphs.map(({ paragraph }) => paragraph)) });
  const never = heat.paragraphs.filter(({ count }) => count === 0).map(({ paragraph }) => paragraph);
  const asked = [
    say('digestMostAsked', language, { first: printMark(first.paragraph), count: first.count }),
    ...(rest.length > 0 ? [say('digestThen', language, { rest: counted(rest, ', ') })] : []),
  ].join(', ');
  return never.length === 0 ? asked : `${asked}; ${say('digestNever', language, { marks: printMarks(never) })}`;
}

/** `¶1 (9), ¶3 (1)` */
export function counted(paragraphs: readonly ParagraphHeat[], joint: string): string {
  return paragraphs.map(({ paragraph, count }) => `${printMark(paragraph)} (${count})`).join(joint);
}

/** The first words of a paragraph, cut at a blank where its first sentence is long. */
export function openingAt(essay: Essay, paragraph: number): Citation {
  const text = essay.paragraphs[paragraph - 1]?.text ?? '';
  const { start, end } = sentences(text, essay.language)[0] ?? { start: 0, end: text.length };
  const blank = text.lastIndexOf(' ', start + openingChars);
  const stop = end - start <= openingChars ? end : blank > start ? blank : start + openingChars;
  return { essay: essay.slug, paragraph, quote: text.slice(start, stop), start, end: stop };
}
