import { describe, expect, it } from 'vitest';
import { nextOccurrence, type When } from '../../../src/classroom/schedule-times.js';
import { parseWhen } from '../../../src/classroom/schedule-when.js';

/** A Wednesday, 11:00 in Berlin. */
const now = Date.UTC(2026, 10, 25, 10, 0);
const read = (words: string, zone = 'UTC', at = now) => parseWhen(words, { now: at, zone });
const firstOf = (words: string, zone = 'UTC', at = now): string => {
  const when = read(words, zone, at);
  if (typeof when === 'string') return when;
  return new Date(nextOccurrence(when, at) ?? Number.NaN).toISOString();
};

describe('words for one time', () => {
  it.each([
    ['tomorrow 9:00', '2026-11-26T09:00'],
    ['9:00', '2026-11-26T09:00'],
    ['14:30', '2026-11-25T14:30'],
    ['today at 2:30 pm', '2026-11-25T14:30'],
    ['mon 09:00', '2026-11-30T09:00'],
    ['wed 9am', '2026-12-02T09:00'],
    ['on Wednesday at 12 am', '2026-12-02T00:00'],
    ['wed 11:00', '2026-11-25T11:00'],
    ['2026-12-01 14:30', '2026-12-01T14:30'],
    ['2026-12-01T14:30', '2026-12-01T14:30'],
    ['1.12.2026 um 14.30 Uhr', '2026-12-01T14:30'],
    ['morgen um 9 Uhr', '2026-11-26T09:00'],
    ['в понедельник в 9:00', '2026-11-30T09:00'],
    ['пн 09:00', '2026-11-30T09:00'],
    ['завтра в 9 часов', '2026-11-26T09:00'],
    ['el miércoles a las 9:00', '2026-12-02T09:00'],
    ['mañana a las 9:00', '2026-11-26T09:00'],
    ['lundi à 9h30', '2026-11-30T09:30'],
    ['demain 9h', '2026-11-26T09:00'],
    ['月曜日の9時', '2026-11-30T09:00'],
    ['明日 午後2時30分', '2026-11-26T14:30'],
    ['2026年12月1日14:30', '2026-12-01T14:30'],
  ])('"%s" is %s', (words, local) => {
    expect(read(words)).toEqual({ kind: 'once', local, zone: 'UTC' });
  });

  it('are read in the zone they name, by its name or its city, else in the one that is set', () => {
    expect(firstOf('tomorrow 9:00 Europe/Berlin')).toBe('2026-11-26T08:00:00.000Z');
    expect(firstOf('tomorrow 9:00 berlin')).toBe('2026-11-26T08:00:00.000Z');
    expect(firstOf('tomorrow 9:00 New York')).toBe('2026-11-26T14:00:00.000Z');
    expect(firstOf('tomorrow 9:00', 'Asia/Tokyo')).toBe('2026-11-26T00:00:00.000Z');
    expect(firstOf('tomorrow 9:00 utc', 'Asia/Tokyo')).toBe('2026-11-26T09:00:00.000Z');
  });

  it('take today and tomorrow from the calendar of the zone, not of UTC', () => {
    const lateEvening = Date.UTC(2026, 10, 25, 20, 0);
    expect(firstOf('tomorrow 9:00', 'Asia/Tokyo', lateEvening)).toBe('2026-11-27T00:00:00.000Z');
    expect(firstOf('thu 9:00', 'Asia/Tokyo', lateEvening)).toBe('2026-11-26T00:00:00.000Z');
  });
});

