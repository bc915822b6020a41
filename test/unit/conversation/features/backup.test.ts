import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { Reply } from '../../../../src/conversation/types.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { againstHomework } from '../../../helpers/study-essays.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';
import { wordRetriever } from '../../../helpers/word-retriever.js';

const message =
  'Homework narrows the gap between rich and poor children, the satchel should stay at school, and private tutors pay foreign taxes.';
const tenant = { platform: 'slack', tenant: 'T1' };

async function talking(): Promise<StoreTalk> {
  return await openTalk(await temporaryFolder(), { retriever: wordRetriever(againstHomework) });
}

async function due(talk: StoreTalk): Promise<{ place: string; reply: Reply }> {
  for await (const { place, replies, confirm } of talk.conversation.due(['slack'], new AbortController().signal)) {
    await confirm();
    const [reply] = replies;
    if (reply) return { place: place.place, reply };
  }
  throw new Error('nothing was due');
}

describe('back it up', () => {
  it('reads each claim of the quoted message, for whoever asked alone', async () => {
    const talk = await talking();
    const reply = await talk.say('/backup', { quoted: message });
    expect(reply).toMatchObject({ kind: 'card', topic: 'backing', isPersonal: true });
    const text = plainText(reply);
    expect(text).toMatch(/1\. Homework narrows .*: the essay reads the other way\. “.*does not narrow.*” ¶3/);
    expect(text).toMatch(/2\. the satchel should stay at school: the essay reads as supporting it/);
    expect(text).toMatch(/3\. private tutors pay foreign taxes: the essay does not speak of it/);
    expect(text).toContain('not a grade');
  });

  it('takes words before the quoted message, and plain words as its command', async () => {
    const talk = await talking();
    expect(plainText(await talk.say('/backup The satchel should stay at school.', { quoted: message }))).not.toContain(
      'narrows',
    );
    expect(await talk.say('back it up', { quoted: message })).toMatchObject({ kind: 'card', topic: 'backing' });
  });

  it('keeps nothing of the message, nor of who wrote it', async () => {
    const talk = await talking();
    await talk.say('/backup', { quoted: message });
    const { turns, records } = await talk.store.exportPerson(tenant, 'ann');
    expect(turns).toEqual([]);
    expect(records).toMatchObject([{ kind: 'backing' }]);
    expect(JSON.stringify(records)).not.toMatch(/tutors|satchel should/);
  });

  it('is shared by whoever asked, without the message', async () => {
    const talk = await talking();
    const reply = await talk.say('/backup', { quoted: message });
    const line = reply.buttons[0]?.line ?? '';
    expect(line.length).toBeLessThanOrEqual(90);
    expect(await talk.say(line, { person: 'bob' })).toMatchObject({ tone: 'refusal', isPersonal: true });
    expect(await talk.say(line)).toMatchObject({ tone: 'plain', isPersonal: true });
    await talk.say(line);
    const { place, reply: shared } = await due(talk);
    expect(place).toBe('C1:1');
    expect(shared.isPersonal).toBeUndefined();
    const text = plainText(shared);
    expect(text).toMatch(/Claim 1: the essay reads the other way\. “.*” ¶3/);
    expect(text).not.toContain('tutors');
  });

  it('is not shown by a line that somebody types', async () => {
    const talk = await talking();
    const reply = await talk.say('/backup', { quoted: message });
    const id = reply.buttons[0]?.line.split(' ').at(-1);
    expect(await talk.say(`/backup show ${id}`)).toMatchObject({ kind: 'notice', tone: 'refusal' });
  });

  it('has no button in direct messages, where there is no class', async () => {
    const talk = await talking();
    const reply = await talk.say('/backup', { quoted: message, isDirect: true, place: { ...tenant, place: 'D1' } });
    expect(reply.buttons).toEqual([]);
  });

  it('asks for a message, and says when it claims nothing', async () => {
    const talk = await talking();
    expect(plainText(await talk.say('/backup'))).toContain('Which message?');
    expect(plainText(await talk.say('/backup', { quoted: 'Why? Really!' }))).toContain('no claim');
  });
});
