/** A shelf that finds sentences by the words they share with what is looked for: no model, no index. */
import { sentences } from '../../src/essay/sentences.js';
import type { Essay } from '../../src/essay/types.js';
import { isSameFamily, words } from '../../src/essay/words.js';
import type { RankedParagraph, RankedSentence, Retrieval } from '../../src/retrieval/types.js';
import { type FakeRetriever, fakeRetriever } from './fake-parts.js';

/** Aboutness is the share of the words of matter that the essay has anywhere. */
export function wordRetriever(...essays: readonly Essay[]): FakeRetriever {
  return {
    ...fakeRetriever(...essays),
    vectors: async () => undefined,
    retrieve: async ({ text, essays: slugs }) =>
      slugs
        .flatMap((slug) => essays.find((essay) => essay.slug === slug) ?? [])
        .map((essay) => retrievalIn(essay, text))
        .sort((a, b) => b.aboutness - a.aboutness),
  };
}

function retrievalIn(essay: Essay, text: string): Retrieval {
  const wanted = words(text, essay.language).filter(({ isStop }) => !isStop);
  const share = (of: string): number => {
    const own = words(of, essay.language);
    const found = wanted.filter(({ stem }) => own.some((word) => isSameFamily(word.stem, stem)));
    return wanted.length === 0 ? 0 : found.length / wanted.length;
  };
  const paragraphs = essay.paragraphs
    .map((each): RankedParagraph => ({ paragraph: each.n, score: share(each.text) }))
    .sort((a, b) => b.score - a.score);
  const [first, ...rest] = paragraphs;
  if (!first) throw new Error('an essay without paragraphs');
  const ranked = essay.paragraphs
    .flatMap(({ n, text: whole }) =>
      sentences(whole, essay.language).map(
        (span): RankedSentence => ({ ...span, paragraph: n, score: share(whole.slice(span.start, span.end)) }),
      ),
    )
    .sort((a, b) => b.score - a.score || a.paragraph - b.paragraph || a.start - b.start);
  const aboutness = share(essay.paragraphs.map((each) => each.text).join('\n'));
  return { essay, paragraphs: [first, ...rest], sentences: ranked, aboutness, searched: text };
}
