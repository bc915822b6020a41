import { describe, expect, it } from 'vitest';
import { isQuizRunning } from '../../../../src/classroom/quiz-lock.js';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { Reply } from '../../../../src/conversation/types.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { forHomework, lighthouse } from '../../../helpers/study-essays.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { wordRetriever } from '../../../helpers/word-retriever.js';

const tenant = { platform: 'slack', tenant: 'T1' };
const channel = { ...tenant, place: 'C1' };
const teacher = { person: 'teacher', place: channel };
const inChannel = { place: channel };
const direct = { place: { ...tenant, place: 'D1' }, isDirect: true };

async function quizzing(): Promise<StoreTalk> {
  const talk = await openTalk(await temporaryFolder(), { retriever: wordRetriever(forHomework, lighthouse) });
  await talk.store.settings.change({ ...tenant, place: '', person: 'teacher' }, { role: 'teacher' });
  await talk.store.settings.change(channel, { essay: forHomework.slug });
  return talk;
}

function cardOf(reply: Reply) {
  if (reply.kind !== 'card') throw new Error(`a ${reply.kind}: ${plainText(reply)}`);
  return reply;
}

function idIn(reply: Reply): string {
  const line = reply.buttons.map((button) => button.line).find((each) => /^\/quiz (?:answer|class|end)/.test(each));
  const id = /\b[0-9a-f]{6}\b/.exec(line ?? '')?.[0];
  if (id === undefined) throw new Error('no id in a button');
  return id;
}

/** The right letter of item `n`, as a key shows it. */
async function keyOf(talk: StoreTalk, id: string, n: number, who: object): Promise<string> {
  const shown = plainText(await talk.say(`/quiz key ${id} ${n}`, who));
  const letter = /: ([a-d])\)/.exec(shown)?.[1];
  if (letter === undefined) throw new Error(`no key: ${shown}`);
  return letter;
}

/** What was put by for a place and is due now. */
async function due(talk: StoreTalk): Promise<Reply[]> {
  const stop = new AbortController();
  const found: Reply[] = [];
  for await (const { replies, confirm } of talk.conversation.due(['slack'], stop.signal)) {
    found.push(...replies);
    await confirm();
    stop.abort();
  }
  return found;
}

async function startForClass(talk: StoreTalk): Promise<string> {
  return idIn(await talk.say('/quiz 3', teacher));
}

describe('a quiz of one’s own', () => {
  it('is private, with hidden keys that a line reveals', async () => {
    const talk = await quizzing();
    const quiz = cardOf(await talk.say('quiz me', inChannel));
    expect(quiz).toMatchObject({ topic: 'quiz', isPersonal: true });
    const keys = quiz.items.filter(({ hidden }) => hidden !== undefined);
    expect(keys).toHaveLength(3);
    expect(keys[0]?.hidden?.line).toBe(`/quiz key ${idIn(quiz)} 1`);
    expect(plainText(quiz)).not.toContain('Key to');
    const key = await talk.say(keys[0]?.hidden?.line ?? '', inChannel);
    expect(key).toMatchObject({ isPersonal: true });
    expect(plainText(key)).toMatch(/Key to 1: [a-d]\) .+ “.+” .*¶\d/);
    for (const { line } of quiz.buttons) expect(line.length).toBeLessThanOrEqual(90);
  });

  it('says right with the proof, and not yet with where the chosen words stand', async () => {
    const talk = await quizzing();
    const id = idIn(await talk.say('/quiz 3', inChannel));
    const right = await keyOf(talk, id, 1, inChannel);
    const wrong = right === 'a' ? 'b' : 'a';
    expect(plainText(await talk.say(`/quiz answer ${id} 1${right}`, inChannel))).toMatch(/1\. .\) is right: “/);
    const other = await talk.say(`/quiz answer ${id} 1 ${wrong.toUpperCase()}`, inChannel);
    expect(plainText(other)).toMatch(/Not yet.* stands elsewhere: “/);
    expect(other).toMatchObject({ isPersonal: true });
    const both = cardOf(await talk.say(`/quiz answer ${id} 1${right} 2a`, inChannel));
    expect(both.items).toHaveLength(2);
  });

  it('with one item has a button a choice', async () => {
    const talk = await quizzing();
    const quiz = await talk.say('/quiz 1', inChannel);
    const lines = quiz.buttons.map(({ line }) => line);
    expect(lines[0]).toBe(`/quiz answer ${idIn(quiz)} 1a`);
    expect(lines.length).toBeLessThanOrEqual(5);
  });

  it('is nobody else’s', async () => {
    const talk = await quizzing();
    const id = idIn(await talk.say('/quiz', inChannel));
    expect(await talk.say(`/quiz key ${id} 1`, { ...inChannel, person: 'bob' })).toMatchObject({ tone: 'refusal' });
    expect(await talk.say(`/quiz class ${id}`, inChannel)).toMatchObject({ tone: 'refusal', isPersonal: true });
  });

  it('asks back which essay is meant, and refuses words that are no answer', async () => {
    const talk = await quizzing();
    expect(await talk.say('/quiz', { place: { ...tenant, place: 'C2' } })).toMatchObject({ kind: 'essays' });
    const id = idIn(await talk.say('/quiz', inChannel));
    expect(await talk.say(`/quiz answer ${id} nonsense`, inChannel)).toMatchObject({ tone: 'refusal' });
    expect(await talk.say('/quiz key 000000 1', inChannel)).toMatchObject({ tone: 'refusal' });
  });
});

