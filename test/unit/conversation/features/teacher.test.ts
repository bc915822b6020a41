import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { CardReply, Due, Reply } from '../../../../src/conversation/types.js';
import { dueReplies } from '../../../helpers/due-replies.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const thread = { platform: 'slack', tenant: 'T1', place: 'C1:1' };
const direct = { place: { ...thread, place: 'D9:1' }, person: 'tess', isDirect: true } as const;

const openClass = async (): Promise<StoreTalk> => openTalk(await temporaryFolder(), { teachers: ['slack:tess'] });

function cardIn(due: Due | undefined): CardReply {
  const [reply] = due?.replies ?? [];
  if (reply?.kind !== 'card') throw new Error(`no card: ${reply?.kind}`);
  return reply;
}

function textOf(reply: Reply): string {
  return reply.kind === 'notice' ? reply.text : plainText(reply);
}

/** Ann asks, the teacher gets the card. */
async function asked(talk: StoreTalk, question: string, rest: object = {}): Promise<CardReply> {
  const answer = await talk.say(question, { messageId: 'q1', ...rest });
  const button = answer.buttons.find(({ label }) => label === 'Ask the teacher');
  expect(await talk.say(button?.line ?? '', rest)).toMatchObject({ tone: 'plain', isPersonal: true });
  const [due] = await dueReplies(talk.conversation, 1);
  expect(due?.place.place).toBe('@tess');
  return cardIn(due);
}

/** ... and the teacher answers; what the asker is told. */
async function answered(talk: StoreTalk, question: string, words: string, rest: object = {}): Promise<Due | undefined> {
  const line = (await asked(talk, question, rest)).buttons[0]?.line ?? '';
  expect(textOf(await talk.say(`${line} ${words}`, direct))).toContain('class note on ¶');
  return (await dueReplies(talk.conversation, 1))[0];
}

describe('a question to the teacher', () => {
  it('starts at an answer that leaves something open, and only where there is a teacher', async () => {
    const talk = await openClass();
    expect((await talk.say('zebra?')).buttons.map(({ label }) => label)).toContain('Ask the teacher');
    expect((await talk.say('who owns the pasture?')).buttons.map(({ label }) => label)).not.toContain(
      'Ask the teacher',
    );
    const alone = await openTalk(await temporaryFolder());
    expect((await alone.say('zebra?')).buttons.map(({ label }) => label)).not.toContain('Ask the teacher');
    expect(textOf(await alone.say('/ask-teacher why zebras?'))).toContain('Nobody is a teacher');
  });

  it('goes to the teacher with its context, without a name, and with a window for the answer', async () => {
    const card = await asked(await openClass(), 'zebra?');
    expect(plainText(card)).toContain('Somebody in the class asks you:\nzebra?');
    expect(plainText(card)).toContain('I said that the essay does not answer this.');
    expect(JSON.stringify(card)).not.toContain('ann');
    expect(card.buttons[0]).toMatchObject({ label: 'Answer', asks: { isLong: true } });
    expect(card.buttons[0]?.line.length).toBeLessThanOrEqual(90);
  });

  it('is answered in the thread it was asked in, as the teacher’s words at a paragraph', async () => {
    const due = await answered(await openClass(), 'zebra?', 'Zebras are not in this essay; ask in biology.');
    expect(due?.place).toEqual(thread);
    expect(plainText(cardIn(due))).toBe(
      [
        'The teacher answered:',
        'Zebras are not in this essay; ask in biology. “The pasture belongs to no one.” Hardin ¶1',
        "The teacher's words, not the essay's; kept as a class note.",
      ].join('\n'),
    );
  });

  it('asked in private is answered to the asker alone, with the question above', async () => {
    const due = await answered(await openClass(), 'zebra?', 'No zebras.', { isPrivate: true });
    expect(due?.place.place).toBe('@ann');
    expect(cardIn(due).isPersonal).toBe(true);
    expect(plainText(cardIn(due))).toContain('You asked the teacher: zebra?');
  });

  it('is answered once, by a teacher, and then nothing of it is kept', async () => {
    const talk = await openClass();
    const line = (await asked(talk, 'zebra?')).buttons[0]?.line ?? '';
    expect(await talk.say(`${line} I know it`, {})).toMatchObject({ tone: 'refusal' });
    expect(textOf(await talk.say(line, direct))).toContain('<your answer>');
    await talk.say(`${line} No zebras.`, direct);
    expect(textOf(await talk.say(`${line} Other words.`, direct))).toContain('answered already');
    expect(await talk.store.records.all('teacher-question')).toEqual([]);
    expect(await talk.store.records.all('note')).toMatchObject([{ person: 'tess', data: { words: 'No zebras.' } }]);
    expect((await talk.store.audit.list(thread)).map(({ action }) => action)).toEqual(['note.add']);
  });

  it('stands at another paragraph when the teacher begins with its mark', async () => {
    const due = await answered(await openClass(), 'zebra?', '¶3: Only rules help.');
    expect(plainText(cardIn(due))).toContain('Only rules help. “Rules of the village saved the hay.” Hardin ¶3');
  });

  it('is one’s own: another’s turn is not passed on, a question in words is', async () => {
    const talk = await openClass();
    await talk.say('zebra?', { messageId: 'q1' });
    expect(await talk.say('/ask-teacher turn:q1', { person: 'bob' })).toMatchObject({ tone: 'refusal' });
    expect(await talk.say('/ask-teacher what is a pasture?', { person: 'bob' })).toMatchObject({ tone: 'plain' });
    expect(await talk.say('ask the teacher')).toMatchObject({ tone: 'plain' });
    const questions = (await talk.store.records.all('teacher-question')).map(({ data }) => data);
    expect(questions).toMatchObject([{ question: 'what is a pasture?' }, { question: 'zebra?' }]);
  });
});

