/** The Slack of the tests under the real Bolt and WebClient: what the adapter's tests rest on. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlannedFault } from '../../emulators/slack/faults.js';
import {
  buttonsOf,
  linksOf,
  markupOf,
  pingsOf,
  plainTextOf,
  type Slack,
  type SlackOptions,
  startSlack,
} from '../../emulators/slack/slack.js';

import { usualScopes } from '../../emulators/slack/slack-options.js';

const open: { slack?: Slack; ends: (() => Promise<unknown>)[] } = { ends: [] };

async function start(options?: SlackOptions): Promise<Slack> {
  open.slack = await startSlack(options);
  return open.slack;
}

afterEach(async () => {
  for (const end of open.ends.splice(0)) await end();
  await open.slack?.stop();
});

const quietly = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

function optionsOf(slack: Slack) {
  return {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 400,
    logger: quietly,
  };
}

function clientOf(slack: Slack, token = slack.botToken): WebClient {
  return new WebClient(token, optionsOf(slack));
}

/** Bolt over a socket, started. */
async function bolt(slack: Slack, prepare: (app: App) => void): Promise<App> {
  const clientOptions = optionsOf(slack);
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: quietly,
    clientPingTimeout: 100,
    installerOptions: { clientOptions },
  });
  const app = new App({ token: slack.botToken, receiver, clientOptions, logger: quietly });
  prepare(app);
  await app.start();
  open.ends.push(() => app.stop());
  return app;
}

/** Slack's word for its refusal. */
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const { data, message } = error as { data?: { error?: string }; message?: string };
  return data?.error ?? `no refusal but ${message ?? 'success'}`;
}

const section = (text: unknown) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), value: 'v', ...more });
const plain = (text: string) => ({ type: 'plain_text', text });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] });
const preformatted = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements }],
});
const markdown = (length: number) => ({ type: 'markdown', text: 'x'.repeat(length) });
const cell = { type: 'raw_text', text: 'x' };
const table = (rows: number, columns: number) => ({
  type: 'table',
  rows: many(rows, () => many(columns, () => cell)),
});
const card = { type: 'card', title: plain('A card') };
const container = (child_blocks: object[]) => ({ type: 'container', title: plain('Box'), child_blocks });
const overflow = (count: number) => ({
  type: 'overflow',
  action_id: 'more',
  options: many(count, (at) => option(`${at}`)),
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const modal = (more: object = {}) => ({ type: 'modal', title: plain('A window'), blocks: [section('hello')], ...more });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const feedback = {
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'feedback',
      positive_button: { text: plain('Good'), value: 'up' },
      negative_button: { text: plain('Bad'), value: 'down' },
    },
  ],
};
const menu = (options: object[], more: object = {}) => ({ type: 'static_select', action_id: 'pick', options, ...more });
const option = (value: string) => ({ text: plain(value), value });

