/** Answers of the command line as they grow: what stands on stdout when, whatever ends them. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { answerOnce } from '../../../src/app/ask.js';
import { answerLines, type LineOptions } from '../../../src/app/question-lines.js';
import type { Conversation, Incoming, NoticeReply, Reply } from '../../../src/conversation/types.js';
import { openCommandStage } from '../../helpers/command-stage.js';
import { commons } from '../../helpers/fake-parts.js';
import { silent } from '../../helpers/silent-conversation.js';
import { growthOf, writtenReply } from '../../helpers/written-answer.js';

const incoming: Incoming = {
  place: { platform: 'command-line', tenant: 'local', place: 'ask' },
  person: 'local',
  messageId: 'ask',
  text: 'Who owns the pasture?',
};
const fault: NoticeReply = { kind: 'notice', tone: 'fault', language: 'en', text: 'That broke.', buttons: [] };
const growing = growthOf(writtenReply());
const whole = writtenReply();

/** Yields `snapshots`; before each after the first, `between` looks at what was printed, or ends it all. */
function saying(snapshots: readonly Reply[], between: () => void = () => {}): Conversation {
  return {
    ...silent([commons]),
    async *handle(_, { signal } = {}) {
      for (const [index, snapshot] of snapshots.entries()) {
        if (index > 0) {
          await turn();
          between();
        }
        if (signal?.aborted) return;
        yield snapshot;
      }
    },
  };
}

describe('ask', () => {
  it('has each sentence on stdout before the next is written, the quotes and the last line at the end, nothing twice', async () => {
    const { stage, stdout, stderr } = openCommandStage();
    const seen: string[] = [];
    const code = await answerOnce(
      stage,
      saying(growing, () => seen.push(stdout())),
      incoming,
      false,
    );
    const lines = stdout().split('\n');
    expect(code).toBe(0);
    expect(seen.map((text) => text.split('\n').length - 1)).toEqual([1, 2, 3]);
    expect(seen[0]).toBe('  Nobody owns the pasture. ¶1\n');
    expect(lines).toEqual([
      '  Nobody owns the pasture. ¶1',
      '  So each herder adds a cow, and the grass goes. ¶1 ¶2',
      '  Rules saved what was left. ¶3',
      '  “The pasture belongs to no one.” ¶1',
      '  “Every herder adds one more cow.” ¶1',
      '  “The grass is gone by summer.” ¶2',
      '  “Rules of the village saved the hay.” ¶3',
      'Also near: ¶2.',
      '',
    ]);
    expect(stderr()).toBe('');
  });

  it('prints an answer that comes whole once and whole, and as JSON nothing but its record', async () => {
    const { stage, stdout } = openCommandStage();
    const seen: string[] = [];
    await answerOnce(
      stage,
      saying([whole, whole], () => seen.push(stdout())),
      incoming,
      false,
    );
    expect(seen).toEqual(['']);
    expect(stdout().match(/Also near/g)).toHaveLength(1);
    const json = openCommandStage();
    await answerOnce(json.stage, saying(growing), incoming, true);
    expect(json.stdout().trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(json.stdout())).toMatchObject({ kind: 'answered', abstained: false });
  });

  it('called off in the middle ends with a whole line and nothing more', async () => {
    const { stage, stdout, interrupt } = openCommandStage();
    expect(await answerOnce(stage, saying(growing, interrupt), incoming, false)).toBe(1);
    expect(stdout()).toBe('  Nobody owns the pasture. ¶1\n');
  });

  it('tells of a fault in the middle on stderr', async () => {
    const { stage, stdout, stderr } = openCommandStage();
    expect(await answerOnce(stage, saying([growing[0] ?? whole, fault]), incoming, false)).toBe(1);
    expect(stdout()).toBe('  Nobody owns the pasture. ¶1\n');
    expect(stderr()).toBe('That broke.\n');
  });
});

describe('ask --jsonl', () => {
  const recordKeys = ['id', 'answer', 'citations', 'abstained', 'kind', 'latency_ms'];

  async function lines(conversation: Conversation, options: LineOptions): Promise<Record<string, unknown>[]> {
    const { stage, input, stdout } = openCommandStage();
    input.end('{"id":7,"question":"Who owns the pasture?"}\n');
    await answerLines(stage, conversation, options);
    return stdout()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  it('prints one line a question, however the answer grew', async () => {
    const answers = await lines(saying(growing), {});
    expect(answers.map((answer) => Object.keys(answer))).toEqual([recordKeys]);
  });

  it('with --stream prints what is written so far before it, and nothing more for an answer that comes whole', async () => {
    const answers = await lines(saying(growing), { isStreamed: true });
    expect(answers.map((answer) => Object.keys(answer))).toEqual([
      ...[1, 2, 3].map(() => ['id', 'partial', 'answer', 'citations']),
      recordKeys,
    ]);
    expect(answers[0]).toEqual({
      id: 7,
      partial: true,
      answer: 'Nobody owns the pasture. ¶1',
      citations: [{ essay: 'commons', paragraph: 1, quote: 'The pasture belongs to no one.', start: 0, end: 30 }],
    });
    for (const [index, { answer }] of answers.slice(1).entries())
      expect(String(answer).startsWith(String(answers[index]?.answer))).toBe(true);
    expect(await lines(saying([whole, whole]), { isStreamed: true })).toHaveLength(1);
  });

  it('with --stream says of a question that was called off, or broke, that it has no answer', async () => {
    expect((await lines(saying(growing.slice(0, 2)), { isStreamed: true })).at(-1)).toEqual({
      id: 7,
      error: 'The question was called off.',
    });
    expect((await lines(saying([growing[0] ?? whole, fault]), { isStreamed: true })).at(-1)).toEqual({
      id: 7,
      error: 'That broke.',
    });
  });

  it('with --rendered holds the messages that the complete answer would be', async () => {
    const rendered = ({ kind }: Reply, { messageId }: Incoming) => ({ slack: [kind], discord: [messageId] });
    const answers = await lines(saying(growing), { isStreamed: true, rendered });
    expect(answers.map((answer) => answer.rendered)).toEqual([
      ...[1, 2, 3].map(() => undefined),
      { slack: ['answer'], discord: ['line-1'] },
    ]);
  });
});
