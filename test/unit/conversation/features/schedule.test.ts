import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoreTalk } from '../../../helpers/store-talk.js';
import {
  cardOf,
  classChannel,
  lineOf,
  noticeOf,
  openClass,
  student,
  teacher,
  wordsOf,
} from '../../../helpers/teacher-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const open = async (): Promise<StoreTalk> => await openClass(await temporaryFolder());
const plans = async ({ store }: StoreTalk) => (await store.records.all('schedule')).map(({ data }) => data);
const say = async (talk: StoreTalk, line: string): Promise<string> => wordsOf(await talk.say(line, teacher));

beforeEach(() => {
  // A Wednesday; only the date stands still, the store's timers run.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 25, 10, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('planning a question', () => {
  it('says when it comes, in which zone, how to make it weekly, and how to take it back', async () => {
    const talk = await open();
    const planned = noticeOf(await talk.say('/schedule mon 09:00 Europe/Berlin', teacher));
    expect(planned).toMatchObject({ tone: 'plain', isPersonal: true });
    expect(planned.text).toMatch(/Mon, Nov 30, 2026, 09:00 \(Europe\/Berlin\).*begin with “every”/s);
    expect(await plans(talk)).toMatchObject([
      { line: '/discuss due', next: Date.UTC(2026, 10, 30, 8, 0), essay: 'harbour', draft: '' },
    ]);
    expect(await say(talk, lineOf(planned, '/schedule remove'))).toContain('will not be posted');
    expect(await plans(talk)).toEqual([]);
    expect((await talk.store.audit.list(classChannel)).map(({ action }) => action)).toEqual([
      'schedule.remove',
      'schedule.add',
    ]);
  });

  it('for every week tells its days and its last one', async () => {
    const talk = await open();
    const text = await say(talk, '/schedule every mon,wed 9:00 Europe/Berlin until 2026-12-20');
    expect(text).toMatch(/Mon, Wed 09:00 \(Europe\/Berlin\), until Dec 20, 2026; first on Mon, Nov 30/);
  });

  it('without a zone means UTC and says so, until the channel or the workspace has one', async () => {
    const talk = await open();
    expect(await say(talk, '/schedule tomorrow 9:00')).toContain('No time zone is set here, so this is UTC');
    expect(await say(talk, '/schedule tomorrow 9:00 UTC')).not.toContain('No time zone');
    expect(await say(talk, '/schedule zone workspace asia/tokyo')).toContain('Asia/Tokyo');
    expect(await say(talk, '/schedule tomorrow 9:00')).toContain('09:00 (Asia/Tokyo)');
    expect(await say(talk, '/schedule zone Europe/Berlin')).toContain('Europe/Berlin');
    expect(await say(talk, '/schedule tomorrow 9:00')).toContain('09:00 (Europe/Berlin)');
    expect(await say(talk, '/schedule zone Mars/Olympus')).toContain('do not know the time zone');
    expect((await talk.store.audit.list(classChannel)).map(({ action }) => action)).toContain('settings.zone');
  });

  it.each([
    ['/schedule someday', 'I do not understand “someday” as a time'],
    ['/schedule digest someday', 'I do not understand “someday” as a time'],
    ['/schedule 2026-11-01 9:00', 'is over already'],
    ['/schedule mon 9:00 Europe/Atlantis', 'do not know the time zone'],
  ])('%s is refused with times that would work', async (line, text) => {
    const talk = await open();
    const refusal = noticeOf(await talk.say(line, teacher));
    expect(refusal).toMatchObject({ tone: 'refusal', isPersonal: true });
    expect(refusal.text).toContain(text);
    expect(await plans(talk)).toEqual([]);
    const [, offered] = refusal.text.split('Like this: ');
    for (const words of offered?.split(' · ') ?? [])
      expect(noticeOf(await talk.say(`/schedule ${words}`, teacher)), words).toMatchObject({ tone: 'plain' });
  });

  it('is for teachers alone, and so are the list, the zone and taking back', async () => {
    const talk = await open();
    const remove = lineOf(noticeOf(await talk.say('/schedule tomorrow 9:00', teacher)), '/schedule remove');
    for (const line of ['/schedule', '/schedule tomorrow 9:00', '/schedule zone Europe/Berlin', remove])
      expect(await talk.say(line, student), line).toMatchObject({ tone: 'refusal', isPersonal: true });
    expect(await talk.say(remove, { person: 'theo', place: { ...classChannel, place: 'C2' } })).toMatchObject({
      tone: 'refusal',
    });
    expect(await plans(talk)).toHaveLength(1);
  });

  it('ends at twenty for one channel', async () => {
    const talk = await open();
    for (let n = 0; n < 20; n += 1) await talk.say(`/schedule tomorrow 9:${10 + n}`, teacher);
    expect(await say(talk, '/schedule tomorrow 10:00')).toContain('20 things are planned here already');
  });

  it('of a digest is for whoever plans it', async () => {
    const talk = await open();
    await talk.say('/schedule digest every friday 16:00', teacher);
    expect(await plans(talk)).toMatchObject([{ line: '/digest due' }]);
    const list = noticeOf(await talk.say('/schedule', teacher));
    expect(list.text).toContain('the digest, to you in direct messages');
    expect(list.buttons.map(({ line }) => line)).toEqual([expect.stringContaining('/schedule remove s')]);
  });

  it('of a digest is for teachers by name: when it comes, no rights on the platform can be asked for', async () => {
    const talk = await open();
    const rights = { hasPlatformRights: async () => true };
    const digest = await talk.say('/schedule digest every friday 16:00', student, rights);
    expect(digest).toMatchObject({ tone: 'refusal', isPersonal: true });
    expect(await plans(talk)).toEqual([]);
    expect(await talk.say('/schedule every friday 16:00', student, rights)).toMatchObject({ tone: 'plain' });
  });
});

