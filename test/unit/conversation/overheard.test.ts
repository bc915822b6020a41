import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Incoming } from '../../../src/conversation/types.js';
import { commons, fakeAnswerer } from '../../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';
import { wordRetriever } from '../../helpers/word-retriever.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const question = 'Who owns the pasture, and every cow?';
/** Noon in UTC. */
const noon = Date.UTC(2026, 10, 26, 12);

let talk: StoreTalk;
/** Everything that was looked for. */
let searched: { text: string; isKeptHere?: boolean }[];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  searched = [];
  const shelf = wordRetriever(commons);
  const retriever = {
    ...shelf,
    retrieve: async (...given: Parameters<typeof shelf.retrieve>) => {
      searched.push(given[0]);
      return await shelf.retrieve(...given);
    },
  };
  talk = await openTalk(await temporaryFolder(), {
    retriever,
    answerer: fakeAnswerer(retriever),
    teachers: ['slack:tess'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const teach = (line: string, place = channel) => talk.say(line, { place, person: 'tess' });
let count = 0;
/** Something said to the whole channel; each would open a thread of its own. */
const said = (text: string, rest: Partial<Incoming> = {}): Incoming =>
  talk.incoming(text, {
    place: { ...channel, place: `C1:${++count}` },
    isOverheard: true,
    isForOthers: false,
    isToAll: true,
    ...rest,
  });
const accepted = (text: string, rest: Partial<Incoming> = {}) => talk.conversation.accept(said(text, rest));

describe('what is said to a whole channel', () => {
  it('is left alone unless a teacher wants it otherwise, and is not even looked for', async () => {
    expect(await accepted(question)).toBe(false);
    expect(searched).toEqual([]);
    expect(await talk.say('/settings autoAnswer on', { place: channel })).toMatchObject({ tone: 'refusal' });
    expect(await accepted(question)).toBe(false);
    await teach('/settings auto-answer on');
    expect(await accepted(question)).toBe(true);
    await teach('/settings auto answer off');
    expect(await accepted(question)).toBe(false);
  });

  it('is answered where it is plainly a question about the essay, and gone on with by its asker', async () => {
    await teach('/settings autoAnswer on');
    const asked = said(question);
    expect(await talk.conversation.accept(asked)).toBe(true);
    expect(await talk.say(asked.text, asked)).toMatchObject({ kind: 'answer', answer: { kind: 'answered' } });
    const more = { place: asked.place, isOverheard: true };
    expect(await talk.conversation.accept(talk.incoming('and the grass?', more))).toBe(true);
    expect(await talk.conversation.accept(talk.incoming('I think so', { ...more, person: 'bob' }))).toBe(false);
    expect(await talk.conversation.accept(talk.incoming('and the hay?', more))).toBe(false);
  });

  it('is left alone where it is anything else, and nothing of it is kept', async () => {
    await teach('/settings autoAnswer on');
    for (const [text, rest] of [
      ['The pasture belongs to no one.', {}],
      ['Do you know who owns the pasture?', {}],
      ['Who scored the winning goal yesterday?', {}],
      ['What is the canary password of zebras?', {}],
      [question, { isForOthers: true }],
      ['/summary', {}],
      ['help', {}],
    ] as const)
      expect(await accepted(text, rest), text).toBe(false);
    const kept = JSON.stringify(await talk.store.exportPerson(channel, 'ann'));
    expect(kept).not.toContain('canary');
    expect(kept).not.toContain('pasture');
    expect((await talk.store.exportPerson(channel, 'ann')).openClaims).toEqual([]);
  });

  it('leaves the machine for no search: what is looked for says so', async () => {
    await teach('/settings autoAnswer on');
    await accepted(question);
    expect(searched).toMatchObject([{ text: question, isKeptHere: true }]);
  });

  it('gets a hint where hints come first, and that for its asker alone', async () => {
    await teach('/settings autoAnswer on');
    await teach('/settings mode hints');
    const asked = said(question);
    expect(await talk.conversation.accept(asked)).toBe(true);
    expect(await talk.say(asked.text, asked)).toMatchObject({ kind: 'card', topic: 'hint', isPersonal: true });
  });

  it('in one channel is no other channel’s affair, unless it is set for all', async () => {
    await teach('/settings autoAnswer on', { ...channel, place: 'C2' });
    expect(await accepted(question)).toBe(false);
    await teach('/settings workspace autoAnswer on');
    expect(await accepted(question)).toBe(true);
    await teach('/settings autoAnswer off');
    expect(await accepted(question)).toBe(false);
  });
});

describe('quiet hours', () => {
  const thread = { ...channel, place: 'C1:77' };

  it('hold back what nobody asked for, and nothing else', async () => {
    await teach('/settings autoAnswer on');
    await teach('/settings quietHours 11-13');
    expect(await accepted(question)).toBe(false);
    expect(await talk.conversation.accept(talk.incoming(question, { place: thread }))).toBe(true);
    expect(await talk.conversation.accept(talk.incoming('and the grass?', { place: thread, isOverheard: true }))).toBe(
      false,
    );
    expect(await talk.conversation.accept(talk.incoming('/help', { place: channel }))).toBe(true);
    const direct = { place: { ...channel, place: 'D1' }, isDirect: true };
    expect(await talk.conversation.accept(talk.incoming('and the grass?', direct))).toBe(true);
    vi.setSystemTime(noon + 3_600_000);
    expect(await accepted(question)).toBe(true);
    expect(await talk.conversation.accept(talk.incoming('and the grass?', { place: thread, isOverheard: true }))).toBe(
      true,
    );
  });

  it('do not hide who speaks: the floor is free when it was somebody else', async () => {
    await teach('/settings quietHours 11-13');
    expect(await talk.conversation.accept(talk.incoming(question, { place: thread }))).toBe(true);
    const overheard = { place: thread, isOverheard: true };
    expect(await talk.conversation.accept(talk.incoming('I do not think so', { ...overheard, person: 'bob' }))).toBe(
      false,
    );
    vi.setSystemTime(noon + 3_600_000);
    expect(await talk.conversation.accept(talk.incoming('and the grass?', overheard))).toBe(false);
  });

  it('are set in words, kept in one form, and refused with an example', async () => {
    expect(await teach('/settings quiet hours 10pm–7am')).toMatchObject({
      text: 'Quiet hours: 22:00-07:00.',
      note: expect.stringContaining('/settings zone'),
    });
    expect(await teach('/settings zone europe/berlin')).toMatchObject({ text: 'Time zone: Europe/Berlin.' });
    const again = await teach('settings quiethours = 22-7');
    expect(again).toMatchObject({ tone: 'plain' });
    expect(again).not.toHaveProperty('note');
    expect(await talk.store.settings.read(channel)).toMatchObject({ quietHours: '22:00-07:00', zone: 'Europe/Berlin' });
    for (const wrong of ['at night', '22-22', '22-7 Mars/Olympus', ''])
      expect(await teach(`/settings quietHours ${wrong}`), wrong).toMatchObject({
        tone: 'refusal',
        text: expect.stringContaining('22:00-07:00 Europe/Berlin'),
      });
    expect(await teach('/settings time zone Berlin')).toMatchObject({ tone: 'refusal' });
    expect(await teach('/settings quietHours off')).toMatchObject({ text: 'Quiet hours: none.' });
  });

  it('stand among the settings with their value, however it was typed', async () => {
    await teach('/settings quietHours 21:15-06:45 Asia/Tokyo');
    const shown = await teach('/settings');
    if (shown.kind !== 'settings') throw new Error('no settings');
    const row = shown.rows.find(({ key }) => key === 'quietHours');
    expect(row).toMatchObject({ value: '21:15-06:45 Asia/Tokyo', valueLabel: '21:15-06:45 Asia/Tokyo' });
    expect(row?.options.map(({ value }) => value)).toContain('21:15-06:45 Asia/Tokyo');
    for (const { options, value } of shown.rows) {
      expect(options.length).toBeLessThanOrEqual(25);
      expect(options.map((option) => option.value)).toContain(value);
    }
  });
});
