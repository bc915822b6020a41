/** What went wrong, by kind and question by question: for finding faults in kind, never for adding a word to the code. */
import type { Outcome } from './outcome.js';
import { isAsExpected, isNearMiss, isWrongEssay, rankOf, showsSpan } from './score.js';

const kinds: readonly (readonly [title: string, is: (outcome: Outcome) => boolean])[] = [
  ['taken for a command', ({ command }) => command !== undefined],
  ['a quote is not exact', ({ inexactCitations }) => inexactCitations > 0],
  ['answerable, abstained on', ({ question, isAbstention }) => question.answerable && isAbstention],
  [
    'outcome not as expected',
    (o) =>
      o.question.expect !== undefined &&
      !isAsExpected(o) &&
      !(o.question.answerable && o.isAbstention) &&
      o.question.answerable,
  ],
  ['right paragraph not among the first three', (o) => isRanked(o) && rankOf(o) > 3],
  ['right paragraph second or third', (o) => isRanked(o) && rankOf(o) > 1 && rankOf(o) <= 3],
  [
    'right paragraph first, the answer not shown',
    (o) => isRanked(o) && rankOf(o) === 1 && o.question.answers.length > 0 && !showsSpan(o),
  ],
  ['wrong essay, answered', (o) => isWrongEssay(o.question) && !o.isAbstention],
  ['near-miss, answered', (o) => isNearMiss(o.question) && !o.isAbstention],
  [
    'other unanswerable, answered',
    (o) => !o.question.answerable && !isWrongEssay(o.question) && !isNearMiss(o.question) && !o.isAbstention,
  ],
];

function isRanked({ question }: Outcome): boolean {
  return question.gold.acceptable.length > 0 && question.metadata !== true;
}

export interface FailureGroup {
  readonly title: string;
  readonly outcomes: readonly Outcome[];
}

/** The failures among `outcomes` by kind; an outcome may fail in more than one way. Empty kinds are left out. */
export function failuresOf(outcomes: readonly Outcome[]): FailureGroup[] {
  return kinds
    .map(([title, is]) => ({ title, outcomes: outcomes.filter(is) }))
    .filter((group) => group.outcomes.length > 0);
}

/** One failure on two lines. */
export function failureLines({ question, kind, ranking, sentences, reasons }: Outcome): string {
  const cited = [...new Set(sentences.flatMap(({ paragraphs }) => paragraphs))];
  const facts = [
    question.type,
    `gold ¶${question.gold.minimal.join(' ¶') || '–'}`,
    `ranked ¶${ranking.slice(0, 4).join(' ¶')}`,
    `cited ¶${cited.join(' ¶')}`,
    ...(question.expect === undefined ? [] : [`expected ${question.expect}`]),
    `got ${kind ?? '–'}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`,
  ];
  const answers = question.answers.length > 0 ? `  [${question.answers.slice(0, 2).join(' | ')}]` : '';
  return `  ${question.id}  ${question.question}${answers}\n      ${facts.join(', ')}`;
}
