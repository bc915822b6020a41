/**
 * What a class asked, for its teacher: how often each paragraph, what more than once, what the essays do not answer.
 * Of public questions the words; of private ones only what three people have in common. No person is in it.
 */
import { parseMarks, resolveMark } from '../essay/citation.js';
import { displayLine } from '../essay/display.js';
import type { Essay } from '../essay/types.js';
import type { TurnRecord } from '../store/store.js';
import { type AskedQuestion, bare, clusterQuestions, commonWording, leastPeople } from './question-clusters.js';

export type DigestTurn = Pick<TurnRecord, 'person' | 'question' | 'kind' | 'cited'> & {
  /** Not seen by the class: only counted, unless three people asked the same. */
  readonly isHidden: boolean;
};

/** How often a paragraph was asked about, and in which public questions. */
export interface ParagraphHeat {
  readonly paragraph: number;
  readonly count: number;
  readonly questions: readonly string[];
}

export interface EssayHeat {
  readonly essay: Essay;
  /** Of all its paragraphs. */
  readonly total: number;
  /** Every paragraph, in reading order. */
  readonly paragraphs: readonly ParagraphHeat[];
}

/** Questions that ask the same. */
export interface QuestionGroup {
  /** Without those that are hidden. */
  readonly count: number;
  /** One of the wordings; absent where only `words` may be told. */
  readonly wording?: string;
  readonly words: readonly string[];
  /** How many asked in private, three or more; 0 for a group of public questions. */
  readonly people: number;
}

export interface Digest {
  /** Questions, hidden ones included. */
  readonly count: number;
  /** The essays that were asked about, the most asked first. */
  readonly heats: readonly EssayHeat[];
  /** What was asked more than once, the most frequent first. */
  readonly groups: readonly QuestionGroup[];
  /** What the essays answer partly or not at all. */
  readonly unanswered: readonly QuestionGroup[];
  /** The same words once, oldest first. */
  readonly publicQuestions: readonly string[];
  /** Public questions that rest on no paragraph, because the essays do not answer them. */
  readonly outside: readonly string[];
  /** Private questions of which nothing is told. */
  readonly hidden: number;
}

/** Turns whose words are a question. */
const questionKinds: ReadonlySet<string> = new Set(['answered', 'partly', 'not-in-essay', 'hint', 'brief']);
/** Turns that are about the paragraphs they cite: an abstention cites what comes near, a summary everything. */
const aboutKinds: ReadonlySet<string> = new Set([
  'answered',
  'partly',
  'hint',
  'brief',
  'check',
  'backing',
  'paragraph',
]);
const unansweredKinds: ReadonlySet<string> = new Set(['partly', 'not-in-essay']);

/** The digest of `turns`, oldest first, about `essays`; of other essays only the questions. */
export function makeDigest(turns: readonly DigestTurn[], essays: readonly [Essay, ...Essay[]]): Digest {
  const people = new Set(turns.map(({ person }) => person));
  const said = turns.map((turn) => ({ ...turn, question: withoutPeople(turn.question, people) }));
  const asked = said
    .filter(({ kind, question }) => questionKinds.has(kind) && bare(question) !== '')
    .map((turn) => ({ ...turn, essay: essays.find(({ slug }) => slug === turn.cited[0]?.essay) ?? essays[0] }));
  const clusters = clusterQuestions(asked);
  const told = clusters.flatMap((members) => groupOf(members) ?? []);
  const unanswered = clusters.flatMap((members) => groupOf(members.filter(isUnanswered)) ?? []);
  const open = asked.filter(({ isHidden }) => !isHidden);
  return {
    count: asked.length,
    heats: essays
      .map((essay) => heatOf(said, essay))
      .filter(({ total }) => total > 0)
      .sort((a, b) => b.total - a.total),
    groups: told.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count),
    unanswered: unanswered.sort((a, b) => b.count - a.count),
    publicQuestions: once(open.map(({ question }) => question)),
    outside: once(open.filter(({ kind }) => kind === 'not-in-essay').map(({ question }) => question)),
    hidden: asked.length - told.reduce((sum, { count }) => sum + count, 0),
  };
}

function isUnanswered({ kind }: AskedQuestion): boolean {
  return unansweredKinds.has(kind);
}

/** What may be told of `members`; undefined where that is nothing. */
function groupOf(members: readonly AskedQuestion[]): QuestionGroup | undefined {
  const open = members.filter(({ isHidden }) => !isHidden);
  const closed = members.filter(({ isHidden }) => isHidden);
  const askers = new Set(closed.map(({ person }) => person)).size;
  const people = askers >= leastPeople ? askers : 0;
  const count = open.length + (people > 0 ? closed.length : 0);
  if (count === 0) return undefined;
  const [first] = open;
  const shown = { words: [], ...(first ? { wording: first.question } : commonWording(closed)) };
  // They ask the same in pairs, and no word is shared by three.
  if (shown.wording === undefined && shown.words.length === 0) return undefined;
  return { count, ...shown, people };
}

function heatOf(turns: readonly DigestTurn[], essay: Essay): EssayHeat {
  const found = turns.map((turn) => ({ turn, about: paragraphsOf(turn, essay) }));
  const paragraphs = essay.paragraphs.map(({ n }): ParagraphHeat => {
    const theirs = found.filter(({ about }) => about.has(n)).map(({ turn }) => turn);
    const open = theirs.filter(({ isHidden, kind }) => !isHidden && questionKinds.has(kind));
    return { paragraph: n, count: theirs.length, questions: once(open.map(({ question }) => question)) };
  });
  return { essay, paragraphs, total: paragraphs.reduce((sum, { count }) => sum + count, 0) };
}

/** The paragraphs that a turn is about, each once: those it was answered from, and those it names. */
function paragraphsOf({ kind, cited, question }: DigestTurn, essay: Essay): ReadonlySet<number> {
  if (!aboutKinds.has(kind) && !questionKinds.has(kind)) return new Set();
  const theirs = cited.filter(({ essay: slug, version = essay.hash }) => slug === essay.slug && version === essay.hash);
  const named =
    theirs.length === 0 ? [] : parseMarks(question).flatMap((mark) => resolveMark(mark, essay.paragraphs.length));
  const answered = aboutKinds.has(kind) ? theirs.map(({ paragraph }) => paragraph) : [];
  return new Set([...answered, ...named]);
}

/** The words on one line, mentions taken out: the platforms write them as ids. */
function withoutPeople(question: string, people: ReadonlySet<string>): string {
  const bareOfMentions = question.replace(/<[@!#&][^>]*>/gu, '@…');
  return displayLine(
    bareOfMentions.replace(/@([\p{L}\p{N}_.-]+)/gu, (all, id: string) => (people.has(id) ? '@…' : all)),
  );
}

function once(questions: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return questions.filter((question) => !seen.has(bare(question)) && seen.add(bare(question)));
}
