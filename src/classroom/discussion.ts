/**
 * Questions for discussion on an essay: the teacher's own first, then those that its tensions ask. Each is anchored in
 * one or two paragraphs by words of the essay. Pure; what a model
 * writes stands in written-discussion.ts.
 */
import { parseMarks, printMark } from '../essay/citation.js';
import { type PhraseKey, say } from '../essay/phrases.js';
import { sentences } from '../essay/sentences.js';
import type { Citation, Essay, Language } from '../essay/types.js';
import { isSameFamily } from '../essay/words.js';
import { matterOf, shortQuote } from './tension-quotes.js';
import { type Range, type Tension, type TensionKind, tensionsOf } from './tensions.js';

/** Words of the essay that a question stands on, under a line of ours. */
export interface Anchor {
  readonly label: string;
  readonly citation: Citation;
}

export interface DiscussionQuestion {
  /** The same for the same question of the same text: what was shown is remembered by it. */
  readonly key: string;
  /** `teacher`: from the teacher's notes; `listed`: from the essay's front matter; `text`: from its tensions; `written`: by a model. */
  readonly origin: 'teacher' | 'listed' | 'text' | 'written';
  readonly question: string;
  readonly anchors: readonly [Anchor, ...Anchor[]];
}

/** What a question is to be about. */
export interface Narrowing {
  readonly range?: Range;
  /** Words of a person; those that carry matter count. */
  readonly topic?: string;
}

/** The questions of `essay` in the order they are to be shown; with a topic, those that speak of it most first. */
export function discussionQuestions(
  essay: Essay,
  language: Language,
  { range, topic = '' }: Narrowing = {},
): readonly DiscussionQuestion[] {
  const own = authored(essay, language).filter(({ anchors: [{ citation }] }) => isWithin(citation.paragraph, range));
  const within = [...own, ...tensionsOf(essay, range).map((tension) => asked(tension, language))];
  const wanted = matterOf(topic, essay.language);
  if (wanted.length === 0) return topic.trim() === '' ? within : [];
  const hits = (question: DiscussionQuestion): number => {
    const said = [question.question, ...question.anchors.map(({ citation }) => citation.quote)].join(' ');
    const stems = matterOf(said, essay.language);
    return wanted.filter((stem) => stems.some((other) => isSameFamily(stem, other))).length;
  };
  const counted = within.map((question) => ({ question, hits: hits(question) })).filter(({ hits: count }) => count > 0);
  return counted.sort((a, b) => b.hits - a.hits).map(({ question }) => question);
}

function isWithin(n: number, range: Range | undefined): boolean {
  return range === undefined || (n >= range.first && n <= range.last);
}

/**
 * The first question that was not shown yet, else the one that was shown longest ago; never the one shown last.
 * @param shown keys, the last one shown last
 */
export function nextQuestion(
  questions: readonly DiscussionQuestion[],
  shown: readonly string[],
): DiscussionQuestion | undefined {
  const others = questions.filter(({ key }) => key !== shown.at(-1));
  const age = ({ key }: DiscussionQuestion): number => shown.lastIndexOf(key);
  return [...others].sort((a, b) => age(a) - age(b))[0];
}

/** What the teacher wrote, each with the paragraph it names or speaks of most. */
function authored(essay: Essay, language: Language): readonly DiscussionQuestion[] {
  const own = essay.teacherNotes
    .filter(({ kind }) => kind === 'question')
    .map(({ text, paragraph }) => ({ text, paragraph, origin: 'teacher' as const }));
  const listed = essay.questions.map((text) => ({ text, paragraph: undefined, origin: 'listed' as const }));
  return [...own, ...listed].flatMap(({ text, paragraph, origin }): DiscussionQuestion[] => {
    const citation = openingOf(essay, paragraph ?? paragraphFor(essay, text));
    if (!citation) return [];
    const label = say('discussBeginAt', language, { mark: printMark(citation.paragraph) });
    return [{ key: `${origin}:${text}`, origin, question: text, anchors: [{ label, citation }] }];
  });
}

/** Its opening, not its answer: a question for discussion gives away nothing. */
function openingOf(essay: Essay, n: number): Citation | undefined {
  const text = (essay.paragraphs[n - 1] ?? essay.paragraphs[0])?.text;
  if (text === undefined) return undefined;
  const paragraph = essay.paragraphs[n - 1] ? n : 1;
  const span = sentences(text, essay.language)[0] ?? { start: 0, end: text.length };
  const sentence = { ...span, n: paragraph, text: text.slice(span.start, span.end), stems: [], at: 1 };
  return shortQuote(essay, { sentence, cueAt: 0 });
}

/** The paragraph a question names; else the one that shares most of its rarer words; else the first. */
function paragraphFor(essay: Essay, question: string): number {
  const named = parseMarks(question).find(({ first }) => essay.paragraphs[first - 1]);
  if (named) return named.first;
  const wanted = matterOf(question, essay.language);
  const stems = essay.paragraphs.map(({ text }) => matterOf(text, essay.language));
  const has = (index: number, stem: string): boolean =>
    stems[index]?.some((other) => isSameFamily(stem, other)) ?? false;
  const weight = (stem: string): number =>
    1 / Math.max(1, essay.paragraphs.filter((_, index) => has(index, stem)).length);
  const scores = essay.paragraphs.map((_, index) =>
    wanted.reduce((sum, stem) => sum + (has(index, stem) ? weight(stem) : 0), 0),
  );
  return scores.indexOf(Math.max(...scores)) + 1;
}

const labels: Readonly<Record<TensionKind, readonly [PhraseKey, PhraseKey?]>> = {
  proposal: ['tensionCause', 'tensionRemedy'],
  contrast: ['tensionBefore', 'tensionTurn'],
  reported: ['tensionReported'],
  hedge: ['tensionHedged'],
  count: ['tensionCount'],
  arc: ['tensionOpening', 'tensionEnding'],
};

/** Two ways of asking for each, so that a class does not hear one sentence all term. */
const asks: Readonly<Record<TensionKind, readonly [PhraseKey, ...PhraseKey[]]>> = {
  proposal: ['askRemedyOne', 'askRemedyTwo'],
  contrast: ['askTurnOne', 'askTurnTwo'],
  reported: ['askReportedOne', 'askReportedTwo'],
  hedge: ['askHedgeOne', 'askHedgeTwo'],
  count: ['askCountOne', 'askCountTwo'],
  arc: ['askArc'],
};

function asked({ kind, quotes, cue }: Tension, language: Language): DiscussionQuestion {
  const [first, second] = quotes;
  const isAlone = second === undefined;
  const label = (key: PhraseKey, { paragraph }: Citation): string => say(key, language, { mark: printMark(paragraph) });
  const [one, two] = labels[kind];
  const head = label(kind === 'contrast' && isAlone ? 'tensionAgainst' : one, first);
  // A cue that its cut quote no longer shows asks what a reported view asks: what the author makes of it.
  const ways = asks[cue === undefined && (kind === 'hedge' || kind === 'count') ? 'reported' : kind];
  const way = ways[(first.paragraph + first.start) % ways.length] ?? ways[0];
  const values = { first: printMark(first.paragraph), second: printMark(second?.paragraph ?? 1), cue: cue ?? '' };
  return {
    key: [kind, ...quotes.map(({ paragraph, start }) => `${paragraph}.${start}`)].join(':'),
    origin: 'text',
    question: say(way, language, values),
    anchors: [
      { label: head, citation: first },
      ...(second && two ? [{ label: label(two, second), citation: second }] : []),
    ],
  };
}
