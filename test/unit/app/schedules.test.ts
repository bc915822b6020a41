import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSchedules } from '../../../src/app/schedules.js';
import { dueReplies } from '../../helpers/due-replies.js';
import { recordingLog } from '../../helpers/recording-log.js';
import type { StoreTalk } from '../../helpers/store-talk.js';
import { cardOf, classChannel, lineOf, noticeOf, openClass, teacher, wordsOf } from '../../helpers/teacher-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const hour = 60 * 60_000;
/** A Wednesday, 11:00 in Berlin. */
const start = Date.UTC(2027, 2, 24, 10, 0);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a process does that wakes up at `iso`. */
async function passAt(talk: StoreTalk, iso: string, platforms: readonly string[] = ['slack']): Promise<void> {
  vi.setSystemTime(iso);
  const { records, settings } = talk.store;
  const { putBy } = talk.conversation;
  const schedules = createSchedules({ records, settings, putBy, platforms, log: recordingLog() });
  await schedules.pass(Date.now());
}

const waiting = async ({ store }: StoreTalk): Promise<number> =>
  (await store.claims.takeUp('slack', { leaseMs: 0 })).length;
const plans = async ({ store }: StoreTalk) => (await store.records.all('schedule')).map(({ data }) => data);

/** The next thing that is posted; nothing else waits after it. */
async function posted(talk: StoreTalk) {
  const [due] = await dueReplies(talk.conversation, 1);
  expect(await waiting(talk)).toBe(0);
  return due;
}

describe('a weekly plan', () => {
  it('posts the next question each time, at nine o’clock before and after the clock change', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00 Europe/Berlin', teacher);
    const seen: string[] = [];
    // Berlin moves from +01:00 to +02:00 on 28 March 2027, in the week between the two.
    for (const nine of ['2027-03-29T07:00:00Z', '2027-04-05T07:00:00Z']) {
      await passAt(talk, new Date(Date.parse(nine) - 1_000).toISOString());
      expect(await waiting(talk)).toBe(0);
      await passAt(talk, nine);
      const due = await posted(talk);
      expect(due?.place).toEqual(classChannel);
      const post = cardOf(due?.replies[0]);
      expect(post).toMatchObject({ leadIn: 'For discussion:' });
      expect(post).not.toHaveProperty('note');
      expect(post).not.toHaveProperty('isPersonal');
      seen.push(wordsOf(post));
    }
    expect(new Set(seen).size).toBe(2);
  });

  it('takes the question that the teacher has not seen in a draft either', async () => {
    const talk = await openClass(await temporaryFolder());
    const draft = cardOf(await talk.say('/discuss', teacher));
    await talk.say('/schedule every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    expect(cardOf((await posted(talk))?.replies[0]).cites).not.toEqual(draft.cites);
  });

  it('begins with the draft it was made from', async () => {
    const talk = await openClass(await temporaryFolder());
    const draft = cardOf(await talk.say('/discuss', teacher));
    await talk.say(`${lineOf(draft, '/schedule')} every monday 9:00`, teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    expect(cardOf((await posted(talk))?.replies[0]).cites).toEqual(draft.cites);
    await passAt(talk, '2027-04-05T09:00:10Z');
    expect(cardOf((await posted(talk))?.replies[0]).cites).not.toEqual(draft.cites);
  });

  it('ends after its last day and is gone from the list', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00 until 2027-03-29', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    await posted(talk);
    expect(await plans(talk)).toMatchObject([{ next: null }]);
    expect(wordsOf(await talk.say('/schedule', teacher))).toContain('Nothing is planned');
    await passAt(talk, '2027-04-05T09:00:10Z');
    expect(await waiting(talk)).toBe(0);
  });
});

