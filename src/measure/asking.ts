/** One known question asked of a wired Pilcrow, as a person would put it, with all that is measured on the way. */
import { shortfallLine } from '../answer/lead-in.js';
import type { Shortfall } from '../answer/types.js';
import type { Parts } from '../app/wire.js';
import { isGrowing } from '../conversation/proof.js';
import type { Incoming, Reply } from '../conversation/types.js';
import type { Answer, Citation } from '../essay/types.js';
import type { Outcome, ShownSentence } from './outcome.js';
import { isExact } from './pilcrow.js';
import type { KnownQuestion } from './question-sets.js';
import { type Use, usedSince, usedSoFar } from './use.js';

export interface Asked {
  /** Its sentences hold their quotes too; its ranking is empty, for nobody outside sees one. */
  readonly outcome: Outcome;
  /** Absent where something else came: a notice of a fault, or the words were taken for a command. */
  readonly answer?: Answer;
  /** Until the first sentence was there, in milliseconds; NaN without an answer. */
  readonly firstMs: number;
  /** One for each quote: whether it stands in the essay letter for letter. */
  readonly quotes: readonly boolean[];
  /** Why the model's own sentences are missing or not all there, as the answer says. */
  readonly shortfall?: Shortfall;
  readonly use: Use;
}

export type Ask = (question: KnownQuestion, signal: AbortSignal) => Promise<Asked | undefined>;

type AskedParts = Pick<Parts, 'conversation' | 'retriever' | 'spending'>;

/** Asks one question after the other; undefined after the signal. Nothing is remembered from one to the next. */
export function createAsker(parts: AskedParts): Ask {
  return async (question, signal) => {
    const before = await usedSoFar(parts);
    const startedAt = performance.now();
    let firstMs = Number.NaN;
    let last: Reply | undefined;
    for await (const reply of parts.conversation.handle(incomingOf(question), { signal })) {
      if (reply.kind === 'answer' && Number.isNaN(firstMs)) firstMs = performance.now() - startedAt;
      last = reply;
    }
    const wallMs = performance.now() - startedAt;
    if (signal.aborted || last === undefined || isGrowing(last)) return undefined;
    const use = usedSince(before, await usedSoFar(parts));
    const answer = last.kind === 'answer' ? last.answer : undefined;
    return { ...measured(question, answer, wallMs, parts), firstMs, use };
  };
}

function incomingOf({ id, question, essay, history = [] }: KnownQuestion): Incoming {
  const place = { platform: 'command-line', tenant: 'local', place: 'eval' };
  return { place, person: 'local', messageId: id, text: question, essay, history, isOperator: true };
}

function measured(
  question: KnownQuestion,
  answer: Answer | undefined,
  wallMs: number,
  { retriever }: AskedParts,
): Pick<Asked, 'outcome' | 'answer' | 'quotes' | 'shortfall'> {
  const sentences = answer?.sentences ?? [];
  const stands = (citation: Citation): boolean => {
    const essay = retriever.essay(citation.essay);
    return essay !== undefined && isExact(essay, citation);
  };
  const quotes = sentences.flatMap(({ citations }) => citations.map(stands));
  const shortfall = answer && shortfallOf(answer);
  const outcome: Outcome = {
    question,
    ranking: [],
    sentences: sentences.map(
      ({ text, citations }): ShownSentence => ({
        text: [...new Set([text, ...citations.map(({ quote }) => quote)])].join(' '),
        // Words of another essay than the one that was asked are never right.
        paragraphs: citations.map(({ essay, paragraph }) => (essay === question.essay ? paragraph : 0)),
      }),
    ),
    beside: answer?.lastLine ?? '',
    // Whoever gets no answer has none.
    isAbstention: answer === undefined || answer.kind === 'not-in-essay',
    confidence: 0,
    ...(answer ? { kind: answer.kind } : {}),
    reasons: [],
    citations: quotes.length,
    inexactCitations: quotes.filter((isThere) => !isThere).length,
    wallMs,
  };
  return { outcome, quotes, ...(answer ? { answer } : {}), ...(shortfall ? { shortfall } : {}) };
}

const shortfalls = Object.keys({
  month: true,
  day: true,
  channel: true,
  person: true,
  unavailable: true,
  forbidden: true,
  distress: true,
  'broke-off': true,
  'some-unproved': true,
  unproved: true,
} satisfies Record<Shortfall, true>) as Shortfall[];

/** Readers are told in the last line. */
function shortfallOf({ sentences: [first], lastLine, language }: Answer): Shortfall | undefined {
  return shortfalls.find((each) => lastLine.includes(shortfallLine(each, !first.isQuotation, language)));
}
