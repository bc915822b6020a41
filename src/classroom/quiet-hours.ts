/**
 * Quiet hours of a place: from one time of day to another, by the wall clock of a time zone, clock changes included.
 * How people write them, how they are kept, and when they end.
 */
import { fold } from '../essay/words.js';
import type { JsonValue, Settings } from '../store/store.js';
import { knownZone } from './schedule-times.js';

/** Minutes since midnight; where `to` is earlier than `from`, they go on past midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly zone: string;
}

/** Counts where nobody has named a zone. */
const standardZone = 'UTC';
const minutesOfDay = 24 * 60;
const minuteMs = 60_000;

const clock = String.raw`(\d{1,2})(?:[:.h時](\d{2})?)?\s?([ap]\.?m\.?)?(?:\s?(?:h|uhr|час\p{L}*|分|時))?`;
const range = new RegExp(
  String.raw`^(?:from |von |с |de |du |desde )?(?:las |les )?${clock}\s*(?:-|–|—|~|〜|～|から|(?<![\p{L}])(?:to|till|until|bis|до|a|à|hasta|jusqu'a)(?![\p{L}]))\s*(?:las |les )?${clock}(?:\s?まで)?(?:[\s,(]+([a-z]+(?:\/[a-z0-9_+/-]+)?)\)?)?$`,
  'u',
);

/**
 * "22:00-07:00 Europe/Berlin", "22-7", "10pm–7am" as it is kept: `22:00-07:00 Europe/Berlin`, without a zone where none
 * is named. Undefined where it is no such thing, has a zone that does not exist, or begins when it ends.
 */
export function readQuietHours(words: string): string | undefined {
  const match = range.exec(fold(words).trim());
  if (!match) return undefined;
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf, name] = match;
  const from = minutesOf(fromHour, fromMinute, fromHalf);
  const to = minutesOf(toHour, toMinute, toHalf);
  const zone = name === undefined ? '' : zoneNamed(name);
  if (from === undefined || to === undefined || zone === undefined || from === to) return undefined;
  return `${print(from)}-${print(to)}${zone === '' ? '' : ` ${zone}`}`;
}

/** The zone as it is properly written, of those that people are asked to name: `Europe/Berlin`, `UTC`. */
export function zoneNamed(name: string): string | undefined {
  return /^(?:[a-z]+\/|utc$|gmt$)/iu.test(name.trim()) ? knownZone(name.trim()) : undefined;
}

/** What is kept, in force: its own zone before that of the place, and UTC where nobody has named one. */
export function quietHoursOf(kept: unknown, placeZone: unknown): QuietHours | undefined {
  const match = typeof kept === 'string' ? /^(\d\d):(\d\d)-(\d\d):(\d\d)(?: (\S+))?$/.exec(kept) : null;
  if (!match) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute, own] = match;
  const from = minutesOf(fromHour, fromMinute);
  const to = minutesOf(toHour, toMinute);
  const named = own ?? (typeof placeZone === 'string' ? placeZone : standardZone);
  if (from === undefined || to === undefined) return undefined;
  return { from, to, zone: knownZone(named) ?? standardZone };
}

/** Whether it is quiet at `ms`, milliseconds since 1970. */
export function isQuietAt(quiet: QuietHours, ms: number): boolean {
  return isWithin(quiet, minuteAt(clockOf(quiet.zone), ms));
}

/** When the quiet that reigns at `ms` ends; `ms` itself where there is none. Looks minute by minute: no clock change escapes. */
export function quietEnd(quiet: QuietHours, ms: number): number {
  const format = clockOf(quiet.zone);
  let at = ms;
  // A clock change makes a night two hours longer at most.
  for (let count = 0; count < minutesOfDay + 120 && isWithin(quiet, minuteAt(format, at)); count++)
    at = Math.floor(at / minuteMs) * minuteMs + minuteMs;
  return at;
}

/** When what is meant for a channel at `ms` may be posted there unasked. @throws PilcrowError `store-failed` */
export async function unaskedFrom(
  settings: Pick<Settings, 'read'>,
  { platform, tenant, place }: { readonly platform: string; readonly tenant: string; readonly place: string },
  ms: number,
): Promise<number> {
  const [workspace, channel] = await Promise.all(
    ['', place].map((each) => settings.read({ platform, tenant, place: each })),
  );
  const set: Readonly<Record<string, JsonValue>> = { ...workspace, ...channel };
  const quiet = quietHoursOf(set.quietHours, set.zone);
  return quiet === undefined ? ms : quietEnd(quiet, ms);
}

function isWithin({ from, to }: QuietHours, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

function clockOf(zone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function minuteAt(format: Intl.DateTimeFormat, ms: number): number {
  const [hour = 0, minute = 0] = format.format(ms).split(':').map(Number);
  return hour * 60 + minute;
}

/** Undefined for what no clock shows; 24:00 is midnight. */
function minutesOf(hour = '', minute = '0', half?: string): number | undefined {
  const given = Number(hour);
  if (half !== undefined && (given < 1 || given > 12)) return undefined;
  const hours = half === undefined ? given : (given % 12) + (half.startsWith('p') ? 12 : 0);
  const minutes = hours * 60 + Number(minute || '0');
  if (Number(minute || '0') > 59 || minutes > minutesOfDay) return undefined;
  return minutes % minutesOfDay;
}

function print(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
