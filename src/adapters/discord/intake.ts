/**
 * Claims a message before anything is done about it. Discord delivers nothing twice: a claim that cannot be kept costs
 * the memory of the message, not its answer.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Conversation, Incoming } from '../../conversation/types.js';

const delaysMs = [100, 500];

export type Accept = (incoming: Incoming) => Promise<boolean>;

/** Whether this message is to be answered. Never throws. */
export function createAccept(conversation: Pick<Conversation, 'accept'>, log: Log): Accept {
  return async (incoming) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await conversation.accept(incoming);
      } catch (error) {
        const delay = delaysMs[tries];
        log.error({ reason: messageOf(error), tries: tries + 1 }, 'a message could not be claimed');
        // Talk that nobody addressed to us can be left alone; a question cannot.
        if (delay === undefined) return incoming.isOverheard !== true;
        await sleep(delay);
      }
    }
  };
}

/** What `promise` says, or `otherwise` when it takes longer than a first response may wait. */
export async function soon<Value>(promise: Promise<Value>, otherwise: Value, ms = 1_200): Promise<Value> {
  const ending = new AbortController();
  const late = sleep(ms, otherwise, { signal: ending.signal, ref: false }).catch(() => otherwise);
  try {
    return await Promise.race([promise.catch(() => otherwise), late]);
  } finally {
    ending.abort();
  }
}
