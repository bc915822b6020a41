/** Ways in which a model server misbehaves, as steps; what is legal but rare stands here too. */
import { completionOf, completionSteps, event, jsonHead, type Said, streamHead, streamOpening } from './completions.js';
import { type FaultStatus, refusalOf } from './errors.js';
import { type OddStream, oddSteps } from './odd-streams.js';
import type { ChatCall } from './shapes.js';
import type { Step } from './steps.js';

/** Faults that every route can have. */
export type PlainFault =
  /** `retryAfter` is the header: seconds or an HTTP date; absent by default. `message` replaces the usual words. */
  | {
      readonly fault: 'status';
      readonly status: FaultStatus;
      readonly retryAfter?: number | string;
      readonly message?: string;
    }
  /** Accepted and read, and no answer. */
  | { readonly fault: 'hang-before-headers' }
  | { readonly fault: 'hang-after-headers' }
  | { readonly fault: 'cut-before-headers' }
  /** 200 and no bytes. */
  | { readonly fault: 'empty-body' }
  /** 200 and the first half of a JSON object. */
  | { readonly fault: 'half-json' }
  /** A page, as from a proxy or a login. */
  | { readonly fault: 'html'; readonly status: 200 | 502 };

/** Faults of an answer in chat. Without streaming the middle of the stream is that of the JSON body. */
export type ChatFault =
  /** The connection stays open. */
  | { readonly fault: 'hang-mid-stream'; readonly text: string; readonly afterChars: number }
  | { readonly fault: 'cut-mid-stream'; readonly text: string; readonly afterChars: number }
  /** An error as an event among the chunks, as the real API tells it once headers have left. */
  | { readonly fault: 'error-mid-stream'; readonly text: string; readonly afterChars: number }
  /** See `OddStream`. Without streaming only `half-json` and `not-json` differ from an ordinary answer. */
  | { readonly fault: 'odd-stream'; readonly how: OddStream; readonly text: string }
  /** The text again and again until the client leaves; without streaming, blanks before a body that never comes. */
  | { readonly fault: 'endless'; readonly text: string; readonly everyMs?: number }
  /** One character at a time. */
  | { readonly fault: 'slow-drip'; readonly text: string; readonly everyMs: number }
  | { readonly fault: 'empty-content' }
  /** The text, and then the limit of tokens. */
  | { readonly fault: 'length'; readonly text: string }
  /** The text so far, and then the provider's filter. */
  | { readonly fault: 'content-filter'; readonly text: string }
  /** The model's own refusal, outside `content`. */
  | { readonly fault: 'refusal'; readonly text: string }
  | { readonly fault: 'tool-call'; readonly name: string; readonly input: string };

export type Fault = PlainFault | ChatFault;

/** What is known of the request that a fault answers. */
export interface Asked {
  readonly model: string;
  readonly key: string | undefined;
  readonly isStreamed: boolean;
}

/** The response of a route that fails before it has done anything. */
export function plainFaultSteps(fault: PlainFault, { model, key, isStreamed }: Asked): readonly Step[] {
  switch (fault.fault) {
    case 'status': {
      const { status, body } = refusalOf(fault.status, model, key, fault.message);
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      return [{ status, headers: { 'content-type': 'application/json', ...retry } }, { write: JSON.stringify(body) }];
    }
    case 'hang-before-headers':
      return ['hang'];
    case 'hang-after-headers':
      return [isStreamed ? streamHead : jsonHead, 'hang'];
    case 'cut-before-headers':
      return ['cut'];
    case 'empty-body':
      return [isStreamed ? streamHead : jsonHead];
    case 'half-json':
      return [jsonHead, { write: '{"id":"emulated","object":"li' }];
    case 'html': {
      const title = fault.status === 200 ? 'Sign in' : '502 Bad Gateway';
      return [
        { status: fault.status, headers: { 'content-type': 'text/html; charset=utf-8' } },
        { write: `<!doctype html><html><title>${title}</title><body><h1>${title}</h1></body></html>` },
      ];
    }
  }
}

/** The response to a valid chat request that goes wrong; may never end. */
export function chatFaultSteps(fault: ChatFault, call: ChatCall, id: string): Iterable<Step> {
  switch (fault.fault) {
    case 'hang-mid-stream':
      return begun(fault, ['hang'], call, id);
    case 'cut-mid-stream':
      return begun(fault, ['cut'], call, id);
    case 'error-mid-stream':
      return begun(fault, [event(refusalOf(500, call.model, undefined).body)], call, id);
    case 'odd-stream':
      return oddSteps(fault.how, call, { text: fault.text }, id);
    case 'endless':
      return endless(fault.text, fault.everyMs ?? 0, call, id);
    case 'slow-drip':
      return drip({ text: fault.text, chunkChars: 1, chunkDelayMs: fault.everyMs }, call, id);
    case 'empty-content':
      return completionSteps(call, { text: '' }, id);
    case 'length':
      return completionSteps(call, { text: fault.text, finishReason: 'length' }, id);
    case 'content-filter':
      return completionSteps(call, { text: fault.text, finishReason: 'content_filter' }, id);
    case 'refusal':
      return completionSteps(call, { text: '', refusal: fault.text }, id);
    case 'tool-call':
      return completionSteps(call, { text: '', tool: { name: fault.name, input: fault.input } }, id);
  }
}

/** The first characters of the text in order, then `end`. */
function* begun(
  { text, afterChars }: { readonly text: string; readonly afterChars: number },
  end: readonly Step[],
  call: ChatCall,
  id: string,
): Generator<Step> {
  if (call.isStreamed) {
    yield* streamOpening(call, { text: text.slice(0, afterChars) }, id);
  } else {
    const whole = JSON.stringify(completionOf(call, { text }, id));
    yield jsonHead;
    yield { write: whole.slice(0, whole.indexOf('"content":') + '"content":"'.length + afterChars) };
  }
  yield* end;
}

function* endless(text: string, everyMs: number, call: ChatCall, id: string): Generator<Step> {
  if (!call.isStreamed) yield jsonHead;
  let isFirst = true;
  for (;;) {
    if (!call.isStreamed) yield { write: ' ' };
    else for (const step of streamOpening(call, { text }, id)) if (isFirst || step !== streamHead) yield step;
    isFirst = false;
    yield { waitMs: everyMs };
  }
}

function* drip(said: Said & { readonly chunkDelayMs: number }, call: ChatCall, id: string): Generator<Step> {
  if (call.isStreamed) {
    yield* completionSteps(call, said, id);
    return;
  }
  yield jsonHead;
  for (const sign of JSON.stringify(completionOf(call, said, id))) {
    yield { write: sign };
    yield { waitMs: said.chunkDelayMs };
  }
}