describe('a quiz for a class', () => {
  it('is shown to everyone without keys, and locks its essay until it ends', async () => {
    const talk = await quizzing();
    const quiz = cardOf(await talk.say('/quiz 3', teacher));
    expect(quiz.isPersonal).toBeUndefined();
    expect(quiz.items).toHaveLength(3);
    expect(quiz.items.some(({ hidden }) => hidden !== undefined)).toBe(false);
    expect(await isQuizRunning(talk.store.records, tenant, forHomework.slug)).toBe(true);
    await talk.say(`/quiz end ${idIn(quiz)}`, teacher);
    expect(await isQuizRunning(talk.store.records, tenant, forHomework.slug)).toBe(false);
  });

  it('ends by itself after an hour', async () => {
    const talk = await quizzing();
    await startForClass(talk);
    const inAnHour = Date.now() + 60 * 60_000;
    expect(await isQuizRunning(talk.store.records, tenant, forHomework.slug, inAnHour)).toBe(false);
  });

  it('asked for in private is given by a button, and posted by the outbox', async () => {
    const talk = await quizzing();
    const draft = cardOf(await talk.say('/quiz 3', { ...teacher, isPrivate: true }));
    expect(draft.isPersonal).toBe(true);
    const give = draft.buttons.find(({ label }) => label === 'Give it to the class');
    expect(await talk.say(give?.line ?? '', { ...teacher, isPrivate: true })).toMatchObject({ isPersonal: true });
    const [posted] = await due(talk);
    expect(posted).toMatchObject({ kind: 'card', topic: 'quiz' });
    expect(posted?.isPersonal).toBeUndefined();
    await talk.say(`/quiz answer ${idIn(draft)} 1a`, inChannel);
    const counts = async () => JSON.stringify((await talk.store.records.get(tenant, 'quiz', idIn(draft)))?.data);
    const before = await counts();
    await talk.say(give?.line ?? '', { ...teacher, isPrivate: true });
    expect(await counts()).toBe(before);
  });

  it('keeps its key until one has answered, and other quizzes on its essay until it is over', async () => {
    const talk = await quizzing();
    const id = await startForClass(talk);
    expect(plainText(await talk.say(`/quiz key ${id} 1`, inChannel))).toMatch(/key comes after your answer/);
    await talk.say(`/quiz answer ${id} 1a`, inChannel);
    expect(plainText(await talk.say(`/quiz key ${id} 1`, inChannel))).toContain('Key to 1');
    expect(await talk.say('/quiz 10 --essay for-homework', direct)).toMatchObject({ kind: 'notice', tone: 'refusal' });
    const apart = { place: { platform: 'slack', tenant: 'dm', place: 'D9' }, isDirect: true };
    expect(await talk.say('/quiz 10 --essay for-homework', apart)).toMatchObject({ kind: 'notice', tone: 'refusal' });
    expect(await talk.say('/quiz --essay lighthouse', inChannel)).toMatchObject({ kind: 'card' });
  });

  it('counts first answers without names, and shows no counts of fewer than three', async () => {
    const talk = await quizzing();
    const id = await startForClass(talk);
    const right = await keyOf(talk, id, 1, teacher);
    const wrong = right === 'a' ? 'b' : 'a';
    for (const person of ['ann', 'bob', 'eve']) {
      await talk.say(`/quiz answer ${id} 1${person === 'eve' ? wrong : right}`, { ...inChannel, person });
      await talk.say(`/quiz answer ${id} 1${right}`, { ...inChannel, person });
    }
    await talk.say(`/quiz answer ${id} 2a`, inChannel);
    const results = await talk.say(`/quiz end ${id}`, teacher);
    expect(results).toMatchObject({ isPersonal: true });
    const text = plainText(results);
    expect(text).toMatch(/1\. 2 of 3 right/);
    expect(text).toContain('2. Fewer than three answers');
    expect(text).not.toMatch(/\b(?:ann|bob|eve)\b/);
    const quiz = JSON.stringify((await talk.store.records.get(tenant, 'quiz', id))?.data);
    expect(quiz).not.toMatch(/"(?:ann|bob|eve)"/);
  });

  it('is ended, and its key shown, by teachers alone', async () => {
    const talk = await quizzing();
    const id = await startForClass(talk);
    for (const line of [`/quiz end ${id}`, `/quiz keys ${id}`, `/quiz class ${id}`]) {
      for (const place of [inChannel, direct]) {
        const reply = await talk.say(line, place);
        expect(reply.isPersonal).toBe(true);
        expect(await isQuizRunning(talk.store.records, tenant, forHomework.slug)).toBe(true);
      }
    }
    expect(await talk.say(`/quiz keys ${id}`, teacher)).toMatchObject({ tone: 'refusal' });
    const results = await talk.say(`/quiz end ${id}`, teacher);
    await talk.say(results.buttons[0]?.line ?? '', teacher);
    const [key] = await due(talk);
    expect(plainText(key ?? results)).toContain('The key to the quiz on “In Praise of Homework”');
    expect(await talk.store.audit.list(tenant)).toMatchObject([{ action: 'quiz.end' }, { action: 'quiz.start' }]);
  });
});
