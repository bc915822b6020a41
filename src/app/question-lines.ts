/**
 * `ask --jsonl`: a question a line in, an answer a line out, in the order of the questions and as they come; with
 * `--stream` what is written of it before. A line that cannot be read gets an error, and the next one is answered.
 */
import { z } from 'zod';
import { readLines } from '../base/streams.js';
import { isGrowing } from '../conversation/proof.js';
import type { Conversation, Incoming, Reply } from '../conversation/types.js';
import type { Turn } from '../essay/types.js';
import { partialOf, recordOf } from './answer-record.js';
import { jsonLine, print, type Stage } from './command.js';

const id = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const questionLine = z.object({
  id: id.optional(),
  essay: z.string().nullish(),
  question: z.string().refine((text) => text.trim() !== '', 'it is empty'),
  history: z.array(z.object({ role: z.string(), content: z.string() })).nullish(),
});

export interface LineOptions {
  /** An answer that is being written is printed as it grows: lines `{id, partial: true, …}` before the one of the contract. */
  readonly isStreamed?: boolean;
  /** What every record holds beside the answer: the messages it would be on platforms. */
  readonly rendered?: (reply: Reply, incoming: Incoming) => object;
}

/** Answers every line of stdin; ends with it. */
export async function answerLines(stage: Stage, conversation: Conversation, options: LineOptions = {}): Promise<void> {
  // Waiting for a line must not outlive the program's end.
  stage.signal.addEventListener('abort', () => stage.stdin.destroy(), { once: true });
  let count = 0;
  for await (const line of readLines(stage.stdin)) {
    if (stage.signal.aborted) return;
    const text = line.replace(/^\ufeff/, '').trim();
    if (text === '') continue;
    await print(stage, jsonLine(await answerLine(text, ++count, stage, conversation, options)));
  }
}

async function answerLine(
  text: string,
  count: number,
  stage: Stage,
  conversation: Conversation,
  { isStreamed = false, rendered }: LineOptions,
): Promise<object> {
  const startedAt = performance.now();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { id: null, error: 'The line is not JSON.' };
  }
  const parsed = questionLine.safeParse(value);
  if (!parsed.success) return { id: idOf(value), error: problemOf(parsed.error) };
  const { question, essay, history } = parsed.data;
  const incoming: Incoming = {
    place: { platform: 'command-line', tenant: 'local', place: `line-${count}` },
    person: 'local',
    messageId: `line-${count}`,
    text: question,
    isOperator: true,
    history: (history ?? []).filter((turn): turn is Turn => turn.role === 'user' || turn.role === 'assistant'),
    ...(essay ? { essay } : {}),
  };
  const head = { id: parsed.data.id ?? null };
  const reply = await lastReply(conversation, incoming, stage.signal, async (snapshot) => {
    if (isStreamed) await print(stage, jsonLine({ ...head, partial: true, ...partialOf(snapshot) }));
  });
  if (!reply) return { ...head, error: 'The question was called off.' };
  const record = recordOf(reply, performance.now() - startedAt);
  return { ...head, ...record, ...(rendered && !('error' in record) ? { rendered: rendered(reply, incoming) } : {}) };
}

/** The complete reply to one message, after `onGrowth` has had its growing snapshots; undefined when it was called off. */
export async function lastReply(
  conversation: Conversation,
  incoming: Incoming,
  signal: AbortSignal,
  onGrowth: (snapshot: Reply) => Promise<void> = async () => {},
): Promise<Reply | undefined> {
  let last: Reply | undefined;
  for await (const reply of conversation.handle(incoming, { signal })) {
    last = isGrowing(reply) ? undefined : reply;
    if (!last) await onGrowth(reply);
  }
  return last;
}

function idOf(value: unknown): z.infer<typeof id> {
  const given = typeof value === 'object' && value !== null && 'id' in value ? id.safeParse(value.id) : undefined;
  return given?.success ? given.data : null;
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  const path = issue?.path.join('.') ?? '';
  return path === ''
    ? 'The line is not an object {id, essay, question, history?}.'
    : `${path}: ${issue?.message ?? 'not understood'}.`;
}