describe('messages', () => {
  it('arrive twice when they mention the bot, under one time stamp, and its reply stands in the thread', async () => {
    const slack = await start();
    const heard: { type: string; ts: string; id: string }[] = [];
    await bolt(slack, (app) => {
      app.event('app_mention', async ({ event, body, say }) => {
        heard.push({ type: event.type, ts: event.ts, id: body.event_id });
        await say({ text: 'Yes.', thread_ts: event.ts });
      });
      app.event('message', async ({ event, body }) => {
        heard.push({ type: event.type, ts: event.ts, id: body.event_id });
      });
    });
    const { ts, acks } = await slack.say(slack.alice, slack.channel, `${slack.botMention} are you there?`);
    const taken = { ackMs: expect.any(Number), ackPayload: undefined };
    expect(acks).toEqual([taken, taken]);
    const reply = await slack.waitFor(() => slack.botMessages(slack.channel, ts)[0]);
    expect(reply).toMatchObject({ text: 'Yes.', threadTs: ts });
    expect(new Set(heard.map((one) => one.ts))).toEqual(new Set([ts]));
    expect(new Set(heard.map((one) => one.id)).size).toBe(2);
  });

  it('come in the order and number that was asked for, again when redelivered, or not at all', async () => {
    const slack = await start();
    const heard: (string | number | undefined)[] = [];
    await bolt(slack, (app) => {
      app.event('app_mention', async ({ context }) => void heard.push('mention', context.retryNum));
      app.event('message', async ({ event, context }) => void heard.push(event.channel_type, context.retryNum));
    });
    const hello = `${slack.botMention} hello`;
    await slack.say(slack.alice, slack.privateChannel, hello, { order: 'mention-first' });
    expect(heard.splice(0)).toEqual(['mention', 0, 'group', 0]);
    const { deliveries } = await slack.say(slack.alice, slack.channel, hello, { only: 'mention' });
    for (const delivery of deliveries) await slack.redeliver(delivery, { retryNum: 2 });
    expect(heard.splice(0)).toEqual(['mention', 0, 'mention', 2]);
    await slack.say(slack.alice, slack.channel, hello, { isHeard: false });
    await slack.say(slack.alice, slack.addChannel('elsewhere', { hasBot: false }), hello);
    await slack.say(slack.alice, slack.directChannel(slack.alice), hello);
    expect(heard).toEqual(['im', 0]);
  });

  it('carry what the real ones carry, and so does coming in', async () => {
    const slack = await start();
    await slack.say(slack.alice, slack.channel, `<@${slack.bob.id}> 1 &lt; 2, <https://a.example|see>`);
    await slack.join(slack.addPerson('carol'), slack.channel);
    const told = slack.deliveries.map(({ body }) => body);
    expect(told).toMatchObject([
      {
        team_id: slack.teamId,
        event_id: expect.stringMatching(/^Ev/),
        authorizations: [{ user_id: slack.botUserId, is_bot: true }],
        event: { type: 'message', team: slack.teamId, client_msg_id: expect.any(String) },
      },
      { event: { type: 'member_joined_channel' } },
      { event: { type: 'message', subtype: 'channel_join' } },
    ]);
    expect((told[0]?.event as { blocks?: unknown } | undefined)?.blocks).toMatchObject([
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { type: 'user', user_id: slack.bob.id },
              { type: 'text', text: ' 1 < 2, ' },
              { type: 'link', url: 'https://a.example', text: 'see' },
            ],
          },
        ],
      },
    ]);
  });

  it('that nobody acknowledged come again under the same id, when that was asked for', async () => {
    const slack = await start({ redeliverAfterMs: [0, 10] });
    const tries: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      tries.push(request.headers['x-slack-retry-num'] as string | undefined);
      response.writeHead(tries.length < 3 ? 500 : 200).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.ends.push(async () => void server.close());
    slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect((await slack.say(slack.alice, slack.channel, 'hello')).acks).toEqual(['unacknowledged']);
    await slack.waitFor(() => slack.deliveries.length === 3 && slack.deliveries.every(({ ack }) => ack !== undefined));
    expect(tries).toEqual([undefined, '1', '2']);
    expect(new Set(slack.deliveries.map(({ body }) => body.event_id)).size).toBe(1);
  });

  it('that the bot wrote come back to it, and those that are changed or deleted are told of', async () => {
    const slack = await start();
    const heard: unknown[] = [];
    await bolt(slack, (app) => app.event('message', async ({ event }) => void heard.push(event)));
    const { message, ts } = await slack.say(slack.alice, slack.channel, 'one');
    await slack.edit(slack.alice, message, 'two');
    await clientOf(slack).chat.postMessage({ channel: slack.channel.id, thread_ts: ts, text: 'seen' });
    await slack.remove(message);
    const other = await slack.say(slack.bob, slack.channel, 'three', { subtype: 'me_message', extra: { team: 'T1' } });
    await slack.remove(other.message);
    await slack.quiet();
    expect(heard).toMatchObject([
      { text: 'one', channel_type: 'channel' },
      { subtype: 'message_changed', message: { text: 'two', edited: {} }, previous_message: { text: 'one' } },
      { subtype: 'message_changed', message: { subtype: 'tombstone', thread_ts: ts } },
      { subtype: 'me_message', team: 'T1' },
      { subtype: 'message_deleted', deleted_ts: other.ts, previous_message: { text: 'three' } },
    ]);
    const own = slack.deliveries.filter(({ body }) => (body.event as { bot_id?: string }).bot_id !== undefined);
    expect(own).toHaveLength(1);
  });

  it('are listed newest first with their threads, in pages, and with metadata only for those who ask', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { id: channel } = slack.channel;
    const first = await slack.say(slack.alice, slack.channel, 'first', { isHeard: false });
    const second = await slack.say(slack.bob, slack.channel, 'second', { isHeard: false });
    const metadata = { event_type: 'mark', event_payload: { to: first.ts } };
    const reply = await client.chat.postMessage({ channel, thread_ts: first.ts, text: 'reply', metadata });
    const one = await client.conversations.history({ channel, limit: 1 });
    expect(one).toMatchObject({ has_more: true, messages: [{ text: 'second' }] });
    const two = await client.conversations.history({
      channel,
      limit: 1,
      cursor: one.response_metadata?.next_cursor ?? '',
    });
    expect(two.messages).toMatchObject([{ text: 'first', reply_count: 1, latest_reply: reply.ts }]);
    const late = await client.conversations.history({ channel, oldest: first.ts });
    expect(late.messages?.map(({ ts }) => ts)).toEqual([second.ts]);
    const plainly = await client.conversations.replies({ channel, ts: first.ts, oldest: second.ts });
    expect(plainly.messages?.map(({ text }) => text)).toEqual(['first', 'reply']);
    expect(plainly.messages?.[1]).not.toHaveProperty('metadata');
    const wholly = await client.conversations.replies({ channel, ts: first.ts, include_all_metadata: true });
    expect(wholly.messages?.[1]).toMatchObject({ metadata, parent_user_id: slack.alice.id });
    expect(await refusal(client.conversations.replies({ channel, ts: '1.000001' }))).toBe('thread_not_found');
  });

  it('are posted, changed and deleted; text alone takes the place of blocks', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { id: channel } = slack.channel;
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'a', blocks: [section('words')] });
    await client.chat.update({ channel, ts, text: 'b' });
    expect(slack.messages(slack.channel)).toMatchObject([{ text: 'b', blocks: [], edited: {} }]);
    await client.chat.update({ channel, ts, markdown_text: '**c**' } as never);
    expect(slack.messages(slack.channel).map(plainTextOf)).toEqual(['**c**']);
    const [{ versions = [] } = {}] = slack.messages(slack.channel);
    expect(versions.map(({ text }) => text)).toEqual(['a', 'b', '**c**']);
    expect(await refusal(client.chat.update({ channel, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
    const { ts: theirs } = await slack.say(slack.alice, slack.channel, 'mine', { isHeard: false });
    expect(await refusal(client.chat.update({ channel, ts: theirs, text: 'no' }))).toBe('cant_update_message');
    expect(await refusal(client.chat.delete({ channel, ts: theirs }))).toBe('cant_delete_message');
    await client.chat.delete({ channel, ts });
    expect(await refusal(client.chat.delete({ channel, ts }))).toBe('message_not_found');
    expect(slack.deletedMessages(slack.channel)).toHaveLength(1);
  });

  it('for one person are seen by that person alone', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const whisper = { channel: slack.channel.id, user: slack.bob.id, text: 'psst' };
    await client.chat.postEphemeral(whisper);
    expect(slack.ephemerals(slack.bob).map(plainTextOf)).toEqual(['psst']);
    expect(slack.ephemerals(slack.alice)).toEqual([]);
    expect(slack.messages(slack.channel)).toEqual([]);
    const stranger = slack.world.addPerson(slack.teamId, 'carol');
    expect(await refusal(client.chat.postEphemeral({ ...whisper, user: stranger.id }))).toBe('user_not_in_channel');
  });
});

describe('what a reader sees', () => {
  async function posted(slack: Slack, message: object) {
    await clientOf(slack).chat.postMessage({ channel: slack.channel.id, ...message } as never);
    const last = slack.messages(slack.channel).at(-1);
    if (!last) throw new Error('nothing posted');
    return last;
  }

  it('is the blocks where there are any, without what only buttons say', async () => {
    const slack = await start();
    const blocks = [rich({ type: 'text', text: 'Words.' }), actions(button()), feedback];
    const message = await posted(slack, { text: 'fallback', blocks });
    expect(plainTextOf(message)).toBe('Words.');
    expect(buttonsOf(message)).toEqual([
      { label: 'Go', actionId: 'go', value: 'v', type: 'button' },
      { label: 'Good', actionId: 'feedback', value: 'up', type: 'feedback_buttons' },
      { label: 'Bad', actionId: 'feedback', value: 'down', type: 'feedback_buttons' },
    ]);
  });

  it('notifies and links by markup, not by what is literal in rich text', async () => {
    const slack = await start();
    const dangerous = `<@${slack.bob.id}> <!channel> https://a.example <https://b.example|b>`;
    const loud = await posted(slack, { text: dangerous });
    expect(pingsOf(loud)).toEqual({ users: [slack.bob.id], many: ['channel'] });
    expect([...linksOf(loud)].sort()).toEqual(['https://a.example', 'https://b.example']);
    const literal = await posted(slack, { text: 'x', blocks: [rich({ type: 'text', text: dangerous })] });
    expect([pingsOf(literal), linksOf(literal)]).toEqual([{ users: [], many: [] }, []]);
    expect(plainTextOf(literal)).toBe(dangerous);
    expect(markupOf(literal)).toContain('&lt;!channel&gt;');
    const elements = [
      { type: 'user', user_id: 'U1' },
      { type: 'broadcast', range: 'here' },
      { type: 'link', url: 'https://c.example' },
    ];
    const meant = await posted(slack, { text: 'x', blocks: [rich(...elements)] });
    expect([pingsOf(meant), linksOf(meant)]).toEqual([{ users: ['U1'], many: ['here'] }, ['https://c.example']]);
    const bare = await posted(slack, { text: 'www.d.example', parse: 'none' });
    expect(linksOf(bare)).toEqual([]);
    const verbatim = { type: 'section', text: { type: 'mrkdwn', text: 'https://e.example', verbatim: true } };
    expect(linksOf(await posted(slack, { text: 'x', blocks: [verbatim] }))).toEqual([]);
    expect(linksOf(await posted(slack, { text: 'x', blocks: [section('https://f.example')] }))).toEqual([
      'https://f.example',
    ]);
  });
});

