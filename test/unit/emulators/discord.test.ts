/** The Discord of the tests under the real discord.js: what the adapter's tests rest on. */
import {
  type APIActionRowComponent,
  type ChatInputCommandInteraction,
  Client,
  type Message as ClientMessage,
  DiscordAPIError,
  Events,
  GatewayIntentBits,
  MessageFlags,
  Partials,
  type TextChannel,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import {
  buttonsOf,
  type Discord,
  type DiscordOptions,
  linksOf,
  pingsOf,
  plainTextOf,
  startDiscord,
} from '../../emulators/discord/discord.js';

const everything = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.MessageContent,
];

const open: { discord?: Discord; clients: Client[] } = { clients: [] };

async function start(options?: DiscordOptions): Promise<Discord> {
  open.discord = await startDiscord(options);
  return open.discord;
}

async function login(
  discord: Discord,
  { intents = everything, waits = true, timeoutMs = 15_000 } = {},
): Promise<Client<true>> {
  const rest = { api: discord.apiUrl, timeout: timeoutMs };
  const client = new Client({ intents, partials: [Partials.Channel], rest });
  client.on(Events.Error, () => undefined);
  open.clients.push(client);
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  if (waits) await ready;
  return client as Client<true>;
}

afterEach(async () => {
  await Promise.all(open.clients.splice(0).map((client) => client.destroy()));
  await open.discord?.stop();
});

/** Every message the client hears that is not its own. */
function hearing(client: Client): ClientMessage[] {
  const heard: ClientMessage[] = [];
  client.on(Events.MessageCreate, (message) => {
    if (message.author.id !== client.user?.id) heard.push(message);
  });
  return heard;
}

const channelOf = async (client: Client, { id }: { id: string }): Promise<TextChannel> =>
  (await client.channels.fetch(id)) as TextChannel;

const refusal = async (promise: Promise<unknown>): Promise<DiscordAPIError> => {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`no refusal but ${String(error)}`);
  return error;
};

const ask = {
  name: 'ask',
  description: 'Ask',
  integration_types: [0, 1],
  contexts: [0, 1, 2],
  options: [
    { type: 3, name: 'question', description: 'What', required: true },
    { type: 3, name: 'essay', description: 'Which', autocomplete: true },
  ],
};
const register = (client: Client<true>, commands: readonly object[]): Promise<unknown> =>
  client.application.commands.set(commands as never);

const onCommand = (client: Client, answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void => {
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) answer(interaction).catch(() => undefined);
  });
};

