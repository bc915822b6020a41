import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { CardReply, Incoming, Reply } from '../../../../src/conversation/types.js';
import { fakeAnswerer, fakeEssay, fakeRetriever } from '../../../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const granary = fakeEssay('granary', [
  'The village lies under a hill with two springs and one road.',
  'Winter came early. Nobody but the miller held the key to the granary, because the mayor feared the soldiers on the hill.',
]);
const question = 'who held the key to the granary?';
const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const thread = (name: string): Partial<Incoming> => ({ place: { ...channel, place: `C1:${name}` } });

async function hinting(folder?: string, essay = granary): Promise<StoreTalk> {
  const retriever = fakeRetriever(essay);
  const talk = await openTalk(folder ?? (await temporaryFolder()), { retriever, answerer: fakeAnswerer(retriever) });
  await talk.store.settings.change({ ...channel, place: '', person: 'teacher' }, { role: 'teacher' });
  await talk.store.settings.change(channel, { mode: 'hints' });
  return talk;
}

function card(reply: Reply): CardReply {
  if (reply.kind !== 'card') throw new Error(`a ${reply.kind}`);
  return reply;
}

function lineOf(reply: Reply, label: string): string {
  const found = reply.buttons.find((button) => button.label === label);
  if (!found) throw new Error(`no button ${label}`);
  expect(found.line.length).toBeLessThanOrEqual(90);
  return found.line;
}

describe('where hints come first', () => {
  it('a question gets the first hint, the next ones by button, and the answer at the end', async () => {
    const talk = await hinting();
    const first = await talk.say(question);
    expect(first).toMatchObject({ kind: 'card', topic: 'hint', isPersonal: true, leadIn: 'Hint 1 of 3.' });
    expect(plainText(first)).toMatch(/Reread ¶2, which begins “Winter came early/);
    const second = await talk.say(lineOf(first, 'Next hint'));
    expect(plainText(second)).toMatch(/¶2 ties two things together here: “because the mayor.*What follows from what\?/);
    const third = await talk.say(lineOf(second, 'Next hint'));
    expect(card(third).leadIn).toBe('Hint 3 of 3.');
    expect(third.buttons.map(({ label }) => label)).toEqual(['Show the answer', 'Check my answer', 'Show ¶2']);
    const answer = await talk.say(lineOf(third, 'Show the answer'));
    expect(answer).toMatchObject({ kind: 'answer', isPersonal: true });
    expect(plainText(answer)).toContain('Nobody but the miller');
  });

  it('the question is kept as a turn of its person alone, and so are its words nowhere else', async () => {
    const talk = await hinting();
    const first = await talk.say(question, { messageId: 'm-1' });
    await talk.say(lineOf(first, 'Next hint'));
    expect(await talk.store.turns.recent({ ...channel, place: 'C1:1' }, 'ann')).toMatchObject([
      { id: 'm-1', question, kind: 'hint', isPrivate: true },
    ]);
    expect(await talk.store.turns.recent({ ...channel, place: 'C1:1' }, 'bob')).toEqual([]);
    expect(JSON.stringify(await talk.store.records.list(channel, 'hint'))).not.toContain('granary?');
    await talk.conversation.retract({ ...channel, place: 'C1:1' }, 'm-1');
    expect(await talk.say(lineOf(first, 'Next hint'))).toMatchObject({ kind: 'notice', isPersonal: true });
  });

  it('“next hint” goes on in the thread it is said in, also after a restart', async () => {
    const folder = await temporaryFolder();
    const talk = await hinting(folder);
    await talk.say(question, thread('1'));
    await talk.say('what lies under the hill?', thread('2'));
    await talk.say('next hint', thread('2'));
    const again = await hinting(folder);
    expect(card(await again.say('next hint', thread('2'))).leadIn).toBe('Hint 3 of 3.');
    expect(card(await again.say('next hint', thread('1'))).leadIn).toBe('Hint 2 of 3.');
  });

  it('the hints of one person are not another’s', async () => {
    const talk = await hinting();
    const mine = await talk.say(question);
    expect(await talk.say(lineOf(mine, 'Next hint'), { person: 'bob' })).toMatchObject({ kind: 'notice' });
    expect(card(await talk.say(question, { person: 'bob' })).leadIn).toBe('Hint 1 of 3.');
    expect(card(await talk.say('next hint')).leadIn).toBe('Hint 2 of 3.');
  });

  it('a question asked again goes on where its asker was', async () => {
    const talk = await hinting();
    await talk.say(question);
    await talk.say('next hint');
    expect(card(await talk.say('Who held the key to the granary')).leadIn).toBe('Hint 2 of 3.');
    expect(await talk.store.records.list(channel, 'hint')).toHaveLength(1);
  });

  it('an edited essay gives its new words', async () => {
    const folder = await temporaryFolder();
    const first = await (await hinting(folder)).say(question);
    const paragraphs = fakeEssay('granary', [
      'A new beginning of the text.',
      ...granary.paragraphs.map(({ text }) => text),
    ]);
    const edited = { ...paragraphs, hash: 'edited' };
    const again = await hinting(folder, edited);
    expect(plainText(await again.say(lineOf(first, 'Next hint')))).toContain('¶3 ties two things together');
  });

  it('says that it finds no answer, and where it would look', async () => {
    const talk = await hinting();
    const reply = await talk.say('xyzzy plugh frobnicate?');
    expect(plainText(reply)).toContain('I find no answer to this in the essay.');
    expect(reply.buttons.map(({ label }) => label)).toContain('Show the answer');
  });

  it('other places of the class answer as ever', async () => {
    const talk = await hinting();
    expect(await talk.say(question, { place: { ...channel, place: 'C2' } })).toMatchObject({ kind: 'answer' });
  });
});

