/**
 * Being there: after every new session, and after a sleep of the machine, what was missed is looked for; while we are
 * there, it is noted each minute, for each server and for direct messages.
 */
import type { Client } from 'discord.js';
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Conversation } from '../../conversation/types.js';
import type { Calls } from './calls.js';
import type { Heard } from './heard.js';
import { tenantOf } from './places.js';
import { missed } from './sweep.js';

const presentEveryMs = 60_000;
/** A minute that took this long: the machine slept. */
const sleptMs = 150_000;

export interface Attendance {
  /** Looks for what was missed, then notes that we are there. */
  sweep(): void;
  end(): void;
}

export interface AttendanceParts {
  readonly conversation: Conversation;
  readonly calls: Calls;
  readonly log: Log;
  /** The client while it receives messages. */
  readonly client: () => Client<true> | undefined;
  /** Claims and answers; resolves when it is claimed. */
  readonly hear: (heard: Heard) => Promise<void>;
}

export function createAttendance({ conversation, calls, log, client, hear }: AttendanceParts): Attendance {
  let lastPresent = Date.now();
  let hasEnded = false;
  /** One after the other, so that nothing is noted as seen before it was looked for. */
  let work = Promise.resolve();

  const next = (what: string, step: (ready: Client<true>, guildId: string | null) => Promise<void>): void => {
    work = work
      .then(async () => {
        const ready = client();
        if (!ready) return;
        for (const guildId of [...ready.guilds.cache.keys(), null]) if (!hasEnded) await step(ready, guildId);
        lastPresent = Date.now();
      })
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, what));
  };

  async function sweepOne(ready: Client<true>, guildId: string | null): Promise<void> {
    const tenant = tenantOf({ guildId });
    const gap = await conversation.gap(tenant);
    if (gap) {
      for await (const heard of missed({ client: ready, calls, log, guildId, gap })) {
        if (hasEnded) return;
        await hear(heard);
      }
    }
    await conversation.present(tenant);
  }

  const sweep = (): void => next('what was missed could not be looked for', sweepOne);
  const tick = (): void => {
    if (!client()) return;
    if (Date.now() - lastPresent > sleptMs) sweep();
    else next('being present could not be noted', (_, guildId) => conversation.present(tenantOf({ guildId })));
  };
  const ticking = setInterval(tick, presentEveryMs).unref();

  return {
    sweep,
    end() {
      hasEnded = true;
      clearInterval(ticking);
    },
  };
}