describe('messages', () => {
  it('carry a mention to the client, and its reply back', async () => {
    const discord = await start();
    const client = await login(discord);
    client.on(Events.MessageCreate, (message) => {
      if (message.mentions.users.has(client.user.id)) void message.reply('Yes.');
    });
    const question = discord.people.say(discord.member, discord.text, `${discord.botMention} are you there?`);
    const reply = await discord.waitFor(() => discord.botMessages(discord.text)[0]);
    expect(reply).toMatchObject({ content: 'Yes.', type: 19, reference: { messageId: question.id } });
    expect(pingsOf(reply).users).toEqual([discord.member.id]);
  });

  it('reach the client as direct messages, which it answers, unless the person refuses them', async () => {
    const discord = await start();
    const client = await login(discord);
    client.on(Events.MessageCreate, (message) => {
      if (!message.author.bot && message.channel.isSendable())
        message.channel.send(`${message.channel.type} ${message.content}`).catch(() => undefined);
    });
    const dm = discord.dm(discord.member);
    discord.people.say(discord.member, dm, 'hello');
    await discord.waitFor(() => discord.botMessages(dm)[0]?.content === '1 hello');
    discord.member.refusesDms = true;
    expect((await refusal((await client.users.fetch(discord.member.id)).send('x'))).code).toBe(50007);
  });

  it('are empty without Message Content, but for mentions, direct messages and own ones', async () => {
    const discord = await start({ allowsMessageContent: false });
    const client = await login(discord, { intents: everything.slice(0, 3) });
    const heard = hearing(client);
    discord.people.say(discord.member, discord.text, 'a secret');
    const mention = discord.people.say(discord.member, discord.text, `${discord.botMention} open`);
    const dm = discord.people.say(discord.member, discord.dm(discord.member), 'between us');
    await discord.waitFor(() => heard.length === 3);
    expect(heard.map(({ content }) => content)).toEqual(['', mention.content, dm.content]);
    const fetched = await (await channelOf(client, discord.text)).messages.fetch();
    expect(fetched.map(({ content }) => content)).toEqual([mention.content, '']);
    expect(discord.messages(discord.text)[0]?.content).toBe('a secret');
  });

  it('are refused beyond the documented limits, with the path of each fault', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    const long = await refusal(channel.send('x'.repeat(2001)));
    expect(long).toMatchObject({
      status: 400,
      code: 50035,
      rawError: { errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    expect((await refusal(channel.send('  '))).code).toBe(50006);
    expect((await refusal(channel.send({ embeds: [{ description: 'x'.repeat(4097) }] }))).code).toBe(50035);
    expect(
      (
        await refusal(
          channel.send({ content: 'x', allowedMentions: { parse: ['users'], users: ['100000000000000001'] } }),
        )
      ).code,
    ).toBe(50035);
    expect((await refusal(channel.send({ content: 'x', nonce: 'n'.repeat(26) }))).code).toBe(50035);
    expect(discord.messages(discord.text)).toEqual([]);
  });

  it('are changed and taken back, and every version is kept', async () => {
    const discord = await start();
    const client = await login(discord);
    const channel = await channelOf(client, discord.text);
    const message = await channel.send('one');
    await message.edit('two');
    await message.delete();
    const [stored] = discord.messages(discord.text);
    expect(stored?.versions.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(stored?.isDeleted).toBe(true);
    expect((await refusal(message.edit('three'))).code).toBe(10008);
    const other = discord.people.say(discord.member, discord.text, 'mine');
    const heard = await channel.messages.fetch(other.id);
    expect((await refusal(heard.edit('yours'))).code).toBe(50005);
    expect((await refusal(heard.delete())).code).toBe(50013);
  });

  it('with the same enforced nonce are one message', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    const send = (): Promise<ClientMessage> => channel.send({ content: 'once', nonce: 'n1', enforceNonce: true });
    expect((await send()).id).toBe((await send()).id);
    expect(discord.messages(discord.text)).toHaveLength(1);
  });

  it('carry files with their bytes', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    await channel.send({
      content: 'see',
      files: [{ attachment: Buffer.from('¶1'), name: 'handout.md', description: 'the handout' }],
    });
    const [file] = discord.messages(discord.text)[0]?.attachments ?? [];
    expect(file).toMatchObject({ filename: 'handout.md', description: 'the handout' });
    expect(file?.bytes.toString()).toBe('¶1');
  });

  it('are listed newest first, before and after an id', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    const said = ['a', 'b', 'c', 'd'].map((text) =>
      discord.people.say(discord.member, discord.text, text, { isHeard: false }),
    );
    const texts = async (options: object): Promise<string[]> =>
      [...(await channel.messages.fetch(options)).values()].map(({ content }) => content);
    expect(await texts({ limit: 2 })).toEqual(['d', 'c']);
    expect(await texts({ after: said[0]?.id, limit: 2 })).toEqual(['c', 'b']);
    expect(await texts({ before: said[2]?.id })).toEqual(['b', 'a']);
    expect(await texts({ around: said[1]?.id, limit: 3 })).toEqual(['c', 'b', 'a']);
  });

  it('of other bots, webhooks and the system are told apart', async () => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    const otherBot = discord.addUser('clock', { isBot: true });
    discord.addMember(otherBot);
    discord.people.say(otherBot, discord.text, 'tick');
    discord.people.sayAsWebhook(discord.text, 'feed', 'news');
    discord.people.join(discord.guild, discord.addUser('new'), discord.text);
    await discord.waitFor(() => heard.length === 3);
    expect(heard.map(({ author, webhookId, system }) => [author.bot, webhookId !== null, system])).toEqual([
      [true, false, false],
      [true, true, false],
      [false, false, true],
    ]);
  });

  it('show a preview as an update that is no edit', async () => {
    const discord = await start();
    const client = await login(discord);
    const message = discord.people.say(discord.member, discord.text, 'https://example.org');
    await client.channels.fetch(discord.text.id);
    const update = new Promise<ClientMessage>((resolve) =>
      client.on(Events.MessageUpdate, (_, after) => resolve(after as ClientMessage)),
    );
    await discord.waitFor(() =>
      (client.channels.cache.get(discord.text.id) as TextChannel).messages.cache.has(message.id),
    );
    discord.people.unfold(message, 'https://example.org');
    expect(await update).toMatchObject({ editedTimestamp: null, embeds: [{ data: { url: 'https://example.org' } }] });
  });
});

describe('what a message does to its readers', () => {
  it('is counted by the documented defaults, edits included', async () => {
    const discord = await start();
    const client = await login(discord);
    const channel = await channelOf(client, discord.text);
    const role = discord.people.addRole(discord.guild, 'class');
    const text = `<@${discord.member.id}> <@&${role.id}> @everyone`;
    const loud = await channel.send(text);
    const quiet = await channel.send({ content: text, allowedMentions: { parse: [] } });
    const [first, second] = discord.messages(discord.text);
    if (!first || !second) throw new Error('not sent');
    expect(pingsOf(first)).toEqual({ users: [discord.member.id], roles: [role.id], isEveryone: true });
    expect(pingsOf(second)).toEqual({ users: [], roles: [], isEveryone: false });
    expect(loud.mentions.everyone).toBe(true);
    expect(quiet.mentions.everyone).toBe(false);
    await quiet.edit(`${text} again`);
    expect(pingsOf(second).isEveryone).toBe(true);
  });

  it('counts bare links only, and none where previews are off', () => {
    const shown = (content: string, flags = 0): string[] => linksOf({ content, flags, components: [] });
    expect(shown('see https://a.org/x and <https://b.org> and `https://c.org`')).toEqual(['https://a.org/x']);
    expect(shown('[a](https://a.org/x)')).toEqual(['https://a.org/x']);
    expect(shown('https://a.org', MessageFlags.SuppressEmbeds)).toEqual([]);
  });
});

