/** What a classroom says, in Discord: private where it must be, whatever is set, and still usable. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscord } from '../../src/adapters/discord/discord.js';
import { type CommandEntry, commandTable } from '../../src/conversation/commands.js';
import { featureDoes, featureSlash, featureUsage } from '../../src/conversation/feature-table.js';
import { type Adapter, featureNames, type Incoming } from '../../src/conversation/types.js';
import { buttonsOf, type Message } from '../emulators/discord/discord.js';
import {
  type CardConversation,
  card,
  cardConversation,
  notice,
  pictureAlt,
  png,
} from '../helpers/card-conversation.js';
import { type DiscordStage, openDiscord, textOf } from '../helpers/discord-stage.js';

const known = new Set(commandTable.map(({ name }) => name));
const commands: readonly CommandEntry[] = [
  ...commandTable,
  ...featureNames
    .filter((name) => !known.has(name))
    .map((name) => ({ name, slash: featureSlash[name], usage: featureUsage[name], does: featureDoes[name] })),
];

let stage: DiscordStage;
let adapter: Adapter;
let conversation: CardConversation;

beforeEach(async () => {
  stage = await openDiscord();
  const { discord, log } = stage;
  conversation = { ...cardConversation(), isPublic: async () => true };
  adapter = createDiscord({ token: discord.token, apiUrl: discord.apiUrl, log, finishMs: 3_000, commands });
  await adapter.start(conversation);
  await discord.waitFor(() => discord.commands().length > 0);
});
afterEach(async () => {
  await adapter.stop();
  await stage.close();
});

const ephemerals = (): readonly Message[] => stage.discord.ephemerals(stage.discord.member);
const inChannel = (): string => textOf(stage.discord.botMessages().filter(({ visibleTo }) => visibleTo === null));

describe('a slash command', () => {
  it('for a hint is its sender’s alone although answers are public here', async () => {
    const { discord } = stage;
    const outcome = await discord.command(discord.member, discord.text, 'hint', { words: 'why?' });
    expect(outcome.isEphemeral).toBe(true);
    await discord.waitFor(() => textOf(ephemerals()).includes('SECRET hint for /hint why?'));
    expect(inChannel()).not.toContain('SECRET');
  });

  it('for a quiz is seen by everyone where answers are public, but for those who ask otherwise', async () => {
    const { discord } = stage;
    expect((await discord.command(discord.member, discord.text, 'quiz', { words: '5' })).isEphemeral).toBe(false);
    expect((await discord.command(discord.member, discord.text, 'quiz', { private: true })).isEphemeral).toBe(true);
  });

  it('hands on a file that came with it', async () => {
    const { discord } = stage;
    await discord.command(discord.admin, discord.text, 'upload', { file: { name: 'week.md', text: 'Hay.' } });
    await discord.waitFor(() => textOf(discord.ephemerals(discord.admin)).includes('read week.md (4): Hay.'));
    expect(conversation.heard).toMatchObject([
      { text: '/upload', isPrivate: true, files: [{ name: 'week.md', size: 4 }] },
    ]);
    expect([...discord.world.hosted.values()].flatMap(({ askedWith }) => askedWith)).toEqual([undefined]);
  });
});

describe('a personal reply to a mention', () => {
  it('opens no thread, and where direct messages are closed names the slash command and nothing else', async () => {
    const { discord } = stage;
    discord.member.refusesDms = true;
    discord.people.say(discord.member, discord.text, `${discord.botMention} /hint why?`);
    await discord.waitFor(() => inChannel().includes('/pilcrow'));
    expect(inChannel()).not.toContain('SECRET');
    expect(discord.threads()).toEqual([]);
    expect(ephemerals()).toEqual([]);
  });

  it('is told of in the channel, in one line', async () => {
    const { discord } = stage;
    discord.people.say(discord.member, discord.text, `${discord.botMention} /hint why?`);
    await discord.waitFor(() => inChannel().includes('SECRET'));
    await discord.quiet();
    const [line, ...more] = discord.botMessages(discord.text);
    expect(more).toEqual([]);
    expect(textOf(line ? [line] : [])).toBe('I answered in a direct message: this is for you alone.');
    expect(buttonsOf(line ?? { components: [] })).toEqual([]);
  });

  it('goes on in direct messages, step after step, about the place it came from', async () => {
    const { discord } = stage;
    const dm = discord.dm(discord.member);
    discord.people.say(discord.member, discord.text, `${discord.botMention} /hint why?`);
    for (let step = 0; step < 3; step += 1) {
      const message = await discord.waitFor(() => discord.botMessages(dm)[step]);
      await discord.waitFor(() => buttonsOf(message).length > 0);
      await discord.press(discord.member, message, buttonsOf(message)[0]?.customId ?? '');
    }
    await discord.waitFor(() => conversation.heard.length === 4);
    for (const { place } of conversation.heard) expect(place).toEqual(conversation.heard[0]?.place);
  });
});

describe('what is due', () => {
  const due = (): Incoming => ({
    place: { platform: 'discord', tenant: stage.discord.guild.id, place: stage.discord.text.id },
    person: stage.discord.member.id,
    messageId: 'put-by:digest',
    text: '/digest',
    isDue: true,
  });

  it('for one person comes into their direct messages with its picture, whatever channel it is about', async () => {
    const { discord } = stage;
    const items = [{ text: 'SECRET figures', quotes: [] }];
    const picture = { png, alt: pictureAlt, fileName: 'digest.png' };
    await adapter.post(due().place, [card(items, { isPersonal: true, picture })], due());
    const [message] = discord.botMessages(discord.dm(discord.member));
    expect(textOf(message ? [message] : [])).toContain('SECRET figures');
    expect(message?.attachments).toMatchObject([{ filename: 'digest.png', description: pictureAlt }]);
    expect(discord.botMessages(discord.text)).toEqual([]);
  });

  it('for one person without a person is shown to nobody', async () => {
    await adapter.post(due().place, [notice('SECRET')]);
    expect(stage.discord.botMessages()).toEqual([]);
    expect(stage.log.lines.join('')).toContain('names nobody');
  });
});
