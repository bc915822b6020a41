/**
 * Quizzes as they are kept: the items, whose they are, until when a class sits one, and how many chose what. Who answered
 * is known only so that a first answer counts once; no count has a name.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { QuizItem } from '../../classroom/quiz-item.js';
import { quizMinutes, quizRunKind } from '../../classroom/quiz-lock.js';
import type { Store } from '../../store/store.js';
import type { Incoming, Place } from '../types.js';

const quizKind = 'quiz';
/** First answers; their ids are hashes, their person is known to the store alone. */
const answerKind = 'quiz-answer';

const citation = z.object({
  essay: z.string(),
  paragraph: z.number(),
  quote: z.string(),
  start: z.number(),
  end: z.number(),
});
const data = z.object({
  essay: z.string(),
  items: z.array(
    z.object({
      kind: z.enum(['gap', 'where', 'who', 'asked']),
      essay: z.string(),
      paragraph: z.number(),
      stem: z.string(),
      choices: z.array(z.object({ text: z.string(), citation: citation.exactOptional() })),
      key: z.number(),
    }),
  ),
  /** Set while and after a class sits it; milliseconds since 1970. */
  until: z.number().optional(),
  /** Of each item, how many first answers each choice got. */
  counts: z.array(z.array(z.number())),
});
type QuizData = z.infer<typeof data>;

/** A quiz that is kept. */
export interface KeptQuiz extends QuizData {
  readonly id: string;
  /** Whose it is; '' for a class's. */
  readonly person: string;
  /** Where the class sits it. */
  readonly place: string;
}

/** An id that none of the tenant's quizzes has, to be made a quiz of: chance needs it first. */
export function newQuizId(): string {
  return randomBytes(3).toString('hex');
}

/** Keeps a person's own quiz. */
export async function keepQuiz(
  store: Store,
  incoming: Incoming,
  id: string,
  items: readonly QuizItem[],
): Promise<void> {
  const [first] = items;
  if (!first) throw new TypeError('A quiz without items.');
  const counts = items.map(({ choices }) => choices.map(() => 0));
  const record = { essay: first.essay, items, counts };
  await store.records.put(incoming.place, { kind: quizKind, id, person: incoming.person, data: plain(record) });
}

/** The quiz `id`, if it is the person's own or a class's. */
export async function findQuiz(store: Store, incoming: Incoming, id: string): Promise<KeptQuiz | undefined> {
  const record = await store.records.get(incoming.place, quizKind, id);
  const found = data.safeParse(record?.data);
  if (!record || !found.success) return undefined;
  const isOpen = record.person === '' || record.person === incoming.person;
  return isOpen ? { ...found.data, id, person: record.person, place: record.place } : undefined;
}

/** Whether a class sits it at `now`. */
export function isSat({ until }: Pick<KeptQuiz, 'until'>, now: number): boolean {
  return until !== undefined && now < until;
}

/** From `now` on the class of `place` sits it, and it is nobody's own any more; answers when it ends. */
export async function startRun(store: Store, place: Place, quiz: KeptQuiz, now: number): Promise<KeptQuiz> {
  const until = now + quizMinutes * 60_000;
  const { essay, items } = quiz;
  const record = { essay, items, counts: items.map(({ choices }) => choices.map(() => 0)), until };
  // The lock first: nobody is to ask in between.
  await store.records.put(place, { kind: quizRunKind, id: quiz.id, data: { essay, until } });
  await store.records.put(place, { kind: quizKind, id: quiz.id, data: plain(record) });
  return { ...record, id: quiz.id, person: '', place: place.place };
}

/** The class is done at `now`; an end that has passed stays. */
export async function endRun(store: Store, place: Place, quiz: KeptQuiz, now: number): Promise<KeptQuiz> {
  const kept = await store.records.update(place, quizKind, quiz.id, (old) => {
    const found = data.parse(old);
    return plain({ ...found, until: Math.min(found.until ?? now, now) });
  });
  await store.records.remove(place, quizRunKind, quiz.id);
  const found = data.safeParse(kept?.data);
  return found.success ? { ...quiz, ...found.data } : quiz;
}

/** Counts a person's first answer to item `n` (from 0), without saying whose it is. */
export async function countAnswer(
  store: Store,
  { place, person }: Incoming,
  quiz: KeptQuiz,
  n: number,
  choice: number,
): Promise<void> {
  const isFirst = await store.records.add(place, {
    kind: answerKind,
    id: answerId(quiz.id, n, person),
    person,
    data: {},
  });
  if (!isFirst) return;
  await store.records.update(place, quizKind, quiz.id, (old) => {
    const found = data.parse(old);
    const counts = found.counts.map((row, at) =>
      row.map((count, of) => (at === n && of === choice ? count + 1 : count)),
    );
    return plain({ ...found, counts });
  });
}

/** Whether this person has answered item `n` of a class's quiz. */
export async function hasAnswered(
  store: Store,
  { place, person }: Incoming,
  quiz: KeptQuiz,
  n: number,
): Promise<boolean> {
  return (await store.records.get(place, answerKind, answerId(quiz.id, n, person))) !== undefined;
}

function answerId(quiz: string, n: number, person: string): string {
  return createHash('sha256')
    .update(JSON.stringify([quiz, n, person]))
    .digest('hex')
    .slice(0, 24);
}

/** As the store takes it: JSON has no undefined. */
function plain(record: {
  readonly essay: string;
  readonly items: readonly QuizItem[];
  readonly counts: readonly (readonly number[])[];
  readonly until?: number | undefined;
}) {
  const { essay, items, counts, until } = record;
  const shown = items.map(({ kind, essay: of, paragraph, stem, choices, key }) => ({
    kind,
    essay: of,
    paragraph,
    stem,
    key,
    choices: choices.map(({ text, citation: cited }) => {
      if (!cited) return { text };
      const { essay: slug, paragraph: at, quote, start, end } = cited;
      return { text, citation: { essay: slug, paragraph: at, quote, start, end } };
    }),
  }));
  return { essay, items: shown, counts, ...(until === undefined ? {} : { until }) };
}
