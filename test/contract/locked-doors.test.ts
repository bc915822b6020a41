/**
 * A lock holds at every door: wherever and however a student asks, no reply holds the words that answer, and the same
 * door gives them when the lock is off, to a teacher, and to whoever sits at the machine.
 */
import { describe, expect, it } from 'vitest';
import { closedByLock } from '../../src/conversation/closed-by-lock.js';
import type { Command, Incoming, Reply } from '../../src/conversation/types.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

const secret =
  'Nobody but the miller Oskar held the key to the granary that winter, because the mayor feared the soldiers.';
const question = 'who held the key to the granary?';
const granary = fakeEssay(
  'granary',
  ['The village lies under a hill with two springs and one road.', `${secret} The rest of them waited outside.`],
  { questions: [question], collection: 'week-01', author: 'Ida Berg', license: 'CC0-1.0' },
);
const orchard = fakeEssay('orchard', ['Apples were picked in September by the whole school.'], {
  collection: 'week-02',
});

const guild = { platform: 'discord', tenant: 'G1', place: 'C1' };
const student = 'stu';

async function classroom(): Promise<StoreTalk> {
  const retriever = fakeRetriever(granary, orchard);
  const talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
  await talk.store.settings.change({ ...guild, place: '', person: 'teacher' }, { role: 'teacher' });
  await talk.store.settings.change(guild, { essay: 'granary' });
  return talk;
}

const lock = (talk: StoreTalk, value = 'on') => talk.say(`settings lock ${value}`, { place: guild, person: 'teacher' });

const at = (place: string, tenant = 'G1') => ({ place: { platform: 'discord', tenant, place } });
const command = (value: Command): Partial<Incoming> => ({ command: value });

const onPage = { isDirect: true, isPrivate: true, isVisitor: true } as const;

type Door = readonly [name: string, text: string, rest: Partial<Incoming>];

const doors: readonly Door[] = [
  ['a mention in the channel', question, at('C1')],
  ['a thread', question, at('C1:T1')],
  ['an unaddressed message in a thread', question, { ...at('C1:T1'), isOverheard: true }],
  ['another channel that has nothing set', `in granary: ${question}`, at('C2')],
  ['all essays in another channel', question, at('C2')],
  ['a private slash command', question, { ...at('C1'), isPrivate: true }],
  ['a slash line', `/ask ${question}`, at('C1')],
  ['a command the platform understood', '', { ...at('C1'), ...command({ name: 'ask', text: question }) }],
  ['an essay named outside the text', question, { ...at('C2'), essay: 'granary' }],
  ['a message acted on', question, { ...at('C1'), quoted: 'I think it was the miller.', isPrivate: true }],
  ['direct messages with a member', question, { ...at('D1'), isDirect: true }],
  ['the direct messages of a platform', question, { ...at('D1', 'dm'), isDirect: true }],
  ['an app of one’s own account in a private chat', question, { ...at('X1', 'dm'), isPrivate: true }],
  ['an app of one’s own account in a server of nobody’s', question, { ...at('X1', 'G9'), isPrivate: true }],
  ['an answer that comes late', question, { ...at('C1'), missedAt: 1 }],
  ['a question of history', 'and the key?', { ...at('C1'), history: [{ role: 'user', content: question }] }],
  ['hints, asked for by name', `/hint ${question}`, at('C1')],
  ['a page that anybody may open', question, { ...onPage, place: { platform: 'web', tenant: 'web', place: '@web-x' } }],
  ['a page, by the link of the class', question, { ...at('@web-x'), ...onPage }],
];

const closed: readonly Door[] = [
  ['the summary of all', 'tldr', at('C1')],
  ['the summary of one paragraph', '/summary full p2', at('C1')],
  ['the summary elsewhere', '/summary --essay granary', at('C2')],
  ['both sides', '', { ...at('C1'), ...command({ name: 'brief', words: question }) }],
  ['support for a claim', '', { ...at('C1'), ...command({ name: 'backup', words: 'Oskar held the key.' }) }],
  ['a comparison', '', { ...at('C1'), ...command({ name: 'compare', words: 'granary and orchard' }) }],
];

