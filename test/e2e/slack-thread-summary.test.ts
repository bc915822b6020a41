/** A discussion in a Slack thread, set against the shipped essay when somebody asks for it there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Parts } from '../../src/app/wire.js';
import { openRealParts } from '../helpers/real-parts.js';
import { harmOf, oneAnswer, openSlack, shownText } from '../helpers/slack-stage.js';

let folder: string;
let parts: Parts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pilcrow-slack-thread-'));
  parts = await openRealParts({ dataDir: folder });
});
afterAll(async () => {
  await parts.close();
  await rm(folder, { recursive: true, force: true });
});

it('answers the claims of people in the thread, pings nobody, and keeps none of their words', async () => {
  const stage = await openSlack();
  onTestFinished(() => stage.close());
  const { slack } = stage;
  await stage.adapter.start(parts.conversation);
  const { ts } = await slack.say(
    slack.alice,
    slack.channel,
    'Japan is suspicious of the cooperation of Russia and China.',
  );
  const bobs = `${'<@'}${slack.alice.id}> The cherry trees of Kyoto blossom in April.`;
  await slack.say(slack.bob, slack.channel, bobs, { threadTs: ts });
  await slack.say(slack.bob, slack.channel, `${slack.botMention} summarise this thread`, { threadTs: ts });
  const answer = await oneAnswer(slack, slack.channel, ts);
  const text = shownText(answer);
  expect(text).toContain('To “Japan is suspicious of the cooperation of Russia and China.” the essay says:');
  expect(text).toMatch(/highly suspicious[^”]*” ¶8/);
  expect(text).toContain('The cherry trees of Kyoto blossom in April.');
  expect(text).toContain('Nobody has mentioned:');
  expect([...harmOf(answer)]).toEqual([]);
  const place = { platform: 'slack', tenant: slack.channel.teamId, place: `${slack.channel.id}:${ts}` };
  const turns = JSON.stringify(await parts.store?.turns.recent(place, slack.bob.id));
  expect(turns).toContain('summarise this thread');
  expect(turns).not.toMatch(/cherry trees|Japan is suspicious of the cooperation/);
});
