/**
 * A question becomes a cited answer: parts, retrieval, gate, writing, verification. Only this file decides what leaves.
 */
import { PilcrowError } from '../base/errors.js';
import { guessLanguage } from '../essay/language.js';
import { say } from '../essay/phrases.js';
import type { Answer, AnswerKind, AnswerSentence, Language, ParagraphRef } from '../essay/types.js';
import { words } from '../essay/words.js';
import { standaloneText } from '../retrieval/follow-up.js';
import type { Retrieval, Retriever } from '../retrieval/types.js';
import { gate, type Verdict } from './gate.js';
import { type AnsweredPart, lastLineOf, leadInOf } from './lead-in.js';
import { asksForMetadata, metadataLeadIn } from './metadata.js';
import { asksForOverview, overviewSentences } from './overview.js';
import { splitQuestion } from './parts.js';
import { openingSentence } from './quote.js';
import type { Answerer, Question, Writer } from './types.js';
import { verifySentence } from './verify.js';

export interface AnswererOptions {
  readonly retriever: Retriever;
  /** Tried in this order until one gives a sentence that stands; the last must not need a network. */
  readonly writers: readonly Writer[];
}

const maxSentences = 3;
const maxNearest = 3;

/** An answerer over the essays of `retriever`. */
export function createAnswerer({ retriever, writers }: AnswererOptions): Answerer {
  async function answerPart(
    text: string,
    question: Question,
    before: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<AnsweredPart> {
    const query = { text: withContext(text, before), essays: question.essays, history: question.history ?? [] };
    const found = await retriever.retrieve(query, signal ? { signal } : {});
    const retrieval = found[0];
    if (retrieval === undefined) {
      throw new PilcrowError(
        'essay-unknown',
        `None of these essays is here: ${question.essays.join(', ') || '(none)'}.`,
        {
          hint: 'Name one that `npm run ingest` lists.',
        },
      );
    }
    const verdict = (await overviewVerdict(text, retrieval)) ?? gate(text, retrieval);
    return { text, retrieval, verdict };
  }

  async function overviewVerdict(text: string, { essay, bridged }: Retrieval): Promise<Verdict | undefined> {
    const kind = asksForOverview(text, essay, bridged ? guessLanguage(text, 'en') : essay.language);
    const vectors = kind && (await retriever.vectors(essay.slug));
    if (kind === undefined || vectors === undefined) return undefined;
    return { kind: 'answered', overview: overviewSentences(kind, essay, vectors) };
  }

  /** The verified sentences of the first writer that has any, over all parts, in reading order. */
  async function write(
    parts: readonly AnsweredPart[],
    most: number,
    signal: AbortSignal | undefined,
  ): Promise<{ sentences: [AnswerSentence, ...AnswerSentence[]]; writer: Answer['writer'] }> {
    const essays = [...new Set(parts.map(({ retrieval }) => retrieval.essay))];
    for (const writer of writers) {
      const written: AnswerSentence[] = [];
      for (const part of parts) {
        for await (const sentence of writer.write({ ...part, most }, signal ? { signal } : {})) {
          const verified = verifySentence(essays, sentence);
          if (verified !== undefined) written.push(verified);
        }
      }
      const [first, ...rest] = inReadingOrder(distinct(written).slice(0, maxSentences));
      if (first !== undefined) return { sentences: [first, ...rest], writer: writer.name };
    }
    throw new PilcrowError('model-failed', 'No writer gave a sentence that stands.');
  }

  async function* answer(
    question: Question,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Answer> {
    const language = question.language ?? guessLanguage(question.text, 'en');
    const texts = splitQuestion(withoutMarkup(question.text), language);
    const parts: AnsweredPart[] = [];
    for (const text of texts) {
      parts.push(await answerPart(text, question, parts.at(-1)?.text, signal));
    }
    const [first] = parts;
    if (first === undefined) throw new PilcrowError('input-invalid', 'The question is empty.');
    const { essay } = first.retrieval;
    if (asksForMetadata(question.text)) {
      yield metadataAnswer(first.retrieval, language);
      return;
    }
    const kind = kindOf(parts);
    const shown = kind === 'partly' ? parts.filter(({ verdict }) => verdict.kind !== 'not-in-essay') : parts;
    const most = kind === 'not-in-essay' ? 1 : Math.ceil(maxSentences / shown.length);
    const { sentences, writer } = await write(shown, most, signal);
    const nearest = nearestOf(parts, sentences);
    const leans =
      (question.history?.length ?? 0) > 0 &&
      standaloneText(question.text, question.history, language) !== question.text;
    yield {
      kind,
      writer,
      leadIn: leadInOf(parts, kind, sentences, {
        language,
        leansOnEarlier: leans,
        namesEssay: question.essays.length > 1,
      }),
      sentences,
      nearest,
      lastLine: lastLineOf(parts, kind, sentences, nearest, language),
      essays: [...new Set([essay.slug, ...sentences.flatMap(({ citations }) => citations.map((c) => c.essay))])].slice(
        0,
        3,
      ),
      language,
    };
  }

  return { answer };
}

/** What a chat adds to words: tags, links, mentions, signs of emphasis. None of it is asked about. */
function withoutMarkup(text: string): string {
  const plain = text
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\]\([^()\s]{0,500}(?:\([^()]*\))?[^()\s]{0,500}\)/g, ' ')
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_]+/gu, ' ')
    .replace(/[*_~`[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(plain) ? plain : text;
}

/** With so few words of its own, the second question of a message is read together with the first. */
const shortPart = 2;

function withContext(text: string, before: string | undefined): string {
  if (before === undefined) return text;
  const own = words(text, guessLanguage(text, 'en')).filter((word) => !word.isStop);
  return own.length <= shortPart ? `${before} ${text} ${text}` : text;
}

/** Half an answer is `partly`; words in another language are matched as far as they go and never called absent. */
function kindOf(parts: readonly AnsweredPart[]): AnswerKind {
  const absent = parts.filter(({ verdict }) => verdict.kind === 'not-in-essay').length;
  if (absent === parts.length) return 'not-in-essay';
  return absent > 0 || parts.some(({ verdict }) => verdict.kind !== 'answered') ? 'partly' : 'answered';
}

function metadataAnswer(retrieval: Retrieval, language: Language): Answer {
  return {
    kind: 'answered',
    writer: 'extractive',
    leadIn: metadataLeadIn(retrieval.essay, language),
    sentences: [openingSentence(retrieval.essay)],
    nearest: [],
    lastLine: say('quotedFromTheEssay', language),
    essays: [retrieval.essay.slug],
    language,
  };
}

/** Without sentences whose words are shown already by another. */
function distinct(sentences: readonly AnswerSentence[]): AnswerSentence[] {
  const kept: AnswerSentence[] = [];
  for (const sentence of sentences) {
    const [citation] = sentence.citations;
    const isShown = kept.some(({ citations: [other] }) => {
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

/** How far behind the best a paragraph may lie to be worth naming, in log-odds. */
const nearestWithin = 3;

function nearestOf(parts: readonly AnsweredPart[], sentences: readonly AnswerSentence[]): ParagraphRef[] {
  const cited = new Set(sentences.flatMap(({ citations }) => citations.map((c) => `${c.essay} ${c.paragraph}`)));
  const near = parts.flatMap(({ retrieval }) =>
    retrieval.paragraphs
      .filter(({ score }) => score >= retrieval.paragraphs[0].score - nearestWithin)
      .map(({ paragraph, score }) => ({ essay: retrieval.essay.slug, paragraph, score })),
  );
  near.sort((a, b) => b.score - a.score);
  const found: ParagraphRef[] = [];
  for (const { essay, paragraph } of near) {
    const key = `${essay} ${paragraph}`;
    if (cited.has(key) || found.length >= maxNearest) continue;
    cited.add(key);
    found.push({ essay, paragraph });
  }
  return found;
}
