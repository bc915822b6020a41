/**
 * How plans are put into words: one on a list, one just made, one that was missed; and times that could be typed.
 */
import { laterDay, localDay, printClock, printDays, printMoment, type When } from '../../classroom/schedule-times.js';
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import { notice } from '../notices.js';
import type { NoticeReply } from '../types.js';
import type { KeptPlan } from './schedule-record.js';

/** Where nobody has said which. */
export const standardZone = 'UTC';

/** `Mon, Wed 09:00 (Europe/Berlin), until Dec 20, 2026` */
function printRule({ days, time, zone, until }: Extract<When, { kind: 'weekly' }>, language: Language): string {
  const rule = `${printDays(days, language)} ${time} (${zone})`;
  if (until === undefined) return rule;
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(until));
  return `${rule}, ${say('planUntil', language, { date })}`;
}

/** A plan on a list; `hasQuotes` where the words of its question follow. */
export function rowOf({ id, when, next, line }: KeptPlan, language: Language, hasQuotes: boolean): string {
  const moment = printMoment(next ?? 0, when.zone, language);
  const what = say(line === '/digest due' ? 'planOfDigest' : hasQuotes ? 'planOfDraft' : 'planOfQuestion', language);
  return when.kind === 'once'
    ? say('planRow', language, { id, moment, zone: when.zone, what })
    : say('planRowWeekly', language, { id, moment, rule: printRule(when, language), what });
}

/** Says when it comes; that a single time is no week's, and that the zone is nobody's choice. */
export function plannedNotice({ when, next, id }: KeptPlan, language: Language, isZoneUnsaid: boolean): NoticeReply {
  const moment = printMoment(next ?? 0, when.zone, language);
  const made =
    when.kind === 'once'
      ? notice(language, 'plain', 'planOnce', { moment, zone: when.zone })
      : notice(language, 'plain', 'planWeekly', { moment, rule: printRule(when, language) });
  const hints = [
    ...(when.kind === 'once' ? [say('planOnceHint', language)] : []),
    ...(isZoneUnsaid ? [say('planInUtc', language)] : []),
  ];
  const line = `/schedule remove ${id}`;
  return {
    ...made,
    text: [made.text, ...hints].join(' '),
    isPersonal: true,
    buttons: [{ label: say('planRemove', language, { id }), line, typed: line }],
  };
}

/** To the teacher, in direct messages; `draft` is one that can still be posted by hand. */
export function missedNotice({ when, language }: KeptPlan, at: number, draft: string | undefined): NoticeReply {
  const values = { moment: printMoment(at, when.zone, language), zone: when.zone };
  const missed = { ...notice(language, 'plain', 'planMissed', values), isPersonal: true };
  if (draft === undefined) return missed;
  return { ...missed, text: `${missed.text} ${say('planMissedDraft', language, { line: `/discuss post ${draft}` })}` };
}

/** The note above what comes late. */
export function lateNote({ when: { zone } }: KeptPlan, at: number, language: Language): string {
  return say('plannedFor', language, { time: printClock(at, zone), zone });
}

/** Times that would work now. */
export function examples(zone: string): string {
  const today = localDay(Date.now(), zone);
  const named = zone === standardZone ? 'Europe/Berlin' : zone;
  return [
    'tomorrow 9:00',
    `mon 09:00 ${named}`,
    `every mon,wed 9:00 until ${laterDay(today, 28)}`,
    `${laterDay(today, 7)} 14:30`,
  ].join(' · ');
}
