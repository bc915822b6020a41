import { describe, expect, it } from 'vitest';
import { createConversation } from '../../../../src/conversation/conversation.js';
import type { CardReply, Reply } from '../../../../src/conversation/types.js';
import { dueReplies } from '../../../helpers/due-replies.js';
import { commons, fakeAnswerer, fakeEssay, fakeRetriever, fakeSummarise, ice } from '../../../helpers/fake-parts.js';
import { recordingLog } from '../../../helpers/recording-log.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import {
  cardOf,
  classChannel,
  harbour,
  lineOf,
  noticeOf,
  openClass,
  student,
  teacher,
  wordsOf,
} from '../../../helpers/teacher-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const openTalkHere = async (): Promise<StoreTalk> => await openClass(await temporaryFolder());
const draftOf = async (talk: StoreTalk, words = ''): Promise<CardReply> =>
  cardOf(await talk.say(`/discuss ${words}`.trim(), teacher));
const isOpen = async (talk: StoreTalk): Promise<boolean> => (await talk.store.claims.takeUp('slack')).length > 0;

describe('a draft of a discussion question', () => {
  it('is seen by its teacher alone, stands on quoted words, and offers what can be done with it', async () => {
    const talk = await openTalkHere();
    const draft = await draftOf(talk);
    expect(draft).toMatchObject({ isPersonal: true, leadIn: 'Draft for this channel (only you see this):' });
    expect(draft.cites.map(({ paragraph }) => paragraph)).toEqual([1, 4]);
    for (const { paragraph, quote, start, end } of draft.cites)
      expect(harbour.paragraphs[paragraph - 1]?.text.slice(start, end)).toBe(quote);
    expect(draft.buttons.map(({ label }) => label)).toEqual(['Post now', 'Schedule', 'Edit', 'Another', 'Discard']);
    for (const { line, label } of draft.buttons) {
      expect(line.length, label).toBeLessThanOrEqual(90);
      expect(line).toMatch(/ q[0-9a-f]{6}$/);
    }
    const edit = draft.buttons[2];
    expect(edit?.asks).toMatchObject({ isLong: true, initial: draft.items.at(-1)?.text });
    expect(draft.buttons[1]?.asks).toBeDefined();
  });

  it('is refused to everyone who is no teacher, and so is every act on it, in direct messages too', async () => {
    const talk = await openTalkHere();
    const lines = (await draftOf(talk)).buttons.map(({ line }) => line);
    const hidden = { ...student, place: { ...classChannel, place: 'D7' }, isDirect: true };
    for (const who of [student, hidden])
      for (const line of ['/discuss', ...lines.map((each) => `${each} tomorrow 9:00`), ...lines])
        expect(await talk.say(line, who), line).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
    expect(await isOpen(talk)).toBe(false);
    expect(cardOf(await talk.say(lines[3] ?? '', teacher)).items.length).toBeGreaterThan(1);
  });

  it('of one channel cannot be touched from another, except by whoever made it', async () => {
    const talk = await openTalkHere();
    const post = lineOf(await draftOf(talk), '/discuss post');
    const elsewhere = { ...classChannel, place: 'C2' };
    expect(await talk.say(post, { place: elsewhere, person: 'theo' })).toMatchObject({ tone: 'refusal' });
    expect(await talk.say(post, { place: { ...classChannel, tenant: 'T2' }, person: 'tess' })).toMatchObject({
      tone: 'refusal',
    });
    expect(await talk.say(post, { place: elsewhere, person: 'tess' })).toMatchObject({ tone: 'plain' });
  });

  it('is posted once, for everyone, in its channel, however often the button is pressed', async () => {
    const talk = await openTalkHere();
    const draft = await draftOf(talk);
    const post = lineOf(draft, '/discuss post');
    expect(await talk.say(post, teacher)).toMatchObject({ tone: 'plain', isPersonal: true });
    for (const line of [post, ...draft.buttons.map(({ line: each }) => each)])
      expect(wordsOf(await talk.say(`${line} tomorrow 9:00`, teacher)), line).toContain('posted already');
    const [due] = await dueReplies(talk.conversation, 1);
    expect(due?.place).toEqual(classChannel);
    const post1 = cardOf(due?.replies[0]);
    expect(post1).not.toHaveProperty('isPersonal');
    expect(post1).toMatchObject({ leadIn: 'For discussion:', buttons: [], cites: draft.cites });
    expect(await isOpen(talk)).toBe(false);
    expect(await talk.store.audit.list(classChannel)).toMatchObject([{ action: 'discussion.post', person: 'tess' }]);
  });

  it('is shown to the class by nobody’s words, only by what was put by', async () => {
    const talk = await openTalkHere();
    const show = lineOf(await draftOf(talk), '/discuss post').replace('post', 'show');
    for (const who of [teacher, student])
      expect(await talk.say(show, who)).toMatchObject({ kind: 'notice', tone: 'refusal' });
  });

  it('can be edited while it is not posted: the words are the teacher’s then, the quotes stay the essay’s', async () => {
    const talk = await openTalkHere();
    const draft = await draftOf(talk);
    const edited = cardOf(await talk.say(`${lineOf(draft, '/discuss edit')} Who pays for the bends?`, teacher));
    expect(edited.items.at(-1)?.text).toBe("Teacher's question: Who pays for the bends?");
    expect(edited.cites).toEqual(draft.cites);
    expect(wordsOf(await talk.say(lineOf(draft, '/discuss edit'), teacher))).toContain('needs words');
    await talk.say(lineOf(draft, '/discuss post'), teacher);
    const [due] = await dueReplies(talk.conversation, 1);
    expect(wordsOf(cardOf(due?.replies[0]))).toContain('Who pays for the bends?');
  });

  it('gives way to another one, which is never the same, until the essay has no other', async () => {
    const talk = await openTalkHere();
    let draft = await draftOf(talk);
    const seen = [wordsOf(draft)];
    for (let round = 0; round < 8; round += 1) {
      const before = draft;
      draft = cardOf(await talk.say(lineOf(before, '/discuss another'), teacher));
      expect(wordsOf(draft)).not.toBe(seen.at(-1));
      expect(noticeOf(await talk.say(lineOf(before, '/discuss post'), teacher)).tone).toBe('refusal');
      seen.push(wordsOf(draft));
    }
    expect(new Set(seen.slice(0, 4)).size).toBe(4);
    expect(wordsOf(await draftOf(talk))).not.toBe(seen.at(-1));
    const lonely = await openClass(await temporaryFolder(), fakeEssay('one', ['A single sentence stands here.']));
    const only = await draftOf(lonely);
    expect(wordsOf(await lonely.say(lineOf(only, '/discuss another'), teacher))).toContain('no other question');
  });

  it('can be discarded, and then nothing of it can be posted or planned', async () => {
    const talk = await openTalkHere();
    const draft = await draftOf(talk);
    expect(wordsOf(await talk.say(lineOf(draft, '/discuss discard'), teacher))).toContain('nothing was posted');
    for (const { line } of draft.buttons)
      expect(wordsOf(await talk.say(`${line} tomorrow 9:00`, teacher)), line).toContain('no longer there');
    expect(await talk.store.records.list(classChannel, 'discussion')).toEqual([]);
  });

  it('stays with the paragraphs or the topic asked for, and says so where there is nothing on it', async () => {
    const talk = await openTalkHere();
    expect((await draftOf(talk, 'p2-3')).cites.every(({ paragraph }) => paragraph === 2 || paragraph === 3)).toBe(true);
    expect(wordsOf(await draftOf(talk, 'the fishermen'))).toContain('fishermen');
    expect(wordsOf(await talk.say('/discuss astronomy', teacher))).toContain('“astronomy”');
    expect(wordsOf(await talk.say('/discuss p9', teacher))).toContain('9');
  });

  it('shows the teacher’s own question first, as the teacher’s', async () => {
    const teacherNotes = [{ kind: 'question', text: 'Who decides about a river?', paragraph: 4 } as const];
    const talk = await openClass(await temporaryFolder(), { ...harbour, teacherNotes });
    const draft = await draftOf(talk);
    expect(draft.items[0]?.text).toBe("Teacher's question: Who decides about a river?");
    expect(draft.cites).toMatchObject([{ paragraph: 4 }]);
  });

  it('asks back where several essays could be meant, and takes the one that is named', async () => {
    const talk = await openClass(await temporaryFolder(), commons, ice);
    expect(await talk.say('/discuss', teacher)).toMatchObject({ kind: 'essays', isPersonal: true });
    expect((await draftOf(talk, '--essay commons')).cites[0].essay).toBe('commons');
  });

  it('stands in direct messages at once, where nobody else reads along', async () => {
    const talk = await openTalkHere();
    const direct = { person: 'tess', place: { ...classChannel, place: 'D1' }, isDirect: true };
    const draft = cardOf(await talk.say('/discuss', direct));
    expect(cardOf(await talk.say(lineOf(draft, '/discuss post'), direct))).toMatchObject({ leadIn: 'For discussion:' });
    expect(await isOpen(talk)).toBe(false);
  });

  it('quotes the essay as it is when it is posted, not as it was when it was drafted', async () => {
    const folder = await temporaryFolder();
    const talk = await openClass(folder);
    await talk.say(lineOf(await draftOf(talk), '/discuss post'), teacher);
    const [first, ...rest] = harbour.paragraphs.map(({ text }) => text);
    const later = await openClass(
      folder,
      fakeEssay('harbour', ['A foreword was added.', first ?? '', ...rest.slice(0, 2)]),
    );
    const [due] = await dueReplies(later.conversation, 1);
    expect(cardOf(due?.replies[0]).cites).toMatchObject([{ paragraph: 2 }]);
  });

  it('needs a memory', async () => {
    const talk = await openTalkHere();
    const retriever = fakeRetriever(harbour);
    const forgetful = createConversation({
      ...{ retriever, answerer: fakeAnswerer(retriever), summarise: fakeSummarise, handout: () => '' },
      ...{ log: recordingLog(), retentionDays: 30, teachers: ['slack:tess'] },
    });
    const replies: Reply[] = [];
    for (const line of ['/discuss', '/schedule'])
      for await (const reply of forgetful.handle(talk.incoming(line, teacher))) replies.push(reply);
    expect(replies.map(wordsOf)).toEqual(Array(2).fill(expect.stringContaining('Nothing is remembered here')));
  });
});

