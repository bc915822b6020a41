/**
 * A sign of life: "is reading the essay…" under the question, at once and as a decoration only. It never delays or costs
 * an answer, and never stays behind one.
 */
import { say } from '../../essay/phrases.js';
import type { Language } from '../../essay/types.js';
import type { Calls } from './api-calls.js';
import type { Where } from './heard.js';

export interface LifeSigns {
  /** Shows the sign; the answered function is to be called when the reply stands, with false where it stands elsewhere. */
  show(calls: Calls, where: Pick<Where, 'channel' | 'threadTs'>, language: Language): (isInThread: boolean) => void;
}

/** Signs shown at once; a class that asks all together sees the answers as soon as the signs. */
const mostAtOnce = 10;

export function createLifeSigns(): LifeSigns {
  let shown = 0;
  return {
    show(calls, { channel, threadTs }, language) {
      if (shown >= mostAtOnce) return () => {};
      shown += 1;
      let isAnswered = false;
      const status = (text: string) =>
        calls.may('assistant.threads.setStatus', { channel_id: channel, thread_ts: threadTs, status: text });
      void status(say('reading', language)).then(async () => {
        shown -= 1;
        // Slack clears it with a message that comes after; this one came before.
        if (isAnswered) await status('');
      });
      return (isInThread) => {
        isAnswered = true;
        if (!isInThread) void status('');
      };
    },
  };
}
