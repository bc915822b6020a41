import { describe, expect, it } from 'vitest';
import { openClaimCode } from '../../../src/conversation/claim-code.js';
import { settingKeys } from '../../../src/conversation/settings.js';
import type { Due, HandleOptions, Incoming } from '../../../src/conversation/types.js';
import { commons, fakeAnswerer, fakeEssay, fakeRetriever } from '../../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const admin: HandleOptions = { hasPlatformRights: async () => true };

async function talkWithTeacher(): Promise<StoreTalk> {
  const talk = await openTalk(await temporaryFolder());
  const code = await openClaimCode(talk.store.settings);
  expect(await talk.say(`claim ${code}`, { person: 'teacher' })).toMatchObject({ tone: 'plain' });
  return talk;
}

const set = async ({ store }: StoreTalk): Promise<unknown> => (await store.settings.read(channel)).essay;

describe('a claim code', () => {
  it('makes one teacher, once, and is not given out again', async () => {
    const talk = await openTalk(await temporaryFolder());
    const code = (await openClaimCode(talk.store.settings)) ?? '';
    expect(await openClaimCode(talk.store.settings)).toBe(code);
    expect(await talk.say('claim WRNG-CODE')).toMatchObject({ tone: 'refusal', isPersonal: true });
    expect(await talk.say(`CLAIM ${code.toLowerCase().replace('-', '')}`)).toMatchObject({ tone: 'plain' });
    expect(await talk.say(`claim ${code}`, { person: 'bob' })).toMatchObject({ tone: 'refusal' });
    expect(await talk.say('teachers')).toMatchObject({ text: expect.stringContaining('@ann') });
    expect(await openClaimCode(talk.store.settings)).toBeUndefined();
    expect(await openClaimCode(talk.store.settings, true)).not.toBe(code);
  });

  it('cannot be guessed: after five wrong ones even the right one has to wait', async () => {
    const talk = await openTalk(await temporaryFolder());
    const code = await openClaimCode(talk.store.settings);
    for (let n = 0; n < 5; n++) await talk.say('claim WRNG-CODE');
    expect(await talk.say(`claim ${code}`)).toMatchObject({ text: expect.stringMatching(/again in \d+ minutes/) });
    expect(await talk.say(`claim ${code}`, { person: 'bob' })).toMatchObject({ tone: 'plain' });
  });

  it('is asked for in words that are no claim only by whoever means it', async () => {
    const talk = await openTalk(await temporaryFolder());
    expect(await talk.say('claim that the pasture belongs to no one')).toMatchObject({ kind: 'answer' });
  });
});

describe('settings', () => {
  it('are changed by nobody before a claim, not even by who administers the platform', async () => {
    const talk = await openTalk(await temporaryFolder());
    for (const text of [
      'settings essay commons',
      'use commons',
      '/settings workspace language ru',
      'teacher add @bob',
    ]) {
      const reply = await talk.say(text, {}, admin);
      expect(reply, text).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
      expect(reply).toMatchObject({ text: expect.stringContaining('claim CODE') });
    }
    expect(await set(talk)).toBeUndefined();
  });

  const may: [who: string, rest: Partial<Incoming>, options: HandleOptions, isAllowed: boolean][] = [
    ['a teacher', { person: 'teacher' }, {}, true],
    ['an administrator of the platform', { person: 'bob' }, admin, true],
    ['whoever sits at the machine', { person: 'bob', isOperator: true }, {}, true],
    ['a student', { person: 'bob' }, {}, false],
    ['someone without rights on the platform', { person: 'bob' }, { hasPlatformRights: async () => false }, false],
  ];
  it.each(may)('of a channel can be changed by %s: as told', async (_who, rest, options, isAllowed) => {
    const talk = await talkWithTeacher();
    for (const text of ['settings essay commons', 'use slippery-ice']) {
      const reply = await talk.say(text, rest, options);
      if (isAllowed) expect(reply, text).not.toMatchObject({ tone: 'refusal' });
      else expect(reply, text).toMatchObject({ tone: 'refusal', isPersonal: true });
    }
    expect(await set(talk)).toBe(isAllowed ? 'slippery-ice' : undefined);
    const lines = await talk.store.audit.list(channel);
    expect(lines.filter(({ action }) => action === 'settings.essay')).toHaveLength(isAllowed ? 2 : 0);
  });

  it('decide which essay a channel and its threads talk about, and leave an audit line of what was before', async () => {
    const talk = await talkWithTeacher();
    await talk.say('settings essay slippery-ice', { person: 'teacher' });
    expect(await talk.say('who owns the pasture?')).toMatchObject({ answer: { essays: ['slippery-ice'] } });
    expect(await talk.say('who owns the pasture?', { place: { ...channel, place: 'C2:1' } })).toMatchObject({
      answer: { essays: ['commons'] },
    });
    await talk.say('settings essay all', { person: 'teacher' });
    expect(await talk.say('who owns the pasture?')).toMatchObject({ answer: { essays: ['commons'] } });
    const [last] = await talk.store.audit.list(channel);
    expect(last).toMatchObject({ person: 'teacher', details: { from: 'slippery-ice', to: 'all' } });
  });

  it('can name a week’s folder: the place talks about its essays and no other', async () => {
    const week = fakeEssay('week', ['The pasture of week three has grass.'], { collection: 'week-03' });
    const retriever = fakeRetriever(commons, week);
    const talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
    await talk.store.settings.change({ ...channel, place: '', person: 'ann' }, { role: 'teacher' });
    expect(await talk.say('who owns the pasture, every herder?')).toMatchObject({ answer: { essays: ['commons'] } });
    expect(await talk.say('use week-03')).toMatchObject({ kind: 'essays', essays: [{ essay: { slug: 'week' } }] });
    expect(await talk.say('who owns the pasture, every herder?')).toMatchObject({ answer: { essays: ['week'] } });
    await talk.say('settings essay all');
    expect(await talk.say('in week-03: who owns the pasture?')).toMatchObject({ answer: { essays: ['week'] } });
    expect(await talk.say('settings essay week-03')).toMatchObject({ text: expect.stringContaining('week-03/') });
  });

  it('of one’s own are everyone’s to change, and count in direct messages', async () => {
    const talk = await openTalk(await temporaryFolder());
    const direct = { place: { ...channel, place: 'D1:1' }, isDirect: true } as const;
    expect(await talk.say('use slippery-ice', direct)).toMatchObject({ kind: 'essay' });
    expect(await talk.say('who owns the pasture?', { ...direct, place: { ...channel, place: 'D1:2' } })).toMatchObject({
      answer: { essays: ['slippery-ice'] },
    });
    expect(await talk.say('who owns the pasture?')).toMatchObject({ answer: { essays: ['commons'] } });
    expect(await talk.say('settings me language ru')).toMatchObject({ tone: 'plain' });
    expect(await talk.say('who owns the pasture?')).toMatchObject({ language: 'ru' });
    expect(await talk.store.audit.list(channel)).toEqual([]);
  });

  it('are shown with what they can be set to, and to whom they may change says so', async () => {
    const talk = await talkWithTeacher();
    const shown = await talk.say('settings', { person: 'teacher' });
    expect(shown).toMatchObject({ kind: 'settings', mayChange: true, scope: 'here' });
    if (shown.kind !== 'settings') throw new Error('no settings');
    expect(shown.rows.map(({ key }) => key)).toEqual([...settingKeys]);
    expect(shown.rows[0]?.options.map(({ value }) => value)).toEqual(['all', 'commons', 'slippery-ice']);
    expect(await talk.say('settings')).toMatchObject({ mayChange: false });
  });

  it('that do not exist, or cannot be set so, are named with what there is', async () => {
    const talk = await talkWithTeacher();
    const say = (text: string) => talk.say(text, { person: 'teacher' });
    expect(await say('settings colour blue')).toMatchObject({
      tone: 'refusal',
      text: expect.stringContaining('followUps'),
    });
    expect(await say('settings essay nothing')).toMatchObject({ text: expect.stringContaining('slippery-ice') });
    expect(await say('settings answers maybe')).toMatchObject({ text: expect.stringContaining('private, public') });
  });
});

