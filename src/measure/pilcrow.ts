/**
 * This build as it is measured: retriever, gate, writer and verification as wire.ts connects them, without a language
 * model. What it retrieved on the way is looked at too, so that a failure can be traced to its cause.
 */
import { createAnswerer } from '../answer/answer.js';
import { createExtractiveWriter } from '../answer/extractive.js';
import { gate } from '../answer/gate.js';
import type { Log } from '../base/log.js';
import { parseCommand } from '../conversation/commands.js';
import type { Answer, Citation, Essay } from '../essay/types.js';
import type { Embedder } from '../models/types.js';
import { openRetriever } from '../retrieval/retriever.js';
import type { EssayVectors, Query, Retrieval, Retriever } from '../retrieval/types.js';
import type { Outcome, System } from './outcome.js';
import type { KnownQuestion, QuestionSet } from './question-sets.js';

export interface PilcrowOptions {
  readonly embedder: Embedder;
  /** Where the index of the set is kept meanwhile. */
  readonly folder: string;
  readonly log: Log;
  readonly onProgress?: (done: number, total: number) => void;
}

interface Asked {
  readonly query: Query;
  readonly retrieval: Retrieval;
}

/** This build, which can be asked for the vectors of an essay and for what it finds too. */
export interface PilcrowSystem extends System {
  vectors(slug: string): Promise<EssayVectors | undefined>;
  retrieve: Retriever['retrieve'];
}

/** This build over the essays of `set`, which are indexed first. */
export async function preparePilcrow(
  set: QuestionSet,
  { embedder, folder, log, onProgress }: PilcrowOptions,
): Promise<PilcrowSystem> {
  const retriever = await openRetriever({ embedder, folder, log });
  const essays = set.essays.map((essay) => ({ essay, dropped: [], warnings: [] }));
  await retriever.refresh({ essays, problems: [] }, onProgress ? { onProgress } : {});
  let asked: Asked[] = [];
  const listening: Retriever = {
    ...retriever,
    async retrieve(query, options) {
      const found = await retriever.retrieve(query, options);
      for (const retrieval of found.slice(0, 1)) asked.push({ query, retrieval });
      return found;
    },
  };
  const answerer = createAnswerer({ retriever: listening, writers: [createExtractiveWriter()] });

  async function ask(question: KnownQuestion): Promise<Outcome> {
    const { question: text, essay: slug, history = [] } = question;
    asked = [];
    const startedAt = performance.now();
    let answer: Answer | undefined;
    for await (const snapshot of answerer.answer({ text, essays: [slug], history })) answer = snapshot;
    const wallMs = performance.now() - startedAt;
    const essay = retriever.essay(slug);
    if (answer === undefined || essay === undefined) throw new TypeError(`No answer to ${question.id}.`);
    const parts = asked;
    // The ranking is that of the whole question, also where it was answered in two parts.
    const whole =
      parts.length === 1 ? parts[0]?.retrieval : (await retriever.retrieve({ text, essays: [slug], history }))[0];
    const citations = answer.sentences.flatMap((sentence) => sentence.citations);
    const command = parseCommand(text, { isEssay: () => false });
    return {
      question,
      ranking: (whole?.paragraphs ?? []).map(({ paragraph }) => paragraph),
      sentences: answer.sentences.map((sentence) => ({
        text: sentence.text,
        paragraphs: sentence.citations.map(({ paragraph }) => paragraph),
      })),
      beside: answer.lastLine,
      isAbstention: answer.kind === 'not-in-essay',
      confidence: whole?.aboutness ?? 0,
      kind: answer.kind,
      reasons: parts.map(reasonOf).filter((reason) => reason !== ''),
      ...(command.name === 'ask' ? {} : { command: command.name }),
      citations: citations.length,
      inexactCitations: citations.filter((citation) => !isExact(essay, citation)).length,
      wallMs,
    };
  }

  return { name: 'Pilcrow', ask, vectors: retriever.vectors, retrieve: retriever.retrieve };
}

function reasonOf({ query, retrieval }: Asked): string {
  const verdict = gate(query.text, retrieval);
  if (verdict.kind === 'answered')
    return verdict.otherwise === undefined ? '' : `says otherwise ¶${verdict.otherwise.paragraph}`;
  if (verdict.kind !== 'not-in-essay') return verdict.kind;
  return verdict.name === undefined ? verdict.reason : `${verdict.reason} ${verdict.name}`;
}

/** Whether every piece of the quote stands, in order, between the offsets of the citation, which it fills. */
export function isExact(essay: Essay, { paragraph, quote, start, end }: Citation): boolean {
  const there = essay.paragraphs[paragraph - 1]?.text.slice(start, end);
  if (there === undefined || quote.trim() === '') return false;
  if (there === quote) return true;
  const pieces = quote.split(/\s*(?:\[…\]|…)\s*/).filter((piece) => piece !== '');
  let from = 0;
  for (const piece of pieces) {
    const at = there.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return there.startsWith(pieces[0] ?? ' ') && from === there.length;
}
