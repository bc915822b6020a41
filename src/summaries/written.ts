/**
 * Summaries that a model writes: of an essay, a part of it or a theme, each line proved like a sentence of an answer. A
 * line is shown only when so much stands that the summary will be the model's; else it is the keyless one, which says why.
 */
import type { Budget } from '../answer/budget.js';
import { dataWithin, type EssayData, essayData } from '../answer/essay-data.js';
import { shortfallLine, writtenLastLine } from '../answer/lead-in.js';
import { createMask } from '../answer/masking.js';
import { type DraftingOutcome, englishName, enough, type ProvedDrafts } from '../answer/proved-drafts.js';
import { verifySentence } from '../answer/verify.js';
import { printMarks } from '../essay/citation.js';
import { say } from '../essay/phrases.js';
import type { AnswerSentence, Essay } from '../essay/types.js';
import type { Prompts } from '../models/prompts.js';
import type { EssayVectors } from '../retrieval/types.js';
import { joined, rangeOf, summaryFrame } from './frame.js';
import { summarise, wordLimits } from './summarise.js';
import type { Summary, SummaryLength, SummaryRequest, SummaryWriter } from './types.js';
import { countWords } from './word-count.js';

export interface SummaryWriterParts {
  readonly drafts: ProvedDrafts;
  readonly prompts: Prompts;
  readonly budget: Pick<Budget, 'recordAnswer'>;
}

/** Sentences at most: some fifteen words each, so that the words run out first. */
const mostSentences: Readonly<Record<SummaryLength, number>> = { sentence: 1, short: 6, full: 14 };
/** Lines of a summary that is longer than a sentence, and its share of the keyless one's words: fewer tell less than that one does. */
const leastLines = 2;
const leastShare = 0.5;

type Wanted = Parameters<SummaryWriter['write']>[2];

/** A writer over `drafts`. What is sent: the prompt, the part of the essay, and the theme, masked. */
export function createSummaryWriter({ drafts, prompts, budget }: SummaryWriterParts): SummaryWriter {
  async function* write(
    essay: Essay,
    vectors: EssayVectors,
    request: Wanted,
    { asker, signal }: Parameters<SummaryWriter['write']>[3],
  ): AsyncGenerator<Summary> {
    const { length, language, theme } = request;
    const keyless = summarise(essay, vectors, request);
    // What the essay does not mention is not written about; in another language the model has to find that out.
    if (keyless.isAbsent && theme?.retrieval.bridged === undefined) return yield keyless;
    const limit = Math.floor(wordLimits[length] * 1.1);
    const within = scopeOf(essay, request);
    const lines: AnswerSentence[] = [];
    const isEnough = (): boolean =>
      length === 'sentence'
        ? lines.length > 0
        : lines.length >= Math.min(leastLines, keyless.lines.length) && wordsOf(lines) >= keyless.words * leastShare;

    function refuse(sentence: AnswerSentence): string | typeof enough | undefined {
      if (sentence.citations.some(({ paragraph }) => !within.has(paragraph)))
        return 'it cites a paragraph outside the part that is summed up';
      if (lines.some(({ text }) => text === sentence.text)) return 'it is there already';
      if (wordsOf([...lines, sentence]) <= limit) return undefined;
      return isEnough() ? enough : 'it is too long: say it in fewer words';
    }

    const mask = createMask([essay], theme ? [theme.text] : []);
    const subject = theme ? `What the essay says about: ${mask.mask(theme.text)}` : subjectOf(essay, request);
    const data = dataFor(essay, vectors, request, within);
    const task = {
      question: { text: theme?.text ?? essay.title, essays: [essay.slug], ...(asker ? { asker } : {}) },
      data,
      wanted: `A summary of about ${wordLimits[length]} words. ${subject}`,
      asked: theme?.text ?? '',
      language,
      most: mostSentences[length],
      refuse,
      request: (fence: string) =>
        prompts.fill('summary', {
          language: englishName(language),
          essays: data.text,
          subject,
          words: String(wordLimits[length]),
          most: String(mostSentences[length]),
          fence,
        }),
    };
    const speaking = theme ? [...keyless.restsOn, ...keyless.leavesOut] : [];
    const framed = (): Summary | undefined => {
      const [first, ...rest] = lines;
      return first && summaryFrame(essay, request, [first, ...rest], { writer: 'generated', speaking });
    };
    for await (const piece of drafts.write(task, signal ? { signal } : {})) {
      if ('sentence' in piece) {
        const verified = verifySentence([essay], piece.sentence);
        if (verified) lines.push(verified);
        const grown = verified && isEnough() ? framed() : undefined;
        if (grown) yield { ...grown, lastLine: '', isGrowing: true };
      } else if ('outcome' in piece) {
        const whole = isEnough() ? framed() : undefined;
        await budget.recordAnswer({ ...piece.outcome.counts, fellBack: whole === undefined });
        yield whole
          ? withLine(whole, missingLine(essay, request, piece.outcome))
          : quoted(keyless, request, piece.outcome);
      }
    }
  }

  return { write };
}

/** That it is translated, and that something is missing. Quotations complete an answer; a summary they would make too long. */
function missingLine(essay: Essay, { language }: Wanted, { shortfall }: DraftingOutcome): string {
  return writtenLastLine([essay], language, shortfall === 'unproved' ? 'some-unproved' : shortfall);
}

/** The keyless summary in the place of one that a model was to write, and why. */
function quoted(keyless: Summary, { language, theme }: Wanted, { kind, stood, shortfall }: DraftingOutcome): Summary {
  if (kind === 'not-in-essay' && stood === 0 && theme)
    return keyless.isAbsent ? { ...keyless, leadIn: say('themeAbsent', language, { theme: theme.text }) } : keyless;
  if (shortfall === 'distress') return { ...keyless, isDistress: true };
  const isTooLittle = stood > 0 && shortfall !== 'broke-off';
  if (isTooLittle) return withLine(keyless, say('wroteTooLittle', language));
  return withLine(
    keyless,
    shortfallLine(shortfall === 'broke-off' ? 'unavailable' : (shortfall ?? 'unproved'), false, language),
  );
}

function withLine(summary: Summary, line: string): Summary {
  return { ...summary, lastLine: joined([summary.lastLine, line], summary.language) };
}

function wordsOf(lines: readonly AnswerSentence[]): number {
  return lines.reduce((sum, { text }) => sum + countWords(text), 0);
}

/** The paragraphs that may be cited. */
function scopeOf(essay: Essay, request: Wanted): ReadonlySet<number> {
  if (request.theme) return new Set(essay.paragraphs.map(({ n }) => n));
  const { first, last } = rangeOf(essay, request);
  return new Set(essay.paragraphs.slice(first - 1, last).map(({ n }) => n));
}

function subjectOf(essay: Essay, request: SummaryRequest): string {
  const { first, last } = rangeOf(essay, request);
  const marks = printMarks(essay.paragraphs.slice(first - 1, last).map(({ n }) => n));
  if (request.section) return `The section “${request.section.title}”, ${marks}`;
  return first === 1 && last >= essay.paragraphs.length ? 'The whole essay' : marks;
}

/** What the model reads: on a theme what was found, else the part itself; of a long one what carries its argument. */
function dataFor(essay: Essay, vectors: EssayVectors, request: Wanted, within: ReadonlySet<number>): EssayData {
  if (request.theme) return essayData([request.theme.retrieval]);
  const { restsOn } = summarise(essay, vectors, { ...request, length: 'full' });
  return dataWithin(essay, [...within], restsOn);
}