describe('refusals', () => {
  const refused: [string, object, string][] = [
    ['neither text nor blocks', {}, 'no_text'],
    ['a channel that does not exist', { text: 'x', channel: 'C0' }, 'channel_not_found'],
    ['Markdown beside text', { text: 'x', markdown_text: 'y' }, 'markdown_text_conflict'],
    ['too much Markdown', { markdown_text: 'x'.repeat(12_001) }, 'msg_too_long'],
    ['metadata without a type', { text: 'x', metadata: { event_payload: {} } }, 'invalid_metadata_format'],
    ['blocks that are no list', { text: 'x', blocks: 'nothing' }, 'invalid_blocks_format'],
    ['an unknown block', { blocks: [{ type: 'poem' }] }, 'invalid_blocks'],
    ['a section with too much text', { blocks: [section('x'.repeat(3001))] }, 'invalid_blocks'],
    ['an empty section', { blocks: [section('')] }, 'invalid_blocks'],
    ['too many blocks', { blocks: many(51, () => section('x')) }, 'invalid_blocks'],
    ['a long header', { blocks: [{ type: 'header', text: plain('x'.repeat(151)) }] }, 'invalid_blocks'],
    ['a header in mrkdwn', { blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] }, 'invalid_blocks'],
    ['a context of eleven', { blocks: [{ type: 'context', elements: many(11, () => plain('x')) }] }, 'invalid_blocks'],
    ['26 actions', { blocks: [actions(...many(26, (at) => button({ action_id: `${at}` })))] }, 'invalid_blocks'],
    ['a long label', { blocks: [actions(button({ text: plain('x'.repeat(76)) }))] }, 'invalid_blocks'],
    ['a long value', { blocks: [actions(button({ value: 'x'.repeat(2001) }))] }, 'invalid_blocks'],
    ['an action twice', { blocks: [actions(button(), button())] }, 'invalid_blocks'],
    ['a long block id', { blocks: [{ ...section('x'), block_id: 'x'.repeat(256) }] }, 'invalid_blocks'],
    ['101 options', { blocks: [actions(menu(many(101, (at) => option(`${at}`))))] }, 'invalid_blocks'],
    ['a long option', { blocks: [actions(menu([{ ...option('a'), text: plain('x'.repeat(76)) }]))] }, 'invalid_blocks'],
    [
      'a long option value',
      { blocks: [actions(menu([option('a'.repeat(76)), option('x'.repeat(151))]))] },
      'invalid_blocks',
    ],
    [
      'a preset that is no option',
      { blocks: [actions(menu([option('a')], { initial_option: option('b') }))] },
      'invalid_blocks',
    ],
    ['empty text in rich text', { blocks: [rich({ type: 'text', text: '' })] }, 'invalid_blocks'],
    ['a style that is none', { blocks: [rich({ type: 'text', text: 'x', style: { loud: true } })] }, 'invalid_blocks'],
    ['a button beside feedback', { blocks: [{ type: 'context_actions', elements: [button()] }] }, 'invalid_blocks'],
    ['two blocks of one id', { blocks: many(2, () => ({ ...section('x'), block_id: 'a' })) }, 'invalid_blocks'],
    ['eleven fields', { blocks: [{ type: 'section', fields: many(11, () => plain('x')) }] }, 'invalid_blocks'],
    ['a long field', { blocks: [{ type: 'section', fields: [plain('x'.repeat(2001))] }] }, 'invalid_blocks'],
    ['a long address', { blocks: [actions(button({ url: `https://${'x'.repeat(3000)}` }))] }, 'invalid_blocks'],
    ['a menu of six dots', { blocks: [actions(overflow(6))] }, 'invalid_blocks'],
    ['Markdown beyond its limit', { blocks: many(2, () => markdown(6001)) }, 'invalid_blocks'],
    ['a table of 101 rows', { blocks: [table(101, 1)] }, 'invalid_blocks'],
    ['a table of 21 columns', { blocks: [table(1, 21)] }, 'invalid_blocks'],
    ['a second table', { blocks: [table(1, 1), table(1, 1)] }, 'invalid_blocks'],
    ['an empty card', { blocks: [{ type: 'card' }] }, 'invalid_blocks'],
    ['a long card', { blocks: [{ type: 'card', body: plain('x'.repeat(201)) }] }, 'invalid_blocks'],
    ['eleven cards', { blocks: [{ type: 'carousel', elements: many(11, () => card) }] }, 'invalid_blocks'],
    ['eleven in a container', { blocks: [container(many(11, () => section('x')))] }, 'invalid_blocks'],
    ['Markdown in a container', { blocks: [container([markdown(1)])] }, 'invalid_blocks'],
    ['an odd alert', { blocks: [{ type: 'alert', text: plain('x'), level: 'loud' }] }, 'invalid_blocks'],
    ['a task in no state', { blocks: [{ type: 'task_card', task_id: '1', title: 'x' }] }, 'invalid_blocks'],
    ['a mention in code', { blocks: [preformatted({ type: 'user', user_id: 'U1' })] }, 'invalid_blocks'],
    ['more than 13,200 characters', { blocks: many(5, () => section('x'.repeat(2900))) }, 'msg_blocks_too_long'],
  ];

  it.each(refused)('name %s', async (_, message, error) => {
    const slack = await start();
    const post = { channel: slack.channel.id, ...message };
    expect(await refusal(clientOf(slack).chat.postMessage(post as never))).toBe(error);
    expect(slack.messages(slack.channel)).toEqual([]);
    expect(slack.calls).toMatchObject([{ method: 'chat.postMessage', ok: false, error }]);
  });

  it('tell where in the blocks', async () => {
    const slack = await start();
    const post = clientOf(slack).chat.postMessage({ channel: slack.channel.id, text: 'x', blocks: [section('')] });
    const told = { response_metadata: { messages: [expect.stringContaining('[json-pointer:/blocks/0/text/text]')] } };
    await expect(post).rejects.toMatchObject({ data: told });
  });

  it('spare everything at its limit, and a missing fallback is only noted', async () => {
    const slack = await start();
    const blocks = [
      section('x'.repeat(3000)),
      { type: 'header', text: plain('x'.repeat(150)) },
      actions(
        button({ text: plain('x'.repeat(75)), value: 'x'.repeat(2000) }),
        menu(many(100, (at) => option(`${at}`))),
      ),
      feedback,
      { ...table(100, 20) },
      { type: 'carousel', elements: many(10, () => card) },
      container(many(10, () => section('x'))),
    ];
    await clientOf(slack).chat.postMessage({ channel: slack.channel.id, blocks: blocks as never });
    expect(slack.warnings).toEqual([{ method: 'chat.postMessage', warning: 'blocks without a fallback text' }]);
  });

  it('cut what is too long only for Slack, and warn of threads that are none', async () => {
    const slack = await start();
    const { id: channel } = slack.channel;
    const client = clientOf(slack);
    await client.chat.postMessage({ channel, text: 'x'.repeat(40_001) });
    const { ts } = await client.chat.postMessage({ channel, text: 'lost', thread_ts: '1.000001' });
    const [long] = slack.messages(slack.channel);
    expect(long?.text).toHaveLength(40_000);
    expect(slack.warnings).toEqual([{ method: 'thread_ts', warning: '1.000001 is no message' }]);
    const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: long?.ts ?? '' });
    await client.chat.postMessage({ channel, text: 'reply to a reply', thread_ts: reply.ts ?? '' });
    expect(slack.messages(slack.channel, long?.ts)).toHaveLength(3);
    expect(slack.warnings).toHaveLength(2);
    expect(slack.messages(slack.channel, '1.000001')).toMatchObject([{ ts }]);
  });

  it('keep the bot out of channels that it is not in', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const outside = slack.addChannel('outside', { hasBot: false });
    const secret = slack.addChannel('secret', { kind: 'group', hasBot: false });
    expect(await refusal(client.chat.postMessage({ channel: outside.id, text: 'x' }))).toBe('not_in_channel');
    expect(await refusal(client.conversations.history({ channel: outside.id }))).toBe('not_in_channel');
    expect(await refusal(client.chat.postMessage({ channel: secret.id, text: 'x' }))).toBe('channel_not_found');
  });

  it('are about tokens and scopes too', async () => {
    const slack = await start({ scopes: ['chat:write'] });
    const client = clientOf(slack);
    const { id: channel } = slack.channel;
    await expect(client.conversations.history({ channel })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'channels:history', provided: 'chat:write' },
    });
    expect(await refusal(client.apiCall('poems.write'))).toBe('unknown_method');
    expect(await refusal(clientOf(slack, 'xoxb-unknown').auth.test())).toBe('invalid_auth');
    expect(await refusal(clientOf(slack, '').auth.test())).toBe('not_authed');
    expect(await refusal(client.apps.connections.open({}))).toBe('not_allowed_token_type');
    await slack.revokeTokens();
    expect(await refusal(client.auth.test())).toBe('token_revoked');
  });

  it('keep workspaces apart', async () => {
    const slack = await start();
    const other = slack.addWorkspace('Elsewhere');
    const client = clientOf(slack, other.botToken);
    expect(await client.auth.test()).toMatchObject({ team_id: other.teamId, user_id: other.botUserId });
    expect(await refusal(client.chat.postMessage({ channel: slack.channel.id, text: 'x' }))).toBe('channel_not_found');
    expect(await refusal(client.users.info({ user: slack.alice.id }))).toBe('user_not_found');
    await slack.uninstall(other);
    expect(await refusal(client.auth.test())).toBe('account_inactive');
    expect((await clientOf(slack).auth.test()).ok).toBe(true);
  });
});

