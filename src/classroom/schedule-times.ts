/**
 * When something planned comes: instants of wall-clock times in time zones. croner knows the calendar and the clock
 * changes; an hour that a change leaves out comes right after it, one that comes twice counts once.
 */
import { Cron } from 'croner';
import type { Language } from '../essay/types.js';

/** A plan in wall-clock time, as it is kept. */
export type When =
  | {
      readonly kind: 'once';
      /** `2026-12-01T14:30` */
      readonly local: string;
      readonly zone: string;
    }
  | {
      readonly kind: 'weekly';
      /** 0 is Sunday; sorted. */
      readonly days: readonly number[];
      /** `09:00` */
      readonly time: string;
      readonly zone: string;
      /** The last day, `2026-12-20`. */
      readonly until?: string;
    };

/** The first time after `after`, both in milliseconds since 1970; undefined when there is none any more. */
export function nextOccurrence(when: When, after: number): number | undefined {
  const cron =
    when.kind === 'once'
      ? new Cron(`${when.local}:00`, { timezone: when.zone })
      : new Cron(patternOf(when), {
          timezone: when.zone,
          mode: '5-part',
          ...(when.until === undefined ? {} : { stopAt: `${when.until}T23:59:59` }),
        });
  return cron.nextRun(new Date(after))?.getTime();
}

function patternOf({ days, time }: Extract<When, { kind: 'weekly' }>): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${minute} ${hour} * * ${days.join(',')}`;
}

/** The zone as it is properly written; undefined for one that does not exist. */
export function knownZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The day it is in `zone`, `2026-11-25`. */
export function localDay(ms: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(ms);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `day` and `count` days more. */
export function laterDay(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** `Mon, Nov 30, 2026, 09:00` as `language` writes it. */
export function printMoment(ms: number, zone: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** `09:00` */
export function printClock(ms: number, zone: string): string {
  const options = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(ms);
}

/** `Mon, Wed` as `language` writes it, the week beginning on Monday. */
export function printDays(days: readonly number[], language: Language): string {
  const format = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  // 2026-11-01 is a Sunday.
  const names = [...days]
    .sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7))
    .map((day) => format.format(Date.UTC(2026, 10, 1 + day)));
  return names.join(', ');
}
