/**
 * What a model writes for the classroom, by the real path: the real client over sockets, the real store and retriever,
 * the shipped essay. Each feature with a model that is good, one that lies, and none that can be reached.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/app/wire.js';
import { plainText } from '../../src/conversation/plain-text.js';
import type { CardReply, Incoming, Reply } from '../../src/conversation/types.js';
import { type ModelServer, startModelServer } from '../emulators/model/model-server.js';
import { openRealParts } from '../helpers/real-parts.js';

const modelLine = 'Written by a language model';
const listed = 'Why is the political relationship between Russia and Japan at a low level?';
let folder: string;
let server: ModelServer;
let parts: Parts;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-written-classroom-'));
  server = await startModelServer({});
  const corpusDir = join(folder, 'corpus');
  await mkdir(corpusDir);
  const essay = await readFile(new URL('../../corpus/streltsov-russo-japanese-relations.md', import.meta.url), 'utf8');
  // One question of its own, so that the model's turn comes soon.
  const shortened = essay.replace(/^questions:\n(?: {2}- .*\n)+/m, `questions:\n  - ${listed}\n`);
  await writeFile(join(corpusDir, 'streltsov.md'), shortened);
  parts = await openRealParts({
    dataDir: join(folder, 'data'),
    corpusDir,
    env: {
      OPENAI_API_KEY: server.key,
      OPENAI_BASE_URL: server.baseUrl,
      PILCROW_MODEL: 'openai:gpt-4o-mini',
      PILCROW_TEACHERS: 'slack:tess',
    },
  });
  await parts.chatModel?.warm();
}, 60_000);
afterEach(() => {
  const left = server.repliesLeft;
  server.usually(undefined);
  server.forget();
  expect(left).toBe(0);
});
afterAll(async () => {
  await parts.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** A class that has seen nothing yet. */
function freshPlace(): Incoming['place'] {
  count += 1;
  return { platform: 'slack', tenant: 'T1', place: `C${count}` };
}

async function say(text: string, more: Partial<Incoming> = {}): Promise<Reply> {
  const place = more.place ?? freshPlace();
  count += 1;
  let last: Reply | undefined;
  const incoming = { place, person: 'tess', messageId: `m${count}`, text, language: 'en' as const, ...more };
  for await (const reply of parts.conversation.handle(incoming)) last = reply;
  if (!last) throw new Error('no reply');
  return last;
}

/** The card, every quote of which stands in the essay. */
async function card(text: string, more: Partial<Incoming> = {}): Promise<CardReply> {
  const reply = await say(text, more);
  if (reply.kind !== 'card') throw new Error(`no card: ${plainText(reply)}`);
  for (const { essay, paragraph, quote } of [...reply.cites, ...reply.items.flatMap(({ quotes }) => quotes)]) {
    const words = parts.retriever.paragraph(essay, paragraph)?.text ?? '';
    for (const piece of quote.split(' … ')) expect(words).toContain(piece);
  }
  return reply;
}

describe('a discussion question', () => {
  const distrust = {
    says: 'Streltsov traces the trouble to distrust in Japan.',
    claim: '',
    paragraph: 1,
    quote: 'the general public distrust in Japan towards Russia',
  };
  const trust = {
    says: 'The Russian leaders speak of mutual trust, as he reports.',
    claim: '',
    paragraph: 5,
    quote: 'can only be solved in an atmosphere of mutual trust',
  };
  const question = 'Would the bargain he proposes create that trust, or does it need the trust first?';
  const written = (more: object): string =>
    JSON.stringify({ anchors: [distrust, trust], question, claim: '', ...more });

  /** A place that has seen the question set with the essay. */
  async function begun(): Promise<Incoming['place']> {
    const place = freshPlace();
    expect(plainText(await card('/discuss', { place }))).toContain(listed);
    return place;
  }

  it('is the one set with the essay first, and asks no model', async () => {
    await begun();
    expect(server.requests).toHaveLength(0);
  });

  it('is the model’s, in a draft for the teacher alone, and says so', async () => {
    const place = await begun();
    server.reply(written({}));
    const draft = await card('/discuss', { place });
    expect(plainText(draft)).toContain(question);
    expect(draft.cites.map(({ paragraph }) => paragraph)).toEqual([1, 5]);
    expect(draft).toMatchObject({ isPersonal: true, lastLine: expect.stringContaining(modelLine) });
    expect(server.requests).toHaveLength(1);
  });

  it('is another one when another is wanted, and an edited one is the teacher’s', async () => {
    const place = await begun();
    server.reply(written({}), written({ anchors: [trust] }));
    const draft = await card('/discuss', { place });
    const press = (start: string): string => draft.buttons.find(({ line }) => line.startsWith(start))?.line ?? '';
    const edited = await card(`${press('/discuss edit')} Is trust needed at all?`, { place });
    expect(plainText(edited)).toContain('Is trust needed at all?');
    const other = await card(press('/discuss another'), { place });
    expect(other.cites.map(({ paragraph }) => paragraph)).toEqual([5]);
    expect(JSON.stringify(server.requests[1]?.body)).toContain('¶1 ¶5');
  });

  it('is one of the text’s own where the model lies', async () => {
    const place = await begun();
    server.reply(written({ anchors: [{ ...trust, quote: 'trust will come when the islands are sold' }] }));
    const draft = await card('/discuss', { place });
    expect(draft.lastLine).not.toContain(modelLine);
    server.reply(written({ question: 'Were 40 islands promised? @everyone' }));
    const other = await card('/discuss', { place });
    expect(other.lastLine).not.toContain(modelLine);
    expect(plainText(other)).not.toContain('everyone');
    expect(other.cites).not.toEqual(draft.cites);
  });

  it('is one of the text’s own where the model cannot be reached', async () => {
    const place = await begun();
    server.usually({ fault: 'status', status: 401 });
    expect((await card('/discuss', { place })).lastLine).not.toContain(modelLine);
    expect(server.requests).toHaveLength(1);
  });
});

