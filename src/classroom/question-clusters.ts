/**
 * Questions that ask the same, brought together by the words they are about. Greedy, by the first question of a group:
 * no chain of near ones carries a group away from where it began.
 */
import { guessLanguage } from '../essay/language.js';
import type { Essay } from '../essay/types.js';
import { fold, isSameFamily, words } from '../essay/words.js';
import { topicOf } from './class-notes-closeness.js';

/** A question somebody asked; `essay` is the one it was answered from. */
export interface AskedQuestion {
  readonly person: string;
  readonly question: string;
  readonly kind: string;
  readonly isHidden: boolean;
  readonly essay: Essay;
}

/**
 * Two questions ask the same when this share of the words that either is about has one of its family in the other. At
 * one half "who owns the pasture" and "why is the pasture gone" would be one; at all of them no other wording would.
 */
const sameShare = 2 / 3;

/** So many people at least stand behind words of private questions: with two, each knows what the other asked. */
export const leastPeople = 3;

/** The groups, in the order of their first questions; every question is in exactly one. */
export function clusterQuestions<Q extends AskedQuestion>(questions: readonly Q[]): readonly (readonly [Q, ...Q[]])[] {
  const groups: { readonly topic: readonly string[]; readonly text: string; readonly members: [Q, ...Q[]] }[] = [];
  for (const each of questions) {
    const topic = topicOf(each.question, each.essay);
    const text = bare(each.question);
    const group = groups.find((one) => one.text === text || isSame(one.topic, topic));
    if (group) group.members.push(each);
    else groups.push({ topic, text, members: [each] });
  }
  return groups.map(({ members }) => members);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  const share = (from: readonly string[], to: readonly string[]): number =>
    from.filter((stem) => to.some((other) => isSameFamily(stem, other))).length / from.length;
  return a.length > 0 && b.length > 0 && share(a, b) >= sameShare && share(b, a) >= sameShare;
}

/** A question without what does not count for being the same: capitals, signs, blanks. */
export function bare(question: string): string {
  return fold(question)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * What may be shown of private questions that ask the same: the first of them of which every word but those of grammar
 * was used by three people; else those words alone, as they were written. Nothing that fewer said is told.
 */
export function commonWording(questions: readonly Pick<AskedQuestion, 'person' | 'question'>[]): {
  readonly wording?: string;
  readonly words: readonly string[];
} {
  const read = questions.map(({ person, question }) => {
    const told = words(question, guessLanguage(question)).filter(({ isStop }) => !isStop);
    return { person, question, told: told.map((word) => ({ ...word, text: question.slice(word.start, word.end) })) };
  });
  const isCommon = (stem: string): boolean => {
    const who = read.filter(({ told }) => told.some((word) => isSameFamily(word.stem, stem)));
    return new Set(who.map(({ person }) => person)).size >= leastPeople;
  };
  const open = read.find(({ told }) => told.length > 0 && told.every(({ stem }) => isCommon(stem)));
  if (open) return { wording: open.question, words: [] };
  const common = read.flatMap(({ told }) => told).filter(({ stem }) => isCommon(stem));
  const isFirst = (stem: string, at: number): boolean =>
    common.findIndex((word) => isSameFamily(word.stem, stem)) === at;
  return { words: common.filter(({ stem }, at) => isFirst(stem, at)).map(({ text }) => text) };
}
