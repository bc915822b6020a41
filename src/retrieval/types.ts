/** What retrieval promises to the floors above. */
import type { Essay, Paragraph, Span, Turn } from '../essay/types.js';
import type { CorpusReading } from '../ingest/types.js';
import type { Bridge } from './bridges.js';

/** What is looked for, and where. */
export interface Query {
  readonly text: string;
  /** Slugs to look in; the caller has resolved names, places and tenants. */
  readonly essays: readonly string[];
  /** Earlier turns of the thread, oldest first; used when the question leans on them. */
  readonly history?: readonly Turn[];
  /** Nothing of it may leave the machine: where the embedder sends texts away, the words alone decide. */
  readonly isKeptHere?: boolean;
  /** Essays that get the full search, the most promising of more: 4 by default; each costs some ten milliseconds. */
  readonly most?: number;
}

export interface RankedParagraph {
  readonly paragraph: number;
  /** Log-odds of the re-scorer, comparable within one essay only. */
  readonly score: number;
}

export interface RankedSentence extends Span {
  readonly paragraph: number;
  /** Comparable within one retrieval only. */
  readonly score: number;
}

/** What one essay has to offer to one query. */
export interface Retrieval {
  readonly essay: Essay;
  /** Best first, at least one, at most 24. */
  readonly paragraphs: readonly [RankedParagraph, ...RankedParagraph[]];
  /** Sentences of those paragraphs, best first. */
  readonly sentences: readonly RankedSentence[];
  /** The probability, 0 to 1, that this essay speaks of what is asked (the wrong-essay question). */
  readonly aboutness: number;
  /** The text that was really looked for: the question, with the earlier turn it leans on. */
  readonly searched: string;
  /** Set when question and essay are in different languages: which of its words could be said in the essay's. */
  readonly bridged?: readonly Bridge[];
}

export interface RefreshOptions {
  readonly signal?: AbortSignal;
  /** Called as passages are embedded: how many of how many, over all essays that changed. */
  readonly onProgress?: (done: number, total: number, essay: Essay) => void;
}

/** What a refresh did, by slug. */
export interface RefreshReport {
  readonly indexed: readonly string[];
  readonly unchanged: readonly string[];
  readonly removed: readonly string[];
  /** Essays whose text changed, before and after: what alias maps are made from. */
  readonly changed: readonly EssayChange[];
}

export interface EssayChange {
  readonly before: Essay;
  readonly after: Essay;
}

/** Vectors of one essay, for summaries: unit rows of `dimension` values each. */
export interface EssayVectors {
  readonly dimension: number;
  /** One row a paragraph, in order. */
  readonly paragraphs: readonly Float32Array[];
  /** Every sentence of every paragraph in reading order, with its vector. */
  readonly sentences: readonly { readonly paragraph: number; readonly span: Span; readonly vector: Float32Array }[];
}

/** Every essay, searchable. The only public face of this folder. */
export interface Retriever {
  /**
   * Makes `reading` searchable: only paragraphs with new hashes are embedded, beside the live index, and the new index
   * is swapped in whole. Questions in flight finish on the old one. Killed at any point, the old index still answers.
   */
  refresh(reading: CorpusReading, options?: RefreshOptions): Promise<RefreshReport>;
  /** The essays that can be searched now, by slug order. */
  essays(): readonly Essay[];
  /** An essay by slug, or by file name with or without folder and ending; case does not matter. */
  essay(name: string): Essay | undefined;
  paragraph(slug: string, n: number): Paragraph | undefined;
  /**
   * One retrieval for each essay of the query that is known, the most promising essay first; empty for none.
   * Never throws for an odd question. An embedder that fails costs the vectors, not the answer: the words decide then.
   * @throws PilcrowError `aborted`; `model-missing`, `model-damaged` for a model that cannot be loaded; `index-damaged`
   */
  retrieve(query: Query, options?: { readonly signal?: AbortSignal }): Promise<readonly Retrieval[]>;
  vectors(slug: string): Promise<EssayVectors | undefined>;
  /** One line on how vectors are searched, for `doctor`: by hnswlib, or why it is a plain scan. */
  describe(): string;
  close(): Promise<void>;
}
