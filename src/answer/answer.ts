/**
 * A question becomes a cited answer: parts, retrieval, gate, writing, verification. Only this file decides what leaves.
 */
import { PilcrowError } from '../base/errors.js';
import { guessLanguage } from '../essay/language.js';
import type { Answer, AnswerKind, AnswerSentence, Essay, Language, Turn } from '../essay/types.js';
import { standaloneText } from '../retrieval/follow-up.js';
import type { Retrieval, Retriever } from '../retrieval/types.js';
import { complete, growing, kindOf, metadataAnswer } from './compose.js';
import { isShort } from './essay-data.js';
import { bestOf, type EssayShares, eachOf, type SharedParts } from './essay-shares.js';
import { gate, type Verdict } from './gate.js';
import { type MeantEssays, meantEssays } from './meant-essays.js';
import { asksForMetadata } from './metadata.js';
import { asksForOverview, overviewSentences } from './overview.js';
import { splitQuestion } from './parts.js';
import { withContext, withoutMarkup } from './question-text.js';
import type { Rewriter } from './rewrite.js';
import type { AnsweredPart, Answerer, Question, Shortfall, Writer, WritingTask } from './types.js';
import { verifySentence } from './verify.js';

export interface AnswererOptions {
  readonly retriever: Pick<Retriever, 'essay' | 'retrieve' | 'vectors'>;
  /** Tried in this order until one gives sentences that stand; the last must not need a network. */
  readonly writers: readonly Writer[];
  /** Absent without a model: then a follow-up is searched for together with the question before it. */
  readonly rewriter?: Rewriter;
}

/** Quotations of an answer. */
const maxQuotations = 3;
/** Of each essay, where an answer quotes several. */
const maxOfEachEssay = 2;
/** Sentences of an answer that a model wrote. */
const maxWritten = 5;
/** Essays looked into where each is asked for itself. */
const maxLookedInto = 12;

/** A question with what is made of it before anything is looked for. */
interface Asked {
  readonly question: Question;
  /** What is written about: the question as it stands alone. */
  readonly standalone: string;
  /** What is searched for: one text or, of two questions in one message, two. */
  readonly texts: readonly string[];
  /** Turns that the texts still lean on. */
  readonly history: readonly Turn[];
  readonly language: Language;
  /** The essays in play. */
  readonly inPlay: readonly Essay[];
  readonly meant: MeantEssays;
}

/** What is said of the essays where a message holds two questions. */
const noShares = { silent: [], isHalf: false, more: [], isAbsentFromAll: false } as const;

