/** The same question everywhere: Slack, Discord, the terminal and JSON say the same sentences with the same citations. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderReply as terminalText } from '../../src/adapters/terminal/render.js';
import { recordOf } from '../../src/app/answer-record.js';
import type { Parts } from '../../src/app/wire.js';
import type { Incoming, Reply } from '../../src/conversation/types.js';
import { type DiscordStage, shownText as onDiscord, openDiscord } from '../helpers/discord-stage.js';
import { openRealParts } from '../helpers/real-parts.js';
import { oneAnswer, shownText as onSlack, openSlack, type SlackStage } from '../helpers/slack-stage.js';

let folder: string;
let parts: Parts;
let slack: SlackStage;
let discord: DiscordStage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-parity-'));
  parts = await openRealParts({ dataDir: folder });
  slack = await openSlack();
  discord = await openDiscord();
  await Promise.all([slack.adapter.start(parts.conversation), discord.adapter.start(parts.conversation)]);
});
afterAll(async () => {
  await Promise.all([slack.close(), discord.close()]);
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});

/** Each quotation with its mark, in order; signs of emphasis and blanks left out. */
function quotations(text: string): readonly string[] {
  const plain = text.replace(/\*\*/g, '').replace(/\s+/g, ' ');
  return [...plain.matchAll(/“([^“”]+)” ((?:¶\d+(?:-\d+)?,? ?)+)/g)].map((match) => `${match[1]} ${match[2]?.trim()}`);
}

async function replyTo(text: string, id: string): Promise<Reply> {
  const place = { platform: 'command-line', tenant: 'local', place: `parity-${id}` };
  const incoming: Incoming = { place, person: 'reader', messageId: id, text, history: [] };
  let last: Reply | undefined;
  for await (const reply of parts.conversation.handle(incoming)) last = reply;
  if (!last) throw new Error('no reply');
  return last;
}

it.each([
  ['Why is the political relationship between Russia and Japan at a low level?', 2],
  ['What does the author propose about the islands?', 1],
  ['Does the essay mention Portsmouth?', 1],
  ['Почему отношения России и Японии на низком уровне?', 1],
  ['tldr', 2],
  ['summarise ¶3-6', 1],
])('“%s”', async (text, least) => {
  const reply = await replyTo(text, text);
  const record = recordOf(reply, 0);
  if ('error' in record) throw new Error(record.error);
  const wanted = quotations(terminalText(reply, { isColour: false }));
  expect(wanted.length).toBeGreaterThanOrEqual(least);
  expect(quotations(record.answer)).toEqual(wanted);
  for (const { paragraph } of record.citations) expect(wanted.join(' ')).toContain(`¶${paragraph}`);

  const { slack: workspace } = slack;
  const { ts } = await workspace.say(workspace.alice, workspace.channel, `${workspace.botMention} ${text}`);
  expect(quotations(onSlack(await oneAnswer(workspace, workspace.channel, ts)))).toEqual(wanted);

  const { discord: server } = discord;
  const question = server.people.say(server.member, server.text, `${server.botMention} ${text}`);
  const thread = await server.waitFor(() => server.threads().find(({ id }) => id === question.id));
  await server.waitFor(() => server.botMessages(thread).length > 0);
  await server.quiet(400);
  expect(quotations(server.botMessages(thread).map(onDiscord).join('\n'))).toEqual(wanted);
});
