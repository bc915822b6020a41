/** What the test has the model say: a queue, used up one a request, and what is said when it is empty. */
import { completionSteps, type Said } from './completions.js';
import { Refusal } from './errors.js';
import { type ChatFault, chatFaultSteps, type Fault, plainFaultSteps } from './faults.js';
import type { ChatCall } from './shapes.js';
import type { Step } from './steps.js';

/** A string is a text with nothing special about it. */
export type Reply = string | Said | Fault;
/** A function is asked once for each request that it answers; what it throws becomes a 500 that says so. */
export type ScriptedReply = Reply | ((call: ChatCall) => Reply | Promise<Reply>);

export class Replies {
  readonly #queue: ScriptedReply[] = [];
  #usual: ScriptedReply | undefined;

  add(replies: readonly ScriptedReply[]): void {
    this.#queue.push(...replies);
  }

  setUsual(reply: ScriptedReply | undefined): void {
    this.#usual = reply;
  }

  clear(): void {
    this.#queue.length = 0;
  }

  get left(): number {
    return this.#queue.length;
  }

  /** The response to `call`; uses up one of the queue. @throws Refusal when nothing is scripted */
  async answer(call: ChatCall, key: string | undefined, id: string): Promise<Iterable<Step>> {
    const scripted = this.#queue.shift() ?? this.#usual;
    if (scripted === undefined) throw new Refusal('emulator: no reply was scripted', { status: 500 });
    const reply = typeof scripted === 'function' ? await scripted(call) : scripted;
    if (typeof reply === 'string') return completionSteps(call, { text: reply }, id);
    if (!('fault' in reply)) return completionSteps(call, reply, id);
    if (isOfChat(reply)) return chatFaultSteps(reply, call, id);
    return plainFaultSteps(reply, { model: call.model, key, isStreamed: call.isStreamed });
  }
}

/** A record, so that the compiler asks for a kind that is forgotten here. */
const kindsOfChat: Readonly<Record<ChatFault['fault'], true>> = {
  'hang-mid-stream': true,
  'cut-mid-stream': true,
  'error-mid-stream': true,
  'odd-stream': true,
  endless: true,
  'slow-drip': true,
  'empty-content': true,
  length: true,
  'content-filter': true,
  refusal: true,
  'tool-call': true,
};

function isOfChat(fault: Fault): fault is ChatFault {
  return Object.hasOwn(kindsOfChat, fault.fault);
}