describe('words for every week', () => {
  const weekly = (days: readonly number[], time = '09:00', rest: object = {}) => ({
    kind: 'weekly',
    days,
    time,
    zone: 'UTC',
    ...rest,
  });
  it.each([
    ['every monday 9:00 weekly until 2026-12-20', weekly([1], '09:00', { until: '2026-12-20' })],
    ['mon,wed 09:00 Europe/Berlin', weekly([1, 3], '09:00', { zone: 'Europe/Berlin' })],
    ['mondays and fridays at 9:00', weekly([1, 5])],
    ['weekly on sunday 18:15', weekly([0], '18:15')],
    ['daily 8:00', weekly([0, 1, 2, 3, 4, 5, 6], '08:00')],
    ['weekdays 8:00', weekly([1, 2, 3, 4, 5], '08:00')],
    ['mon 9:00 until 2026-12-20', weekly([1], '09:00', { until: '2026-12-20' })],
    ['jeden Montag um 9:00 bis 20.12.2026', weekly([1], '09:00', { until: '2026-12-20' })],
    ['montags 9 Uhr', weekly([1])],
    ['каждый вторник в 9:00 до 20.12.2026', weekly([2], '09:00', { until: '2026-12-20' })],
    ['по понедельникам и средам в 9:00', weekly([1, 3])],
    ['todos los jueves a las 9:00', weekly([4])],
    ['tous les vendredis à 9h', weekly([5])],
    ['毎週月曜日と水曜日 9:00', weekly([1, 3])],
    ['毎週土曜 9時 2026年12月20日まで', weekly([6], '09:00', { until: '2026-12-20' })],
  ])('"%s" is read as it was meant', (words, when) => {
    expect(read(words)).toEqual(when);
  });
});

describe('what is not surely a time', () => {
  it.each([
    'sometime',
    'mon',
    'every 9:00',
    'mon 25:00',
    'mon 9:75',
    'mon 13:00 pm',
    '2026-02-30 9:00',
    '12/01/2026 9:00',
    'every other monday 9:00',
    'mon tomorrow 9:00',
    '9:00 10:00',
    'when the moon is full 9:00',
    '',
  ])('"%s" is not understood', (words) => {
    expect(read(words)).toBe('not-understood');
  });

  it.each(['mon 9:00 Europe/Atlantis', 'mon 9:00 Mars/Olympus'])('"%s" names no zone there is', (words) => {
    expect(read(words)).toBe('zone-unknown');
  });

  it.each(['2026-11-01 9:00', 'today 9:00', 'every monday 9:00 until 2026-11-26'])('"%s" is past', (words) => {
    expect(read(words)).toBe('past');
  });
});

describe('the clock changes', () => {
  const berlin = (when: object): When => ({ zone: 'Europe/Berlin', ...when }) as When;
  const nextAfter = (when: When, from: string): string | undefined => {
    const next = nextOccurrence(when, Date.parse(from));
    return next === undefined ? undefined : new Date(next).toISOString();
  };

  it('leave nine in the morning at nine in the morning', () => {
    const mondays = berlin({ kind: 'weekly', days: [1], time: '09:00' });
    expect(nextAfter(mondays, '2027-03-22T07:59:00Z')).toBe('2027-03-22T08:00:00.000Z');
    expect(nextAfter(mondays, '2027-03-22T08:00:00Z')).toBe('2027-03-29T07:00:00.000Z');
    expect(nextAfter(mondays, '2027-10-25T07:00:00Z')).toBe('2027-11-01T08:00:00.000Z');
  });

  it('move an hour that is left out to right after it, and count one that comes twice once', () => {
    const sundays = berlin({ kind: 'weekly', days: [0], time: '02:30' });
    expect(nextAfter(sundays, '2027-03-27T00:00:00Z')).toBe('2027-03-28T01:00:00.000Z');
    expect(nextAfter(sundays, '2027-10-30T12:00:00Z')).toBe('2027-10-31T00:30:00.000Z');
    expect(nextAfter(sundays, '2027-10-31T00:30:00Z')).toBe('2027-11-07T01:30:00.000Z');
  });

  it('end a plan after its last day, that day included', () => {
    const mondays = berlin({ kind: 'weekly', days: [1], time: '09:00', until: '2026-11-30' });
    expect(nextAfter(mondays, '2026-11-29T00:00:00Z')).toBe('2026-11-30T08:00:00.000Z');
    expect(nextAfter(mondays, '2026-11-30T08:00:00Z')).toBeUndefined();
  });
});
