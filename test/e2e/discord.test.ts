/** The adapter under the real discord.js, over a conversation that really remembers: the ways to ask by a message. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, type Channel, linksOf, type Message, pingsOf } from '../emulators/discord/discord.js';
import { type DiscordStage, openDiscord, shownText, startOn, textOf } from '../helpers/discord-stage.js';
import { commons, fakeAnswerer } from '../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';
import { wordRetriever } from '../helpers/word-retriever.js';

let stage: DiscordStage;
let talk: StoreTalk;

async function begin(options = {}): Promise<void> {
  stage = await openDiscord(options);
  talk = await openTalk(await temporaryFolder());
  await startOn(stage, talk.conversation);
}
const mention = (text: string): string => `${stage.discord.botMention} ${text}`;
/** Asks in the text channel; resolves with the thread and the answer in it. */
async function ask(text: string): Promise<{ question: Message; thread: Channel; answer: Message }> {
  const { discord } = stage;
  const question = discord.people.say(discord.member, discord.text, mention(text));
  const thread = await discord.waitFor(() => discord.threads().find(({ id }) => id === question.id));
  const answer = await discord.waitFor(() => discord.botMessages(thread)[0]);
  await discord.quiet();
  return { question, thread, answer };
}

beforeEach(() => begin());
afterEach(() => stage.close());

describe('a mention', () => {
  it('is answered in a thread titled from the question, with its citation, and notifies and unfolds nothing', async () => {
    const { thread, answer } = await ask('who owns the pasture in commons? https://example.org');
    expect(thread.name).toBe('who owns the pasture in commons? https://example.org');
    expect(stage.discord.botMessages()).toHaveLength(1);
    expect(shownText(answer)).toContain('The pasture belongs to no one.');
    expect(shownText(answer)).toContain('¶1');
    expect(pingsOf(answer)).toEqual({ users: [], roles: [], isEveryone: false });
    expect(linksOf(answer)).toEqual([]);
    expect(buttonsOf(answer).map(({ label }) => label)).toContain('Show ¶1');
  });

  it('gives a thread a title of a hundred characters at most, and one for no words at all', async () => {
    const { thread } = await ask(`who ${'really '.repeat(40)}owns it?`);
    expect(thread.name).toHaveLength(100);
    expect((await ask('')).thread.name).toBe('Pilcrow ¶');
  });

  it('of everyone, or of a role, is not a mention', async () => {
    const { discord } = stage;
    const role = discord.people.addRole(discord.guild, 'readers', { isMentionable: true });
    discord.people.say(discord.admin, discord.text, '@everyone who owns the pasture?');
    discord.people.say(discord.admin, discord.text, `<@&${role.id}> who owns the pasture?`);
    await discord.quiet(300);
    expect(discord.botMessages()).toEqual([]);
  });

  it('is answered where it stands when no thread may be opened', async () => {
    const { discord } = stage;
    const deny = ['CreatePublicThreads'] as const;
    discord.people.permit(discord.text, discord.world.bot, { deny });
    await discord.quiet();
    const question = discord.people.say(discord.member, discord.text, mention('who owns the pasture?'));
    const answer = await discord.waitFor(() => discord.botMessages(discord.text)[0]);
    expect(answer.reference?.messageId).toBe(question.id);
    expect(shownText(answer)).toContain('¶1');
  });

  it('where we may not write is answered to the asker in direct messages', async () => {
    const { discord } = stage;
    const deny = ['SendMessages', 'SendMessagesInThreads', 'CreatePublicThreads'] as const;
    discord.people.permit(discord.text, discord.world.bot, { deny });
    await discord.quiet();
    discord.people.say(discord.member, discord.text, mention('who owns the pasture?'));
    const dm = discord.dm(discord.member);
    await discord.waitFor(() => textOf(discord.botMessages(dm)).includes('¶1'));
  });

  it('by a bot, a webhook, ourselves, in an edit, or of a newcomer is left alone', async () => {
    const { discord } = stage;
    const bot = discord.addUser('other', { isBot: true });
    discord.addMember(bot);
    discord.people.say(bot, discord.text, mention('who owns the pasture?'));
    discord.people.sayAsWebhook(discord.text, 'hook', mention('who owns the pasture?'));
    discord.people.join(discord.guild, discord.addUser('new'), discord.text);
    discord.people.edit(
      discord.people.say(discord.member, discord.text, 'hello all'),
      mention('who owns the pasture?'),
    );
    await discord.quiet(300);
    expect(discord.botMessages()).toEqual([]);
  });

  it('in a reply is about the message replied to', async () => {
    const { discord } = stage;
    const claim = discord.people.say(discord.admin, discord.text, 'The grass is gone by summer, they say.');
    discord.people.say(discord.member, discord.text, mention(''), { replyTo: claim });
    await discord.waitFor(() => textOf(discord.botMessages()).includes('¶2'));
    expect(talk.asked[0]).toContain('The grass is gone');
  });
});