describe('streams', () => {
  async function begun(slack: Slack) {
    const { ts: thread_ts } = await slack.say(slack.alice, slack.channel, 'question', { isHeard: false });
    const channel = slack.channel.id;
    const recipient = { recipient_team_id: slack.teamId, recipient_user_id: slack.alice.id };
    return { client: clientOf(slack), channel, thread_ts, recipient, target: { channel, thread_ts, ...recipient } };
  }

  it('grow in a thread until they are stopped, with blocks beneath', async () => {
    const slack = await start();
    const { client, target, channel, thread_ts } = await begun(slack);
    const streamer = client.chatStream({ ...target, buffer_size: 1 });
    await streamer.append({ markdown_text: '**one** ' });
    const [message] = slack.botMessages(slack.channel, thread_ts);
    const ts = streamer.ts ?? '';
    expect(await refusal(client.chat.update({ channel, ts, text: 'x' }))).toBe('streaming_state_conflict');
    expect(await refusal(client.chat.delete({ channel, ts }))).toBe('cant_delete_message');
    await streamer.append({ markdown_text: 'two' });
    await streamer.stop({ blocks: [feedback] as never, metadata: { event_type: 'mark', event_payload: {} } });
    expect(message).toMatchObject({
      text: '**one** two',
      stream: { state: 'stopped' },
      metadata: { event_type: 'mark' },
    });
    expect(message && plainTextOf(message)).toBe('**one** two');
    expect(message && buttonsOf(message)).toHaveLength(2);
    await client.chat.update({ channel, ts, text: 'put right' });
    expect(slack.botMessages(slack.channel).map(plainTextOf)).toEqual(['put right']);
  });

  it('show their tasks and take fifty blocks', async () => {
    const slack = await start();
    const { client, target, channel, thread_ts } = await begun(slack);
    const sources = [{ type: 'url' as const, url: 'https://a.example', text: 'Paragraph 3' }];
    const task = { type: 'task_update' as const, id: '1', title: 'Reading', status: 'complete' as const, sources };
    const { ts = '' } = await client.chat.startStream({ ...target, chunks: [task] });
    const chunks = [{ type: 'blocks' as const, blocks: many(50, () => ({ type: 'divider' })) }];
    await client.chat.appendStream({ channel, ts, chunks });
    expect(await refusal(client.chat.appendStream({ channel, ts, chunks }))).toBe('msg_blocks_too_many');
    expect(await refusal(client.chat.appendStream({ channel, ts }))).toBe('no_text');
    const [message] = slack.botMessages(slack.channel, thread_ts);
    expect(message && plainTextOf(message)).toBe('Reading\nParagraph 3');
    expect(message && linksOf(message)).toEqual(['https://a.example']);
    expect(message?.blocks).toHaveLength(50);
  });

  it('are refused outside threads, without a recipient, too long, and after their end', async () => {
    const slack = await start();
    const { client, target, channel, thread_ts, recipient } = await begun(slack);
    const startStream = (args: object) => client.chat.startStream(args as never);
    expect(await refusal(startStream({ channel, ...recipient }))).toBe('invalid_thread_ts');
    expect(await refusal(startStream({ channel, thread_ts }))).toBe('missing_recipient_team_id');
    const unknown = { ...target, recipient_team_id: '[object Object]' };
    expect(await refusal(startStream(unknown))).toBe('team_not_found');
    expect(await refusal(startStream({ ...target, markdown_text: 'x'.repeat(12_001) }))).toBe('msg_too_long');
    expect(await refusal(startStream({ ...target, chunks: [{ type: 'song' }] }))).toBe('invalid_chunks');
    const { ts = '' } = await startStream({ ...target, markdown_text: 'a' });
    slack.killStreams();
    const dead = 'message_not_in_streaming_state';
    expect(await refusal(client.chat.appendStream({ channel, ts, markdown_text: 'b' }))).toBe(dead);
    expect(await refusal(client.chat.stopStream({ channel, ts }))).toBe(dead);
    const { ts: stopped = '' } = await startStream(target);
    await client.chat.stopStream({ channel, ts: stopped });
    expect(await refusal(client.chat.stopStream({ channel, ts: stopped }))).toBe(dead);
  });

  it('need no recipient in direct messages, and show links and mentions of their Markdown', async () => {
    const slack = await start();
    const direct = slack.directChannel(slack.alice);
    const { ts: thread_ts } = await slack.say(slack.alice, direct, 'question', { isHeard: false });
    const markdown_text = `<@${slack.bob.id}> [a](https://a.example) https://b.example`;
    const { ts } = await clientOf(slack).chat.startStream({ channel: direct.id, thread_ts, markdown_text });
    const message = slack.messages(direct).find((one) => one.ts === ts);
    expect(message && pingsOf(message).users).toEqual([slack.bob.id]);
    expect(message && linksOf(message)).toEqual(['https://a.example', 'https://b.example']);
  });
});

