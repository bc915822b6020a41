/** One fault at a time: what Discord refuses, loses, delays or repeats, and what becomes of the answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerReply, Conversation, Incoming } from '../../src/conversation/types.js';
import { type Channel, type DiscordOptions, type Message, pingsOf } from '../emulators/discord/discord.js';
import { type DiscordStage, openDiscord, shownText, startOn, textOf } from '../helpers/discord-stage.js';
import { citationOf, commons } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

let stage: DiscordStage;
let talk: StoreTalk;
const question = 'who owns the pasture in commons?';

async function begin(options: DiscordOptions = {}, conversation?: Conversation, clock = Date.now): Promise<void> {
  await stage?.close();
  stage = await openDiscord(options);
  talk = await openTalk(await temporaryFolder(), { clock });
  await startOn(stage, conversation ?? talk.conversation);
}
afterEach(() => stage.close());

function mention(text = question): Message {
  const { discord } = stage;
  return discord.people.say(discord.member, discord.text, `${discord.botMention} ${text}`);
}
const dm = (): Channel => stage.discord.dm(stage.discord.member);
const sayDirectly = (text = question): Message => stage.discord.people.say(stage.discord.member, dm(), text);
/** What stands in a channel from us, after nothing more comes. */
async function answersIn(channel: () => Channel | undefined, timeoutMs = 8_000): Promise<readonly Message[]> {
  const { discord } = stage;
  await discord.waitFor(() => {
    const found = channel();
    return found && textOf(discord.botMessages(found)).includes('¶1');
  }, timeoutMs);
  await discord.quiet(300);
  return discord.botMessages(channel()).filter(({ isDeleted }) => !isDeleted);
}
const thread = (): Channel | undefined => stage.discord.threads()[0];

function growing(text: string, lastLine = ''): AnswerReply {
  const [paragraph] = commons.paragraphs;
  if (!paragraph) throw new Error('no paragraph');
  return {
    kind: 'answer',
    language: 'en',
    buttons: [],
    sources: [{ slug: 'commons', title: 'About commons', pages: {} }],
    answer: {
      kind: 'answered',
      writer: 'generated',
      leadIn: '',
      sentences: [{ text, isQuotation: false, citations: [citationOf(commons, paragraph)] }],
      nearest: [],
      lastLine,
      essays: ['commons'],
      language: 'en',
    },
  };
}

/** Answers with a growing text: a state each `everyMs`, the last one marked. */
function slowly(states: number, everyMs: number): Conversation {
  return {
    ...silent([commons]),
    async *handle(_: Incoming) {
      for (let n = 1; n <= states; n += 1) {
        await sleep(everyMs);
        yield growing(`state ${n}`, n === states ? 'the last line' : '');
      }
    },
  };
}

describe('posting', () => {
  beforeEach(() => begin());

  it.each([
    ['500 for longer than discord.js tries', { kind: 'fails', times: 6 }],
    ['500 although it was done', { kind: 'fails-after', times: 2 }],
    ['a cut connection although it was done', { kind: 'drops-after', times: 1 }],
    ['a cut connection', { kind: 'drops', times: 3 }],
    ['502 with a page of HTML', { kind: 'bad-gateway', times: 5 }],
    ['429 for the route', { kind: 'rate-limit', retryAfterMs: 200 }],
    ['429 for everything', { kind: 'rate-limit', retryAfterMs: 200, isGlobal: true }],
  ] as const)('survives %s, and the answer stands once', async (_, fault) => {
    const struck = stage.discord.fault('POST', '/channels/:id/messages', fault);
    mention();
    expect(await answersIn(thread)).toHaveLength(1);
    expect(struck.count).toBeGreaterThan(0);
  });

  it('goes on as plain words where components are refused', async () => {
    const refusal = { status: 400, code: 50_035, message: 'Invalid Form Body' };
    stage.discord.fault('POST', '/channels/:id/messages', { kind: 'refuses', ...refusal });
    mention();
    const [answer] = await answersIn(thread);
    expect(answer?.content).toContain('The pasture belongs to no one.');
    expect(answer?.flags).toBe(4);
  });

  it('is a reply where the thread is refused, and one answer where it is there already', async () => {
    stage.discord.fault('POST', '/channels/:id/messages/:message/threads', {
      kind: 'refuses',
      status: 403,
      code: 50_013,
    });
    const first = mention();
    const [answer] = await answersIn(() => stage.discord.text);
    expect(answer?.reference?.messageId).toBe(first.id);
    stage.discord.fault('POST', '/channels/:id/messages/:message/threads', { kind: 'fails-after' });
    mention();
    expect(await answersIn(thread)).toHaveLength(1);
  });

  it('that fails until we stop puts the question back, which is answered once when it comes again', async () => {
    const later = { ms: 0 };
    await begin({}, undefined, () => Date.now() + later.ms);
    const broken = stage.discord.fault('POST', '/channels/:id/messages', { kind: 'fails', times: 1_000 });
    sayDirectly();
    await stage.discord.waitFor(() => broken.count > 8, 15_000);
    await stage.adapter.stop();
    broken.clear();
    // The claim is held for a while, in case we are still at it.
    later.ms = 20_000;
    const next = stage.again();
    await next.start(talk.conversation);
    const ending = new AbortController();
    const due = (async () => {
      for await (const { place, replies, incoming, confirm } of talk.conversation.due(['discord'], ending.signal)) {
        await next.post(place, replies, incoming);
        await confirm();
      }
    })();
    const answers = await answersIn(dm, 25_000);
    ending.abort();
    await due;
    expect(answers).toHaveLength(1);
  }, 60_000);
});