describe('planning a draft', () => {
  it('keeps it while it waits, lists it with its words, and gives it back when it is taken off', async () => {
    const talk = await open();
    const draft = cardOf(await talk.say('/discuss', teacher));
    await talk.say(`${lineOf(draft, '/schedule')} mon 09:00`, teacher);
    expect(await plans(talk)).toMatchObject([{ line: '/discuss show' }]);
    await talk.store.forgetOlderThan(-1_000);
    const list = cardOf(await talk.say('/schedule', teacher));
    expect(list).toMatchObject({ topic: 'schedule', isPersonal: true });
    expect(list.items).toMatchObject([{ text: expect.stringContaining('Mon, Nov 30, 2026, 09:00 (UTC)') }]);
    expect(list.cites).toEqual(draft.cites.slice(0, 1));
    await talk.say(lineOf(list, '/schedule remove'), teacher);
    expect(await say(talk, '/schedule')).toContain('Nothing is planned for this channel');
    expect(await talk.say(lineOf(draft, '/discuss post'), teacher)).toMatchObject({ tone: 'plain' });
  });

  it('again moves it: it stands on the list once', async () => {
    const talk = await open();
    const plan = lineOf(cardOf(await talk.say('/discuss', teacher)), '/schedule');
    await talk.say(`${plan} mon 09:00`, teacher);
    await talk.say(`${plan} tue 10:00`, teacher);
    expect(await plans(talk)).toMatchObject([{ next: Date.UTC(2026, 11, 1, 10, 0) }]);
  });

  it.each(['post', 'discard'])('ends with it: to %s it takes the plan away', async (act) => {
    const talk = await open();
    const draft = cardOf(await talk.say('/discuss', teacher));
    await talk.say(`${lineOf(draft, '/schedule')} mon 09:00`, teacher);
    await talk.say(lineOf(draft, `/discuss ${act}`), teacher);
    expect(await plans(talk)).toEqual([]);
  });
});
