/** A teacher drops a file on Pilcrow, in Slack and in Discord: a report, an answer from it, and nothing left after Undo. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Parts } from '../../src/app/wire.js';
import { buttonsOf as discordButtons } from '../emulators/discord/discord.js';
import { buttonsOf as slackButtons } from '../emulators/slack/slack.js';
import { type DiscordStage, shownText as onDiscord, openDiscord, textOf } from '../helpers/discord-stage.js';
import { openRealParts } from '../helpers/real-parts.js';
import { oneAnswer, shownText as onSlack, openSlack, type SlackStage } from '../helpers/slack-stage.js';

const text = `# The ferry

The ferry between Ostholm and the mainland stopped running in March, after a hundred years.[^1]

The mayor blamed the ice, although the winter had been the mildest that anyone could remember.

[^1]: By the book of the harbour.
`;

let folder: string;
let parts: Parts;
let slack: SlackStage;
let discord: DiscordStage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-upload-'));
  [slack, discord] = await Promise.all([openSlack(), openDiscord()]);
  const teachers = `slack:${slack.slack.alice.id},discord:${discord.discord.admin.id}`;
  parts = await openRealParts({ dataDir: folder, env: { PILCROW_TEACHERS: teachers } });
  await Promise.all([slack.adapter.start(parts.conversation), discord.adapter.start(parts.conversation)]);
});
afterAll(async () => {
  await Promise.all([slack.close(), discord.close()]);
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});

const uploaded = (tenant: { readonly platform: string; readonly tenant: string }) =>
  parts.conversation.essays(tenant).filter(({ owner }) => owner !== undefined);

it('in Slack', async () => {
  const { slack: workspace } = slack;
  const { alice, channel, botMention } = workspace;
  const tenant = { platform: 'slack', tenant: workspace.teamId };
  const { ts } = await workspace.say(alice, channel, botMention, { files: [{ name: 'week-03.md', bytes: text }] });
  const report = await oneAnswer(workspace, channel, ts);
  expect(onSlack(report)).toContain('The ferry (week-03.md). Paragraphs: 2. Sections: 0. Notes linked: 1 of 1.');
  expect(onSlack(report)).toMatch(/“The ferry between Ostholm .*” .*¶1/);

  const asked = await workspace.say(alice, channel, `${botMention} in week-03: whom or what did the mayor blame?`);
  expect(onSlack(await oneAnswer(workspace, channel, asked.ts))).toMatch(/“The mayor blamed the ice.*” ¶2/s);

  const undo = slackButtons(report).find(({ label }) => label === 'Undo');
  await workspace.press(alice, report, undo?.actionId ?? '');
  await workspace.waitFor(
    () => workspace.ephemerals(alice).some((one) => onSlack(one).includes('week-03.md is removed')),
    10_000,
  );
  expect(uploaded(tenant)).toEqual([]);
});

it('in Discord, where students cannot', async () => {
  const { discord: server } = discord;
  const { admin, member, botMention } = server;
  const tenant = { platform: 'discord', tenant: server.guild.id };
  const files = [{ name: 'week-03.md', text }];
  server.people.say(member, server.text, botMention, { files });
  await server.waitFor(() => textOf(server.botMessages(server.dm(member))).includes('Only a teacher'), 10_000);
  expect(uploaded(tenant)).toEqual([]);

  const drop = server.people.say(admin, server.text, botMention, { files });
  const thread = await server.waitFor(() => server.threads().find(({ id }) => id === drop.id), 10_000);
  const report = await server.waitFor(() => server.botMessages(thread)[0], 15_000);
  expect(onDiscord(report)).toContain('The ferry (week-03.md). Paragraphs: 2. Sections: 0. Notes linked: 1 of 1.');

  const question = server.people.say(
    member,
    server.text,
    `${botMention} in week-03: whom or what did the mayor blame?`,
  );
  const asked = await server.waitFor(() => server.threads().find(({ id }) => id === question.id), 10_000);
  await server.waitFor(() => textOf(server.botMessages(asked)).includes('The mayor blamed the ice'), 15_000);
  expect(textOf(server.botMessages(asked))).toContain('¶2');

  const undo = discordButtons(report).find(({ label }) => label === 'Undo');
  await server.press(admin, report, undo?.customId ?? '');
  await server.waitFor(() => textOf(server.ephemerals(admin)).includes('week-03.md is removed'), 10_000);
  expect(uploaded(tenant)).toEqual([]);
  // Without a token: Discord's hosts of files are asked as anybody would.
  expect(new Set([...server.world.hosted.values()].flatMap(({ askedWith }) => askedWith))).toEqual(
    new Set([undefined]),
  );
});