describe('quiet hours', () => {
  it('are waited for, by the clock of the class, and what waited says nothing of it', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/settings quietHours 20:00-09:30 Europe/Berlin', teacher);
    await talk.say('/schedule every monday 9:00 Europe/Berlin', teacher);
    // The first Monday after the clock change.
    await passAt(talk, '2027-03-29T07:00:10Z');
    await passAt(talk, '2027-03-29T07:29:50Z');
    expect(await waiting(talk)).toBe(0);
    await passAt(talk, '2027-03-29T07:30:10Z');
    const due = await posted(talk);
    expect(cardOf(due?.replies[0])).not.toHaveProperty('note');
    await passAt(talk, '2027-03-29T07:31:00Z');
    expect(await waiting(talk)).toBe(0);
  });

  it('longer than half a day make nothing late', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/settings quietHours 17-9', teacher);
    await talk.say('/schedule every monday 18:00', teacher);
    await passAt(talk, '2027-03-30T08:59:00Z');
    expect(await waiting(talk)).toBe(0);
    await passAt(talk, '2027-03-30T09:00:10Z');
    expect((await posted(talk))?.place).toEqual(classChannel);
  });

  it('hold a digest back from its teacher as well', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/settings quietHours 8-10', teacher);
    await talk.say('/schedule digest every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    expect(await waiting(talk)).toBe(0);
    await passAt(talk, '2027-03-29T10:00:10Z');
    expect((await posted(talk))?.place).toEqual({ ...classChannel, place: '@tess' });
  });

  it('that were ended let go what waited', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/settings quietHours 8-10', teacher);
    await talk.say('/schedule every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    await talk.say('/settings quietHours off', teacher);
    await passAt(talk, '2027-03-29T09:01:10Z');
    expect((await posted(talk))?.place).toEqual(classChannel);
  });
});

describe('a restart', () => {
  it('loses no plan, and posts nothing twice, however many processes look', async () => {
    const folder = await temporaryFolder();
    const before = await openClass(folder);
    await before.say('/schedule every monday 9:00', teacher);
    const after = await openClass(folder);
    await Promise.all([before, after, before].map((talk) => passAt(talk, '2027-03-29T09:00:10Z')));
    await passAt(after, '2027-03-29T09:00:40Z');
    expect(cardOf((await posted(after))?.replies[0]).leadIn).toBe('For discussion:');
    await passAt(before, '2027-03-29T20:00:00Z');
    expect(await waiting(before)).toBe(0);
  });

  it('between putting by and remembering it posts once, and the same question again where the post failed', async () => {
    const folder = await temporaryFolder();
    const talk = await openClass(folder);
    await talk.say('/schedule every monday 9:00', teacher);
    const [record] = await talk.store.records.all('schedule');
    await passAt(talk, '2027-03-29T09:00:10Z');
    // As if the process had ended before the plan was moved on.
    if (record) await talk.store.records.put(record, { ...record, keeps: true });
    const shown: string[] = [];
    const ending = new AbortController();
    for await (const { replies } of talk.conversation.due(['slack'], ending.signal)) {
      shown.push(wordsOf(cardOf(replies[0])));
      break;
    }
    ending.abort();
    const later = await openClass(folder);
    await passAt(later, '2027-03-29T09:01:00Z');
    const due = await posted(later);
    expect(wordsOf(cardOf(due?.replies[0]))).toBe(shown[0]);
  });

  it('after less than twelve hours posts late, with the time it was planned for', async () => {
    const folder = await temporaryFolder();
    await (await openClass(folder)).say('/schedule every monday 9:00 Europe/Berlin', teacher);
    const talk = await openClass(folder);
    await passAt(talk, '2027-03-29T18:00:00Z');
    expect(cardOf((await posted(talk))?.replies[0]).note).toBe('Planned for 09:00 (Europe/Berlin).');
    expect(await plans(talk)).toMatchObject([{ next: Date.parse('2027-04-05T07:00:00Z') }]);
  });

  it('after longer skips what was missed and tells the teacher, once', async () => {
    const folder = await temporaryFolder();
    await (await openClass(folder)).say('/schedule daily 9:00', teacher);
    const talk = await openClass(folder);
    await passAt(talk, '2027-03-29T22:00:00Z');
    await passAt(talk, '2027-03-29T22:00:30Z');
    const due = await posted(talk);
    expect(due?.place).toEqual({ ...classChannel, place: '@tess' });
    expect(noticeOf(due?.replies[0]).text).toContain('planned for Mon, Mar 29, 2027, 09:00 (UTC) was not posted');
    expect(await plans(talk)).toMatchObject([{ next: Date.parse('2027-03-30T09:00:00Z') }]);
  });

  it('after longer says how to post a draft that missed its only time', async () => {
    const folder = await temporaryFolder();
    const before = await openClass(folder);
    const draft = cardOf(await before.say('/discuss', teacher));
    await before.say(`${lineOf(draft, '/schedule')} tomorrow 9:00`, teacher);
    const talk = await openClass(folder);
    await passAt(talk, '2027-03-27T09:00:00Z');
    const text = noticeOf((await posted(talk))?.replies[0]).text;
    const post = lineOf(draft, '/discuss post');
    expect(text).toContain(post);
    await talk.say(post, teacher);
    expect(cardOf((await posted(talk))?.replies[0]).cites).toEqual(draft.cites);
  });
});