describe('a channel in which unmentioned questions are answered', () => {
  it('gets a thread for what is plainly asked about the essay, and silence for everything else', async () => {
    await stage.close();
    stage = await openDiscord();
    const retriever = wordRetriever(commons);
    talk = await openTalk(await temporaryFolder(), { retriever, answerer: fakeAnswerer(retriever) });
    await startOn(stage, talk.conversation);
    const { discord } = stage;
    discord.people.say(discord.member, discord.text, 'Who owns the pasture, and every cow?');
    await discord.quiet(200);
    expect(discord.threads()).toEqual([]);
    const { tenant } = { tenant: discord.guild.id };
    await talk.store.settings.change({ platform: 'discord', tenant, place: discord.text.id }, { autoAnswer: 'on' });
    discord.people.say(discord.member, discord.text, 'Who scored the winning goal yesterday?');
    discord.people.say(discord.member, discord.text, 'Do you know who owns the pasture?');
    const asked = discord.people.say(discord.member, discord.text, 'Who owns the pasture, and every cow?');
    const thread = await discord.waitFor(() => discord.threads().find(({ id }) => id === asked.id));
    expect(shownText(await discord.waitFor(() => discord.botMessages(thread)[0]))).toContain('¶1');
    await discord.quiet(200);
    expect(discord.threads()).toHaveLength(1);
    expect(discord.botMessages()).toHaveLength(1);
  });
});

describe('a thread of ours', () => {
  it('goes on without a mention while its asker is alone with us', async () => {
    const { discord } = stage;
    const { thread } = await ask('who owns the pasture in commons?');
    const more = discord.people.say(discord.member, thread, 'what became of the grass by summer?');
    const answer = await discord.waitFor(() => discord.botMessages(thread)[1]);
    expect(answer.reference?.messageId).toBe(more.id);
    expect(shownText(answer)).toContain('¶2');
  });

  it('is left to people who talk among themselves', async () => {
    const { discord } = stage;
    const { thread } = await ask('who owns the pasture in commons?');
    discord.people.say(discord.admin, thread, 'I think nobody does.');
    discord.people.say(discord.member, thread, 'what became of the grass?');
    await discord.quiet(300);
    expect(discord.botMessages(thread)).toHaveLength(1);
    discord.people.say(discord.member, thread, mention('what became of the grass by summer?'));
    await discord.waitFor(() => discord.botMessages(thread)[1]);
  });

  it('answers a reply to us, whoever replies and without a mention', async () => {
    const { discord } = stage;
    const { thread, answer } = await ask('who owns the pasture in commons?');
    discord.people.say(discord.admin, thread, 'what became of the grass by summer?', {
      replyTo: answer,
      pingsReplied: false,
    });
    await discord.waitFor(() => textOf(discord.botMessages(thread)).includes('¶2'));
  });

  it('keeps nothing of a message that is deleted', async () => {
    const { discord } = stage;
    const { question, thread } = await ask('who owns the pasture in commons?');
    const place = { platform: 'discord', tenant: discord.guild.id, place: `${discord.text.id}:${thread.id}` };
    expect(await talk.store.turns.get(place, question.id)).toBeDefined();
    discord.people.remove(question);
    await discord.quiet(300);
    expect(await talk.store.turns.get(place, question.id)).toBeUndefined();
  });
});