/** An answerer over the essays of `retriever`. */
export function createAnswerer({ retriever, writers, rewriter }: AnswererOptions): Answerer {
  async function understand(question: Question, language: Language, signal: AbortSignal | undefined): Promise<Asked> {
    const plain = withoutMarkup(question.text);
    const history = question.history ?? [];
    const essay = question.essays[0] === undefined ? undefined : retriever.essay(question.essays[0]);
    const leans = standaloneText(plain, history, language) !== plain;
    const isForeign = essay !== undefined && essay.language.split('-')[0] !== language;
    // A short essay goes to the model whole: nothing hangs on finding the paragraphs.
    const wants = leans || (isForeign && !isShort(essay));
    const rewritten =
      essay && wants && !question.quotesOnly ? await rewriter?.rewrite(question, essay, signal) : undefined;
    const inPlay = question.essays.flatMap((slug) => retriever.essay(slug) ?? []);
    const standalone = rewritten?.question ?? plain;
    const left = rewritten === undefined ? history : [];
    const meant = meantEssays(standalone, inPlay, left, guessLanguage(standalone, language));
    const search = rewritten !== undefined && isForeign ? rewritten.search : undefined;
    const isSplit = search === undefined && meant.mode === 'one' && meant.text === standalone;
    const texts = isSplit ? splitQuestion(standalone, language) : [search ?? meant.text];
    return { question, standalone, texts, history: meant.leans ? left : [], language, inPlay, meant };
  }

  /** What each essay has to one text, the more promising first. */
  async function askedOf(
    text: string,
    { question, history, meant, inPlay }: Asked,
    before: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<readonly [AnsweredPart, ...AnsweredPart[]]> {
    const essays = inPlay.length === 0 ? question.essays : meant.essays.map(({ slug }) => slug);
    const most = meant.mode === 'one' ? {} : { most: maxLookedInto };
    const query = { text: withContext(text, before), essays, history, ...most };
    const found = await retriever.retrieve(query, signal ? { signal } : {});
    const wholeText = meant.mode === 'one' ? text : withoutMarkup(question.text);
    const parts: AnsweredPart[] = [];
    for (const retrieval of found) {
      const verdict = (await overviewVerdict(wholeText, retrieval, meant.isWhole)) ?? gate(text, retrieval);
      parts.push({ text, retrieval, others: [], verdict });
    }
    const [first, ...rest] = parts;
    if (first === undefined) {
      throw new PilcrowError(
        'essay-unknown',
        `None of these essays is here: ${question.essays.join(', ') || '(none)'}.`,
        {
          hint: 'Name one that `npm run ingest` lists.',
        },
      );
    }
    return [first, ...rest];
  }

  /** The parts of the answer: one for each question of the message, or for each essay where each is asked. */
  async function partsOf(asked: Asked, signal: AbortSignal | undefined): Promise<SharedParts> {
    const { meant, inPlay } = asked;
    const [text = '', ...more] = asked.texts;
    const found = await askedOf(text, asked, undefined, signal);
    if (meant.mode !== 'one') return eachOf(found, meant, meant.isNamed ? inPlay.length : meant.essays.length);
    if (meant.isHeld && found.every(({ verdict }) => verdict.kind === 'not-in-essay')) {
      const { isHeld: _, ...free } = meant;
      return await partsOf({ ...asked, meant: { ...free, essays: inPlay } }, signal);
    }
    const count = meant.isNamed ? meant.essays.length : inPlay.length;
    const first = bestOf(found, count);
    if (more.length === 0) return first;
    const parts = [first.parts[0]] as [AnsweredPart, ...AnsweredPart[]];
    for (const next of more) {
      const own = await askedOf(next, asked, parts.at(-1)?.text, signal);
      parts.push(bestOf(own, count).parts[0]);
    }
    return { parts, shares: { count, ...noShares } };
  }

  async function overviewVerdict(
    text: string,
    { essay, bridged }: Retrieval,
    isWhole = false,
  ): Promise<Verdict | undefined> {
    const asked = asksForOverview(text, essay, bridged ? guessLanguage(text, 'en') : essay.language);
    const kind = asked ?? (isWhole ? 'thesis' : undefined);
    const vectors = kind && (await retriever.vectors(essay.slug));
    if (kind === undefined || vectors === undefined) return undefined;
    return { kind: 'answered', overview: overviewSentences(kind, essay, vectors) };
  }

  async function* answer(
    question: Question,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Answer> {
    const language = question.language ?? guessLanguage(question.text, 'en');
    const asked = await understand(question, language, signal);
    const { parts, shares } = await partsOf(asked, signal);
    if (asksForMetadata(question.text)) yield metadataAnswer(parts[0].retrieval, language);
    else yield* writtenAnswer(asked, parts, shares, signal);
  }

  /** The answer of the first writer that has enough; a later one completes what an earlier one left short. */
  async function* writtenAnswer(
    asked: Asked,
    parts: readonly [AnsweredPart, ...AnsweredPart[]],
    shares: EssayShares,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Answer> {
    const { question, language } = asked;
    const gateKind = kindOf(parts);
    const sure = parts.filter(({ verdict }) => verdict.kind !== 'not-in-essay');
    const [head, ...tail] = gateKind === 'partly' ? sure : parts;
    const task: WritingTask = {
      question,
      standalone: asked.standalone,
      history: asked.history,
      parts: head ? [head, ...tail] : parts,
      language,
      most: gateKind === 'not-in-essay' ? 1 : Math.ceil(maxQuotations / Math.max(1, tail.length + 1)),
    };
    const known = [
      ...new Set(parts.flatMap(({ retrieval, others }) => [retrieval, ...others]).map(({ essay }) => essay)),
    ];
    const quoted = new Set(parts.map(({ retrieval }) => retrieval.essay)).size;
    const most = quoted > 1 ? quoted * maxOfEachEssay : maxQuotations;
    const written: AnswerSentence[] = [];
    let shortfall: Shortfall | undefined;
    let kind: AnswerKind | undefined;
    for (const writer of writers) {
      const isQuoting = writer.name === 'extractive';
      if (!isQuoting && question.quotesOnly) continue;
      const own: AnswerSentence[] = [];
      for await (const piece of writer.write(task, signal ? { signal } : {})) {
        if ('kind' in piece) kind = piece.kind;
        else if ('shortfall' in piece) shortfall = piece.shortfall;
        else {
          const verified = verifySentence(known, piece.sentence);
          if (verified === undefined || (!isQuoting && own.length === maxWritten)) continue;
          own.push(verified);
          if (!isQuoting) yield growing([...written, ...own], kind ?? 'answered', parts, language);
        }
      }
      if (isQuoting) own.splice(0, own.length, ...inReadingOrder(distinct(own, written).slice(0, most)));
      written.push(...own);
      if (
        written.length > 0 &&
        (isQuoting || shortfall === undefined || shortfall === 'broke-off' || shortfall === 'some-unproved')
      ) {
        yield complete(written, { ...asked, parts, shares, said: kind, shortfall });
        return;
      }
    }
    throw new PilcrowError('model-failed', 'No writer gave a sentence that stands.');
  }

  return { answer };
}

/** Without sentences whose words are shown already, by another or by one of `earlier`. */
function distinct(sentences: readonly AnswerSentence[], earlier: readonly AnswerSentence[]): AnswerSentence[] {
  const kept: AnswerSentence[] = [];
  for (const sentence of sentences) {
    const [citation] = sentence.citations;
    const shown = [...earlier, ...kept].flatMap(({ citations }) => citations);
    const isShown = shown.some((other) => {
      return (
        other.essay === citation.essay &&
        other.paragraph === citation.paragraph &&
        other.start <= citation.start &&
        other.end >= citation.end
      );
    });
    if (!isShown) kept.push(sentence);
  }
  return kept;
}

function inReadingOrder(sentences: readonly AnswerSentence[]): AnswerSentence[] {
  return [...sentences].sort(({ citations: [a] }, { citations: [b] }) =>
    a.essay === b.essay ? a.paragraph - b.paragraph || a.start - b.start : 0,
  );
}