describe('commands and presses', () => {
  it('carry a way back for five uses, to one person or to all', async () => {
    const slack = await start();
    await bolt(slack, (app) =>
      app.command('/ask', async ({ ack, command, respond }) => {
        await ack();
        await respond(`for ${command.user_name}: ${command.text}`);
        await respond({ response_type: 'in_channel', text: 'for all' });
      }),
    );
    const { ack, delivery, responseUrl = '' } = await slack.command(slack.alice, slack.channel, '/ask', 'why?');
    expect(ack).toMatchObject({ ackMs: expect.any(Number) });
    await slack.waitFor(() => slack.messages(slack.channel)[0]);
    expect(slack.ephemerals(slack.alice).map(plainTextOf)).toEqual(['for alice: why?']);
    expect(slack.messages(slack.channel).map(plainTextOf)).toEqual(['for all']);
    const use = async (text: string): Promise<string> => {
      const response = await fetch(responseUrl, { method: 'POST', body: JSON.stringify({ text }), headers });
      return `${response.status} ${await response.text()}`;
    };
    const headers = { 'content-type': 'application/json' };
    expect(await use('')).toBe('400 no_text');
    expect([await use('3'), await use('4'), await use('5')]).toEqual(['200 ok', '200 ok', '200 ok']);
    expect(await use('6')).toBe('404 used_url');
    await slack.redeliver(delivery);
    const [first, again] = slack.deliveries.filter(({ kind }) => kind === 'slash_commands');
    expect(again?.body).toEqual(first?.body);
    slack.ways.expire();
    expect(await use('7')).toBe('404 expired_url');
  });

  it('tell a press on a message from one that only one person sees, and can replace either', async () => {
    const slack = await start();
    const bodies: { container?: { is_ephemeral?: boolean }; message?: unknown; actions: unknown[] }[] = [];
    const client = clientOf(slack);
    await bolt(slack, (app) =>
      app.action(/.*/, async ({ ack, body, respond }) => {
        await ack();
        bodies.push(body as never);
        await respond({ replace_original: true, text: 'replaced' });
      }),
    );
    const blocks = [actions(button(), menu([option('a'), option('b')])), feedback] as never;
    await client.chat.postMessage({ channel: slack.channel.id, text: 'x', blocks });
    await client.chat.postEphemeral({ channel: slack.channel.id, user: slack.bob.id, text: 'y', blocks });
    const [message] = slack.messages(slack.channel);
    const [ephemeral] = slack.ephemerals(slack.bob);
    if (!message || !ephemeral) throw new Error('nothing to press');
    await expect(slack.press(slack.alice, ephemeral, 'go')).rejects.toThrow('does not see');
    await expect(slack.press(slack.alice, message, 'nothing')).rejects.toThrow('nothing to press');
    await slack.press(slack.bob, ephemeral, 'pick', { selected: 'b' });
    await slack.waitFor(() => ephemeral.text === 'replaced');
    await slack.press(slack.alice, message, 'feedback', { value: 'negative' });
    await slack.waitFor(() => message.text === 'replaced');
    expect(bodies).toMatchObject([
      { container: { is_ephemeral: true }, actions: [{ type: 'static_select', selected_option: option('b') }] },
      { container: { is_ephemeral: false }, message: { ts: message.ts }, actions: [{ value: 'down' }] },
    ]);
    expect(bodies[0]).not.toHaveProperty('message');
  });

  it('show what an acknowledgement says, and warn when it cannot be shown', async () => {
    const slack = await start();
    await bolt(slack, (app) =>
      app.command('/ask', async ({ ack, command }) =>
        ack(command.text === 'bad' ? { blocks: [{ type: 'poem' }] as never } : `you asked ${command.text}`),
      ),
    );
    await slack.command(slack.alice, slack.channel, '/ask', 'why');
    expect(slack.ephemerals(slack.alice).map(plainTextOf)).toEqual(['you asked why']);
    await slack.command(slack.alice, slack.channel, '/ask', 'bad');
    expect(slack.warnings).toEqual([{ method: 'ack', warning: 'invalid_blocks' }]);
  });

  it('answer "unacknowledged" when their time is over, and "lost" when nobody listens', async () => {
    const slack = await start({ ackMs: 80 });
    expect((await slack.command(slack.alice, slack.channel, '/ask', 'a')).ack).toBe('lost');
    await bolt(slack, (app) => app.command('/ask', async () => undefined));
    expect((await slack.command(slack.alice, slack.channel, '/ask', 'a')).ack).toBe('unacknowledged');
  });
});

