/** The program as people start it, on a local Slack: load, shutdown, crashes, restarts, several workspaces. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ack, type Message, type Slack, startSlack } from '../emulators/slack/slack.js';
import { makeSandbox, type Running, run, runToEnd, type Sandbox } from '../helpers/run-program.js';
import { harmOf, oneAnswer, shownText } from '../helpers/slack-stage.js';

const shipped = fileURLToPath(new URL('../../corpus/streltsov-russo-japanese-relations.md', import.meta.url));
const why = 'Why is the political relationship between Russia and Japan at a low level?';

let text: string;
let slack: Slack;
let sandbox: Sandbox;
let running: Running[] = [];

beforeAll(async () => {
  text = await readFile(shipped, 'utf8');
});
beforeEach(async () => {
  slack = await startSlack();
  sandbox = await makeSandbox({ 'streltsov.md': text });
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  expect([...slack.botMessages(), ...slack.ephemerals()].flatMap(harmOf)).toEqual([]);
  await slack.stop();
  await sandbox.remove();
});
afterAll(() => process.stderr.write(`${figures.join('\n')}\n`));

/** Printed at the end: what was seen, not what was hoped for. */
const figures: string[] = [];

async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken };
  const program = run(['start'], sandbox, { ...tokens, SLACK_API_URL: slack.apiUrl, PORT: '0', ...env });
  program.child.stdin.end();
  running.push(program);
  await program.says('Slack: receiving messages.');
  return program;
}

const ask = (words: string, options: Parameters<Slack['say']>[3] = {}) =>
  slack.say(slack.alice, slack.channel, `${slack.botMention} ${words}`, options);

describe('a class that asks all at once', () => {
  it.each([30, 200])(
    '%i questions are all acknowledged in time and answered once',
    async (count) => {
      await start();
      await oneAnswer(slack, slack.channel, (await ask('p1')).ts);
      const channels = Array.from({ length: 5 }, (_, n) => slack.addChannel(`group-${n}`));
      const began = performance.now();
      const said = await Promise.all(
        Array.from({ length: count }, (_, n) => {
          const channel = channels[n % channels.length] ?? slack.channel;
          const words = [why, 'tldr', `p${(n % 13) + 1}`, 'What does he propose about the islands?'][n % 4];
          return slack
            .say(n % 2 ? slack.alice : slack.bob, channel, `${slack.botMention} ${words}`)
            .then((one) => ({ channel, ...one }));
        }),
      );
      const answersTo = ({ channel, ts }: (typeof said)[number]): readonly Message[] => slack.botMessages(channel, ts);
      await slack.waitFor(() => said.every((one) => answersTo(one).length > 0), 60_000);
      await slack.quiet(1_000);
      const took = Math.round(performance.now() - began);
      expect(said.filter((one) => answersTo(one).length !== 1)).toEqual([]);
      for (const one of said) expect(shownText(answersTo(one)[0] as Message)).toMatch(/¶\d/);
      const acks = said.flatMap(({ acks: each }) => each);
      const times = acks
        .map((ack: Ack) => (typeof ack === 'object' ? ack.ackMs : Number.POSITIVE_INFINITY))
        .sort((a, b) => a - b);
      expect(times.at(-1)).toBeLessThan(3_000);
      figures.push(
        `${count} questions at once: acknowledged p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms; all answered after ${took} ms`,
      );
    },
    120_000,
  );
});

describe('shutdown', () => {
  it('finishes what is in flight and ends with 0', async () => {
    const program = await start();
    const said = await Promise.all(Array.from({ length: 12 }, (_, n) => ask(n % 2 ? why : 'tldr')));
    program.child.kill('SIGTERM');
    const { code } = await program.ended;
    expect(code).toBe(0);
    for (const { ts, acks } of said)
      if (acks.some((ack) => typeof ack === 'object')) expect(slack.botMessages(slack.channel, ts)).toHaveLength(1);
  }, 40_000);
});

describe('a crash', () => {
  it('and a redelivery after it are one answer; a day of claims is on disk', async () => {
    const program = await start();
    const said = await ask(why);
    await oneAnswer(slack, slack.channel, said.ts);
    program.child.kill('SIGKILL');
    await program.ended;
    await start();
    for (const delivery of said.deliveries) await slack.redeliver(delivery);
    await slack.quiet(600);
    expect(slack.botMessages(slack.channel, said.ts)).toHaveLength(1);
  }, 40_000);
});

describe('secrets and words', () => {
  it('stand in no line that is printed or logged, at any level', async () => {
    const program = await start({ LOG_LEVEL: 'debug' });
    slack.fault('chat.postMessage', { kind: 'error', error: 'invalid_auth' });
    await ask('canary question about islands, please');
    await slack.command(slack.alice, slack.channel, '/ask', 'canary of a command');
    await slack.quiet(400);
    program.child.kill('SIGTERM');
    const { stdout, stderr } = await program.ended;
    for (const secret of [slack.botToken, slack.appToken, 'canary']) {
      expect(stdout).not.toContain(secret);
      expect(stderr).not.toContain(secret);
    }
  });
});

