/**
 * `ask --jsonl`: a question a line in, an answer a line out, in the order of the questions and as they come. A line that
 * cannot be read gets an error, and the next one is answered.
 */
import { z } from 'zod';
import { readLines } from '../base/streams.js';
import type { Conversation, Incoming, Reply } from '../conversation/types.js';
import type { Turn } from '../essay/types.js';
import { recordOf } from './answer-record.js';
import { jsonLine, print, type Stage } from './command.js';

const id = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const questionLine = z.object({
  id: id.optional(),
  essay: z.string().nullish(),
  question: z.string().refine((text) => text.trim() !== '', 'it is empty'),
  history: z.array(z.object({ role: z.string(), content: z.string() })).nullish(),
});

/** Answers every line of stdin; ends with it. */
export async function answerLines(stage: Stage, conversation: Conversation): Promise<void> {
  // Waiting for a line must not outlive the program's end.
  stage.signal.addEventListener('abort', () => stage.stdin.destroy(), { once: true });
  let count = 0;
  for await (const line of readLines(stage.stdin)) {
    if (stage.signal.aborted) return;
    const text = line.replace(/^\ufeff/, '').trim();
    if (text === '') continue;
    await print(stage, jsonLine(await answerLine(text, ++count, conversation, stage.signal)));
  }
}

async function answerLine(
  text: string,
  count: number,
  conversation: Conversation,
  signal: AbortSignal,
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
  const reply = await lastReply(conversation, incoming, signal);
  const head = { id: parsed.data.id ?? null };
  return reply
    ? { ...head, ...recordOf(reply, performance.now() - startedAt) }
    : { ...head, error: 'The question was called off.' };
}

/** The complete reply to one message; undefined when it was called off. */
export async function lastReply(
  conversation: Conversation,
  incoming: Incoming,
  signal: AbortSignal,
): Promise<Reply | undefined> {
  let last: Reply | undefined;
  for await (const reply of conversation.handle(incoming, { signal })) last = reply;
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
