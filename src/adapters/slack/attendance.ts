/**
 * Being there: after every connection, and after a sleep of the machine, what was missed is looked for; while we are
 * there, it is noted each minute.
 */
import { messageOf } from '../../base/errors.js';
import type { Log } from '../../base/log.js';
import type { Conversation, Incoming, Tenant } from '../../conversation/types.js';
import type { Where } from './heard.js';
import { missed } from './sweep.js';
import type { Workspace, Workspaces } from './workspaces.js';

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
  readonly workspaces: Workspaces;
  readonly log: Log;
  readonly isConnected: () => boolean;
  readonly answer: (workspace: Workspace, incoming: Incoming, where: Where) => Promise<void>;
}

export function createAttendance({ conversation, workspaces, log, isConnected, answer }: AttendanceParts): Attendance {
  let lastPresent = Date.now();
  let hasEnded = false;
  /** One after the other, so that nothing is noted as seen before it was looked for. */
  let work = Promise.resolve();

  const tenantOf = ({ team }: Workspace): Tenant => ({ platform: 'slack', tenant: team });
  const next = (what: string, step: (workspace: Workspace) => Promise<void>): void => {
    work = work
      .then(async () => {
        for (const workspace of hasEnded ? [] : await workspaces.all()) await step(workspace);
        lastPresent = Date.now();
      })
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, what));
  };

  async function sweepOne(workspace: Workspace): Promise<void> {
    const gap = await conversation.gap(tenantOf(workspace));
    if (gap) {
      for await (const { incoming, where } of missed(workspace, gap, log)) {
        if (hasEnded) return;
        if (await conversation.accept(incoming)) void answer(workspace, incoming, where);
      }
    }
    await conversation.present(tenantOf(workspace));
  }

  const sweep = (): void => next('what was missed could not be looked for', sweepOne);
  const tick = (): void => {
    if (!isConnected()) return;
    if (Date.now() - lastPresent > sleptMs) sweep();
    else next('being present could not be noted', (workspace) => conversation.present(tenantOf(workspace)));
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