describe('Components V2', () => {
  const text = (content: string): object => ({ type: 10, content });
  const send = (channel: TextChannel, components: readonly object[], more: object = {}): Promise<ClientMessage> =>
    channel.send({
      flags: MessageFlags.IsComponentsV2,
      components: components as unknown as APIActionRowComponent<never>[],
      ...more,
    });

  it('are kept, numbered, with their text and buttons readable', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    const button = { type: 2, style: 2, label: 'Show ¶4', custom_id: 'p:4' };
    const section = { type: 9, components: [text('quoted')], accessory: button };
    await send(channel, [{ type: 17, components: [text('# Title'), section, { type: 14, spacing: 2 }] }, text('last')]);
    const [message] = discord.messages(discord.text);
    if (!message) throw new Error('not sent');
    expect(plainTextOf(message)).toBe('# Title\nquoted\nlast');
    expect(buttonsOf(message)).toEqual([{ label: 'Show ¶4', customId: 'p:4', url: null, isDisabled: false }]);
    expect(message.components.map(({ id }) => id)).toEqual([1, 7]);
  });

  it.each([
    ['content beside them', [text('x')], { content: 'y' }],
    [
      'more than forty, nested ones counted',
      [...Array(20)].map((_, n) => ({
        type: 1,
        components: [
          { type: 2, style: 1, label: 'b', custom_id: `b${n}` },
          { type: 2, style: 1, label: 'b', custom_id: `c${n}` },
        ],
      })),
      {},
    ],
    ['more than 4,000 characters in all', [text('x'.repeat(2000)), text('x'.repeat(2001))], {}],
    ['a section without an accessory', [{ type: 9, components: [text('x')] }], {}],
    [
      'four texts in a section',
      [
        {
          type: 9,
          components: [1, 2, 3, 4].map(() => text('x')),
          accessory: { type: 2, style: 1, label: 'b', custom_id: 'b' },
        },
      ],
      {},
    ],
    ['a container in a container', [{ type: 17, components: [{ type: 17, components: [text('x')] }] }], {}],
    [
      'a custom id twice',
      [{ type: 1, components: [1, 2].map(() => ({ type: 2, style: 1, label: 'b', custom_id: 'same' })) }],
      {},
    ],
    ['a label of 81', [{ type: 1, components: [{ type: 2, style: 1, label: 'l'.repeat(81), custom_id: 'b' }] }], {}],
    ['a bare button', [{ type: 2, style: 1, label: 'b', custom_id: 'b' }], {}],
    ['an empty text', [text('')], {}],
    ['a separator of spacing 3', [text('x'), { type: 14, spacing: 3 }], {}],
  ])('are refused with %s', async (_, components, more) => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    expect((await refusal(send(channel, components, more))).code).toBe(50035);
    expect(discord.messages(discord.text)).toEqual([]);
  });

  it('need their flag, and keep it', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    expect((await refusal(channel.send({ components: [text('x')] as never }))).code).toBe(50035);
    const message = await send(channel, [text('x')]);
    expect((await refusal(message.edit({ content: 'y', components: [], flags: [] }))).code).toBe(50035);
    const plain = await channel.send('plain');
    expect(
      (await refusal(plain.edit({ components: [text('x')] as never, flags: MessageFlags.IsComponentsV2 }))).code,
    ).toBe(50035);
    await plain.edit({ content: null, components: [text('x')] as never, flags: MessageFlags.IsComponentsV2 });
    expect(discord.messages(discord.text)[1]).toMatchObject({ content: '', flags: MessageFlags.IsComponentsV2 });
  });

  it('fail with 500 within their characters but beyond their bytes', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    await send(channel, [text('あ'.repeat(3386))]);
    await expect(send(channel, [text('あ'.repeat(3387))])).rejects.toMatchObject({ status: 500 });
    expect(discord.callsTo('POST', /messages$/)).toHaveLength(5);
  });
});

