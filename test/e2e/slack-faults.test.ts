/** What goes wrong between Slack and us, one thing at a time: the answer arrives all the same, once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Parts } from '../../src/app/wire.js';
import type { Message, Slack } from '../emulators/slack/slack.js';
import { openRealParts } from '../helpers/real-parts.js';
import { changed, harmOf, oneAnswer, openSlack, type SlackStage, shownText } from '../helpers/slack-stage.js';

let folder: string;
let parts: Parts;
let stage: SlackStage;
let slack: Slack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-slack-'));
  parts = await openRealParts({ dataDir: folder });
});
afterAll(async () => {
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  stage = await openSlack();
  slack = stage.slack;
});
afterEach(async () => {
  await stage.close();
  expect([...slack.botMessages(), ...slack.ephemerals()].flatMap(harmOf)).toEqual([]);
});

const why = 'Why is the political relationship between Russia and Japan at a low level?';
const start = (): Promise<void> => stage.adapter.start(parts.conversation);

async function ask(text = why, threadTs?: string): Promise<{ ts: string; answer: Message }> {
  const { ts } = await slack.say(slack.alice, slack.channel, `${slack.botMention} ${text}`, { threadTs });
  return { ts, answer: await oneAnswer(slack, slack.channel, threadTs ?? ts) };
}

/** The words of an answer when nothing goes wrong: every fault must leave exactly these. */
function expectWhole(answer: Message): void {
  const text = shownText(answer);
  for (const words of [
    "In the author's words:",
    'is not the result of the North territories issue.” ¶1',
    'Quoted from the essay.',
  ])
    expect(text).toContain(words);
  expect(text.match(/¶\d/g)?.length).toBe(3);
}