describe('a class note', () => {
  it('stands before a later answer about the same thing, apart from the essay’s words', async () => {
    const talk = await openClass();
    await answered(talk, 'zebra herds grazing?', 'No zebra grazed there.');
    const later = await talk.say('a zebra?', { person: 'bob', place: { ...thread, place: 'C2:1' } });
    expect(later.note).toBe('Class note on Hardin ¶1: No zebra grazed there.');
    expect(plainText(later)).not.toContain('“No zebra');
    expect((await talk.say('who owns the pasture?', { person: 'bob' })).note).toBeUndefined();
  });

  it('stays in its own tenant', async () => {
    const talk = await openClass();
    await answered(talk, 'zebra?', 'No zebra grazed there.');
    const place = { platform: 'slack', tenant: 'T2', place: 'C1:1' };
    expect((await talk.say('zebra?', { place })).note).toBeUndefined();
    expect(textOf(await talk.say('/notes', { place }))).toContain('no class note yet');
    expect(await talk.say('/paragraph 1 --essay commons', { place })).toMatchObject({
      paragraphs: [{ teacherNotes: [] }],
    });
  });

  it('stands beside its paragraph as the teacher’s', async () => {
    const talk = await openClass();
    await answered(talk, 'zebra?', '¶3: Only rules help.');
    expect(await talk.say('/paragraph 3 --essay commons')).toMatchObject({
      paragraphs: [{ teacherNotes: [{ kind: 'note', text: 'Only rules help.', paragraph: 3 }] }],
    });
  });

  it('is listed with its paragraph and day, and taken away by teachers alone', async () => {
    const talk = await openClass();
    await answered(talk, 'zebra?', '¶3: Only rules help.');
    const list = await talk.say('/notes');
    expect(plainText(list)).toMatch(
      /1\. \w+ \d+, \d{4}: Only rules help\. “Rules of the village saved the hay\.” \S+ ¶3/,
    );
    expect(list.buttons).toEqual([]);
    const line = (await talk.say('/notes', { person: 'tess' })).buttons[0]?.line ?? '';
    expect(await talk.say(line)).toMatchObject({ tone: 'refusal' });
    expect(textOf(await talk.say(line, { person: 'tess' }))).toContain('removed');
    expect(textOf(await talk.say(line, { person: 'tess' }))).toContain('no such class note');
    expect(textOf(await talk.say('/notes'))).toContain('no class note yet');
  });
});
