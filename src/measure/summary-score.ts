/**
 * What summaries are worth: the share of a reader's points that they make and the traps they fall into, beside baselines
 * held to the same words. A point is made when a line is cited from one of its paragraphs and holds at least half of the
 * stems of its keywords. A trap is shown when half of its words stand on a line without what would say whose they are.
 */
import type { AnswerSentence, Essay } from '../essay/types.js';
import { words } from '../essay/words.js';
import type { EssayVectors, Retrieval } from '../retrieval/types.js';
import type { Summarise, Summary, SummaryLength, SummaryRequest } from '../summaries/types.js';
import { type CitedLine, foundLines, leadLines, mmrLines, mostWords, whileTheyFit } from './summary-baselines.js';
import type { ListedPoint, SectionReference, ThemeReference, Trap } from './summary-set.js';

/** A row of `summary-points.jsonl`. */
export interface SummaryPoint extends ListedPoint {
  readonly essay: string;
}

/** An essay with its vectors and what a careful reader says of it. */
export interface SummarySubject {
  readonly essay: Essay;
  readonly vectors: EssayVectors;
  readonly points: readonly ListedPoint[];
  readonly traps: readonly Trap[];
  readonly sections: readonly SectionReference[];
  /** With what the retriever finds for the theme. */
  readonly themes: readonly (ThemeReference & { readonly retrieval: Retrieval })[];
}

/** What one set of lines comes to. */
export interface LinesScore {
  /** The weighted share of points made, 0 to 1. */
  readonly share: number;
  /** The words of the traps it shows. */
  readonly traps: readonly string[];
  /** Lines cited from paragraphs that do not speak of the theme. */
  readonly offTopic: number;
}

export interface SummaryScore {
  readonly essay: string;
  readonly kind: 'essay' | 'section' | 'theme';
  /** The section's paragraphs or the theme; empty for a whole essay. */
  readonly part: string;
  readonly length: SummaryLength;
  /** Shares of weighted points made, 0 to 1: of this build; of first sentences, or for a theme of the sentences found,
   * best first; and of maximal marginal relevance. */
  readonly ours: number;
  readonly leads: number;
  readonly mmr: number;
  readonly words: number;
  /** Over 110 % of the words asked for; or under 90 %. */
  readonly misses?: 'over' | 'under';
  readonly faults: Readonly<Record<'ours' | 'leads' | 'mmr', Omit<LinesScore, 'share'>>>;
}

const lengths: readonly SummaryLength[] = ['sentence', 'short', 'full'];
/** 90 % of what is asked for. */
const leastWords: Readonly<Record<SummaryLength, number>> = { sentence: 1, short: 72, full: 180 };

/** One row for each essay and length, section and theme; `summarise` is passed in so that another one can be measured. */
export function scoreSummaries(subjects: readonly SummarySubject[], summarise: Summarise): readonly SummaryScore[] {
  return subjects.flatMap((subject) => {
    const { essay, vectors, points, sections, themes } = subject;
    const of = (request: Omit<SummaryRequest, 'language'>) => summarise(essay, vectors, { ...request, language: 'en' });
    const whole = lengths.map((length) => {
      const baselines = [leadLines(essay, vectors.sentences), mmrLines(essay, vectors.sentences)] as const;
      return row(subject, { kind: 'essay', part: '', points, offTopic: [] }, of({ length }), baselines);
    });
    const bySection = sections.map(({ range, points: own }) => {
      const inside = vectors.sentences.filter(({ paragraph: n }) => n >= range.first && n <= range.last);
      const part = `¶${range.first}-${range.last}`;
      const baselines = [leadLines(essay, inside), mmrLines(essay, inside)] as const;
      const summary = of({ length: 'short', range });
      return row(subject, { kind: 'section', part, points: own, offTopic: [] }, summary, baselines);
    });
    const byTheme = themes.map(({ theme, points: own, offTopic, retrieval }) => {
      const { sentences } = retrieval;
      const isFound = new Set(sentences.map(({ paragraph, start }) => `${paragraph} ${start}`));
      const known = vectors.sentences.filter(({ paragraph, span }) => isFound.has(`${paragraph} ${span.start}`));
      const baselines = [foundLines(essay, sentences), mmrLines(essay, known)] as const;
      const summary = of({ length: 'short', theme: { text: theme, retrieval } });
      return row(subject, { kind: 'theme', part: theme, points: own, offTopic }, summary, baselines);
    });
    return [...whole, ...bySection, ...byTheme];
  });
}

