/**
 * A plan as it is kept (record kind `schedule`), and what is put by when its time comes. Only lines of a fixed list are
 * ever carried out, so that what is stored can do nothing else.
 */
import { z } from 'zod';
import { nextOccurrence } from '../../classroom/schedule-times.js';
import { type Language, languages } from '../../essay/types.js';
import type { RecordEntry } from '../../store/record-types.js';
import type { JsonValue, TenantKey } from '../../store/store.js';
import type { Person, Place, PutByLine } from '../types.js';

export const planKind = 'schedule';
/** What comes later than this after its time is not posted any more: the lesson is over. */
export const tooLateMs = 12 * 60 * 60_000;
/** Later than this, and a line says when it was meant to come. */
export const noteAfterMs = 5 * 60_000;

const time = z.number().int().nonnegative();
const plan = z.object({
  /** What is carried out: the next question, one draft, the digest. */
  line: z.enum(['/discuss due', '/discuss show', '/digest due']),
  when: z.union([
    z.object({ kind: z.literal('once'), local: z.string(), zone: z.string() }),
    z.object({
      kind: z.literal('weekly'),
      days: z.array(z.number()).readonly(),
      time: z.string(),
      zone: z.string(),
      until: z.string().exactOptional(),
    }),
  ]),
  /** When it comes next, milliseconds since 1970; null when it is over. */
  next: time.nullable(),
  language: z.enum(languages as [Language, ...Language[]]),
  /** The essay its questions are about; '' for those in play. */
  essay: z.string(),
  /** The draft that it posts, or posts first; '' for none. */
  draft: z.string(),
});

export type Plan = z.infer<typeof plan>;

export interface KeptPlan extends Plan {
  readonly id: string;
  /** The channel it was planned in. */
  readonly place: Place;
  /** Who planned it; '' after that person was forgotten. */
  readonly person: Person;
}

/** The plan of a record; undefined for one that cannot be read. */
export function planOf(tenant: TenantKey, { id, place, person, data }: RecordEntry): KeptPlan | undefined {
  const read = plan.safeParse(data);
  const { platform, tenant: name } = tenant;
  return read.success ? { ...read.data, id, person, place: { platform, tenant: name, place } } : undefined;
}

/** The plan as it is stored. */
export function dataOf({ line, when, next, language, essay, draft }: Plan): Plan {
  return { line, when, next, language, essay, draft };
}

/** What follows `after`; null where nothing does. */
export function following({ when }: Plan, after: number): number | null {
  return nextOccurrence(when, after) ?? null;
}

/** Stored plans moved on to `next`, where they still stand at `from`: one of several processes is the first. */
export function movedOn(data: JsonValue, from: number | null, next: number | null): JsonValue {
  const read = plan.safeParse(data);
  return read.success && read.data.next === from ? { ...read.data, next } : data;
}

export interface Putting {
  readonly place: Place;
  /** The same for the same occurrence: it is put by once. */
  readonly id: string;
  readonly what: PutByLine;
  readonly person: Person;
}

/** What is put by for an occurrence; undefined for a digest whose reader was forgotten. */
export function postingOf({ id, place, person, line, language, draft }: KeptPlan, at: number): Putting | undefined {
  const lines = {
    '/discuss due': `/discuss due ${id} ${at}`,
    '/discuss show': `/discuss show ${draft} ${at}`,
    '/digest due': `/digest due ${place.place}`,
  } as const;
  // What a class asked is for its teacher.
  const isForTeacher = line === '/digest due';
  if (isForTeacher && person === '') return undefined;
  return {
    place: isForTeacher ? { ...place, place: `@${person}` } : place,
    id: `schedule:${id}:${at}`,
    what: { line: lines[line], language },
    person,
  };
}

/** What tells its teacher that an occurrence was missed; undefined when that person was forgotten. */
export function missedOf({ id, place, person, language }: KeptPlan, at: number): Putting | undefined {
  if (person === '') return undefined;
  return {
    place: { ...place, place: `@${person}` },
    id: `schedule-missed:${id}:${at}`,
    what: { line: `/schedule missed ${id} ${at}`, language },
    person,
  };
}
