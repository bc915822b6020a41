import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConversation } from '../../../src/conversation/conversation.js';
import type { ParagraphReply, Reply } from '../../../src/conversation/types.js';
import { languages } from '../../../src/essay/types.js';
import { fakeAnswerer, fakeEssay, fakeRetriever, fakeSummarise } from '../../helpers/fake-parts.js';
import { recordingLog } from '../../helpers/recording-log.js';
import { openTalk, type StoreTalk } from '../../helpers/store-talk.js';
import { temporaryFolder } from '../../helpers/temporary-folder.js';

const texts = Array.from({ length: 40 }, (_, at) => `Paragraph ${at + 1} speaks of the meadow.`);
const closed = fakeEssay('meadow', texts, { license: 'not stated' });
const open = fakeEssay('brook', texts, { license: 'CC BY 4.0' });
const noon = Date.UTC(2026, 4, 4, 12);

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

async function library(): Promise<StoreTalk> {
  const retriever = fakeRetriever(closed, open);
  return await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
}

/** The numbers of what a reply shows whole, neighbours too. */
function whole(reply: Reply): readonly number[] {
  if (reply.kind !== 'paragraph') return [];
  const { before, paragraphs, after }: ParagraphReply = reply;
  return [before, ...paragraphs, after].flatMap((shown) => (shown ? [shown.citation.paragraph] : []));
}

/** Reads the first `count` paragraphs, three at a time. */
async function read(talk: Pick<StoreTalk, 'say'>, count: number, rest = {}): Promise<void> {
  for (let n = 1; n <= count; n += 3) {
    const last = Math.min(n + 2, count);
    const expected = [n, n + 1, n + 2].filter((each) => each <= last);
    expect(whole(await talk.say(`/paragraph p${n}-${last} --essay meadow`, rest))).toEqual(expected);
  }
}