interface Expected {
  readonly kind: SummaryScore['kind'];
  readonly part: string;
  readonly points: readonly ListedPoint[];
  readonly offTopic: readonly number[];
}

function row(
  { essay, traps }: SummarySubject,
  { kind, part, points, offTopic }: Expected,
  summary: Summary,
  [leads, mmr]: readonly [readonly CitedLine[], readonly CitedLine[]],
): SummaryScore {
  const { length } = summary;
  const judge = (lines: readonly CitedLine[]): LinesScore => ({
    share: shareMade(essay, points, lines),
    traps: trapsShown(essay, traps, lines),
    offTopic: lines.filter(({ shown }) => shown.some(({ paragraph }) => offTopic.includes(paragraph))).length,
  });
  const { share: ours, ...own } = judge(summary.lines.map((line) => lineOf(essay, line)));
  const { share: byLeads, ...ofLeads } = judge(whileTheyFit(leads, length));
  const { share: byMmr, ...ofMmr } = judge(whileTheyFit(mmr, length));
  const misses =
    summary.words > mostWords[length] ? 'over' : summary.words < leastWords[length] ? ('under' as const) : undefined;
  return {
    essay: essay.slug,
    kind,
    part,
    length,
    ours,
    leads: byLeads,
    mmr: byMmr,
    words: summary.words,
    ...(misses === undefined ? {} : { misses }),
    faults: { ours: own, leads: ofLeads, mmr: ofMmr },
  };
}

/** The weighted share of `points` that `lines` make. */
export function shareMade(essay: Essay, points: readonly ListedPoint[], lines: readonly CitedLine[]): number {
  const weightOf = ({ weight = 1 }: ListedPoint) => weight;
  const total = points.reduce((sum, point) => sum + weightOf(point), 0);
  const told = lines.map(({ shown, text }) => ({ shown, stems: new Set(stemsOf(text, essay.language)) }));
  const made = points.filter(({ paragraphs, keywords }) => {
    const wanted = new Set(keywords.flatMap((keyword) => stemsOf(keyword, essay.language)));
    return told.some(
      ({ shown, stems }) =>
        shown.some(({ paragraph }) => paragraphs.includes(paragraph)) &&
        [...wanted].filter((stem) => stems.has(stem)).length * 2 >= wanted.size,
    );
  });
  return total === 0 ? 0 : made.reduce((sum, point) => sum + weightOf(point), 0) / total;
}

/** The words of the traps that `lines` fall into. */
export function trapsShown(essay: Essay, traps: readonly Trap[], lines: readonly CitedLine[]): readonly string[] {
  const isShown = ({ paragraph, words: trap, unless }: Trap, { text, shown }: CitedLine): boolean => {
    const start = essay.paragraphs[paragraph - 1]?.text.indexOf(trap) ?? -1;
    const overlap = shown.reduce((sum, piece) => {
      const common = Math.min(piece.end, start + trap.length) - Math.max(piece.start, start);
      return piece.paragraph === paragraph ? sum + Math.max(0, common) : sum;
    }, 0);
    if (start < 0 || overlap * 2 < trap.length) return false;
    return !unless.some((word) => text.toLowerCase().includes(word.toLowerCase()));
  };
  return traps.filter((trap) => lines.some((line) => isShown(trap, line))).map((trap) => trap.words);
}

/** A line of a summary with the pieces of the essay that it shows: what its quotes cut out is not shown. */
export function lineOf(essay: Essay, { text, citations }: AnswerSentence): CitedLine {
  const shown = citations.flatMap(({ paragraph, quote, start }) => {
    const source = essay.paragraphs[paragraph - 1]?.text ?? '';
    let from = start;
    return quote.split(' … ').map((piece) => {
      const begins = Math.max(from, source.indexOf(piece, from));
      from = begins + piece.length;
      return { paragraph, start: begins, end: from };
    });
  });
  return { text, shown };
}

function stemsOf(text: string, language: string): string[] {
  return words(text, language).flatMap((word) => (word.isStop ? [] : [word.stem]));
}