describe('whoever sits at the machine', () => {
  it('sees the question at once, and is told that a terminal posts nothing later', async () => {
    const talk = await openTalk(await temporaryFolder(), { retriever: fakeRetriever(harbour) });
    const operator = { ...teacher, person: 'op', isOperator: true };
    const draft = cardOf(await talk.say('/discuss', operator));
    const plan = await talk.say(`${lineOf(draft, '/schedule')} tomorrow 9:00`, operator);
    expect(wordsOf(plan)).toContain('In a terminal nothing can be posted later');
    expect(cardOf(await talk.say(lineOf(draft, '/discuss post'), operator)).leadIn).toBe('For discussion:');
  });
});

describe('the language of a draft', () => {
  it('is that of whoever asked for it, and stays that of its buttons and its post', async () => {
    const talk = await openTalkHere();
    const russian = { ...teacher, language: 'ru' } as const;
    const own = cardOf(await talk.say('/discuss p1-3', russian));
    expect(own.leadIn).toContain('Черновик');
    expect(noticeOf(await talk.say(lineOf(own, '/discuss post'), teacher)).text).toContain('Опубликовано');
    const [due] = await dueReplies(talk.conversation, 1);
    expect(cardOf(due?.replies[0]).leadIn).toBe('Для обсуждения:');
  });
});
