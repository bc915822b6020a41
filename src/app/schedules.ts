/**
 * Keeps what is planned: now and then looks at every plan and puts by what has come due. What came due while nothing
 * ran is put by late, or told to its teacher; nothing is put by twice, for an occurrence has one id.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import { unaskedFrom } from '../classroom/quiet-hours.js';
import {
  following,
  type KeptPlan,
  missedOf,
  movedOn,
  type Putting,
  planKind,
  planOf,
  postingOf,
  tooLateMs,
} from '../conversation/features/schedule-record.js';
import type { Conversation } from '../conversation/types.js';
import type { Records } from '../store/record-types.js';
import type { Settings } from '../store/store.js';

/** A class does not see half a minute. */
const lookEveryMs = 30_000;

export interface SchedulesParts {
  readonly records: Records;
  /** Where the quiet hours of places stand. */
  readonly settings: Pick<Settings, 'read'>;
  readonly putBy: Conversation['putBy'];
  /** Those that are served here; plans of others wait. */
  readonly platforms: readonly string[];
  readonly log: Log;
}

export interface Schedules {
  /** Puts by what is due at `now`, milliseconds since 1970. A plan that fails is logged and looked at again. */
  pass(now: number): Promise<void>;
  /** Passes at once and then every half minute, one at a time. */
  start(): void;
  /** Resolves when no pass is under way any more. */
  stop(): Promise<void>;
}

export function createSchedules({ records, settings, putBy, platforms, log }: SchedulesParts): Schedules {
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> | undefined;

  async function put(what: Putting | undefined): Promise<void> {
    if (what) await putBy(what.place, what.id, what.what, what.person);
  }

  /** Occurrences up to now, oldest first; of those that are too late, only the last one is told. Quiet hours are waited for. */
  async function carry(plan: KeptPlan, now: number): Promise<void> {
    let next = plan.next;
    let missed: number | undefined;
    while (next !== null && next <= now) {
      const from = await unaskedFrom(settings, plan.place, next);
      if (from > now) break;
      if (now - from > tooLateMs) missed = next;
      else await put(postingOf(plan, next));
      next = following(plan, next);
    }
    if (missed !== undefined) await put(missedOf(plan, missed));
    await advance(plan, next);
  }

  /** Only where nobody was faster: whoever moved it on has put the same by, under the same ids. */
  async function advance(plan: KeptPlan, next: number | null): Promise<void> {
    const { id, place, person } = plan;
    const entry = await records.update(place, planKind, id, (data) => movedOn(data, plan.next, next));
    // What is over is kept no longer than any message.
    if (entry && next === null) await records.put(place, { kind: planKind, id, person, data: entry.data });
  }

  async function pass(now: number): Promise<void> {
    for (const record of await records.all(planKind)) {
      if (!platforms.includes(record.platform)) continue;
      const plan = planOf(record, record);
      if (!plan) log.warn({ platform: record.platform, id: record.id }, 'a plan could not be read');
      if (!plan || plan.next === null || plan.next > now) continue;
      try {
        await carry(plan, now);
      } catch (error) {
        log.warn({ id: record.id, reason: messageOf(error) }, 'a plan could not be carried out yet');
      }
    }
  }

  function look(): void {
    passing ??= pass(Date.now())
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, 'plans could not be read'))
      .finally(() => {
        passing = undefined;
      });
  }

  return {
    pass,
    start() {
      look();
      timer = setInterval(look, lookEveryMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await passing;
    },
  };
}
