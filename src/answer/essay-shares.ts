/**
 * Several essays in play: which of them an answer quotes, which are told to be silent, and what else they hold.
 */
import type { Essay } from '../essay/types.js';
import type { MeantEssays } from './meant-essays.js';
import type { AnsweredPart } from './types.js';

/** What is known of the essays in play beside those that are quoted. */
export interface EssayShares {
  /** As many as are in play. */
  readonly count: number;
  /** Set where each essay was asked for itself: how many speak of the matter. */
  readonly across?: { readonly found: number; readonly asksWhich: boolean };
  /** Essays that surely do not speak of it, where each was asked. */
  readonly silent: readonly Essay[];
  /** Whether the question named one that is silent. */
  readonly isHalf: boolean;
  /** What answers as well and is not quoted. */
  readonly more: readonly AnsweredPart[];
  /** Every essay in play was looked into, and none speaks of it. */
  readonly isAbsentFromAll: boolean;
}

export interface SharedParts {
  readonly parts: readonly [AnsweredPart, ...AnsweredPart[]];
  readonly shares: EssayShares;
}

/** Essays that one answer quotes. */
const mostQuoted = 3;

/**
 * One essay answers: the most promising, or the first after it that does where it only lacks the name or the
 * explanation asked for. A second is quoted in brief where the gate says of it too that it answers: then nothing known
 * here tells which one was meant. `found` is the same question over each essay, the most promising first.
 */
export function bestOf(found: readonly [AnsweredPart, ...AnsweredPart[]], count: number): SharedParts {
  const answering = found.filter(({ verdict }) => verdict.kind === 'answered');
  const [first] = found;
  const head = lacksWhatIsAsked(first) ? (answering[0] ?? first) : first;
  const others = found.filter((part) => part !== head);
  const main = { ...head, others: others.map(({ retrieval }) => retrieval) };
  const isPlain = head.verdict.kind === 'answered' && head.verdict.overview === undefined;
  const [second, ...more] = isPlain ? answering.filter((part) => part !== head) : [];
  return {
    parts: second === undefined ? [main] : [main, { ...second, isBrief: true }],
    shares: {
      count,
      silent: [],
      isHalf: false,
      more,
      isAbsentFromAll: found.length === count && found.every(isAbsent),
    },
  };
}

/** Each essay speaks for itself, up to three; those of `found` that surely say nothing of the matter are told. */
export function eachOf(
  found: readonly [AnsweredPart, ...AnsweredPart[]],
  { mode, isNamed, essays }: MeantEssays,
  count: number,
): SharedParts {
  const answering = found.filter(({ verdict }) => verdict.kind === 'answered');
  const speaking = answering.length > 0 ? answering : found.filter(isPerhaps);
  // In the order in which they are named, or in that of the list where promise says nothing.
  const isListed = isNamed || answering.some(({ verdict }) => verdict.kind === 'answered' && verdict.overview);
  const ordered = isListed ? inOrder(speaking, essays) : speaking;
  const [first, ...rest] = ordered.slice(0, mostQuoted);
  const silent = inOrder(found.filter(isAbsent), essays).map(({ retrieval }) => retrieval.essay);
  const isSpokenFor = (essay: Essay): boolean =>
    isNamed && speaking.some(({ retrieval }) => retrieval.essay.author === essay.author);
  const told = first === undefined ? [] : silent.filter((essay) => !isSpokenFor(essay));
  const shares = {
    count,
    silent: told,
    isHalf: isNamed && told.length > 0,
    more: ordered.slice(mostQuoted),
    isAbsentFromAll: found.length === count && silent.length === count,
    ...(first === undefined ? {} : { across: { found: ordered.length, asksWhich: mode === 'which' } }),
  };
  if (first === undefined) return { parts: [found[0]], shares };
  const isBrief = mode === 'which' || rest.length === mostQuoted - 1;
  const brief = isBrief && rest.length > 0 ? ({ isBrief: true } as const) : {};
  return { parts: [{ ...first, ...brief }, ...rest.map((part) => ({ ...part, ...brief }))], shares };
}

function inOrder(parts: readonly AnsweredPart[], essays: readonly Essay[]): readonly AnsweredPart[] {
  const place = ({ retrieval }: AnsweredPart): number => essays.findIndex(({ slug }) => slug === retrieval.essay.slug);
  return parts.toSorted((a, b) => place(a) - place(b));
}

/** In another language only what was matched may speak of it. */
function isPerhaps({ verdict, retrieval }: AnsweredPart): boolean {
  return verdict.kind === 'unsure' || (verdict.kind === 'other-language' && (retrieval.bridged ?? []).length > 0);
}

/** The essay surely does not speak of it; one that gives no date or uses another word may. */
function isAbsent({ verdict }: AnsweredPart): boolean {
  return verdict.kind === 'not-in-essay' && (verdict.reason === 'never-mentions' || verdict.reason === 'not-about');
}

function lacksWhatIsAsked({ verdict }: AnsweredPart): boolean {
  return verdict.kind === 'not-in-essay' && (verdict.reason === 'never-mentions' || verdict.reason === 'not-explained');
}
