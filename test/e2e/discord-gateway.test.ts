/** The gateway as it breaks: sockets, sessions, tokens, intents, restarts. Nothing said is lost, nothing is said twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiscord } from '../../src/adapters/discord/discord.js';
import { PilcrowError } from '../../src/base/errors.js';
import { type DiscordOptions, type Message, startDiscord } from '../emulators/discord/discord.js';
import { type DiscordStage, openDiscord, startOn, textOf } from '../helpers/discord-stage.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

let stage: DiscordStage;
let talk: StoreTalk;

async function begin(options: DiscordOptions = {}): Promise<void> {
  stage = await openDiscord(options);
  talk = await openTalk(await temporaryFolder());
}
async function beginStarted(options: DiscordOptions = {}): Promise<void> {
  await begin(options);
  await startOn(stage, talk.conversation);
  // The first look for what was missed notes that we are there.
  await stage.discord.quiet(200);
}
afterEach(() => stage.close());

const mention = (text = 'who owns the pasture in commons?'): Message =>
  stage.discord.people.say(stage.discord.member, stage.discord.text, `${stage.discord.botMention} ${text}`);
async function isAnsweredOnce(question: Message): Promise<void> {
  const { discord } = stage;
  const answers = () => {
    const thread = discord.threads().find(({ id }) => id === question.id);
    return thread ? discord.botMessages(thread) : [];
  };
  await discord.waitFor(() => textOf(answers()).includes('¶1'), 20_000);
  await discord.quiet(300);
  expect(answers()).toHaveLength(1);
}

describe('a connection', () => {
  it.each([
    ['is cut', () => stage.discord.gateway.drop()],
    ['is to be opened anew (op 7)', () => stage.discord.gateway.askReconnect()],
    ['loses its session (op 9)', () => stage.discord.gateway.invalidate(false)],
    ['may go on (op 9)', () => stage.discord.gateway.invalidate(true)],
  ])(
    'that %s costs no question',
    async (_, break_) => {
      await beginStarted();
      break_();
      await stage.discord.waitFor(() => stage.discord.gateway.openSockets === 0);
      const missed = mention();
      await isAnsweredOnce(missed);
      await isAnsweredOnce(mention());
    },
    40_000,
  );

  it('that finds nobody for a while comes back, and answers what was asked meanwhile', async () => {
    await beginStarted();
    await stage.discord.goDown();
    const missed = mention();
    await sleep(600);
    await stage.discord.comeBack();
    await isAnsweredOnce(missed);
  }, 40_000);

  it('is tried until Discord is there', async () => {
    await begin();
    await stage.discord.goDown();
    const started = stage.adapter.start(talk.conversation);
    await sleep(900);
    await stage.discord.comeBack();
    await started;
    expect(stage.log.lines.join('\n')).toContain('cannot be reached');
    await isAnsweredOnce(mention());
  }, 20_000);
});

describe('a restart', () => {
  it('finds what was asked meanwhile: in channels, threads, posts and direct messages, each once', async () => {
    await beginStarted();
    const { discord } = stage;
    const before = mention();
    await isAnsweredOnce(before);
    const dm = discord.dm(discord.member);
    discord.people.say(discord.member, dm, 'who owns the pasture in commons?');
    await discord.waitFor(() => discord.botMessages(dm).length === 1);
    await stage.adapter.stop();

    const thread = discord.threads()[0];
    if (!thread) throw new Error('no thread');
    const asked = mention('what did the rules of the village save in commons?');
    discord.people.say(discord.member, thread, 'what became of the grass by summer?');
    discord.people.say(discord.member, dm, 'what became of the grass by summer?');
    const [post] = discord.people.post(discord.member, discord.forum, 'The grass by summer', `${discord.botMention}?`);
    discord.people.say(discord.admin, discord.text, 'nothing to do with anybody');
    await stage.again().start(talk.conversation);

    await discord.waitFor(() => textOf(discord.botMessages(thread)).includes('¶2'), 10_000);
    await discord.waitFor(() => textOf(discord.botMessages(dm)).includes('¶2'), 10_000);
    await discord.waitFor(() => textOf(discord.botMessages(post)).includes('¶2'), 10_000);
    await discord.waitFor(
      () => discord.botMessages(discord.threads().find(({ id }) => id === asked.id)).length > 0,
      10_000,
    );
    await discord.quiet(400);
    expect(discord.botMessages(thread)).toHaveLength(2);
    expect(discord.botMessages(dm)).toHaveLength(2);
    expect(discord.botMessages(post)).toHaveLength(1);
    expect(discord.botMessages()).toHaveLength(6);
  }, 30_000);

  it('says when an old question was asked', async () => {
    const later = { ms: 0 };
    await begin();
    talk = await openTalk(await temporaryFolder(), { clock: () => Date.now() + later.ms });
    await startOn(stage, talk.conversation);
    await stage.discord.quiet(200);
    await stage.adapter.stop();
    const { discord } = stage;
    // Ids hold the time: this one is ten minutes old.
    const old = mention();
    const tenant = { platform: 'discord', tenant: discord.guild.id };
    await talk.store.settings.change({ ...tenant, place: '' }, { presentAt: Date.now() - 20 * 60_000 });
    const id = String(BigInt(old.id) - (BigInt(10 * 60_000) << 22n));
    Object.assign(old, { id });
    discord.world.messages.set(id, old);
    await stage.again().start(talk.conversation);
    await discord.waitFor(() => textOf(discord.botMessages()).includes('while I was offline'), 10_000);
  }, 20_000);
});

describe('a token', () => {
  it('that Discord does not take is one clear problem', async () => {
    await begin();
    const adapter = createDiscord({ token: 'MTIz.wrong.token', apiUrl: stage.discord.apiUrl, log: stage.log });
    const error = await adapter.start(talk.conversation).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PilcrowError);
    expect(error).toMatchObject({ code: 'platform-refused' });
    expect(String(error)).toContain('DISCORD_TOKEN');
    expect(stage.log.lines.join('\n')).not.toContain('wrong.token');
    await adapter.stop();
  });

  it('that is reset while we run ends the trying with one error in the log', async () => {
    await beginStarted();
    stage.discord.token = 'MTIz.another.token';
    stage.discord.gateway.drop(4004);
    await stage.discord.waitFor(() => stage.log.lines.some((line) => line.includes('does not take DISCORD_TOKEN')));
  });
});

describe('the address of the API', () => {
  it.each(['', '/', '/v10', '/v10/'])('may end in “%s”', async (ending) => {
    await begin();
    const apiUrl = `${stage.discord.apiUrl}${ending}`;
    const adapter = createDiscord({ token: stage.discord.token, apiUrl, log: stage.log });
    await adapter.start(talk.conversation);
    await isAnsweredOnce(mention());
    await adapter.stop();
  });
});

describe('many servers', () => {
  it('are shared out over as many connections as Discord wants, and one where it wants one', async () => {
    await begin({ shards: 2 });
    await startOn(stage, talk.conversation);
    expect(stage.discord.gateway.identifies).toBe(2);
    await isAnsweredOnce(mention());
    await stage.close();
    await beginStarted();
    expect(stage.discord.gateway.identifies).toBe(1);
  }, 30_000);
});

it('a Discord of one’s own can be stopped before it was started', async () => {
  await begin();
  const discord = await startDiscord();
  const adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl, log: stage.log });
  await adapter.stop();
  await adapter.stop();
  await discord.stop();
});
