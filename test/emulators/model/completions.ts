/** What a model says, as the real endpoint sends it: one JSON body, or chunks as server-sent events. */
import { type ChatCall, type Json, tokensIn } from './shapes.js';
import type { Step } from './steps.js';

export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_calls';

export interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

export interface Said {
  readonly text: string;
  /** Code points a chunk, default 12. */
  readonly chunkChars?: number;
  /** Between two chunks, default 0; without streaming the sum is waited for before the headers. */
  readonly chunkDelayMs?: number;
  /** Before the headers, default 0. */
  readonly firstDelayMs?: number;
  /** Tokens, default about a quarter of the characters. */
  readonly usage?: Usage;
  /** Default `stop`. */
  readonly finishReason?: FinishReason;
  /** Said in place of `text`, which is then not sent. */
  readonly refusal?: string;
  /** Sent in place of `text`; `input` is JSON, or what a model took for it. */
  readonly tool?: { readonly name: string; readonly input: string };
}

export const jsonHead: Step = { status: 200, headers: { 'content-type': 'application/json' } };
export const streamHead: Step = {
  status: 200,
  headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' },
};
const done: Step = { write: 'data: [DONE]\n\n' };

/** The whole response, streamed or not as the request asks. */
export function* completionSteps(call: ChatCall, said: Said, id: string): Generator<Step> {
  yield { waitMs: said.firstDelayMs ?? 0 };
  if (call.isStreamed) {
    yield* streamOpening(call, said, id);
    yield* streamClosing(call, said, id);
    yield done;
    return;
  }
  yield { waitMs: (said.chunkDelayMs ?? 0) * piecesOf(said).length };
  yield jsonHead;
  yield { write: JSON.stringify(completionOf(call, said, id)) };
}

/** Headers, the chunk that names the role, and the text. */
export function* streamOpening(call: ChatCall, said: Said, id: string): Generator<Step> {
  const chunk = (delta: Json) => event(chunkOf(call, delta, null, id));
  yield streamHead;
  const hasText = said.refusal === undefined && said.tool === undefined;
  yield chunk({ role: 'assistant', content: hasText ? '' : null, refusal: null });
  for (const piece of piecesOf(said)) {
    yield chunk(said.refusal === undefined ? { content: piece } : { refusal: piece });
    yield { waitMs: said.chunkDelayMs ?? 0 };
  }
  if (said.tool) {
    const { name, input } = said.tool;
    const tool = { index: 0, id: `call_${id}`, type: 'function' };
    yield chunk({ tool_calls: [{ ...tool, function: { name, arguments: '' } }] });
    yield chunk({ tool_calls: [{ index: 0, function: { arguments: input } }] });
  }
}

/** The chunk with the reason of the end, and the one with the usage where it was asked for. */
export function* streamClosing(call: ChatCall, said: Said, id: string): Generator<Step> {
  yield event(chunkOf(call, {}, finishOf(said), id));
  if (call.wantsUsage) {
    yield event({ ...chunkOf(call, {}, null, id), choices: [], usage: usageOf(call, said) });
  }
}

/** The body of an answer without streaming. */
export function completionOf(call: ChatCall, said: Said, id: string): Json {
  const { text, refusal = null, tool } = said;
  const calls = tool && {
    tool_calls: [{ id: `call_${id}`, type: 'function', function: { name: tool.name, arguments: tool.input } }],
  };
  const message = { role: 'assistant', content: refusal === null && !tool ? text : null, refusal, ...calls };
  return {
    ...head(call, 'chat.completion', id),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(said) }],
    usage: usageOf(call, said),
  };
}

/** One server-sent event. */
export function event(data: Json): Step & { readonly write: string } {
  return { write: `data: ${JSON.stringify(data)}\n\n` };
}

function chunkOf(call: ChatCall, delta: Json, finish: FinishReason | null, id: string): Json {
  return {
    ...head(call, 'chat.completion.chunk', id),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...(call.wantsUsage && { usage: null }),
  };
}

function head(call: ChatCall, object: string, id: string): Json {
  return {
    id: `chatcmpl-${id}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: call.model,
    service_tier: 'default',
    system_fingerprint: 'fp_emulated',
  };
}

function finishOf({ finishReason, tool }: Said): FinishReason {
  return finishReason ?? (tool ? 'tool_calls' : 'stop');
}

function usageOf(call: ChatCall, { text, refusal, tool, usage }: Said): Json {
  const prompt = usage?.prompt ?? tokensIn(call.prompt);
  const completion = usage?.completion ?? tokensIn(refusal ?? tool?.input ?? text);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}

function piecesOf({ text, refusal, tool, chunkChars = 12 }: Said): readonly string[] {
  const signs = Array.from(refusal ?? (tool ? '' : text));
  const pieces: string[] = [];
  for (let at = 0; at < signs.length; at += chunkChars) pieces.push(signs.slice(at, at + chunkChars).join(''));
  return pieces;
}