describe('a hint', () => {
  const answering = async (): Promise<StoreTalk> => {
    const talk = await hinting();
    await talk.store.settings.change(channel, { mode: 'answers' });
    return talk;
  };

  it('can be asked for where answers come first: with a question, or towards the last one', async () => {
    const talk = await answering();
    expect(plainText(await talk.say('hint'))).toContain('/hint');
    expect(card(await talk.say('hint: who held the key?')).leadIn).toBe('Hint 1 of 3.');
    await talk.say('which village lies under springs and one road?');
    expect(plainText(await talk.say('give me a hint'))).toContain('Reread ¶1');
  });

  it.each([
    ['дай подсказку', 'next'],
    ['noch ein Tipp', 'next'],
    ['dame una pista', 'next'],
    ['encore un indice', 'next'],
    ['次のヒント', 'next'],
    ['Show me the answer!', 'answer'],
  ])('“%s” is one in plain words', async (text, step) => {
    const talk = await answering();
    await talk.say(`/hint ${question}`);
    const reply = await talk.say(text);
    if (step === 'answer') expect(reply).toMatchObject({ kind: 'answer' });
    else expect(card(reply).topic).toBe('hint');
  });

  it('is asked for by no question that only speaks of hints', async () => {
    const talk = await answering();
    for (const text of ['what hint does the mayor give?', 'is there a hint of fear on the hill', 'check this claim'])
      expect(await talk.say(text), text).toMatchObject({ kind: 'answer' });
  });

  it('needs a memory, and says so without one', async () => {
    const { createConversation } = await import('../../../../src/conversation/conversation.js');
    const { fakeSummarise } = await import('../../../helpers/fake-parts.js');
    const { recordingLog } = await import('../../../helpers/recording-log.js');
    const retriever = fakeRetriever(granary);
    const parts = {
      retriever,
      answerer: fakeAnswerer(retriever),
      summarise: fakeSummarise,
      handout: () => '',
      log: recordingLog(),
      retentionDays: 30,
    };
    const replies: Reply[] = [];
    const incoming = { place: channel, person: 'ann', messageId: '1', text: `/hint ${question}` };
    for await (const reply of createConversation(parts).handle(incoming)) replies.push(reply);
    expect(replies).toMatchObject([{ kind: 'notice', tone: 'refusal', isPersonal: true }]);
  });
});
