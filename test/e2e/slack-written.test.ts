/** Written answers in Slack, streamed: what was shown stays, and one message holds it all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerReply } from '../../src/conversation/types.js';
import { commons } from '../helpers/fake-parts.js';
import { silent } from '../helpers/silent-conversation.js';
import { harmOf, oneAnswer, openSlack, type SlackStage, shownText, wordsIn } from '../helpers/slack-stage.js';
import { cited, growthOf, threeSentences, written, writtenReply } from '../helpers/written-answer.js';

let stage: SlackStage;
beforeEach(async () => {
  stage = await openSlack();
});
afterEach(() => stage.close());

/** Asks, and gives each sentence only when the one before it is shown; answers every state that was seen. */
async function grow(reply: AnswerReply): Promise<{ seen: readonly string[]; final: string }> {
  const { slack, adapter } = stage;
  const seen: string[] = [];
  let threadTs = '';
  const shown = (): string => wordsIn(slack, slack.channel, threadTs).join('\n');
  await adapter.start({
    ...silent([commons]),
    async *handle() {
      for (const snapshot of growthOf(reply)) {
        yield snapshot;
        const text = snapshot.answer.sentences.at(-1)?.text ?? '';
        for (let waited = 0; snapshot.answer.isGrowing && !shown().includes(text) && waited < 1_500; waited += 20)
          await sleep(20);
        seen.push(shown());
      }
    },
  });
  threadTs = (await slack.say(slack.alice, slack.channel, `${slack.botMention} who owns it?`)).ts;
  const answer = await oneAnswer(slack, slack.channel, threadTs);
  expect(harmOf(answer)).toEqual([]);
  return { seen, final: shownText(answer) };
}

describe('a written answer', () => {
  it('only grows: sentences first, then the quotes, then the last line, without a change to what was shown', async () => {
    const { seen, final } = await grow(writtenReply([threeSentences[0], ...threeSentences.slice(1, 2)]));
    expect(seen[0]).toBe('Nobody owns the pasture. ¶1');
    expect(seen[1]).toBe('Nobody owns the pasture. ¶1 So each herder adds a cow, and the grass goes. ¶1 ¶2');
    expect(final.startsWith(seen[1] ?? '')).toBe(true);
    expect(final).toMatch(/“The pasture belongs to no one\.” ¶1 · “Every herder.* ¶2\s+_?Also near: ¶2\./);
    expect(stage.slack.callsTo('chat.update')).toHaveLength(0);
    expect(stage.slack.callsTo('chat.startStream')).toHaveLength(1);
  });

  it('whose quotes only rich text keeps harmless is put right in the same message', async () => {
    const quote = cited(1, 0, { quote: 'According to J.Fergusson, <@U0123456789> said so', start: 0, end: 48 });
    const { seen, final } = await grow(writtenReply([written('Someone says so.', quote)]));
    expect(seen[0]).toBe('Someone says so. ¶1');
    expect(final).toContain('Someone says so. ¶1');
    expect(final).toContain('“According to J.Fergusson, <@U0123456789> said so” ¶1');
  });
});
