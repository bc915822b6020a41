/** Commands under the real discord.js: how they are registered, offered, deferred and answered, and for whom. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClaimCode } from '../../src/conversation/claim-code.js';
import { commandTable } from '../../src/conversation/commands.js';
import { type DiscordStage, openDiscord, startOn, textOf } from '../helpers/discord-stage.js';
import { commons } from '../helpers/fake-parts.js';
import { openTalk, type StoreTalk } from '../helpers/store-talk.js';
import { temporaryFolder } from '../helpers/temporary-folder.js';

let stage: DiscordStage;
let talk: StoreTalk;

beforeEach(async () => {
  stage = await openDiscord();
  talk = await openTalk(await temporaryFolder());
  await startOn(stage, talk.conversation);
});
afterEach(() => stage.close());

const mine = (): string => textOf(stage.discord.ephemerals(stage.discord.member));
const here = (): string => textOf(stage.discord.botMessages(stage.discord.text).filter(({ visibleTo }) => !visibleTo));
const claimCode = async (): Promise<string> => (await openClaimCode(talk.store.settings)) ?? '';

describe('the commands', () => {
  it('are those of the table, and are told in six languages', async () => {
    const names = stage.discord.commands().map(({ name }) => name);
    for (const { slash } of commandTable) expect(names).toContain(slash[0]);
    expect(names).toEqual(expect.arrayContaining(['next', 'previous', 'pilcrow', 'Ask about this message']));
    const ask = stage.discord.commands().find(({ name }) => name === 'ask')?.body;
    expect(Object.keys(ask?.description_localizations as object)).toEqual(
      expect.arrayContaining(['en-US', 'ru', 'ja', 'de', 'es-ES', 'fr']),
    );
    expect(ask).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
  });

  it('are registered again only when the list changed', async () => {
    const { discord } = stage;
    const ids = discord.commands().map(({ id }) => id);
    const puts = (): number => discord.callsTo('PUT', /\/commands$/).length;
    expect(puts()).toBe(1);
    await stage.adapter.stop();
    const again = stage.again();
    await again.start(talk.conversation);
    await discord.quiet(300);
    expect(puts()).toBe(1);
    await again.stop();
    discord.world.commands.splice(0, 1);
    await stage.again().start(talk.conversation);
    await discord.waitFor(() => puts() === 2);
    expect(discord.commands().map(({ id }) => id)).toEqual(expect.arrayContaining(ids.slice(1)));
  });

  it('that change the place are offered to who manages the server', async () => {
    const { discord } = stage;
    for (const name of ['settings', 'teachers']) {
      const needed = discord.commands().find((command) => command.name === name)?.body.default_member_permissions;
      expect(needed).toBe('32');
      await expect(discord.command(discord.member, discord.text, name)).rejects.toThrow('not offered');
    }
    await expect(discord.command(discord.member, discord.text, 'claim', { code: 'ABCD-EFGH' })).resolves.toMatchObject({
      isEphemeral: true,
    });
  });
});

describe('a slash command', () => {
  it('is deferred within a second and answered for its asker alone', async () => {
    const { discord } = stage;
    const outcome = await discord.command(discord.member, discord.text, 'ask', { question: 'who owns the pasture?' });
    expect(outcome).toMatchObject({ kind: 'deferred', isEphemeral: true });
    expect(outcome.afterMs).toBeLessThan(1_000);
    await discord.waitFor(() => mine().includes('¶1'));
    expect(here()).toBe('');
  });

  it('is answered for all where that is asked for, or set', async () => {
    const { discord } = stage;
    const question = 'who owns the pasture?';
    const open = await discord.command(discord.member, discord.text, 'ask', { question, private: false });
    expect(open.isEphemeral).toBe(false);
    await discord.waitFor(() => here().includes('¶1'));
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: discord.text.id },
      { answers: 'public' },
    );
    expect((await discord.command(discord.member, discord.text, 'ask', { question })).isEphemeral).toBe(false);
    expect((await discord.command(discord.member, discord.text, 'ask', { question, private: true })).isEphemeral).toBe(
      true,
    );
  });

  it('that concerns its asker alone stays so, whatever is set', async () => {
    const { discord } = stage;
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: discord.text.id },
      { answers: 'public' },
    );
    const outcomes = [
      await discord.command(discord.member, discord.text, 'privacy'),
      await discord.command(discord.member, discord.text, 'pilcrow', { anything: 'claim ABCD-EFGH' }),
    ];
    expect(outcomes.map(({ isEphemeral }) => isEphemeral)).toEqual([true, true]);
    // The place's essay is for teachers: the refusal is for the one who tried.
    await discord.command(discord.member, discord.text, 'use', { essay: 'commons' });
    await discord.waitFor(() => /teacher/.test(mine()));
    await discord.quiet();
    expect(here()).toBe('');
  });

  it.each([
    ['summary', { length: 'sentence', essay: 'commons' }, '¶1'],
    ['summary', { paragraphs: '2-3', essay: 'commons' }, '¶3'],
    ['paragraph', { number: 2, essay: 'commons' }, 'The grass is gone by summer.'],
    ['essays', {}, 'slippery-ice'],
    ['help', {}, '/summary'],
    ['pilcrow', { anything: 'p2 --essay commons' }, 'The grass is gone by summer.'],
    ['pilcrow', {}, '/summary'],
    ['ask', { question: 'is ice slippery?', essay: 'slippery-ice' }, '¶1'],
    ['privacy', {}, 'question'],
  ])('/%s %o does what it says', async (name, options, expected) => {
    const { discord } = stage;
    await discord.command(discord.member, discord.text, name, options as never);
    await discord.waitFor(() => mine().includes(expected));
  });

  it('/handout brings the numbered copy as a file: to a teacher, where the licence of the essay is not open', async () => {
    const { discord } = stage;
    await discord.command(discord.member, discord.text, 'handout', { essay: 'commons' });
    await discord.waitFor(() => mine().includes('to teachers alone'));
    expect(discord.ephemerals(discord.member).flatMap(({ attachments }) => attachments)).toEqual([]);
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: '', person: discord.member.id },
      { role: 'teacher' },
    );
    await discord.command(discord.member, discord.text, 'handout', { essay: 'commons' });
    const message = await discord.waitFor(() =>
      discord.ephemerals(discord.member).find((one) => one.attachments.length > 0),
    );
    expect(message.attachments[0]).toMatchObject({ filename: 'commons.md' });
    expect(message.attachments[0]?.bytes.toString()).toBe('numbered');
  });

  it('speaks the language of the asker’s Discord, unless another one is set', async () => {
    const { discord } = stage;
    const reader = discord.addUser('yuki', { locale: 'ja' });
    discord.addMember(reader);
    await discord.command(reader, discord.text, 'summary', { essay: 'commons' });
    await discord.waitFor(() => discord.ephemerals(reader).some((message) => textOf([message]).includes('¶1')));
    const labels = JSON.stringify(discord.ephemerals(reader).map(({ components }) => components));
    expect(labels).toContain('共有');
    await discord.command(reader, discord.text, 'pilcrow', { anything: 'settings me language de' });
    await discord.quiet();
    await discord.command(reader, discord.text, 'summary', { essay: 'commons' });
    await discord.waitFor(() => JSON.stringify(discord.ephemerals(reader).at(-1)?.components).includes('Teilen'));
  });

  it('works in direct messages, and where the bot is not, for who installed it', async () => {
    const { discord } = stage;
    const question = 'who owns the pasture?';
    const dm = discord.dm(discord.member);
    expect((await discord.command(discord.member, dm, 'ask', { question })).isEphemeral).toBe(false);
    await discord.waitFor(() => textOf(discord.botMessages(dm)).includes('¶1'));
    const guest = discord.addUser('guest', { hasInstalled: true });
    const elsewhere = discord.addGuild('Elsewhere', { owner: guest, hasBot: false });
    const hall = discord.addChannel('hall', 'text', elsewhere);
    await discord.command(guest, hall, 'ask', { question });
    await discord.waitFor(() => textOf(discord.ephemerals(guest)).includes('¶1'));
    const chat = discord.dm(guest, discord.member);
    await discord.command(guest, chat, 'ask', { question });
    await discord.waitFor(() => discord.ephemerals(guest).filter((one) => textOf([one]).includes('¶1')).length === 2);
  });
});

describe('who may change what is set', () => {
  it('is nobody before the code was typed; then who typed it, in a direct message too, and who manages the server', async () => {
    const { discord } = stage;
    await discord.command(discord.admin, discord.text, 'settings', { setting: 'answers', value: 'public' });
    await discord.waitFor(() => textOf(discord.ephemerals(discord.admin)).includes('Nobody is a teacher here yet'));
    discord.people.say(discord.member, discord.dm(discord.member), `claim ${await claimCode()}`);
    await discord.waitFor(() => textOf(discord.botMessages(discord.dm(discord.member))).includes('You are a teacher'));
    await discord.command(discord.member, discord.text, 'use', { essay: 'commons' });
    await discord.waitFor(() => mine().includes('About commons'));
    await discord.command(discord.admin, discord.text, 'settings', { setting: 'answers', value: 'public' });
    await discord.waitFor(() => /seen by everyone/i.test(textOf(discord.ephemerals(discord.admin))));
  });

  it('is not someone without the code, until they have it', async () => {
    const { discord } = stage;
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: '', person: discord.admin.id },
      { role: 'teacher' },
    );
    await discord.command(discord.admin, discord.text, 'settings', { setting: 'answers', value: 'public' });
    const ofAdmin = (): string => textOf(discord.ephemerals(discord.admin));
    await discord.waitFor(() => /public|everyone/i.test(ofAdmin()));
    await discord.command(discord.member, discord.text, 'use', { essay: 'commons' });
    await discord.waitFor(() => mine().includes('Only a teacher'));
    await discord.command(discord.member, discord.text, 'claim', { code: await claimCode() });
    await discord.waitFor(() => mine().includes('You are a teacher here now'));
    await discord.command(discord.member, discord.text, 'use', { essay: 'commons' });
    await discord.waitFor(() => here().includes('About commons'));
  });

  it('can be made by naming a person, who is told in direct messages', async () => {
    const { discord } = stage;
    await talk.store.settings.change(
      { platform: 'discord', tenant: discord.guild.id, place: '', person: discord.admin.id },
      { role: 'teacher' },
    );
    await discord.command(discord.admin, discord.text, 'teachers', { act: 'add', person: discord.member.id });
    await discord.waitFor(() => textOf(discord.ephemerals(discord.admin)).includes(discord.member.id));
    const roles = await talk.store.settings.people({ platform: 'discord', tenant: discord.guild.id }, 'role');
    expect(roles).toContain(discord.member.id);
  });
});

describe('what is being typed', () => {
  it('is completed: essays, paragraphs by number or words, values of a setting', async () => {
    const { discord } = stage;
    const of = async (name: string, options: object, focused: string, user = discord.member) =>
      (await discord.autocomplete(user, discord.text, name, options as never, focused)).choices.map(
        ({ value }) => value,
      );
    expect(await of('ask', { question: 'why?', essay: '' }, 'essay')).toEqual(['commons', 'slippery-ice']);
    expect(await of('ask', { question: 'why?', essay: 'frost' }, 'essay')).toEqual(['slippery-ice']);
    expect(await of('paragraph', { essay: 'commons', number: '' }, 'number')).toEqual(
      commons.paragraphs.map(({ n }) => n),
    );
    expect(await of('paragraph', { essay: 'commons', number: 'grass' }, 'number')).toEqual([2]);
    expect(await of('settings', { setting: 'answers', value: '' }, 'value', discord.admin)).toEqual([
      'private',
      'public',
    ]);
  });
});

describe('“Ask about this message”', () => {
  it('says, for the asker alone, what the essay says about it', async () => {
    const { discord } = stage;
    const claim = discord.people.say(discord.admin, discord.text, 'The grass is gone by summer, they say.');
    const outcome = await discord.messageCommand(discord.member, claim, 'Ask about this message');
    expect(outcome).toMatchObject({ kind: 'deferred', isEphemeral: true });
    await discord.waitFor(() => mine().includes('¶2'));
  });
});