describe('direct messages', () => {
  it('need no mention, and are answered by a reply', async () => {
    const { discord } = stage;
    const dm = discord.dm(discord.member);
    const question = discord.people.say(discord.member, dm, 'who owns the pasture?');
    const answer = await discord.waitFor(() => discord.botMessages(dm)[0]);
    expect(shownText(answer)).toContain('¶1');
    expect(answer.reference?.messageId).toBe(question.id);
    expect(pingsOf(answer).users).toEqual([]);
  });

  it('of two people stay apart', async () => {
    const { discord } = stage;
    for (const user of [discord.member, discord.admin]) {
      discord.people.say(user, discord.dm(user), 'who owns the pasture?');
      await discord.waitFor(() => discord.botMessages(discord.dm(user))[0]);
    }
    const tenant = { platform: 'discord', tenant: 'dm' };
    for (const { id } of [discord.member, discord.admin])
      expect((await talk.store.exportPerson(tenant, id)).turns.map(({ question }) => question)).toEqual([
        'who owns the pasture?',
      ]);
  });
});

describe('a forum post', () => {
  it('that mentions us is answered in it, its title being half of the question', async () => {
    const { discord } = stage;
    const [post] = discord.people.post(
      discord.member,
      discord.forum,
      'The grass by summer',
      mention('what became of it?'),
    );
    await discord.waitFor(() => textOf(discord.botMessages(post)).includes('¶2'));
    expect(talk.asked[0]).toBe('The grass by summer\nwhat became of it?');
    expect(discord.threads()).toHaveLength(1);
  });

  it('that does not mention us is left alone until somebody does', async () => {
    const { discord } = stage;
    const [post] = discord.people.post(discord.member, discord.forum, 'The grass by summer', 'what became of it?');
    await discord.quiet(300);
    expect(discord.botMessages(post)).toEqual([]);
    discord.people.say(discord.admin, post, mention('who owns the pasture in commons?'));
    await discord.waitFor(() => textOf(discord.botMessages(post)).includes('¶1'));
  });
});

describe('without the Message Content intent', () => {
  beforeEach(async () => {
    await stage.close();
    await begin({ allowsMessageContent: false });
  });

  it('we start, say what is missing, and answer mentions and direct messages', async () => {
    const { discord, log } = stage;
    expect(log.lines.join('\n')).toContain('Message Content');
    const { thread } = await ask('who owns the pasture in commons?');
    discord.people.say(discord.member, thread, 'and the grass?');
    discord.people.say(discord.member, discord.dm(discord.member), 'what became of the grass by summer?');
    await discord.waitFor(() => textOf(discord.botMessages(discord.dm(discord.member))).includes('¶2'));
    await discord.quiet(300);
    expect(discord.botMessages(thread)).toHaveLength(1);
  });

  it('a reply to us that we cannot read is told so', async () => {
    const { discord } = stage;
    const { thread, answer } = await ask('who owns the pasture in commons?');
    discord.people.say(discord.member, thread, 'and the grass?', { replyTo: answer, pingsReplied: false });
    await discord.waitFor(() => textOf(discord.botMessages(thread)).includes('I cannot read this message'));
  });
});

describe('a server', () => {
  it('is forgotten when it removes us', async () => {
    const { discord } = stage;
    await ask('who owns the pasture in commons?');
    discord.removeBot(discord.guild);
    await discord.quiet(400);
    const tenant = { platform: 'discord', tenant: discord.guild.id };
    expect((await talk.store.exportPerson(tenant, discord.member.id)).turns).toEqual([]);
  });
});