describe('threads', () => {
  it('open from a message once, with its id, and hear what is said in them', async () => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    const question = discord.people.say(discord.member, discord.text, `${discord.botMention} why?`);
    const [message] = await discord.waitFor(() => heard.length === 1 && heard);
    const thread = await message?.startThread({ name: 'why?' });
    await thread?.send('because');
    expect(thread?.id).toBe(question.id);
    const [stored] = discord.threads(discord.text);
    if (!stored || !message) throw new Error('no thread');
    expect(discord.botMessages(stored).map(({ content }) => content)).toEqual(['because']);
    discord.people.say(discord.member, stored, 'and then?');
    await discord.waitFor(() =>
      heard.some(({ content, channelId }) => content === 'and then?' && channelId === question.id),
    );
    const again = client.rest.post(`/channels/${discord.text.id}/messages/${question.id}/threads`, {
      body: { name: 'x' },
    });
    expect((await refusal(again)).code).toBe(160004);
    expect(
      (
        await refusal(
          client.rest.post(`/channels/${question.id}/messages/${discord.messages(stored)[1]?.id}/threads`, {
            body: { name: 'x' },
          }),
        )
      ).code,
    ).toBe(50024);
  });

  it('of a forum come with their first message, whose id is theirs', async () => {
    const discord = await start();
    const client = await login(discord);
    const created: string[] = [];
    client.on(Events.ThreadCreate, ({ name, parentId }, isNew) => created.push(`${name} ${parentId} ${isNew}`));
    const heard = hearing(client);
    const [thread] = discord.people.post(discord.member, discord.forum, 'On commons', 'What are they?');
    const [post] = await discord.waitFor(() => heard.length === 1 && heard);
    expect(created).toEqual([`On commons ${discord.forum.id} true`]);
    expect([post?.id, post?.channelId]).toEqual([thread.id, thread.id]);
    expect(
      (await refusal(client.rest.post(`/channels/${discord.forum.id}/messages`, { body: { content: 'x' } }))).code,
    ).toBe(40058);
  });

  it('that are private are unknown to a bot that is not in them', async () => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    const closed = discord.addPrivateThread('closed', [discord.member], { hasBot: false });
    const shared = discord.addPrivateThread('shared', [discord.member]);
    discord.people.say(discord.member, closed, 'psst');
    discord.people.say(discord.member, shared, 'hello');
    await discord.quiet();
    expect(heard.map(({ content }) => content)).toEqual(['hello']);
    expect((await refusal(client.channels.fetch(closed.id))).code).toBe(50001);
    discord.people.say(discord.member, closed, `${discord.botMention} come in`);
    await discord.waitFor(() => heard.length === 2);
  });

  it('wake when somebody writes, and refuse who may not write', async () => {
    const discord = await start();
    const client = await login(discord);
    const message = discord.people.say(discord.member, discord.text, 'x');
    const thread = discord.people.openThread(discord.member, message, 'topic');
    thread.isArchived = true;
    const sent = await (await channelOf(client, thread)).send('back');
    expect(thread.isArchived).toBe(false);
    thread.isArchived = true;
    expect((await refusal(sent.edit('y'))).code).toBe(50083);
    thread.isLocked = true;
    expect((await refusal((await channelOf(client, thread)).send('z'))).code).toBe(160005);
    discord.people.permit(discord.text, discord.world.bot, { deny: ['SendMessages'] });
    expect((await refusal((await channelOf(client, discord.text)).send('z'))).code).toBe(50013);
    discord.people.permit(discord.text, discord.world.bot, { deny: ['ViewChannel'] });
    expect((await refusal(client.rest.get(`/channels/${discord.text.id}`))).code).toBe(50001);
  });
});

