import { describe, expect, it } from 'vitest';
import type { Due } from '../../../src/conversation/types.js';
import { openTalk, type StoreTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const hour = 60 * 60 * 1000;

/** The first thing due on Slack; undefined when nothing is within `waitMs`. */
async function firstDue({ conversation }: StoreTalk, waitMs = 2_000): Promise<Due | undefined> {
  const stop = AbortSignal.timeout(waitMs);
  for await (const due of conversation.due(['slack'], stop)) return due;
  return undefined;
}

describe('a message', () => {
  it('is taken once, however often and by whichever process it is delivered', async () => {
    const folder = await temporaryFolder();
    const [one, other] = [await openTalk(folder), await openTalk(folder)];
    const message = one.incoming('who owns the pasture?');
    const taken = await Promise.all([one, other, one, other].map(({ conversation }) => conversation.accept(message)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await one.conversation.finish(message);
    expect(await (await openTalk(folder)).conversation.accept(message)).toBe(false);
  });

  it('left over by a crash is answered by the next process, once, and says when it was asked', async () => {
    const folder = await temporaryFolder();
    const crashed = await openTalk(folder);
    const message = crashed.incoming('who owns the pasture?');
    expect(await crashed.conversation.accept(message)).toBe(true);
    // The lease is over when the clock of the next process says so.
    const next = await openTalk(folder, { clock: () => Date.now() + 20_000 });
    const due = await firstDue(next);
    expect(due).toMatchObject({ place: message.place, incoming: { messageId: message.messageId } });
    expect(due?.replies).toMatchObject([{ kind: 'answer', note: expect.stringMatching(/^Asked at \d\d:\d\d UTC/) }]);
    await due?.confirm();
    expect(await firstDue(next, 300)).toBeUndefined();
  });

  it('that was not posted comes again', async () => {
    const folder = await temporaryFolder();
    const talk = await openTalk(folder);
    const message = talk.incoming('who owns the pasture?');
    await talk.conversation.accept(message);
    talk.conversation.release(message);
    const next = await openTalk(folder, { clock: () => Date.now() + 20_000 });
    expect(await firstDue(next)).toBeDefined();
    const later = await openTalk(folder, { clock: () => Date.now() + 40_000 });
    expect(await firstDue(later)).toBeDefined();
  });

  it('a quarter of an hour old is excused instead of answered', async () => {
    const folder = await temporaryFolder();
    const long = await openTalk(folder, { clock: () => Date.now() - hour });
    await long.conversation.accept(long.incoming('who owns the pasture?'));
    const due = await firstDue(await openTalk(folder));
    expect(due?.replies).toMatchObject([{ kind: 'notice', text: expect.stringContaining('could not answer then') }]);
  });

  it('keeps no word in the store once it is finished', async () => {
    const talk = await openTalk(await temporaryFolder());
    const message = talk.incoming('my canary question');
    await talk.conversation.accept(message);
    expect((await talk.store.exportPerson(message.place, 'ann')).openClaims).toHaveLength(1);
    await talk.conversation.finish(message);
    expect((await talk.store.exportPerson(message.place, 'ann')).openClaims).toEqual([]);
  });
});

describe('a thread', () => {
  const overheard = { isOverheard: true } as const;

  it('is gone on with by its asker without a mention, until somebody else speaks', async () => {
    const { conversation, incoming } = await openTalk(await temporaryFolder());
    expect(await conversation.accept(incoming('who owns the pasture?'))).toBe(true);
    expect(await conversation.accept(incoming('and the grass?', overheard))).toBe(true);
    expect(await conversation.accept(incoming('I disagree', { ...overheard, person: 'bob' }))).toBe(false);
    expect(await conversation.accept(incoming('why, bob?', overheard))).toBe(false);
    expect(await conversation.accept(incoming('who owns it then?'))).toBe(true);
    expect(await conversation.accept(incoming('and the hay?', overheard))).toBe(true);
  });

  it('is left alone where the asker speaks to someone else', async () => {
    const { conversation, incoming } = await openTalk(await temporaryFolder());
    await conversation.accept(incoming('who owns the pasture?'));
    expect(await conversation.accept(incoming('@bob what do you think?', { ...overheard, isForOthers: true }))).toBe(
      false,
    );
    expect(await conversation.accept(incoming('hm', overheard))).toBe(false);
  });

  it('that nobody asked in is never joined', async () => {
    const { conversation, incoming } = await openTalk(await temporaryFolder());
    expect(await conversation.accept(incoming('lunch?', overheard))).toBe(false);
  });

  it('is remembered over a restart, and so is that people spoke in it', async () => {
    const folder = await temporaryFolder();
    const before = await openTalk(folder);
    await before.say('who owns the pasture?');
    const after = await openTalk(folder);
    expect(await after.conversation.accept(after.incoming('and the grass?', overheard))).toBe(true);
    await after.conversation.accept(after.incoming('hello', { ...overheard, person: 'bob' }));
    const again = await openTalk(folder);
    expect(await again.conversation.accept(again.incoming('and the hay?', overheard))).toBe(false);
  });

  it('is answered on a mention only, where a teacher set it so', async () => {
    const talk = await openTalk(await temporaryFolder(), { teachers: ['slack:ann'] });
    await talk.say('settings followUps off');
    await talk.conversation.accept(talk.incoming('who owns the pasture?'));
    expect(await talk.conversation.accept(talk.incoming('and the grass?', overheard))).toBe(false);
  });
});

describe('presence', () => {
  it('tells what may have been missed: since when, and in which threads', async () => {
    const folder = await temporaryFolder();
    const { conversation, say } = await openTalk(folder);
    const tenant = { platform: 'slack', tenant: 'T1' };
    expect(await conversation.gap(tenant)).toBeUndefined();
    await say('who owns the pasture?');
    await conversation.present(tenant);
    const gap = await (await openTalk(folder)).conversation.gap(tenant);
    expect(gap?.threads).toEqual([{ ...tenant, place: 'C1:1' }]);
    expect(Date.now() - (gap?.since ?? 0)).toBeLessThan(3 * 60_000);
    expect(await conversation.gap({ platform: 'slack', tenant: 'T2' })).toBeUndefined();
  });
});
