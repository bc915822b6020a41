/**
 * Answers on their way: one place in order, all of them counted, so that a stop can wait for them. What was answered is
 * finished; what could not be posted now is put back and comes again.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { createQueue } from '../conversation/queue.js';
import type { Conversation, Incoming } from '../conversation/types.js';

export interface Flights {
  /** Runs `work` after what was asked before it in the same place. Never throws. */
  fly(incoming: Incoming, work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

/** @param isFinal whether a failure of `work` will be the same whenever it is tried again */
export function createFlights(
  conversation: Pick<Conversation, 'finish' | 'release'>,
  log: Log,
  isFinal: (error: unknown) => boolean,
): Flights {
  // The conversation bounds what waits; here only the order is kept.
  const order = createQueue({ perKey: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY });
  const flying = new Set<Promise<void>>();

  async function run(incoming: Incoming, work: () => Promise<void>): Promise<void> {
    const leave = await order.enter(JSON.stringify(incoming.place));
    try {
      await work();
      await conversation.finish(incoming);
    } catch (error) {
      const isOver = isFinal(error);
      log.error({ reason: messageOf(error), isOver }, 'a reply could not be posted');
      if (isOver) await conversation.finish(incoming);
      else conversation.release(incoming);
    } finally {
      if (typeof leave === 'function') leave();
    }
  }

  return {
    async fly(incoming, work) {
      const flight = run(incoming, work).catch((error: unknown) =>
        log.error({ reason: messageOf(error) }, 'a message was left unfinished'),
      );
      flying.add(flight);
      await flight;
      flying.delete(flight);
    },
    async settled() {
      while (flying.size > 0) await Promise.all(flying);
    },
  };
}