describe('windows', () => {
  it('open from a trigger, are filled in, and close or stay by what is answered', async () => {
    const slack = await start();
    const input = {
      type: 'input',
      block_id: 'question',
      label: plain('Question'),
      element: { type: 'plain_text_input', action_id: 'text' },
    };
    const view = modal({ callback_id: 'ask', submit: plain('Send'), blocks: [input] }) as never;
    const sent: unknown[] = [];
    await bolt(slack, (app) => {
      app.shortcut('about', async ({ ack, shortcut, client }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      app.view('ask', async ({ ack, view: { state } }) => {
        const { value } = state.values.question?.text ?? {};
        sent.push(value);
        await ack(value === 'bad' ? { response_action: 'errors', errors: { question: 'no' } } : undefined);
      });
    });
    const { ts } = await slack.say(slack.bob, slack.channel, 'a remark', { isHeard: false });
    await slack.messageShortcut(slack.alice, slack.channel, ts, 'about');
    const [shown] = await slack.waitFor(() => slack.views(slack.alice).length > 0 && slack.views(slack.alice));
    if (!shown) throw new Error('no window');
    await expect(slack.submitView(slack.alice, shown.id)).rejects.toThrow('must be filled in');
    await slack.submitView(slack.alice, shown.id, { question: { text: 'bad' } });
    expect(slack.views(slack.alice)).toMatchObject([{ errors: { question: 'no' } }]);
    await slack.submitView(slack.alice, shown.id, { question: { text: 'good' } });
    expect([slack.views(slack.alice), sent]).toEqual([[], ['bad', 'good']]);
  });

  it('hold their presets, stand upon each other, and tell of being closed where they ask for it', async () => {
    const slack = await start();
    const heard: unknown[] = [];
    const inputs = [
      ['plain_text_input', { initial_value: 'preset' }],
      ['static_select', { options: [option('a'), option('b')], initial_option: option('a') }],
      ['checkboxes', { options: [option('c')] }],
    ] as const;
    const blocks = inputs.map(([type, more]) => {
      return { type: 'input', block_id: type, label: plain('x'), element: { type, action_id: 'it', ...more } };
    });
    const first = modal({ blocks: [actions(button())], notify_on_close: true }) as never;
    const second = modal({ callback_id: 'second', submit: plain('Send'), blocks }) as never;
    await bolt(slack, (app) => {
      app.action('go', async ({ ack, body, client }) => {
        await ack();
        if ('trigger_id' in body) await client.views.push({ trigger_id: body.trigger_id, view: second });
      });
      app.view('second', async ({ ack, view }) => {
        heard.push(view.previous_view_id, view.root_view_id, view.state.values);
        await ack();
      });
      app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack, view }) => {
        heard.push(view.id);
        await ack();
      });
    });
    const trigger_id = slack.world.addTrigger(slack.alice.id, slack.teamId);
    await clientOf(slack).views.open({ trigger_id, view: first });
    const [below] = slack.views(slack.alice);
    if (!below) throw new Error('no window');
    await slack.press(slack.alice, below, 'go');
    const above = await slack.waitFor(() => slack.views(slack.alice)[1]);
    const filled = { static_select: { it: 'b' }, checkboxes: { it: 'c' } };
    await slack.submitView(slack.alice, above.id, filled);
    await slack.closeView(slack.alice, below.id);
    expect(heard).toMatchObject([
      below.id,
      below.id,
      {
        plain_text_input: { it: { value: 'preset' } },
        static_select: { it: { selected_option: { value: 'b' } } },
        checkboxes: { it: { selected_options: [{ value: 'c' }] } },
      },
      below.id,
    ]);
  });

  it('are updated while they are open, and a button in one tells of the window', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const bodies: { container?: unknown; view?: { id: string } }[] = [];
    await bolt(slack, (app) =>
      app.action('go', async ({ ack, body }) => {
        bodies.push(body as never);
        await ack();
      }),
    );
    const trigger_id = slack.world.addTrigger(slack.alice.id, slack.teamId);
    await client.views.open({ trigger_id, view: modal({ blocks: [actions(button())] }) as never });
    const [shown] = slack.views(slack.alice);
    if (!shown) throw new Error('no window');
    await slack.press(slack.alice, shown, 'go');
    expect(bodies).toMatchObject([{ container: { type: 'view', view_id: shown.id }, view: { id: shown.id } }]);
    const { hash } = shown;
    await client.views.update({ view_id: shown.id, hash, view: modal() as never });
    expect(plainTextOf(shown)).toBe('hello');
    const again = { view_id: shown.id, view: modal() as never };
    expect(await refusal(client.views.update({ ...again, hash }))).toBe('hash_conflict');
    await slack.closeView(slack.alice, shown.id);
    expect(await refusal(client.views.update(again))).toBe('not_found');
  });

  it('are refused beyond the limits, and by triggers that are used, old or unknown', async () => {
    const slack = await start({ triggerMs: 60, ackMs: 30 });
    const client = clientOf(slack);
    const trigger = async () => (await slack.command(slack.alice, slack.channel, '/x')).triggerId;
    const views = [
      modal({ title: plain('x'.repeat(25)) }),
      modal({ private_metadata: 'x'.repeat(3001) }),
      modal({ blocks: many(101, () => section('x')) }),
      modal({ blocks: [feedback] }),
      { type: 'poem', blocks: [] },
    ];
    for (const view of views) {
      const opening = client.views.open({ trigger_id: await trigger(), view: view as never });
      expect(await refusal(opening)).toBe('invalid_arguments');
    }
    const view = modal() as never;
    const trigger_id = await trigger();
    await client.views.open({ trigger_id, view });
    expect(await refusal(client.views.open({ trigger_id, view }))).toBe('exchanged_trigger_id');
    expect(await refusal(client.views.open({ trigger_id: '1.2.3', view }))).toBe('invalid_trigger_id');
    const old = await trigger();
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(await refusal(client.views.open({ trigger_id: old, view }))).toBe('expired_trigger_id');
  });

  it('at home are shown when it is opened', async () => {
    const slack = await start();
    await bolt(slack, (app) =>
      app.event('app_home_opened', async ({ event, client }) => {
        const view = { type: 'home', blocks: [section(`${event.tab} of ${event.user}`)] } as never;
        await client.views.publish({ user_id: event.user, view });
      }),
    );
    await slack.openHome(slack.alice, 'messages');
    const home = await slack.waitFor(() => slack.home(slack.alice));
    expect(plainTextOf(home)).toBe(`messages of ${slack.alice.id}`);
  });
});

