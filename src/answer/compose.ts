/**
 * An answer as it leaves: while it is being written, and complete, with its outcome, its lines before and after, and
 * what else is near.
 */
import { say } from '../essay/phrases.js';
import type { Answer, AnswerKind, AnswerSentence, Essay, Language, ParagraphRef, Turn } from '../essay/types.js';
import { standaloneText } from '../retrieval/follow-up.js';
import type { Retrieval } from '../retrieval/types.js';
import type { EssayShares } from './essay-shares.js';
import { lastLineOf, leadInOf, shortfallLine, silentLine, writtenLastLine } from './lead-in.js';
import { metadataLeadIn } from './metadata.js';
import { deniesMention } from './proof/mention-denial.js';
import { openingSentence } from './quote.js';
import type { AnsweredPart, Question, Shortfall } from './types.js';

const maxNearest = 3;

/** A snapshot of an answer that is being written. */
export function growing(
  [first, ...rest]: readonly AnswerSentence[],
  kind: AnswerKind,
  parts: readonly AnsweredPart[],
  language: Language,
): Answer {
  if (first === undefined) throw new TypeError('A growing answer has a sentence.');
  const sentences = [first, ...rest] as const;
  return {
    kind,
    writer: 'generated',
    leadIn: writtenLeadIn(kind, first, language),
    sentences,
    nearest: [],
    lastLine: '',
    essays: essaysOf(parts, sentences),
    language,
    isGrowing: true,
  };
}

/** What a complete answer is made of beside its sentences. */
export interface Outcome {
  readonly question: Question;
  readonly history: readonly Turn[];
  readonly language: Language;
  readonly parts: readonly AnsweredPart[];
  readonly inPlay: readonly Essay[];
  readonly shares: EssayShares;
  /** What the writer takes the outcome to be. */
  readonly said: AnswerKind | undefined;
  readonly shortfall: Shortfall | undefined;
}

/** The last snapshot; an answer whose first sentence a model wrote is one of the model's. */
export function complete(
  [first, ...rest]: readonly AnswerSentence[],
  { question, history, language, parts, inPlay, shares, said, shortfall }: Outcome,
): Answer {
  if (first === undefined) throw new TypeError('A complete answer has a sentence.');
  const sentences = [first, ...rest] as const;
  const isWritten = !first.isQuotation;
  const nearest = nearestOf([...parts, ...shares.more], sentences);
  const common = { sentences, nearest, essays: essaysOf(parts, sentences), language };
  if (isWritten) {
    const cited = parts
      .flatMap(({ retrieval, others }) => [retrieval, ...others])
      .map(({ essay }) => essay)
      .filter(({ slug }) => common.essays.includes(slug));
    const lastLine = [writtenLastLine(cited, language, shortfall), ...silentLine(shares.silent, inPlay, language)]
      .filter((line) => line !== '')
      .join(' ');
    const kind = said ?? 'answered';
    return { ...common, kind, writer: 'generated', leadIn: writtenLeadIn(kind, first, language), lastLine };
  }
  // A model that found nothing outweighs a gate that saw the words; it does not silence it.
  const doubts = said === 'not-in-essay' && shortfall === 'unproved';
  const judged = doubts ? parts.map((part) => doubted(part)) : parts;
  const gateKind = kindOf(judged);
  const kind = gateKind === 'answered' && shares.isHalf ? 'partly' : gateKind;
  const leans = standaloneText(question.text, history, language) !== question.text;
  const leadIn = leadInOf(judged, kind, sentences, {
    language,
    leansOnEarlier: leans,
    inPlay,
    shares,
  });
  const lastLine = lastLineOf(judged, kind, sentences, { nearest, inPlay, silent: shares.silent }, language);
  const why = shortfall === undefined || doubts ? [] : [shortfallLine(shortfall, false, language)];
  return {
    ...{ ...common, kind, writer: 'extractive', leadIn, lastLine: [...why, lastLine].join(' ') },
    ...(shortfall === 'distress' ? { isDistress: true } : {}),
  };
}

/** A model that abstains by showing what is near has not said so; its sentences stand under a line that does. */
function writtenLeadIn(kind: AnswerKind, first: AnswerSentence, language: Language): string {
  return kind === 'not-in-essay' && !deniesMention(first.text) ? say('doesNotSpeakOfThis', language) : '';
}

function doubted(part: AnsweredPart): AnsweredPart {
  return part.verdict.kind === 'answered' ? { ...part, verdict: { kind: 'unsure' } } : part;
}

/** The essays of an answer, first the one it is mainly about; at most three. */
function essaysOf(parts: readonly AnsweredPart[], sentences: readonly AnswerSentence[]): string[] {
  const cited = sentences.flatMap(({ citations }) => citations.map(({ essay }) => essay));
  const [main] = parts.map(({ retrieval }) => retrieval.essay.slug);
  const isMainCited = main !== undefined && cited.includes(main);
  return [...new Set([...(isMainCited ? [main] : []), ...cited])].slice(0, 3);
}

/** Half an answer is `partly`; words in another language are matched as far as they go and never called absent. */
export function kindOf(parts: readonly AnsweredPart[]): AnswerKind {
  const absent = parts.filter(({ verdict }) => verdict.kind === 'not-in-essay').length;
  if (absent === parts.length) return 'not-in-essay';
  return absent > 0 || parts.some(({ verdict }) => verdict.kind !== 'answered') ? 'partly' : 'answered';
}

export function metadataAnswer(retrieval: Retrieval, language: Language): Answer {
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

/** How far behind the best a paragraph may lie to be worth naming, in log-odds. */
const nearestWithin = 3;

function nearestOf(parts: readonly AnsweredPart[], sentences: readonly AnswerSentence[]): ParagraphRef[] {
  const cited = new Set(sentences.flatMap(({ citations }) => citations.map((c) => `${c.essay} ${c.paragraph}`)));
  // Scores of different essays say nothing of one another; how far each is behind its own best does.
  const isOne = new Set(parts.map(({ retrieval }) => retrieval.essay)).size === 1;
  const near = parts.flatMap(({ retrieval }) => {
    const best = retrieval.paragraphs[0].score;
    return retrieval.paragraphs
      .filter(({ score }) => score >= best - nearestWithin)
      .map(({ paragraph, score }) => ({
        essay: retrieval.essay.slug,
        paragraph,
        score: isOne ? score : score - best,
      }));
  });
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
