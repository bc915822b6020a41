/**
 * The program killed or stopped in the middle of an answer, on a local Discord, and started again. What it waits for is
 * mostly time, so each test has a stage of its own and all run side by side.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { linksOf, type Message, pingsOf, startDiscord } from '../emulators/discord/discord.js';
import { shownText } from '../helpers/discord-stage.js';
import { makeSandbox, type Running, run } from '../helpers/run-program.js';

const shipped = fileURLToPath(new URL('../../corpus/streltsov-russo-japanese-relations.md', import.meta.url));
const why = 'Why is the political relationship between Russia and Japan at a low level?';
const isComplete = (message: Message): boolean => message.components.some(({ type }) => type === 1);

/** Closed when the file is done: tests beside each other share no hook. */
const stages: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(stages.map((close) => close()));
});

async function openStage() {
  const discord = await startDiscord({ maxConcurrency: 16, integrationTypes: [0, 1] });
  const sandbox = await makeSandbox({ 'streltsov.md': await readFile(shipped, 'utf8') });
  const running: Running[] = [];
  stages.push(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await discord.stop();
    await sandbox.remove();
    for (const message of discord.botMessages()) {
      expect(pingsOf(message)).toEqual({ users: [], roles: [], isEveryone: false });
      expect(linksOf(message)).toEqual([]);
    }
  });
  const answersTo = ({ id }: Message): readonly Message[] => {
    const thread = discord.threads().find((one) => one.id === id);
    return thread ? discord.botMessages(thread).filter(({ isDeleted }) => !isDeleted) : [];
  };
  return {
    discord,
    ask: (words: string): Message => discord.people.say(discord.member, discord.text, `${discord.botMention} ${words}`),
    async start(): Promise<Running> {
      const tokens = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: `${discord.apiUrl}/v10/` };
      const program = run(['start'], sandbox, { ...tokens, PORT: '0' });
      program.child.stdin.end();
      running.push(program);
      // They all begin at once on two cores.
      await program.says('Discord: receiving messages.', 60_000);
      return program;
    },
    async eachOnce(questions: readonly Message[]): Promise<void> {
      await discord.waitFor(() => questions.every((one) => answersTo(one).some(isComplete)), 60_000);
      await discord.quiet(1_000);
      for (const question of questions) {
        expect(answersTo(question)).toHaveLength(1);
        expect(shownText(answersTo(question)[0] as Message)).toMatch(/¶\d/);
      }
    },
  };
}

describe.concurrent('a program that is stopped in the middle of an answer', () => {
  it('does not wait for a Discord that hangs, and leaves what it could not say to the next start', async () => {
    const { discord, start, ask, eachOnce } = await openStage();
    const program = await start();
    const hanging = discord.fault('POST', '/channels/:id/messages', { kind: 'hangs', times: 50 });
    const question = ask(why);
    await discord.waitFor(() => hanging.count > 0, 10_000);
    const began = performance.now();
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(performance.now() - began).toBeLessThan(24_000);
    hanging.clear();
    await start();
    await eachOnce([question]);
  }, 180_000);

  it.each([0, 30, 120, 400])(
    '%i ms after the question loses none and doubles none',
    async (afterMs) => {
      const { discord, start, ask, eachOnce } = await openStage();
      const program = await start();
      await discord.quiet(300);
      const asked = [ask(why), ask('tldr'), ask('p4')];
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      program.child.kill('SIGKILL');
      await program.ended;
      await start();
      await eachOnce(asked);
    },
    180_000,
  );
});
