/**
 * A chat thread set against the essay: which paragraphs it touched, what the essay says to its claims, and which points
 * nobody has mentioned. Quotes and orders; never says who is right.
 */
import { openingSentence } from '../answer/quote.js';
import { parseMarks, printMarks, resolveMark } from '../essay/citation.js';
import { displayLine } from '../essay/display.js';
import { say } from '../essay/phrases.js';
import type { AnswerSentence, Essay } from '../essay/types.js';
import type { EssayVectors } from '../retrieval/types.js';
import { chooseLines } from './choose.js';
import { joined, paragraphsOf } from './frame.js';
import { gather } from './material.js';
import { quotedLine } from './quoted-line.js';
import { type ThemeLines, themeLines } from './theme.js';
import type { Summary, SummaryPart, SummaryRequest, SummaryTheme, ThreadMessage } from './types.js';
import { countWords } from './word-count.js';

type ThreadRequest = SummaryRequest & { readonly messages: readonly ThreadMessage[] };

/** Claims answered, and points shown that nobody mentioned, by length: a screen, not a report. */
const most: Readonly<Record<SummaryRequest['length'], { readonly claims: number; readonly unmentioned: number }>> = {
  sentence: { claims: 1, unmentioned: 1 },
  short: { claims: 3, unmentioned: 2 },
  full: { claims: 6, unmentioned: 4 },
};
/** One quote to a claim, in words. */
const claimWords = 42;
/** A claim is repeated this far, in characters. */
const claimChars = 90;
/** Words of what nobody mentioned, a line. */
const unmentionedWords = 25;

/** The thread of `request.messages` against the essay; every line cited. The latest claims come first to be answered. */
export function threadSummary(essay: Essay, vectors: EssayVectors, request: ThreadRequest): Summary {
  const { language, length, messages } = request;
  const touched = new Set(messages.flatMap(({ text }) => marksIn(text, essay.paragraphs.length)));
  const answered: SummaryPart[] = [];
  const silent: string[] = [];
  let isForeign = false;
  for (const theme of messages.flatMap(({ claims }) => claims).reverse()) {
    const { outcome, line } = answerTo(essay, vectors, theme);
    const claim = excerptOf(theme.text);
    isForeign ||= outcome === 'other-language';
    if (line === undefined) {
      if (outcome === 'not-in-essay') silent.push(claim);
      continue;
    }
    for (const n of paragraphsOf([line])) touched.add(n);
    const key = outcome === 'spoken-of' ? 'threadClaim' : 'threadNear';
    if (answered.length < most[length].claims)
      answered.unshift({ leadIn: say(key, language, { claim }), lines: [line] });
  }
  const missed = unmentioned(essay, vectors, touched, most[length].unmentioned);
  const parts = [
    ...answered,
    ...(missed.length > 0 ? [{ leadIn: say('threadUnmentioned', language), lines: missed }] : []),
  ];
  const [head = openingSentence(essay), ...rest] = parts.flatMap(({ lines }) => lines);
  const lines = [head, ...rest] as const;
  const marks = printMarks([...touched]);
  const absent = silent.slice(0, most[length].claims).reverse();
  return {
    essay: essay.slug,
    length,
    writer: 'extractive',
    leadIn: touched.size === 0 ? say('threadTouchesNothing', language) : say('threadTouches', language, { marks }),
    lines,
    parts,
    words: lines.reduce((sum, { text }) => sum + countWords(text), 0),
    restsOn: paragraphsOf(lines),
    leavesOut: essay.paragraphs.map(({ n }) => n).filter((n) => !touched.has(n)),
    lastLine: joined(
      [
        ...absent.map((claim) => say('threadNotInEssay', language, { claim })),
        isForeign ? say('threadForeign', language) : '',
      ],
      language,
    ),
    language,
  };
}

/**
 * The line that speaks to `claim`; none where the essay does not. Of a claim in another language than the essay only
 * names and numbers can be matched: the line that has them comes near, and may say anything about them.
 */
function answerTo(
  essay: Essay,
  vectors: EssayVectors,
  claim: SummaryTheme,
): { readonly outcome: ThemeLines['outcome']; readonly line?: AnswerSentence } {
  const budget = { most: claimWords, enough: claimWords, least: 1, maxLines: 1 };
  const { chosen, outcome } = themeLines(essay, vectors, claim, budget);
  const [line] = chosen;
  const isShown = outcome === 'spoken-of' || (outcome === 'other-language' && hasBridges(claim));
  return { outcome, ...(isShown && line !== undefined ? { line: quotedLine(essay, line) } : {}) };
}

function hasBridges({ retrieval }: SummaryTheme): boolean {
  return (retrieval.bridged ?? []).length > 0;
}

/** The most important lines of paragraphs that nobody touched, in reading order. */
function unmentioned(
  essay: Essay,
  vectors: EssayVectors,
  touched: ReadonlySet<number>,
  count: number,
): readonly AnswerSentence[] {
  const only = new Set(essay.paragraphs.map(({ n }) => n).filter((n) => !touched.has(n)));
  if (only.size === 0) return [];
  const material = gather(essay, vectors, { first: 1, last: essay.paragraphs.length, only });
  const words = count * unmentionedWords;
  return chooseLines(material, { most: words, enough: words, least: 1, maxLines: count }).map((line) =>
    quotedLine(essay, line),
  );
}

function excerptOf(claim: string): string {
  const line = displayLine(claim);
  if (line.length <= claimChars) return line;
  return `${line.slice(0, claimChars).replace(/\s+\S*$/u, '')} …`;
}

/** The paragraphs that `message` names by their numbers, of an essay of `count`. */
function marksIn(message: string, count: number): readonly number[] {
  return parseMarks(message).flatMap((mark) => resolveMark(mark, count));
}