describe('a ladder of hints', () => {
  const asked = '/hint whats his actual solution';
  const look = { text: 'Look at the last paragraph: he describes a bargain.', claim: '' };
  const guide = {
    text: "A bargain has two sides. What would Russia stop, and what would Japan's government stop?",
    claim: '',
  };
  const key = {
    quote: "a kind of gentlemen's agreement on the following conditions",
    text: 'Why does he call it that, and not a treaty?',
    claim: '',
  };
  const written = (more: object): string => JSON.stringify({ look, guide, key, ...more });

  it('is the model’s on all its rungs, for one request', async () => {
    const place = freshPlace();
    server.reply(written({}));
    const first = await card(asked, { place, person: 'ann' });
    expect(plainText(first)).toContain(`${look.text} (¶13)`);
    expect(first).toMatchObject({ isPersonal: true, lastLine: expect.stringContaining(modelLine) });
    expect(plainText(await card('/hint next', { place, person: 'ann' }))).toContain(guide.text);
    const third = await card('/hint next', { place, person: 'ann' });
    expect(plainText(third)).toContain(`“${key.quote}” ¶13`);
    expect(plainText(third)).toContain(key.text);
    expect(server.requests).toHaveLength(1);
  });

  it('is the essay’s own on each rung that would tell the answer', async () => {
    const place = freshPlace();
    const told = 'Top Russian officials would refrain from visiting the islands, and Japan would cease its actions.';
    server.reply(written({ look: { text: told, claim: '' }, key: { ...key, text: 'Is it 40 islands, @everyone?' } }));
    const first = await card(asked, { place, person: 'ann' });
    expect(plainText(first)).not.toContain('refrain');
    expect(first.lastLine).not.toContain(modelLine);
    expect(plainText(await card('/hint next', { place, person: 'ann' }))).toContain(guide.text);
    const third = await card('/hint next', { place, person: 'ann' });
    expect(plainText(third)).not.toContain('@everyone');
    expect(third.lastLine).not.toContain(modelLine);
  });

  it('is the essay’s own where the model cannot be reached, and asks it once', async () => {
    const place = freshPlace();
    server.usually({ fault: 'status', status: 403 });
    expect((await card(asked, { place, person: 'ann' })).lastLine).not.toContain(modelLine);
    await card('/hint next', { place, person: 'ann' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a quiz', () => {
  const claim = '';
  const trust = {
    question: { text: 'When, in Moscow’s view, can the territorial problem be solved?', claim },
    key: { text: 'in an atmosphere of mutual trust', claim },
    statement: {
      text: "In the Russian leaders' view the problem can only be solved in an atmosphere of mutual trust.",
      claim,
    },
    paragraph: 5,
    quote: 'can only be solved in an atmosphere of mutual trust',
    others: [
      {
        text: 'once a peace treaty is signed',
        claim,
        paragraph: 5,
        quote: 'in parallel with peace treaty negotiations',
      },
      { text: 'once Japan invests in the Far East', claim, paragraph: 0, quote: '' },
    ],
  };
  const [wrong, other] = trust.others;
  const written = (...items: object[]): string => JSON.stringify({ items });

  it('has the model’s item, its key hidden with the words that prove it, and answers read by them', async () => {
    server.reply(written(trust));
    const quiz = await card('/quiz 1', { person: 'ann', isPrivate: true });
    expect(plainText(quiz)).toContain(trust.question.text);
    expect(quiz.lastLine).toContain(modelLine);
    const hidden = quiz.items.find((item) => item.hidden);
    expect(hidden?.quotes[0]).toMatchObject({ paragraph: 5, quote: trust.quote });
    const letters = /a\) (.*) {2}b\) (.*) {2}c\) (.*)/.exec(quiz.items[0]?.after ?? '')?.slice(1) ?? [];
    expect([...letters].sort()).toEqual([trust.key.text, wrong?.text, other?.text].sort());
    const line = hidden?.hidden?.line.replace(/key (\w+) 1/, 'answer $1') ?? '';
    const place = freshPlace();
    const answered = async (text = ''): Promise<CardReply> =>
      await card(`${line} 1${'abc'[letters.indexOf(text)]}`, { place, person: 'ann' });
    expect(plainText(await answered(trust.key.text))).toContain('is right');
    expect(plainText(await answered(wrong?.text))).toContain('in parallel with peace treaty negotiations');
    expect(plainText(await answered(other?.text))).toMatch(/Not yet: \w\) is not it\..*Reread ¶5/s);
  });

  it('is filled up with items that need no model', async () => {
    server.reply(written(trust, { ...trust, quote: 'can be solved next year' }));
    const quiz = await card('/quiz 3', { person: 'ann', isPrivate: true });
    expect(quiz.items.filter(({ hidden }) => hidden)).toHaveLength(3);
    expect(plainText(quiz)).toContain(trust.question.text);
  });

  it('needs no model where it has the wrong key, or cannot be reached', async () => {
    server.reply(written({ ...trust, key: wrong, others: [trust.key, other] }));
    const quiz = await card('/quiz 1', { person: 'ann', isPrivate: true });
    expect(plainText(quiz)).not.toContain(trust.question.text);
    expect(quiz.lastLine).not.toContain(modelLine);
    server.usually({ fault: 'status', status: 401 });
    expect((await card('/quiz 1', { person: 'ann', isPrivate: true })).items).toHaveLength(2);
  });
});