describe('what was put by in time', () => {
  it('and could be posted only when it was far too late is not, and its teacher is told', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    vi.setSystemTime(Date.parse('2027-03-29T09:00:10Z') + 13 * hour);
    const due = await posted(talk);
    expect(due?.place.place).toBe('@tess');
  });

  it('is not said when its plan was taken off at the last moment', async () => {
    const talk = await openClass(await temporaryFolder());
    const made = noticeOf(await talk.say('/schedule every monday 9:00', teacher));
    await passAt(talk, '2027-03-29T09:00:10Z');
    await talk.say(lineOf(made, '/schedule remove'), teacher);
    await talk.say('/schedule tuesday 9:00', teacher);
    await passAt(talk, '2027-03-30T09:00:10Z');
    const due = await posted(talk);
    expect(due?.incoming?.text).toMatch(/ 1806397200000$/);
  });

  it('once is told and then kept no longer than any message', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule tomorrow 9:00', teacher);
    await passAt(talk, '2027-03-25T09:00:10Z');
    expect(cardOf((await posted(talk))?.replies[0]).leadIn).toBe('For discussion:');
    vi.setSystemTime('2027-05-25T09:00:00Z');
    await talk.store.forgetOlderThan(30 * 24 * hour);
    expect(await plans(talk)).toEqual([]);
  });
});

describe('plans of others', () => {
  it('of a platform that is not served here wait until it is', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z', ['discord']);
    expect(await waiting(talk)).toBe(0);
    await passAt(talk, '2027-03-29T09:00:40Z');
    expect(cardOf((await posted(talk))?.replies[0]).leadIn).toBe('For discussion:');
  });

  it('that cannot be read stop nobody else’s, and carry out no other line', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00', teacher);
    const [good] = await plans(talk);
    for (const [id, data] of [
      ['s000000', { ...Object(good), line: '/settings lock off' }],
      ['s000001', 'nonsense'],
    ] as const)
      await talk.store.records.put(classChannel, { kind: 'schedule', id, data, keeps: true });
    await passAt(talk, '2027-03-29T09:00:10Z');
    expect(cardOf((await posted(talk))?.replies[0]).leadIn).toBe('For discussion:');
  });

  it('of a person who was forgotten still post, and tell nobody', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule every monday 9:00', teacher);
    await talk.say('/schedule digest every monday 9:00', teacher);
    await talk.store.forgetPerson(classChannel, 'tess');
    await passAt(talk, '2027-03-29T09:00:10Z');
    expect((await posted(talk))?.place).toEqual(classChannel);
    await passAt(talk, '2027-04-05T22:00:00Z');
    expect(await waiting(talk)).toBe(0);
  });
});

describe('the digest', () => {
  it('comes to whoever planned it, named after its channel', async () => {
    const talk = await openClass(await temporaryFolder());
    await talk.say('/schedule digest every monday 9:00', teacher);
    await passAt(talk, '2027-03-29T09:00:10Z');
    const [claim] = await talk.store.claims.takeUp('slack');
    expect(claim).toMatchObject({ place: '@tess', payload: expect.stringContaining('/digest due C1') });
  });
});