describe('the rest of the Web API', () => {
  it('knows channels, people and the workspace', async () => {
    const slack = await start({ scopes: [...usualScopes, 'team:read'] });
    const client = clientOf(slack);
    const opened = await client.conversations.open({ users: slack.alice.id });
    const direct = slack.directChannel(slack.alice).id;
    expect(opened.channel?.id).toBe(direct);
    const outside = slack.addChannel('outside', { hasBot: false });
    const types = 'public_channel,private_channel,im';
    const mine = await client.users.conversations({ types, limit: 2 });
    const more = await client.users.conversations({ types, cursor: mine.response_metadata?.next_cursor ?? '' });
    const ids = [...(mine.channels ?? []), ...(more.channels ?? [])].map(({ id }) => id);
    expect(ids).toEqual([slack.channel.id, slack.privateChannel.id, direct]);
    const all = await client.conversations.list({});
    expect(all.channels?.map(({ id }) => id)).toEqual([slack.channel.id, outside.id]);
    expect((await client.conversations.info({ channel: outside.id })).channel?.is_member).toBe(false);
    expect((await client.users.info({ user: slack.admin.id })).user?.is_admin).toBe(true);
    const { user } = await client.users.info({ user: slack.alice.id, include_locale: true });
    expect(user).toMatchObject({ locale: 'en-US', tz: 'Europe/Berlin', is_admin: false });
    const { members } = await client.conversations.members({ channel: slack.channel.id, limit: 2 });
    expect(members).toEqual([slack.alice.id, slack.bob.id]);
    expect((await client.team.info()).team?.id).toBe(slack.teamId);
  });

  it('shows a status until a reply comes, suggestions, and titles', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { channel, threadTs: thread_ts } = await slack.assistantThread(slack.alice);
    const where = { channel_id: channel.id, thread_ts };
    await client.assistant.threads.setStatus({ ...where, status: 'is reading', loading_messages: ['a'] });
    expect(slack.statusOf(channel, thread_ts)).toBe('is reading');
    await client.chat.postMessage({ channel: channel.id, thread_ts, text: 'read' });
    expect(slack.statusOf(channel, thread_ts)).toBe('');
    const prompts = [{ title: 'One', message: 'What is one?' }] as const;
    await client.assistant.threads.setSuggestedPrompts({ ...where, prompts: [...prompts] });
    await client.assistant.threads.setTitle({ ...where, title: 'About one' });
    expect(slack.prompts).toMatchObject([{ prompts, threadTs: thread_ts }]);
    expect(slack.titles).toMatchObject([{ title: 'About one' }]);
    const five = many(5, () => prompts[0]) as never;
    expect(await refusal(client.assistant.threads.setSuggestedPrompts({ ...where, prompts: five }))).toBe(
      'invalid_arguments',
    );
  });

  it('knows addresses of messages, reactions, and sessions of an agent', async () => {
    const slack = await start({ scopes: [...usualScopes, 'reactions:write'] });
    const client = clientOf(slack);
    const { id: channel } = slack.channel;
    const { ts } = await slack.say(slack.alice, slack.channel, 'question', { isHeard: false });
    const reply = await client.chat.postMessage({ channel, thread_ts: ts, text: 'reply' });
    const link = await client.chat.getPermalink({ channel, message_ts: reply.ts ?? '' });
    expect(link.permalink).toMatch(new RegExp(`/archives/${channel}/p\\d{16}\\?thread_ts=${ts}&cid=${channel}$`));
    await client.reactions.add({ channel, timestamp: ts, name: 'eyes' });
    expect(await refusal(client.reactions.add({ channel, timestamp: ts, name: 'eyes' }))).toBe('already_reacted');
    expect((await client.conversations.history({ channel })).messages).toMatchObject([
      { reactions: [{ name: 'eyes', users: [slack.botUserId], count: 1 }] },
    ]);
    await client.reactions.remove({ channel, timestamp: ts, name: 'eyes' });
    const session = { channel_id: channel, thread_ts: ts };
    await client.apiCall('agents.sessions.setStatus', { ...session, status: 'processing', title: 'A question' });
    await client.apiCall('agents.sessions.setStatus', { ...session, status: 'active', title: 'Ignored' });
    await client.apiCall('agents.sessions.rename', { ...session, title: 'Renamed' });
    expect(slack.sessions.map(({ status, title }) => `${status}: ${title}`)).toEqual([
      'processing: A question',
      'active: A question',
      'active: Renamed',
    ]);
    const odd = client.apiCall('agents.sessions.setStatus', { ...session, status: 'asleep' });
    expect(await refusal(odd)).toBe('invalid_status');
    await client.auth.revoke();
    expect(await refusal(client.auth.test())).toBe('token_revoked');
  });

  it('takes files in three steps', async () => {
    const slack = await start();
    const { ts: thread_ts } = await slack.say(slack.alice, slack.channel, 'copy?', { isHeard: false });
    const file = { channel_id: slack.channel.id, thread_ts, content: '¶1 text', filename: 'a.md', title: 'A' };
    await clientOf(slack).filesUploadV2(file);
    expect(slack.uploads).toMatchObject([{ filename: 'a.md', title: 'A', threadTs: thread_ts, isComplete: true }]);
    expect(String(slack.uploads[0]?.bytes)).toBe('¶1 text');
    expect(slack.botMessages(slack.channel, thread_ts)).toMatchObject([
      { subtype: 'file_share', files: [{ title: 'A' }] },
    ]);
  });
});

describe('Socket Mode', () => {
  it('delivers to a client that reconnects after a farewell or a cut; between, everything is lost', async () => {
    const slack = await start();
    const heard: string[] = [];
    await bolt(slack, (app) =>
      app.message(async ({ event }) => void heard.push(String('text' in event && event.text))),
    );
    expect(slack.sockets).toMatchObject({ count: 1, connections: 1 });
    slack.disconnect();
    await slack.waitFor(() => slack.sockets.connections === 2 && slack.sockets.count === 1);
    slack.dropSockets();
    expect((await slack.say(slack.alice, slack.channel, 'unheard')).acks).toEqual(['lost']);
    await slack.waitFor(() => slack.sockets.connections === 3 && slack.sockets.count === 1);
    await slack.say(slack.alice, slack.channel, 'heard');
    expect(heard).toEqual(['heard']);
  });

  it('gives each event to one of several connections, and what was lost to a later one when asked to', async () => {
    const slack = await start({ redeliverAfterMs: [0, 150] });
    const heard: string[] = [];
    const note = (name: string) => (app: App) =>
      app.message(async ({ event, context }) => {
        if ('text' in event) heard.push(`${name} ${event.text} ${context.retryNum}`);
      });
    expect((await slack.say(slack.alice, slack.channel, 'one')).acks).toEqual(['lost']);
    await bolt(slack, note('first'));
    await slack.waitFor(() => heard.length === 1);
    await bolt(slack, note('second'));
    await slack.say(slack.alice, slack.channel, 'two');
    await slack.say(slack.alice, slack.channel, 'three');
    expect(
      heard
        .map((line) => line.split(' ')[0])
        .slice(1)
        .sort(),
    ).toEqual(['first', 'second']);
    expect(heard[0]).toMatch(/^first one [12]$/);
  });

  it('tells of stopped sessions, of who joins, and of being removed', async () => {
    const slack = await start();
    const heard: object[] = [];
    await bolt(slack, (app) => {
      app.event('agent_session_stopped', async ({ event }) => void heard.push(event));
      app.event('member_joined_channel', async ({ event }) => void heard.push(event));
      app.event('tokens_revoked', async ({ event }) => void heard.push(event));
      app.event('app_uninstalled', async ({ event }) => void heard.push(event));
    });
    await slack.stopSession(slack.alice, slack.channel, '1.000001');
    const outside = slack.addChannel('outside', { hasBot: false });
    await slack.join('bot', outside);
    await slack.uninstall();
    expect(heard).toMatchObject([
      { type: 'agent_session_stopped', thread_ts: '1.000001' },
      { type: 'member_joined_channel', user: slack.botUserId, channel: outside.id },
      { type: 'tokens_revoked', tokens: { bot: [slack.botUserId] } },
      { type: 'app_uninstalled' },
    ]);
  });
});