describe('back it up', () => {
  const quoted =
    'My friend @tom says: Moscow sees the US-Japan alliance as a threat, and Tokyo wants Russia as a counterweight to China.';
  const alliance = {
    n: 1,
    verdict: 'contradicts',
    text: 'Streltsov writes that Moscow does not consider the arrangements of the alliance a considerable threat.',
    claim: '',
    essay: 'A',
    paragraph: 11,
    quote: 'are not considered by Moscow to be a considerable threat to Russia',
  };
  const counterweight = {
    n: 2,
    verdict: 'supports',
    text: 'Streltsov says it of the Abe Cabinet, and only as probable.',
    claim: '',
    essay: 'A',
    paragraph: 8,
    quote: 'will more probably treat its relations with Moscow as a geopolitical "counterbalance" against China',
  };

  it('says in the model’s words what the essay says of each claim, to whoever asked alone', async () => {
    server.reply(JSON.stringify({ readings: [alliance, counterweight] }));
    const backed = await card('/backup', { quoted, person: 'ann' });
    const text = plainText(backed);
    expect(backed).toMatchObject({ isPersonal: true, lastLine: expect.stringContaining(modelLine) });
    expect(text).toContain(alliance.text);
    expect(text).toMatch(/1\. .*the essay reads the other way/);
    expect(server.sent()).not.toContain('@tom');
    expect(server.requests).toHaveLength(1);
  });

  it('keeps nothing of what the model wrote', async () => {
    server.reply(JSON.stringify({ readings: [alliance] }));
    await card('/backup', { quoted, person: 'ben' });
    const { records = [] } = (await parts.store?.exportPerson({ platform: 'slack', tenant: 'T1' }, 'ben')) ?? {};
    expect(JSON.stringify(records)).not.toContain('Streltsov writes');
    expect(records).toHaveLength(1);
  });

  it('reads as without a model where it lies, or cannot be reached', async () => {
    server.reply(JSON.stringify({ readings: [{ ...alliance, verdict: 'supports' }] }));
    const lied = await card('/backup', { quoted, person: 'ann' });
    expect(lied.lastLine).not.toContain(modelLine);
    server.usually({ fault: 'status', status: 401 });
    const alone = await card('/backup', { quoted, person: 'ann' });
    expect(alone.items).toEqual(lied.items);
  });
});
