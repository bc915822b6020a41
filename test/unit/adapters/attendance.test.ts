import { expect, it } from 'vitest';
import { createAttendance } from '../../../src/adapters/attendance.js';
import type { Tenant } from '../../../src/conversation/types.js';
import { recordingLog } from '../../helpers/recording-log.js';

const one: Tenant = { platform: 'slack', tenant: 'T1' };
const two: Tenant = { platform: 'slack', tenant: 'T2' };

it('hears and notes nothing of a tenant that removes the app while it is looked for what was missed there', async () => {
  let here: readonly Tenant[] = [one, two];
  const noted: Tenant[] = [];
  const heard: string[] = [];
  let finish = (): void => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const attendance = createAttendance({
    log: recordingLog(),
    conversation: {
      gap: async () => ({ since: 0, threads: [] }),
      async present(tenant) {
        noted.push(tenant);
        finish();
      },
    },
    tenants: async () => here,
    async *missed(tenant) {
      yield `${tenant.tenant} first`;
      if (tenant === one) here = [two];
      yield `${tenant.tenant} second`;
    },
    async hear(found: string) {
      heard.push(found);
    },
  });
  attendance.sweep();
  await done;
  attendance.end();
  expect(noted).toEqual([two]);
  expect(heard).toEqual(['T1 first', 'T2 first', 'T2 second']);
});
