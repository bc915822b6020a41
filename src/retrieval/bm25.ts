/**
 * BM25 over a small, fixed set of documents (the paragraphs or sentences of one essay), each given as its terms.
 * Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75 (their defaults), with the idf that stays positive.
 */
const k1 = 1.2;
const b = 0.75;

interface Posting {
  readonly document: number;
  readonly frequency: number;
}

export interface Bm25 {
  /** One score a document, 0 where no term occurs. A term given twice counts twice. */
  scores(terms: readonly string[]): Float64Array;
  /** For each document the share of the different terms that occur in it, each by its rarity; 0 to 1. */
  coverage(terms: readonly string[]): Float64Array;
  /** The weight of a term's rarity, above 0; largest for a term that occurs nowhere. */
  idf(term: string): number;
  has(term: string): boolean;
}

/** An index over `documents`; nothing is kept of their order of terms. */
export function createBm25(documents: readonly (readonly string[])[]): Bm25 {
  const postings = new Map<string, Posting[]>();
  let total = 0;
  documents.forEach((terms, document) => {
    total += terms.length;
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, frequency] of counts) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [{ document, frequency }]);
      else list.push({ document, frequency });
    }
  });
  const average = total / Math.max(1, documents.length) || 1;
  const norms = documents.map((terms) => k1 * (1 - b + (b * terms.length) / average));

  const idf = (term: string): number => {
    const holding = postings.get(term)?.length ?? 0;
    return Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
  };

  return {
    idf,
    has: (term) => postings.has(term),
    coverage(terms) {
      const result = new Float64Array(documents.length);
      const different = [...new Set(terms)];
      const sum = different.reduce((so, term) => so + idf(term), 0) || 1;
      for (const term of different) {
        const share = idf(term) / sum;
        for (const { document } of postings.get(term) ?? []) result[document] = (result[document] ?? 0) + share;
      }
      return result;
    },
    scores(terms) {
      const result = new Float64Array(documents.length);
      for (const term of terms) {
        const list = postings.get(term);
        if (list === undefined) continue;
        const weight = idf(term) * (k1 + 1);
        for (const { document, frequency } of list) {
          const share = (weight * frequency) / (frequency + (norms[document] ?? k1));
          result[document] = (result[document] ?? 0) + share;
        }
      }
      return result;
    },
  };
}