describe('commands', () => {
  it('keep their ids over registrations, and are validated', async () => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask, { type: 3, name: 'Ask about this message' }]);
    const [first] = discord.commands();
    await register(client, [{ ...ask, description: 'Ask anything' }]);
    expect(discord.commands().map(({ id, body }) => [id, body.description])).toEqual([[first?.id, 'Ask anything']]);
    expect(discord.commands()[0]?.version).not.toBe(first?.version);
    const options = (count: number): object[] =>
      [...Array(count)].map((_, n) => ({ type: 3, name: `o${n}`, description: 'x'.repeat(100) }));
    for (const bad of [
      { ...ask, name: 'Ask' },
      { ...ask, description: '' },
      { ...ask, description_localizations: { xx: 'y' } },
      { ...ask, options: [...ask.options].reverse() },
      { ...ask, options: options(26) },
      { ...ask, contexts: [0, 3] },
      { ...ask, options: [{ ...ask.options[1], choices: [{ name: 'a', value: 'a' }] }] },
      { type: 3, name: 'Ask', description: 'no' },
      {
        ...ask,
        options: options(25).map((one) => ({
          ...one,
          type: 3,
          choices: [...Array(25)].map((_, n) => ({ name: `c${n}`, value: 'v'.repeat(20) })),
        })),
      },
    ]) {
      const registering = client.rest.put(`/applications/${discord.applicationId}/commands`, { body: [bad] });
      expect((await refusal(registering)).code, JSON.stringify(bad).slice(0, 200)).toBe(50035);
    }
    expect(discord.commands()).toHaveLength(1);
  });

  it('are deferred, then edited', async () => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask]);
    onCommand(client, async (interaction) => {
      await interaction.deferReply();
      await interaction.editReply(
        `${interaction.options.getString('question')} ${interaction.locale} ${interaction.context}`,
      );
      await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
    });
    discord.people.say(discord.member, discord.text, 'before');
    const outcome = await discord.command(discord.member, discord.text, 'ask', { question: 'why?' });
    expect(outcome).toMatchObject({ kind: 'deferred', isEphemeral: false });
    expect(outcome.afterMs).toBeLessThan(1000);
    await discord.waitFor(() => outcome.message?.content === 'why? en-US 0');
    const [more] = await discord.waitFor(() => discord.ephemerals(discord.member).length === 1 && discord.ephemerals());
    expect(more?.content).toBe('more');
    expect(outcome.message).toMatchObject({ flags: 0, type: 20, webhookId: discord.applicationId });
    expect(discord.messages(discord.text)).toHaveLength(2);
  });

  it('run in direct messages and, installed to the account, where the bot is not', async () => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask]);
    const seen: unknown[] = [];
    onCommand(client, async (interaction) => {
      const { guildInstall, userInstall } = {
        guildInstall: interaction.authorizingIntegrationOwners[0],
        userInstall: interaction.authorizingIntegrationOwners[1],
      };
      seen.push([interaction.context, interaction.guildId, guildInstall, userInstall, interaction.channel === null]);
      await interaction.reply('here');
      for (let n = 0; n < 6; n++) await interaction.followUp(`${n}`);
    });
    const traveller = discord.addUser('tove', { hasInstalled: true, locale: 'ru' });
    const elsewhere = discord.addGuild('Elsewhere', { hasBot: false, members: [traveller] });
    const lobby = discord.addChannel('lobby', 'text', elsewhere);
    await discord.command(discord.member, discord.dm(discord.member), 'ask', { question: 'x' });
    const there = await discord.command(traveller, lobby, 'ask', { question: 'x' });
    await discord.command(traveller, discord.dm(traveller, discord.member), 'ask', { question: 'x' });
    expect(seen).toEqual([
      [1, null, '0', undefined, false],
      [0, elsewhere.id, undefined, traveller.id, true],
      [2, null, undefined, traveller.id, false],
    ]);
    expect(there.kind).toBe('message');
    await discord.waitFor(() => discord.messages(lobby).length === 6);
    await discord.quiet();
    expect(discord.callsTo('POST', /^\/webhooks/).filter(({ status }) => status === 400)).toHaveLength(2);
    await expect(discord.command(discord.member, lobby, 'ask', { question: 'x' })).rejects.toThrow('not installed');
  });

  it('are not offered to who may not use them, nor with options they do not have', async () => {
    const discord = await start();
    const client = await login(discord);
    onCommand(client, (interaction) => interaction.reply('ok'));
    await register(client, [
      { ...ask, contexts: [0] },
      { name: 'forget', description: 'x', default_member_permissions: '32' },
    ]);
    await expect(discord.command(discord.member, discord.text, 'forget')).rejects.toThrow('not offered');
    expect((await discord.command(discord.admin, discord.text, 'forget')).kind).toBe('message');
    await expect(discord.command(discord.member, discord.text, 'ask')).rejects.toThrow('needs question');
    await expect(discord.command(discord.member, discord.text, 'ask', { question: 'a', odd: 'b' })).rejects.toThrow(
      'no option odd',
    );
    await expect(discord.command(discord.member, discord.dm(discord.member), 'ask', { question: 'a' })).rejects.toThrow(
      'context',
    );
    await expect(discord.command(discord.member, discord.text, 'nothing')).rejects.toThrow('registered');
  });

  it('complete options as they are typed', async () => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { value } = interaction.options.getFocused(true);
      const name = value === 'long' ? 'x'.repeat(101) : `${value}mmons`;
      interaction.respond([{ name, value: 'commons' }]).catch(() => undefined);
    });
    const { kind, choices } = await discord.autocomplete(discord.member, discord.text, 'ask', { essay: 'co' }, 'essay');
    expect([kind, choices]).toEqual(['choices', [{ name: 'commons', value: 'commons' }]]);
    void discord.autocomplete(discord.member, discord.text, 'ask', { essay: 'long' }, 'essay');
    await discord.waitFor(() => discord.callsTo('POST', /callback$/).some(({ status }) => status === 400));
  });

  it('act on a message, whose text is given even without Message Content', async () => {
    const discord = await start({ allowsMessageContent: false });
    const client = await login(discord, { intents: everything.slice(0, 2) });
    await register(client, [{ type: 3, name: 'Ask about this message' }]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isMessageContextMenuCommand())
        void interaction.reply(`about ${interaction.targetMessage.content}`);
    });
    const message = discord.people.say(discord.member, discord.text, 'a claim');
    const outcome = await discord.messageCommand(discord.member, message, 'Ask about this message');
    expect(outcome.message).toMatchObject({ content: 'about a claim', type: 23 });
  });
});

