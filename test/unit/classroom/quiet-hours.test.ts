import { describe, expect, it } from 'vitest';
import { isQuietAt, quietEnd, quietHoursOf, readQuietHours, unaskedFrom } from '../../../src/classroom/quiet-hours.js';

const hoursOf = (kept: string, zone?: string) => {
  const quiet = quietHoursOf(kept, zone);
  if (!quiet) throw new Error(`not read: ${kept}`);
  return quiet;
};
const iso = (ms: number): string => new Date(ms).toISOString();

describe('quiet hours as people write them', () => {
  it.each([
    ['22:00-07:00 Europe/Berlin', '22:00-07:00 Europe/Berlin'],
    ['22:00–07:00', '22:00-07:00'],
    ['22-7', '22:00-07:00'],
    ['10pm-7am', '22:00-07:00'],
    ['10:30 pm to 6:15 a.m.', '22:30-06:15'],
    ['12am-12pm', '00:00-12:00'],
    ['from 9 p.m. until 6', '21:00-06:00'],
    ['22h-7h europe/paris', '22:00-07:00 Europe/Paris'],
    ['22 Uhr bis 7 Uhr', '22:00-07:00'],
    ['с 22:00 до 7:00', '22:00-07:00'],
    ['de 22 a 7', '22:00-07:00'],
    ['de 22h30 à 7h', '22:30-07:00'],
    ['22時から7時まで', '22:00-07:00'],
    ['13.30-14.15 utc', '13:30-14:15 UTC'],
    ['22:00-24:00', '22:00-00:00'],
  ])('%s', (words, kept) => {
    expect(readQuietHours(words)).toBe(kept);
  });

  it.each([
    'at night',
    '22',
    '25-7',
    '22:70-7',
    '7-7',
    '22-7 Mars/Olympus',
    '22-7 Berlin',
    '13pm-7am',
    '22-7 please',
    '',
  ])('“%s” are none', (words) => {
    expect(readQuietHours(words)).toBeUndefined();
  });
});

describe('quiet hours in force', () => {
  it('go past midnight, and end with the minute they end with', () => {
    const night = hoursOf('22:00-07:00');
    expect([21, 22, 0, 6, 7, 12].map((hour) => isQuietAt(night, Date.UTC(2026, 10, 26, hour)))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(iso(quietEnd(night, Date.UTC(2026, 10, 26, 23, 30, 5)))).toBe('2026-11-27T07:00:00.000Z');
    expect(iso(quietEnd(night, Date.UTC(2026, 10, 26, 12, 0, 5)))).toBe('2026-11-26T12:00:05.000Z');
  });

  it('are by their own zone, else by that of the place, else by UTC', () => {
    const at = Date.UTC(2026, 10, 26, 21, 30);
    expect(isQuietAt(hoursOf('22:00-07:00 Europe/Berlin', 'Asia/Tokyo'), at)).toBe(true);
    expect(isQuietAt(hoursOf('22:00-07:00', 'Europe/Berlin'), at)).toBe(true);
    expect(isQuietAt(hoursOf('22:00-07:00', 'Asia/Tokyo'), at)).toBe(true);
    expect(isQuietAt(hoursOf('22:00-07:00'), at)).toBe(false);
    expect(quietHoursOf('off', 'UTC')).toBeUndefined();
    expect(quietHoursOf(undefined, 'UTC')).toBeUndefined();
  });

  it('end by the wall clock in the nights when it is changed', () => {
    const berlin = hoursOf('22:00-07:00', 'Europe/Berlin');
    // 28 March 2027: 02:00 becomes 03:00. 31 October 2027: 03:00 becomes 02:00.
    expect(iso(quietEnd(berlin, Date.parse('2027-03-27T22:00:00Z')))).toBe('2027-03-28T05:00:00.000Z');
    expect(iso(quietEnd(berlin, Date.parse('2027-10-30T21:00:00Z')))).toBe('2027-10-31T06:00:00.000Z');
    // 02:30 does not exist that night: it is over at 03:00.
    const left = hoursOf('22:00-02:30', 'Europe/Berlin');
    expect(iso(quietEnd(left, Date.parse('2027-03-27T23:00:00Z')))).toBe('2027-03-28T01:00:00.000Z');
  });

  it('are those of the channel, else of the workspace, with the zone of either', async () => {
    const read = async ({ place }: { place: string }) =>
      place === '' ? { quietHours: '22:00-07:00', zone: 'Europe/Berlin' } : place === 'C2' ? { quietHours: 'off' } : {};
    const at = Date.parse('2026-11-26T22:00:00Z');
    const from = (place: string) => unaskedFrom({ read }, { platform: 'slack', tenant: 'T1', place }, at);
    expect(iso(await from('C1'))).toBe('2026-11-27T06:00:00.000Z');
    expect(await from('C2')).toBe(at);
  });
});