describe('teachers', () => {
  it('add others, who are told, and remove them, but not the last one', async () => {
    const talk = await talkWithTeacher();
    const say = (text: string, person = 'teacher') => talk.say(text, { person });
    expect(await say('teacher add @U2')).toMatchObject({ text: '@U2 is a teacher here now.' });
    const told: Due[] = [];
    for await (const due of talk.conversation.due(['slack'], AbortSignal.timeout(1_000))) {
      told.push(due);
      await due.confirm();
    }
    expect(told).toMatchObject([{ place: { place: '@U2' }, replies: [{ kind: 'notice' }] }]);
    expect(await say('teacher remove @teacher', 'U2')).toMatchObject({ tone: 'plain' });
    expect(await say('teacher remove @U2', 'U2')).toMatchObject({ tone: 'refusal' });
    expect(await say('teacher add @U3', 'bob')).toMatchObject({ tone: 'refusal' });
    const actions = (await talk.store.audit.list(channel)).map(({ action, subject }) => `${action} ${subject}`);
    expect(actions).toEqual(['teacher.remove teacher', 'teacher.add U2', 'teacher.claim teacher']);
  });

  it('of one workspace are none in another', async () => {
    const talk = await talkWithTeacher();
    const elsewhere = { person: 'teacher', place: { ...channel, tenant: 'T2', place: 'C1:1' } };
    expect(await talk.say('settings essay commons', elsewhere)).toMatchObject({ tone: 'refusal' });
  });

  it('are whoever installs the app, where there is none', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.conversation.welcome(channel, 'installer');
    await talk.conversation.welcome(channel, 'second');
    expect(await talk.say('teachers')).toMatchObject({ text: 'Teachers here: @installer.' });
  });

  it('everywhere on a platform are those who typed the code apart from any workspace', async () => {
    const talk = await openTalk(await temporaryFolder());
    const apart = { platform: 'discord', tenant: 'dm', place: 'D1' };
    const guild = { platform: 'discord', tenant: 'G1', place: 'C1' };
    const code = await openClaimCode(talk.store.settings);
    await talk.say(`claim ${code}`, { place: apart, isDirect: true });
    expect(await talk.say('settings essay commons', { place: guild })).toMatchObject({ tone: 'plain' });
    expect(await talk.say('settings essay commons')).toMatchObject({ tone: 'refusal' });
    await talk.say('teacher add @bob', { place: guild });
    await talk.say('teacher remove @ann', { place: guild, person: 'bob' });
    expect(await talk.say('settings essay all', { place: guild })).toMatchObject({ tone: 'refusal' });
  });

  it('can be named in the settings of the installation', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:U9', 'discord:U8'] });
    expect(await talk.say('settings essay commons', { person: 'U9' })).toMatchObject({ tone: 'plain' });
    expect(await talk.say('settings essay commons', { person: 'U8' })).toMatchObject({ tone: 'refusal' });
  });
});
