import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { CardReply, Due, Reply } from '../../../../src/conversation/types.js';
import { dueReplies } from '../../../helpers/due-replies.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const hidden = { place: channel, isPrivate: true } as const;
const direct = { place: { ...channel, place: 'D9:1' }, person: 'tess', isDirect: true } as const;

async function openClass(extra: Parameters<typeof openTalk>[1] = {}): Promise<StoreTalk> {
  const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess', 'slack:theo'], ...extra });
  await talk.say('/settings relay on', { place: channel, person: 'tess' });
  return talk;
}

function cardIn(due: Due | undefined): CardReply {
  const [reply] = due?.replies ?? [];
  if (reply?.kind !== 'card') throw new Error(`no card: ${reply?.kind}`);
  return reply;
}

function textOf(reply: Reply): string {
  return reply.kind === 'notice' ? reply.text : plainText(reply);
}

/** Relays `words` and answers the cards of the two teachers. */
async function relayed(talk: StoreTalk, words: string): Promise<readonly Due[]> {
  expect(await talk.say(`/relay ${words}`, hidden)).toMatchObject({ tone: 'plain', isPersonal: true });
  return await dueReplies(talk.conversation, 2);
}

describe('words passed on without a name', () => {
  it('go to every teacher, and into the channel when one of them approves, with words of the essay', async () => {
    const talk = await openClass();
    const shown = await relayed(talk, 'Why does <@ann> the herder add\none more cow?');
    expect(shown.map(({ place }) => place.place).sort()).toEqual(['@tess', '@theo']);
    const card = cardIn(shown[0]);
    expect(card.isPersonal).toBe(true);
    expect(card.buttons.map(({ label }) => label)).toEqual(['Approve', 'Reject']);
    const [approve] = card.buttons;
    expect(approve?.line.length).toBeLessThanOrEqual(90);
    expect(await talk.say(approve?.line ?? '', direct)).toMatchObject({ tone: 'plain' });
    const [due] = await dueReplies(talk.conversation, 1);
    expect(due?.place).toEqual(channel);
    const post = cardIn(due);
    expect(plainText(post)).toContain('Somebody in this class asks:\nWhy does <@ann> the herder add one more cow?');
    expect(post).not.toHaveProperty('isPersonal');
    expect(post.cites[0]).toMatchObject({ essay: 'commons', paragraph: 1 });
  });

  it('name nobody in anything that is kept, and are gone when a teacher has decided', async () => {
    const talk = await openClass();
    const shown = await relayed(talk, 'the zebra says no');
    const entries = await talk.store.records.all('relay');
    expect(entries).toMatchObject([{ person: '', data: { words: 'the zebra says no', state: 'waiting' } }]);
    expect(JSON.stringify(entries)).not.toContain('ann');
    expect(JSON.stringify(await talk.store.exportPerson(channel, 'ann'))).not.toContain('zebra');
    const reject = cardIn(shown[0]).buttons[1]?.line ?? '';
    expect(textOf(await talk.say(reject, direct))).toContain('not posted');
    expect(await talk.store.records.all('relay')).toEqual([]);
    expect(await talk.store.claims.takeUp('slack')).toEqual([]);
    const [audit] = await talk.store.audit.list(channel);
    expect(audit).toMatchObject({ person: 'tess', action: 'relay.reject', details: {} });
  });

  it('are decided once, by whoever is first, however many press together', async () => {
    const talk = await openClass();
    const shown = await relayed(talk, 'Nobody meant it.');
    const [approve = '', reject = ''] = cardIn(shown[0]).buttons.map(({ line }) => line);
    await talk.say(approve, direct);
    const late = await talk.say(reject, { ...direct, person: 'theo' });
    expect(textOf(late)).toContain('decided already');
    await talk.say(approve, { ...direct, person: 'theo' });
    const [due] = await dueReplies(talk.conversation, 1);
    expect(plainText(cardIn(due))).toContain('Somebody in this class says:\nNobody meant it.');
    expect(await talk.store.claims.takeUp('slack')).toEqual([]);
    const actions = (await talk.store.audit.list(channel)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('relay.'))).toEqual(['relay.approve']);
  });

  it('are approved by teachers of that class alone, whatever a line says', async () => {
    const talk = await openClass();
    const shown = await relayed(talk, 'Nobody meant it.');
    const approve = cardIn(shown[0]).buttons[0]?.line ?? '';
    const rights = { hasPlatformRights: async () => true };
    const abroad = {
      ...direct,
      person: 'eve',
      place: { platform: 'slack', tenant: 'T2', place: 'C1' },
      isDirect: false,
    };
    expect(await talk.say(approve, { ...direct, person: 'ann' }, rights)).toMatchObject({ tone: 'refusal' });
    expect(await talk.say(approve, abroad, rights)).toMatchObject({ tone: 'refusal' });
    expect(await talk.say(approve, { place: channel })).toMatchObject({ tone: 'refusal' });
    expect(await talk.store.records.all('relay')).toMatchObject([{ data: { state: 'waiting' } }]);
    // Whoever administers the class's own place on its platform counts there.
    expect(await talk.say(approve, { place: channel }, rights)).toMatchObject({ tone: 'plain' });
  });

  it('are decided from direct messages that stand outside the class, by a teacher of the class alone', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.store.settings.change({ ...channel, place: '', person: 'tess' }, { role: 'teacher' });
    await talk.store.settings.change({ ...channel, tenant: 'T2', place: '', person: 'eve' }, { role: 'teacher' });
    await talk.store.settings.change(channel, { relay: 'on' });
    await talk.say('/relay Nobody meant it.', hidden);
    const [shown] = await dueReplies(talk.conversation, 1);
    const approve = cardIn(shown).buttons[0]?.line ?? '';
    const apart = { place: { platform: 'slack', tenant: 'dm', place: 'D5' }, isDirect: true } as const;
    expect(await talk.say(approve, { ...apart, person: 'eve' })).toMatchObject({ tone: 'refusal' });
    expect(await talk.say(approve, { ...apart, person: 'tess' })).toMatchObject({ tone: 'plain' });
    const [due] = await dueReplies(talk.conversation, 1);
    expect(due?.place).toEqual(channel);
  });

  it('are refused where the setting is off, no teacher is there, or everybody can read who wrote them', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess'] });
    expect(textOf(await talk.say('/relay hello there', hidden))).toContain('/settings relay on');
    await talk.say('/settings relay on', { place: channel, person: 'tess' });
    expect(textOf(await talk.say('/relay hello there', { place: channel }))).toContain('who wrote that message');
    expect(textOf(await talk.say('/relay hello there', { ...direct, person: 'ann' }))).toContain('in the channel');
    expect(textOf(await talk.say('/relay', hidden))).toContain('/relay <words>');
    expect(textOf(await talk.say(`/relay ${'long '.repeat(121)}`, hidden))).toContain('600');
    expect(await talk.store.records.all('relay')).toEqual([]);
    const alone = await openTalk(await temporaryFolder());
    await alone.store.settings.change(channel, { relay: 'on' });
    expect(textOf(await alone.say('/relay hello there', hidden))).toContain('Nobody is a teacher');
  });

  it('are set by teachers only', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:tess'] });
    expect(await talk.say('/settings relay on', { place: channel })).toMatchObject({ tone: 'refusal' });
    expect(await talk.store.settings.read(channel)).toEqual({});
  });

  it('are three an hour of one person, and as many of the next', async () => {
    const talk = await openClass();
    for (const n of [1, 2, 3]) await talk.say(`/relay words ${n}`, hidden);
    expect(textOf(await talk.say('/relay words 4', hidden))).toMatch(/in \d+ min/);
    expect(await talk.say('/relay words 5', { ...hidden, person: 'bob' })).toMatchObject({ tone: 'plain' });
  });

  it('cannot be shown or posted by typing the lines that were put by', async () => {
    const talk = await openClass();
    const posted = await talk.say('/relay post everybody fails this class', hidden);
    expect(posted).toMatchObject({ kind: 'notice', tone: 'plain' });
    expect(await talk.store.records.all('relay')).toMatchObject([
      { data: { words: 'post everybody fails this class', state: 'waiting' } },
    ]);
  });

  it('are answered with the contact line, and passed on to nobody, where they tell of distress', async () => {
    const talk = await openClass({ contactLine: 'Call 112.' });
    expect(await talk.say('/relay i want to die', hidden)).toMatchObject({ text: 'Call 112.' });
    expect(await talk.store.records.all('relay')).toEqual([]);
  });

  it('can be called behind our own name where a platform knows few', async () => {
    const talk = await openClass();
    await talk.say('/pilcrow relay who owns the pasture?', hidden);
    expect(await talk.store.records.all('relay')).toMatchObject([{ data: { words: 'who owns the pasture?' } }]);
  });
});
