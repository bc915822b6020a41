/**
 * Being there: after every new connection, and after a sleep of the machine, what was missed is looked for; while we are
 * there, it is noted each minute, for each tenant.
 */
import { messageOf } from '../base/errors.js';
import type { Log } from '../base/log.js';
import type { Conversation, Gap, Tenant } from '../conversation/types.js';

const presentEveryMs = 60_000;
/** A minute that took this long: the machine slept. */
const sleptMs = 150_000;

export interface Attendance {
  /** Looks for what was missed, then notes that we are there. */
  sweep(): void;
  end(): void;
}

export interface AttendanceParts<Found> {
  readonly conversation: Pick<Conversation, 'gap' | 'present'>;
  readonly log: Log;
  /** Those whose messages are received now; none while nothing is. */
  readonly tenants: () => Promise<readonly Tenant[]>;
  /** Messages of the gap that may be for us, oldest first. */
  readonly missed: (tenant: Tenant, gap: Gap) => AsyncIterable<Found>;
  /** Claims and answers; resolves when it is claimed. */
  readonly hear: (found: Found) => Promise<void>;
}

export function createAttendance<Found>(parts: AttendanceParts<Found>): Attendance {
  const { conversation, log, tenants, missed, hear } = parts;
  let lastPresent = Date.now();
  let hasEnded = false;
  /** One after the other, so that nothing is noted as seen before it was looked for. */
  let work = Promise.resolve();

  const next = (what: string, step: (tenant: Tenant) => Promise<void>): void => {
    work = work
      .then(async () => {
        const here = await tenants();
        for (const tenant of here) if (!hasEnded) await step(tenant);
        if (here.length > 0) lastPresent = Date.now();
      })
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, what));
  };

  async function sweepOne(tenant: Tenant): Promise<void> {
    const gap = await conversation.gap(tenant);
    if (gap) {
      for await (const found of missed(tenant, gap)) {
        // Of a tenant that removed the app meanwhile all is forgotten, that it was answered too.
        if (hasEnded || !(await isHere(tenant))) return;
        await hear(found);
      }
    }
    await note(tenant);
  }

  async function note(tenant: Tenant): Promise<void> {
    if (await isHere(tenant)) await conversation.present(tenant);
  }

  async function isHere({ platform, tenant }: Tenant): Promise<boolean> {
    return (await tenants()).some((each) => each.platform === platform && each.tenant === tenant);
  }

  const sweep = (): void => next('what was missed could not be looked for', sweepOne);
  const tick = (): void => {
    if (Date.now() - lastPresent > sleptMs) sweep();
    else next('being present could not be noted', note);
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
