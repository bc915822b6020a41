import { describe, expect, it } from 'vitest';
import { citationsOf } from '../../../src/conversation/marks.js';
import { openTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const hidden = { place: channel, messageId: 'slash:1', isPrivate: true } as const;

describe('a private answer', () => {
  it('can be shared by who asked: the same words, with the question, and open to follow-ups there', async () => {
    const talk = await openTalk(await temporaryFolder());
    const mine = await talk.say('who owns the pasture?', hidden);
    const place = { ...channel, place: 'C1:9' };
    const command = { name: 'share', turn: 'slash:1', from: 'C1' } as const;
    const shared = await talk.say('', { place, command, messageId: 'share:slash:1' });
    expect(shared).toMatchObject({ kind: 'answer', note: expect.stringContaining('who owns the pasture?') });
    if (shared.kind !== 'answer' || mine.kind !== 'answer') throw new Error('no answer');
    expect(citationsOf(shared)).toEqual(citationsOf(mine));
    expect(await talk.store.turns.recent(place, 'bob')).toMatchObject([{ isPrivate: false }]);
    expect(await talk.conversation.accept(talk.incoming('and the grass?', { place, isOverheard: true }))).toBe(true);
  });

  it('can be shared by nobody else, and not after it was forgotten', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.say('who owns the pasture?', hidden);
    const command = { name: 'share', turn: 'slash:1', from: 'C1' } as const;
    expect(await talk.say('', { person: 'bob', command })).toMatchObject({ tone: 'refusal', isPersonal: true });
    await talk.conversation.retract(channel, 'slash:1');
    expect(await talk.say('', { command })).toMatchObject({ tone: 'refusal' });
  });

  it('goes on in direct messages when it is kept there', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.say('who owns the pasture?', hidden);
    const place = { ...channel, place: 'D1' };
    await talk.say('', { place, isDirect: true, command: { name: 'keep', turn: 'slash:1', from: 'C1' } });
    await talk.say('and the grass?', { place: { ...channel, place: 'D1:5' }, isDirect: true });
    const turns = await talk.store.turns.recentWithin(place, 'ann');
    expect(turns.map(({ question }) => question)).toEqual(['who owns the pasture?', 'and the grass?']);
  });

  it('is no part of what others are answered from', async () => {
    const talk = await openTalk(await temporaryFolder());
    await talk.say('who owns the pasture?', hidden);
    expect(await talk.store.turns.recent(channel, 'bob')).toEqual([]);
    expect(await talk.store.turns.recent(channel, 'ann')).toHaveLength(1);
  });
});

describe('a verdict', () => {
  it('is kept with its reason, the newest for each person', async () => {
    const talk = await openTalk(await temporaryFolder());
    const place = { ...channel, place: 'C1:1' };
    await talk.say('who owns the pasture?', { place, messageId: '1' });
    const judge = (verdict: 'good' | 'bad', reason?: string) =>
      talk.say('', { place, command: { name: 'feedback', turn: '1', verdict, ...(reason ? { reason } : {}) } });
    await judge('good');
    expect(await judge('bad', '  wrong paragraph  ')).toMatchObject({ kind: 'notice', isPersonal: true });
    expect(await talk.store.feedback.list(channel)).toMatchObject([{ verdict: 'bad', reason: 'wrong paragraph' }]);
  });
});