describe('signed HTTP', () => {
  async function served(slack: Slack, more: object = {}): Promise<{ app: App; url: string }> {
    const clientOptions = optionsOf(slack);
    const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quietly, ...more });
    const auth = 'clientId' in more ? {} : { token: slack.botToken };
    const app = new App({ receiver, clientOptions, logger: quietly, ...auth });
    const server = createServer((request, response) => receiver.requestListener(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.ends.push(async () => void server.close());
    return { app, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it('brings events, commands and presses as Bolt expects them', async () => {
    const slack = await start();
    const { app, url } = await served(slack);
    const heard: unknown[] = [];
    app.message(async ({ context }) => void heard.push(context.retryNum));
    app.command('/ask', async ({ ack, command }) => {
      heard.push(command.text);
      await ack({ text: 'at once' });
    });
    app.action('go', async ({ ack }) => {
      heard.push('go');
      await ack();
    });
    slack.deliverTo(`${url}/slack/events`);
    const { acks, deliveries } = await slack.say(slack.alice, slack.channel, 'hello');
    expect(acks).toEqual([{ ackMs: expect.any(Number), ackPayload: undefined }]);
    for (const delivery of deliveries) await slack.redeliver(delivery);
    expect((await slack.command(slack.alice, slack.channel, '/ask', 'ä & b')).ack).toMatchObject({
      ackPayload: { text: 'at once' },
    });
    expect(slack.ephemerals(slack.alice).map(plainTextOf)).toEqual(['at once']);
    await clientOf(slack).chat.postMessage({
      channel: slack.channel.id,
      text: 'x',
      blocks: [actions(button())] as never,
    });
    const [, message] = slack.messages(slack.channel);
    if (message) await slack.press(slack.alice, message, 'go');
    expect(heard).toEqual([undefined, 1, 'ä & b', 'go']);
  });

  it('can be forged, late and odd', async () => {
    const slack = await start();
    const { url } = await served(slack);
    slack.deliverTo(`${url}/slack/events`);
    const body = { type: 'url_verification', challenge: 'c' };
    const now = Math.floor(Date.now() / 1000);
    expect(await slack.postSigned(body)).toBe(200);
    expect(await slack.postSigned(body, { secret: 'wrong' })).toBe(401);
    expect(await slack.postSigned(body, { signature: '' })).toBe(401);
    expect(await slack.postSigned(body, { timestamp: now - 600 })).toBe(401);
    const old = { 'x-slack-request-timestamp': String(now - 600) };
    expect(await slack.postSigned(body, { headers: old })).toBe(401);
    expect(await slack.postSigned('ssl_check=1', { contentType: 'application/x-www-form-urlencoded' })).toBe(200);
  });

  it('comes with OAuth for workspaces that install the app', async () => {
    const slack = await start();
    const other = slack.addWorkspace('Elsewhere', { isInstalled: false });
    const { clientId, clientSecret } = slack.oauth;
    const installed: string[] = [];
    const installationStore = {
      storeInstallation: async ({ bot }: { bot?: { token: string } }) => void installed.push(bot?.token ?? ''),
      fetchInstallation: async () => ({ bot: { token: installed[0] } }) as never,
    };
    const authorizationUrl = `${new URL(slack.apiUrl).origin}/oauth/v2/authorize`;
    const installerOptions = { directInstall: true, authorizationUrl, clientOptions: optionsOf(slack) };
    const scopes = ['chat:write'];
    const oauth = { clientId, clientSecret, stateSecret: 's', scopes, installationStore, installerOptions };
    const { url } = await served(slack, oauth);
    slack.oauth.redirectUrl = `${url}/slack/oauth_redirect`;
    slack.oauth.next = { team: slack.world.team(other.teamId), person: other.alice };
    const asked = await fetch(`${url}/slack/install`, { redirect: 'manual' });
    const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? '';
    const agreed = await fetch(asked.headers.get('location') ?? '', { redirect: 'manual' });
    const back = await fetch(agreed.headers.get('location') ?? '', { headers: { cookie } });
    expect(back.status).toBe(200);
    expect(await clientOf(slack, installed[0]).auth.test()).toMatchObject({ team_id: other.teamId });
    slack.oauth.isDenied = true;
    const denied = await fetch(asked.headers.get('location') ?? '', { redirect: 'manual' });
    expect(denied.headers.get('location')).toContain('error=access_denied');
    const access = { client_id: clientId, client_secret: clientSecret, code: 'none' };
    expect(await refusal(new WebClient(undefined, optionsOf(slack)).oauth.v2.access(access))).toBe('invalid_code');
  });
});

describe('faults', () => {
  const codes: [PlannedFault, string, number][] = [
    [{ kind: 'ratelimited', retryAfter: 7 }, 'slack_webapi_rate_limited_error', 0],
    [{ kind: 'error', error: 'fatal_error' }, 'slack_webapi_platform_error', 0],
    [{ kind: 'http500' }, 'slack_webapi_http_error', 0],
    [{ kind: 'http500-after' }, 'slack_webapi_http_error', 1],
    [{ kind: 'hang' }, 'slack_webapi_request_error', 0],
    [{ kind: 'hang-after' }, 'slack_webapi_request_error', 1],
    [{ kind: 'drop' }, 'slack_webapi_request_error', 0],
    [{ kind: 'drop-after' }, 'slack_webapi_request_error', 1],
  ];

  it.each(codes)('%o strikes once, and then all is well', async (fault, code, posted) => {
    const slack = await start();
    const planned = slack.fault('chat.postMessage', fault);
    const post = () => clientOf(slack).chat.postMessage({ channel: slack.channel.id, text: 'x' });
    await expect(post()).rejects.toMatchObject({ code });
    expect(slack.messages(slack.channel)).toHaveLength(posted);
    expect((await post()).ok).toBe(true);
    expect(planned.count).toBe(1);
  });

  it('strike as often as was asked, only the calls that were meant, and can be late', async () => {
    const slack = await start();
    const client = clientOf(slack);
    const { id: channel } = slack.channel;
    const when = ({ text }: Record<string, unknown>): boolean => text === 'bad';
    slack.fault('chat.postMessage', { kind: 'error', error: 'internal_error', times: 2, when });
    expect((await client.chat.postMessage({ channel, text: 'good' })).ok).toBe(true);
    for (const _ of [1, 2])
      expect(await refusal(client.chat.postMessage({ channel, text: 'bad' }))).toBe('internal_error');
    expect((await client.chat.postMessage({ channel, text: 'bad' })).ok).toBe(true);
    slack.fault('*', { kind: 'delay', ms: 60 });
    const before = Date.now();
    await client.auth.test();
    expect(Date.now() - before).toBeGreaterThanOrEqual(55);
  });

  it('include a Slack that is down for a while', async () => {
    const slack = await start();
    await slack.goDown();
    await expect(clientOf(slack).auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    await slack.comeBack();
    expect((await clientOf(slack).auth.test()).ok).toBe(true);
    await slack.quiet(20);
    await expect(slack.waitFor(() => false, 30)).rejects.toThrow('not so after 30 ms');
  });
});