describe('a call that fails', () => {
  const passing = ['ratelimited', 'http500', 'http500-after', 'hang-after', 'drop', 'drop-after', 'error'] as const;
  const streaming = ['chat.startStream', 'chat.stopStream'] as const;
  it.each(streaming.flatMap((method) => passing.map((kind) => ({ method, kind }))))(
    '$method with $kind costs the stream, not the answer',
    async ({ method, kind }) => {
      const fault = slack.fault(method, { kind });
      await start();
      const { answer } = await ask();
      expect(fault.count).toBe(1);
      expectWhole(answer);
    },
    20_000,
  );

  it.each(['unknown_method', 'missing_scope', 'not_allowed_token_type'])(
    'because streams are refused (%s) is not made again for a while, and answers are posted whole',
    async (error) => {
      const fault = slack.fault('chat.startStream', { kind: 'error', error, times: 100 });
      await start();
      expectWhole((await ask()).answer);
      expectWhole((await ask()).answer);
      expect(fault.count).toBe(1);
    },
  );

  it.each([
    ['ratelimited', 1],
    ['http500', 3],
    ['http500-after', 1],
    ['drop', 1],
    ['drop-after', 1],
    ['hang-after', 1],
  ] as const)(
    'chat.postMessage with %s (%i times) is made again, and nothing is posted twice',
    async (kind, times) => {
      slack.fault('chat.startStream', { kind: 'error', error: 'unknown_method', times: 100 });
      const fault = slack.fault('chat.postMessage', { kind, times });
      await start();
      expectWhole((await ask()).answer);
      expect(fault.count).toBe(times);
    },
    40_000,
  );

  it.each(['invalid_blocks', 'msg_blocks_too_long'])(
    'because of its form (%s) is made in a plainer one',
    async (error) => {
      slack.fault('chat.startStream', { kind: 'error', error: 'unknown_method' });
      const fault = slack.fault('chat.postMessage', { kind: 'error', error, times: 3 });
      await start();
      expectWhole((await ask()).answer);
      expect(fault.count).toBe(3);
    },
  );

  it.each(['error', 'http500', 'hang', 'ratelimited'] as const)(
    'for decoration only (%s) delays and costs nothing',
    async (kind) => {
      const faults = ['assistant.threads.setStatus', 'assistant.threads.setSuggestedPrompts', 'views.publish'].map(
        (method) => slack.fault(method, { kind, times: 100 }),
      );
      await start();
      await slack.openHome(slack.alice, 'home');
      await slack.openHome(slack.alice, 'messages');
      const began = performance.now();
      expectWhole((await ask()).answer);
      expect(performance.now() - began).toBeLessThan(5_000);
      expect(faults.every(({ count }) => count > 0)).toBe(true);
    },
  );

  it('while a stream dies of age leaves one message with the whole answer', async () => {
    const slow = changed(parts.conversation, {
      async *handle(incoming, options) {
        for await (const reply of parts.conversation.handle(incoming, options)) {
          yield reply;
          await slack.waitFor(() => slack.callsTo('chat.startStream').length > 0);
          await new Promise((resolve) => setTimeout(resolve, 50));
          slack.killStreams();
        }
      },
    });
    await stage.adapter.start(slow);
    const { answer } = await ask();
    expectWhole(answer);
    expect(slack.callsTo('chat.update').length).toBe(1);
  });

  it('on a command’s way back is made good by a message to its sender alone', async () => {
    const fault = slack.fault('response_url', { kind: 'http500', times: 10 });
    await start();
    await slack.command(slack.alice, slack.channel, '/ask', why);
    const mine = await slack.waitFor(() => slack.ephemerals(slack.alice)[0], 15_000);
    expectWhole(mine);
    expect(fault.count).toBeGreaterThan(0);
    expect(slack.botMessages(slack.channel)).toEqual([]);
  });

  it('when what is shared or kept cannot be put in its place posts it anew, and leaves no promise standing', async () => {
    const fault = slack.fault('chat.update', { kind: 'error', error: 'cant_update_message', times: 2 });
    await start();
    await slack.command(slack.alice, slack.channel, '/ask', why);
    const mine = await slack.waitFor(() => slack.ephemerals(slack.alice)[0]);
    await slack.press(slack.alice, mine, 'share');
    await slack.press(slack.alice, mine, 'keep');
    await slack.waitFor(() => fault.count === 2);
    await slack.quiet(500);
    for (const channel of [slack.channel, slack.directChannel(slack.alice)]) {
      expect(slack.botMessages(channel)).toHaveLength(1);
      expectWhole(slack.botMessages(channel)[0] as Message);
    }
  });

  it('because we may not write there tells the asker in direct messages', async () => {
    slack.fault('chat.startStream', { kind: 'error', error: 'restricted_action' });
    slack.fault('chat.postMessage', { kind: 'error', error: 'restricted_action' });
    await start();
    await slack.say(slack.alice, slack.channel, `${slack.botMention} ${why}`);
    const direct = slack.directChannel(slack.alice);
    await slack.waitFor(() => slack.botMessages(direct).length > 0, 10_000);
    expectWhole(slack.botMessages(direct)[0] as Message);
  });

  it('does not keep the next question from being answered', async () => {
    const fault = slack.fault('*', {
      kind: 'error',
      error: 'channel_not_found',
      times: 100,
      when: ({ channel }) => channel === slack.channel.id,
    });
    await start();
    await slack.say(slack.alice, slack.channel, `${slack.botMention} ${why}`);
    await slack.quiet(500);
    expect(fault.count).toBeGreaterThan(0);
    fault.clear();
    expectWhole((await ask()).answer);
  });

  it('leaves no half message when the words turn out otherwise than they began', async () => {
    const turning = changed(parts.conversation, {
      async *handle(incoming, options) {
        for await (const reply of parts.conversation.handle(incoming, options)) {
          yield { ...reply, note: 'begun' };
          await slack.waitFor(() => slack.callsTo('chat.startStream').length > 0);
          yield { ...reply, note: 'ended otherwise' };
        }
      },
    });
    await stage.adapter.start(turning);
    const { answer } = await ask();
    expectWhole(answer);
    expect(shownText(answer)).toContain('ended otherwise');
    expect(shownText(answer)).not.toContain('begun');
  });
});

describe('a fault of ours', () => {
  it('is told in words, with a number that the log has too and without its text', async () => {
    const broken = changed(parts.conversation, {
      handle: (incoming, options) =>
        parts.conversation.handle({ ...incoming, command: { name: 'paragraph', range: null as never } }, options),
    });
    await stage.adapter.start(broken);
    const { answer } = await ask();
    const number = /number ([0-9a-f]{6})/.exec(shownText(answer))?.[1];
    expect(number).toBeDefined();
    expect(shownText(answer)).not.toMatch(/TypeError|undefined|null/);
  });
});

describe('the connection', () => {
  it.each([
    ['is cut', () => slack.dropSockets()],
    ['is asked to be made anew', () => slack.disconnect()],
  ])('that %s is back within a second, and what was said meanwhile is answered once', async (_what, cut) => {
    await start();
    await ask('p1');
    const before = slack.callsTo('apps.connections.open').length;
    cut();
    const missed = await slack.say(slack.alice, slack.channel, `${slack.botMention} ${why}`, { isHeard: false });
    await slack.waitFor(() => slack.callsTo('apps.connections.open').length > before, 1_000);
    expectWhole(await oneAnswer(slack, slack.channel, missed.ts));
  });

  it('to a Slack that is away for a while is tried until it is there', async () => {
    await start();
    await ask('p1');
    await slack.goDown();
    await new Promise((resolve) => setTimeout(resolve, 700));
    await slack.comeBack();
    const missed = await slack.say(slack.alice, slack.channel, `${slack.botMention} ${why}`, { isHeard: false });
    expectWhole(await oneAnswer(slack, slack.channel, missed.ts));
  }, 30_000);

  it('with a token that Slack does not take says so, names it, and does not try for ever', async () => {
    const refused = await openSlack({}, { botToken: 'xoxb-wrong' });
    await expect(refused.adapter.start(parts.conversation)).rejects.toMatchObject({
      code: 'platform-refused',
      message: expect.stringContaining('SLACK_BOT_TOKEN (invalid_auth)'),
    });
    await refused.close();
    const other = await openSlack({}, { appToken: 'xapp-wrong' });
    await expect(other.adapter.start(parts.conversation)).rejects.toMatchObject({
      message: expect.stringContaining('SLACK_APP_TOKEN'),
    });
    await other.close();
  });
});