describe('the one listener', () => {
  it('says how it is, and a port that is taken costs nothing else', async () => {
    const program = await start({ PORT: '0' });
    const { ts } = await ask('p1');
    await oneAnswer(slack, slack.channel, ts);
    const { createServer } = await import('node:http');
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const other = await start({ PORT: String(port), DATA_DIR: `${sandbox.dataDir}-2` });
    const again = await ask('p2');
    await slack.waitFor(() => slack.botMessages(slack.channel, again.ts).length > 0);
    program.child.kill('SIGTERM');
    other.child.kill('SIGTERM');
    expect((await other.ended).stderr).toContain(`Port ${port} is taken by another program.`);
    taken.close();
  }, 40_000);

  it('takes Slack’s requests for every workspace that installs the app, and forgets one that removes it', async () => {
    const { clientId, clientSecret } = slack.oauth;
    const program = run(['start'], sandbox, {
      SLACK_CLIENT_ID: clientId,
      SLACK_CLIENT_SECRET: clientSecret,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_STATE_SECRET: 'a long random text of this test',
      SLACK_API_URL: slack.apiUrl,
      PORT: '0',
    });
    program.child.stdin.end();
    running.push(program);
    await program.says('Slack: receiving messages.');
    const address = /requests are taken at (http:\S+)\/slack\/events/.exec(program.stdout())?.[1] ?? '';
    expect((await (await fetch(`${address}/health`)).json()) as object).toEqual({
      status: 'ok',
      adapters: { slack: true },
    });
    expect((await fetch(`${address}/slack/nothing`)).status).toBe(404);
    slack.deliverTo(`${address}/slack/events`);
    slack.oauth.redirectUrl = `${address}/slack/oauth_redirect`;

    const workspaces = [
      slack.addWorkspace('One', { isInstalled: false }),
      slack.addWorkspace('Two', { isInstalled: false }),
    ] as const;
    for (const workspace of workspaces) {
      slack.oauth.next = { team: slack.world.team(workspace.teamId), person: workspace.alice };
      const page = await fetch(`${address}/slack/install`, { redirect: 'manual' });
      const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
      const agreed = await fetch(page.headers.get('location') ?? '', { redirect: 'manual' });
      const back = await fetch(agreed.headers.get('location') ?? '', { headers: { cookie }, redirect: 'manual' });
      expect(back.status).toBeLessThan(400);
      slack.world.channels.get(workspace.channel.id)?.members.add(slack.world.team(workspace.teamId).botUserId);
    }
    const [one, two] = workspaces;
    for (const { alice, channel, teamId } of workspaces) {
      const bot = slack.world.team(teamId).botUserId;
      const { ts } = await slack.say(alice, channel, `<@${bot}> ${why}`);
      await slack.waitFor(() => slack.botMessages(channel, ts).length > 0, 10_000);
    }
    // Whoever installed it is its first teacher there, and nowhere else.
    const told = async (who: typeof one.bob, channel: typeof one.channel): Promise<string> => {
      await slack.say(who, channel, `<@${slack.world.team(channel.teamId).botUserId}> settings answers public`);
      const [last] = await slack.waitFor(() => slack.ephemerals(who).length > 0 && slack.ephemerals(who).slice(-1));
      return last ? shownText(last) : '';
    };
    expect(await told(one.alice, one.channel)).toContain('seen by everyone');
    expect(await told(two.bob, two.channel)).toContain('Only a teacher');

    await slack.uninstall(one);
    await slack.quiet(300);
    const { ts } = await slack.say(two.alice, two.channel, `<@${slack.world.team(two.teamId).botUserId}> p4`);
    await slack.waitFor(() => slack.botMessages(two.channel, ts).length > 0);
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    const files = await readdir(sandbox.dataDir);
    for (const file of files.filter((name) => name.startsWith('pilcrow.db'))) {
      const bytes = (await readFile(join(sandbox.dataDir, file))).toString('latin1');
      expect(bytes.includes(one.teamId)).toBe(false);
      expect(file.endsWith('.db') ? bytes.includes(two.teamId) : true).toBe(true);
    }
  }, 60_000);
});

describe('doctor', () => {
  it('asks Slack about the tokens and says what it thinks of them', async () => {
    const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
    const good = await runToEnd(['doctor'], sandbox, { env: tokens });
    expect(good.stdout).toMatch(/✓ Slack bot token: is \S+ in the workspace Reading room/);
    const bad = await runToEnd(['doctor'], sandbox, { env: { ...tokens, SLACK_BOT_TOKEN: 'xoxb-wrong' } });
    expect(bad.stdout).toContain('✗ Slack bot token: Slack does not take it (invalid_auth)');
    expect(bad.code).toBe(1);
  }, 30_000);
});

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