describe('interactions', () => {
  const pressable = { type: 1, components: [{ type: 2, style: 2, label: 'why', custom_id: 'why:1' }] };

  it('end unanswered after their time, and refuse what comes later with 10062', async () => {
    const discord = await start({ firstResponseMs: 100 });
    const client = await login(discord);
    await register(client, [ask]);
    let thrown: unknown;
    onCommand(client, async (interaction) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      thrown = await refusal(interaction.reply('late'));
    });
    const outcome = await discord.command(discord.member, discord.text, 'ask', { question: 'x' });
    expect(outcome.kind).toBe('none');
    await discord.waitFor(() => thrown !== undefined);
    expect(thrown).toMatchObject({ code: 10062, status: 404 });
  });

  it('take one first response, and edits until their token ends', async () => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask]);
    let mine: ChatInputCommandInteraction | undefined;
    onCommand(client, async (interaction) => {
      mine = interaction;
      await interaction.reply({ content: 'one', flags: MessageFlags.Ephemeral });
    });
    const outcome = await discord.command(discord.member, discord.text, 'ask', { question: 'x' });
    expect(outcome.isEphemeral).toBe(true);
    const path = `/interactions/${outcome.interactionId}/${outcome.token}/callback`;
    const again = await refusal(client.rest.post(path as `/${string}`, { body: { type: 4, data: { content: 'x' } } }));
    expect(again.code).toBe(40060);
    await discord.waitFor(() => mine?.replied);
    await mine?.editReply('two');
    expect(outcome.message?.content).toBe('two');
    expect((await mine?.fetchReply())?.flags.has(MessageFlags.Ephemeral)).toBe(true);
    discord.expire(outcome);
    expect((await refusal(mine?.editReply('three') ?? Promise.resolve())).code).toBe(50027);
  });

  it('come from buttons, which update their message, and from selects', async () => {
    const discord = await start();
    const client = await login(discord);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isButton())
        void interaction.update({ content: `pressed ${interaction.customId}`, components: [] });
      if (interaction.isStringSelectMenu()) void interaction.reply(interaction.values.join());
    });
    const menu = {
      type: 1,
      components: [{ type: 3, custom_id: 'which', options: ['a', 'b'].map((value) => ({ label: value, value })) }],
    };
    await (await channelOf(client, discord.text)).send({ content: 'x', components: [pressable, menu] as never });
    const [message] = discord.messages(discord.text);
    if (!message) throw new Error('not sent');
    const picked = await discord.select(discord.member, message, 'which', ['b']);
    expect(picked.message).toMatchObject({ content: 'b', type: 19 });
    const pressed = await discord.press(discord.member, message, 'why:1');
    expect([pressed.kind, pressed.message]).toEqual(['update', message]);
    expect(message.content).toBe('pressed why:1');
    await expect(discord.press(discord.member, message, 'why:1')).rejects.toThrow('nothing there');
  });

  it.each([
    [
      'a modal with a title of 46',
      { type: 9, data: { custom_id: 'm', title: 't'.repeat(46), components: [{ type: 10, content: 'x' }] } },
    ],
    [
      'a modal with a label of 46',
      {
        type: 9,
        data: {
          custom_id: 'm',
          title: 't',
          components: [{ type: 18, label: 'l'.repeat(46), component: { type: 4, custom_id: 'i', style: 1 } }],
        },
      },
    ],
    [
      'a modal of six',
      {
        type: 9,
        data: { custom_id: 'm', title: 't', components: [...Array(6)].map(() => ({ type: 10, content: 'x' })) },
      },
    ],
    ['an update of no message', { type: 7, data: { content: 'x' } }],
    ['choices to no autocomplete', { type: 8, data: { choices: [] } }],
    ['a deferral in Components V2', { type: 5, data: { flags: 1 << 15 } }],
    ['2,001 characters', { type: 4, data: { content: 'x'.repeat(2001) } }],
    ['no type', { data: { content: 'x' } }],
  ])('are not answered by %s, and can still be answered', async (_, body) => {
    const discord = await start();
    const client = await login(discord);
    await register(client, [ask]);
    const refused: number[] = [];
    onCommand(client, async (interaction) => {
      const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      refused.push(Number((await refusal(client.rest.post(path, { body, auth: false }))).code));
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({
        flags: MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'in the end' }] as never,
      });
    });
    const { message } = await discord.command(discord.member, discord.text, 'ask', { question: 'x' });
    await discord.waitFor(() => message && plainTextOf(message) === 'in the end');
    expect(refused).toEqual([50035]);
    expect(message).toMatchObject({
      flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
      visibleTo: discord.member.id,
    });
  });

  it('open modals, which come back filled in', async () => {
    const discord = await start();
    const client = await login(discord);
    const input = { type: 4, custom_id: 'reason', style: 2, max_length: 300 };
    client.on(Events.InteractionCreate, (interaction) => {
      const components = [{ type: 18, label: 'Why?', component: input }];
      if (interaction.isButton())
        void interaction.showModal({ title: 'Feedback', custom_id: 'feedback', components } as never);
      if (interaction.isModalSubmit())
        void interaction.reply({
          content: `because ${interaction.fields.getTextInputValue('reason')}`,
          flags: MessageFlags.Ephemeral,
        });
    });
    await (await channelOf(client, discord.text)).send({ content: 'x', components: [pressable] as never });
    const [message] = discord.messages(discord.text);
    if (!message) throw new Error('not sent');
    const opened = await discord.press(discord.member, message, 'why:1');
    expect([opened.kind, opened.modal?.title]).toEqual(['modal', 'Feedback']);
    const sent = await discord.submitModal(discord.member, 'feedback', { reason: 'it is wrong' });
    expect(sent).toMatchObject({ kind: 'message', isEphemeral: true, message: { content: 'because it is wrong' } });
  });
});

