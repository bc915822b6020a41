/**
 * Reads when somebody wants a thing posted: "tomorrow 9:00", "mon,wed 09:00 Europe/Berlin", "every monday 9:00 until
 * 2026-12-20", "2026-12-01 14:30". What is left over after the parts it knows makes it refuse: a wrong guess would post
 * at a wrong time.
 */
import { fold } from '../essay/words.js';
import { knownZone, laterDay, localDay, nextOccurrence, type When, weekdayOf } from './schedule-times.js';
import * as said from './schedule-words.js';

/** Why words could not be read as a time to come. */
export type WhenProblem = 'not-understood' | 'zone-unknown' | 'past';

/**
 * @param now milliseconds since 1970
 * @param zone counts where the words name none
 */
export function parseWhen(words: string, { now, zone }: { now: number; zone: string }): When | WhenProblem {
  const rest = restOf(fold(words).replace(/(?<=\d)t(?=\d)/u, ' '));
  const named = takeZone(rest);
  if (named === 'zone-unknown') return named;
  const until = takeUntil(rest);
  const date = takeDate(rest);
  const time = takeTime(rest);
  const repeats = takeDays(rest);
  const isToday = rest.take(said.todayWords);
  const isTomorrow = rest.take(said.tomorrowWords);
  rest.take(said.fillers);
  const there = named ?? cityZone(rest) ?? zone;
  if (time === undefined || until === 'wrong' || date === 'wrong' || rest.words() !== '') return 'not-understood';
  const { days, isEvery } = repeats;
  const isWeekly = isEvery || days.length > 1 || until !== undefined;
  if ([date !== undefined, isToday, isTomorrow, days.length > 0].filter(Boolean).length > 1) return 'not-understood';
  if (isWeekly) {
    if (days.length === 0) return 'not-understood';
    return ahead({ kind: 'weekly', days, time, zone: there, ...(until === undefined ? {} : { until }) }, now);
  }
  const today = localDay(now, there);
  const once = (day: string): When => ({ kind: 'once', local: `${day}T${time}`, zone: there });
  if (date !== undefined) return ahead(once(date), now);
  if (isToday) return ahead(once(today), now);
  if (isTomorrow) return ahead(once(laterDay(today, 1)), now);
  const [day] = days;
  // The next such day, or the next such hour: today, where that is still to come.
  const distance = day === undefined ? 0 : (day - weekdayOf(today) + 7) % 7;
  const first = once(laterDay(today, distance));
  return isAhead(first, now) ? first : ahead(once(laterDay(today, distance + (day === undefined ? 1 : 7))), now);
}

function isAhead(when: When, now: number): boolean {
  return nextOccurrence(when, now) !== undefined;
}

function ahead(when: When, now: number): When | 'past' {
  return isAhead(when, now) ? when : 'past';
}

/** What is not read yet; each part is taken out of it once. */
interface Rest {
  /** Whether there was a match; all of them are taken out. */
  take(pattern: RegExp): boolean;
  /** The first match, taken out. */
  takeOne(pattern: RegExp): RegExpExecArray | undefined;
  has(pattern: RegExp): boolean;
  /** The words that are left, without the signs between them. */
  words(): string;
  clear(): void;
}

function restOf(given: string): Rest {
  let text = given;
  return {
    take(pattern) {
      const before = text;
      text = before.replace(pattern, ' ');
      return text !== before;
    },
    takeOne(pattern) {
      const match = pattern.exec(text);
      if (!match) return undefined;
      text = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
      return match;
    },
    has: (pattern) => pattern.test(text),
    words: () => text.replace(/[\s,;.&/()、。・]+/gu, ' ').trim(),
    clear() {
      text = '';
    },
  };
}

function takeZone(rest: Rest): string | 'zone-unknown' | undefined {
  const match = rest.takeOne(
    /(?<![\p{L}\p{N}])(?:(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc)\/[a-z0-9_+/-]+|utc|gmt)(?![\p{L}\p{N}+-])/u,
  );
  if (match) return knownZone(match[0]) ?? 'zone-unknown';
  return rest.has(/\p{L}\/\p{L}/u) ? 'zone-unknown' : undefined;
}