const isClosed = { text: expect.stringContaining('locked in this class') };

function tells(reply: Reply): boolean {
  return JSON.stringify(reply).includes(secret.slice(0, 60));
}

describe.each(doors)('asked by %s', (_name, text, rest) => {
  it('a student gets a hint for themselves, and no answer', async () => {
    const talk = await classroom();
    await lock(talk);
    const asked = { ...rest, person: student };
    const first = await talk.say(text, asked);
    expect(first).toMatchObject({ kind: 'card', topic: 'hint', isPersonal: true });
    expect(tells(first)).toBe(false);
    for (const step of ['next hint', 'next hint', 'next hint', 'show the answer', '/hint answer']) {
      const { place = at('C1').place } = rest;
      const reply = await talk.say(step, { place, ...(rest.isVisitor ? onPage : {}), person: student });
      expect(tells(reply), step).toBe(false);
      expect(reply, step).toMatchObject({ kind: 'card', isPersonal: true });
    }
  });

  it('the same student gets the answer when the lock is off', async () => {
    const talk = await classroom();
    await lock(talk);
    await lock(talk, 'off');
    const reply = await talk.say(text, { ...rest, person: student });
    const last =
      reply.kind === 'answer'
        ? reply
        : await talk.say('/hint answer', { ...rest, command: undefined as never, person: student });
    expect(tells(last)).toBe(true);
  });

  it('the teacher of the class and whoever sits at the machine get the answer', async () => {
    const talk = await classroom();
    await lock(talk);
    for (const who of [{ person: 'teacher' }, { person: 'root', isOperator: true }]) {
      const reply = await talk.say(text, { ...rest, ...who });
      if (text.startsWith('/hint')) expect(reply).toMatchObject({ kind: 'card' });
      else expect(tells(reply)).toBe(true);
    }
  });
});

describe.each(closed)('%s', (_name, text, rest) => {
  it('is closed to a student while the essay is locked, with the reason', async () => {
    const talk = await classroom();
    await lock(talk);
    const reply = await talk.say(text, { ...rest, person: student });
    expect(reply).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true, ...isClosed });
    expect(tells(reply)).toBe(false);
    await lock(talk, 'off');
    expect(await talk.say(text, { ...rest, person: student })).not.toMatchObject(isClosed);
  });

  it('is open to the teacher', async () => {
    const talk = await classroom();
    await lock(talk);
    expect(await talk.say(text, { ...rest, person: 'teacher' })).not.toMatchObject(isClosed);
  });
});

describe('what was asked before the lock', () => {
  const hidden = { ...at('C1'), person: student, messageId: 'slash:1', isPrivate: true } as const;
  it.each([
    ['shared with the class', { name: 'share', turn: 'slash:1', from: 'C1' }, at('C1:T9')],
    [
      'kept in direct messages',
      { name: 'keep', turn: 'slash:1', from: 'C1', tenant: 'G1' },
      { ...at('D1', 'dm'), isDirect: true },
    ],
  ] as const)('is not answered again when it is %s', async (_how, sharing, rest) => {
    const talk = await classroom();
    expect(tells(await talk.say(question, hidden))).toBe(true);
    await lock(talk);
    const reply = await talk.say('', { ...rest, person: student, command: sharing });
    expect(reply).toMatchObject({ kind: 'card', topic: 'hint', isPersonal: true });
    expect(tells(reply)).toBe(false);
  });
});

