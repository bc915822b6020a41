/**
 * The program killed or stopped in the middle of an answer, on a local Slack, and started again. What it waits for is mostly
 * time, so each test has a stage of its own and all run side by side.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type Message, type Slack, startSlack } from '../emulators/slack/slack.js';
import { makeSandbox, type Running, run } from '../helpers/run-program.js';
import { harmOf, shownText } from '../helpers/slack-stage.js';

const shipped = fileURLToPath(new URL('../../corpus/streltsov-russo-japanese-relations.md', import.meta.url));
const why = 'Why is the political relationship between Russia and Japan at a low level?';

/** Closed when the file is done: tests beside each other share no hook. */
const stages: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(stages.map((close) => close()));
});

async function openStage() {
  const slack: Slack = await startSlack();
  const sandbox = await makeSandbox({ 'streltsov.md': await readFile(shipped, 'utf8') });
  const running: Running[] = [];
  stages.push(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await slack.stop();
    await sandbox.remove();
    expect([...slack.botMessages(), ...slack.ephemerals()].flatMap(harmOf)).toEqual([]);
  });
  return {
    slack,
    ask: (words: string) => slack.say(slack.alice, slack.channel, `${slack.botMention} ${words}`),
    async start(): Promise<Running> {
      const tokens = { SLACK_BOT_TOKEN: slack.botToken, SLACK_APP_TOKEN: slack.appToken };
      const program = run(['start'], sandbox, { ...tokens, SLACK_API_URL: slack.apiUrl, PORT: '0' });
      program.child.stdin.end();
      running.push(program);
      // They all begin at once on two cores.
      await program.says('Slack: receiving messages.', 60_000);
      return program;
    },
  };
}

describe.concurrent('a program that is stopped in the middle of an answer', () => {
  it('does not wait for a Slack that hangs, and leaves what it could not say to the next start', async () => {
    const { slack, start, ask } = await openStage();
    const program = await start();
    slack.fault('chat.startStream', { kind: 'error', error: 'unknown_method', times: 10 });
    const hanging = slack.fault('chat.postMessage', { kind: 'hang', times: 50 });
    const { ts } = await ask(why);
    await slack.waitFor(() => hanging.count > 0);
    const began = performance.now();
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(0);
    expect(performance.now() - began).toBeLessThan(24_000);
    hanging.clear();
    await start();
    await slack.waitFor(() => slack.botMessages(slack.channel, ts).length > 0, 60_000);
    await slack.quiet(300);
    expect(slack.botMessages(slack.channel, ts)).toHaveLength(1);
  }, 180_000);

  it.each([0, 30, 120, 400])(
    '%i ms after the acknowledgement loses no question and doubles none',
    async (afterMs) => {
      const { slack, start, ask } = await openStage();
      const program = await start();
      const said = await Promise.all([ask(why), ask('tldr'), ask('p4')]);
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      program.child.kill('SIGKILL');
      await program.ended;
      await start();
      await slack.waitFor(() => said.every(({ ts }) => slack.botMessages(slack.channel, ts).length > 0), 60_000);
      await slack.waitFor(
        () => slack.botMessages(slack.channel).every(({ stream }) => stream?.state !== 'streaming'),
        60_000,
      );
      await slack.quiet(1_500);
      for (const { ts } of said) {
        expect(slack.botMessages(slack.channel, ts)).toHaveLength(1);
        expect(shownText(slack.botMessages(slack.channel, ts)[0] as Message)).toMatch(/¶\d/);
      }
    },
    180_000,
  );

  it.each(['share', 'keep'])(
    'while an answer is shown elsewhere (%s) leaves it to the next start',
    async (act) => {
      const { slack, start } = await openStage();
      const program = await start();
      await slack.command(slack.alice, slack.channel, '/ask', why);
      const mine = await slack.waitFor(() => slack.ephemerals(slack.alice)[0]);
      const hanging = slack.fault('chat.update', { kind: 'hang', times: 5 });
      await slack.press(slack.alice, mine, act);
      await slack.waitFor(() => hanging.count > 0);
      program.child.kill('SIGKILL');
      await program.ended;
      hanging.clear();
      await start();
      const channel = act === 'share' ? slack.channel : slack.directChannel(slack.alice);
      const shown = (): readonly string[] => slack.botMessages(channel).map(shownText);
      await slack.waitFor(() => shown().some((words) => /¶\d/.test(words)), 60_000);
      await slack.quiet(500);
      expect(shown()).toHaveLength(1);
      expect(slack.botMessages(act === 'share' ? slack.directChannel(slack.alice) : slack.channel)).toEqual([]);
    },
    180_000,
  );
});