/** "09:00 Berlin": the zone named after the city that is left over. */
function cityZone(rest: Rest): string | undefined {
  const city = rest.words().replaceAll(' ', '_');
  if (!/^\p{L}{3,}/u.test(city)) return undefined;
  const zone = Intl.supportedValuesOf('timeZone').find((name) => name.toLowerCase().endsWith(`/${city}`));
  if (zone !== undefined) rest.clear();
  return zone;
}

const dates = [
  String.raw`(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?!\d)`,
  String.raw`(?<y>\d{4})/(?<m>\d{1,2})/(?<d>\d{1,2})(?!\d)`,
  String.raw`(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.\s?(?<y>\d{4})(?!\d)`,
  String.raw`(?<y>\d{4})年(?<m>\d{1,2})月(?<d>\d{1,2})日`,
];

function takeUntil(rest: Rest): string | 'wrong' | undefined {
  for (const date of dates) {
    const match =
      rest.takeOne(new RegExp(String.raw`(?<![\p{L}\p{N}])${said.untilWords}\s+${date}`, 'u')) ??
      rest.takeOne(new RegExp(String.raw`(?<!\d)${date}\s?まで`, 'u'));
    if (match) return dayOf(match);
  }
  return undefined;
}

function takeDate(rest: Rest): string | 'wrong' | undefined {
  for (const date of dates) {
    const match = rest.takeOne(new RegExp(String.raw`(?<!\d)${date}`, 'u'));
    if (match) return dayOf(match);
  }
  return undefined;
}

/** `2026-12-01`; a day that no calendar has is wrong. */
function dayOf({ groups }: RegExpExecArray): string | 'wrong' {
  const [year, month, day] = [groups?.y, groups?.m, groups?.d].map((part) => (part ?? '').padStart(2, '0'));
  const iso = `${year}-${month}-${day}`;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(iso) ? iso : 'wrong';
}

const half = String.raw`(?:\s?(?<half>[ap])\.?\s?m\.?(?!\p{L}))`;
const times = [
  new RegExp(String.raw`(?<![\p{N}:.])(?<jp>午前|午後)?(?<h>\d{1,2})\s?[:.h時]\s?(?<m>\d{2})(?!\d)\s?分?${half}?`, 'u'),
  new RegExp(String.raw`(?<![\p{N}:.])(?<h>\d{1,2})${half}`, 'u'),
  /(?<![\p{N}:.])(?<jp>午前|午後)?(?<h>\d{1,2})(?:時|\s?(?:uhr|h|heures?|час\p{L}*)(?!\p{L}))/u,
];

/** `09:00`; undefined where there is none, or none that a clock shows. */
function takeTime(rest: Rest): string | undefined {
  for (const pattern of times) {
    const match = rest.takeOne(pattern);
    if (!match) continue;
    const { h, m = '0', half: ofTwelve, jp } = match.groups ?? {};
    const minute = Number(m);
    const isTwelve = ofTwelve !== undefined || jp !== undefined;
    const isLater = ofTwelve === 'p' || jp === '午後';
    if (isTwelve && (Number(h) > 12 || (ofTwelve !== undefined && Number(h) < 1))) return undefined;
    const hour = isTwelve ? (Number(h) % 12) + (isLater ? 12 : 0) : Number(h);
    if (hour > 23 || minute > 59) return undefined;
    return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  }
  return undefined;
}

function takeDays(rest: Rest): { readonly days: readonly number[]; readonly isEvery: boolean } {
  if (rest.take(said.everyDay)) return { days: [0, 1, 2, 3, 4, 5, 6], isEvery: true };
  if (rest.take(said.workingDays)) return { days: [1, 2, 3, 4, 5], isEvery: true };
  const isPlural = rest.has(said.pluralDay);
  const isEvery = rest.take(said.everyWeek);
  const days = said.dayWords.flatMap((word, day) => (rest.take(word) ? [day] : []));
  return { days, isEvery: isEvery || isPlural };
}