describe('the gateway', () => {
  it('refuses a wrong token, and an intent that is not granted', async () => {
    const discord = await start({ allowsMessageContent: false });
    const { token } = discord;
    await expect(login(discord)).rejects.toThrow('Used disallowed intents');
    await discord.waitFor(() => discord.gateway.connections[0]?.closeCode === 4014);
    discord.token = 'another';
    const client = new Client({ intents: [], rest: { api: discord.apiUrl } });
    await expect(client.login(token)).rejects.toMatchObject({ code: 'TokenInvalid' });
  });

  it.each(['a cut', 'op 7'])('resumes after %s, with what was missed, where READY said', async (how) => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    if (how === 'a cut') discord.gateway.drop();
    else discord.gateway.askReconnect();
    await discord.waitFor(() => discord.gateway.openSockets === 0);
    discord.people.say(discord.member, discord.text, 'missed');
    await discord.waitFor(() => heard.length === 1);
    expect(heard[0]?.content).toBe('missed');
    expect(discord.gateway.connections.map(({ path, did }) => [path, did])).toEqual([
      ['/gateway', 'identified'],
      ['/gateway/resume', 'resumed'],
    ]);
  });

  it('loses what was said between two sessions', async () => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    discord.gateway.invalidate(false);
    await discord.waitFor(() => discord.gateway.openSockets === 0);
    discord.people.say(discord.member, discord.text, 'lost');
    await discord.waitFor(() => discord.gateway.identifies === 2, 15_000);
    discord.people.say(discord.member, discord.text, 'found');
    await discord.waitFor(() => heard.length === 1);
    expect(heard[0]?.content).toBe('found');
  });

  it('lets a client find out by itself that its socket is dead', async () => {
    const discord = await start({ heartbeatMs: 200 });
    const client = await login(discord);
    const heard = hearing(client);
    discord.gateway.freeze();
    discord.people.say(discord.member, discord.text, 'unheard at first');
    await discord.waitFor(() => heard.length === 1);
    expect(discord.gateway.connections.map(({ did }) => did)).toEqual(['identified', 'resumed']);
  });

  it('comes back after nothing listened at all', async () => {
    const discord = await start();
    const client = await login(discord);
    const heard = hearing(client);
    await discord.goDown();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expect(client.rest.get('/users/@me')).rejects.toThrow();
    await discord.comeBack();
    await discord.waitFor(() => discord.gateway.openSockets === 1, 15_000);
    await discord.waitFor(() => discord.gateway.connections.at(-1)?.did !== 'nothing', 15_000);
    discord.people.say(discord.member, discord.text, 'again');
    await discord.waitFor(() => heard.length === 1);
  });

  it('deals servers to shards, and direct messages to the first', async () => {
    const discord = await start({ shards: 2, maxConcurrency: 2 });
    while (discord.world.guilds.size < 6) discord.addGuild(`${discord.world.guilds.size}`);
    const client = new Client({
      shards: 'auto',
      intents: everything,
      partials: [Partials.Channel],
      rest: { api: discord.apiUrl },
    });
    open.clients.push(client);
    await client.login(discord.token);
    await discord.waitFor(() => client.isReady());
    expect(client.guilds.cache.size).toBe(6);
    for (const { id, shardId } of client.guilds.cache.values()) expect(Number((BigInt(id) >> 22n) % 2n)).toBe(shardId);
    const heard = hearing(client);
    discord.people.say(discord.member, discord.dm(discord.member), 'x');
    await discord.waitFor(() => heard.length === 1);
  });

  it('tells of channels, threads and servers that go', async () => {
    const discord = await start();
    const client = await login(discord);
    const thread = discord.people.openThread(
      discord.member,
      discord.people.say(discord.member, discord.text, 'x'),
      't',
    );
    const doomed = discord.addChannel('doomed', 'text');
    await discord.waitFor(() => client.channels.cache.has(thread.id) && client.channels.cache.has(doomed.id));
    discord.people.archive(thread, { isLocked: true });
    discord.people.deleteChannel(doomed);
    await discord.waitFor(() => !client.channels.cache.has(doomed.id));
    const known = client.channels.cache.get(thread.id);
    expect(known?.isThread() && [known.archived, known.locked]).toEqual([true, true]);
    expect((await refusal(client.rest.post(`/channels/${doomed.id}/messages`, { body: { content: 'x' } }))).code).toBe(
      10003,
    );
    discord.removeBot(discord.guild);
    await discord.waitFor(() => client.guilds.cache.size === 0);
    expect(
      (await refusal(client.rest.post(`/channels/${discord.text.id}/messages`, { body: { content: 'x' } }))).code,
    ).toBe(50001);
  });

  it('tells of servers that are joined later', async () => {
    const discord = await start();
    const client = await login(discord);
    const added = discord.addGuild('Second');
    await discord.waitFor(() => client.guilds.cache.get(added.id)?.name === 'Second');
  });
});

