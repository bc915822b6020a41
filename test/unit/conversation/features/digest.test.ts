import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/conversation/plain-text.js';
import type { CardReply, Incoming, Reply } from '../../../../src/conversation/types.js';
import { dueReplies } from '../../../helpers/due-replies.js';
import { openTalk, type StoreTalk } from '../../../helpers/store-talk.js';
import { temporaryFolder } from '../../../helpers/temporary-folder.js';

const channel = { platform: 'slack', tenant: 'T1', place: 'C1' };
const here = { place: channel, person: 'tess' } as const;
const direct = { place: { ...channel, place: 'D9:1' }, person: 'tess', isDirect: true } as const;

async function openClass(): Promise<StoreTalk> {
  return await openTalk(await temporaryFolder(), { teachers: ['slack:tess', 'slack:theo'] });
}

/** Students ask, each in a thread of the channel unless `rest` says otherwise. */
async function ask(talk: StoreTalk, person: string, question: string, rest: Partial<Incoming> = {}): Promise<void> {
  await talk.say(`in commons: ${question}`, { person, place: { ...channel, place: `C1:${person}` }, ...rest });
}

function cardIn(reply: Reply | undefined): CardReply {
  if (reply?.kind !== 'card') throw new Error(`no card: ${reply?.kind === 'notice' ? reply.text : reply?.kind}`);
  return reply;
}

describe('the digest', () => {
  it('is for teachers, in direct messages too', async () => {
    const talk = await openClass();
    for (const rest of [{}, { isDirect: true, place: { ...channel, place: 'D1:1' } }])
      expect(await talk.say('/digest', rest)).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
  });

  it('says what to do where nobody has asked anything', async () => {
    const talk = await openClass();
    const reply = await talk.say('/digest', here);
    expect(reply).toMatchObject({ kind: 'notice', tone: 'plain', isPersonal: true });
    expect(plainText(reply)).toContain('/discuss');
    expect(plainText(reply)).toContain('“Who owns the pasture?”');
  });

  it('shows the teacher alone the paragraphs as a picture, in its words, as points and as a file', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    await ask(talk, 'bob', 'who owns the pasture');
    await ask(talk, 'cleo', 'Why is the grass gone?');
    const card = cardIn(await talk.say('/digest', here));
    expect(card).toMatchObject({ topic: 'digest', isPersonal: true });
    expect(card.picture?.alt).toBe('¶1 most asked (2), then ¶2 (1); never: ¶3');
    expect(card.cites[0]).toMatchObject({ paragraph: 1, quote: 'The pasture belongs to no one.' });
    const text = plainText(card);
    expect(text).toContain('in this channel');
    expect(text).toContain('Questions: 3');
    expect(text).toContain('2 × “Who owns the pasture?”');
    expect(text).toContain('“Why is the grass gone?”');
    expect(card.files?.[0]?.text).toContain('¶1,2,Who owns the pasture?');
    expect(JSON.stringify([text, card.files, card.items])).not.toMatch(/\b(?:ann|bob|cleo)\b/);
  });

  it('tells nothing of what was asked in private or in direct messages but how much it was', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    await ask(talk, 'bob', 'Are the rules cruel?', { isPrivate: true });
    await ask(talk, 'cleo', 'Do cows starve?', { isDirect: true, place: { ...channel, place: 'D2:1' } });
    const card = cardIn(await talk.say('/digest', direct));
    const said = JSON.stringify([plainText(card), card.files]);
    expect(said).toContain('in all channels');
    expect(said).toContain('Private questions not shown: 2.');
    expect(said).not.toMatch(/cruel|starve/);
  });

  it('is about the channel it is asked in, and about the whole class in direct messages', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    await ask(talk, 'bob', 'Do cows starve?', { place: { ...channel, place: 'C2' } });
    await ask(talk, 'zoe', 'Is hay sold?', { place: { platform: 'slack', tenant: 'T2', place: 'C1' } });
    const [inChannel, inAll] = [await talk.say('/digest', here), await talk.say('/digest 3 days', direct)];
    expect(plainText(inChannel)).not.toContain('starve');
    expect(plainText(inAll)).toContain('starve');
    expect(plainText(inAll)).not.toContain('sold');
  });

  it('does not count what teachers ask', async () => {
    const talk = await openClass();
    await ask(talk, 'theo', 'Who owns the pasture?');
    expect(await talk.say('/digest', here)).toMatchObject({ kind: 'notice', tone: 'plain' });
  });

  it('looks back as far as it is told, and says how far it can', async () => {
    const talk = await openClass();
    for (const words of ['0', '61 days', 'yesterday', 'due C1'])
      expect(await talk.say(`/digest ${words}`, here)).toMatchObject({ kind: 'notice', tone: 'refusal' });
    await ask(talk, 'ann', 'Who owns the pasture?');
    expect(plainText(await talk.say('/digest 60', here))).toContain('kept for 30 days');
    expect(plainText(await talk.say('/digest 14 days', here))).not.toContain('kept for');
  });

  it('says what models cost this month where they cost something', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    expect(plainText(await talk.say('/digest', here))).not.toContain('USD');
    await talk.store.spending.reserve({ ...channel, person: 'ann' }, { micros: 1_250_000, model: 'm' }, {});
    expect(plainText(await talk.say('/digest', here))).toContain('1.25 USD, requests: 1');
  });

  it('comes to the teacher in direct messages when it was planned, about the channel it was planned in', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    await ask(talk, 'bob', 'Do cows starve?', { place: { ...channel, place: 'C2' } });
    const plan = { line: '/digest due C1', language: 'en' } as const;
    await talk.conversation.putBy({ ...channel, place: '@tess' }, 'plan', plan, 'tess');
    const [due] = await dueReplies(talk.conversation, 1);
    expect(due?.place.place).toBe('@tess');
    const text = plainText(cardIn(due?.replies[0]));
    expect(text).toContain('Who owns the pasture?');
    expect(text).not.toContain('starve');
    const whole = { line: '/digest due D9', language: 'en' } as const;
    await talk.conversation.putBy({ ...channel, place: '@tess' }, 'whole', whole, 'tess');
    expect(plainText(cardIn((await dueReplies(talk.conversation, 1))[0]?.replies[0]))).toContain('starve');
  });

  it('that was planned goes neither into a channel nor to somebody who is no teacher any more', async () => {
    const talk = await openClass();
    await ask(talk, 'ann', 'Who owns the pasture?');
    const replies: Reply[] = [];
    const inChannel = talk.incoming('/digest due C1', { ...here, isDue: true });
    for await (const reply of talk.conversation.handle(inChannel)) replies.push(reply);
    expect(replies).toEqual([]);
    const former = { person: 'ann', place: { ...channel, place: '@ann' }, isDue: true, isDirect: true } as const;
    expect(await talk.say('/digest due C1', former)).toMatchObject({ kind: 'notice', tone: 'refusal' });
  });
});
