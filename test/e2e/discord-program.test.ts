/** The program as people start it, on a local Discord: load, shutdown, crashes, restarts, and what doctor says. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Discord,
  type DiscordOptions,
  linksOf,
  type Message,
  pingsOf,
  startDiscord,
} from '../emulators/discord/discord.js';
import { shownText, textOf } from '../helpers/discord-stage.js';
import { makeSandbox, type Running, run, runToEnd, type Sandbox } from '../helpers/run-program.js';

const shipped = fileURLToPath(new URL('../../corpus/streltsov-russo-japanese-relations.md', import.meta.url));
const why = 'Why is the political relationship between Russia and Japan at a low level?';

let text: string;
let discord: Discord;
let sandbox: Sandbox;
let running: Running[] = [];

beforeAll(async () => {
  text = await readFile(shipped, 'utf8');
});
async function begin(options: DiscordOptions = {}): Promise<void> {
  await discord?.stop();
  discord = await startDiscord({ maxConcurrency: 16, integrationTypes: [0, 1], ...options });
}
beforeEach(async () => {
  await begin();
  sandbox = await makeSandbox({ 'streltsov.md': text });
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  running = [];
  for (const message of discord.botMessages()) {
    expect(pingsOf(message)).toEqual({ users: [], roles: [], isEveryone: false });
    expect(linksOf(message)).toEqual([]);
  }
  await discord.stop();
  await sandbox.remove();
});

const tokens = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${discord.apiUrl}/v10/` });

async function start(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const program = run(['start'], sandbox, { ...tokens(), PORT: '0', ...env });
  program.child.stdin.end();
  running.push(program);
  await program.says('Discord: receiving messages.');
  return program;
}

const ask = (words: string, user = discord.member, channel = discord.text): Message =>
  discord.people.say(user, channel, `${discord.botMention} ${words}`);
function answersTo({ id }: Message): readonly Message[] {
  const thread = discord.threads().find((one) => one.id === id);
  return thread ? discord.botMessages(thread).filter(({ isDeleted }) => !isDeleted) : [];
}
const isComplete = (message: Message): boolean => message.components.some(({ type }) => type === 1);
async function eachOnce(questions: readonly Message[], timeoutMs = 40_000): Promise<void> {
  await discord.waitFor(() => questions.every((one) => answersTo(one).some(isComplete)), timeoutMs);
  await discord.quiet(1_000);
  for (const question of questions) {
    expect(answersTo(question)).toHaveLength(1);
    expect(shownText(answersTo(question)[0] as Message)).toMatch(/¶\d/);
  }
}

describe('a class that asks all at once', () => {
  it('is answered, each question once, within Discord’s limits', async () => {
    await begin({ hasRateLimits: true });
    await start();
    const channels = Array.from({ length: 5 }, (_, n) => discord.addChannel(`group-${n}`, 'text'));
    const asked = Array.from({ length: 40 }, (_, n) => {
      const words = [why, 'tldr', `p${(n % 13) + 1}`, 'What does he propose about the islands?'][n % 4] ?? why;
      return ask(words, n % 2 ? discord.member : discord.admin, channels[n % channels.length]);
    });
    await eachOnce(asked, 90_000);
  }, 120_000);
});

describe('shutdown', () => {
  it('finishes what is in flight and ends with 0', async () => {
    const program = await start();
    const asked = Array.from({ length: 6 }, (_, n) => ask(n % 2 ? why : 'tldr'));
    await discord.waitFor(() => discord.threads().length > 0);
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    const begun = asked.filter(({ id }) => discord.threads().some((thread) => thread.id === id));
    for (const question of begun) expect(answersTo(question)).toHaveLength(1);
    // What was heard too late is found at the next start.
    await start();
    await eachOnce(asked);
  }, 60_000);
});

describe('secrets and words', () => {
  it('stand in no line that is printed or logged, at any level', async () => {
    const program = await start({ LOG_LEVEL: 'debug' });
    discord.fault('POST', '/channels/:id/messages', { kind: 'refuses', status: 403, code: 50_013 });
    await discord.waitFor(() => discord.commands().length > 0);
    ask('canary question about islands, please');
    await discord.command(discord.member, discord.text, 'ask', { question: 'canary of a command' });
    await discord.quiet(500);
    program.child.kill('SIGTERM');
    const { stdout, stderr } = await program.ended;
    for (const secret of [discord.token, 'canary']) {
      expect(stdout).not.toContain(secret);
      expect(stderr).not.toContain(secret);
    }
  }, 40_000);
});

describe('a token that Discord does not take', () => {
  it('is one named problem, and the rest runs', async () => {
    const program = run(['start'], sandbox, { ...tokens(), DISCORD_TOKEN: 'MTIz.wrong.token', PORT: '0' });
    program.child.stdin.end();
    running.push(program);
    await program.says('Serving');
    await discord.quiet(500);
    program.child.kill('SIGTERM');
    const { code, stderr } = await program.ended;
    expect(code).toBe(0);
    expect(stderr).toContain('Discord does not take DISCORD_TOKEN.');
    expect(stderr).not.toContain('MTIz.wrong.token');
  }, 40_000);
});

describe('doctor', () => {
  it('says whose token it is, and whether the intent is granted', async () => {
    const good = await runToEnd(['doctor'], sandbox, { env: tokens() });
    expect(good.stdout).toMatch(/✓ Discord token: is Pilcrow/);
    expect(good.stdout).toContain('✓ Message Content intent');
    await begin({ allowsMessageContent: false });
    const without = await runToEnd(['doctor'], sandbox, { env: tokens() });
    expect(without.stdout).toMatch(/– Message Content intent: .*need a mention/);
    expect(without.code).toBe(0);
    const bad = await runToEnd(['doctor'], sandbox, { env: { ...tokens(), DISCORD_TOKEN: 'MTIz.wrong.token' } });
    expect(bad.stdout).toContain('✗ Discord token: Discord does not take it.');
    expect(bad.code).toBe(1);
  }, 60_000);

  it('lists the hosts that are contacted', async () => {
    const { stdout } = await runToEnd(['doctor', '--network'], sandbox, { env: { DISCORD_TOKEN: discord.token } });
    expect(stdout).toContain('discord.com');
    expect(stdout).toContain('gateway.discord.gg');
  });
});

describe('answers', () => {
  it('go on after a restart, in the thread where they were', async () => {
    const program = await start();
    const question = ask(why);
    await eachOnce([question]);
    program.child.kill('SIGTERM');
    await program.ended;
    await start();
    const thread = discord.threads()[0];
    if (!thread) throw new Error('no thread');
    discord.people.say(discord.member, thread, 'and what does he propose?');
    await discord.waitFor(() => discord.botMessages(thread).length === 2, 10_000);
    expect(textOf(discord.botMessages(thread))).toMatch(/¶\d/);
  }, 60_000);
});
