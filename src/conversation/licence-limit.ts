/**
 * Essays whose licence is not open are read here, not passed on: a paragraph that somebody names and its neighbours, few
 * at once and so many a day; the numbered copy for teachers alone. Short quotations (answers, hints, summaries) are
 * another matter. Whoever sits at the machine has the file anyway.
 */
import { z } from 'zod';
import { isOpenLicence } from '../essay/licence.js';
import { say } from '../essay/phrases.js';
import type { Essay } from '../essay/types.js';
import { startOfDay } from '../store/periods.js';
import type { JsonValue, Store } from '../store/store.js';
import type { Request } from './carry-out.js';
import { notice } from './notices.js';
import type { Roles } from './roles.js';
import type { Incoming, NoticeReply, ParagraphReply, ShownParagraph } from './types.js';

/** In one reply: a paragraph between its neighbours. */
export const paragraphsAtOnce = 3;
/**
 * Different ones that a person is shown whole in a day, in a tenant. Set by hand: an hour of class speaks of a dozen
 * paragraphs with their neighbours, and a long essay stays unread by a program that asks for one after another.
 */
export const paragraphsADay = 30;
/** One record a person, of the last day they read; it goes with the person and with retention. */
const kind = 'read-whole';
/** `day`: when it began, milliseconds since 1970. */
const recordOf = z.object({ day: z.number(), shown: z.array(z.string()) });

/** Whether `essay` may be shown to whoever speaks only bit by bit. */
export function isLimited({ isOperator }: Pick<Incoming, 'isOperator'>, essay: Essay): boolean {
  return isOperator !== true && !isOpenLicence(essay.license);
}

/** Counts what a person is shown whole. */
export interface Reading {
  /**
   * Those of `numbers` that may be shown now, counted from now on; in their order until the day is full. One that was
   * shown the same day is free. @throws PilcrowError `store-failed`: nothing is given away while it is not counted
   */
  take(incoming: Incoming, essay: Essay, numbers: readonly number[]): Promise<ReadonlySet<number>>;
}

/** Kept in `store`; without one, in memory until the day is over. */
export function createReading(store: Pick<Store, 'records'> | undefined): Reading {
  const inMemory = new Map<string, JsonValue>();
  return {
    async take({ place, person }, { slug }, numbers) {
      const day = startOfDay(Date.now());
      let granted: readonly number[] = [];
      // Called again when another message of the same person was faster: the last call counts.
      const change = (data: JsonValue | undefined): JsonValue => {
        const shown = shownOn(day, data);
        granted = numbers.filter((n) => {
          if (shown.size < paragraphsADay) shown.add(`${slug} ${n}`);
          return shown.has(`${slug} ${n}`);
        });
        return { day, shown: [...shown] };
      };
      if (!store) {
        const key = JSON.stringify([place.platform, place.tenant, person]);
        for (const [other, data] of inMemory) if (shownOn(day, data).size === 0) inMemory.delete(other);
        inMemory.set(key, change(inMemory.get(key)));
        return new Set(granted);
      }
      const first = { kind, id: person, person, data: change(undefined) };
      const isFirst = await store.records.add(place, first);
      if (!isFirst && !(await store.records.update(place, kind, person, change)))
        // Forgotten in this very moment.
        await store.records.put(place, { ...first, data: change(undefined) });
      return new Set(granted);
    },
  };
}

/** What of `reply` may be shown today, with a line where that is not all; why, where it is nothing. */
export async function withinDay(
  reading: Reading,
  { incoming, language }: Pick<Request, 'incoming' | 'language'>,
  essay: Essay,
  reply: ParagraphReply,
): Promise<ParagraphReply | NoticeReply> {
  const { before, after, ...bare } = reply;
  const asked = reply.paragraphs.map(numberOf);
  const neighbours = [after, before].flatMap((shown) => (shown ? [numberOf(shown)] : []));
  const granted = await reading.take(incoming, essay, [...asked, ...neighbours]);
  const isGranted = (shown: ShownParagraph | undefined): shown is ShownParagraph =>
    shown !== undefined && granted.has(numberOf(shown));
  const [first, ...rest] = reply.paragraphs.filter(isGranted);
  const limit = { limit: paragraphsADay };
  if (!first) return { ...notice(language, 'refusal', 'licenceDayOver', limit), isPersonal: true };
  return {
    ...bare,
    paragraphs: [first, ...rest],
    ...(isGranted(before) ? { before } : {}),
    ...(isGranted(after) ? { after } : {}),
    ...(granted.size < asked.length + neighbours.length ? { note: say('licenceDayPartly', language, limit) } : {}),
  };
}

/** Why whoever speaks gets no numbered copy of `essay`; undefined when they do. In direct messages too. */
export async function copyDenied(
  { roles }: { readonly roles: Pick<Roles, 'standing'> },
  { incoming, language, options }: Pick<Request, 'incoming' | 'language' | 'options'>,
  essay: Essay,
): Promise<NoticeReply | undefined> {
  if (!isLimited(incoming, essay) || (await roles.standing(incoming, options)) === 'teacher') return undefined;
  return { ...notice(language, 'refusal', 'licenceNoCopy', { title: essay.title }), isPersonal: true };
}

function numberOf({ citation }: ShownParagraph): number {
  return citation.paragraph;
}

/** The names of what was shown on `day`; none where the record is of another day, or not ours. */
function shownOn(day: number, data: JsonValue | undefined): Set<string> {
  const kept = recordOf.safeParse(data);
  return new Set(kept.success && kept.data.day === day ? kept.data.shown : []);
}
