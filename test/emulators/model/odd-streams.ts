/** Streams that are legal and rarely seen, and streams that are broken in themselves, byte for byte. */
import {
  completionOf,
  completionSteps,
  jsonHead,
  type Said,
  streamClosing,
  streamHead,
  streamOpening,
} from './completions.js';
import type { ChatCall } from './shapes.js';
import type { Step } from './steps.js';

export type OddStream =
  /** Legal: lines end in CRLF, and each pair arrives in two chunks. */
  | 'crlf'
  /** Legal: comments and `event:` lines between the chunks, as proxies send to keep a connection. */
  | 'comments'
  /** Legal: every character of more than one byte arrives in two chunks. */
  | 'split-characters'
  /** Legal: all of it in one chunk. */
  | 'one-write'
  /** Lines that are no field of an event; the standard says to pass over them. */
  | 'garbage-lines'
  /** After the text an event that is no JSON. */
  | 'not-json'
  /** After the text half an event, and a clean end; the real client takes it for `no-finish`. */
  | 'half-json'
  /** All chunks, and a clean end without `[DONE]`. */
  | 'no-done'
  /** A clean end after the text: no reason, no `[DONE]`. */
  | 'no-finish';

/** The response with `how` done to it. */
export function* oddSteps(how: OddStream, call: ChatCall, said: Said, id: string): Generator<Step> {
  if (!call.isStreamed) {
    const whole = JSON.stringify(completionOf(call, said, id));
    yield jsonHead;
    yield { write: how === 'half-json' ? whole.slice(0, whole.length / 2) : how === 'not-json' ? '{{{' : whole };
    return;
  }
  if (how === 'not-json' || how === 'half-json' || how === 'no-finish') {
    yield* streamOpening(call, said, id);
    if (how === 'not-json') yield { write: 'data: {{{\n\n' };
    if (how === 'half-json') yield { write: `data: {"id":"chatcmpl-${id}","choices":[{"index":0,"delta":{"cont` };
    return;
  }
  if (how === 'no-done') {
    yield* streamOpening(call, said, id);
    yield* streamClosing(call, said, id);
    return;
  }
  yield streamHead;
  const events = [...completionSteps(call, said, id)].flatMap((step) =>
    typeof step === 'object' && 'write' in step ? [step.write.toString()] : [],
  );
  for (const write of rewritten(how, events)) yield { write };
}

function rewritten(
  how: 'crlf' | 'comments' | 'split-characters' | 'one-write' | 'garbage-lines',
  events: readonly string[],
): readonly (string | Uint8Array)[] {
  switch (how) {
    case 'crlf':
      return events.flatMap((one) => one.replaceAll('\n', '\r\n').split(/(?<=\r)/));
    case 'comments':
      return events.flatMap((one) => [': keep-alive\n\n', `event: message\n${one}`]);
    case 'split-characters':
      return splitInside(Buffer.from(events.join('')));
    case 'one-write':
      return [events.join('')];
    case 'garbage-lines':
      return events.flatMap((one) => ['<<garbage>>\nx: y\n\u0000\n', one]);
  }
}

/** Cut after each byte that opens a character of several. */
function splitInside(bytes: Buffer): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const [at, byte] of bytes.entries()) {
    if (byte < 0xc0) continue;
    pieces.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  return [...pieces, bytes.subarray(from)];
}