describe('after a gap', () => {
  it('mentions, direct messages and threads of it are answered once, with the time when it was long', async () => {
    await start();
    const { ts } = await ask();
    await stage.adapter.stop();
    const direct = slack.directChannel(slack.alice);
    const said = [
      await slack.say(slack.alice, slack.channel, `${slack.botMention} tldr`, { isHeard: false }),
      await slack.say(slack.alice, direct, why, { isHeard: false }),
      await slack.say(slack.bob, slack.privateChannel, `${slack.botMention} p4`, { isHeard: false }),
    ];
    const followUp = await slack.say(slack.alice, slack.channel, 'and japan?', { threadTs: ts, isHeard: false });
    await slack.say(slack.bob, slack.channel, 'lunch?', { isHeard: false });
    const again = stage.again();
    await again.start(parts.conversation);
    await slack.waitFor(() => slack.botMessages(slack.channel, ts).some((one) => one.ts > followUp.ts), 10_000);
    for (const [index, channel] of [slack.channel, direct, slack.privateChannel].entries())
      await oneAnswer(slack, channel, said[index]?.ts ?? '');
    // Slack may deliver after all what was found: it is known.
    await slack.say(slack.bob, slack.channel, 'nothing for anyone');
    await slack.quiet(300);
    expect(slack.botMessages(slack.channel)).toHaveLength(3);
    await again.stop();
    await stage.again().start(parts.conversation);
    await slack.quiet(600);
    expect(slack.botMessages(slack.channel)).toHaveLength(3);
  }, 40_000);
});

describe('by HTTP', () => {
  beforeEach(async () => {
    await stage.close();
    stage = await openSlack({}, { mode: 'http' });
    slack = stage.slack;
    await start();
    await stage.listen(stage.adapter);
  });

  it('mentions, commands and buttons work as by Socket Mode', async () => {
    const { answer } = await ask();
    expectWhole(answer);
    await slack.command(slack.alice, slack.channel, '/ask', why);
    await slack.waitFor(() => slack.ephemerals(slack.alice).length > 0);
    await slack.press(slack.alice, answer, 'line:0');
    await slack.waitFor(() => slack.views(slack.alice).length > 0);
  });

  it('refuses what is forged, stale, from the future, replayed or too large, and answers none of it', async () => {
    const now = Math.floor(Date.now() / 1000);
    const event = (ts: string): string =>
      JSON.stringify({
        type: 'event_callback',
        team_id: slack.teamId,
        event: {
          type: 'app_mention',
          user: slack.alice.id,
          channel: slack.channel.id,
          ts,
          text: `${slack.botMention} p1`,
        },
      });
    const refused = [
      await slack.postSigned(event('1.1'), { secret: 'another secret' }),
      await slack.postSigned(event('1.2'), { timestamp: now - 400 }),
      await slack.postSigned(event('1.3'), { timestamp: now + 400 }),
      await slack.postSigned(event('1.4'), { signature: 'v0=00' }),
      await slack.postSigned(event('1.5'), { signature: '' }),
      await slack.postSigned(event('1.6'), { timestamp: 'tomorrow' }),
    ];
    expect(refused).toEqual(refused.map(() => 401));
    const large = await slack.postSigned(`{"a":"${'x'.repeat(1_100_000)}"}`);
    expect([413, 0]).toContain(large);
    const real = await slack.say(slack.alice, slack.channel, `${slack.botMention} p2`, { only: 'mention' });
    await oneAnswer(slack, slack.channel, real.ts);
    const body = JSON.stringify(real.deliveries[0]?.body);
    // Another second than the real one's, or it would be a replay of that.
    const stamp = { timestamp: now - 5 };
    expect(await slack.postSigned(body, stamp)).toBe(200);
    expect(await slack.postSigned(body, stamp)).toBe(401);
    expect(await slack.postSigned(body, { ...stamp, retryNum: 1 })).toBe(200);
    await slack.quiet(300);
    expect(slack.botMessages(slack.channel)).toHaveLength(1);
  });

  it('answers Slack’s question whether somebody is there', async () => {
    expect(await slack.postSigned({ type: 'url_verification', challenge: 'x' })).toBe(200);
  });
});