describe('what is due at last', () => {
  beforeEach(() => begin());

  it('is not posted again where it was posted before, and is put right where it was half written', async () => {
    const { discord } = stage;
    const asked = sayDirectly();
    const [posted] = await answersIn(dm);
    const place = { platform: 'discord', tenant: 'dm', place: dm().id };
    const incoming: Incoming = {
      place,
      person: discord.member.id,
      messageId: asked.id,
      text: question,
      isDirect: true,
    };
    const whole = growing('whole', 'the last line');
    await stage.adapter.post(place, [whole], incoming);
    await discord.quiet();
    expect(discord.botMessages(dm())).toHaveLength(1);
    expect(shownText(posted as Message)).not.toContain('whole');
    // Without its buttons it looks as a crash would leave it.
    Object.assign(posted as Message, { components: [{ type: 10, content: 'half' }] });
    await stage.adapter.post(place, [whole], incoming);
    await discord.quiet();
    expect(discord.botMessages(dm())).toHaveLength(1);
    expect(shownText(posted as Message)).toContain('whole');
  });

  it('finds its thread, a person’s direct messages, and an asker who was alone', async () => {
    const { discord } = stage;
    const asked = discord.people.say(discord.member, discord.text, 'hello');
    const tenant = { platform: 'discord', tenant: discord.guild.id };
    const place = { ...tenant, place: `${discord.text.id}:${asked.id}` };
    const incoming: Incoming = { place, person: discord.member.id, messageId: asked.id, text: question };
    await stage.adapter.post(place, [growing('in its thread')], incoming);
    expect(textOf(discord.botMessages(thread()))).toContain('in its thread');
    await stage.adapter.post({ ...tenant, place: `@${discord.member.id}` }, [growing('to a person')]);
    const channel = { ...tenant, place: discord.text.id };
    const alone = { ...incoming, place: channel, messageId: 'slash:1', isPrivate: true };
    await stage.adapter.post(channel, [growing('alone')], alone);
    expect(textOf(discord.botMessages(dm()))).toMatch(/to a person[\s\S]*alone/);
  });
});

describe('a growing answer', () => {
  it('is edited at most once a second, shows that it types only when it takes long, and ends with its last state', async () => {
    await begin({}, slowly(12, 150));
    sayDirectly();
    await stage.discord.waitFor(() => textOf(stage.discord.botMessages(dm())).includes('the last line'));
    const [answer] = stage.discord.botMessages(dm());
    const times = answer?.versions.map(({ at }) => at) ?? [];
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(times.length).toBeGreaterThan(1);
    // The last one does not wait.
    for (const gap of gaps.slice(0, -1)) expect(gap).toBeGreaterThanOrEqual(950);
    expect(answer && pingsOf(answer).users).toEqual([]);
    expect(shownText(answer as Message)).toContain('state 12');
    expect(stage.discord.typings).toEqual([]);
    await begin({}, slowly(1, 1_600));
    sayDirectly();
    await stage.discord.waitFor(() => textOf(stage.discord.botMessages(dm())).includes('the last line'));
    expect(stage.discord.typings.map(({ channelId }) => channelId)).toEqual([dm().id]);
  });

  it('lands although edits fail on the way', async () => {
    await begin({}, slowly(8, 400));
    stage.discord.fault('PATCH', '/channels/:id/messages/:message', { kind: 'fails', times: 5 });
    sayDirectly();
    await stage.discord.waitFor(() => textOf(stage.discord.botMessages(dm())).includes('the last line'), 10_000);
    expect(stage.discord.botMessages(dm())).toHaveLength(1);
  });
});