describe('faults', () => {
  const route = ['POST', '/channels/:id/messages'] as const;

  it.each([
    ['rate-limit', { kind: 'rate-limit', retryAfterMs: 50 }, 1],
    ['rate-limit of everything', { kind: 'rate-limit', retryAfterMs: 50, isGlobal: true }, 1],
    ['fails', { kind: 'fails' }, 1],
    ['fails-after', { kind: 'fails-after' }, 2],
    ['bad-gateway', { kind: 'bad-gateway' }, 1],
    ['drops', { kind: 'drops' }, 1],
    ['drops-after', { kind: 'drops-after' }, 2],
    ['hangs', { kind: 'hangs' }, 1],
    ['hangs-after', { kind: 'hangs-after' }, 2],
    ['delays', { kind: 'delays', ms: 60 }, 1],
  ] as const)('of kind %s strike once, and the client comes through', async (_, fault, kept) => {
    const discord = await start();
    const channel = await channelOf(await login(discord, { timeoutMs: 500 }), discord.text);
    const planned = discord.fault(...route, fault);
    const isCut = fault.kind.startsWith('drops');
    const sending = channel.send('once');
    if (isCut) {
      await sending.catch(() => channel.send('once'));
    } else await sending;
    expect(planned.count).toBe(1);
    expect(discord.messages(discord.text)).toHaveLength(kept);
  });

  it('leave one message where the nonce is enforced', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    discord.fault(...route, { kind: 'fails-after' });
    await channel.send({ content: 'once', nonce: 'n', enforceNonce: true });
    expect(discord.messages(discord.text)).toHaveLength(1);
    expect(discord.callsTo('POST', /messages$/).map(({ status }) => status)).toEqual([500, 200]);
  });

  it('beyond the retries of discord.js reach its caller', async () => {
    const discord = await start();
    const channel = await channelOf(await login(discord), discord.text);
    discord.fault(...route, { kind: 'fails', times: 4 });
    await expect(channel.send('x')).rejects.toMatchObject({ status: 500 });
    discord.fault(...route, { kind: 'refuses', status: 403, code: 50013, message: 'Missing Permissions' });
    expect((await refusal(channel.send('x'))).code).toBe(50013);
    await channel.send('y');
    expect(discord.rest.invalidRequests).toBe(1);
  });

  it('have the limits bots commonly meet, when asked for', async () => {
    const discord = await start({ hasRateLimits: true });
    const channel = await channelOf(await login(discord), discord.text);
    const startedAt = Date.now();
    for (let n = 0; n < 6; n++) await channel.send(`${n}`);
    expect(Date.now() - startedAt).toBeGreaterThan(4500);
    expect(discord.rest.invalidRequests).toBe(0);
  });

  it('have limits with headers, which the client keeps, when asked for', async () => {
    const discord = await start();
    discord.rest.limits.rules.push({ method: 'POST', pattern: '/channels/:id/messages', limit: 2, windowMs: 300 });
    const channel = await channelOf(await login(discord), discord.text);
    for (let n = 0; n < 5; n++) await channel.send(`${n}`);
    expect(discord.messages(discord.text)).toHaveLength(5);
    expect(discord.callsTo('POST', /messages$/).filter(({ status }) => status === 429)).toEqual([]);
    const raw = (): Promise<number> =>
      fetch(`${discord.apiUrl}/v10/channels/${discord.text.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ content: 'x' }),
      }).then(({ status }) => status);
    expect((await Promise.all([raw(), raw(), raw(), raw()])).filter((status) => status === 429).length).toBeGreaterThan(
      0,
    );
  });
});