describe('an essay whose licence is not open', () => {
  it('shows the paragraph that is named, and its neighbours where a button asks for them', async () => {
    const talk = await library();
    expect(whole(await talk.say('/paragraph 7 --essay meadow'))).toEqual([7]);
    expect(whole(await talk.say('/paragraph p7 --essay meadow --around'))).toEqual([6, 7, 8]);
    expect(whole(await talk.say('/next --essay meadow'))).toEqual([8]);
  });

  it('shows three of a longer stretch, says why, and goes on from there', async () => {
    const talk = await library();
    const reply = await talk.say('/paragraph p4-9 --essay meadow --around');
    expect(whole(reply)).toEqual([4, 5, 6]);
    expect(reply.note).toContain('licence of this essay is not open');
    expect(reply.note).toContain('first of 6');
    expect(whole(await talk.say('/next --essay meadow'))).toEqual([7]);
    expect(whole(await talk.say('/paragraph p4-9 --essay brook'))).toEqual([4, 5, 6, 7, 8]);
  });

  it('shows a person thirty different paragraphs a day, and says what still works after that', async () => {
    const talk = await library();
    await read(talk, 30);
    const refused = await talk.say('/paragraph 31 --essay meadow');
    expect(refused).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
    expect(refused).toMatchObject({ text: expect.stringMatching(/at most 30 .* From 00:00 UTC .* are answered/) });
    expect(whole(await talk.say('/paragraph 30 --essay meadow'))).toEqual([30]);
    expect(await talk.say('what is said of the meadow? --essay meadow')).toMatchObject({ kind: 'answer' });
    expect(await talk.say('tldr --essay meadow')).toMatchObject({ kind: 'summary' });
    expect(whole(await talk.say('/paragraph 31 --essay brook'))).toEqual([31]);
  });

  it('shows what fits where the day has room for a part, and the paragraph before its neighbours', async () => {
    const talk = await library();
    await read(talk, 29);
    const reply = await talk.say('/paragraph p34 --essay meadow --around');
    expect(whole(reply)).toEqual([34]);
    expect(reply.note).toContain('Not all of it');
    const mixed = await talk.say('/paragraph p29-31 --essay meadow');
    expect(whole(mixed)).toEqual([29]);
    expect(mixed.note).toContain('Not all of it');
  });

  it('counts each person and each class apart, and a message never twice', async () => {
    const talk = await library();
    await read(talk, 30);
    await read(talk, 30);
    expect(whole(await talk.say('/paragraph 31 --essay meadow'))).toEqual([]);
    expect(whole(await talk.say('/paragraph 31 --essay meadow', { person: 'bob' }))).toEqual([31]);
    const elsewhere = { place: { platform: 'slack', tenant: 'T2', place: 'C1' } };
    expect(whole(await talk.say('/paragraph 31 --essay meadow', elsewhere))).toEqual([31]);
  });

  it('counts what comes at once from many channels', async () => {
    const talk = await library();
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        talk.say(`/paragraph ${at + 1} --essay meadow`, {
          place: { platform: 'slack', tenant: 'T1', place: `C${at}` },
        }),
      ),
    );
    expect(replies.flatMap(whole)).toHaveLength(30);
  });

  it('begins anew with the next day of UTC, and then keeps nothing of the day before', async () => {
    const talk = await library();
    await read(talk, 30);
    vi.setSystemTime(noon + 11 * 3_600_000);
    expect(whole(await talk.say('/paragraph 31 --essay meadow'))).toEqual([]);
    vi.setSystemTime(noon + 12 * 3_600_000);
    expect(whole(await talk.say('/paragraph 31 --essay meadow'))).toEqual([31]);
    const kept = await talk.store.records.list({ platform: 'slack', tenant: 'T1' }, 'read-whole');
    expect(kept).toMatchObject([{ person: 'ann', data: { shown: ['meadow 31'] } }]);
  });

  it('has what was read in the export of a person, and forgets it with them', async () => {
    const talk = await library();
    await read(talk, 2);
    const tenant = { platform: 'slack', tenant: 'T1' };
    expect((await talk.store.exportPerson(tenant, 'ann')).records).toMatchObject([{ kind: 'read-whole' }]);
    await talk.store.forgetPerson(tenant, 'ann');
    expect(await talk.store.records.list(tenant, 'read-whole')).toEqual([]);
  });

  it('is counted in memory where nothing is remembered', async () => {
    const retriever = fakeRetriever(closed);
    const conversation = createConversation({
      ...{ retriever, answerer: fakeAnswerer(retriever), summarise: fakeSummarise, handout: () => '' },
      ...{ log: recordingLog(), retentionDays: 30 },
    });
    const { incoming } = await library();
    const talk = {
      async say(text: string): Promise<Reply> {
        let last: Reply | undefined;
        for await (const reply of conversation.handle(incoming(text))) last = reply;
        if (!last) throw new Error('no reply');
        return last;
      },
    };
    await read(talk, 30);
    expect(whole(await talk.say('/paragraph 31 --essay meadow'))).toEqual([]);
    vi.setSystemTime(noon + 24 * 3_600_000);
    expect(whole(await talk.say('/paragraph 31 --essay meadow'))).toEqual([31]);
  });

  it('is free of all this for whoever sits at the machine', async () => {
    const talk = await library();
    await read(talk, 40, { isOperator: true });
    expect(whole(await talk.say('/paragraph p1-5 --essay meadow', { isOperator: true }))).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the numbered copy', () => {
  it('of an essay whose licence is not open goes to a teacher alone, in direct messages too', async () => {
    const talk = await library();
    const ask = (person: string, rest = {}) => talk.say('/handout --essay meadow', { person, ...rest });
    expect(await ask('ann')).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
    await talk.store.settings.change(
      { platform: 'slack', tenant: 'T1', place: '', person: 'tea' },
      { role: 'teacher' },
    );
    for (const rest of [{}, { isDirect: true }, { isPrivate: true }]) {
      const refused = await ask('ann', rest);
      expect(refused).toMatchObject({ kind: 'notice', tone: 'refusal', isPersonal: true });
      expect(refused).toMatchObject({ text: expect.stringMatching(/teachers alone.*`license:`/) });
    }
    expect(await ask('tea')).toMatchObject({ kind: 'handout', isPersonal: true });
    const operator = await ask('ann', { isOperator: true });
    expect(operator).toMatchObject({ kind: 'handout' });
    expect(operator.isPersonal).toBeUndefined();
  });

  it('of an open essay goes to everyone', async () => {
    const talk = await library();
    const reply = await talk.say('/handout --essay brook');
    expect(reply).toMatchObject({ kind: 'handout' });
    expect(reply.isPersonal).toBeUndefined();
  });

  it('is refused in the language of who asks', async () => {
    const talk = await library();
    const replies = await Promise.all(languages.map((language) => talk.say('/handout --essay meadow', { language })));
    const said = replies.map((reply) => (reply.kind === 'notice' ? reply.text : ''));
    expect(new Set(said).size).toBe(6);
    for (const text of said) expect(text).toContain('license:');
  });
});