describe('a command', () => {
  it('is deferred in time although the store is slow, or broken', async () => {
    const slow = { ...slowly(1, 10), accept: async () => await sleep(2_200, true) };
    await begin({}, slow);
    const { discord } = stage;
    const outcome = await discord.command(discord.member, discord.text, 'ask', { question });
    expect(outcome).toMatchObject({ kind: 'deferred' });
    expect(outcome.afterMs).toBeLessThan(2_000);
    await discord.waitFor(() => textOf(discord.ephemerals()).includes('state 1'));
    const broken = { ...slowly(1, 10), accept: async () => Promise.reject(new Error('disk full')) };
    await begin({}, broken);
    await stage.discord.command(stage.discord.member, stage.discord.text, 'ask', { question });
    await stage.discord.waitFor(() => textOf(stage.discord.ephemerals()).includes('state 1'));
  });

  it('whose token is lost or ends is answered another way: alone in direct messages, for all in the channel', async () => {
    await begin({}, slowly(1, 300));
    const { discord } = stage;
    const alone = await discord.command(discord.member, discord.text, 'ask', { question });
    discord.expire(alone);
    await discord.waitFor(() => textOf(discord.botMessages(dm())).includes('state 1'));
    const open = await discord.command(discord.member, discord.text, 'ask', { question, private: false });
    discord.expire(open);
    const inChannel = (): string => textOf(discord.botMessages(discord.text).filter(({ interaction }) => !interaction));
    await discord.waitFor(() => inChannel().includes('state 1'));
    discord.fault('POST', '/interactions/:id/:token/callback', { kind: 'refuses', status: 404, code: 10_062 });
    await discord.command(discord.member, discord.text, 'ask', { question });
    await discord.waitFor(() => discord.botMessages(dm()).length === 2);
  }, 20_000);
});

describe('where the bot is a guest', () => {
  it('a long answer ends in a file when no more messages are allowed, and nothing of it is lost', async () => {
    const long = growing(Array.from({ length: 60 }, (_, n) => `part${n} ${'grass '.repeat(60)}end${n}.`).join(' '));
    const conversation: Conversation = {
      ...silent([commons]),
      async *handle() {
        yield long;
      },
    };
    await begin({}, conversation);
    const { discord } = stage;
    const guest = discord.addUser('guest', { hasInstalled: true });
    const hall = discord.addChannel('hall', 'text', discord.addGuild('Elsewhere', { owner: guest, hasBot: false }));
    await discord.command(guest, hall, 'ask', { question });
    const file = await discord.waitFor(() => discord.ephemerals(guest).flatMap(({ attachments }) => attachments)[0]);
    const all = `${textOf(discord.ephemerals(guest))}\n${file.bytes.toString()}`;
    for (let n = 0; n < 60; n += 1) expect(all).toContain(`end${n}.`);
    expect(discord.ephemerals(guest)).toHaveLength(6);
  });
});

describe('a channel whose history we may not read', () => {
  it('is answered without Discord’s own reply', async () => {
    await begin();
    const { discord } = stage;
    const deny = ['CreatePublicThreads', 'ReadMessageHistory'] as const;
    discord.people.permit(discord.text, discord.world.bot, { deny });
    await discord.quiet();
    mention();
    const [answer] = await answersIn(() => discord.text);
    expect(answer?.reference).toBeNull();
  });
});

describe('a press for oneself', () => {
  it('takes the floor from nobody', async () => {
    await begin();
    const { discord } = stage;
    mention();
    const [answer] = await answersIn(thread);
    const show = JSON.stringify(answer?.components).match(/"custom_id":"(p[^"]+)"/)?.[1];
    await discord.press(discord.admin, answer as Message, String(show));
    await discord.waitFor(() => discord.ephemerals(discord.admin).length > 0);
    discord.people.say(discord.member, thread() as Channel, 'what became of the grass by summer?');
    await discord.waitFor(() => textOf(discord.botMessages(thread())).includes('¶2'));
  });
});