describe('what Pilcrow offers by itself', () => {
  it('gives nothing away: suggestions ask, and the example of help is the opening', async () => {
    const talk = await classroom();
    await lock(talk);
    expect(JSON.stringify(talk.conversation.suggestions())).not.toContain('Oskar');
    for (const { message } of talk.conversation.suggestions())
      expect(tells(await talk.say(message, { ...at('C1'), person: student })), message).toBe(false);
    const help = await talk.say('help', { ...at('C1'), person: student });
    expect(help).toMatchObject({ kind: 'help', example: { typed: 'p1', citation: { paragraph: 1 } } });
    const taught = await talk.say('help', { ...at('C1'), person: 'teacher' });
    expect(tells(taught)).toBe(true);
  });

  it('still shows the paragraphs, the titles and who wrote it', async () => {
    const talk = await classroom();
    await lock(talk);
    const say = (text: string) => talk.say(text, { ...at('C1'), person: student });
    expect(await say('p2')).toMatchObject({ kind: 'paragraph' });
    expect(await say('essays')).toMatchObject({ kind: 'essays' });
    expect(await say('handout')).toMatchObject({ kind: 'handout' });
    expect(await say('who wrote this essay?')).toMatchObject({ kind: 'answer' });
  });
});

describe('an essay that is open', () => {
  it('is answered from in a place of locked ones too, and from nothing else', async () => {
    const retriever = fakeRetriever(granary, orchard);
    const ranked = {
      ...retriever,
      retrieve: async ({ text }: { text: string }) => [{ essay: text.includes('apples') ? orchard : granary } as never],
    };
    const answerer = fakeAnswerer(ranked);
    const talk = await openTalk(await temporaryFolder(), { retriever: ranked, answerer });
    await talk.store.settings.change({ ...guild, place: '', person: 'teacher' }, { role: 'teacher' });
    await talk.store.settings.change(guild, { essay: 'week-01/', lock: 'on' });
    const say = (text: string) => talk.say(text, { ...at('C2'), person: student });
    expect(await say('who picked the apples, and who held the key?')).toMatchObject({
      answer: { essays: ['orchard'] },
    });
    expect(tells(await say('who picked apples and held the key to the granary?'))).toBe(false);
    expect(await say(question)).toMatchObject({ kind: 'card', sources: [{ slug: 'granary' }] });
  });
});

describe('the lock itself', () => {
  it('is set by teachers alone, for places alone, and leaves an audit line', async () => {
    const talk = await classroom();
    const refused = { kind: 'notice', tone: 'refusal', isPersonal: true };
    await lock(talk);
    for (const rest of [at('C1'), at('C2'), { ...at('D1'), isDirect: true }, { ...at('D1', 'dm'), isDirect: true }]) {
      for (const line of ['settings lock off', 'settings me lock off', 'settings workspace lock off'])
        expect(await talk.say(line, { ...rest, person: student }), line).toMatchObject(refused);
    }
    expect((await talk.store.settings.read(guild)).lock).toBe('on');
    const [line] = await talk.store.audit.list(guild);
    expect(line).toMatchObject({ person: 'teacher', action: 'settings.lock', details: { from: null, to: 'on' } });
  });

  it('tells who lifts it when another place still holds it', async () => {
    const talk = await classroom();
    await lock(talk);
    await talk.store.settings.change({ ...guild, place: 'C2' }, { lock: 'on', essay: 'granary' });
    expect(await lock(talk, 'off')).toMatchObject({ note: expect.stringContaining('granary') });
    await talk.store.settings.change({ ...guild, place: 'C2' }, { lock: 'off' });
    expect(await lock(talk, 'off')).not.toHaveProperty('note');
  });

  it('of one class does not bind another', async () => {
    const talk = await classroom();
    await lock(talk);
    await talk.store.settings.change({ ...guild, tenant: 'G2', place: '', person: 'other' }, { role: 'teacher' });
    expect(tells(await talk.say(question, { ...at('C1', 'G2'), person: student }))).toBe(true);
  });

  it('is lifted by no rights on a server that is nobody’s class', async () => {
    const talk = await classroom();
    await lock(talk);
    const rights = { hasPlatformRights: async () => true };
    expect(tells(await talk.say(question, { ...at('X1', 'G9'), person: student }, rights))).toBe(false);
    expect(tells(await talk.say(question, { ...at('C1'), person: 'admin' }, rights))).toBe(true);
  });
});

describe('the table of what a lock closes', () => {
  it('gives a reason for every command', () => {
    for (const [name, [, why]] of Object.entries(closedByLock)) expect(why.length, name).toBeGreaterThan(10);
  });
});
