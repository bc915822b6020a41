/** A retrieval by hand: the sentences that were found, best first, as they stand in the essay. */
import type { Essay } from '../../src/essay/types.js';
import type { RankedParagraph, RankedSentence, Retrieval } from '../../src/retrieval/types.js';

export function retrievalOf(essay: Essay, found: readonly string[], extra: Partial<Retrieval> = {}): Retrieval {
  const sentences = found.map((text, at): RankedSentence => {
    const paragraph = essay.paragraphs.find((candidate) => candidate.text.includes(text));
    if (paragraph === undefined) throw new Error(`The essay has no such sentence: ${text}`);
    const start = paragraph.text.indexOf(text);
    return { paragraph: paragraph.n, start, end: start + text.length, score: 5 - 2 * at };
  });
  const ranked = [...new Set(sentences.map(({ paragraph }) => paragraph))].map(
    (paragraph, at): RankedParagraph => ({ paragraph, score: 5 - 2 * at }),
  );
  return {
    essay,
    paragraphs: ranked as [RankedParagraph, ...RankedParagraph[]],
    sentences,
    aboutness: 0.9,
    searched: '',
    ...extra,
  };
}
